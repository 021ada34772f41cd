import { SextantError } from '../shared/errors.ts'
import type { EngineContext } from './context.ts'
import { firstSEmax, tibs2001SEmax } from './gap/rules.ts'
import { type Clusterer, type KmeansParams, type OpenClusterer, openKmeans } from './kmeans.ts'
import { moments, standardDeviation } from './math/moments.ts'
import { partOf } from './pace.ts'
import { principalComponents, project } from './pca.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const GAP_VERSION = 'gap/1'

export interface GapParams extends Omit<KmeansParams, 'k' | 'init'> {
  /** k = 1 .. kMax are compared; fewer than there are distinct rows. */
  kMax: number
  /** How many reference tables, 2 or more. */
  references: number
  /** What clusters; k-means if left out. */
  open?: OpenClusterer
  /** So many of the last columns are codes of categories: in a reference each is drawn by itself, as often as it occurs. None if left out. */
  categories?: number
}

export interface GapOfK {
  k: number
  /** expectedLogW - logW: how much tighter the clusters are than in a table without any. */
  gap: number
  /** Standard error of the gap: of the references' logarithms, times sqrt(1 + 1 / references). */
  se: number
  /** Logarithm of the sum of squared distances within clusters. */
  logW: number
  /** Its mean over the references. */
  expectedLogW: number
}

export interface Gap {
  k: GapOfK[]
  /** The number of clusters by each rule (`gap/rules.ts`). */
  firstSEmax: number
  tibs2001SEmax: number
}

/**
 * Gap statistic: how far the spread within k clusters falls below what k clusters of a structureless table leave. The
 * references are uniform over a box along the principal components of the data, as large as the data's own (the paper's
 * second choice, and the default of R's `cluster::clusGap`). W is the paper's, with squared distances: `d.power = 2` there.
 *
 * Source: R. Tibshirani, G. Walther, T. Hastie (2001), Estimating the number of clusters in a data set via the gap
 * statistic, Journal of the Royal Statistical Society B 63.
 *
 * @param data row-major n x p, finite; not changed
 * @throws engine.badParameter when there are not more distinct rows than kMax, or fewer than two references
 * @throws ctx.signal.reason when cancelled
 * @example const { tibs2001SEmax } = await gapStatistic(data, n, p, { kMax: 10, references: 50, ...settings }, ctx)
 *
 * (references + 1) kMax runs of k-means.
 */
export async function gapStatistic(data: Float64Array, n: number, p: number, params: GapParams, ctx: EngineContext): Promise<Gap> {
  const {
    kMax,
    references,
    categories = 0,
    open = (rows: number, most: number, context: EngineContext) => openKmeans(rows, p, most, context)
  } = params
  if (references < 2) {
    throw new SextantError('engine.badParameter', { parameter: 'references', value: references, reason: 'at least 2 are needed' })
  }
  const clusterer = open(n, kMax, ctx)
  try {
    const tables = references + 1
    clusterer.rows.set(data)
    const logW = await logsWithin(clusterer, params, partOf(ctx, 0, 1 / tables))
    const fill = referenceOf(data, n, p, categories)
    const drawn: Float64Array[] = []
    for (let b = 1; b <= references; b++) {
      fill(clusterer.rows, ctx.rng)
      drawn.push(await logsWithin(clusterer, params, partOf(ctx, b / tables, (b + 1) / tables)))
    }
    const gaps = Array.from(logW, (log, i) =>
      gapOf(
        i + 1,
        log,
        Float64Array.from(drawn, (logs) => logs[i] as number)
      )
    )
    return { k: gaps, firstSEmax: firstSEmax(gaps), tibs2001SEmax: tibs2001SEmax(gaps) }
  } finally {
    clusterer.close()
  }
}

async function logsWithin(
  clusterer: Clusterer,
  { kMax, references: _references, open: _open, categories: _categories, ...settings }: GapParams,
  ctx: EngineContext
): Promise<Float64Array> {
  const logs = new Float64Array(kMax)
  for (let k = 1; k <= kMax; k++) {
    const { inertia } = await clusterer.run({ ...settings, k }, partOf(ctx, (k - 1) / kMax, k / kMax))
    if (inertia === 0) {
      const reason = `${k} clusters leave no spread; it must be less than the number of distinct rows`
      throw new SextantError('engine.badParameter', { parameter: 'k-max', value: kMax, reason })
    }
    logs[k - 1] = Math.log(inertia)
  }
  return logs
}

function gapOf(k: number, logW: number, drawn: Float64Array): GapOfK {
  const about = moments(drawn)
  const se = standardDeviation(about) * Math.sqrt(1 + 1 / drawn.length)
  return { k, gap: about.mean - logW, se, logW, expectedLogW: about.mean }
}

/** A function that fills a table of the same size with rows uniform over the data's box along its principal components. */
function referenceOf(data: Float64Array, n: number, width: number, categories: number): (rows: Float64Array, rng: () => number) => void {
  const p = width - categories
  const numbers =
    categories === 0 ? data : Float64Array.from({ length: n * p }, (_, at) => data[Math.floor(at / p) * width + (at % p)] as number)
  const components = principalComponents(numbers, n, p, p)
  const { centre, vectors } = components
  const low = new Float64Array(p).fill(Number.POSITIVE_INFINITY)
  const high = new Float64Array(p).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < p; c++) {
      const value = project(numbers, i, components, c)
      low[c] = Math.min(low[c] as number, value)
      high[c] = Math.max(high[c] as number, value)
    }
  }
  return (rows, rng) => {
    for (let i = 0; i < n; i++) {
      const row = rows.subarray(i * width, (i + 1) * width)
      row.set(centre)
      for (let c = 0; c < p; c++) {
        const value = (low[c] as number) + ((high[c] as number) - (low[c] as number)) * rng()
        for (let d = 0; d < p; d++) row[d] = (row[d] as number) + value * (vectors[c * p + d] as number)
      }
      for (let d = p; d < width; d++) row[d] = data[Math.floor(rng() * n) * width + d] as number
    }
  }
}
