import { type Moments, moments } from './moments.ts'
import { z975 } from './tail.ts'

export interface EffectSize {
  effect: number
  low: number
  high: number
}

/**
 * Hedges' g: the difference of two groups' means in pooled standard deviations, corrected for small samples, with its
 * large-sample 95 % interval. Where neither group varies within itself the standard deviation of both together is used,
 * and the effect is 0 where that is 0 too. O(n).
 *
 * Source: L. Hedges, I. Olkin (1985), Statistical methods for meta-analysis, chapter 5: correction J = 1 - 3 / (4 df - 1),
 * variance (n1 + n2) / (n1 n2) + g^2 / (2 (n1 + n2)).
 *
 * Where nobody is on one side there is nothing to compare: no effect.
 *
 * @param others three or more values with `group`
 */
export function hedgesG(group: Float64Array, others: Float64Array): EffectSize {
  const a = moments(group)
  const b = moments(others)
  if (a.n === 0 || b.n === 0) return { effect: 0, low: 0, high: 0 }
  const total = a.n + b.n
  const df = total - 2
  const difference = a.mean - b.mean
  const spread = Math.sqrt((a.m2 + b.m2) / df) || Math.sqrt(jointSquares(a, b) / (total - 1))
  const effect = spread === 0 ? 0 : (1 - 3 / (4 * df - 1)) * (difference / spread)
  const half = z975 * Math.sqrt(total / (a.n * b.n) + (effect * effect) / (2 * total))
  return { effect, low: effect - half, high: effect + half }
}

/** Sum of squared deviations of both groups from their common mean. */
function jointSquares(a: Moments, b: Moments): number {
  const difference = a.mean - b.mean
  return a.m2 + b.m2 + (difference * difference * a.n * b.n) / (a.n + b.n)
}
