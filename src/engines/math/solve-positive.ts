/**
 * Cholesky's factor of a symmetric positive definite matrix, of which the lower triangle is read. A pivot that rounding took below 0 counts as a
 * tiny one: a step along it is then too long, and a line search shortens it.
 */
export function factorPositive(matrix: Float64Array, q: number): Float64Array {
  const lower = new Float64Array(q * q)
  for (let i = 0; i < q; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * q + j] as number
      const before = sum
      for (let k = 0; k < j; k++) sum -= (lower[i * q + k] as number) * (lower[j * q + k] as number)
      if (i === j) lower[i * q + i] = Math.sqrt(Math.max(sum, 1e-14 * before, Number.MIN_VALUE))
      else lower[i * q + j] = sum / (lower[j * q + j] as number)
    }
  }
  return lower
}

/** The solution of matrix · x = right by the matrix' factor. */
export function solveFactored(lower: Float64Array, q: number, right: Float64Array): Float64Array {
  const x = right.slice()
  for (let i = 0; i < q; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (lower[i * q + k] as number) * (x[k] as number)
    x[i] = (x[i] as number) / (lower[i * q + i] as number)
  }
  for (let i = q - 1; i >= 0; i--) {
    for (let k = i + 1; k < q; k++) x[i] = (x[i] as number) - (lower[k * q + i] as number) * (x[k] as number)
    x[i] = (x[i] as number) / (lower[i * q + i] as number)
  }
  return x
}
