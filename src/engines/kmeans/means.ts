import * as at from '../kernels/layout.ts'
import type { KmeansTable } from './table.ts'

/**
 * The means of the clusters, from running sums that the kernels keep by block of rows. Rows come and go one by one; each
 * sum carries its rounding error along (Knuth's two-sum), so that it stays right to the last digit however many rows have
 * passed through, even after a huge outlier came and left.
 */
export class ClusterMeans {
  /** Rows of each cluster, as of the last `gather`. */
  readonly counts: Int32Array
  readonly #table: KmeansTable
  readonly #rows: Float64Array
  readonly #blockSums: Float64Array
  readonly #blockErrors: Float64Array
  readonly #blockCounts: Int32Array
  readonly #sums: Float64Array
  readonly #errors: Float64Array

  /** Empty clusters: forgets what the kernels have added up. */
  constructor(table: KmeansTable) {
    const { arena, blocks, k, p } = table
    this.#table = table
    this.#rows = table.rows
    this.#blockSums = arena
      .doubles(at.SUMS)
      .subarray(0, blocks * k * p)
      .fill(0)
    this.#blockErrors = arena
      .doubles(at.ERRORS)
      .subarray(0, blocks * k * p)
      .fill(0)
    this.#blockCounts = arena
      .integers(at.COUNTS)
      .subarray(0, blocks * k)
      .fill(0)
    this.counts = new Int32Array(k)
    this.#sums = new Float64Array(k * p)
    this.#errors = new Float64Array(k * p)
  }

  /** Adds the blocks up, in their order. O(blocks k p). */
  gather(): void {
    const { blocks, k, p } = this.#table
    const size = k * p
    this.counts.fill(0)
    for (let i = 0; i < blocks * k; i++) this.counts[i % k] = (this.counts[i % k] as number) + (this.#blockCounts[i] as number)
    this.#sums.set(this.#blockSums.subarray(0, size))
    this.#errors.set(this.#blockErrors.subarray(0, size))
    for (let b = 1; b < blocks; b++) {
      for (let d = 0; d < size; d++) {
        const before = this.#sums[d] as number
        const value = this.#blockSums[b * size + d] as number
        const after = before + value
        const added = after - before
        const error = before - (after - added) + (value - added)
        this.#sums[d] = after
        this.#errors[d] = (this.#errors[d] as number) + error + (this.#blockErrors[b * size + d] as number)
      }
    }
  }

  /** Moves a row between clusters by hand. To be followed by `gather`. O(p). */
  move(row: number, from: number, to: number): void {
    this.#add(row, to, 1)
    this.#add(row, from, -1)
  }

  /** Writes the mean of cluster `c` to `into`, at its row `c`; an empty cluster's row is left as it is. */
  write(c: number, into: Float64Array): void {
    const count = this.counts[c] as number
    if (count === 0) return
    for (let d = c * this.#table.p; d < (c + 1) * this.#table.p; d++) {
      into[d] = ((this.#sums[d] as number) + (this.#errors[d] as number)) / count
    }
  }

  #add(row: number, c: number, sign: 1 | -1): void {
    const { k, p } = this.#table
    const cluster = this.#table.blockOf(row) * k + c
    for (let d = 0; d < p; d++) {
      const sum = cluster * p + d
      const before = this.#blockSums[sum] as number
      const value = sign * (this.#rows[row * p + d] as number)
      const after = before + value
      const added = after - before
      this.#blockSums[sum] = after
      this.#blockErrors[sum] = (this.#blockErrors[sum] as number) + (before - (after - added) + (value - added))
    }
    this.#blockCounts[cluster] = (this.#blockCounts[cluster] as number) + sign
  }
}
