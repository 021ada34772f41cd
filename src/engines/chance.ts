import type { EngineContext } from './context.ts'
import type { OpenClusterer } from './kmeans.ts'
import { takeRows } from './math/columns.ts'
import { countDistinct } from './math/distinct.ts'
import { sampleRows } from './math/sample.ts'
import { type SingleMode, singleMode } from './null/single-mode.ts'
import { partOf } from './pace.ts'
import { silhouettes } from './silhouette.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const CHANCE_VERSION = 'chance/2'

export interface ChanceParams {
  /** The numbers of clusters that are tried, ascending. */
  ks: readonly number[]
  /** Tables drawn from the null. */
  draws: number
  /** Rows of each, and of the sample of the data that is held against them; fewer where there are fewer. */
  rows: number
  /** On how many of those the silhouette is evaluated, against all of them. */
  evaluated: number
  starts: number
  tolerance: number
  maxIterations: number
  /** What clusters. */
  open: OpenClusterer
  /** What tables without groups are drawn from; left out: the single-mode null of the columns of numbers as they are. */
  without?: ((rng: () => number) => SingleMode) | undefined
  /** The same rows where distances are Euclidean. */
  embed: (rows: Float64Array, n: number) => { data: Float64Array; p: number }
}

export interface Chance {
  rows: number
  ks: number[]
  /** Silhouette of the sample of the data, by k. NaN where it has fewer distinct rows than k. */
  observed: Float64Array
  /** Silhouettes of the drawn tables, row-major draws x ks. */
  drawn: Float64Array
  /** Of each column, the smoothing that left one mode. */
  bandwidths: number[]
}

/**
 * What clusters are worth beside chance: the silhouette of the data by number of clusters, and the same statistic, from the same search,
 * of tables drawn from the single-mode null (`null/single-mode.ts`).
 *
 * @param data row-major n x width, finite, as it is clustered; not changed
 * @param lattices for each column of numbers the only values that can occur, ascending; null: any. The columns after those are codes of
 * categories: in a drawn table each occurs by itself, as often as in the data
 * @throws ctx.signal.reason when cancelled
 *
 * (draws + 1) times a search for each k and the silhouettes on `rows` rows.
 */
export async function chance(
  data: Float64Array,
  n: number,
  width: number,
  lattices: readonly (Float64Array | null)[],
  { ks, draws, rows: most, evaluated, open, embed, without, ...settings }: ChanceParams,
  ctx: EngineContext
): Promise<Chance> {
  const sample = takeRows(data, width, sampleRows(n, most, ctx.rng))
  const rows = sample.length / width
  const p = lattices.length
  const numbers =
    p === width ? data : Float64Array.from({ length: n * p }, (_, at) => data[Math.floor(at / p) * width + (at % p)] as number)
  const chanceOnly = without?.(ctx.rng) ?? singleMode(numbers, n, p, lattices, ctx.rng)
  const drawnNumbers = p === width ? null : new Float64Array(rows * p)
  const fill = (into: Float64Array) => {
    if (drawnNumbers === null) return chanceOnly.draw(into, ctx.rng)
    chanceOnly.draw(drawnNumbers, ctx.rng)
    for (let i = 0; i < rows; i++) {
      for (let d = 0; d < width; d++) {
        into[i * width + d] = (d < p ? drawnNumbers[i * p + d] : data[Math.floor(ctx.rng() * n) * width + d]) as number
      }
    }
  }
  const largest = Math.min(ks.at(-1) as number, rows - 1)
  const clusterer = open(rows, largest, ctx)
  const statistic = async (part: EngineContext): Promise<Float64Array> => {
    const limit = Math.min(largest, countDistinct(clusterer.rows, width, largest + 1) - 1)
    const possible = ks.filter((k) => k <= limit)
    const labellings: { labels: Int32Array; k: number }[] = []
    for (const k of possible) labellings.push({ k, labels: (await clusterer.run({ ...settings, k }, part)).labels })
    const space = embed(clusterer.rows.slice(), rows)
    const found = labellings.length === 0 ? [] : await silhouettes(space.data, rows, space.p, labellings, evaluated, part)
    return Float64Array.from(ks, (k) => found[possible.indexOf(k)]?.mean ?? Number.NaN)
  }
  try {
    clusterer.rows.set(sample)
    const observed = await statistic(partOf(ctx, 0, 0))
    const drawn = new Float64Array(draws * ks.length)
    for (let draw = 0; draw < draws; draw++) {
      fill(clusterer.rows)
      drawn.set(await statistic(partOf(ctx, draw / draws, draw / draws)), draw * ks.length)
      ctx.onProgress((draw + 1) / draws)
    }
    return { rows, ks: [...ks], observed, drawn, bandwidths: chanceOnly.bandwidths }
  } finally {
    clusterer.close()
  }
}

/**
 * How often chance alone gives clusters as clear: the share of draws, the data counted among them, whose best silhouette over the given
 * numbers of clusters reaches the given one. Never 0: with 199 draws, 1/200 at least.
 */
export function shareAsClear({ ks, drawn }: Chance, value: number, within: readonly number[]): number {
  const draws = drawn.length / ks.length
  let reached = 0
  for (let draw = 0; draw < draws; draw++) {
    let best = Number.NEGATIVE_INFINITY
    for (const k of within) {
      const found = drawn[draw * ks.length + ks.indexOf(k)] ?? Number.NaN
      if (found > best) best = found
    }
    if (best >= value) reached++
  }
  return (1 + reached) / (1 + draws)
}
