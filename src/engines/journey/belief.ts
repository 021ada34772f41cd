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
