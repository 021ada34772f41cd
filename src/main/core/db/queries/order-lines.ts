import type { Database } from 'better-sqlite3'

export interface OrderLine {
  orderId: number
  /** 64 bits, signed. */
  contentHash: bigint
  /** 1, 2, … among equal lines of the order in its source. */
  ordinal: number
  productId: number | null
  at: number
  quantity: number
  /** Units of 10^-decimals, as `amount`. */
  unitPrice: number | null
  /** As written; what counts of it depends on `voided`. */
  amount: number
  decimals: number
  /** As written. */
  kind: 'sale' | 'return' | 'cancellation'
  /** The status of the line, or else of its order, says cancelled or refunded. */
  voided: boolean
  /** JSON object. */
  extra: string | null
  sourceId: number
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
  /** Writes this line at once, and tells what became of it instead of counting it. */
  addNow(line: OrderLine): keyof LineCounts
  /** Voids all lines of an order that are stored or kept so far, or takes that back. */
  voidOrder(orderId: number, voided: boolean): void
  /** Writes what is kept and hands out the counts since the last time. */
  finish(): LineCounts
}

const columns =
  'order_id, content_hash, ordinal, product_id, at, quantity, unit_price, written_amount, decimals, written_kind, voided, extra, source_id'
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
  const revise = db.prepare('UPDATE order_line SET voided = ? WHERE order_id = ? AND content_hash = ? AND ordinal = ? AND voided <> ?')
  const reviseOrder = db.prepare('UPDATE order_line SET voided = ? WHERE order_id = ? AND voided <> ?')
  const kept: OrderLine[] = []
  const values: unknown[] = []
  let counts: LineCounts = { added: 0, revised: 0, known: 0 }

  function isRevised({ voided, orderId, contentHash, ordinal }: OrderLine): boolean {
    return revise.run(Number(voided), orderId, contentHash, ordinal, Number(voided)).changes === 1
  }

  function addNow(line: OrderLine): keyof LineCounts {
    const one: unknown[] = []
    put(one, 0, line)
    if (insertOne.run(one).changes === 1) return 'added'
    return isRevised(line) ? 'revised' : 'known'
  }

  function writeGroup(): void {
    const added = insertGroup.run(values).changes
    counts.added += added
    if (added < kept.length) {
      const revised = kept.filter(isRevised).length
      counts.revised += revised
      counts.known += kept.length - added - revised
    }
    kept.length = 0
  }

  function writeKept(): void {
    for (const line of kept) counts[addNow(line)]++
    kept.length = 0
  }

  return {
    addNow,
    add(line) {
      put(values, kept.length * width, line)
      kept.push(line)
      if (kept.length === groupRows) writeGroup()
    },
    voidOrder(orderId, voided) {
      writeKept()
      reviseOrder.run(Number(voided), orderId, Number(voided))
    },
    finish() {
      writeKept()
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
}
