import type { Database } from 'better-sqlite3'
import type { ImportScope } from '../entities/book.ts'
import { type Cell, createGroupInsert, groupRows } from './group-insert.ts'
import { lineClaims, lineColumns, type SettledLines, type StoredLine } from './line-claims.ts'

export interface OrderLine {
  orderId: number
  /** 64 bits, signed. */
  contentHash: bigint
  /** 1, 2, … among equal lines of the order in its source. */
  ordinal: number
  productId: number | null
  /** Null: the file gives no date. */
  at: number | null
  quantity: number
  /** Units of 10^-decimals, as `amount`. */
  unitPrice: number | null
  /** As written; what counts of it depends on `voided`. */
  amount: number
  decimals: number
  /** As written. */
  kind: 'sale' | 'return' | 'cancellation'
  /** The status of the line, or else of its order, says cancelled, refunded, failed or not paid. */
  voided: boolean
  /** What its own status says; null: it has none. */
  ownVoided: boolean | null
  /** Earlier imports speak of its order too, so that it is kept who says what. */
  shared: boolean
  /** JSON object. */
  extra: string | null
  sourceId: number
  /** What the file calls the line; part of its content. */
  code: string | null
}

/** What became of the lines that were given to the writer. */
export interface LineCounts {
  added: number
  /** Stored already, and now voided or no longer so. */
  revised: number
  /** Stored already, and left as they are. */
  known: number
}

export interface LineWriter {
  /** Keeps the line for the next group, which is counted when it is written. */
  add(line: OrderLine): void
  /** The same for a line of which it is certain that it is not stored: it is not counted. */
  addNew(line: OrderLine): void
  /** Writes this line at once, and tells what became of it instead of counting it. */
  addNow(line: OrderLine): keyof LineCounts
  /** Voids all lines of an order that are stored or kept so far, or takes that back: for an order of this import alone. */
  voidOrder(orderId: number, voided: boolean): void
  /** The same for an order that earlier imports speak of too. `restated`: this import has said the contrary before. */
  voidShared(orderId: number, voided: boolean, restated: boolean): void
  /** Writes what is kept and hands out the counts since the last time. */
  finish(): LineCounts
  /** To be called before lines of an order are added that earlier imports speak of too: what was set aside of it may stand again. */
  open(orderId: number): void
  /**
   * Corrects the orders of earlier imports of which this one holds other lines, one at each step: which lines of it stand is decided
   * anew; null if it was as it should be. To be called at the end of the import, when what it says of orders is written.
   */
  settle(): Iterable<{ orderId: number; settled: SettledLines } | null>
}

const columns = lineColumns.split(', ')
const width = columns.length

/**
 * Writes order lines. A line that is stored already (same order, content and ordinal) is not stored again, which makes
 * sources combine by the larger count. O(log n) a line.
 */
