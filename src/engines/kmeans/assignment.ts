import { squaredDistance, squaredDistances } from '../math/distance.ts'
import type { ClusterMeans } from './means.ts'
import { SAFETY } from './numeric.ts'

/**
 * Exact nearest-centre assignment with Hamerly's bounds: for each row an upper bound of the distance to its own centre
 * and a lower bound of the distance to any other. While the upper bound is the smaller one, the row cannot change its
 * cluster and no distance is computed. The labels are those of Lloyd's algorithm, ties going to the lower centre.
 *
 * Source: G. Hamerly (2010), Making k-means even faster, SIAM International Conference on Data Mining.
 */
export class HamerlyAssignment {
  readonly labels: Int32Array
  readonly #data: Float64Array
  readonly #p: number
  readonly #k: number
  readonly #upper: Float64Array
  readonly #lower: Float64Array
  /** How far each centre moved last, and the farthest that any other centre moved. */
  readonly #moved: Float64Array
  readonly #othersMoved: Float64Array
  /** Half the distance from each centre to its nearest other centre. */
  readonly #halfGap: Float64Array
  /** Scratch: the squared distances of one row to all centres. */
  readonly #distances: Float64Array

  constructor(data: Float64Array, n: number, p: number, k: number) {
    this.#data = data
    this.#p = p
    this.#k = k
    this.labels = new Int32Array(n).fill(-1)
    // Bounds that hold before anything is known: they make the first pass compute every distance.
    this.#upper = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
    this.#lower = new Float64Array(n)
    this.#moved = new Float64Array(k)
    this.#othersMoved = new Float64Array(k)
    this.#halfGap = new Float64Array(k)
    this.#distances = new Float64Array(k)
  }

  /** To be called after the centres moved from `before` to `now`. Returns the sum of the squared moves. O(k^2 p). */
  centresMoved(before: Float64Array, now: Float64Array): number {
    let total = 0
    for (let c = 0; c < this.#k; c++) {
      const squared = squaredDistance(before, c, now, c, this.#p)
      this.#moved[c] = Math.sqrt(squared)
      total += squared
    }
    for (let c = 0; c < this.#k; c++) {
      let farthest = 0
      for (let other = 0; other < this.#k; other++) {
        if (other !== c) farthest = Math.max(farthest, this.#moved[other] as number)
      }
      this.#othersMoved[c] = farthest
    }
    return total
  }

  /** To be called before a pass over the rows. O(k^2 p). */
  measureGaps(centres: Float64Array): void {
    for (let c = 0; c < this.#k; c++) {
      let nearest = Number.POSITIVE_INFINITY
      for (let other = 0; other < this.#k; other++) {
        if (other !== c) nearest = Math.min(nearest, squaredDistance(centres, c, centres, other, this.#p))
      }
      this.#halfGap[c] = (Math.sqrt(nearest) / 2) * SAFETY
    }
  }

  /** Assigns rows `from`..`to`, moving those that change between the means. Returns how many did. O((to - from) k p) at worst. */
  assign(centres: Float64Array, means: ClusterMeans, from: number, to: number): number {
    const data = this.#data
    const p = this.#p
    const k = this.#k
    const labels = this.labels
    const upper = this.#upper
    const lower = this.#lower
    const moved = this.#moved
    const othersMoved = this.#othersMoved
    const halfGap = this.#halfGap
    const distances = this.#distances
    let changed = 0
    for (let i = from; i < to; i++) {
      const own = labels[i] as number
      if (own >= 0) {
        const low = (lower[i] as number) - (othersMoved[own] as number)
        const bound = Math.max(low, halfGap[own] as number)
        let high = (upper[i] as number) + (moved[own] as number)
        lower[i] = low
        if (high >= bound) high = Math.sqrt(squaredDistance(data, i, centres, own, p)) / SAFETY
        upper[i] = high
        if (high < bound) continue
      }
      let best = 0
      let nearest = Number.POSITIVE_INFINITY
      let second = Number.POSITIVE_INFINITY
      squaredDistances(data, i, centres, k, p, distances)
      for (let c = 0; c < k; c++) {
        const distance = distances[c] as number
        if (distance < nearest) {
          second = nearest
          nearest = distance
          best = c
        } else if (distance < second) second = distance
      }
      upper[i] = Math.sqrt(nearest) / SAFETY
      lower[i] = Math.sqrt(second) * SAFETY
      if (best !== own) {
        labels[i] = best
        means.move(i, own, best)
        changed++
      }
    }
    return changed
  }

  /** Puts a row into a cluster by hand; its bounds are forgotten. */
  place(row: number, c: number): void {
    this.labels[row] = c
    this.#upper[row] = Number.POSITIVE_INFINITY
    this.#lower[row] = 0
  }
}
