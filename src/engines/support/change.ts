import type { SupportShift } from '../../shared/model/support-views.ts'
import { logHours } from '../../shared/pooled.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { moments, standardDeviation } from '../math/moments.ts'
import { tQuantile, tTail } from '../math/student-t.ts'
import { twoSided, z975 } from '../math/tail.ts'
import { nearlyAllWithin } from './followed.ts'

/** Tickets of two periods of the same length, as columns; NaN where a thing is not known. */
export interface ChangeColumns {
  n: number
  /** Place of the ticket's cluster; −1: in none. */
  cluster: Int32Array
  /** Who wrote it; −1: nobody known. */
  customer: Int32Array
  /** 1: from the day on, 0: before it. */
  after: Uint8Array
  /** Hours from its opening to the day of the change, or to the end of what is known of those after it. */
  room: Float64Array
  /** Hours to the first answer, and to the end, whenever that was. */
  response: Float64Array
  resolution: Float64Array
  reopens: Float64Array
  /** Share of the best. */
  rating: Float64Array
}

/** What tickets are told of, on each side: orders in hundreds, or four weeks. */
export interface Exposure {
  before: number
  after: number
}

export interface ChangeParams {
  /** What the counts of each cluster are told of. */
  exposures: readonly Exposure[]
  /** The same of all together. */
  exposure: Exposure
  /**
   * How far counts can be called a change. `exposed`: they are told of what gave rise to them. `calendar`: of time alone, so that a shop that grows
   * has more of them; a cluster's are called so only where they changed beside everybody else's too. `untold`: not at all.
   */
  counts: 'exposed' | 'calendar' | 'untold'
  /** Hours: times are compared of what took no longer, of tickets opened as long before the end of their side. Half of a side is as much as can be known. */
  longest: number
  /** Of what is called a change, so much may be chance. */
  q: number
}

/** Fewer tickets on a side tell nothing of it. */
const FEWEST = 5

type Told = Omit<SupportShift, 'sure'> & { p: number | null }

/**
 * What changed from one period to the next, for each cluster and for all tickets. Counts of tickets, each for what gave rise to it on its
 * side (so that a group that has grown did not change by that), are held against each other as compound Poisson numbers: somebody who writes
 * five times is one chance, not five (variance: the sum of squares of tickets a customer). Where nothing is known that gave rise to them, a
 * cluster's counts are held against everybody else's as well, and the weaker of the two tests counts (difference in differences; R. Berger
 * (1982), Multiparameter hypothesis testing and acceptance sampling, Technometrics 24: both hypotheses have to fall). Times are compared
 * by the means of their logarithms, everything else by its means, with Welch's interval. Of both sides count tickets that were opened so long before its end
 * that nearly all are over by then (`nearlyAllWithin`), and were over so soon. Of all changes of clusters that are called sure, at
 * most `q` are so by chance (Benjamini, Hochberg 1995); those of all tickets are a family of their own.
 *
 * Source: B. Welch (1947), The generalization of Student's problem, Biometrika 34.
 *
 * O(n · clusters).
 */
export function supportChange(
  columns: ChangeColumns,
  { exposures, exposure, counts, longest, q }: ChangeParams
): { clusters: SupportShift[][]; all: SupportShift[]; within: Within } {
  const { columns: followed, within } = followedAlone(columns, longest)
  const places = Array.from({ length: columns.n }, (_, i) => i)
  const found = exposures.map((of, place) => {
    const [own, others] = [places.filter((i) => columns.cluster[i] === place), places.filter((i) => columns.cluster[i] !== place)]
    const [rate, ...shifts] = shiftsOf(followed, own, of, counts)
    return [counts === 'calendar' ? besideOthers(columns, rate, own, others) : rate, ...shifts]
  })
  return { clusters: surely(found, q), all: surely([shiftsOf(followed, places, exposure, counts)], q)[0] ?? [], within }
}

/** Hours within which the first answer, and the end, count; null where none is known. */
interface Within {
  response: number | null
  resolution: number | null
}

/** What is known of tickets, without what is known of late ones only where they were quick. */
function followedAlone(columns: ChangeColumns, longest: number): { columns: ChangeColumns; within: Within } {
  const { room, after, response, resolution, reopens, rating } = columns
  const limit = (hours: Float64Array) => (hours.every(Number.isNaN) ? null : nearlyAllWithin(hours, room, longest, after))
  const within = { response: limit(response), resolution: limit(resolution) }
  const counted = (values: Float64Array, hours: Float64Array, most: number | null) =>
    most === null ? values : values.map((value, i) => ((room[i] as number) < most || (hours[i] as number) > most ? Number.NaN : value))
  return {
    columns: {
      ...columns,
      response: counted(response, response, within.response),
      resolution: counted(resolution, resolution, within.resolution),
      // Who was helped late answers late, and cases come back after their end.
      reopens: counted(reopens, resolution, within.resolution),
      rating: counted(rating, resolution, within.resolution)
    },
    within
  }
}

function surely(found: readonly Told[][], q: number): SupportShift[][] {
  const tested = found.flat().flatMap(({ p }) => (p === null ? [] : [p]))
  const corrected = benjaminiHochberg(tested)
  let at = 0
  return found.map((told) => told.map(({ p, ...shift }) => ({ ...shift, sure: p !== null && (corrected[at++] as number) <= q })))
}

