import type { Database } from 'better-sqlite3'
import { supportCourse } from '../../../engines/support/course.ts'
import { nearlyAllWithin } from '../../../engines/support/followed.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SupportCourse } from '../../../shared/model/support-views.ts'
import { endOfDay, firstDayOf, lastDayOf, monthOf, secondsADay } from '../db/queries/dates.ts'
import { orderMoments } from '../db/queries/segment-facts.ts'
import { analysedCurrency } from '../db/queries/settings.ts'
import { type ChangeRow, firstTicketAt, ticketsBetween } from '../db/queries/support-change.ts'

/** So many points are a course that one can read; up to so many months each stands alone, a longer history is told by quarters. */
const [MOST_PERIODS, MOST_MONTHS] = [12, 12]
const secondsAnHour = 3600
const monthsAQuarter = 3

interface CourseInput {
  run: number
  unit: 'customers' | 'tickets'
  asOf: IsoDate
  cluster: number
}

/**
 * How a cluster's support and loyalty went beside everybody else's who wrote, over whole months or quarters before the as-of day; times are of what was opened so long before it that nearly all of it is solved. Its customers are
 * those whose tickets are in it. Null without a whole month of tickets. O(tickets + orders).
 */
export function readSupportCourse(db: Database, { run, unit, asOf, cluster }: CourseInput): SupportCourse | null {
  const first = firstTicketAt(db)
  if (first === null) return null
  const months = wholeMonths(first, asOf)
  const step = months.length > MOST_MONTHS ? monthsAQuarter : 1
  const count = Math.min(MOST_PERIODS, Math.floor(months.length / step))
  if (count < 2) return null
  const used = months.slice(months.length - count * step)
  const periods = Array.from({ length: count }, (_, i) => ({
    from: firstDayOf(used[i * step] as number),
    until: lastDayOf(used[i * step + step - 1] as number)
  }))
  const starts = periods.map(({ from }) => endOfDay(from) - secondsADay)
  const end = endOfDay(periods[count - 1]?.until ?? asOf)
  const rows = ticketsBetween(db, run, unit, starts[0] as number, end)
  const last = endOfDay(asOf)
  // What came later is known to be solved only where it was quick.
  const settled =
    last -
    secondsAnHour *
      nearlyAllWithin(
        Float64Array.from(rows, (row) => hoursOf(row, last)),
        Float64Array.from(rows, ({ opened }) => (last - opened) / secondsAnHour),
        (last - (starts[0] as number)) / secondsAnHour / 2
      )
  const writers = new Map<number, boolean>()
  for (const { customer, cluster: of } of ticketsBetween(db, run, unit, 0, last)) {
    if (customer !== null && of !== null) writers.set(customer, (writers.get(customer) ?? false) || of === cluster)
  }
  const orders = orderMoments(db, analysedCurrency(db), end)
  // Who bought in the period before the first is asked whether they came back in it.
  const before = (starts[0] as number) - ((starts[1] as number) - (starts[0] as number))
  const periodOf = (at: number) => starts.findLastIndex((start) => at >= start)
  const points = (own: boolean) => {
    const tickets = rows.filter(({ cluster: of }) => of !== null && (of === cluster) === own)
    const bought = Array.from(orders.customers.keys()).filter(
      (i) => writers.get(orders.customers[i] as number) === own && (orders.at[i] as number) >= before
    )
    return supportCourse(
      {
        n: tickets.length,
        period: Int32Array.from(tickets, ({ opened }) => periodOf(opened)),
        rating: Float64Array.from(tickets, ({ rating }) => rating ?? Number.NaN),
        resolution: Float64Array.from(tickets, (row) => (row.opened > settled ? Number.NaN : hoursOf(row, last)))
      },
      {
        n: bought.length,
        customer: Float64Array.from(bought, (i) => orders.customers[i] as number),
        period: Int32Array.from(bought, (i) => periodOf(orders.at[i] as number))
      },
      count
    )
  }
  return { periods, own: points(true), others: points(false) }
}

/** What was not solved by then was not known to be. */
const hoursOf = ({ opened, resolved }: ChangeRow, end: number): number =>
  resolved === null || resolved < opened || resolved >= end ? Number.NaN : (resolved - opened) / secondsAnHour

/** Months that lie wholly between a moment and the end of a day. */
function wholeMonths(first: number, asOf: IsoDate): number[] {
  const day = new Date(first * 1000).toISOString().slice(0, 10)
  const begin = monthOf(day) + (firstDayOf(monthOf(day)) === day ? 0 : 1)
  const last = lastDayOf(monthOf(asOf)) === asOf ? monthOf(asOf) : monthOf(asOf) - 1
  return Array.from({ length: Math.max(0, last - begin + 1) }, (_, i) => begin + i)
}
