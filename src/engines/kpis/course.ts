/** The course of each KPI by week and by month, what stands out of it, and which group moved it. */
import { type Counted, type Course, type CoursePoint, type KpiInput, lineKinds, type Window } from '../../shared/model/kpi-columns.ts'
import type { KpiGrain, KpiId } from '../../shared/model/kpis.ts'
import { median } from '../math/median.ts'
import { unusualValues } from '../unusual.ts'
import type { History } from './history.ts'

/** Share of what is reported that may be false. */
const falseAlarmShare = 0.05
const perYear = { week: 52, month: 12 } as const
/** What was usual of a group: its median over so many spans to either side. */
const around = 6
/** A group that moved less than this share of it all did not move the figure. */
const leastShare = 0.2

/** Who was there before the data began looks new for about so long. */
const beginningDays = 90
/** What is told from who is new. */
const ofNewcomers: readonly KpiId[] = ['new-customers', 'cac', 'referral-rate']

/**
 * What stands out is neither in the beginning of the data, where everybody looks new, nor within the range of the figure itself, as
 * a share of a handful is.
 *
 * @param of the KPI and how often it is followed, from which day there are data
 * @param cells the KPI in each of the spans, which follow one another
 * @param groups asked for when something stands out
 */
export function courseOf(
  { kpi, grain, firstDay }: { kpi: KpiId; grain: KpiGrain; firstDay: number },
  windows: readonly Window[],
  cells: readonly Counted[],
  groups: () => GroupSums | null
): Course {
  const tellsFrom = ofNewcomers.includes(kpi) ? firstDay + beginningDays : Number.NEGATIVE_INFINITY
  const values = Float64Array.from(cells, (cell, i) =>
    typeof cell === 'string' || (windows[i]?.from ?? 0) < tellsFrom ? Number.NaN : cell[0]
  )
  const { trend, seasonal, unusual: far, z, hasSeason, tooShort } = unusualValues(values, { period: perYear[grain], falseAlarmShare })
  const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
  const unusual = cells.map((cell, i) => {
    const expected = (trend[i] as number) + (seasonal[i] as number)
    return (
      far[i] === true && !(typeof cell !== 'string' && cell[1] !== null && cell[2] !== null && cell[1] <= expected && expected <= cell[2])
    )
  })
  const sums = unusual.some(Boolean) ? groups() : null
  const points = windows.map((window, i): CoursePoint => {
    const cell = cells[i] ?? 'nothing'
    const [value, low, high] = typeof cell === 'string' ? [null, null, null] : cell
    return {
      ...window,
      value,
      low,
      high,
      trend: orNull(trend[i]),
      expected: orNull((trend[i] as number) + (seasonal[i] as number)),
      unusual: unusual[i] === true,
      driver: unusual[i] && sums ? driverAt(sums, i, Math.sign(z[i] as number)) : null
    }
  })
  return { kpi, grain, hasSeason, tooShort, points }
}

/** Sums by span for each pair of segment and category; −1 in the last row and column. Row-major spans × groups. */
export interface GroupSums {
  spans: number
  segments: number
  categories: number
  sums: Float64Array
}

const movers: Partial<Record<KpiId, 'revenue' | 'orders' | 'customers' | 'newCustomers' | 'back' | 'tickets'>> = {
  revenue: 'revenue',
  orders: 'orders',
  customers: 'customers',
  'new-customers': 'newCustomers',
  'return-rate': 'back',
  'tickets-per-100-orders': 'tickets'
}

/**
 * The groups behind a KPI, in what the KPI itself counts; null for one that is no sum over groups. Categories are those of products,
 * for tickets their own; an order or customer counts once in each category that it has lines of. O(rows).
 */
export function groupSums(input: KpiInput, history: Pick<History, 'first'>, kpi: KpiId, windows: readonly Window[]): GroupSums | null {
  const what = movers[kpi]
  if (what === undefined) return null
  const { lines, tickets, members } = input
  const segments = members.segment + 1
  const categories = (what === 'tickets' ? members.topic : members.category) + 1
  const sums = new Float64Array(windows.length * segments * categories)
  const spanOf = (day: number): number => {
    const at = windows.findLastIndex(({ from }) => from <= day)
    return at >= 0 && day <= (windows[at] as Window).to ? at : -1
  }
  const spans = memoised(spanOf)
  const add = (day: number, customer: number, category: number, amount: number) => {
    const span = spans(day)
    if (span < 0) return
    const segment = customer < 0 ? -1 : (input.segment[customer] as number)
    const row = segment < 0 ? members.segment : segment
    const column = category < 0 ? categories - 1 : category
    const at = (span * segments + row) * categories + column
    sums[at] = (sums[at] as number) + amount
  }
  if (what === 'tickets') {
    for (let i = 0; i < tickets.n; i++) add(tickets.day[i] as number, tickets.customer[i] as number, tickets.topic[i] as number, 1)
    return { spans: windows.length, segments, categories, sums }
  }
  /** Orders, or customers in a span, that were counted in a category. */
  const counted = new Set<number>()
  const isNew = (l: number): boolean => {
    const [order, customer] = [lines.order[l] as number, lines.customer[l] as number]
    if (lines.kind[l] !== lineKinds.sale || order < 0) return false
    if (what !== 'orders' && customer < 0) return false
    if (what === 'newCustomers' && history.first[order] !== 1) return false
    const column = (lines.category[l] as number) + 1
    const whose = what === 'customers' ? (spans(lines.day[l] as number) + 1) * input.customers + customer : order
    const key = whose * categories + column
    if (counted.has(key)) return false
    counted.add(key)
    return true
  }
  const amountOf = (l: number): number => {
    if (what === 'revenue') return (lines.amount[l] as number) / input.unit
    return Number(what === 'back' ? lines.kind[l] === lineKinds.back : isNew(l))
  }
  for (let l = 0; l < lines.n; l++) {
    const amount = amountOf(l)
    if (amount !== 0) add(lines.day[l] as number, lines.customer[l] as number, lines.category[l] as number, amount)
  }
  return { spans: windows.length, segments, categories, sums }
}

/** The group whose sum is furthest from what is usual for it, in the direction of the figure. */
function driverAt({ spans, segments, categories, sums }: GroupSums, span: number, direction: number): CoursePoint['driver'] {
  const groups = segments * categories
  let best: CoursePoint['driver'] = null
  let most = 0
  let total = 0
  for (let g = 0; g < groups; g++) {
    const others: number[] = []
    for (let other = Math.max(0, span - around); other <= Math.min(spans - 1, span + around); other++) {
      if (other !== span) others.push(sums[other * groups + g] as number)
    }
    const value = sums[span * groups + g] as number
    const expected = median(Float64Array.from(others))
    const moved = (value - expected) * direction
    if (!(moved > 0)) continue
    total += moved
    if (moved <= most) continue
    most = moved
    const [segment, category] = [Math.floor(g / categories), g % categories]
    best = {
      segment: segment === segments - 1 ? null : segment,
      category: category === categories - 1 ? null : category,
      value,
      expected,
      share: 0
    }
  }
  if (best === null || most / total < leastShare || (best.segment === null && best.category === null)) return null
  return { ...best, share: most / total }
}

function memoised(of: (day: number) => number): (day: number) => number {
  const known = new Map<number, number>()
  return (day) => {
    const found = known.get(day) ?? of(day)
    known.set(day, found)
    return found
  }
}
