import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { numberBySize } from './kmeans/numbering.ts'
import type { Clusterer, KmeansParams, KmeansResult } from './kmeans.ts'
import { moments, standardDeviation } from './math/moments.ts'
import { tally } from './math/tally.ts'
import { pacer } from './pace.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const KPROTOTYPES_VERSION = 'kprototypes/1'

/** What a row of a mixed table is: p numbers, then one whole number 0 .. levels - 1 for each category. */
export interface MixedRows {
  p: number
  levels: readonly number[]
  /** What a category that differs adds to a squared distance. */
  gamma: number
}

/**
 * Huang's weight of a category against the numbers: the mean of the columns' standard deviations; 1 where there are no numbers.
 *
 * @param rows row-major n x (p + categories)
 */
export function huangGamma(rows: Float64Array, n: number, p: number, categories: number): number {
  if (p === 0) return 1
  const width = p + categories
  let sum = 0
  for (let d = 0; d < p; d++) sum += standardDeviation(moments(Float64Array.from({ length: n }, (_, i) => rows[i * width + d] as number)))
  return sum / p
}

/**
 * k-prototypes: k-means for rows of numbers and categories. A cluster's centre has means for the numbers and the most frequent value of each
 * category; the squared distance is that of the numbers plus gamma for each category that differs. Categories stay one column each. The
 * smaller number wins ties of modes and of distances. Starts from greedy draws as k-means++ (`kmeans/seeding.ts`), stops when no row changed
 * its cluster or after `maxIterations`; a cluster that runs empty takes the row that is farthest from its centre.
 *
 * The `Clusterer` of mixed tables: rows of p + categories numbers, centres alike.
 *
 * Source: Z. Huang (1997), Clustering large data sets with mixed numeric and categorical values, PAKDD.
 *
 * @throws engine.badParameter when there are fewer distinct rows than clusters @throws ctx.signal.reason when cancelled
 * O(starts iterations n k (p + categories)) for each run.
 */
