import { incompleteBeta } from './incomplete-beta.ts'

/**
 * Student's t distribution: tail and quantile, by the regularised incomplete beta function.
 *
 * Source: M. Abramowitz, I. Stegun (1964), 26.7.1.
 */

/**
 * Probability that a t variable is further from 0 than |t|. Relative error about 1e-10.
 *
 * @param freedom degrees of freedom, above 0
 * @example tTail(2.228139, 10) // 0.05
 */
export function tTail(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/**
 * The t that |t| exceeds with probability `tail`: 1.96 for 0.05 and endless degrees of freedom.
 *
 * @param tail 0 .. 1, both excluded
 */
export function tQuantile(tail: number, freedom: number): number {
  let high = 1
  while (tTail(high, freedom) > tail) high *= 2
  let low = 0
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (tTail(middle, freedom) > tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}
