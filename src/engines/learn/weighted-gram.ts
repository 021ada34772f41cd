/** Rows of a block: 30 columns of them fit into the nearest cache. */
export const BLOCK = 128

/**
 * Adds the products of all pairs of columns of a block: gram[i][j] += Σ column i · column j, for j ≤ i. Four columns by two at a time, so
 * that each number is read once for several products.
 *
 * @param block q columns, one after another, each with BLOCK places of which the first `size` count
 * @param gram q x q, row-major; above its diagonal it may hold anything
 *
 * O(size · q² / 2).
 */
export function addGram(block: Float64Array, q: number, size: number, gram: Float64Array): void {
  for (let i = 0; i < q; i += 2) {
    const x = i * BLOCK
    const y = i + 1 < q ? x + BLOCK : x
    for (let j = 0; j <= i + 1 && j < q; j += 4) {
      // Beyond the last column the last one is read again; what comes of it is thrown away.
      const a = j * BLOCK
      const b = Math.min(j + 1, q - 1) * BLOCK
      const c = Math.min(j + 2, q - 1) * BLOCK
      const d = Math.min(j + 3, q - 1) * BLOCK
      let xa = 0
      let xb = 0
      let xc = 0
      let xd = 0
      let ya = 0
      let yb = 0
      let yc = 0
      let yd = 0
      for (let r = 0; r < size; r++) {
        const u = block[x + r] as number
        const v = block[y + r] as number
        const e = block[a + r] as number
        const f = block[b + r] as number
        const g = block[c + r] as number
        const h = block[d + r] as number
        xa += u * e
        xb += u * f
        xc += u * g
        xd += u * h
        ya += v * e
        yb += v * f
        yc += v * g
        yd += v * h
      }
      const first = i * q + j
      gram[first] = (gram[first] as number) + xa
      if (j + 1 < q) gram[first + 1] = (gram[first + 1] as number) + xb
      if (j + 2 < q) gram[first + 2] = (gram[first + 2] as number) + xc
      if (j + 3 < q) gram[first + 3] = (gram[first + 3] as number) + xd
      if (i + 1 === q) continue
      const second = first + q
      gram[second] = (gram[second] as number) + ya
      if (j + 1 < q) gram[second + 1] = (gram[second + 1] as number) + yb
      if (j + 2 < q) gram[second + 2] = (gram[second + 2] as number) + yc
      if (j + 3 < q) gram[second + 3] = (gram[second + 3] as number) + yd
    }
  }
}

/**
 * The solution of matrix · x = right by Cholesky's factor of a symmetric positive definite matrix, of which the lower triangle is read.
 * A pivot that rounding took below 0 counts as a tiny one: the step along it is then too long, and the line search shortens it.
 */
export function solvePositive(matrix: Float64Array, q: number, right: Float64Array): Float64Array {
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
