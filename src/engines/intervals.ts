/** 95 % intervals for the kinds of figure that a shop has. All deterministic. */
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

/**
 * Of a median: the order statistics that enclose it with at least 95 %, whatever the distribution (normal approximation of the
 * binomial ranks). Null below six values, of which not even the smallest and the largest do.
 *
 * @param sorted ascending
 * @see W. Conover (1999), Practical nonparametric statistics, 3.2
 */
export function medianInterval(sorted: Float64Array): Interval | null {
  const n = sorted.length
  if (n < 6) return null
  const reach = (z975 * Math.sqrt(n)) / 2
  const low = Math.max(0, Math.floor(n / 2 - reach))
  const high = Math.min(n - 1, Math.ceil(n / 2 + reach))
  return [sorted[low] as number, sorted[high] as number]
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
