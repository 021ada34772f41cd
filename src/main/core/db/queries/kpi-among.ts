/** Whom the counts among the KPIs are of, by the same definitions: docs/methods/kpis.md. */
import type { KpiSelection } from '../../../../shared/model/kpi-selection.ts'
import { endOfDay, secondsADay } from './dates.ts'

const beginOf = (date: string) => endOfDay(date) - secondsADay

/** Ids of the customers, as SQL with its parameters. O(order lines). */
export function kpiAmongSql({ who, from, to, before, currency }: KpiSelection): {
  sql: string
  parameters: Record<string, string | number>
} {
  const placed = `WITH placed AS (
    SELECT o.customer_id AS id, MIN(l.at) AS at FROM order_line l JOIN orders o ON o.id = l.order_id
    WHERE l.kind = 'sale' AND o.customer_id IS NOT NULL ${currency === null ? '' : 'AND o.currency = @kpiCurrency'}
    GROUP BY l.order_id HAVING MIN(l.at) IS NOT NULL)`
  const within = 'at >= @kpiFrom AND at < @kpiTo'
  const earlier = 'SELECT id FROM placed WHERE at >= @kpiBeforeFrom AND at < @kpiBeforeTo'
  const sql = {
    ordered: `SELECT id FROM placed WHERE ${within} GROUP BY id`,
    new: 'SELECT id FROM placed GROUP BY id HAVING MIN(at) >= @kpiFrom AND MIN(at) < @kpiTo',
    repeat: `SELECT id FROM placed WHERE ${within} GROUP BY id HAVING COUNT(*) > 1`,
    kept: `${earlier} INTERSECT SELECT id FROM placed WHERE ${within}`,
    lost: `${earlier} EXCEPT SELECT id FROM placed WHERE ${within}`
  }[who]
  return {
    sql: `${placed} ${sql}`,
    parameters: {
      kpiFrom: beginOf(from),
      kpiTo: endOfDay(to),
      ...(who === 'kept' || who === 'lost'
        ? { kpiBeforeFrom: beginOf(before?.from ?? from), kpiBeforeTo: endOfDay(before?.to ?? from) }
        : {}),
      ...(currency === null ? {} : { kpiCurrency: currency })
    }
  }
}
