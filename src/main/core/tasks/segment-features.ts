import { createHash } from 'node:crypto'
import { column } from '../../../engines/math/columns.ts'
import { applyTransform, chooseTransform, invertTransform, type Transform } from '../../../engines/math/log-transform.ts'
import { robustScaling, type Scaling } from '../../../engines/math/scaling.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import { Feature } from '../../../shared/model/segments.ts'
import { dayNumber, type Purchases } from '../db/queries/purchases.ts'

/** What customers are told apart by: a row each, a column a feature, both as they are and as they are clustered. */
export interface FeatureTable {
  n: number
  p: number
  columns: FeatureColumn[]
  /** Row-major n x p, original units: days, orders, major units of the currency. */
  original: Float64Array
  /** Row-major n x p, transformed and scaled. */
  scaled: Float64Array
}

export interface FeatureColumn {
  feature: Feature
  transform: Transform
  scaling: Scaling
}

/** Transforms (log where skewed) and scales (median and quartiles) each chosen feature. O(n p log n). */
export function featureTable(purchases: Purchases, asOf: IsoDate, chosen: Feature[]): FeatureTable {
  const n = purchases.customers.length
  const features = inOrder(chosen)
  const p = features.length
  const original = new Float64Array(n * p)
  const scaled = new Float64Array(n * p)
  const columns = features.map((feature, j) => {
    const values = featureValues(feature, purchases, dayNumber(asOf))
    const transform = chooseTransform(values)
    const transformed = values.map((value) => applyTransform(transform, value))
    const scaling = robustScaling(transformed)
    for (let i = 0; i < n; i++) {
      original[i * p + j] = values[i] as number
      scaled[i * p + j] = ((transformed[i] as number) - scaling.centre) / scaling.spread
    }
    return { feature, transform, scaling }
  })
  return { n, p, columns, original, scaled }
}

/** The features in their fixed order, so that the order in which they were named changes nothing. */
export function inOrder(chosen: Feature[]): Feature[] {
  return Feature.options.filter((feature) => chosen.includes(feature))
}

/** A scaled value in the feature's own units. */
export function inOriginalUnits({ transform, scaling }: FeatureColumn, scaled: number): number {
  return invertTransform(transform, scaled * scaling.spread + scaling.centre)
}

/** One feature of all customers, in original units, ascending. */
export function sortedOriginal({ original, n, p }: FeatureTable, j: number): Float64Array {
  return column(original, n, p, j).sort()
}

/** SHA-256, hex, of everything that a segmentation's result is computed from besides its parameters. */
export function inputFingerprint(purchases: Purchases, { original, columns }: FeatureTable): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([purchases.currency, purchases.decimals, purchases.without, columns.map(({ feature }) => feature)]))
  for (const values of [purchases.customers, purchases.net, original]) hash.update(new Uint8Array(values.buffer))
  return hash.digest('hex')
}

function featureValues(feature: Feature, purchases: Purchases, today: number): Float64Array {
  const { orders, net, gross, decimals, firstDay, lastDay } = purchases
  const unit = 10 ** decimals
  switch (feature) {
    case 'recency':
      return lastDay.map((day) => today - day)
    case 'frequency':
      return orders.slice()
    case 'monetary':
      return net.map((amount) => amount / unit)
    case 'meanOrderValue':
      return gross.map((amount, i) => amount / unit / (orders[i] as number))
    case 'tenure':
      return firstDay.map((day) => today - day)
  }
}
