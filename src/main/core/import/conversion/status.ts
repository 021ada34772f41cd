import { words } from '../mapping/normalise.ts'

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Words by which shops say that an order was taken back, wherever they stand: `Cancelled by customer`. */
const takenBack = set(
  `cancelled canceled voided refunded reversed chargeback
   storniert annulliert abgebrochen widerrufen erstattet zuruckerstattet rueckerstattet ruckerstattet
   annule annulee rembourse remboursee
   cancelado cancelada anulado anulada reembolsado reembolsada
   annullato annullata cancellato cancellata rimborsato rimborsata stornato stornata
   estornado estornada
   geannuleerd terugbetaald gerestitueerd`
)
/** The same as nouns, which say so only by themselves: a `refund requested` is none yet. */
const alone = set(
  'cancel cancellation void refund chargedback returnedrefunded storno stornierung annulation cancelacion devolvidoreembolsado annulering'
)

/** Words by which they say that it came to nothing. */
const failed = set(
  `failed declined rejected abandoned draft trash expired
   fehlgeschlagen gescheitert abgelehnt entwurf abgelaufen papierkorb
   echoue echouee refuse refusee brouillon abandonne abandonnee expire expiree
   fallido fallida rechazado rechazada borrador abandonado abandonada
   fallito fallita rifiutato rifiutata bozza abbandonato abbandonata scaduto scaduta
   falhou falhado falhada recusado recusada rascunho
   mislukt geweigerd afgewezen concept verlopen`
)
/** What may be cancelled or fail while the order stands, a part of it, or what is but wished for. */
const aside = set(
  `delivery shipping shipment zustellung lieferung versand livraison expedition envio entrega consegna spedizione bezorging levering
   partially partial partly teilweise teil partiellement parcialmente parcial parzialmente parziale gedeeltelijk
   item items artikel article articles requested angefragt beantragt demande solicitado richiesto aangevraagd`
)
/** What may fail or be refused and leaves the order paid. */
const undone = set(
  `refund cancellation return email mail erstattung stornierung remboursement annulation reembolso cancelacion rimborso annullamento terugbetaling annulering`
)
/** Phrases, run together, by which they say that nobody has paid. */
const unpaid = set(
  `unpaid notpaid pendingpayment paymentpending awaitingpayment waitingforpayment paymentawaited paymentrequired paymentdue notyetpaid
   unbezahlt nichtbezahlt nochnichtbezahlt zahlungausstehend ausstehendezahlung wartetaufzahlung zahlungoffen offenezahlung inerwartungderzahlung
   impaye impayee nonpaye nonpayee enattentedepaiement paiementenattente attentedepaiement attentepaiement enattentedupaiement
   nopagado nopagada impagado impagada pendientedepago pagopendiente pendientepago esperandopago
   nonpagato nonpagata inattesadipagamento pagamentoinattesa inattesadelpagamento attesapagamento
   naopago naopaga aguardandopagamento pagamentopendente aaguardarpagamento pendentedepagamento
   nietbetaald onbetaald wachtopbetaling inafwachtingvanbetaling openstaandebetaling wachtendopbetaling`
)
const dressing = set('order is was fully full bestellung auftrag wurde commande pedido ordine bestelling ist est status wc the')
const not = set('not nicht non no nao niet noch pas never kein')

/** Whether a status says that the order was cancelled or refunded as a whole. "Partially refunded" and "Not cancelled" do not. */
export function saysTakenBack(status: string): boolean {
  const said = wordsOf(status)
  return said.length > 0 && (alone.has(said.join('')) || says(said, takenBack))
}

/** Whether a status says that an order never came to be, or is not paid: a draft, a failed or an awaited payment. */
export function saysNotPaid(status: string): boolean {
  const said = wordsOf(status)
  return said.length > 0 && (unpaid.has(said.join('')) || (says(said, failed) && !said.some((word) => undone.has(word))))
}

/** Words by which shops say how an order stands that they have not given up. */
const going = set(
  `paid completed complete fulfilled unfulfilled shipped delivered dispatched pending processing open closed confirmed hold sent received new
   bezahlt abgeschlossen versandt versendet verschickt geliefert zugestellt offen bearbeitung erledigt bestatigt neu
   payee paye payees terminee termine expediee expedie livree livre confirmee cours attente envoyee
   pagado pagada completado completada enviado enviada entregado entregada pendiente proceso confirmado procesando abierto cerrado
   pagato pagata completato completata spedito spedita consegnato consegnata evaso evasa attesa lavorazione confermato
   pago paga concluido concluida entregue pendente andamento processamento
   betaald afgerond voltooid verzonden geleverd bezorgd behandeling`
)

/** Whether a text says how an order stands, in whatever way. */
export function saysHowItStands(status: string): boolean {
  return saysTakenBack(status) || saysNotPaid(status) || wordsOf(status).some((word) => going.has(word))
}

function wordsOf(status: string): string[] {
  return words(status).filter((word) => !dressing.has(word))
}

function says(said: readonly string[], of: ReadonlySet<string>): boolean {
  return said.some((word, i) => of.has(word) && !not.has(said[i - 1] ?? '')) && !said.some((word) => aside.has(word))
}

const ended = set(
  `churned churn ended end expired terminated inactive lapsed unsubscribed closed gekundigt gekuendigt beendet abgelaufen resilie resiliee
   expire expiree termine terminee expirado expirada terminado terminada scaduto scaduta disdetto disdetta cessato encerrado encerrada
   opgezegd beeindigd verlopen`
)

/** Whether the status of a subscription says that it has ended. */
export function saysEnded(status: string): boolean {
  return saysTakenBack(status) || words(status).some((word) => ended.has(word))
}

/** Words by which a helpdesk says that a ticket is done with. */
const solved = set(
  `solved resolved closed done completed complete finished fixed
   gelost geloest erledigt geschlossen abgeschlossen resolu resolue ferme fermee clos cloture termine
   resuelto resuelta cerrado cerrada risolto risolta chiuso chiusa resolvido resolvida fechado fechada opgelost gesloten afgehandeld`
)

/** Whether a ticket's status says that it is solved or closed. "Not resolved" and "unresolved" are not. */
export function saysSolved(status: string): boolean {
  const said = words(status)
  return said.some((word, i) => solved.has(word) && !not.has(said[i - 1] ?? ''))
}
