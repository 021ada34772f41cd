/** Nodes and weights of a rule for integrals over 0 … 1. */
export interface Rule {
  nodes: Float64Array
  weights: Float64Array
}

/**
 * Gauss–Legendre quadrature with n nodes on 0 … 1: exact for polynomials up to degree 2n − 1, and nearly so for whatever is
 * smooth around the interval. Roots by Newton's method from Tricomi's guess. O(n²), once.
 *
 * Source: M. Abramowitz, I. Stegun (1964), Handbook of mathematical functions, 25.4.30.
 */
export function gaussLegendre(n: number): Rule {
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step++) {
      const [value, derivative] = legendre(n, x)
      slope = derivative
      const move = value / derivative
      x -= move
      if (Math.abs(move) < 1e-16) break
    }
    nodes[n - 1 - i] = (1 + x) / 2
    weights[n - 1 - i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

function legendre(n: number, x: number): [value: number, derivative: number] {
  let [before, value] = [1, x]
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
  return [value, (n * (x * value - before)) / (x * x - 1)]
}
