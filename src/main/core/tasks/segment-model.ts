import type { Database } from 'better-sqlite3'
import { type Assigned, assignNearest, fitLimits, type Reference, referenceOf } from '../../../engines/drift.ts'
import type { Treatment } from '../../../engines/features/treatment.ts'
import { column } from '../../../engines/math/columns.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { Purchases } from '../db/queries/purchases.ts'
import { loadFeatures } from './feature-sources.ts'
import { clusteredRows, type FeatureColumn, type FeatureTable, tableUnder } from './segment-features.ts'
import { type Space, spaceOf } from './segment-space.ts'

/** JSON has no infinity: no fence is null. */
type StoredTreatment = Omit<Treatment, 'low' | 'high'> & { low: number | null; high: number | null }

/** What customers are assigned to the groups of a run by, at any later or earlier day. Stored with the run. */
export interface SegmentModel {
  /** The run that found the groups, and as of when. */
  foundBy: number
  foundAsOf: IsoDate
  /** Features as they were asked for. */
  names: string[]
  columns: (Omit<FeatureColumn, 'treatment'> & { treatment: StoredTreatment; reference: Reference; typical: number })[]
  categories: { feature: string; levels: string[] }[]
  /** What a category that differs adds to a squared distance. */
  gamma: number
  /** Row-major k x (columns + categories) in the space that was clustered, in the order of the run's segments. */
  centres: number[]
  /** Distance within which all but one in a hundred lay, by segment. */
  limits: number[]
}

/** Keeps the model of a partition. `places[i]` is the segment of row i; `centres` follow the segments. */
export function keepModel(
  table: FeatureTable,
  space: Space,
  centres: Float64Array,
  places: Int32Array,
  k: number,
  found: { run: number; asOf: IsoDate; names: readonly string[] }
): SegmentModel {
  const { n, p, columns, categories, original } = table
  const { distances } = assignInSpace(space, centres, k)
  return {
    foundBy: found.run,
    foundAsOf: found.asOf,
    names: [...found.names],
    columns: columns.map((of, j) => {
      const values = column(original, n, p, j).sort()
      return { ...of, treatment: stored(of.treatment), reference: referenceOf(values), typical: quantile(values, 0.5) }
    }),
    categories: categories.map(({ feature, levels }) => ({ feature, levels: [...levels] })),
    gamma: space.mixed.gamma,
    centres: [...centres],
    limits: fitLimits(distances, places, k)
  }
}

export interface Scored {
  table: FeatureTable
  space: Space
  /** Place of the segment of each row. */
  places: Int32Array
  /** Further from its centre than all but one in a hundred were. */
  poor: Uint8Array
}

/** Assigns the customers of a day to the groups of a model: same features, same treatment, same weights. O(n k width). */
export function score(db: Database, model: SegmentModel, purchases: Purchases, asOf: IsoDate): Scored {
  const sources = loadFeatures(db, purchases, asOf, model.names)
  const categories = model.categories.map(({ feature, levels }) => ({ feature, levels, codes: new Int32Array(0) }))
  const table = tableUnder(
    model.columns.map(({ reference: _, typical: __, ...of }) => ({ ...of, treatment: revived(of.treatment) })),
    categories,
    sources,
    purchases.customers.length
  )
  const { rows, mixed } = clusteredRows(table)
  const space = spaceOf(rows, table.n, { ...mixed, gamma: model.gamma })
  const { labels, distances } = assignInSpace(space, Float64Array.from(model.centres), model.limits.length)
  const poor = Uint8Array.from(labels, (place, row) => Number((distances[row] as number) > (model.limits[place] as number)))
  return { table, space, places: labels, poor }
}

function stored({ low, high, ...treatment }: Treatment): StoredTreatment {
  return { ...treatment, low: Number.isFinite(low) ? low : null, high: Number.isFinite(high) ? high : null }
}

function revived({ low, high, ...treatment }: StoredTreatment): Treatment {
  return { ...treatment, low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY }
}

/** Nearest centre and distance of each row, as it was clustered: numbers alone, or numbers and categories. O(n k width). */
export function assignInSpace({ rows, n, width, mixed }: Space, centres: Float64Array, k: number): Assigned {
  return assignNearest(rows, n, width, centres, k, mixed)
}
