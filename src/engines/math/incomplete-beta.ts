import { lnGamma } from './gamma.ts'

const mostSteps = 10_000
/** Stands for a denominator of 0 (Lentz). */
const tiny = 1e-300

/**
 * The regularised incomplete beta function I_x(a, b): the share of a beta distribution below x. By its continued fraction, on
 * the side where it converges quickly. Errors are below 1e-12.
 *
 * Source: W. Press et al. (2007), Numerical recipes, 3rd ed., 6.4 (the fraction and the choice of the side); W. Lentz (1976), Generating
 * Bessel functions in Mie scattering calculations using continued fractions, Applied Optics 15.
 *
 * @param a above 0
 * @param b above 0
 * @returns 0 for x ≤ 0, 1 for x ≥ 1
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (!(x > 0)) return 0
  if (x >= 1) return 1
  return sides(x, 1 - x, a, b)[0]
}

/** The share above x, with its digits where it is small: 1 − I_x(a, b). `rest` is 1 − x, where that is known better. */
export function incompleteBetaAbove(x: number, a: number, b: number, rest = 1 - x): number {
  if (!(x > 0)) return 1
  if (!(rest > 0)) return 0
  return sides(x, rest, a, b)[1]
}

/**
 * The x below which the share p of the distribution lies. Bisection in the logit of x, which takes heavy tails without loss.
 *
 * @returns the odds x / (1 − x), 0 and infinity included
 */
export function betaOddsQuantile(p: number, a: number, b: number): number {
  if (!(p > 0)) return 0
  if (p >= 1) return Number.POSITIVE_INFINITY
  let [low, high] = [-700, 700]
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2
    const odds = Math.exp(middle)
    const [below, above] = sides(odds / (1 + odds), 1 / (1 + odds), a, b)
    // Compared on the side that has the digits.
    if (p < 0.5 ? below < p : above > 1 - p) low = middle
    else high = middle
  }
  return Math.exp((low + high) / 2)
}

/** ln of `incompleteBetaAbove`, also where that is too small for a double. */
export function logIncompleteBetaAbove(x: number, a: number, b: number, rest: number): number {
  if (!(x > 0)) return 0
  if (!(rest > 0)) return Number.NEGATIVE_INFINITY
  if (convergesBelow(x, a, b)) return Math.log1p(-sides(x, rest, a, b)[0])
  return Math.min(0, logFactor(x, rest, a, b) + Math.log(fraction(rest, b, a) / b))
}

/** The shares below and above x; y is 1 − x. */
function sides(x: number, y: number, a: number, b: number): [below: number, above: number] {
  const factor = Math.exp(logFactor(x, y, a, b))
  if (convergesBelow(x, a, b)) {
    const below = Math.min(1, (factor * fraction(x, a, b)) / a)
    return [below, 1 - below]
  }
  const above = Math.min(1, (factor * fraction(y, b, a)) / b)
  return [1 - above, above]
}

function convergesBelow(x: number, a: number, b: number): boolean {
  return x < (a + 1) / (a + b + 2)
}

function logFactor(x: number, y: number, a: number, b: number): number {
  return lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(y)
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < mostSteps; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return value
}

function away(value: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
