/** 95 % intervals for the kinds of figure that a shop has. All deterministic. */
import { lnGamma } from './math/gamma.ts'
import { tQuantile } from './math/student-t.ts'
import { z975 } from './math/tail.ts'
import { wilson as wilsonScore } from './math/wilson.ts'

export type Interval = [low: number, high: number]

/**
 * Of a share: Wilson's score interval, 0 to 1 of nothing.
 *
 * @example wilson(3, 10) // 0.108, 0.603
 */
export function wilson(part: number, whole: number): Interval {
  if (whole === 0) return [0, 1]
  const { low, high } = wilsonScore(part, whole)
  return [low, high]
}

/** Of a mean, from the number of values, their sum and the sum of their squares: Student's t. Null below two values. */
export function meanInterval(n: number, sum: number, squares: number): Interval | null {
  if (n < 2) return null
  const mean = sum / n
  const variance = Math.max(0, (squares - n * mean ** 2) / (n - 1))
  const reach = tOf(n - 1) * Math.sqrt(variance / n)
  return [mean - reach, mean + reach]
}

/** The same few are asked for again and again. */
const quantiles = new Map<number, number>()

function tOf(freedom: number): number {
  const found = quantiles.get(freedom) ?? tQuantile(0.05, freedom)
  quantiles.set(freedom, found)
  return found
}

export interface MedianWithInterval {
  median: number
  low: number | null
  high: number | null
}

/**
 * A median and the order statistics that enclose it with at least 95 %, whatever the distribution: the innermost by the exact binomial
 * ranks. Null without values; no interval below six, of which not even the smallest and the largest do. O(n log n).
 *
 * @example medianOf(Float64Array.of(1, 2, 3, 4, 5, 6)) // { median: 3.5, low: 1, high: 6 }
 * @see W. Conover (1999), Practical nonparametric statistics, 3.2
 */
export function medianOf(values: Float64Array): MedianWithInterval | null {
  return medianOfSorted(values.slice().sort())
}

/** The same of values that ascend. O(√n). */
export function medianOfSorted(sorted: Float64Array): MedianWithInterval | null {
  const n = sorted.length
  if (n === 0) return null
  const middle = (n - 1) / 2
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
  const rank = medianRank(n)
  return rank === 0 ? { median, low: null, high: null } : { median, low: sorted[rank - 1] as number, high: sorted[n - rank] as number }
}

/** The highest rank below which the median lies with 2.5 % at most: P(B < rank) ≤ 0.025 of B ~ Binomial(n, ½). 0: none. O(√n). */
function medianRank(n: number): number {
  // What lies more than twelve standard deviations below the middle adds nothing.
  let rank = Math.max(0, Math.floor(n / 2 - 6 * Math.sqrt(n)))
  let probability = Math.exp(lnGamma(n + 1) - lnGamma(rank + 1) - lnGamma(n - rank + 1) - n * Math.LN2)
  for (let below = probability; below <= 0.025; below += probability) {
    probability *= (n - rank) / (rank + 1)
    rank++
  }
  return rank
}

/**
 * Of the expected number behind a count: Byar's approximation of the exact Poisson limits, within 1 % from one on.
 *
 * @see N. Breslow, N. Day (1987), Statistical methods in cancer research II, 2.3
 */
export function countInterval(count: number): Interval {
  const low = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z975 / (3 * Math.sqrt(count))) ** 3
  const next = count + 1
  return [Math.max(0, low), next * (1 - 1 / (9 * next) + z975 / (3 * Math.sqrt(next))) ** 3]
}

/** Of a sum of amounts whose number is by chance as well (compound Poisson), from the sum and the sum of squares. */
export function sumInterval(sum: number, squares: number): Interval {
  const reach = z975 * Math.sqrt(squares)
  return [sum - reach, sum + reach]
}
