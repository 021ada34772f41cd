/** Subscriptions, as steps from plan to plan are looked for in them. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import type { PlanColumns } from '../../../../shared/model/plan-columns.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { analysedCurrency } from './settings.ts'

export interface Plans {
  columns: PlanColumns
  customerIds: number[]
  /** Names of plans, as they were written first. */
  names: string[]
  /** Rows without any day, and of ended subscriptions whose last day is not known: left out. */
  undated: number
  endless: number
  /** Rows with a use but no period that it is of: it may have come after the step. */
  usageOnce: number
}

/** What the words of a file mean. */
export interface PlanWords {
  saysEnded: (status: string) => boolean
  monthsOf: (interval: string) => number | null
}

interface Row {
  customer: number
  code: string | null
  plan: string | null
  product: number | null
  status: string | null
  startedAt: number | null
  endedAt: number | null
  period: number | null
  price: number | null
  decimals: number | null
  currency: string | null
  interval: string | null
  usage: number | null
  usageLimit: number | null
}

/**
 * Subscriptions that began until a day. One without a number is told by customer and beginning; where it has no periods, by its plan too. A plan without
 * a name is called like its product. What ends after the day still runs. O(rows log).
 */
export function loadPlans(db: Database, asOf: IsoDate, { saysEnded, monthsOf }: PlanWords): Plans {
  const end = endOfDay(asOf)
  const currency = analysedCurrency(db)
  const rows = db
    .prepare<{ end: number }, Row>(
      `SELECT s.customer_id AS customer, s.code, COALESCE(NULLIF(trim(s.plan), ''), NULLIF(trim(p.name), ''), p.sku) AS plan,
              CASE WHEN trim(s.plan) <> '' THEN s.product_id END AS product, s.status, s.started_at AS startedAt, s.ended_at AS endedAt, s.period,
              s.price, s.price_decimals AS decimals, s.currency, s.interval, s.usage, s.usage_limit AS usageLimit
       FROM subscription s LEFT JOIN product p ON p.id = s.product_id
       WHERE s.customer_id IS NOT NULL AND COALESCE(s.period, s.started_at, 0) < @end
       ORDER BY s.customer_id, s.code, CASE WHEN s.code IS NULL THEN s.started_at END, s.period, s.started_at, s.id`
    )
    .all({ end })
  let [undated, endless, usageOnce] = [0, 0, 0]
  const kept = rows.filter(({ startedAt, endedAt, period, status, usage }) => {
    if (usage !== null && period === null) usageOnce++
    if (startedAt === null && period === null) undated++
    else if (period === null && endedAt === null && status !== null && saysEnded(status)) endless++
    else return true
    return false
  })
  const [customers, subscriptions, plans, products] = [coder<number>(), coder<string>(), coder<string>(), coder<number>()]
  const names: string[] = []
  const planOf = (name: string | null): number => {
    if (name === null) return -1
    const code = plans(name.toLowerCase())
    names[code] ??= name
    return code
  }
  const keyOf = ({ customer, code, startedAt, period, plan }: Row) =>
    JSON.stringify(code === null ? [customer, startedAt, period === null ? plan : null] : [customer, code])
  const dayOf = (at: number | null): number => (at === null ? -1 : Math.floor(at / secondsADay))
  const customer = Int32Array.from(kept, (row) => customers(row.customer))
  const columns: PlanColumns = {
    n: kept.length,
    customers: kept.length === 0 ? 0 : (customer.at(-1) as number) + 1,
    customer,
    subscription: Int32Array.from(kept, (row) => subscriptions(keyOf(row))),
    plan: Int32Array.from(kept, ({ plan }) => planOf(plan)),
    product: Int32Array.from(kept, ({ product }) => (product === null ? -1 : products(product))),
    started: Int32Array.from(kept, ({ startedAt }) => dayOf(startedAt)),
    ended: Int32Array.from(kept, ({ endedAt }) => (endedAt === null || endedAt >= end ? -1 : dayOf(endedAt))),
    period: Int32Array.from(kept, ({ period }) => dayOf(period)),
    // Orders that name no currency say nothing against the one that subscriptions are paid in.
    price: Float64Array.from(kept, ({ price, decimals, currency: paid }) =>
      price === null || (paid !== null && paid !== currency && currency !== '') ? Number.NaN : price / 10 ** (decimals ?? 0)
    ),
    months: Float64Array.from(kept, ({ interval }) => (interval === null ? null : monthsOf(interval)) ?? Number.NaN),
    share: Float64Array.from(kept, ({ usage, usageLimit }) =>
      usage === null || !((usageLimit ?? 0) > 0) ? Number.NaN : usage / (usageLimit as number)
    ),
    plans: names.length,
    asOf: end / secondsADay - 1
  }
  return { columns, customerIds: [...new Set(kept.map((row) => row.customer))], names, undated, endless, usageOnce }
}

/** Codes in the order in which things are met. */
function coder<T>(): (thing: T) => number {
  const codes = new Map<T, number>()
  return (thing) => {
    const code = codes.get(thing) ?? codes.size
    codes.set(thing, code)
    return code
  }
}

/** Names of plans for choosing among, in order. O(rows). */
export function planNames(db: Database): string[] {
  return db
    .prepare<[], string>(
      `SELECT min(name) FROM (SELECT COALESCE(NULLIF(trim(s.plan), ''), NULLIF(trim(p.name), ''), p.sku) AS name
       FROM subscription s LEFT JOIN product p ON p.id = s.product_id) WHERE name IS NOT NULL GROUP BY lower(name) ORDER BY 1`
    )
    .pluck()
    .all()
}