export function createLineWriter(db: Database, { importId, firstSource }: ImportScope): LineWriter {
  const insert = createGroupInsert(db, 'order_line_written', columns, 'ON CONFLICT (order_id, content_hash, ordinal) DO NOTHING')
  const insertNew = createGroupInsert(db, 'order_line_written', columns)
  const revise = db.prepare(
    'UPDATE order_line_written SET voided = ? WHERE order_id = ? AND content_hash = ? AND ordinal = ? AND voided <> ?'
  )
  const reviseOrder = db.prepare('UPDATE order_line_written SET voided = ? WHERE order_id = ? AND voided <> ?')
  const find = db.prepare<unknown[], StoredLine>(
    'SELECT voided, written_kind AS kind, extra, source_id AS sourceId FROM order_line WHERE order_id = ? AND content_hash = ? AND ordinal = ?'
  )
  const claims = lineClaims(db)
  /** Orders with lines that were set aside. */
  const aside = new Set(db.prepare<[], number>('SELECT DISTINCT order_id FROM order_line_replaced').pluck().all())
  /** Orders of earlier imports of which this one holds lines that may correct others, or whose corrections it may take back. */
  const unsettled = new Set<number>()
  const gathered = new Set<number>()
  const kept: OrderLine[] = []
  const values: Cell[] = []
  const newLines: OrderLine[] = []
  const newValues: Cell[] = []
  let counts: LineCounts = { added: 0, revised: 0, known: 0 }

  function isRevised(line: OrderLine): boolean {
    const { voided, orderId, contentHash, ordinal, shared } = line
    if (shared) {
      const stored = find.get(orderId, contentHash, ordinal)
      if (stored !== undefined && stored.sourceId >= firstSource) unsettled.add(orderId)
      claims.claim(line, importId, stored ?? null)
      if (stored?.voided === Number(voided)) return false
      // What earlier imports made of the lines has to be kept before it is changed.
      claims.keepOthers(orderId)
    }
    return revise.run(Number(voided), orderId, contentHash, ordinal, Number(voided)).changes === 1
  }

  function claimNew(line: OrderLine): void {
    unsettled.add(line.orderId)
    claims.claim(line, importId, null)
  }

  function addNow(line: OrderLine): keyof LineCounts {
    const one: Cell[] = []
    put(one, 0, line)
    const added = insert.one(one)
    if (!added) return isRevised(line) ? 'revised' : 'known'
    if (line.shared) claimNew(line)
    return 'added'
  }

  function writeGroup(): void {
    const added = insert.group(values)
    counts.added += added
    if (added < kept.length) {
      const revised = kept.filter(isRevised).length
      counts.revised += revised
      counts.known += kept.length - added - revised
    } else for (const line of kept) if (line.shared) claimNew(line)
    kept.length = 0
  }

  function writeKept(): void {
    for (const line of kept) counts[addNow(line)]++
    kept.length = 0
    for (const line of newLines) addNow(line)
    newLines.length = 0
  }

  return {
    addNow,
    add(line) {
      put(values, kept.length * width, line)
      kept.push(line)
      if (kept.length === groupRows) writeGroup()
    },
    addNew(line) {
      put(newValues, newLines.length * width, line)
      newLines.push(line)
      if (newLines.length < groupRows) return
      insertNew.group(newValues)
      newLines.length = 0
    },
    voidOrder(orderId, voided) {
      writeKept()
      reviseOrder.run(Number(voided), orderId, Number(voided))
    },
    voidShared(orderId, voided, restated) {
      writeKept()
      if (restated) claims.restate(orderId, importId, voided)
      claims.keepOthers(orderId)
      claims.refold(orderId)
    },
    finish() {
      writeKept()
      claims.flush()
      const finished = counts
      counts = { added: 0, revised: 0, known: 0 }
      return finished
    },
    open(orderId) {
      if (!aside.delete(orderId)) return
      claims.gather(orderId)
      unsettled.add(orderId)
      gathered.add(orderId)
    },
    *settle() {
      for (const orderId of unsettled) {
        // An export that has grown holds all that was there, so that nothing is corrected.
        const { lines, mine } = gathered.has(orderId) ? { lines: 1, mine: 0 } : claims.count(orderId, importId)
        if (lines > mine) claims.keepOthers(orderId)
        const settled = lines > mine ? claims.settle(orderId) : undefined
        yield settled === undefined ? null : { orderId, settled }
      }
      unsettled.clear()
      gathered.clear()
    }
  }
}

/** In the order of `lineColumns`. */
function put(values: Cell[], from: number, line: OrderLine): void {
  values[from] = line.orderId
  values[from + 1] = line.contentHash
  values[from + 2] = line.ordinal
  values[from + 3] = line.productId
  values[from + 4] = line.at
  values[from + 5] = line.quantity
  values[from + 6] = line.unitPrice
  values[from + 7] = line.amount
  values[from + 8] = line.decimals
  values[from + 9] = line.kind
  values[from + 10] = Number(line.voided)
  values[from + 11] = line.extra
  values[from + 12] = line.sourceId
  values[from + 13] = line.code
}
