import { words } from '../mapping/normalise.ts'

/** Words by which shops say that an order was taken back as a whole. "Partially refunded" is not among them. */
const takenBack = new Set(
  `cancelled canceled cancel cancellation void voided refunded refund reversed charged-back chargeback returned-refunded
   storniert storno stornierung annulliert abgebrochen widerrufen erstattet zuruckerstattet rueckerstattet ruckerstattet
   annule annulee annulation rembourse remboursee
   cancelado cancelada anulado anulada reembolsado reembolsada
   annullato annullata cancellato rimborsato rimborsata stornato
   estornado estornada devolvido-reembolsado
   geannuleerd terugbetaald gerestitueerd`
    .split(/\s+/)
    .map((word) => word.replaceAll('-', ''))
)
const dressing = new Set([
  'order',
  'is',
  'was',
  'fully',
  'full',
  'bestellung',
  'auftrag',
  'wurde',
  'commande',
  'pedido',
  'ordine',
  'bestelling'
])

/** Whether a status says that the order was cancelled or refunded as a whole. */
export function saysTakenBack(status: string): boolean {
  const said = words(status).filter((word) => !dressing.has(word))
  return said.length > 0 && takenBack.has(said.join(''))
}

const ended = new Set(
  `churned churn ended end expired terminated inactive lapsed unsubscribed closed gekundigt gekuendigt beendet abgelaufen resilie resiliee
   expire expiree termine terminee expirado expirada terminado terminada scaduto scaduta disdetto disdetta cessato encerrado encerrada
   opgezegd beeindigd verlopen`.split(/\s+/)
)

/** Whether the status of a subscription says that it has ended. */
export function saysEnded(status: string): boolean {
  return saysTakenBack(status) || words(status).some((word) => ended.has(word))
}

/** Words by which a helpdesk says that a ticket is done with. */
const solved = new Set(
  `solved resolved closed done completed complete finished fixed
   gelost geloest erledigt geschlossen abgeschlossen resolu resolue ferme fermee clos cloture termine
   resuelto resuelta cerrado cerrada risolto risolta chiuso chiusa resolvido resolvida fechado fechada opgelost gesloten afgehandeld`.split(
    /\s+/
  )
)

const not = new Set(['not', 'nicht', 'non', 'no', 'nao', 'niet', 'noch', 'pas'])

/** Whether a ticket's status says that it is solved or closed. "Not resolved" and "unresolved" are not. */
export function saysSolved(status: string): boolean {
  const said = words(status)
  return said.some((word, i) => solved.has(word) && !not.has(said[i - 1] ?? ''))
}
