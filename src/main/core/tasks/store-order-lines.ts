import { createLineWriter, type OrderLine } from '../db/queries/order-lines.ts'
import type { Tally } from '../import/conversion/tally.ts'
import type { OrderRow, RejectedDraft } from '../import/types.ts'
import { contentHash, rescale, shortest } from './store-content.ts'
import { createCorrections } from './store-corrections.ts'
import { headerOf, type KindStore, type Shelf, type SourceDraft } from './store-kind.ts'
import { createLineNumbers } from './store-line-numbers.ts'
import { createOrderBook, type OrderConflict } from './store-orders.ts'
import { createRowOrdinals } from './store-row-ordinals.ts'

/**
 * Stores order lines. A row is stored (its line is new), updated (its line was there, maybe with other values; the row filled in
 * or changed what was known of line, order, customer or product), or a duplicate (nothing in it is new). So the stored rows of all
 * sources are the order lines, one for one. Which lines correct others is known when all of the drop is (`finish`): until then
 * they count as new.
 */
export function createOrderStore(shelf: Shelf): KindStore<OrderRow> {
  const { db, scope, customers, products, cacheLimit } = shelf
  const lines = createLineWriter(db, scope)
  const orders = createOrderBook(db, customers, scope, cacheLimit)
  const corrections = createCorrections(db, scope)
  const ordinals = createRowOrdinals(shelf.mending, 'order_line')
  let numbers = createLineNumbers()
  let source: { id: number; draft: SourceDraft; noticed: Tally } | null = null

  return {
    begin(next) {
      source = next
      ordinals.begin()
      numbers = createLineNumbers()
      orders.begin(next.id, next.draft.currency)
    },
    row(row) {
      if (source === null) throw new Error('no source was begun')
      const { id: sourceId, draft, noticed } = source
      const money = moneyOf(row)
      if (money === null) return tooLarge(row, draft)
      const place = orders.place(row)
      if ('code' in place) return conflicting(row, place, draft)
      const { orderId, voided, shared } = place
      if (shared) lines.open(orderId)
      if (place.reassigned) noticed.add('import.customerChanged', () => `${row.order ?? `line ${row.line}`}: ${row.customer}`)
      if (place.farApart) noticed.add('import.numbersRestart', () => `${row.order ?? ''}, line ${row.line}`)
      const product = products.meet(row, sourceId)
      const hash = contentHash(row)
      const { orderLine } = row
      if (orderLine !== null && numbers.isTaken(orderId, orderLine, hash))
        noticed.add('import.lineNumberRepeated', () => `${row.order ?? ''}, line ${row.line}: ${orderLine}`)
      if (place.voidedChanged) {
        if (shared) {
          // What this import says of the order has to stand before it is decided anew which lines are void.
          orders.save()
          lines.voidShared(orderId, voided, place.restated)
        } else lines.voidOrder(orderId, voided)
      }
      const line: OrderLine = {
        orderId,
        contentHash: hash.whole,
        ordinal: ordinals.next(orderId, hash, row.line, orderLine !== null),
        productId: product.id,
        at: row.at,
        quantity: row.quantity,
        unitPrice: money.unitPrice,
        amount: money.amount,
        decimals: money.decimals,
        kind: row.kind,
        voided: row.voided ?? voided,
        ownVoided: row.voided,
        shared,
        extra: row.extra === null ? null : JSON.stringify(row.extra),
        sourceId,
        code: orderLine
      }
      // A row whose line has a number may be the same line once more.
      if (place.isNew && !ordinals.isShared && orderLine === null) {
        lines.addNew(line)
        return 'stored'
      }
      if (place.changed || product.changed) return lines.addNow(line) === 'added' ? 'stored' : 'updated'
      lines.add(line)
      return 'pending'
    },
    end() {
      const { added, revised, known } = lines.finish()
      return { stored: added, updated: revised, duplicate: known }
    },
    save: orders.save,
    finish: (pause) => corrections.of(lines, pause)
  }
}

/** Price and amount in the same units, with no more decimals than they need; null if they cannot be held exactly together. */
export function moneyOf({
  amount,
  unitPrice
}: Pick<OrderRow, 'amount' | 'unitPrice'>): { amount: number; unitPrice: number | null; decimals: number } | null {
  const short = shortest(amount)
  const price = unitPrice && shortest(unitPrice)
  const decimals = Math.max(short.decimals, price?.decimals ?? 0)
  const units = rescale(short, decimals)
  const priceUnits = price && rescale(price, decimals)
  if (units === null || (price !== null && priceUnits === null)) return null
  return { amount: units, unitPrice: priceUnits, decimals }
}

export function tooLarge({ line, raw, amount }: OrderRow, { mapping }: SourceDraft): RejectedDraft {
  const column = headerOf(mapping, 'lineTotal') ?? headerOf(mapping, 'unitPrice')
  return { line, column, value: `${amount.units}e-${amount.decimals}`, code: 'import.reject.tooLarge', raw }
}

export function conflicting({ line, raw }: OrderRow, { code, field, value }: OrderConflict, { mapping }: SourceDraft): RejectedDraft {
  return { line, column: headerOf(mapping, field), value, code, raw }
}
