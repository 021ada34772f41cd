import type { Database } from 'better-sqlite3'
import type { Alert } from '../../../../shared/model/alerts.ts'
import type { AmongSql } from './customers-among.ts'
import { endOfDay, secondsADay } from './dates.ts'

const FOUR_WEEKS = 28 * secondsADay
const HALF_A_YEAR = 182 * secondsADay

/** What an alert about many names, in the lines of orders. */
const isSubject: Readonly<Record<string, string>> = {
  product: "(trim(p.name) = @subject OR p.sku = @subject OR trim(p.name) || ' (' || p.sku || ')' = @subject)",
  category: 'lower(trim(p.category)) = lower(@subject)',
  channel: 'lower(trim(o.channel)) = lower(@subject)'
}

/** Who bought it in the half year before the alert's four weeks, and not in them. Nobody where the alert is not about many. */
export function alertAmongSql(db: Database, alert: number): AmongSql {
  const row = db
    .prepare<[number], { content: string; asOf: string }>('SELECT content, last_as_of AS asOf FROM alert WHERE id = ?')
    .get(alert)
  const evidence = row && (JSON.parse(row.content) as Alert).evidence
  const which = isSubject[String(evidence?.grouping)]
  if (row === undefined || which === undefined) return { sql: 'SELECT id FROM customer WHERE 0', parameters: {} }
  const until = endOfDay(row.asOf)
  const bought = (from: string, to: string) =>
    `SELECT COALESCE(c.same_as, c.id) AS id FROM order_line l
     JOIN orders o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id LEFT JOIN product p ON p.id = l.product_id
     WHERE l.kind = 'sale' AND l.at >= ${from} AND l.at < ${to} AND ${which}`
  return {
    sql: `${bought('@amongFrom', '@amongSplit')} EXCEPT ${bought('@amongSplit', '@amongUntil')}`,
    parameters: {
      subject: String(evidence?.subject ?? ''),
      amongFrom: until - FOUR_WEEKS - HALF_A_YEAR,
      amongSplit: until - FOUR_WEEKS,
      amongUntil: until
    }
  }
}
