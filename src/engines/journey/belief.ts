import { z975 } from '../math/tail.ts'
import { wilson } from '../math/wilson.ts'

export type Verdict = 'supported' | 'contradicted' | 'undecided'

/**
 * Whether what was observed fits what was believed, up to what makes no difference to whoever acts on it: supported when the
 * whole interval lies within the tolerance, contradicted when none of it does, else undecided. (Equivalence testing by
 * confidence interval: Schuirmann 1987; the interval is the two-sided one of 95 %, which is stricter.)
 *
 * @example compare(0.5, 0.46, 0.53, 0.05) // 'supported'
 */
export function compare(expected: number, low: number, high: number, tolerance: number): Verdict {
  if (low >= expected - tolerance && high <= expected + tolerance) return 'supported'
  return high < expected - tolerance || low > expected + tolerance ? 'contradicted' : 'undecided'
}

/** Whether most came in this order. */
export function compareOrder(inOrder: number, of: number): Verdict {
  const { low, high } = wilson(inOrder, of)
  return low > 0.5 ? 'supported' : high < 0.5 ? 'contradicted' : 'undecided'
}

/**
 * Median with its 95 % interval from the order statistics, without assuming a shape (Conover 1999, section 3.2). Null without
 * values; the interval is null below six, where none of 95 % exists. O(n log n).
 */
export function medianOf(values: Float64Array): { median: number; low: number | null; high: number | null } | null {
  const n = values.length
  if (n === 0) return null
  const sorted = values.slice().sort()
  const middle = (n - 1) / 2
  const median = ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2
  if (n < 6) return { median, low: null, high: null }
  const half = (z975 * Math.sqrt(n)) / 2
  const low = Math.max(0, Math.floor(n / 2 - half) - 1)
  const high = Math.min(n - 1, Math.ceil(n / 2 + half))
  return { median, low: sorted[low] as number, high: sorted[high] as number }
}
