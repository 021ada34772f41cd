/** One engine on a plain table, for trying engines out and for comparing them with others. Nothing is stored. */
import { kmeans } from '../../../engines/kmeans.ts'
import { column } from '../../../engines/math/columns.ts'
import { noScaling, robustScaling, type Scaling, standardScaling } from '../../../engines/math/scaling.ts'
import { tally } from '../../../engines/math/tally.ts'
import { silhouettes } from '../../../engines/silhouette.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, bad, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, type NumericTable, numericTable, textColumn, withoutBlankRows } from './lab-table.ts'

export interface LabKmeansOptions extends LabOptions {
  k: number
  starts: number
  scale: 'none' | 'z' | 'robust'
  /** Times the mean variance of the columns, as scikit-learn. */
  tolerance: number
  maxIterations: number
}

export const labKmeansDefaults = { starts: 10, scale: 'none', tolerance: 1e-4, maxIterations: 300, seed: 1 } as const

export interface LabKmeansResult extends LabResult {
  /** 0 .. k-1 for each row that is not blank; 0 is the largest cluster. */
  labels: number[]
  /** In the units of the table. */
  centroids: number[][]
  /** In squared units of what was clustered: of the scaled columns when scaled. */
  inertia: number
  iterations: number
}

export interface LabSilhouetteOptions extends LabOptions {
  /** The column that holds each row's cluster, as any text. */
  labels: string
}

export interface LabSilhouetteResult extends LabResult {
  /** Mean over all rows, exact. */
  silhouette: number
  perCluster: { label: string; size: number; silhouette: number }[]
}

/** @throws lab.*, engine.badParameter */
export async function labKmeans(input: LabTable, options: LabKmeansOptions, ctx: TaskContext): Promise<LabKmeansResult> {
  const { k, starts, scale, tolerance, maxIterations, seed } = options
  checkKmeans(options)
  const table = numericTable(withoutBlankRows(input), options)
  const scalings = columnScalings(table, scale)
  const scaled = table.data.map((value, at) => {
    const { centre, spread } = scalings[at % table.p] as Scaling
    return (value - centre) / spread
  })
  const { found, begun, ended } = await timed(ctx, seed, (context) =>
    kmeans(scaled, table.n, table.p, { k, starts, tolerance, maxIterations }, context)
  )
  const centroids = Array.from({ length: k }, (_, c) =>
    scalings.map(({ centre, spread }, j) => (found.centroids[c * table.p + j] as number) * spread + centre)
  )
  return {
    ...about('kmeans', { k, starts, scale, tolerance, maxIterations }, seed, table),
    labels: Array.from(found.labels),
    centroids,
    inertia: found.inertia,
    iterations: found.iterations,
    ...timing(options, begun, ended)
  }
}

/** Always exact: every pair of rows is measured. @throws lab.*, engine.badParameter */
export async function labSilhouette(input: LabTable, options: LabSilhouetteOptions, ctx: TaskContext): Promise<LabSilhouetteResult> {
  checkWhole('seed', options.seed, 0)
  const rows = withoutBlankRows(input)
  const names = textColumn(rows, options.labels)
  const table = numericTable(rows, { columns: options.columns, omit: [...(options.omit ?? []), options.labels] })
  const distinct = [...new Set(names)].sort(byNumberThenText)
  const k = distinct.length
  if (k < 2 || k >= table.n) {
    const reason = `${k} clusters of ${table.n} rows; there must be at least 2, and fewer than rows`
    throw new SextantError('engine.badParameter', { parameter: 'labels', value: options.labels, reason })
  }
  const numberOf = new Map(distinct.map((name, number) => [name, number]))
  const labels = Int32Array.from(names, (name) => numberOf.get(name) as number)
  const { found, begun, ended } = await timed(ctx, options.seed, async (context) => {
    const [silhouette] = await silhouettes(table.data, table.n, table.p, [{ labels, k }], table.n, context)
    return silhouette
  })
  const sizes = tally(labels, k)
  return {
    ...about('silhouette', { labels: options.labels }, options.seed, table),
    silhouette: found?.mean as number,
    perCluster: distinct.map((label, c) => ({ label, size: sizes[c] as number, silhouette: found?.perCluster[c] as number })),
    ...timing(options, begun, ended)
  }
}

function checkKmeans({ k, starts, tolerance, maxIterations, seed, scale }: LabKmeansOptions): void {
  checkWhole('k', k, 1)
  checkWhole('starts', starts, 1)
  checkWhole('max-iterations', maxIterations, 1)
  checkWhole('seed', seed, 0)
  if (!(tolerance >= 0 && tolerance < Number.POSITIVE_INFINITY)) bad('tolerance', tolerance, 'it must be 0 or more')
  if (!['none', 'z', 'robust'].includes(scale)) bad('scale', scale, 'it must be none, z or robust')
}

function columnScalings({ data, n, p }: NumericTable, scale: LabKmeansOptions['scale']): Scaling[] {
  const scalingOf = { none: () => noScaling, z: standardScaling, robust: robustScaling }[scale]
  return Array.from({ length: p }, (_, j) => scalingOf(column(data, n, p, j)))
}

/** 2 before 10, numbers before text. */
function byNumberThenText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)]
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y || compare(a, b)
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
  return compare(a, b)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
