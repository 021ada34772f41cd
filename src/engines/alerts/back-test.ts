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
  return thresholdsIn(surestFirst(cases), () => true, [budget])[0] ?? null
}

const surestFirst = <T extends Pick<JudgedCase, 'score'>>(cases: readonly T[]): T[] => cases.toSorted((a, b) => b.score - a.score)

/** The same for several budgets at once, of those among sorted cases that count. */
function thresholdsIn<T extends Pick<JudgedCase, 'score' | 'came'>>(
  sorted: readonly T[],
  counts: (one: T) => boolean,
  budgets: readonly number[]
): (number | null)[] {
  const thresholds = budgets.map((): number | null => null)
  let [n, falseOnes] = [0, 0]
  let last: T | null = null
  const close = (): void => {
    if (last === null) return
    for (const [i, budget] of budgets.entries()) if ((falseOnes + 1) / (n + 1) <= budget) thresholds[i] = last.score
  }
  for (const one of sorted) {
    if (!counts(one)) continue
    // Equal scores are alerts together or not at all.
    if (last !== null && last.score !== one.score) close()
    n++
    if (!one.came) falseOnes++
    last = one
  }
  close()
  return thresholds
}

/**
 * What would have come of the alerts of former days, if each day's threshold had been set from what was known on it. Rolling origins:
 * nothing of a day's own outcome, or of a later one's, is in its threshold.
 *
 * @param fixed cases are alerts as they are: a test has chosen them, and no threshold is set
 */
export function realised(cases: readonly JudgedCase[], budget: number, fixed: boolean): Realised & { alerts: JudgedCase[] } {
  return realisedAt(cases, [budget], fixed)[0] as Realised & { alerts: JudgedCase[] }
}

/** For several budgets at once. O(n log n + n · days). */
function realisedAt(cases: readonly JudgedCase[], budgets: readonly number[], fixed: boolean): (Realised & { alerts: JudgedCase[] })[] {
  const days = [...Map.groupBy(cases, ({ origin }) => origin)].sort(([a], [b]) => a - b)
  const sorted = fixed ? [] : surestFirst(cases)
  const alerts = budgets.map((): JudgedCase[] => [])
  let origins = 0
  for (const [day, own] of days) {
    let thresholds: (number | null)[] = budgets.map(() => Number.NEGATIVE_INFINITY)
    if (!fixed) {
      const isKnown = ({ known }: JudgedCase): boolean => known <= day
      if (cases.reduce((n, one) => n + Number(isKnown(one)), 0) < FEWEST_CASES) continue
      thresholds = thresholdsIn(sorted, isKnown, budgets)
    }
    origins++
    for (const [i, threshold] of thresholds.entries()) {
      if (threshold !== null) for (const one of own) if (one.score >= threshold) alerts[i]?.push(one)
    }
  }
  const base = cases.length > 0 ? shareOf(cases) : null
  return alerts.map((found) => {
    const none = { precision: null, low: null, high: null, baseRate: base, judged: 0, customers: 0, origins, alerts: found }
    if (found.length === 0) return none
    const customers = new Set(found.map(({ customer }) => customer)).size
    return {
      precision: shareOf(found),
      ...clusteredInterval(found),
      baseRate: base,
      judged: found.length,
      customers,
      origins,
      alerts: found
    }
  })
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

/** Alerts that a user called not true: as many surest cases that did not come true. Nobody is two of them. */
export function untrueCases(count: number): JudgedCase[] {
  return Array.from({ length: count }, (_, i) => ({
    customer: -1_000_000 - i,
    score: Number.POSITIVE_INFINITY,
    origin: Number.POSITIVE_INFINITY,
    known: Number.POSITIVE_INFINITY,
    came: false
  }))
}

/**
 * The mildest strictness with which former alerts kept within the budget, and what came of them; without one, what came of those at the
 * budget itself. What is learned from the past can fail forward: shops have seasons. `untrue`: what the user called not true counts as false.
 */
export function settled(
  cases: readonly JudgedCase[],
  budget: number,
  fixed: boolean,
  untrue: readonly JudgedCase[] = []
): ReturnType<typeof realised> & { within: boolean; target: number } {
  const targets = (fixed ? [1] : STRICTNESS).map((share) => share * budget)
  const tried = realisedAt(cases, targets, fixed).map((one, i) => ({ target: targets[i] as number, ...withUntrue(one, untrue) }))
  const good = tried.find((one) => isWithin(one, budget) && (fixed || 1 - (one.low ?? 0) <= budget + MARGIN))
  const shown = good ?? (tried[0] as (typeof tried)[number])
  return { ...shown, within: good !== undefined }
}

function withUntrue<T extends Realised & { alerts: JudgedCase[] }>(one: T, untrue: readonly JudgedCase[]): T {
  if (untrue.length === 0) return one
  const alerts = [...one.alerts, ...untrue]
  return { ...one, precision: shareOf(alerts), ...clusteredInterval(alerts), alerts }
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
