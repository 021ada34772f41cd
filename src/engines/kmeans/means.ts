/**
 * Running sums of the rows of each cluster. Rows come and go one by one; each sum carries its rounding error along
 * (Knuth's two-sum), so that it stays right to the last digit however many rows have passed through, even after a huge
 * outlier came and left.
 */
export class ClusterMeans {
  readonly counts: Int32Array
  readonly #data: Float64Array
  readonly #p: number
  readonly #sums: Float64Array
  readonly #errors: Float64Array

  constructor(data: Float64Array, p: number, k: number) {
    this.#data = data
    this.#p = p
    this.counts = new Int32Array(k)
    this.#sums = new Float64Array(k * p)
    this.#errors = new Float64Array(k * p)
  }

  /** Moves a row between clusters; `from` is -1 for a row that had none. O(p). */
  move(row: number, from: number, to: number): void {
    this.#add(row, to, 1)
    if (from >= 0) this.#add(row, from, -1)
  }

  /** Writes the mean of cluster `c` to `into`, at its row `c`; an empty cluster's row is left as it is. */
  write(c: number, into: Float64Array): void {
    const count = this.counts[c] as number
    if (count === 0) return
    for (let d = c * this.#p; d < (c + 1) * this.#p; d++) {
      into[d] = ((this.#sums[d] as number) + (this.#errors[d] as number)) / count
    }
  }

  #add(row: number, c: number, sign: 1 | -1): void {
    const sums = this.#sums
    const errors = this.#errors
    let at = row * this.#p
    for (let d = c * this.#p; d < (c + 1) * this.#p; d++) {
      const before = sums[d] as number
      const value = sign * (this.#data[at++] as number)
      const after = before + value
      const added = after - before
      sums[d] = after
      errors[d] = (errors[d] as number) + (before - (after - added)) + (value - added)
    }
    this.counts[c] = (this.counts[c] as number) + sign
  }
}
