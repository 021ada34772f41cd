/**
 * Student's t distribution: tail and quantile, by the regularised incomplete beta function (continued fraction, modified Lentz).
 *
 * Source: W. Press et al. (1992), Numerical Recipes, 6.4; M. Abramowitz, I. Stegun (1964), 26.7.1.
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

function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const safe = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / safe(1 + even * d)
    c = safe(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / safe(1 + odd * d)
    c = safe(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return value
}

/** Logarithm of the gamma function for x > 0: Lanczos with g = 7 and nine terms, 15 digits. */
export function logGamma(x: number): number {
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
    9.9843695780195716e-6, 1.5056327351493116e-7
  ]
  const shifted = x + 6.5
  const sum = terms.reduce((total, term, i) => total + term / (x + i), 0.99999999999980993)
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(shifted) - shifted + Math.log(sum)
}
