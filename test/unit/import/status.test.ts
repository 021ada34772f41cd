/** What the status of an order says of its amount, in the seven languages. */
import { describe, expect, it } from 'vitest'
import { saysEnded, saysNotPaid, saysTakenBack } from '../../../src/main/core/import/conversion/status.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
const split = (text: string): string[] => text.split('|')

describe('the status of an order', () => {
  it.each(
    split(
      `Cancelled|canceled|Cancelled by customer|CANCELLED_BY_MERCHANT|Refunded|Fully refunded|wc-refunded|Voided|Chargeback|Cancelled - refund pending|
storniert|Vom Kunden storniert|Bestellung wurde storniert|Stornierung|erstattet|annulée|Commande annulée par le client|Remboursé|cancelado|Cancelado por el cliente|
Anulada|Reembolsado|annullato|Ordine annullato|Rimborsato|Cancelada pelo cliente|Estornado|geannuleerd|Geannuleerd door klant|Terugbetaald`.replaceAll(
        '\n',
        ''
      )
    )
  )('says taken back: %s', (status) => expect([saysTakenBack(status), saysNotPaid(status)]).toEqual([true, false]))

  it.each(
    split(
      `failed|Payment failed|wc-failed|Declined|draft|checkout-draft|Auto draft|Pending payment|payment_pending|Awaiting payment|Unpaid|Not paid|Expired|Abandoned|Rejected|
Zahlung fehlgeschlagen|unbezahlt|Nicht bezahlt|Zahlung ausstehend|Entwurf|abgelehnt|Échoué|Échouée|Impayée|Non payé|En attente de paiement|Brouillon|Paiement refusé|
Fallido|No pagado|Pendiente de pago|Borrador|Pago rechazado|Fallito|Non pagato|In attesa di pagamento|Bozza|Falhou|Não pago|Aguardando pagamento|Rascunho|
Mislukt|Niet betaald|Wacht op betaling|Concept|Betaling mislukt`.replaceAll('\n', '')
    )
  )('says not paid: %s', (status) => expect([saysTakenBack(status), saysNotPaid(status)]).toEqual([false, true]))

  it.each(
    split(
      `completed|Complete|processing|paid|Partially refunded|partially paid|Not cancelled|shipped|on hold|Refund requested|Cancellation requested|Refund failed|Delivery failed|
Refund declined|1 item cancelled|Shipping refunded|abgeschlossen|in Bearbeitung|bezahlt|teilweise erstattet|nicht storniert|Zustellung fehlgeschlagen|payée|terminée|
Partiellement remboursée|pagado|completado|Parcialmente reembolsado|pagato|completato|pago|concluído|betaald|afgerond|Gedeeltelijk terugbetaald|`.replaceAll(
        '\n',
        ''
      )
    )
  )('leaves the amount: %s', (status) => expect([saysTakenBack(status), saysNotPaid(status)]).toEqual([false, false]))

  it('takes the amount out, and that is said', async () => {
    const rows = ['failed', 'draft', 'Cancelled by customer', 'Pending payment', 'completed', 'not cancelled', 'Partially refunded']
    const path = folder.write(
      'orders.csv',
      ['Order,Date,Customer,Total,Status', ...rows.map((status, i) => `${i},2024-01-${13 + i},Ann,10,${status}`)].join('\n')
    )
    const { groups } = await understand([path], { signal: noSignal, onProgress: () => {} })
    expect(groups[0]?.preview.warnings).toContainEqual({ code: 'import.voided', count: 4, example: '0, line 2' })
  })
})

describe('the status of a subscription', () => {
  it.each(split('Cancelled by customer|churned|Gekündigt|expirado'))('says ended: %s', (status) => expect(saysEnded(status)).toBe(true))
  it.each(split('active|aktiv|past due|unpaid|trial'))('goes on: %s', (status) => expect(saysEnded(status)).toBe(false))
})
