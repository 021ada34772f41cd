import type { Database } from 'better-sqlite3'
import type { Warning } from '../../../shared/model/common.ts'
import type { ImportResult, Mapping, OrderField } from '../../../shared/model/import.ts'
import type { RowCounts } from '../../../shared/model/source.ts'
import { importLog, type NewSource } from '../db/queries/import-log.ts'
import { createLineWriter, type OrderLine } from '../db/queries/order-lines.ts'
import { Tally } from '../import/conversion/tally.ts'
import type { ConvertedBatch, OrderRow, RejectedDraft } from '../import/types.ts'
import { contentHash, rescale, shortest } from './store-content.ts'
import { createCustomerBook } from './store-customers.ts'
import { createOrderBook, type OrderConflict } from './store-orders.ts'
import { createOrdinals, type Ordinals } from './store-ordinals.ts'
import { createProductBook } from './store-products.ts'

/** One file or sheet that is to be stored. */
export interface SourceDraft extends NewSource {
  warnings: Warning[]
  /** The rows, typed or rejected. Each call reads the file anew. */
  rows(signal: AbortSignal): AsyncIterable<ConvertedBatch>
}

export interface StoredSource {
  source: ImportResult[number]['source']
  rows: RowCounts
  warnings: Warning[]
  /** The first row that was rejected. */
  firstRejected: RejectedDraft | null
}

export interface OrderStore {
  /** Stores one source. `onRows` is told how many rows each batch had; throws `signal.reason` once it is aborted. */
  store(importId: number, draft: SourceDraft, signal: AbortSignal, onRows: (rows: number) => void): Promise<StoredSource>
  /** Writes what is still held back. To be called once, before the transaction ends. */
  finish(): { newCustomers: number }
}

/**
 * Stores orders within the transaction of its caller. A row becomes one of: stored (its line is new), updated (its line was
 * there; the row filled in or changed what was known of line, order, customer or product), duplicate (nothing in it is new),
 * rejected, or blank. So the stored rows of all sources are the order lines, one for one.
 *
 * @param cacheLimit customers, orders and products that are remembered, each; the result does not depend on it
 */
export function createOrderStore(db: Database, cacheLimit?: number): OrderStore {
  const log = importLog(db)
  const lines = createLineWriter(db)
  const customers = createCustomerBook(db, cacheLimit)
  const products = createProductBook(db, cacheLimit)
  const orders = createOrderBook(db, customers, cacheLimit)

  /** `pending`: counted when the line's group is written. */
  function storeRow(
    row: OrderRow,
    { mapping }: SourceDraft,
    sourceId: number,
    ordinals: Ordinals,
    noticed: Tally
  ): 'stored' | 'updated' | 'pending' | RejectedDraft {
    const money = moneyOf(row)
    if (money === null) return tooLarge(row, mapping)
    const place = orders.place(row)
    if ('code' in place) return conflicting(row, place, mapping)
    if (place.reassigned) noticed.add('import.customerChanged', () => `${row.order ?? `line ${row.line}`}: ${row.customer}`)
    const product = products.meet(row, sourceId)
    const hash = contentHash(row)
    if (place.voidedChanged) lines.voidOrder(place.order.id, place.order.voided === 1)
    const line: OrderLine = {
      orderId: place.order.id,
      contentHash: hash.whole,
      ordinal: ordinals.next(place.order.id, hash.low, hash.high),
      productId: product.id,
      at: row.at,
      quantity: row.quantity,
      unitPrice: money.unitPrice,
      amount: money.amount,
      decimals: money.decimals,
      kind: row.kind,
      voided: row.voided ?? place.order.voided === 1,
      extra: row.extra === null ? null : JSON.stringify(row.extra),
      sourceId
    }
    if (place.changed || product.changed) return lines.addNow(line) === 'added' ? 'stored' : 'updated'
    lines.add(line)
    return 'pending'
  }

  return {
    async store(importId, draft, signal, onRows) {
      const sourceId = log.beginSource(importId, draft)
      const ordinals = createOrdinals()
      const noticed = new Tally()
      const counts: RowCounts = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
      let firstRejected: RejectedDraft | null = null
      const reject = (row: RejectedDraft) => {
        log.reject(sourceId, row)
        firstRejected ??= row
        counts.rejected++
      }
      orders.begin(sourceId)

      for await (const batch of draft.rows(signal)) {
        signal.throwIfAborted()
        for (const row of batch.rows) {
          const became = storeRow(row, draft, sourceId, ordinals, noticed)
          if (typeof became === 'object') reject(became)
          else if (became !== 'pending') counts[became]++
        }
        for (const row of batch.rejected) reject(row)
        counts.blank += batch.blank
        const rows = batch.rows.length + batch.rejected.length + batch.blank
        counts.read += rows
        onRows(rows)
      }
      const { added, revised, known } = lines.finish()
      counts.stored += added
      counts.updated += revised
      counts.duplicate += known
      assertBalanced(counts, draft)

      const before = log.importedBefore(draft, sourceId)
      if (before !== undefined) noticed.add('import.sameFile', () => before)
      const warnings = [...draft.warnings, ...noticed.warnings]
      log.finishSource(sourceId, counts, warnings)
      const { kind, file, sheet } = draft
      return { source: { id: sourceId, kind, file, sheet }, rows: counts, warnings, firstRejected }
    },

    finish() {
      customers.save()
      return { newCustomers: customers.added }
    }
  }
}

/** Price and amount in the same units, with no more decimals than they need; null if they cannot be held exactly together. */
function moneyOf({ amount, unitPrice }: OrderRow): { amount: number; unitPrice: number | null; decimals: number } | null {
  const short = shortest(amount)
  const price = unitPrice && shortest(unitPrice)
  const decimals = Math.max(short.decimals, price?.decimals ?? 0)
  const units = rescale(short, decimals)
  const priceUnits = price && rescale(price, decimals)
  if (units === null || (price !== null && priceUnits === null)) return null
  return { amount: units, unitPrice: priceUnits, decimals }
}

function tooLarge({ line, raw, amount }: OrderRow, mapping: Mapping): RejectedDraft {
  const column = headerOf(mapping, 'lineTotal') ?? headerOf(mapping, 'unitPrice')
  return { line, column, value: `${amount.units}e-${amount.decimals}`, code: 'import.reject.tooLarge', raw }
}

function conflicting({ line, raw }: OrderRow, { code, field, value }: OrderConflict, mapping: Mapping): RejectedDraft {
  return { line, column: headerOf(mapping, field), value, code, raw }
}

function headerOf({ columns }: Mapping, field: OrderField): string | null {
  return Object.keys(columns).find((header) => columns[header] === field) ?? null
}

/** `read = stored + updated + duplicate + rejected + blank`: a row that is unaccounted for is a defect of this code. */
function assertBalanced({ read, stored, updated, duplicate, rejected, blank }: RowCounts, { file }: SourceDraft): void {
  const sum = stored + updated + duplicate + rejected + blank
  if (read !== sum) throw new Error(`${file}: ${read} rows were read, but ${sum} are accounted for`)
}
