import type { Database } from 'better-sqlite3'

export interface OrderLine {
  orderId: number
  /** 64 bits, signed. */
  contentHash: bigint
  /** 1, 2, … among equal lines of the order in its source. */
  ordinal: number
  kind: 'sale' | 'return' | 'cancellation'
  productId: number | null
  at: number
  quantity: number
  /** Units of 10^-decimals, as `amount`. */
  unitPrice: number | null
  amount: number
  decimals: number
  /** JSON object. */
  extra: string | null
  sourceId: number
}

/** What became of the lines that were given to the writer. */
export interface LineCounts {
  added: number
  /** Stored already, and now of another kind or amount: the order was cancelled since, or is no longer. */
  revised: number
  /** Stored already, and left as they are. */
  known: number
}

export interface LineWriter {
  /** Keeps the line for the next group, which is counted when it is written. */
  add(line: OrderLine): void
  /** Writes this line at once, and tells what became of it instead of counting it. */
  addNow(line: OrderLine): keyof LineCounts
  /** Writes what is kept and hands out the counts since the last time. */
  finish(): LineCounts
}

const columns = 'order_id, content_hash, ordinal, kind, product_id, at, quantity, unit_price, amount, decimals, extra, source_id'
const width = columns.split(',').length
/** One statement for so many rows costs a third less than one statement a row; more rows gain nothing. */
const groupRows = 50

/**
 * Writes order lines. A line that is stored already (same order, content and ordinal) is not stored again, which makes
 * sources combine by the larger count. O(log n) a line.
 */
export function createLineWriter(db: Database): LineWriter {
  const insertSql = (rows: number) =>
    `INSERT INTO order_line (${columns}) VALUES ${Array(rows)
      .fill(`(${Array(width).fill('?').join(',')})`)
      .join(',')}
     ON CONFLICT (order_id, content_hash, ordinal) DO NOTHING`
  const insertGroup = db.prepare(insertSql(groupRows))
  const insertOne = db.prepare(insertSql(1))
  const revise = db.prepare(
    `UPDATE order_line SET kind = ?, amount = ?
     WHERE order_id = ? AND content_hash = ? AND ordinal = ? AND (kind <> ? OR amount <> ?)`
  )
  const reviseLine = (l: OrderLine) => revise.run(l.kind, l.amount, l.orderId, l.contentHash, l.ordinal, l.kind, l.amount).changes === 1
  const kept: OrderLine[] = []
  const values: unknown[] = []
  let counts: LineCounts = { added: 0, revised: 0, known: 0 }

  function addNow(line: OrderLine): keyof LineCounts {
    const one: unknown[] = []
    put(one, 0, line)
    if (insertOne.run(one).changes === 1) return 'added'
    return reviseLine(line) ? 'revised' : 'known'
  }

  function writeGroup(): void {
    const added = insertGroup.run(values).changes
    counts.added += added
    if (added < kept.length) {
      const revised = kept.filter(reviseLine).length
      counts.revised += revised
      counts.known += kept.length - added - revised
    }
    kept.length = 0
  }

  return {
    addNow,
    add(line) {
      put(values, kept.length * width, line)
      kept.push(line)
      if (kept.length === groupRows) writeGroup()
    },
    finish() {
      for (const line of kept.splice(0)) counts[addNow(line)]++
      const finished = counts
      counts = { added: 0, revised: 0, known: 0 }
      return finished
    }
  }
}

/** In the order of `columns`. */
function put(values: unknown[], from: number, line: OrderLine): void {
  values[from] = line.orderId
  values[from + 1] = line.contentHash
  values[from + 2] = line.ordinal
  values[from + 3] = line.kind
  values[from + 4] = line.productId
  values[from + 5] = line.at
  values[from + 6] = line.quantity
  values[from + 7] = line.unitPrice
  values[from + 8] = line.amount
  values[from + 9] = line.decimals
  values[from + 10] = line.extra
  values[from + 11] = line.sourceId
}
