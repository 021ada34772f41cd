import { assignNearest, fitLimits, type Reference, referenceOf } from '../../../engines/drift.ts'
import { column } from '../../../engines/math/columns.ts'
import { applyTransform, type Transform } from '../../../engines/math/log-transform.ts'
import type { Scaling } from '../../../engines/math/scaling.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { Feature } from '../../../shared/model/segments.ts'
import type { Purchases } from '../db/queries/purchases.ts'
import { type FeatureTable, featureTable } from './segment-features.ts'

/** What customers are assigned to the groups of a run by, at any later or earlier day. Stored with the run. */
export interface SegmentModel {
  /** The run that found the groups, and as of when. */
  foundBy: number
  foundAsOf: IsoDate
  columns: { feature: Feature; transform: Transform; scaling: Scaling; reference: Reference; median: number }[]
  /** Row-major k x p in the scaled space, in the order of the run's segments. */
  centres: number[]
  /** Distance within which all but one in a hundred lay, by segment. */
  limits: number[]
}

/** Keeps the model of a partition. `places[i]` is the segment of row i; `centres` follow the segments. */
export function keepModel(
  table: FeatureTable,
  centres: Float64Array,
  places: Int32Array,
  k: number,
  found: { run: number; asOf: IsoDate }
): SegmentModel {
  const { n, p, columns, original, scaled } = table
  const { distances } = assignNearest(scaled, n, p, centres, k)
  return {
    foundBy: found.run,
    foundAsOf: found.asOf,
    columns: columns.map(({ feature, transform, scaling }, j) => {
      const values = column(original, n, p, j)
      return { feature, transform, scaling, reference: referenceOf(values), median: values.toSorted()[n >> 1] as number }
    }),
    centres: [...centres],
    limits: fitLimits(distances, places, k)
  }
}

/** The customers of a day in the space of the model: same features, same transforms, same scaling. */
export function tableOfModel(model: SegmentModel, purchases: Purchases, asOf: IsoDate): FeatureTable {
  const features = model.columns.map(({ feature }) => feature)
  const { n, p, columns, original } = featureTable(purchases, asOf, features)
  const ours = columns.map(({ feature }) => {
    const own = model.columns.find((one) => one.feature === feature)
    if (own === undefined) throw new Error(`The model has no feature ${feature}.`)
    return { feature, transform: own.transform, scaling: own.scaling }
  })
  const scaled = original.map((value, at) => {
    const { transform, scaling } = ours[at % p] as (typeof ours)[number]
    return (applyTransform(transform, value) - scaling.centre) / scaling.spread
  })
  return { n, p, columns: ours, original, scaled }
}

export interface Scored {
  table: FeatureTable
  /** Place of the segment of each row. */
  places: Int32Array
  /** Further from its centre than all but one in a hundred were. */
  poor: Uint8Array
}

/** Assigns the customers of a day to the groups of a model. O(n k p). */
export function score(model: SegmentModel, purchases: Purchases, asOf: IsoDate): Scored {
  const table = tableOfModel(model, purchases, asOf)
  const k = model.limits.length
  const { labels, distances } = assignNearest(table.scaled, table.n, table.p, Float64Array.from(model.centres), k)
  const poor = Uint8Array.from(labels, (place, row) => Number((distances[row] as number) > (model.limits[place] as number)))
  return { table, places: labels, poor }
}
