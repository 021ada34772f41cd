import { agnes, type Cluster } from 'ml-hclust'
import type { EngineContext } from '../context.ts'
import { type LinkageParams, linkage } from '../linkage.ts'
import { adjustedRand } from '../math/adjusted-rand.ts'
import { takeRows } from '../math/columns.ts'
import { sampleRows } from '../math/sample.ts'
import { cutTree } from './cut.ts'
import { distance, spaceOf } from './metric.ts'

export interface LinkageAgreement {
  /** Rows of the sample that both clustered. */
  rows: number
  /** Largest difference of any height, as a share of the highest. */
  largestHeightDifference: number
  /** Adjusted Rand index of both trees cut into k. */
  sameClusters: number
}

/** `ml-hclust` takes n^3 steps: enough rows to show a difference, few enough to take a fraction of a second. */
const SAMPLE_ROWS = 300

const methods = { ward: 'ward2', average: 'average', complete: 'complete', single: 'single' } as const

/**
 * An independent second opinion: a seeded sample of the rows, clustered by this engine and by the package `ml-hclust` from the same distances.
 * Its `ward2` is the criterion that is called Ward here.
 */
export async function agreementWithMlHclust(
  data: Float64Array,
  n: number,
  p: number,
  params: Omit<LinkageParams, 'weights'>,
  k: number,
  ctx: EngineContext
): Promise<LinkageAgreement> {
  const sample = takeRows(data, p, sampleRows(n, SAMPLE_ROWS, ctx.rng))
  const rows = sample.length / p
  const tree = await linkage(sample, rows, p, params, ctx)
  const space = spaceOf(sample, rows, p, params.metric, params.categories)
  const matrix = Array.from({ length: rows }, (_, i) => Array.from({ length: rows }, (_, j) => (i === j ? 0 : distance(space, i, j))))
  const theirs = agnes(matrix, { method: methods[params.linkage], isDistanceMatrix: true })
  const heights: number[] = []
  theirs.traverse((cluster) => {
    if (!cluster.isLeaf) heights.push(cluster.height)
  })
  heights.sort((a, b) => a - b)
  const top = tree.heights[rows - 2] || 1
  const clusters = Math.min(k, rows)
  return {
    rows,
    largestHeightDifference: tree.heights.reduce((most, height, i) => Math.max(most, Math.abs(height - (heights[i] as number)) / top), 0),
    sameClusters: adjustedRand(cutTree(tree, clusters), labelsOf(theirs, clusters, rows))
  }
}

function labelsOf(root: Cluster, k: number, rows: number): Int32Array {
  const labels = new Int32Array(rows)
  for (const [label, cluster] of (k > 1 ? root.group(k).children : [root]).entries()) {
    for (const row of cluster.isLeaf ? [cluster.index] : cluster.indices()) labels[row] = label
  }
  return labels
}
