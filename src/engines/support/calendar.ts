import { monthOfDay } from '../../shared/kpi-calendar.ts'
import type { TicketColumns } from '../../shared/model/support-columns.ts'

/** Of so many tickets of a category is told how long they took at a time; months with fewer stand together with the next. */
const ENOUGH_IN_PERIOD = 30
/**
 * What changes by less, as a share of what is told in all, has settled. After so many rounds it nearly has wherever enough of those who answer were there all along;
 * where few tell the time from the people, what has not is taken to be the time's.
 */
const [SETTLED, MOST_ROUNDS] = [1e-4, 5]
/** Days since 1970, which began on a Thursday, less whole weeks. */
const SATURDAY_AND_SUNDAY: ReadonlySet<number> = new Set([2, 3])

/** When tickets were opened: the same number for those of a category in the same months, and whether it was at a weekend (1; 0). */
export interface Calendar {
  period: Int32Array
  weekend: Int32Array
}

/**
 * The months in which tickets of a category were opened, put together until there are 30 of them, and weekends, where there are 30 tickets of these and of other days. Tickets of
 * which no opening is known stand by themselves.
 *
 * @param order the tickets that are counted, those of a category together; others keep −1
 * @returns by ticket. O(tickets log tickets).
 */
export function calendarOf({ opened, category }: Pick<TicketColumns, 'opened' | 'category'>, order: readonly number[]): Calendar {
  const period = new Int32Array(opened.length).fill(-1)
  let periods = 0
  for (const [, tickets] of Map.groupBy(order, (i) => category[i] as number)) {
    const months = Map.groupBy(tickets, (i) => monthOf(opened[i] as number))
    const dated = [...months.keys()].filter((month) => !Number.isNaN(month)).sort((a, b) => a - b)
    let [held, left] = [0, dated.reduce((sum, month) => sum + (months.get(month) as number[]).length, 0)]
    for (const month of dated) {
      const of = months.get(month) as number[]
      for (const i of of) period[i] = periods
      held += of.length
      left -= of.length
      if (held < ENOUGH_IN_PERIOD || left < ENOUGH_IN_PERIOD) continue
      periods++
      held = 0
    }
    periods++
    for (const i of months.get(Number.NaN) ?? []) period[i] = periods
    periods++
  }
  const weekend = Int32Array.from(opened, (day) =>
    Number.isNaN(day) ? 0 : Number(SATURDAY_AND_SUNDAY.has(((Math.floor(day) % 7) + 7) % 7))
  )
  const weekends = order.reduce((sum, i) => sum + (weekend[i] as number), 0)
  const told = Math.min(weekends, order.length - weekends) >= ENOUGH_IN_PERIOD
  return { period, weekend: told ? weekend : weekend.fill(0) }
}

const monthOf = (day: number): number => (Number.isNaN(day) ? Number.NaN : monthOfDay(Math.floor(day)))

/**
 * Values less what the time in which a ticket was opened adds to them. It is estimated together with who answers and how hard tickets are (least squares, factor by
 * factor in turn), so that who was there in slow months or works at weekends is held responsible for neither, and what somebody does well is not
 * taken for a good month. Where nobody tells one from the other, because all who answer changed at once, it is the time's: that factor comes first.
 *
 * Source: A. Buja, T. Hastie, R. Tibshirani (1989), Linear smoothers and additive models, Annals of Statistics 17 (backfitting).
 * @param order the tickets that are counted
 * @param others of each ticket the same number where it is as hard, and where the same person answers the same category
 * @returns by ticket; of those that are not counted the values as they are. O(tickets × rounds).
 */
export function withoutTime(
  values: Float64Array,
  order: readonly number[],
  { period, weekend }: Calendar,
  others: readonly Int32Array[]
): Float64Array {
  const at = Int32Array.from(order)
  const left = Float64Array.from(at, (i) => values[i] as number)
  const factors = [period, weekend, ...others].map((codes) => numbered(Int32Array.from(at, (i) => codes[i] as number)))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0
    for (const factor of factors) moved = Math.max(moved, settle(left, factor))
    if (moved <= SETTLED * Math.max(1, ...factors.map(({ widest }) => widest()))) break
  }
  const without = values.slice()
  const time = factors.slice(0, 2)
  at.forEach((i, k) => {
    for (const { codes, effects } of time) without[i] = (without[i] as number) - (effects[codes[k] as number] as number)
  })
  return without
}

interface Factor {
  codes: Int32Array
  sizes: Int32Array
  effects: Float64Array
  widest: () => number
}

/** Codes from 0, as they come. */
function numbered(codes: Int32Array): Factor {
  const numbers = new Map<number, number>()
  const own = codes.map((code) => {
    const number = numbers.get(code) ?? numbers.size
    numbers.set(code, number)
    return number
  })
  const sizes = new Int32Array(numbers.size)
  for (const code of own) sizes[code] = (sizes[code] as number) + 1
  const effects = new Float64Array(numbers.size)
  return { codes: own, sizes, effects, widest: () => effects.reduce((most, effect) => Math.max(most, Math.abs(effect)), 0) }
}

/** Moves the means of what is left into a factor's effects. Returns the largest. */
function settle(left: Float64Array, { codes, sizes, effects }: Factor): number {
  const means = new Float64Array(sizes.length)
  for (let k = 0; k < left.length; k++) means[codes[k] as number] = (means[codes[k] as number] as number) + (left[k] as number)
  let moved = 0
  for (let code = 0; code < means.length; code++) {
    const mean = (means[code] as number) / (sizes[code] as number)
    means[code] = mean
    effects[code] = (effects[code] as number) + mean
    moved = Math.max(moved, Math.abs(mean))
  }
  for (let k = 0; k < left.length; k++) left[k] = (left[k] as number) - (means[codes[k] as number] as number)
  return moved
}
