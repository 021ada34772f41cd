/**
 * Squared Euclidean distance between row `i` of `a` and row `j` of `b`, both flat row-major with `p` columns. O(p).
 */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number, p: number): number {
  const from = i * p
  const to = j * p
  let sum = 0
  for (let d = 0; d < p; d++) {
    const difference = (a[from + d] as number) - (b[to + d] as number)
    sum += difference * difference
  }
  return sum
}

/**
 * Squared Euclidean distances between row `i` of `a` and the first `k` rows of `b`, into `into`. Takes four rows at a time:
 * four independent sums keep the processor busy where one would wait for itself, and each adds up in the same order as
 * `squaredDistance`, so both give the same bits. O(k p).
 */
export function squaredDistances(a: Float64Array, i: number, b: Float64Array, k: number, p: number, into: Float64Array): void {
  const from = i * p
  let row = 0
  for (; row + 3 < k; row += 4) {
    const b0 = row * p
    const b1 = b0 + p
    const b2 = b1 + p
    const b3 = b2 + p
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let d = 0; d < p; d++) {
      const x = a[from + d] as number
      const d0 = x - (b[b0 + d] as number)
      const d1 = x - (b[b1 + d] as number)
      const d2 = x - (b[b2 + d] as number)
      const d3 = x - (b[b3 + d] as number)
      s0 += d0 * d0
      s1 += d1 * d1
      s2 += d2 * d2
      s3 += d3 * d3
    }
    into[row] = s0
    into[row + 1] = s1
    into[row + 2] = s2
    into[row + 3] = s3
  }
  for (; row < k; row++) into[row] = squaredDistance(a, i, b, row, p)
}
