import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { descend, type Partition, shiftTolerance } from './kmeans/descent.ts'
import { numberBySize } from './kmeans/numbering.ts'
import { plusPlusCentres } from './kmeans/seeding.ts'
import { KmeansTable } from './kmeans/table.ts'
import { tally } from './math/tally.ts'
import { pacer, partOf } from './pace.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const KMEANS_VERSION = 'kmeans/2'

export interface KmeansParams {
  /** Number of clusters, 1 .. number of distinct rows. */
  k: number
  /** How many starts; the one with the smallest inertia is the answer. */
  starts: number
  /** Stop when the squared moves of all centres add up to at most this times the mean variance of the columns. 0: never. */
  tolerance: number
  maxIterations: number
  /** k start centres, row-major k x p; then there is one start, and cluster c is the one that grew from centre c. */
  init?: Float64Array
}

/** Numbers of a few milliseconds: memory is slow when it is touched for the first time. */
const COPIED_AT_ONCE = 500_000

/** Labels 0 .. k-1, a row each; centres row-major k x p. No cluster is empty. */
export interface KmeansResult extends Partition {
  sizes: Int32Array
}

/**
 * k-means: Lloyd's algorithm from greedy k-means++ starts, with Hamerly's bounds so that most distances are never
 * computed; the result is exactly Lloyd's. Stops as scikit-learn does: when no row changed its cluster, when the centres
 * moved less than the tolerance (rows are then assigned once more), or after `maxIterations`.
 *
 * Clusters are numbered by size, the largest first, equal sizes by their centres, so that numbers do not depend on the
 * order of the rows or of the starts. A cluster that runs empty takes over the row that is farthest from its centre.
 *
 * Computes in WebAssembly on all threads of `ctx`, or in plain TypeScript where that is missing, to the same bits.
 *
 * @param data row-major n x p, finite; not changed
 * @throws engine.badParameter when the data has fewer than k distinct rows, or more than 4 GB
 * @throws ctx.signal.reason when cancelled
 * @example const { labels } = await kmeans(data, n, 2, { k: 3, starts: 10, tolerance: 1e-4, maxIterations: 300 }, ctx)
 *
 * At worst O(starts * iterations * n k p), usually a small part of that; beside the data once more its size and 40 bytes a
 * row. See docs/methods/kmeans.md for the sources.
 */
export async function kmeans(data: Float64Array, n: number, p: number, params: KmeansParams, ctx: EngineContext): Promise<KmeansResult> {
  const clusterer = openKmeans(n, p, params.k, ctx)
  try {
    const pace = pacer(ctx)
    for (let from = 0; from < data.length; from += COPIED_AT_ONCE) {
      clusterer.rows.set(data.subarray(from, from + COPIED_AT_ONCE), from)
      await pace(0)
    }
    return await clusterer.run(params, ctx)
  } finally {
    clusterer.close()
  }
}

/** k-means for many tables of one size, or for many k on one table, without laying out memory each time. */
export interface Clusterer {
  /** The table, row-major n x p: to be filled before `run`. */
  rows: Float64Array
  /** As `kmeans`, for a k up to the limit. @param n only the first so many rows; all if left out */
  run(params: KmeansParams, ctx: EngineContext, n?: number): Promise<KmeansResult>
  /** To be called in any case, also after an error. */
  close(): void
}

/** Opens the clusterer of a kind of table: `openKmeans`, or that of rows with categories (`kprototypes.ts`). */
export type OpenClusterer = (n: number, most: number, ctx: EngineContext) => Clusterer

/** @param most the largest k that will be asked for @throws engine.badParameter when it is larger than n */
export function openKmeans(n: number, p: number, most: number, ctx: EngineContext): Clusterer {
  if (most > n) throw new SextantError('engine.badParameter', { parameter: 'k', value: most, reason: `there are only ${n} rows` })
  const table = new KmeansTable(n, p, most, ctx)
  return {
    rows: table.rows,
    run(params, context, rows = n) {
      table.n = rows
      return cluster(table, params, context)
    },
    close: () => table.close()
  }
}

async function cluster(table: KmeansTable, params: KmeansParams, ctx: EngineContext): Promise<KmeansResult> {
  const { k, init, maxIterations } = params
  const tolerance = await shiftTolerance(table, params.tolerance, partOf(ctx, 0, 0))
  // A move of any size would be within it, so that the first step would be the last.
  if (!Number.isFinite(tolerance)) throw overflowing(tolerance)
  const starts = init ? 1 : params.starts
  let best: Partition | undefined
  for (let start = 0; start < starts; start++) {
    const part = partOf(ctx, start / starts, (start + 1) / starts)
    const centres = init ?? (await plusPlusCentres(table, k, partOf(part, 0, 0.2)))
    const found = await descend(table, centres, { tolerance, maxIterations }, partOf(part, 0.2, 1))
    if (best === undefined || found.inertia < best.inertia) best = found
  }
  if (best === undefined)
    throw new SextantError('engine.badParameter', { parameter: 'starts', value: starts, reason: 'at least 1 is needed' })
  if (!Number.isFinite(best.inertia)) throw overflowing(best.inertia)
  const partition = init ? best : numberBySize(best, k, table.p)
  return { ...partition, sizes: tally(partition.labels, k) }
}

function overflowing(value: number): SextantError {
  return new SextantError('engine.badParameter', { parameter: 'input', value, reason: 'squared distances overflow' })
}
