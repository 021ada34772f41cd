import type { Threads } from '../../../engines/context.ts'
import { type Gap, gapStatistic } from '../../../engines/gap.ts'
import type { KmeansResult } from '../../../engines/kmeans.ts'
import { countDistinct } from '../../../engines/math/distinct.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { sampleRows } from '../../../engines/math/sample.ts'
import { bootstrapJaccard, type SeedAgreement, seedAgreement } from '../../../engines/stability.ts'
import type { SegmentsParams } from '../../../shared/model/segments.ts'
import type { TaskContext } from '../jobs/types.ts'
import { engineContext, type Scan, STREAMS, stopping } from './segment-clustering.ts'
import type { Space } from './segment-space.ts'

/** Rows of the samples on which what needs many searches is computed. */
const GAP_ROWS = 1500
const STABILITY_ROWS = 1500
const SEEDS_ROWS = 20_000

const GAP_REFERENCES = 20
const GAP_STARTS = 2
const BOOTSTRAPS = 25
const BOOTSTRAP_STARTS = 2
const SEEDS = 5

export interface Trust {
  gap: (Gap & { rows: number; references: number }) | null
  /** For each k, of each cluster. */
  stability: (number | null)[][]
}

/** What tells how far the partitions are to be trusted: the gap statistic and the stability of each cluster of each of them. */
export async function trust(space: Space, scanned: Scan, params: SegmentsParams, ctx: TaskContext, threads: Threads): Promise<Trust> {
  return {
    gap: await gapOf(space, scanned, params, ctx, threads),
    stability: await stabilities(space, scanned, params, ctx, threads)
  }
}

async function gapOf(space: Space, { ks }: Scan, params: SegmentsParams, ctx: TaskContext, threads: Threads): Promise<Trust['gap']> {
  if (space.mixed.p === 0) return null
  const context = { ...engineContext(ctx, 'segments.gap', params.seed, STREAMS.gap), threads }
  const sample = space.some(sampleRows(space.n, GAP_ROWS, context.rng))
  const kMax = Math.min(ks.at(-1) as number, countDistinct(sample.rows, sample.width, (ks.at(-1) as number) + 1) - 1)
  if (kMax < 2) return null
  const settings = {
    kMax,
    references: GAP_REFERENCES,
    starts: GAP_STARTS,
    ...stopping,
    open: space.open,
    categories: space.mixed.levels.length
  }
  const found = await gapStatistic(sample.rows, sample.n, sample.width, settings, context)
  return { ...found, rows: sample.n, references: GAP_REFERENCES }
}

async function stabilities(space: Space, { ks, partitions }: Scan, params: SegmentsParams, ctx: TaskContext, threads: Threads) {
  const chosen = sampleRows(space.n, STABILITY_ROWS, seededRng(params.seed + STREAMS.stability * 2 ** 32))
  const sample = space.some(chosen)
  const found: (number | null)[][] = []
  for (const [done, k] of ks.entries()) {
    const context = { ...engineContext(ctx, 'segments.stability', params.seed, STREAMS.stability + k, done, ks.length), threads }
    const { labels } = partitions[done] as KmeansResult
    const ours = Int32Array.from(chosen, (row) => labels[row] as number)
    // A cluster of which nobody is in the sample has no figure.
    const settings = { draws: BOOTSTRAPS, starts: BOOTSTRAP_STARTS, ...stopping, open: space.open }
    found.push(
      k > sample.n
        ? new Array(k).fill(null)
        : await bootstrapJaccard(sample.rows, sample.n, sample.width, { labels: ours, k }, settings, context)
    )
  }
  return found
}

/** How far searches from other starts find the same. */
export async function seedsAgree(
  space: Space,
  { labels }: KmeansResult,
  k: number,
  params: SegmentsParams,
  ctx: TaskContext,
  threads: Threads
): Promise<SeedAgreement & { seeds: number; rows: number }> {
  const context = { ...engineContext(ctx, 'segments.agree', params.seed, STREAMS.seeds), threads }
  const chosen = sampleRows(space.n, SEEDS_ROWS, context.rng)
  const sample = space.some(chosen)
  const ours = Int32Array.from(chosen, (row) => labels[row] as number)
  const distinct = countDistinct(sample.rows, sample.width, k)
  const settings = { k: Math.min(k, distinct), starts: params.starts, ...stopping, open: space.open }
  return { seeds: SEEDS, rows: sample.n, ...(await seedAgreement(sample.rows, sample.n, sample.width, ours, SEEDS, settings, context)) }
}
