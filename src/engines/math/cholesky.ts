/**
 * Lower triangular L with L Lᵀ = the given symmetric matrix, row-major p x p. Where the matrix is not positive definite, as a table of
 * correlations that were each set on its own need not be, it is drawn towards the identity as far as needed: by 1 %, 2 %, 4 % and so on.
 *
 * @param matrix with ones on its diagonal; not changed
 * O(p^3).
 */
export function choleskyOfCorrelations(matrix: Float64Array, p: number): Float64Array {
  for (let shrink = 0; shrink < 1; shrink = shrink === 0 ? 0.01 : shrink * 2) {
    const lower = cholesky(matrix, p, 1 - shrink)
    if (lower !== null) return lower
  }
  return Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0))
}

const SMALLEST = 1e-9

function cholesky(matrix: Float64Array, p: number, keep: number): Float64Array | null {
  const lower = new Float64Array(p * p)
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? (matrix[i * p + i] as number) : keep * (matrix[i * p + j] as number)
      for (let k = 0; k < j; k++) sum -= (lower[i * p + k] as number) * (lower[j * p + k] as number)
      if (i === j) {
        if (sum < SMALLEST) return null
        lower[i * p + i] = Math.sqrt(sum)
      } else {
        lower[i * p + j] = sum / (lower[j * p + j] as number)
      }
    }
  }
  return lower
}
