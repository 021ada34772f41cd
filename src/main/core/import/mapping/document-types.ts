/** A column that says of each row whether it is a sale or takes one back, as books of documents have it: `Rechnung`, `Gutschrift`. */
import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../../shared/model/common.ts'
import type { Field } from '../../../../shared/model/kinds.ts'
import type { Transform } from '../../../../shared/model/transforms.ts'
import { matchHeader } from './header-match.ts'
import { squashed, words } from './normalise.ts'

type Negate = Extract<Transform, { do: 'negate' }>

/** The texts by which rows say that they take a sale back, as people write them. */
const returns =
  `refund, refunds, refunded, return, returns, returned, sales return, sale return, return receipt, credit note, credit memo, credit invoice, credit, chargeback, reversal, cancellation, void,
  Gutschrift, Rechnungskorrektur, Korrekturrechnung, Storno, Stornorechnung, Stornierung, Retoure, Rückgabe, Rückerstattung, Erstattung, Rücksendung, Warenrückgabe,
  avoir, facture d'avoir, note de crédit, remboursement, retour, annulation,
  abono, nota de crédito, nota de abono, factura rectificativa, rectificativa, devolución, reembolso, anulación,
  nota di credito, nota credito, nota di accredito, reso, rimborso, annullamento,
  devolução, estorno, nota de devolução, anulação,
  creditnota, creditfactuur, creditering, retourzending, terugbetaling, annulering`
    .split(',')
    .map((text) => text.trim())
const isReturn = new Set(returns.map(squashed))

const isSale = new Set(
  `sale, sales, order, invoice, sales invoice, purchase, receipt, payment, charge, bill,
  Rechnung, Verkauf, Auftrag, Bestellung, Kauf, Beleg, Bon, Kassenbon, Zahlung, Ausgangsrechnung,
  vente, facture, commande, achat, paiement, venta, factura, pedido, compra, pago, factura simplificada,
  vendita, fattura, ordine, acquisto, scontrino, ricevuta, pagamento, venda, fatura, encomenda, fatura recibo, nota fiscal,
  verkoop, factuur, bestelling, aankoop, betaling, verkoopfactuur`
    .split(',')
    .map(squashed)
)

/** What such a column is called, beside the words of what the types are of. */
const types = new Set(
  words(`type kind art typ belegart belegtyp vorgangsart vorgang buchungsart dokumentart dokumenttyp transaktionsart umsatzart nature tipo soort documentsoort
    transactietype documenttype transactiontype boekingssoort`)
)

/** So many of the first rows must hold a known type. */
const known = 0.5

/**
 * The step that takes the amounts of returns as negative where the first rows call for it: a column whose texts are types of documents,
 * and which is called so or names both sorts. What is a status is left to that. O(cells).
 *
 * @param rows below the header
 */
export function returnSteps(headers: readonly string[], rows: readonly (readonly string[])[]): Negate[] {
  const meanings = headers.map((header) => matchHeader(header).get('orders'))
  const named = (field: Field): string[] => headers.filter((_, i) => meanings[i]?.has(field))
  const [totals, quantities, prices] = [
    named('lineTotal').filter((header) => !named('unitPrice').includes(header)),
    named('quantity'),
    named('unitPrice')
  ]
  const columns = [...totals, ...quantities]
  if (totals.length === 0 && quantities.length === 0) columns.push(...prices)
  // A discount that is taken off a negative line is negative too; a share is not.
  if (totals.length === 0) columns.push(...named('discount').filter((header) => !/%|percent|prozent|rate|satz/i.test(header)))
  if (columns.length === 0) return []
  const where = headers.find((header, i) => {
    if ((meanings[i]?.get('status') ?? 0) > 0 || columns.includes(header)) return false
    const cells = rows.map((row) => squashed(row[i] ?? '')).filter((text) => text !== '')
    const [back, sold] = [isReturn, isSale].map((of) => cells.filter((text) => of.has(text)).length) as [number, number]
    if (sold === 0 || back + sold < known * cells.length) return false
    return back > 0 || words(header).some((word) => types.has(word))
  })
  return where === undefined ? [] : [{ do: 'negate', columns: [...new Set(columns)], where, is: returns }]
}

/** The column by which rows are returns, where the rows called for it. */
export function returnColumn(headers: readonly string[], transforms: readonly Transform[]): number {
  const step = transforms.find(
    (one) => one.do === 'negate' && one.is.length === returns.length && one.is.every((text, i) => text === returns[i])
  )
  return step?.do === 'negate' ? headers.indexOf(step.where) : -1
}

/** Says by which column rows are returns; null where none of a sample is. */
export function noteOfReturns(headers: readonly string[], sample: readonly (readonly string[])[], column: number): Warning | null {
  const found = new Set(sample.map((row) => (row[column] ?? '').trim()).filter((text) => isReturn.has(squashed(text))))
  return found.size === 0 ? null : { code: 'import.returnsByType', count: 1, example: importing.typesOf(headers[column] ?? '', [...found]) }
}
