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

/** Chances below that are not told apart. */
const NO_MORE = 1e-15

/**
 * P(X ≥ x) of the same number, for each x from `first` (no less than its mean) up to n, or to where it is below 1e-15.
 *
 * O(n − first) at most, and no more than the spread of the number.
 *
 * @example betaBinomialTails(2, 3, 0.5, 0) // [0.5, 0.125]
 */
export function betaBinomialTails(first: number, n: number, mean: number, spread: number): number[] {
  const strength = 1 / (spread * mean * (1 - mean))
  const certain = !(strength < 1e9)
  const [a, b] = [strength * mean, strength * (1 - mean)]
  const terms: number[] = []
  const chosen = lnGamma(n + 1) - lnGamma(first + 1) - lnGamma(n - first + 1)
  let term = certain
    ? Math.exp(chosen + first * Math.log(mean) + (n - first) * Math.log1p(-mean))
    : Math.exp(chosen + lnGamma(first + a) - lnGamma(a) + lnGamma(n - first + b) - lnGamma(b) - lnGamma(n + a + b) + lnGamma(a + b))
  for (let k = first; k <= n && term > NO_MORE / 100; k++) {
    terms.push(term)
    term *= ((n - k) / (k + 1)) * (certain ? mean / (1 - mean) : (k + a) / (n - k - 1 + b))
  }
  const tails = new Array<number>(terms.length)
  let sum = 0
  for (let at = terms.length - 1; at >= 0; at--) {
    sum += terms[at] as number
    tails[at] = Math.min(1, sum)
  }
  return tails.filter((tail) => tail >= NO_MORE)
}
