import { copheneticCorrelation } from '../../../engines/linkage/cophenetic.ts'
import { cutTree } from '../../../engines/linkage/cut.ts'
import { leafOrder } from '../../../engines/linkage/leaf-order.ts'
import { type Metric, metrics, spaceOf } from '../../../engines/linkage/metric.ts'
import { type Linkage, linkage, linkages } from '../../../engines/linkage.ts'
import { partOf } from '../../../engines/pace.ts'
import { SextantError } from '../../../shared/errors.ts'
import { count } from '../../../shared/format.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, bad, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, type NumericTable, numericTable, textColumn, withoutBlankRows } from './lab-table.ts'

export interface LabLinkageOptions extends LabOptions {
  linkage: Linkage
  metric: Metric
  /** Left out: no cut. */
  clusters?: number | undefined
}

export const labLinkageDefaults = { linkage: 'ward', metric: 'euclidean' } as const
export const labLinkages = linkages
export const labMetrics = metrics

/** Average and complete keep half a matrix of distances, and no engine of them is of use beyond. */
const MOST_ROWS = 30_000

export interface LabLinkageResult extends LabResult {
  /** In scipy's numbering: two clusters, the height at which they were joined, the rows in both. */
  merges: [number, number, number, number][]
  /** Correlation of the rows' distances with the heights that join them; null where either does not vary. */
  cophenetic: number | null
  leafOrder: number[]
  /** 0 is the largest cluster. */
  labels?: number[]
}

/** Hierarchical clustering of a plain table. Named text columns are categories under Gower. @throws lab.*, engine.* */
export async function labLinkage(input: LabTable, options: LabLinkageOptions, ctx: TaskContext): Promise<LabLinkageResult> {
  const { linkage: how, metric, clusters, seed } = options
  checkWhole('seed', seed, 0)
  const rows = withoutBlankRows(input)
  const { table, categories } = metric === 'gower' ? mixedTable(rows, options) : { table: numericTable(rows, options), categories: [] }
  const { data, n, p } = table
  if (clusters !== undefined) checkWhole('clusters', clusters, 1)
  if (clusters !== undefined && clusters > n) bad('clusters', clusters, `there are only ${n} rows`)
  if (n > MOST_ROWS) bad('input', n, `at most ${count(MOST_ROWS)} rows are clustered exactly`)
  const params = { linkage: how, metric, categories }
  const { found, begun, ended } = await timed(ctx, seed, (context) => linkage(data, n, p, params, partOf(context, 0, 0.6)))
  const space = spaceOf(data, n, p, metric, categories)
  const drawn = await timed(ctx, seed, async (context) => ({
    cophenetic: await copheneticCorrelation(found, space, partOf(context, 0.6, 0.8)),
    order: await leafOrder(found, space, partOf(context, 0.8, 1))
  }))
  return {
    ...about('linkage', { linkage: how, metric, ...(clusters === undefined ? {} : { clusters }) }, seed, table),
    merges: Array.from(found.heights, (height, i) => [
      found.parts[2 * i] as number,
      found.parts[2 * i + 1] as number,
      height,
      found.sizes[i] as number
    ]),
    cophenetic: drawn.found.cophenetic,
    leafOrder: Array.from(drawn.found.order),
    ...(clusters === undefined ? {} : { labels: Array.from(cutTree(found, clusters)) }),
    ...timing(options, begun, ended)
  }
}

/** Numbers as they are; of the named columns those that are not numbers as categories, numbered in the order in which they first come. */
function mixedTable(rows: LabTable, options: LabOptions): { table: NumericTable; categories: boolean[] } {
  const named = options.columns?.filter((name) => !options.omit?.includes(name))
  if (named === undefined) return { table: numericTable(rows, options), categories: [] }
  const columns = named.map((name) => oneColumn(rows, name))
  const [n, p] = [rows.rows.length, columns.length]
  if (n === 0 || p === 0) return { table: numericTable(rows, options), categories: [] }
  const data = new Float64Array(n * p)
  for (const [d, { values }] of columns.entries()) for (let i = 0; i < n; i++) data[i * p + d] = values[i] as number
  return { table: { data, n, p, columns: named }, categories: columns.map(({ category }) => category) }
}

function oneColumn(rows: LabTable, name: string): { values: ArrayLike<number>; category: boolean } {
  try {
    return { values: numericTable(rows, { columns: [name] }).data, category: false }
  } catch (error) {
    if (!(error instanceof SextantError) || error.code !== 'lab.notNumeric') throw error
  }
  const numberOf = new Map<string, number>()
  const values = textColumn(rows, name).map((text) => {
    const number = numberOf.get(text) ?? numberOf.size
    numberOf.set(text, number)
    return number
  })
  return { values, category: true }
}
