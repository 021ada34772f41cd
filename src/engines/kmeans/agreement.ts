import { kmeans as mlKmeans } from 'ml-kmeans'
import type { EngineContext } from '../context.ts'
import { takeRows } from '../math/columns.ts'
import { countDistinct } from '../math/distinct.ts'
import { sampleRows } from '../math/sample.ts'
import { descend } from './descent.ts'
import { plusPlusCentres } from './seeding.ts'
import { KmeansTable } from './table.ts'

export interface Agreement {
  /** Rows of the sample that both clustered. */
  rows: number
  /** Share of them with the same label in both, 0 .. 1. */
  sameLabels: number
  /** Largest difference of any coordinate of any centre. */
  largestCentroidDifference: number
}

/** `ml-kmeans` works on nested arrays and computes every distance: enough rows to show a difference, few enough to take milliseconds. */
const SAMPLE_ROWS = 500
const MAX_ITERATIONS = 1000

/**
 * An independent second opinion: a seeded sample of the rows, clustered by this engine and by the package `ml-kmeans` from
 * the same k-means++ start, both run until no row changes its cluster.
 *
 * @param k at most the number of distinct rows; fewer clusters are compared where the sample has fewer distinct rows
 */
export async function agreementWithMlKmeans(data: Float64Array, n: number, p: number, k: number, ctx: EngineContext): Promise<Agreement> {
  const sample = takeRows(data, p, sampleRows(n, SAMPLE_ROWS, ctx.rng))
  const rows = sample.length / p
  const clusters = Math.min(k, countDistinct(sample, p, k))
  const { start, ours } = await fromOneStart(sample, rows, p, clusters, ctx)
  const theirs = mlKmeans(nested(sample, p), clusters, { initialization: nested(start, p), tolerance: 0, maxIterations: MAX_ITERATIONS })
  const same = theirs.clusters.reduce((count, label, i) => count + (label === ours.labels[i] ? 1 : 0), 0)
  const differences = theirs.centroids.flat().map((value, i) => Math.abs(value - (ours.centroids[i] as number)))
  return { rows, sameLabels: same / rows, largestCentroidDifference: Math.max(...differences) }
}

async function fromOneStart(sample: Float64Array, rows: number, p: number, k: number, ctx: EngineContext) {
  const table = new KmeansTable(rows, p, k, ctx)
  try {
    table.rows.set(sample)
    const start = await plusPlusCentres(table, k, ctx)
    return { start, ours: await descend(table, start, { tolerance: 0, maxIterations: MAX_ITERATIONS }, ctx) }
  } finally {
    table.close()
  }
}

function nested(data: Float64Array, p: number): number[][] {
  return Array.from({ length: data.length / p }, (_, i) => Array.from(data.subarray(i * p, (i + 1) * p)))
}
