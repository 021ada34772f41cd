import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { takeRows } from '../math/columns.ts'
import { squaredDistance, squaredDistances } from '../math/distance.ts'
import { pacer } from '../pace.ts'
import { rowsPerChunk, SAFETY } from './numeric.ts'

/**
 * Greedy k-means++: each next centre is the best of 2 + floor(ln k) candidates, drawn with probability proportional to the
 * squared distance from the nearest centre so far; the best is the one that leaves the smallest sum of those distances.
 * As scikit-learn does it.
 *
 * Source: D. Arthur, S. Vassilvitskii (2007), k-means++: the advantages of careful seeding, SODA.
 *
 * @returns k centres, row-major k x p, each a row of the data
 * @throws engine.badParameter when the data has fewer than k distinct rows
 * O(n p k ln k) at worst.
 */
export async function plusPlusCentres(data: Float64Array, n: number, p: number, k: number, ctx: EngineContext): Promise<Float64Array> {
  const pace = pacer(ctx)
  const seeding = new Seeding(data, n, p, k, Math.min(n - 1, Math.floor(ctx.rng() * n)))
  const trials = 2 + Math.floor(Math.log(k))
  const chunk = rowsPerChunk(trials * p)
  while (seeding.chosen < k) {
    const candidates = seeding.draw(trials, ctx.rng)
    for (let from = 0; from < n; from += chunk) {
      seeding.weigh(candidates, from, Math.min(n, from + chunk))
      await pace(seeding.chosen / k)
    }
    seeding.adopt(candidates)
  }
  return seeding.centres
}

interface Candidates {
  rows: Int32Array
  /** Their values, row-major. */
  values: Float64Array
  /**
   * For candidate l and chosen centre c, at l * chosen + c: the squared distance from c within which a row stays with c.
   * A candidate at least twice as far from the centre as the row is cannot be nearer to the row (triangle inequality).
   */
  safe: Float64Array
  /** Sum of the squared distances to the nearest centre if this candidate became one. */
  costs: Float64Array
}

class Seeding {
  readonly centres: Float64Array
  chosen = 1
  readonly #data: Float64Array
  readonly #n: number
  readonly #p: number
  /** Squared distance to the nearest centre so far, a row each, and which centre that is. */
  readonly #nearest: Float64Array
  readonly #owner: Int32Array
  readonly #cumulative: Float64Array

  constructor(data: Float64Array, n: number, p: number, k: number, first: number) {
    this.#data = data
    this.#n = n
    this.#p = p
    this.centres = new Float64Array(k * p)
    this.centres.set(data.subarray(first * p, (first + 1) * p))
    this.#nearest = new Float64Array(n)
    for (let i = 0; i < n; i++) this.#nearest[i] = squaredDistance(data, i, data, first, p)
    this.#owner = new Int32Array(n)
    this.#cumulative = new Float64Array(n)
  }

  draw(trials: number, rng: () => number): Candidates {
    const total = accumulate(this.#nearest, this.#cumulative)
    if (total === 0) {
      const reason = `there are only ${this.chosen} distinct rows`
      throw new SextantError('engine.badParameter', { parameter: 'k', value: this.centres.length / this.#p, reason })
    }
    const rows = Int32Array.from({ length: trials }, () => firstAbove(this.#cumulative, rng() * total))
    const values = takeRows(this.#data, this.#p, rows)
    const safe = new Float64Array(trials * this.chosen)
    for (let l = 0; l < trials; l++) {
      for (let c = 0; c < this.chosen; c++) {
        safe[l * this.chosen + c] = (SAFETY / 4) * squaredDistance(values, l, this.centres, c, this.#p)
      }
    }
    return { rows, values, safe, costs: new Float64Array(trials) }
  }

  /** Adds rows `from`..`to` to the candidates' costs. */
  weigh({ values, safe, costs }: Candidates, from: number, to: number): void {
    const trials = costs.length
    const distances = new Float64Array(trials)
    for (let i = from; i < to; i++) {
      const current = this.#nearest[i] as number
      const own = this.#owner[i] as number
      let threatened = false
      for (let l = 0; l < trials; l++) if (current > (safe[l * this.chosen + own] as number)) threatened = true
      if (threatened) squaredDistances(this.#data, i, values, trials, this.#p, distances)
      for (let l = 0; l < trials; l++) {
        const distance = distances[l] as number
        costs[l] = (costs[l] as number) + (threatened && distance < current ? distance : current)
      }
    }
  }

  /** Makes the candidate with the smallest cost a centre; the first of equals. */
  adopt({ rows, values, safe, costs }: Candidates): void {
    const best = costs.indexOf(Math.min(...costs))
    for (let i = 0; i < this.#n; i++) {
      const current = this.#nearest[i] as number
      if (current <= (safe[best * this.chosen + (this.#owner[i] as number)] as number)) continue
      const distance = squaredDistance(this.#data, i, values, best, this.#p)
      if (distance >= current) continue
      this.#nearest[i] = distance
      this.#owner[i] = this.chosen
    }
    const row = rows[best] as number
    this.centres.set(this.#data.subarray(row * this.#p, (row + 1) * this.#p), this.chosen * this.#p)
    this.chosen++
  }
}

/** Running totals into `cumulative`; returns the last. */
function accumulate(values: Float64Array, cumulative: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) {
    total += values[i] as number
    cumulative[i] = total
  }
  return total
}

/** The first index whose running total exceeds `target`, so that rows at distance 0 are never drawn. */
function firstAbove(cumulative: Float64Array, target: number): number {
  let low = 0
  let high = cumulative.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cumulative[middle] as number) > target) high = middle
    else low = middle + 1
  }
  return low
}
