import type { Database } from 'better-sqlite3'
import { isNumbered } from '../entities/order-number.ts'
import { sumOf, totalFit } from '../entities/order-totals.ts'
import { lineColumns, namesArticles } from './line-claims.ts'

interface Line {
  orderId: number
  number: string
  hash: bigint
  ordinal: bigint
  sourceId: number
  hasArticle: number
  at: number | null
  amount: number
}

type BigKey = 'orderId' | 'sourceId' | 'hasArticle'

export interface OrderTotal {
  sourceId: number
  number: string
  total: number
  /** Of its lines. */
  sum: number
  /** Otherwise both stand. */
  aside: boolean
}

/**
 * Sets the totals aside of orders that came in this drop alone, with their total in one file and their lines in another. Orders that
 * earlier imports hold too are decided with what these say. A total that is far from the sum of the lines stays, and is told.
 * O(lines of the drop), and nothing unless one of its files names articles and another does not.
 */
export function* setTotalsAside(db: Database, firstSource: number): Iterable<OrderTotal> {
  const files = db
    .prepare<[number], { id: number; articles: number }>(
      `SELECT s.id, ${namesArticles} AS articles FROM source s WHERE s.id >= ? AND s.kind = 'orders' AND s.repeats IS NULL`
    )
    .all(firstSource)
  const ofTotals = new Set(files.filter(({ articles }) => articles === 0).map(({ id }) => id))
  if (ofTotals.size === 0 || ofTotals.size === files.length) return
  const where = 'WHERE order_id = ? AND content_hash = ? AND ordinal = ?'
  const setAside = db.prepare(`INSERT INTO order_line_replaced (${lineColumns}) SELECT ${lineColumns} FROM order_line ${where}`)
  const remove = db.prepare(`DELETE FROM order_line_written ${where}`)
  const lines = db
    .prepare<[object], Omit<Line, BigKey | 'at'> & Record<BigKey, bigint> & { at: bigint | null }>(
      `SELECT l.order_id AS orderId, o.number, l.content_hash AS hash, l.ordinal, l.source_id AS sourceId, l.product_id IS NOT NULL AS hasArticle, l.at,
              l.written_amount / pow(10, l.decimals) AS amount
       FROM orders o CROSS JOIN order_line l ON l.order_id = o.id
       WHERE o.source_id >= @firstSource ORDER BY o.id`
    )
    .safeIntegers()
  const found: (OrderTotal & Line)[] = []
  let order: Line[] = []
  const close = () => {
    found.push(...totalsAmong(order, ofTotals))
    order = []
  }
  for (const row of lines.iterate({ firstSource })) {
    const { orderId, sourceId, hasArticle, at } = row
    const line = {
      ...row,
      orderId: Number(orderId),
      sourceId: Number(sourceId),
      hasArticle: Number(hasArticle),
      at: at === null ? null : Number(at)
    }
    if (order[0]?.orderId !== line.orderId) close()
    order.push(line)
  }
  close()
  for (const total of found) {
    if (total.aside) {
      setAside.run(total.orderId, total.hash, total.ordinal)
      remove.run(total.orderId, total.hash, total.ordinal)
    }
    yield total
  }
}

/** Lines that are the only one of a file without articles, of an order of which another file has articles. */
function totalsAmong(lines: readonly Line[], ofTotals: ReadonlySet<number>): (OrderTotal & Line)[] {
  const detailed = lines.filter(({ hasArticle }) => hasArticle === 1)
  const [first] = lines
  if (first === undefined || detailed.length === 0 || detailed.length === lines.length || !isNumbered(first.number)) return []
  const sum = sumOf(detailed)
  const inFile = Map.groupBy(lines, ({ sourceId }) => sourceId)
  return lines
    .filter((line) => ofTotals.has(line.sourceId) && line.hasArticle === 0 && inFile.get(line.sourceId)?.length === 1)
    .map((line) => ({ ...line, total: line.amount, sum, aside: totalFit(line, detailed) !== null }))
}
