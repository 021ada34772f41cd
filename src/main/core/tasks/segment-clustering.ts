import type { EngineContext, Threads } from '../../../engines/context.ts'
import { type KmeansResult, openKmeans } from '../../../engines/kmeans.ts'
import { countDistinct } from '../../../engines/math/distinct.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { affordableRows, type Silhouette, silhouettes } from '../../../engines/silhouette.ts'
import type { SegmentsParams } from '../../../shared/model/segments.ts'
import type { TaskContext } from '../jobs/types.ts'

/** Numbers of segments that are compared. */
const FEWEST = 2
const MOST = 10

/** As scikit-learn's defaults. */
const TOLERANCE = 1e-4
const MAX_ITERATIONS = 300

export interface Clustering {
  k: number
  chosenBy: 'silhouette' | 'request'
  partition: KmeansResult
  silhouette: Silhouette
  criteria: { k: number; silhouette: number; inertia: number }[]
}

/**
 * Partitions for 2..10 clusters (fewer where there are fewer distinct rows) and the chosen one among them: the number that
 * was asked for, at most what the data allows, else the one with the highest silhouette, the smaller of equals.
 *
 * @param scaled row-major n x p with n of 3 or more and at least two distinct rows
 */
export async function cluster(
  scaled: Float64Array,
  n: number,
  p: number,
  params: SegmentsParams,
  ctx: TaskContext,
  threads: Threads
): Promise<Clustering> {
  const most = Math.min(MOST, n - 1, countDistinct(scaled, p, MOST))
  const ks = Array.from({ length: most - FEWEST + 1 }, (_, i) => FEWEST + i)
  const contextFor = (k: number, done: number) => ({
    ...engineContext(ctx, 'segments.cluster', params.seed, k, done, ks.length),
    threads
  })
  const partitions: KmeansResult[] = []
  const clusterer = openKmeans(n, p, most, contextFor(FEWEST, 0))
  try {
    clusterer.rows.set(scaled)
    for (const [done, k] of ks.entries()) {
      const settings = { k, starts: params.starts, tolerance: TOLERANCE, maxIterations: MAX_ITERATIONS }
      partitions.push(await clusterer.run(settings, contextFor(k, done)))
    }
  } finally {
    clusterer.close()
  }
  const labellings = ks.map((k, i) => ({ k, labels: (partitions[i] as KmeansResult).labels }))
  const comparing = { ...engineContext(ctx, 'segments.compare', params.seed, STREAMS.silhouette), threads }
  const compared = await silhouettes(scaled, n, p, labellings, affordableRows(n), comparing)
  const criteria = ks.map((k, i) => ({
    k,
    silhouette: (compared[i] as Silhouette).mean,
    inertia: (partitions[i] as KmeansResult).inertia
  }))
  const chosen = params.k === 'auto' ? indexOfHighest(criteria.map(({ silhouette }) => silhouette)) : Math.min(params.k, most) - FEWEST
  return {
    k: chosen + FEWEST,
    chosenBy: params.k === 'auto' ? 'silhouette' : 'request',
    partition: partitions[chosen] as KmeansResult,
    silhouette: compared[chosen] as Silhouette,
    criteria
  }
}

/** Streams of random numbers beside those of the partitions, which are numbered by their k. */
export const STREAMS = { silhouette: 100, agreement: 101, map: 102 } as const

/**
 * What an engine gets. Each part of the work has its own stream of random numbers, so that the partition for a k is the
 * same whichever other k are tried. Progress counts as step `done` of `total`.
 */
export function engineContext(ctx: TaskContext, phase: string, seed: number, stream: number, done = 0, total = 1): EngineContext {
  const report = (share: number) => ctx.onProgress({ phase, done: done + share, total, unit: 'steps' })
  report(0)
  return { signal: ctx.signal, now: ctx.now, rng: seededRng(seed + stream * 2 ** 32), onProgress: report }
}

function indexOfHighest(values: number[]): number {
  return values.indexOf(Math.max(...values))
}
