/**
 * Yeo–Johnson: a power transform that takes values of both signs, made for data that is skewed to either side.
 *
 * Source: I. Yeo, R. Johnson (2000), A new family of power transformations to improve normality or symmetry, Biometrika 87.
 */
export function yeoJohnson(x: number, lambda: number): number {
  if (x >= 0) return lambda === 0 ? Math.log1p(x) : ((x + 1) ** lambda - 1) / lambda
  return lambda === 2 ? -Math.log1p(-x) : -((1 - x) ** (2 - lambda) - 1) / (2 - lambda)
}

export function yeoJohnsonInverse(y: number, lambda: number): number {
  if (y >= 0) return lambda === 0 ? Math.expm1(y) : Math.max(0, y * lambda + 1) ** (1 / lambda) - 1
  return lambda === 2 ? -Math.expm1(-y) : 1 - Math.max(0, 1 - (2 - lambda) * y) ** (1 / (2 - lambda))
}

/** Where lambda is looked for; values beyond bend outliers of the other side to infinity. */
const LEAST = -2
const MOST = 4
const GOLDEN = (Math.sqrt(5) - 1) / 2
const STEPS = 40

/**
 * The lambda under which the transformed values are most likely to be normal (profile likelihood, golden section). To 1e-6.
 *
 * @param values finite, at least two different ones; not changed
 * O(n steps).
 */
export function yeoJohnsonLambda(values: Float64Array): number {
  let jacobian = 0
  for (const x of values) jacobian += Math.sign(x) * Math.log1p(Math.abs(x))
  const likelihood = (lambda: number): number => {
    let mean = 0
    for (const x of values) mean += yeoJohnson(x, lambda)
    mean /= values.length
    let variance = 0
    for (const x of values) variance += (yeoJohnson(x, lambda) - mean) ** 2
    return (-values.length / 2) * Math.log(variance / values.length) + (lambda - 1) * jacobian
  }
  let [a, b] = [LEAST, MOST]
  let [c, d] = [b - GOLDEN * (b - a), a + GOLDEN * (b - a)]
  let [atC, atD] = [likelihood(c), likelihood(d)]
  for (let step = 0; step < STEPS; step++) {
    if (atC > atD) {
      ;[b, d, atD] = [d, c, atC]
      c = b - GOLDEN * (b - a)
      atC = likelihood(c)
    } else {
      ;[a, c, atC] = [c, d, atD]
      d = a + GOLDEN * (b - a)
      atD = likelihood(d)
    }
  }
  return (a + b) / 2
}
