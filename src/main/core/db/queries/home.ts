import type { Database } from 'better-sqlite3'
import type { Figure, HomeSummary } from '../../../../shared/model/home.ts'
import { firstDayOf, lastDayOf, monthOf, monthText } from './dates.ts'
import { decimalsOf, major } from './money.ts'
import { analysedCurrency } from './settings.ts'
import { workspaceState } from './workspace.ts'

/** Length of the compared periods, in months. */
const longest = 12
/** Data that begin later than this in a month do not hold the whole month. */
const latestBegin = 7

const figureNames: readonly Figure['figure'][] = ['revenue', 'orders', 'activeCustomers', 'meanOrderValue', 'repeatShare']

/** A month of `month_summary`, `net` and `gross` in major units. */
interface Month {
  month: number
  lines: number
  net: number
  gross: number
  orders: number
  /** In any currency: a count needs none. */
  allOrders: number
  customers: number
  customers12: number
  repeat12: number
}

/** From month to month, both included. */
interface Period {
  first: number
  last: number
}

/**
 * The figures of the last complete months up to the as-of date (or the newest date in the data, if that is earlier) against as
 * many before: twelve, or as many as there are. The earlier period counts only if it is there as a whole, and a figure that
 * cannot be known is null, never 0. O(months).
 */
export function homeFigures(db: Database, clock: number): Pick<HomeSummary, 'period' | 'currency' | 'figures'> {
  const currency = analysedCurrency(db)
  const { firstDate, lastDate, asOf } = workspaceState(db, clock)
  const months = readMonths(db, currency)
  const begin = months[0]?.month
  const newest = months.at(-1)?.month
  if (firstDate === null || lastDate === null || asOf === null || begin === undefined || newest === undefined) return unknown(currency)

  const [end = asOf] = [asOf, lastDate].sort()
  const last = Math.min(newest, end === lastDayOf(monthOf(end)) ? monthOf(end) : monthOf(end) - 1)
  if (last < begin) return unknown(currency)
  const now: Period = { first: Math.max(begin, last - longest + 1), last }
  const beginIsWhole = begin > monthOf(firstDate) || Number(firstDate.slice(8)) <= latestBegin
  const before: Period = { first: now.first - longest, last: now.first - 1 }
  const comparable = before.first > begin || (before.first === begin && beginIsWhole)
  return {
    period: {
      from: now.first === monthOf(firstDate) ? firstDate : firstDayOf(now.first),
      to: lastDayOf(now.last),
      previousFrom: comparable ? firstDayOf(before.first) : null,
      previousTo: comparable ? lastDayOf(before.last) : null
    },
    currency,
    figures: figureNames.map((figure) => ({
      figure,
      value: periodValue(figure, within(months, now)),
      previous: comparable ? periodValue(figure, within(months, before)) : null,
      series: within(months, { first: comparable ? before.first : now.first, last }).map((month) => ({
        month: monthText(month.month),
        value: monthValue(figure, month, month.month - longest + 1 >= begin)
      }))
    }))
  }
}

function unknown(currency: string): Pick<HomeSummary, 'period' | 'currency' | 'figures'> {
  return { period: null, currency, figures: figureNames.map((figure) => ({ figure, value: null, previous: null, series: [] })) }
}

/** Every month from the first to the last of the currency, those without a line included. */
function readMonths(db: Database, currency: string): Month[] {
  const decimals = decimalsOf(db, currency)
  return db
    .prepare<[string], Month>(
      `SELECT month, lines, net, gross, orders,
              (SELECT SUM(every.orders) FROM month_summary every WHERE every.month = month_summary.month) AS allOrders, customers, customers_12 AS customers12, repeat_12 AS repeat12
       FROM month_summary WHERE currency = ? ORDER BY month`
    )
    .all(currency)
    .map((month) => ({ ...month, net: major(month.net, decimals), gross: major(month.gross, decimals) }))
}

function within(months: readonly Month[], { first, last }: Period): Month[] {
  return months.filter(({ month }) => month >= first && month <= last)
}

function periodValue(figure: Figure['figure'], months: readonly Month[]): number | null {
  const total = (value: (month: Month) => number) => months.reduce((sum, month) => sum + value(month), 0)
  const last = months.at(-1)
  if (last === undefined || total(({ lines }) => lines) === 0) return null
  const orders = total((month) => month.orders)
  switch (figure) {
    case 'revenue':
      return total(({ net }) => net)
    case 'orders':
      return total((month) => month.allOrders)
    case 'activeCustomers':
      return counted(last.customers12, orders)
    case 'meanOrderValue':
      return ratio(
        total(({ gross }) => gross),
        orders
      )
    case 'repeatShare':
      return ratio(last.repeat12, last.customers12)
  }
}

/** `yearKnown`: the data reach back over the twelve months that end with this one, which a share of repeat customers needs. */
function monthValue(figure: Figure['figure'], month: Month, yearKnown: boolean): number | null {
  if (month.lines === 0) return null
  switch (figure) {
    case 'revenue':
      return month.net
    case 'orders':
      return month.allOrders
    case 'activeCustomers':
      return counted(month.customers, month.orders)
    case 'meanOrderValue':
      return ratio(month.gross, month.orders)
    case 'repeatShare':
      return yearKnown ? ratio(month.repeat12, month.customers12) : null
  }
}

/** Where all orders are anonymous, nobody knows how many customers there were. */
function counted(customers: number, orders: number): number | null {
  return customers === 0 && orders > 0 ? null : customers
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