export function openKprototypes(n: number, { p, levels, gamma }: MixedRows, most: number): Clusterer {
  if (most > n) throw new SextantError('engine.badParameter', { parameter: 'k', value: most, reason: `there are only ${n} rows` })
  const width = p + levels.length
  const rows = new Float64Array(n * width)
  const distance = (i: number, centres: Float64Array, c: number): number => {
    let sum = 0
    const [from, to] = [i * width, c * width]
    for (let d = 0; d < p; d++) {
      const difference = (rows[from + d] as number) - (centres[to + d] as number)
      sum += difference * difference
    }
    for (let d = p; d < width; d++) if (rows[from + d] !== centres[to + d]) sum += gamma
    return sum
  }

  function seed(count: number, k: number, rng: () => number): Float64Array {
    const centres = new Float64Array(k * width)
    const take = (row: number, c: number) => centres.set(rows.subarray(row * width, (row + 1) * width), c * width)
    take(Math.floor(rng() * count), 0)
    const nearest = Float64Array.from({ length: count }, (_, i) => distance(i, centres, 0))
    const candidates = 2 + Math.floor(Math.log(k))
    for (let c = 1; c < k; c++) {
      let best = Number.POSITIVE_INFINITY
      let chosen = -1
      for (let candidate = 0; candidate < candidates; candidate++) {
        const row = draw(nearest, rng)
        take(row, c)
        let sum = 0
        for (let i = 0; i < count; i++) sum += Math.min(nearest[i] as number, distance(i, centres, c))
        if (sum < best) [best, chosen] = [sum, row]
      }
      take(chosen, c)
      for (let i = 0; i < count; i++) nearest[i] = Math.min(nearest[i] as number, distance(i, centres, c))
    }
    return centres
  }

  function assign(
    count: number,
    k: number,
    centres: Float64Array,
    labels: Int32Array,
    apart: Float64Array
  ): { changed: boolean; inertia: number } {
    let changed = false
    let inertia = 0
    for (let i = 0; i < count; i++) {
      let best = Number.POSITIVE_INFINITY
      let nearest = 0
      for (let c = 0; c < k; c++) {
        const far = distance(i, centres, c)
        if (far < best) [best, nearest] = [far, c]
      }
      if (labels[i] !== nearest) changed = true
      labels[i] = nearest
      apart[i] = best
      inertia += best
    }
    return { changed, inertia }
  }

  /** Empty clusters take the farthest row of a cluster that has another one. */
  function repair(count: number, k: number, labels: Int32Array, apart: Float64Array): void {
    const sizes = tally(labels, k)
    sizes.forEach((size, c) => {
      if (size > 0) return
      let farthest = -1
      for (let i = 0; i < count; i++) {
        if ((sizes[labels[i] as number] as number) > 1 && (farthest < 0 || (apart[i] as number) > (apart[farthest] as number))) farthest = i
      }
      if (farthest < 0) return
      sizes[labels[farthest] as number] = (sizes[labels[farthest] as number] as number) - 1
      labels[farthest] = c
      sizes[c] = 1
      apart[farthest] = 0
    })
  }

  function move(count: number, k: number, labels: Int32Array): Float64Array {
    const centres = new Float64Array(k * width)
    const sizes = tally(labels, k)
    const votes = levels.map((level) => new Int32Array(k * level))
    for (let i = 0; i < count; i++) {
      const c = labels[i] as number
      for (let d = 0; d < p; d++) centres[c * width + d] = (centres[c * width + d] as number) + (rows[i * width + d] as number)
      votes.forEach((vote, q) => {
        const at = c * (levels[q] as number) + (rows[i * width + p + q] as number)
        vote[at] = (vote[at] as number) + 1
      })
    }
    for (let c = 0; c < k; c++) {
      for (let d = 0; d < p; d++) centres[c * width + d] = (centres[c * width + d] as number) / (sizes[c] as number)
      votes.forEach((vote, q) => {
        const own = vote.subarray(c * (levels[q] as number), (c + 1) * (levels[q] as number))
        centres[c * width + p + q] = own.indexOf(Math.max(...own))
      })
    }
    return centres
  }

  return {
    rows,
    close: () => {},
    async run({ k, starts, maxIterations, init }: KmeansParams, ctx: EngineContext, count = n): Promise<KmeansResult> {
      const pace = pacer(ctx)
      let best: KmeansResult | undefined
      const tries = init ? 1 : starts
      for (let start = 0; start < tries; start++) {
        let centroids = init ?? seed(count, k, ctx.rng)
        const labels = new Int32Array(count).fill(-1)
        const apart = new Float64Array(count)
        let iterations = 0
        let inertia = 0
        for (;;) {
          const found = assign(count, k, centroids, labels, apart)
          inertia = found.inertia
          if (!found.changed || iterations >= maxIterations) break
          repair(count, k, labels, apart)
          centroids = move(count, k, labels)
          iterations++
          await pace((start + 0.5) / tries)
        }
        if (best === undefined || inertia < best.inertia) best = { labels, centroids, inertia, iterations, sizes: tally(labels, k) }
        await pace((start + 1) / tries)
      }
      if (best === undefined || best.sizes.includes(0)) {
        throw new SextantError('engine.badParameter', { parameter: 'k', value: k, reason: 'there are fewer distinct rows' })
      }
      if (init) return best
      const numbered = numberBySize(best, k, width)
      return { ...numbered, sizes: tally(numbered.labels, k) }
    }
  }
}

/** A row with probability proportional to its distance; the last one where all are 0. */
function draw(weights: Float64Array, rng: () => number): number {
  let sum = 0
  for (const weight of weights) sum += weight
  let left = rng() * sum
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] as number
    if (left < 0) return i
  }
  return weights.length - 1
}

/**
 * The same rows where squared Euclidean distances are those of k-prototypes: a category becomes one column a level, √(γ/2) for the level it
 * has. For criteria that measure distances between rows; clustering itself does without. Row-major n x (p + sum of levels).
 */
export function embedMixed(rows: Float64Array, n: number, { p, levels, gamma }: MixedRows): { data: Float64Array; p: number } {
  if (levels.length === 0) return { data: rows, p }
  const width = p + levels.length
  const wide = levels.reduce((sum, level) => sum + level, p)
  const data = new Float64Array(n * wide)
  const step = Math.sqrt(gamma / 2)
  for (let i = 0; i < n; i++) {
    data.set(rows.subarray(i * width, i * width + p), i * wide)
    let from = i * wide + p
    levels.forEach((level, q) => {
      data[from + (rows[i * width + p + q] as number)] = step
      from += level
    })
  }
  return { data, p: wide }
}
