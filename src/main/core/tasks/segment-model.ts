import type { Database } from 'better-sqlite3'
import { assignNearest, fitLimits, type Reference, referenceOf, referenceOfLevels } from '../../../engines/drift.ts'
import type { Treatment } from '../../../engines/features/treatment.ts'
import { column } from '../../../engines/math/columns.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { Feature } from '../../../shared/model/features.ts'
import type { Purchases } from '../db/queries/purchases.ts'
import { runView } from '../db/queries/segment-identity.ts'
import { loadFeatures } from './feature-sources.ts'
import { clusteredRows, type FeatureColumn, type FeatureTable, tableUnder } from './segment-features.ts'
import { type Space, spaceOf } from './segment-space.ts'

/** What customers are assigned to the groups of a run by, at any later or earlier day. Stored with the run. */
export interface SegmentModel {
  /** The run that found the groups, and as of when. */
  foundBy: number
  foundAsOf: IsoDate
  columns: { column: StoredColumn; reference: Reference; typical: number }[]
  categories: { feature: Feature; levels: string[]; reference: Reference }[]
  /** Weight of a category against the numbers. */
  gamma: number
  /** Row-major k x (columns + categories), in the order of the run's segments. */
  centres: number[]
  /** Distance within which all but one in a hundred lay, by segment. */
  limits: number[]
}

/** JSON has no infinity: null where no fence is. */
interface StoredColumn extends Omit<FeatureColumn, 'treatment'> {
  treatment: Omit<Treatment, 'low' | 'high'> & { low: number | null; high: number | null }
}

/** Keeps the model of a partition. `places[i]` is the segment of row i; `centres` follow the segments. */
export function keepModel(
  table: FeatureTable,
  space: Space,
  centres: Float64Array,
  places: Int32Array,
  k: number,
  found: { run: number; asOf: IsoDate }
): SegmentModel {
  const { n, p, columns, categories, original } = table
  const { distances } = assignNearest(space.rows, n, space.mixed, centres, k)
  return {
    foundBy: found.run,
    foundAsOf: found.asOf,
    columns: columns.map((of, j) => {
      const values = column(original, n, p, j).sort()
      return { column: toStore(of), reference: referenceOf(values), typical: quantile(values, 0.5) }
    }),
    categories: categories.map(({ feature, levels, codes }) => ({ feature, levels, reference: referenceOfLevels(codes, levels.length) })),
    gamma: space.mixed.gamma,
    centres: [...centres],
    limits: fitLimits(distances, places, k)
  }
}

/** The model of a stored run; null where it has none, or one from before features had treatments. */
export function modelOf(db: Database, run: number): SegmentModel | null {
  const model = runView<Partial<SegmentModel>>(db, run, 'model')
  return model?.categories === undefined ? null : (model as SegmentModel)
}

/** The customers of a day in the space of the model: same features, same treatments. */
export function tableOfModel(db: Database, model: SegmentModel, purchases: Purchases, asOf: IsoDate): FeatureTable {
  const columns = model.columns.map(({ column }) => fromStore(column))
  const categories = model.categories.map(({ feature, levels }) => ({ feature, levels, codes: new Int32Array(0) }))
  const names = [...columns, ...categories].map(({ feature }) => feature)
  return tableUnder(columns, categories, loadFeatures(db, purchases, asOf, names), purchases.customers.length)
}

export interface Scored {
  table: FeatureTable
  space: Space
  /** Place of the segment of each row. */
  places: Int32Array
  /** Further from its centre than all but one in a hundred were. */
  poor: Uint8Array
}

/** Assigns the customers of a day to the groups of a model, by the distance that found them. O(n k (columns + categories)). */
export function score(db: Database, model: SegmentModel, purchases: Purchases, asOf: IsoDate): Scored {
  const table = tableOfModel(db, model, purchases, asOf)
  const { rows, mixed } = clusteredRows(table, model.gamma)
  const space = spaceOf(rows, table.n, mixed)
  const k = model.limits.length
  const { labels, distances } = assignNearest(rows, table.n, mixed, Float64Array.from(model.centres), k)
  const poor = Uint8Array.from(labels, (place, row) => Number((distances[row] as number) > (model.limits[place] as number)))
  return { table, space, places: labels, poor }
}

function toStore({ treatment, ...of }: FeatureColumn): StoredColumn {
  const orNull = (value: number) => (Number.isFinite(value) ? value : null)
  return { ...of, treatment: { ...treatment, low: orNull(treatment.low), high: orNull(treatment.high) } }
}

function fromStore({ treatment, ...of }: StoredColumn): FeatureColumn {
  const { low, high } = treatment
  return { ...of, treatment: { ...treatment, low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY } }
}
