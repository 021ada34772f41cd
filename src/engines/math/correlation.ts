/**
 * Pearson correlations of all pairs of columns of a flat row-major table, row-major p x p; 0 where a column does not vary, 1 on the
 * diagonal. O(n p^2).
 */
export function correlations(data: Float64Array, n: number, p: number): Float64Array {
  const means = new Float64Array(p)
  for (let i = 0; i < n; i++) for (let d = 0; d < p; d++) means[d] = (means[d] as number) + (data[i * p + d] as number) / n
  const products = new Float64Array(p * p)
  const row = new Float64Array(p)
  for (let i = 0; i < n; i++) {
    for (let d = 0; d < p; d++) row[d] = (data[i * p + d] as number) - (means[d] as number)
    for (let a = 0; a < p; a++) {
      const x = row[a] as number
      for (let b = 0; b <= a; b++) products[a * p + b] = (products[a * p + b] as number) + x * (row[b] as number)
    }
  }
  const found = new Float64Array(p * p)
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < a; b++) {
      const size = Math.sqrt((products[a * p + a] as number) * (products[b * p + b] as number))
      const r = size > 0 ? (products[a * p + b] as number) / size : 0
      found[a * p + b] = r
      found[b * p + a] = r
    }
    found[a * p + a] = 1
  }
  return found
}

/** The same where NaN is not known: each pair by the rows in which both are. They need not fit together as the correlations of any one table. O(n p^2). */
export function correlationsOfKnown(data: Float64Array, n: number, p: number): Float64Array {
  const found = new Float64Array(p * p)
  for (let a = 0; a < p; a++) {
    found[a * p + a] = 1
    for (let b = 0; b < a; b++) {
      const pairs: number[] = []
      for (let i = 0; i < n; i++) {
        const x = data[i * p + a] as number
        const y = data[i * p + b] as number
        if (!Number.isNaN(x) && !Number.isNaN(y)) pairs.push(x, y)
      }
      const r = correlations(Float64Array.from(pairs), pairs.length / 2, 2)[1] as number
      found[a * p + b] = r
      found[b * p + a] = r
    }
  }
  return found
}
