/** 97.5 % point of the standard normal distribution. */
export const z975 = 1.959963984540054

/**
 * Probability that a standard normal variable lies further from 0 than `z` on either side.
 *
 * Source: W. J. Cody (1969), Rational Chebyshev approximations for the error function; here the continued fraction and the
 * series of Abramowitz and Stegun (7.1.5, 7.1.14), which reach 1e-13 relative on the whole range.
 *
 * @example twoSided(1.959963984540054) // 0.05
 */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  if (!Number.isFinite(x)) return 0
  return x < 2 ? 1 - series(x) : fraction(x)
}

/** erf(x) = 2/sqrt(pi) * sum (-1)^n x^(2n+1) / (n! (2n+1)), in the form without cancellation. */
function series(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

/** erfc(x) by its continued fraction, from the inside out. */
function fraction(x: number): number {
  let below = x
  for (let n = 120; n > 0; n--) below = x + n / 2 / below
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * below)
}
