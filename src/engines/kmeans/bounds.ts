import { squaredDistance } from '../math/distance.ts'
import { MARGIN } from './numeric.ts'

/**
 * What Hamerly's bounds are compared with. For each row the kernel keeps an upper bound of the distance to its own centre
 * and a lower bound of the distance to any other. Centres move, so bounds would have to be corrected in each pass; instead
 * they are stored as they would be at the start, and compared with limits that hold all moves so far. Four numbers a
 * cluster, in this order:
 *
 * - near: while the upper bound is below this, the row is within half the way to the nearest other centre;
 * - gap: while lower minus upper bound is above this, no other centre can be nearer;
 * - moved: how far this centre has moved in total, at most: taken from an upper bound before it is stored;
 * - others: how far any other has, step by step the farthest: added to a lower bound before it is stored.
 *
 * Source: G. Hamerly (2010), Making k-means even faster, SIAM International Conference on Data Mining.
 */
export class Bounds {
  readonly #limits: Float64Array
  readonly #k: number
  readonly #p: number

  constructor(limits: Float64Array, k: number, p: number) {
    this.#limits = limits.subarray(0, 4 * k).fill(0)
    this.#k = k
    this.#p = p
  }

  /** To be called after the centres moved from `before` to `now`. Returns the sum of the squared moves. O(k^2 + k p). */
  centresMoved(before: Float64Array, now: Float64Array): number {
    let total = 0
    const moves = new Float64Array(this.#k)
    for (let c = 0; c < this.#k; c++) {
      const squared = squaredDistance(before, c, now, c, this.#p)
      moves[c] = Math.sqrt(squared)
      total += squared
    }
    for (let c = 0; c < this.#k; c++) {
      let farthest = 0
      for (let other = 0; other < this.#k; other++) if (other !== c) farthest = Math.max(farthest, moves[other] as number)
      this.#limits[4 * c + 2] = (this.#limits[4 * c + 2] as number) + (moves[c] as number)
      this.#limits[4 * c + 3] = (this.#limits[4 * c + 3] as number) + farthest
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
      const moved = this.#limits[4 * c + 2] as number
      const others = this.#limits[4 * c + 3] as number
      this.#limits[4 * c] = (Math.sqrt(nearest) / 2) * (1 - MARGIN) - moved * (1 + MARGIN)
      this.#limits[4 * c + 1] = (moved + others) * (1 + MARGIN)
    }
  }
}
