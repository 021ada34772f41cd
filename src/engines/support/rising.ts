import type { SupportColumns } from '../../shared/model/support-columns.ts'
import { discreteFalseDiscovery } from '../math/discrete-false-discovery.ts'
import { type Course, FEWEST, HISTORY, LONGEST, riseOf, SHORTEST_HISTORY, squares } from './rise.ts'
import { countsOf, countWeeks, type Issue, sumOf, type Weekly } from './weeks.ts'

export interface RisingParams {
  /** Share of what is called rising that may be chance. */
  q: number
}

/** An issue that comes more often than it used to. */
export interface Rising {
  /** Codes; −1: tickets name no product, or no category. */
  product: number
  category: number
  /** First day of the rise. */
  fromDay: number
  /** Customers who wrote about it since. */
  tickets: number
  expected: number
  ratio: number
  /** 95 % interval of the ratio. */
  low: number
  high: number
  q: number
  /** False: the same weeks of a year before are not known, and it may be a season that comes every year. */
  seasonKnown: boolean
  /** Tickets in each of the last weeks, the oldest first; what was expected of each. */
  weeks: number[]
  expectedWeeks: number[]
}

const DAYS = 7
/** Share of what is called rising that may be chance: less than elsewhere, for weeks vary in more ways than any law says. */
export const FALSE_RISES = 0.015
/** Earlier years whose same weeks tell the season. */
const YEARS = 3
/** The ratio, and the least that it can be with 95 %. */
const [LEAST_RATIO, LEAST_LOW] = [1.5, 1.2]
/** What rose must be there still: in the last three weeks. */
const NOW = 3
/** Weeks that are told. */
const TOLD = 26

/**
 * Issues (product × category) that rise: customers are counted who write about it, each once in 13 weeks, since one who writes five times is one
 * trouble. For each, the start within the last 13 weeks is sought from which they exceed most clearly what their own history lets expect (`riseOf`).
 *
 * Expected are customers for each unit sold in the four weeks up to then (what sells more is written about more); without orders, in proportion to all
 * other tickets. That is raised by how much more the category is written about for other products at the same time (a late courier is no matter of one
 * product); where no other product is named, or nothing is sold, by how much more everything else is; and by how much more the category was written about
 * in the same weeks of earlier years. Of each issue and each start that is tested it is counted how likely chance makes it look as clear (`discreteFalseDiscovery`): what too few write
 * about ever to look so takes no part, and leaving out those with fewer than four chooses nothing.
 *
 * O(tickets log tickets + units sold + issues × starts × weeks).
 */
export function findRising(columns: SupportColumns, { q }: RisingParams): Rising[] {
  const weekly = countWeeks(columns, YEARS * HISTORY + LONGEST)
  if (weekly === null || weekly.weeks < SHORTEST_HISTORY + 1) return []
  const examined = weekly.issues.filter(({ in: of }) => of.filter((week) => week < HISTORY + LONGEST).length >= FEWEST)
  // Made when it is needed: there can be as many issues as tickets.
  const courses = () => examined.values().map((issue) => courseOf(issue, weekly))
  const wide = commonDispersion(examined, courses())
  const reachable: number[][] = []
  const rises = courses()
    .map((course, i) => {
      const { rise, reachable: of } = riseOf(course, wide.get(bandOf(examined[i] as Issue)) ?? 1)
      for (const tails of of) reachable.push(tails)
      return rise === null ? null : { ...rise, counts: latest(course.counts), weekly: latest(rise.weekly) }
    })
    .toArray()
  const corrected = discreteFalseDiscovery(
    rises.map((rise) => rise?.p ?? 1),
    reachable
  )
  return rises
    .flatMap((rise, i): Rising[] => {
      if (rise === null) return []
      const { product, category } = examined[i] as Issue
      const { length, p: _p, counts, weekly: expected, ...told } = rise
      const fromDay = columns.lastDay - length * DAYS + 1
      return [{ product, category, fromDay, ...told, q: corrected[i] as number, weeks: counts, expectedWeeks: expected }]
    })
    .filter((rising) => rising.q <= q && rising.ratio >= LEAST_RATIO && rising.low >= LEAST_LOW && isThere(rising))
    .sort((a, b) => a.q - b.q || b.tickets - a.tickets || a.product - b.product || a.category - b.category)
}

/**
 * Why no rise can be told, whatever there is: fewer than half of the tickets say when they were opened, or there are fewer than nine whole weeks of them.
 * Null: one can. O(tickets).
 */
export function risingUnseen({ tickets: { opened }, lastDay }: Pick<SupportColumns, 'tickets' | 'lastDay'>): 'undated' | 'short' | null {
  const dated = opened.filter((day) => !Number.isNaN(day))
  if (dated.length * 2 < opened.length) return 'undated'
  const first = dated.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY)
  return Math.floor((lastDay - Math.floor(first)) / DAYS) < SHORTEST_HISTORY + 1 ? 'short' : null
}

/** The last weeks, the oldest first. */
const latest = (of: Float64Array): number[] => Array.from(of.subarray(0, Math.min(of.length, TOLD))).reverse()

function isThere({ weeks, expectedWeeks }: Rising): boolean {
  const total = (values: number[]) => values.slice(-NOW).reduce((all, value) => all + value, 0)
  return total(weeks) >= Math.max(1, LEAST_RATIO * total(expectedWeeks))
}

function courseOf({ product, category, in: of }: Issue, { weeks, ofCategory, ofAll, sold }: Weekly): Course {
  const counts = countsOf(of, weeks)
  const inCategory = ofCategory.get(category) as Float64Array
  const less = (all: Float64Array) => all.map((value, week) => value - (counts[week] as number))
  const [others, rest] = [less(inCategory), less(ofAll)]
  const named = category >= 0 && others.some((value) => value > 0)
  // As if the issue itself came as often as it does on average: where it is most of what is written, the others' ups and downs say little.
  const usual = sumOf(counts, 0, counts.length) / counts.length + 1
  const volume = rest.map((value) => value + usual)
  const units = sold?.all ?? volume
  const beside = [...(named ? [others] : []), ...(named && sold !== null ? [] : [rest])]
  return {
    counts,
    units: (product < 0 ? undefined : sold?.byProduct.get(product)) ?? units,
    unitsVariance: sold === null ? rest : null,
    beside: beside.map((moved) => ({ counts: moved, units })),
    season: { counts: category >= 0 ? inCategory : ofAll, units }
  }
}

/** Issues that are written about as often, within a factor of two. */
const bandOf = ({ in: of }: Issue): number => Math.floor(Math.log2(of.length))

/** How many times Poisson's variance weeks have, over all issues that are written about as often: one alone has too few tickets to tell. */
function commonDispersion(examined: readonly Issue[], courses: Iterable<Course>): Map<number, number> {
  const bands = new Map<number, { sum: number; freedom: number }>()
  let at = 0
  for (const { counts, units } of courses) {
    const band = bandOf(examined[at++] as Issue)
    const longest = Math.min(LONGEST, counts.length - SHORTEST_HISTORY)
    const found = squares(counts, units, longest, Math.min(counts.length, longest + HISTORY), 1)
    const { sum, freedom } = bands.get(band) ?? { sum: 0, freedom: 0 }
    bands.set(band, { sum: sum + found.sum, freedom: freedom + found.freedom })
  }
  return new Map(Array.from(bands, ([band, { sum, freedom }]) => [band, Math.max(1, sum / Math.max(1, freedom))]))
}
