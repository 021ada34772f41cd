import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import * as at from '../kernels/layout.ts'
import { squaredDistance } from '../math/distance.ts'
import { pacer } from '../pace.ts'
import { SAFETY } from './numeric.ts'
import { type KmeansTable, trialsFor } from './table.ts'

/**
 * Greedy k-means++: each next centre is the best of 2 + floor(ln k) candidates, drawn with probability proportional to the
 * squared distance from the nearest centre so far; the best is the one that leaves the smallest sum of those distances.
 * As scikit-learn does it.
 *
 * Source: D. Arthur, S. Vassilvitskii (2007), k-means++: the advantages of careful seeding, SODA.
 *
 * @returns k centres, row-major k x p, each a row of the table
 * @throws engine.badParameter when the table has fewer than k distinct rows
 * O(n p k ln k) at worst.
 */
export async function plusPlusCentres(table: KmeansTable, k: number, ctx: EngineContext): Promise<Float64Array> {
  const seeding = new Seeding(table, k, ctx)
  await seeding.adopt(Math.min(table.n - 1, Math.floor(ctx.rng() * table.n)))
  while (seeding.chosen < k) await seeding.adopt(await seeding.best(seeding.draw(ctx.rng)))
  return seeding.centres
}

class Seeding {
  readonly centres: Float64Array
  chosen = 0
  readonly #table: KmeansTable
  readonly #k: number
  readonly #p: number
  readonly #trials: number
  readonly #padded: number
  readonly #rows: Float64Array
  /** Squared distance to the nearest centre so far, a row each. */
  readonly #nearest: Float64Array
  /** Sums of `nearest`, a block each. */
  readonly #totals: Float64Array
  readonly #safe: Float64Array
  readonly #beat: () => Promise<void>

  constructor(table: KmeansTable, k: number, ctx: EngineContext) {
    const { arena, p } = table
    table.k = k
    this.#table = table
    this.#k = k
    this.#p = p
    this.#trials = trialsFor(k)
    this.#padded = this.#trials + (this.#trials % 2)
    this.#rows = table.rows
    this.centres = new Float64Array(k * p)
    this.#nearest = arena.doubles(at.UPPER).fill(Number.POSITIVE_INFINITY)
    // Which centre that is: none yet, and no distance from it is safe.
    arena.integers(at.PENDING).fill(0)
    this.#totals = arena.doubles(at.TOTALS).subarray(0, table.blocks)
    this.#safe = arena.doubles(at.SAFE)
    arena.i32[at.TRIALS_PADDED] = this.#padded
    const pace = pacer(ctx)
    this.#beat = () => pace(this.chosen / k)
  }

  /** Rows, each drawn with probability proportional to its squared distance from the nearest centre. */
  draw(rng: () => number): Int32Array {
    const total = this.#totals.reduce((sum, part) => sum + part, 0)
    if (total === 0) {
      const reason = `there are only ${this.chosen} distinct rows`
      throw new SextantError('engine.badParameter', { parameter: 'k', value: this.#k, reason })
    }
    return Int32Array.from({ length: this.#trials }, () => this.#rowAt(rng() * total))
  }

  /** The row that leaves the smallest sum of distances; the first of equals. */
  async best(candidates: Int32Array): Promise<number> {
    const { arena, blocks } = this.#table
    const values = arena.doubles(at.CANDIDATES)
    candidates.forEach((row, l) => {
      for (let d = 0; d < this.#p; d++) values[d * this.#padded + l] = this.#rows[row * this.#p + d] as number
    })
    for (let c = 0; c < this.chosen; c++) {
      candidates.forEach((row, l) => {
        this.#safe[c * this.#padded + l] = this.#safeDistance(row, c)
      })
      // The odd one beside an odd number of candidates threatens nobody.
      if (this.#trials < this.#padded) this.#safe[c * this.#padded + this.#trials] = Number.POSITIVE_INFINITY
    }
    const costs = arena
      .doubles(at.COSTS)
      .subarray(0, blocks * this.#padded)
      .fill(0)
    await this.#table.run('weigh', this.#beat)
    const sums = Array.from(candidates, (_, l) => {
      let sum = 0
      for (let b = 0; b < blocks; b++) sum += costs[b * this.#padded + l] as number
      return sum
    })
    return candidates[sums.indexOf(Math.min(...sums))] as number
  }

  /** Makes a row the next centre. */
  async adopt(row: number): Promise<void> {
    const { arena } = this.#table
    const values = this.#rows.subarray(row * this.#p, (row + 1) * this.#p)
    arena.doubles(at.CENTRES).set(values)
    for (let c = 0; c < this.chosen; c++) this.#safe[c] = this.#safeDistance(row, c)
    if (this.chosen === 0) this.#safe[0] = -1
    arena.i32[at.CHOSEN] = this.chosen
    this.#totals.fill(0)
    await this.#table.run('adopt', this.#beat)
    this.centres.set(values, this.chosen * this.#p)
    this.chosen++
  }

  /**
   * The squared distance from centre `c` within which a row stays with it whatever becomes of the candidate: one that is
   * at least twice as far from the centre as the row is cannot be nearer to the row (triangle inequality).
   */
  #safeDistance(candidate: number, c: number): number {
    return (SAFETY / 4) * squaredDistance(this.#rows, candidate, this.centres, c, this.#p)
  }

  /** The first row whose running total exceeds `target`, so that rows at distance 0 are never drawn. */
  #rowAt(target: number): number {
    const { n } = this.#table
    let running = 0
    let block = 0
    // Rounding may carry the target past the end: then it is the last of those that can be drawn.
    const end = this.#totals.findLastIndex((total) => total > 0)
    while (block < end && running + (this.#totals[block] as number) <= target) running += this.#totals[block++] as number
    let last = 0
    for (let i = this.#table.firstRowOf(block); i < n; i++) {
      const distance = this.#nearest[i] as number
      if (distance === 0) continue
      last = i
      running += distance
      if (running > target) break
    }
    return last
  }
}
