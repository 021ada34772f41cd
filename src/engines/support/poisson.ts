import { lnGamma } from '../math/gamma.ts'

/**
 * P(X ≥ x) of a Poisson number with the given mean; for an x between whole numbers by the incomplete gamma function that joins them: P(x, mean).
 * Series below, continued fraction above (Press et al., Numerical recipes, 6.2).
 *
 * @example poissonTail(3, 0.5) // 0.0144
 */
export function poissonTail(x: number, mean: number): number {
  if (x <= 0) return 1
  if (mean <= 0) return 0
  const scale = Math.exp(x * Math.log(mean) - mean - lnGamma(x))
  if (mean < x + 1) {
    let term = 1 / x
    let sum = term
    for (let n = 1; n < 10_000 && term > sum * 1e-16; n++) {
      term *= mean / (x + n)
      sum += term
    }
    return Math.min(1, sum * scale)
  }
  let b = mean + 1 - x
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let n = 1; n < 10_000; n++) {
    const a = -n * (n - x)
    b += 2
    d = 1 / nonZero(a * d + b)
    c = nonZero(b + a / c)
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return Math.max(0, 1 - scale * h)
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}
