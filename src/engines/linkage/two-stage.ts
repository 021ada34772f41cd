import type { EngineContext } from '../context.ts'
import { kmeans } from '../kmeans.ts'
import { type LinkageParams, linkage } from '../linkage.ts'
import { adjustedRand } from '../math/adjusted-rand.ts'
import { takeRows } from '../math/columns.ts'
import { countDistinct } from '../math/distinct.ts'
import { sampleRows } from '../math/sample.ts'
import { tally } from '../math/tally.ts'
import { partOf } from '../pace.ts'
import { correlationOfTrees, stepsOf } from './cophenetic.ts'
import { cutTree } from './cut.ts'
import { spaceOf } from './metric.ts'
import type { Tree } from './tree.ts'

/** Rows are put together into so many small clusters at most, the leaves of the tree. */
export const SMALL_CLUSTERS = 4000
/** Rows on which the tree is held against an exact one. */
const CHECKED_ROWS = 2000
const SETTINGS = { starts: 1, tolerance: 1e-4, maxIterations: 30 }

export interface TwoStage {
  /** Over the small clusters. */
  tree: Tree
  /** The small cluster of each row. */
  leaf: Int32Array
  /** Row-major, a small cluster each; how many rows each stands for. */
  centres: Float64Array
  weights: Float64Array
}

export interface TwoStageError {
  /** Rows that were also clustered exactly. */
  rows: number
  /** Correlation of the heights at which both trees join each pair of them. */
  cophenetic: number | null
  /** Adjusted Rand index of both trees cut into k. */
  sameClusters: number
}

/**
 * A tree of more rows than can be clustered exactly: k-means puts them together into at most 4,000 small clusters (k-means within the clusters of a
 * coarse k-means, each getting small ones by its share of the rows), and weighted linkage joins the centres. Cosine works on the rows' directions.
 *
 * Source: T. Zhang, R. Ramakrishnan, M. Livny (1996), BIRCH, SIGMOD: cluster what was summarised first.
 *
 * @throws engine.badParameter for Gower, whose categories have no centre
 */
export async function twoStage(
  data: Float64Array,
  n: number,
  p: number,
  params: Omit<LinkageParams, 'weights'>,
  ctx: EngineContext
): Promise<TwoStage> {
  const { rows } = spaceOf(data, n, p, params.metric)
  const { leaf, count } = await smallClusters(rows, n, p, Math.min(SMALL_CLUSTERS, Math.ceil(n / 4)), partOf(ctx, 0, 0.7))
  const weights = Float64Array.from(tally(leaf, count))
  const centres = new Float64Array(count * p)
  for (let i = 0; i < n; i++) {
    const c = leaf[i] as number
    for (let d = 0; d < p; d++) centres[c * p + d] = (centres[c * p + d] as number) + (rows[i * p + d] as number) / (weights[c] as number)
  }
  return { tree: await linkage(centres, count, p, { ...params, weights }, partOf(ctx, 0.7, 1)), leaf, centres, weights }
}

async function smallClusters(
  rows: Float64Array,
  n: number,
  p: number,
  wanted: number,
  ctx: EngineContext
): Promise<{ leaf: Int32Array; count: number }> {
  const leaf = new Int32Array(n)
  const coarse = Math.min(Math.ceil(Math.sqrt(wanted)), countDistinct(rows, p, Math.ceil(Math.sqrt(wanted))))
  const { labels } = await kmeans(rows, n, p, { ...SETTINGS, k: coarse }, partOf(ctx, 0, 0.4))
  const rowsOf = Array.from(tally(labels, coarse), (size) => new Int32Array(size))
  const filled = new Int32Array(coarse)
  for (const [i, c] of labels.entries()) {
    const at = filled[c] as number
    ;(rowsOf[c] as Int32Array)[at] = i
    filled[c] = at + 1
  }
  let count = 0
  for (const [c, members] of rowsOf.entries()) {
    const part = takeRows(rows, p, members)
    const share = Math.max(1, Math.floor((wanted * members.length) / n))
    const k = Math.min(share, countDistinct(part, p, share))
    const found = await kmeans(
      part,
      members.length,
      p,
      { ...SETTINGS, k },
      partOf(ctx, 0.4 + (0.6 * c) / coarse, 0.4 + (0.6 * (c + 1)) / coarse)
    )
    for (const [i, row] of members.entries()) leaf[row] = count + (found.labels[i] as number)
    count += k
  }
  return { leaf, count }
}

/** What the two stages cost: a sample of the rows is clustered exactly, and both trees are compared on it, cut into k and as a whole. */
export async function twoStageError(
  data: Float64Array,
  n: number,
  p: number,
  params: Omit<LinkageParams, 'weights'>,
  { tree, leaf, weights }: TwoStage,
  k: number,
  ctx: EngineContext
): Promise<TwoStageError> {
  const sampled = sampleRows(n, CHECKED_ROWS, ctx.rng)
  const exact = await linkage(takeRows(data, p, sampled), sampled.length, p, params, ctx)
  const cut = cutTree(tree, k, weights)
  const ours = stepsOf(tree)
  const theirs = stepsOf(exact)
  const placeOfLeaf = inverse(ours.order)
  return {
    rows: sampled.length,
    cophenetic: correlationOfTrees(
      { places: sampled.map((row) => placeOfLeaf[leaf[row] as number] as number), between: ours.between },
      { places: inverse(theirs.order), between: theirs.between }
    ),
    sameClusters: adjustedRand(
      sampled.map((row) => cut[leaf[row] as number] as number),
      cutTree(exact, k)
    )
  }
}

function inverse(order: Int32Array): Int32Array {
  const place = new Int32Array(order.length)
  for (const [at, row] of order.entries()) place[row] = at
  return place
}
