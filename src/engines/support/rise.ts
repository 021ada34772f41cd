import { betaBinomialTail, betaBinomialTails } from '../math/beta-binomial.ts'
import { betaOddsQuantile } from '../math/incomplete-beta.ts'
import { sumOf } from './weeks.ts'

/** One issue's weeks, the newest first, and what they are held against. */
export interface Course {
  counts: Float64Array
  /** What can lead to tickets in each week. */
  units: Float64Array
  /** How well those are known of a stretch of weeks: variance of their sum. Units sold are known. */
  unitsVariance: Float64Array | null
  /** Others whose tickets moved at the same time, each with what can lead to theirs. */
  beside: { counts: Float64Array; units: Float64Array }[]
  /** All whose same weeks of earlier years tell the season. */
  season: { counts: Float64Array; units: Float64Array }
}

/** The start from which an issue exceeds most clearly what was to be expected. */
export interface Rise {
  /** Weeks since. */
  length: number
  /** The least chance of as much from one of the starts that are tested. */
  p: number
  tickets: number
  expected: number
  ratio: number
  /** 95 % interval of the ratio. */
  low: number
  high: number
  /** The same weeks of a year before are known, so that it is no season that comes every year. */
  seasonKnown: boolean
  /** Expected of each week, the newest first. */
  weekly: Float64Array
}

/** A rise began within so many weeks, and is held against at least so many before, at most a year. */
export const LONGEST = 13
export const [SHORTEST_HISTORY, HISTORY] = [8, 52]
/** Starts that are tested: the next ones tell nearly the same. */
const TESTED = [1, 2, 3, 4, 6, 8, 10, 13]
/** Fewer tickets are never a rise. */
export const FEWEST = 4
/** The history of an issue counts as if half a ticket more had come in it. */
const PRIOR = 0.5
/** Weeks that are alike by themselves, and together: what drifts shows in months. */
const BLOCKS = [1, 4]
/** Standard deviations that chance adds to what an issue's own weeks seem to vary; the largest of several is taken, so that some are left out. */
const BY_CHANCE = 0.7
/** Weeks of a season's surroundings, to either side. */
const AROUND = 26

/**
 * Seeks the start of a rise. For each, tickets since then and in the year before are taken together, and it is asked how often chance puts as many of them
 * into the time since (so both counts have their error): in proportion to what can lead to tickets, times how much more is written by others at the same time
 * or in the same weeks of earlier years. Weeks vary more than Poisson's law by `wide`, and others' movement is as uncertain as its counts make it.
 *
 * @param wide how many times Poisson's variance weeks have at least
 * @returns the clearest start, null where none has enough tickets, with the least chance of those tested; and of each start that is tested the chances that
 * there can be, the largest first. O(starts × (weeks + what can come)).
 */
export function riseOf(course: Course, wide: number): { rise: Rise | null; reachable: number[][] } {
  const { counts, units, unitsVariance } = course
  const weeks = counts.length
  const most = Math.min(LONGEST, weeks - SHORTEST_HISTORY)
  const reachable: number[][] = []
  let best: Omit<Rise, 'p'> | null = null
  let [recent, p, clearest] = [0, 1, 1]
  for (let length = 1; length <= most; length++) {
    recent += counts[length - 1] as number
    const tested = TESTED.includes(length)
    const begins = recent >= FEWEST && (counts[length - 1] as number) > 0
    if (!tested && !begins) continue
    const until = Math.min(weeks, length + HISTORY)
    const history = sumOf(counts, length, until)
    const [now, before] = [sumOf(units, 0, length), sumOf(units, length, until)]
    const moved = movement(course, length, until)
    const share = (now * moved.times) / (now * moved.times + before)
    const all = recent + history
    const varied = Math.max(wide, dispersion(counts, units, length, until)) - 1
    const unsure =
      unitsVariance === null ? 0 : sumOf(unitsVariance, 0, length) / now ** 2 + sumOf(unitsVariance, length, until) / before ** 2
    const spread = varied / (all * share * (1 - share)) + moved.variance + unsure
    if (tested && all >= FEWEST) {
      const first = Math.max(FEWEST, Math.ceil(all * share))
      const tails = betaBinomialTails(first, all, share, spread)
      const own = recent < first ? 1 : (tails[recent - first] ?? betaBinomialTail(recent, all, share, spread))
      p = Math.min(p, own)
      reachable.push(tails)
    }
    if (!begins) continue
    // Where it began does not hang on how sure it is what others did since.
    const clear = betaBinomialTail(recent, all, share, 0)
    if (best !== null && clear >= clearest) continue
    clearest = clear
    const rate = (history + PRIOR) / before
    const expected = rate * now * moved.times
    // As many counts as say as much, where weeks vary by more than Poisson's law and what they are held against is not sure.
    const less = 1 + spread * all * share * (1 - share)
    const bound = (tail: number) => (betaOddsQuantile(tail, recent / less + PRIOR, history / less + PRIOR) * before) / (now * moved.times)
    best = {
      length,
      tickets: recent,
      expected,
      ratio: recent / expected,
      low: bound(0.025),
      high: bound(0.975),
      seasonKnown: HISTORY + length <= weeks,
      weekly: units.map((unit, week) => rate * unit * (week < length ? moved.times : 1))
    }
  }
  return { rise: best === null ? null : { ...best, p }, reachable }
}

