import type { EngineContext, Threads } from '../../../engines/context.ts'
import { type Criteria, criteria } from '../../../engines/criteria.ts'
import type { KmeansResult } from '../../../engines/kmeans.ts'
import { countDistinct } from '../../../engines/math/distinct.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { affordableRows, type Silhouette, silhouettes } from '../../../engines/silhouette.ts'
import { fewestSegments, mostSegments, type SegmentsParams } from '../../../shared/model/segments.ts'
import type { TaskContext } from '../jobs/types.ts'
import type { Space } from './segment-space.ts'

/** As scikit-learn's defaults. */
export const stopping = { tolerance: 1e-4, maxIterations: 300 } as const

/** The table cut into each number of clusters, and how well. */
export interface Scan {
  ks: number[]
  partitions: KmeansResult[]
  silhouettes: Silhouette[]
  criteria: Criteria[]
}

/**
 * Partitions for 2 .. 15 clusters (fewer where there are fewer distinct rows), their silhouettes (distances between rows are measured once for all;
 * on all rows up to 5,000, beyond on a sample with its error), and two more criteria.
 *
 * @param space with three rows or more, at least two of them distinct
 */
export async function scan(space: Space, params: SegmentsParams, ctx: TaskContext, threads: Threads): Promise<Scan> {
  const { n, width, rows } = space
  const most = Math.min(mostSegments, n - 1, countDistinct(rows, width, mostSegments))
  const ks = Array.from({ length: most - fewestSegments + 1 }, (_, i) => fewestSegments + i)
  const contextFor = (k: number, done: number) => ({
    ...engineContext(ctx, 'segments.cluster', params.seed, k, done, ks.length),
    threads
  })
  const partitions: KmeansResult[] = []
  const clusterer = space.open(n, most, contextFor(fewestSegments, 0))
  try {
    clusterer.rows.set(rows)
    for (const [done, k] of ks.entries())
      partitions.push(await clusterer.run({ k, starts: params.starts, ...stopping }, contextFor(k, done)))
  } finally {
    clusterer.close()
  }
  const labellings = ks.map((k, i) => ({ k, labels: (partitions[i] as KmeansResult).labels }))
  const comparing = { ...engineContext(ctx, 'segments.compare', params.seed, STREAMS.silhouette), threads }
  const { data, p } = space.embedded
  return {
    ks,
    partitions,
    silhouettes: await silhouettes(data, n, p, labellings, affordableRows(n), comparing),
    criteria: labellings.map((labelling) => criteria(data, n, p, labelling))
  }
}

/** Streams of random numbers beside those of the partitions, which are numbered by their k. */
export const STREAMS = { silhouette: 100, agreement: 101, map: 102, gap: 103, seeds: 104, chance: 105, stability: 200 } as const

/**
 * What an engine gets. Each part of the work has its own stream of random numbers, so that the partition for a k is the
 * same whichever other k are tried. Progress counts as step `done` of `total`.
 */
export function engineContext(ctx: TaskContext, phase: string, seed: number, stream: number, done = 0, total = 1): EngineContext {
  const report = (share: number) => ctx.onProgress({ phase, done: done + share, total, unit: 'steps' })
  report(0)
  return { signal: ctx.signal, now: ctx.now, rng: seededRng(seed + stream * 2 ** 32), onProgress: report }
}
