import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { condensedChain } from './linkage/condensed.ts'
import { type Metric, type Space, spaceOf } from './linkage/metric.ts'
import { overflowing } from './linkage/overflow.ts'
import { spanningTree } from './linkage/spanning.ts'
import { numbered, type RawMerges, type Tree } from './linkage/tree.ts'
import { wardChain } from './linkage/ward.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const LINKAGE_VERSION = 'linkage/1'

export const linkages = ['ward', 'average', 'complete', 'single'] as const
export type Linkage = (typeof linkages)[number]

export interface LinkageParams {
  linkage: Linkage
  /** Ward takes Euclidean only. */
  metric: Metric
  /** Gower: which columns hold categories, as numbers. */
  categories?: readonly boolean[]
  /** How many rows each row stands for, as the centre of a small cluster does; left out: one. */
  weights?: Float64Array
}

/**
 * Agglomerative hierarchical clustering of the rows of a table: the whole tree of merges, in scipy's numbering.
 *
 * Of equal distances the chain goes back where it came from, else takes the first it meets; merges of the same height stand in the order in which
 * they were found. The same table gives the same tree.
 *
 * @param data row-major n x p, finite (with Gower NaN is not known); not changed
 * @throws engine.badParameter for Ward without Euclidean, no rows, distances that overflow; engine.noDirection for a row of zeros under cosine
 * @throws ctx.signal.reason when cancelled
 * @example const tree = await linkage(data, n, 4, { linkage: 'ward', metric: 'euclidean' }, ctx)
 *
 * O(n^2 p) time; Ward and single O(n p) memory, average and complete n^2 / 2 numbers. See docs/methods/linkage.md for the sources.
 */
export async function linkage(data: Float64Array, n: number, p: number, params: LinkageParams, ctx: EngineContext): Promise<Tree> {
  const { weights } = params
  if (n < 1) throw new SextantError('engine.badParameter', { parameter: 'input', value: n, reason: 'there are no rows' })
  if (params.linkage === 'ward' && params.metric !== 'euclidean') {
    const reason = 'Ward’s criterion is defined for Euclidean distances'
    throw new SextantError('engine.badParameter', { parameter: 'metric', value: params.metric, reason })
  }
  if (n === 1) return { n, parts: new Int32Array(), heights: new Float64Array(), sizes: new Float64Array() }
  const raw =
    params.linkage === 'ward'
      ? await wardChain(data, n, p, weights, ctx)
      : await merged(spaceOf(data, n, p, params.metric, params.categories), params.linkage, weights, ctx)
  if (!raw.heights.every(Number.isFinite)) throw overflowing()
  return numbered(raw, n, weights)
}

function merged(space: Space, how: Exclude<Linkage, 'ward'>, weights: Float64Array | undefined, ctx: EngineContext): Promise<RawMerges> {
  return how === 'single' ? spanningTree(space, ctx) : condensedChain(space, how, weights, ctx)
}
