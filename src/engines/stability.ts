import type { EngineContext } from './context.ts'
import { type Clusterer, type KmeansParams, type OpenClusterer, openKmeans } from './kmeans.ts'
import { adjustedRand } from './math/adjusted-rand.ts'
import { countDistinct } from './math/distinct.ts'
import { tally } from './math/tally.ts'
import { partOf } from './pace.ts'
import type { Labelling } from './silhouette.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const STABILITY_VERSION = 'stability/1'

export interface BootstrapParams extends Omit<KmeansParams, 'k' | 'init'> {
  /** How many bootstrap samples, 1 or more. */
  draws: number
  /** What clusters; k-means if left out. */
  open?: OpenClusterer
}

/**
 * How well each cluster survives another sample of the same customers. Rows are drawn with replacement, as many as there
 * are; those drawn (each once) are clustered anew; each old cluster, as far as it was drawn, is compared with the new
 * cluster that resembles it most: shared rows over all rows of both, the Jaccard coefficient. The mean over the draws
 * tells: below 0.60 unstable, to 0.75 doubtful, to 0.85 stable, above highly stable.
 *
 * Source: C. Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis 52.
 *
 * @param data row-major n x p, finite; not changed
 * @returns the mean coefficient of each cluster; null for one of which no row was ever drawn
 * @throws ctx.signal.reason when cancelled
 * @example const [first] = await bootstrapJaccard(data, n, p, { labels, k }, { draws: 50, ...settings }, ctx)
 *
 * One k-means with about 0.63 n rows each draw.
 */
export async function bootstrapJaccard(
  data: Float64Array,
  n: number,
  p: number,
  { labels, k }: Labelling,
  { draws, open = (rows, most, context) => openKmeans(rows, p, most, context), ...settings }: BootstrapParams,
  ctx: EngineContext
): Promise<(number | null)[]> {
  const sums = new Float64Array(k)
  const counts = new Int32Array(k)
  const clusterer = open(n, k, ctx)
  try {
    for (let draw = 0; draw < draws; draw++) {
      const rows = drawnRows(n, ctx.rng)
      const found = await clusterRows(clusterer, data, p, rows, { ...settings, k }, partOf(ctx, draw / draws, (draw + 1) / draws))
      const old = { labels: Int32Array.from(rows, (row) => labels[row] as number), k }
      bestJaccard(old, found).forEach((jaccard, c) => {
        if (jaccard === null) return
        sums[c] = (sums[c] as number) + jaccard
        counts[c] = (counts[c] as number) + 1
      })
    }
  } finally {
    clusterer.close()
  }
  return Array.from(sums, (sum, c) => (counts[c] === 0 ? null : sum / (counts[c] as number)))
}

/** For each cluster of `old` the largest Jaccard coefficient with any of `found`; null for an empty one. O(n + k k'). */
export function bestJaccard(old: Labelling, found: Labelling): (number | null)[] {
  const shared = new Int32Array(old.k * found.k)
  old.labels.forEach((c, i) => {
    const at = c * found.k + (found.labels[i] as number)
    shared[at] = (shared[at] as number) + 1
  })
  const oldSizes = tally(old.labels, old.k)
  const foundSizes = tally(found.labels, found.k)
  return Array.from(oldSizes, (size, c) => {
    if (size === 0) return null
    let best = 0
    foundSizes.forEach((other, f) => {
      const both = shared[c * found.k + f] as number
      best = Math.max(best, both / (size + other - both))
    })
    return best
  })
}

export interface SeedAgreement {
  /** Adjusted Rand index with the given labels: mean and lowest over the seeds. */
  mean: number
  lowest: number
}

/**
 * Whether the partition depends on where the random starts fell: the whole search is repeated from other starts, and each
 * answer compared with the given one by the adjusted Rand index. 1 means that every search found the same.
 *
 * @param data row-major n x p, finite; not changed
 * @param seeds how many repetitions, 1 or more
 * @throws ctx.signal.reason when cancelled
 * @example const { lowest } = await seedAgreement(data, n, p, labels, 10, { k: 4, ...settings }, ctx)
 *
 * `seeds` runs of k-means.
 */
export async function seedAgreement(
  data: Float64Array,
  n: number,
  p: number,
  labels: Int32Array,
  seeds: number,
  { open = (rows, most, context) => openKmeans(rows, p, most, context), ...params }: Omit<KmeansParams, 'init'> & { open?: OpenClusterer },
  ctx: EngineContext
): Promise<SeedAgreement> {
  const clusterer = open(n, params.k, ctx)
  try {
    clusterer.rows.set(data)
    const indices: number[] = []
    for (let seed = 0; seed < seeds; seed++) {
      const found = await clusterer.run(params, partOf(ctx, seed / seeds, (seed + 1) / seeds))
      indices.push(adjustedRand(labels, found.labels))
    }
    return { mean: indices.reduce((sum, index) => sum + index, 0) / seeds, lowest: Math.min(...indices) }
  } finally {
    clusterer.close()
  }
}

/** The distinct rows of a draw of n out of n with replacement, ascending. */
function drawnRows(n: number, rng: () => number): Int32Array {
  const drawn = new Uint8Array(n)
  for (let i = 0; i < n; i++) drawn[Math.floor(rng() * n)] = 1
  const rows = new Int32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) if (drawn[i] === 1) rows[count++] = i
  return rows.subarray(0, count)
}

/** Clusters some of the rows: fewer clusters where they hold fewer distinct ones. */
async function clusterRows(
  clusterer: Clusterer,
  data: Float64Array,
  p: number,
  rows: Int32Array,
  params: KmeansParams,
  ctx: EngineContext
): Promise<Labelling> {
  rows.forEach((row, i) => {
    clusterer.rows.set(data.subarray(row * p, (row + 1) * p), i * p)
  })
  const k = Math.min(params.k, countDistinct(clusterer.rows.subarray(0, rows.length * p), p, params.k))
  const { labels } = await clusterer.run({ ...params, k }, ctx, rows.length)
  return { labels, k }
}
