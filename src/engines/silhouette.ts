import type { EngineContext } from './context.ts'
import { moments, standardDeviation } from './math/moments.ts'
import { sampleRows } from './math/sample.ts'
import { tally } from './math/tally.ts'
import { cellSums } from './silhouette/cell-sums.ts'
import { refine } from './silhouette/cells.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const SILHOUETTE_VERSION = 'silhouette/3'

/** One labelling of the rows: labels 0 .. k-1. */
export interface Labelling {
  labels: Int32Array
  k: number
}

export interface Silhouette {
  /** Mean over the evaluated rows, -1 .. 1. */
  mean: number
  /** Standard error of the mean as an estimate for all rows; null when all rows were evaluated. */
  error: number | null
  /** How many rows were evaluated. */
  rows: number
  /** Mean over the evaluated rows of each cluster; null for a cluster of which none was. */
  perCluster: (number | null)[]
}

/** Up to here every row is evaluated by default. */
const EXACT_ROWS = 5000
/** Beyond, as many rows as keep the work near this many distances, but never fewer than gives a useful standard error. */
const DISTANCES = 1e8
const FEWEST_SAMPLED = 1000

/** How many of `n` rows to evaluate so that the answer takes seconds: all up to 5,000, else 1,000 to 5,000. */
export function affordableRows(n: number): number {
  if (n <= EXACT_ROWS) return n
  return Math.max(FEWEST_SAMPLED, Math.min(EXACT_ROWS, Math.floor(DISTANCES / n)))
}

/**
 * Silhouettes of many labellings of the same rows. For a row, a is its mean distance to the rest of its cluster and b the
 * smallest mean distance to another cluster; its silhouette is (b - a) / max(a, b), and 0 in a cluster of one. Each
 * pairwise distance is computed once for all labellings.
 *
 * With fewer evaluated rows than there are, those are a simple random sample, but their distances still go to all rows:
 * each evaluated silhouette is exact, and only the mean is an estimate.
 *
 * Source: P. Rousseeuw (1987), Silhouettes: a graphical aid to the interpretation and validation of cluster analysis,
 * Journal of Computational and Applied Mathematics 20.
 *
 * @param data row-major n x p, Euclidean distances; not changed
 * @param labellings each with 2 or more clusters that are not empty
 * @param rows how many rows to evaluate; n or more evaluates all
 * @example const [two, three] = await silhouettes(data, n, p, [inTwo, inThree], affordableRows(n), ctx)
 *
 * Computes in WebAssembly on all threads of `ctx`, or in plain TypeScript where that is missing, to the same bits.
 *
 * O(rows n p) time, O(rows c + n p) memory, with c the number of cells (`cells.ts`).
 */
export async function silhouettes(
  data: Float64Array,
  n: number,
  p: number,
  labellings: Labelling[],
  rows: number,
  ctx: EngineContext
): Promise<Silhouette[]> {
  const cells = refine(
    labellings.map(({ labels }) => labels),
    n
  )
  const exact = rows >= n
  const evaluated = sampleRows(n, rows, ctx.rng)
  const sums = await cellSums(data, n, p, cells, evaluated, ctx)
  return labellings.map((labelling) => {
    const clusterOf = Int32Array.from(cells.representative, (row) => labelling.labels[row] as number)
    const values = rowSilhouettes(labelling, clusterOf, evaluated, sums)
    return { ...summarise(values, labelling, evaluated), error: exact ? null : standardError(values, n) }
  })
}

/** The silhouette of each evaluated row, from its summed distances to each cell. */
function rowSilhouettes({ labels, k }: Labelling, clusterOf: Int32Array, evaluated: Int32Array, sums: Float64Array): Float64Array {
  const sizes = tally(labels, k)
  const cellCount = clusterOf.length
  const toCluster = new Float64Array(k)
  return Float64Array.from(evaluated, (row, e) => {
    const own = labels[row] as number
    const ownSize = sizes[own] as number
    if (ownSize === 1) return 0
    toCluster.fill(0)
    for (let cell = 0; cell < cellCount; cell++) {
      const cluster = clusterOf[cell] as number
      toCluster[cluster] = (toCluster[cluster] as number) + (sums[e * cellCount + cell] as number)
    }
    let b = Number.POSITIVE_INFINITY
    for (let c = 0; c < k; c++) {
      const size = sizes[c] as number
      if (c !== own && size > 0) b = Math.min(b, (toCluster[c] as number) / size)
    }
    const a = (toCluster[own] as number) / (ownSize - 1)
    return a === b ? 0 : (b - a) / Math.max(a, b)
  })
}

function summarise(values: Float64Array, { labels, k }: Labelling, evaluated: Int32Array): Omit<Silhouette, 'error'> {
  const totals = new Float64Array(k)
  const counts = new Int32Array(k)
  let total = 0
  evaluated.forEach((row, e) => {
    const label = labels[row] as number
    const value = values[e] as number
    totals[label] = (totals[label] as number) + value
    counts[label] = (counts[label] as number) + 1
    total += value
  })
  const perCluster = Array.from(totals, (sum, c) => (counts[c] === 0 ? null : sum / (counts[c] as number)))
  return { mean: total / values.length, rows: values.length, perCluster }
}

/** Of the mean of a simple random sample without replacement out of `n`. */
function standardError(values: Float64Array, n: number): number {
  const m = values.length
  return (standardDeviation(moments(values)) / Math.sqrt(m)) * Math.sqrt(1 - m / n)
}

/** The silhouette of each evaluated row, for the plot that shows them side by side. */
export interface RowSilhouettes {
  rows: Int32Array
  values: Float64Array
}

/**
 * The single values behind one mean of `silhouettes`, of a sample of rows.
 *
 * @param data row-major n x p; not changed
 * @example const { rows, values } = await eachSilhouette(data, n, p, { labels, k }, 1000, ctx)
 * O(rows n p).
 */
export async function eachSilhouette(
  data: Float64Array,
  n: number,
  p: number,
  labelling: Labelling,
  rows: number,
  ctx: EngineContext
): Promise<RowSilhouettes> {
  const cells = refine([labelling.labels], n)
  const evaluated = sampleRows(n, rows, ctx.rng)
  const sums = await cellSums(data, n, p, cells, evaluated, ctx)
  const clusterOf = Int32Array.from(cells.representative, (row) => labelling.labels[row] as number)
  return { rows: evaluated, values: rowSilhouettes(labelling, clusterOf, evaluated, sums) }
}
