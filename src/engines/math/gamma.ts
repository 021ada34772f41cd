/**
 * The gamma function's logarithm and the logarithm's derivative for positive arguments, and what the models of buying take
 * most often: the rise from one argument to another a whole number above it.
 *
 * Own code and no package: the packages that have them bring native add-ons or thirty modules, and none has the rise, whose
 * direct product keeps the digits that a difference of two large logarithms loses.
 *
 * Source: M. Abramowitz, I. Stegun (1964), Handbook of mathematical functions, 6.1.41 and 6.3.18 (Stirling's series, from 10 on;
 * below by the recurrence). Errors are below 1e-14 of the larger of the value and 1.
 */

const halfLogTwoPi = 0.918_938_533_204_672_8
/** From here on the series below has no digit to add. */
const seriesFrom = 10
/** B(2n) / (2n (2n - 1)) of Stirling's series, n = 1 …. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400]
/** B(2n) / (2n) of its derivative. */
const derived = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32_760, 1 / 12, -3617 / 8160]
/** Up to here a rise is a product. */
const productsUpTo = 16

/** ln Γ(x), x > 0. O(1). */
export function lnGamma(x: number): number {
  let product = 1
  let at = x
  for (; at < seriesFrom; at++) product *= at
  const inverse = 1 / at
  return (at - 0.5) * Math.log(at) - at + halfLogTwoPi + inverse * polynomial(stirling, inverse * inverse) - Math.log(product)
}

/** ψ(x), the derivative of ln Γ(x), x > 0. O(1). */
export function digamma(x: number): number {
  let below = 0
  let at = x
  for (; at < seriesFrom; at++) below += 1 / at
  const square = 1 / (at * at)
  return Math.log(at) - 0.5 / at - square * polynomial(derived, square) - below
}

/** ln Γ(a + n) − ln Γ(a), n at least 0, without the loss of digits that a large a would bring. O(1). */
export function lnRise(a: number, n: number): number {
  if (n <= productsUpTo && Number.isInteger(n)) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += Math.log(a + i)
    return sum
  }
  if (a < seriesFrom) return lnGamma(a + n) - lnGamma(a)
  const [low, high] = [1 / a, 1 / (a + n)]
  const series = high * polynomial(stirling, high * high) - low * polynomial(stirling, low * low)
  return (a - 0.5) * Math.log1p(n / a) + n * (Math.log(a + n) - 1) + series
}

/** ψ(a + n) − ψ(a), the derivative of `lnRise` by a. O(1). */
export function digammaRise(a: number, n: number): number {
  if (n <= productsUpTo && Number.isInteger(n)) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += 1 / (a + i)
    return sum
  }
  if (a < seriesFrom) return digamma(a + n) - digamma(a)
  const [low, high] = [1 / (a * a), 1 / ((a + n) * (a + n))]
  const series = low * polynomial(derived, low) - high * polynomial(derived, high)
  return Math.log1p(n / a) + (0.5 * n) / (a * (a + n)) + series
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + (coefficients[i] as number)
  return sum
}
