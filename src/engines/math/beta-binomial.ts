import { lnGamma } from './gamma.ts'
import { incompleteBeta } from './incomplete-beta.ts'

/**
 * P(X ≥ x) of a beta-binomial number: of n tries, each right with a chance that is itself drawn, once for all, from a beta distribution with the given mean and
 * spread. As the spread falls to 0 it is the binomial tail. What of n counts falls into some of the weeks, where weeks vary as negative
 * binomial numbers with variance φ times their mean, is such a number with 1 / (spread × mean × (1 − mean)) = n / (φ − 1).
 *
 * O(n − x) at most; terms that no longer matter are not added.
 *
 * Source: N. Johnson, A. Kemp, S. Kotz (2005), Univariate discrete distributions, 6.2.
 *
 * @param x whole, 0 .. n
 * @param mean of the chance, strictly between 0 and 1
 * @param spread variance of the logarithm of the odds, about; 0 or more
 * @example betaBinomialTail(3, 3, 0.5, 0) // 0.125
 */
export function betaBinomialTail(x: number, n: number, mean: number, spread: number): number {
  if (x <= 0) return 1
  if (x > n) return 0
  const strength = 1 / (spread * mean * (1 - mean))
  // So strong that logarithms of the terms would lose more digits than the spread changes.
  if (!(strength < 1e9)) return incompleteBeta(mean, x, n - x + 1)
  const [a, b] = [strength * mean, strength * (1 - mean)]
  let term = Math.exp(
    lnGamma(n + 1) -
      lnGamma(x + 1) -
      lnGamma(n - x + 1) +
      lnGamma(x + a) +
      lnGamma(n - x + b) -
      lnGamma(n + a + b) +
      lnGamma(a + b) -
      lnGamma(a) -
      lnGamma(b)
  )
  let sum = term
  for (let k = x; k < n; k++) {
    const step = ((n - k) / (k + 1)) * ((k + a) / (n - k - 1 + b))
    term *= step
    sum += term
    if (step < 1 && b >= 1 && term < sum * 1e-16) break
  }
  return Math.min(1, sum)
}