function shiftsOf(columns: ChangeColumns, of: readonly number[], exposure: Exposure, counts: ChangeParams['counts']): [Told, ...Told[]] {
  const sides = sidesOf(columns, of)
  const rate = rateShift(columns, sides, exposure)
  return [
    counts === 'untold' ? { ...rate, p: null } : rate,
    meanShift('response', columns.response, sides),
    meanShift('resolution', columns.resolution, sides),
    meanShift('reopens', columns.reopens, sides),
    meanShift('rating', columns.rating, sides)
  ]
}

interface Parted {
  before: number[]
  after: number[]
}

const sidesOf = ({ after }: ChangeColumns, of: readonly number[]): Parted => ({
  before: of.filter((i) => after[i] === 0),
  after: of.filter((i) => after[i] === 1)
})

function rateShift({ customer }: ChangeColumns, { before, after }: Parted, exposure: Exposure): Told {
  const [a, b] = [before.length, after.length]
  const told = {
    measure: 'rate' as const,
    before: exposure.before > 0 ? a / exposure.before : null,
    after: exposure.after > 0 ? b / exposure.after : null,
    ticketsBefore: a,
    ticketsAfter: b
  }
  if (a < FEWEST || b < FEWEST || told.before === null || told.after === null) return { ...told, change: null, p: null }
  const difference = Math.log(told.after / told.before)
  const error = Math.sqrt(countsVariance(customer, { before, after }))
  const [low, high] = [difference - z975 * error, difference + z975 * error]
  return { ...told, change: { value: Math.exp(difference), low: Math.exp(low), high: Math.exp(high) }, p: twoSided(difference / error) }
}

/** How hardly a cluster's tickets changed both by themselves and beside all others'; not said where there are few others. */
function besideOthers(columns: ChangeColumns, rate: Told, own: readonly number[], others: readonly number[]): Told {
  if (rate.p === null) return rate
  const { customer } = columns
  const [of, rest] = [sidesOf(columns, own), sidesOf(columns, others)]
  if (rest.before.length < FEWEST || rest.after.length < FEWEST) return { ...rate, p: null }
  const difference = Math.log(of.after.length / of.before.length / (rest.after.length / rest.before.length))
  const error = Math.sqrt(countsVariance(customer, of) + countsVariance(customer, rest))
  return { ...rate, p: Math.max(rate.p, twoSided(difference / error)) }
}

/** Variance of the logarithm of one count's ratio to another. */
function countsVariance(customer: Int32Array, { before, after }: Parted): number {
  const of = (side: readonly number[]) => squaresOf(side.map((i) => customer[i] as number)) / side.length ** 2
  return of(before) + of(after)
}

/** Sum of squares of tickets a customer, from who wrote each (−1: nobody known, whose every ticket is somebody's only one). O(tickets). */
export function squaresOf(writers: Iterable<number>): number {
  const counts = new Map<number, number>()
  let alone = 0
  for (const who of writers) {
    if (who < 0) alone++
    else counts.set(who, (counts.get(who) ?? 0) + 1)
  }
  return [...counts.values()].reduce((sum, count) => sum + count * count, alone)
}

function meanShift(measure: 'response' | 'resolution' | 'reopens' | 'rating', values: Float64Array, { before, after }: Parted): Told {
  const isTime = measure === 'response' || measure === 'resolution'
  const known = (of: readonly number[]) => Float64Array.from(of, (i) => values[i] as number).filter((value) => !Number.isNaN(value))
  const [x, y] = [known(before), known(after)]
  const typical = (of: Float64Array) => (of.length === 0 ? null : isTime ? Math.exp(moments(of.map(logHours)).mean) : moments(of).mean)
  const told = { measure, before: typical(x), after: typical(y), ticketsBefore: x.length, ticketsAfter: y.length }
  if (x.length < FEWEST || y.length < FEWEST) return { ...told, change: null, p: null }
  const [a, b] = [x, y].map((of) => moments(isTime ? of.map(logHours) : of)) as [Of, Of]
  const [va, vb] = errorsOf(a, b)
  const difference = b.mean - a.mean
  const back = isTime ? Math.exp : (value: number) => value
  const error = Math.sqrt(va + vb)
  if (error === 0) {
    const value = back(difference)
    return { ...told, change: { value, low: value, high: value }, p: difference === 0 ? 1 : 0 }
  }
  const freedom = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1))
  const reach = tQuantile(0.05, freedom) * error
  return {
    ...told,
    change: { value: back(difference), low: back(difference - reach), high: back(difference + reach) },
    p: tTail(Math.abs(difference / error), freedom)
  }
}

type Of = ReturnType<typeof moments>

/** Squared errors of two means. Where all are alike on one side, as where nobody of few came back, the other tells how much they vary: both sides' variance together. */
function errorsOf(a: Of, b: Of): [number, number] {
  const [sa, sb] = [standardDeviation(a) ** 2, standardDeviation(b) ** 2]
  if (sa > 0 && sb > 0) return [sa / a.n, sb / b.n]
  const both = ((a.n - 1) * sa + (b.n - 1) * sb) / (a.n + b.n - 2)
  return [both / a.n, both / b.n]
}
