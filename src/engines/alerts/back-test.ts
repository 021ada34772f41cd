import { z975 } from '../math/tail.ts'

/** A case of a former day, and what became of it. */
export interface JudgedCase {
  customer: number
  score: number
  /** The day on which it was found, and the one on which it was known whether it came true. */
  origin: number
  known: number
  came: boolean
}

export interface Realised {
  /** Share that came true of what would have been alerts, and its 95 % interval; null without any. */
  precision: number | null
  low: number | null
  high: number | null
  /** The same share of all cases, alerts or not. */
  baseRate: number | null
  judged: number
  customers: number
  /** Days on which a threshold could be sought in what was known then. */
  origins: number
}

/** Fewer judged cases than this set no threshold. */
export const FEWEST_CASES = 20

/**
 * The lowest score from which at most a share `budget` of the cases was false; null where none is. One false case is added, so that
 * a handful of lucky ones sets nothing (the correction of conformal risk control).
 *
 * Source: A. Angelopoulos, S. Bates, A. Fisch, L. Lei, T. Schuster (2022), Conformal risk control, arXiv 2208.02814.
 *
 * O(n log n).
 */
export function thresholdFor(cases: readonly Pick<JudgedCase, 'score' | 'came'>[], budget: number): number | null {
  const sorted = cases.toSorted((a, b) => b.score - a.score)
  let threshold: number | null = null
  let falseOnes = 0
  sorted.forEach(({ score, came }, i) => {
    if (!came) falseOnes++
    // Equal scores are alerts together or not at all.
    if (sorted[i + 1]?.score === score) return
    if ((falseOnes + 1) / (i + 2) <= budget) threshold = score
  })
  return threshold
}

/**
 * What would have come of the alerts of former days, if each day's threshold had been set from what was known on it. Rolling origins:
 * nothing of a day's own outcome, or of a later one's, is in its threshold.
 *
 * @param fixed cases are alerts as they are: a test has chosen them, and no threshold is set
 */
export function realised(cases: readonly JudgedCase[], budget: number, fixed: boolean): Realised & { alerts: JudgedCase[] } {
  const days = [...new Set(cases.map(({ origin }) => origin))].sort((a, b) => a - b)
  const alerts: JudgedCase[] = []
  const looked = new Set<number>()
  for (const day of days) {
    let threshold: number | null = Number.NEGATIVE_INFINITY
    if (!fixed) {
      const known = cases.filter((one) => one.known <= day)
      if (known.length < FEWEST_CASES) continue
      threshold = thresholdFor(known, budget)
    }
    looked.add(day)
    if (threshold === null) continue
    const least = threshold
    for (const one of cases) if (one.origin === day && one.score >= least) alerts.push(one)
  }
  const base = cases.length > 0 ? shareOf(cases) : null
  if (alerts.length === 0) {
    return { precision: null, low: null, high: null, baseRate: base, judged: 0, customers: 0, origins: looked.size, alerts }
  }
  const { low, high } = clusteredInterval(alerts)
  return {
    precision: shareOf(alerts),
    low,
    high,
    baseRate: base,
    judged: alerts.length,
    customers: new Set(alerts.map(({ customer }) => customer)).size,
    origins: looked.size,
    alerts
  }
}

const shareOf = (cases: readonly JudgedCase[]): number => cases.filter(({ came }) => came).length / cases.length

/**
 * Wilson's interval of the share that came true, with as many cases as the alerts are worth: the same customer on several days is not as much
 * evidence as several customers. The design effect is the variance with customers as clusters over that without.
 */
export function clusteredInterval(alerts: readonly Pick<JudgedCase, 'customer' | 'came'>[]): { low: number; high: number } {
  const n = alerts.length
  const share = alerts.filter(({ came }) => came).length / n
  const sums = new Map<number, number>()
  let plain = 0
  for (const { customer, came } of alerts) {
    const residual = Number(came) - share
    sums.set(customer, (sums.get(customer) ?? 0) + residual)
    plain += residual ** 2
  }
  const clustered = [...sums.values()].reduce((sum, residual) => sum + residual ** 2, 0)
  // Where all came true, or none, nothing tells how alike a customer's cases are: each customer counts once.
  const effect = plain > 0 ? Math.max(1, clustered / plain) : n / sums.size
  const worth = n / effect
  const square = z975 ** 2
  const centre = (share + square / (2 * worth)) / (1 + square / worth)
  const half = (z975 / (1 + square / worth)) * Math.sqrt((share * (1 - share)) / worth + square / (4 * worth * worth))
  return { low: share === 0 ? 0 : Math.max(0, centre - half), high: share === 1 ? 1 : Math.min(1, centre + half) }
}

/**
 * The chance that a case comes true by its score, from former cases: never falling with the score (pool adjacent violators), and never 0 or
 * 1. O(n log n) once, O(log n) a call.
 *
 * Source: R. Barlow, D. Bartholomew, J. Bremner, H. Brunk (1972), Statistical inference under order restrictions.
 */
export function chanceByScore(cases: readonly Pick<JudgedCase, 'score' | 'came'>[]): (score: number) => number {
  const blocks: { from: number; came: number; n: number }[] = []
  for (const { score, came } of cases.toSorted((a, b) => a.score - b.score)) {
    blocks.push({ from: score, came: Number(came), n: 1 })
    for (let last = blocks.length - 1; last > 0; last--) {
      const [below, above] = [blocks[last - 1], blocks[last]]
      if (!below || !above || below.came / below.n < above.came / above.n) break
      below.came += above.came
      below.n += above.n
      blocks.pop()
    }
  }
  return (score) => {
    let [low, high] = [0, blocks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((blocks[middle]?.from as number) <= score) low = middle + 1
      else high = middle
    }
    const block = blocks[Math.max(0, low - 1)]
    return block ? (block.came + 1) / (block.n + 2) : 0.5
  }
}

/** How much stricter than the budget a threshold may be set where one that is set at the budget itself did not keep within it. */
const STRICTNESS = [1, 0.75, 0.5, 0.35, 0.2]

/**
 * The mildest strictness with which former alerts kept within the budget, and what came of them; without one, what came of those at the
 * budget itself. What is learned from the past can fail forward: shops have seasons.
 */
export function settled(
  cases: readonly JudgedCase[],
  budget: number,
  fixed: boolean
): ReturnType<typeof realised> & { within: boolean; target: number } {
  const tried = (fixed ? [1] : STRICTNESS).map((share) => ({ target: share * budget, ...realised(cases, share * budget, fixed) }))
  const good = tried.find((one) => isWithin(one, budget) && (fixed || 1 - (one.low ?? 0) <= budget + MARGIN))
  const shown = good ?? (tried[0] as (typeof tried)[number])
  return { ...shown, within: good !== undefined }
}

/** What the upper end of the interval of false alarms may exceed the budget by, where the threshold is ours to choose. */
const MARGIN = 0.05

/** Enough was judged, and no more of it false than the user accepts. */
function isWithin({ precision, judged }: Realised, budget: number): boolean {
  return precision !== null && judged >= LEAST_JUDGED && 1 - precision <= budget
}

/** Alerts that must have been judged, and days that must have been looked at. */
export const LEAST_JUDGED = 10
export const LEAST_ORIGINS = 3
