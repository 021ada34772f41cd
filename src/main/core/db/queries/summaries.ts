/**
 * What lists and figures read instead of all lines, computed anew by each import in its transaction. Each step is a few
 * set-based statements: O(lines + orders log orders).
 */
import type { Database } from 'better-sqlite3'
import { SextantError } from '../../../../shared/errors.ts'
import { settleRejected } from './mended.ts'
import { summariseOrders } from './order-summaries.ts'
import type { OrderSums } from './order-sums.ts'

/** Below 2^63, with room for the rounding of the estimate: sums up to here are exact in SQLite. */
const largestSum = 9e18

/** Steps in the order in which they have to run. */
export const summarySteps: readonly ((db: Database, known?: KnownSums) => void)[] = [settleRejected, summariseLines, summariseOrders]

/** What an import knows of all order lines that are stored, of which it has filled `customer_summary`. */
export interface KnownSums extends Omit<OrderSums, 'people'> {
  currencies: LineSum[]
}

export interface LineSum {
  currency: string
  /** The most that a line has. */
  decimals: number
  lines: number
  anonymous: number
  cancellations: number
  undated: number
  firstAt: number | null
  lastAt: number | null
  /** Of the amounts as written, in units of the currency. */
  largest: number
}

/** Lines with their order, in the order of the table, so that grouping by order needs no sorting. */
const lines = 'order_line l CROSS JOIN orders o ON o.id = l.order_id'

/** First of two readings of all lines: what there is. */
function summariseLines(db: Database, known?: KnownSums): void {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS line_sum (
      currency TEXT, decimals INTEGER, lines INTEGER, anonymous INTEGER, cancellations INTEGER, undated INTEGER, first_at INTEGER,
      last_at INTEGER, largest REAL
    );
    DELETE FROM line_sum;`)
  if (known === undefined) {
    db.exec(`INSERT INTO line_sum
      SELECT o.currency, MAX(l.decimals), COUNT(*), SUM(o.customer_id IS NULL), SUM(l.kind = 'cancellation'), SUM(l.at IS NULL),
             MIN(l.at), MAX(l.at), MAX(ABS(l.written_amount) * POWER(10, -l.decimals))
      FROM ${lines} GROUP BY o.currency`)
  } else {
    const insert = db.prepare('INSERT INTO line_sum VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    for (const sum of known.currencies) {
      const { currency, decimals, lines: count, anonymous, cancellations, undated, firstAt, lastAt, largest } = sum
      insert.run(currency, decimals, count, anonymous, cancellations, undated, firstAt, lastAt, largest)
    }
  }
  db.exec(`
    CREATE TEMP VIEW IF NOT EXISTS other_moment (first_at, last_at) AS
      SELECT MIN(opened_at), MAX(opened_at) FROM main.ticket UNION ALL SELECT MIN(at), MAX(at) FROM main.touchpoint
      UNION ALL SELECT MIN(at), MAX(at) FROM main.feedback;

    INSERT OR REPLACE INTO workspace_summary
      (id, sources, customers, orders, order_lines, anonymous_lines, cancellation_lines, undated_lines, rejected_rows, first_at, last_at,
       products, tickets, touchpoints, feedback, offer_responses, marketing_spend, subscriptions)
    SELECT 1, (SELECT COUNT(*) FROM source), (SELECT COUNT(*) FROM customer WHERE same_as IS NULL), (SELECT COUNT(*) FROM orders),
           COALESCE(SUM(lines), 0), COALESCE(SUM(anonymous), 0), COALESCE(SUM(cancellations), 0), COALESCE(SUM(undated), 0),
           (SELECT COUNT(*) FROM rejected_row WHERE settled IS NULL),
           -- Without dated orders, what else has a date.
           COALESCE(MIN(first_at), (SELECT MIN(first_at) FROM other_moment)), COALESCE(MAX(last_at), (SELECT MAX(last_at) FROM other_moment)),
           (SELECT COUNT(*) FROM product), (SELECT COUNT(*) FROM ticket), (SELECT COUNT(*) FROM touchpoint), (SELECT COUNT(*) FROM feedback),
           (SELECT COUNT(*) FROM offer_response), (SELECT COUNT(*) FROM marketing_spend), (SELECT COUNT(*) FROM subscription)
    FROM line_sum;

    DELETE FROM currency;
    INSERT INTO currency (code, decimals, lines, net) SELECT currency, decimals, lines, 0 FROM line_sum;`)
  const mayOverflow = db.prepare<[number], string>('SELECT currency FROM line_sum WHERE largest * lines * POWER(10, decimals) > ?').pluck()
  for (const currency of mayOverflow.all(largestSum)) refuseOverflow(db, currency)
}

/** One absurd price beside one with twelve decimals, and sums would no longer be exact: refused, rather than rounded. */
function refuseOverflow(db: Database, currency: string): void {
  const { units } = db
    .prepare<[string], { units: number }>(
      `SELECT SUM(ABS(l.written_amount) * POWER(10, c.decimals - l.decimals)) AS units
       FROM ${lines} CROSS JOIN currency c ON c.code = o.currency WHERE o.currency = ?`
    )
    .get(currency) ?? { units: 0 }
  if (units <= largestSum) return
  const largest = db
    .prepare<[string], { amount: number; number: string; file: string }>(
      `SELECT MAX(ABS(l.written_amount) * POWER(10, -l.decimals)) AS amount, o.number, s.file
       FROM ${lines} CROSS JOIN source s ON s.id = l.source_id WHERE o.currency = ?`
    )
    .get(currency)
  throw new SextantError('import.sumTooLarge', { currency, ...largest })
}