/** How many times as much was to be expected by what moved elsewhere, and the variance of its logarithm. What fell elsewhere lets expect no less. */
function movement({ units, beside, season }: Course, length: number, until: number): { times: number; variance: number } {
  // More sales of what hardly anybody bought before, or less volume elsewhere, are no rise while as few write as ever.
  const still = (length / (until - length)) * (sumOf(units, length, until) / sumOf(units, 0, length))
  let most = { times: Math.max(1, still), variance: 0 }
  const hold = (now: number, before: number, usual: number) => {
    const [seen, error] = [Math.log((now + 1) / (usual + 1)), 1 / (now + 1) + 1 / (before + 1)]
    // Drawn towards no movement, by how much of it chance would make (James and Stein's estimator of one number, positive part).
    const kept = 1 - error / seen ** 2
    const times = Math.exp(kept * seen)
    if (seen > 0 && kept > 0 && times > most.times) most = { times, variance: kept * error }
  }
  for (const { counts, units: of } of beside) {
    const before = sumOf(counts, length, until)
    hold(sumOf(counts, 0, length), before, ((before + 1) / sumOf(of, length, until)) * sumOf(of, 0, length))
  }
  let [then, around, usual] = [0, 0, 0]
  for (let from = HISTORY; from + length <= units.length; from += HISTORY) {
    const [first, last] = [Math.max(length, from - AROUND), Math.min(units.length, from + length + AROUND)]
    const own = sumOf(season.counts, from, from + length)
    const others = sumOf(season.counts, first, last) - own
    const of = sumOf(season.units, from, from + length)
    then += own
    around += others
    usual += ((others + 1) / (sumOf(season.units, first, last) - of)) * of
  }
  if (then > 0) hold(then, around, usual)
  return most
}

/**
 * How many times Poisson's variance weeks, or months, have, 1 at least: somewhat less than the issue's own seem to have, since of two numbers that each have their error
 * the larger is taken. Pearson's squares of Poisson numbers have the variance 2 + 1 / mean.
 */
export function dispersion(counts: Float64Array, units: Float64Array, from: number, until: number): number {
  const all = sumOf(counts, from, until) + PRIOR
  return Math.max(
    1,
    ...BLOCKS.map((block) => {
      const { sum, freedom } = squares(counts, units, from, until, block)
      if (freedom < 1) return 1
      return sum / freedom / (1 + BY_CHANCE * Math.sqrt((2 + (freedom + 1) / all) / freedom))
    })
  )
}

/** Pearson's squares of blocks of weeks against the rate of all of them. */
export function squares(
  counts: Float64Array,
  units: Float64Array,
  from: number,
  until: number,
  block: number
): { sum: number; freedom: number } {
  const rate = (sumOf(counts, from, until) + PRIOR) / sumOf(units, from, until)
  let [sum, blocks] = [0, 0]
  for (let at = from; at + block <= until; at += block) {
    const expected = rate * sumOf(units, at, at + block)
    sum += (sumOf(counts, at, at + block) - expected) ** 2 / expected
    blocks++
  }
  return { sum, freedom: blocks - 1 }
}
