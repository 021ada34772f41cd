import type { KmeansResult } from '../../../engines/kmeans.ts'
import { column } from '../../../engines/math/columns.ts'
import { hedgesG } from '../../../engines/math/hedges-g.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import { tally } from '../../../engines/math/tally.ts'
import type { FeatureSummary, SegmentProfile, SegmentsResult } from '../../../shared/model/segments.ts'
import type { Purchases } from '../db/queries/purchases.ts'
import { type FeatureTable, inOriginalUnits, knownOriginal, UNKNOWN } from './segment-features.ts'
import type { NameFacts } from './segment-names.ts'

/** A segment before it has a name and an id. `cluster` is its number in the partition. */
export interface SegmentDraft {
  cluster: number
  size: number
  share: number
  /** Major units of the currency. */
  net: number
  /** Null where customers gave back more than they bought. */
  revenueShare: number | null
  /** Share of its customers that ordered a single time. */
  once: number
  centroid: Record<string, number>
  /** The most frequent value of each category. */
  modes: Record<string, string>
  profile: SegmentProfile[]
}

/** Median, quartiles and mean of each feature over everyone of whom it is known, and its transform. */
export function summariseFeatures(table: FeatureTable): FeatureSummary[] {
  return table.columns.map(({ feature, treatment, look, winsorised, chosen }, j) => {
    const known = knownOriginal(table, j).filter(isKnown)
    return {
      feature,
      ...quartiles(known.toSorted()),
      mean: mean(known),
      transform: treatment.shape,
      scale: treatment.scale,
      ...(chosen && { chosen }),
      missing: look.missing,
      winsorised
    }
  })
}

/** Shares of everyone with each value of the features without an order. */
export function summariseCategories({ categories, n }: FeatureTable): SegmentsResult['categories'] {
  return categories.map(({ feature, levels, codes }) => {
    const counts = tally(codes, levels.length)
    return { feature, levels: levels.map((name, code) => ({ name, share: (counts[code] as number) / n })) }
  })
}

/** Describes each cluster, the one with the largest share of revenue first; equal shares by size. O(n p log n). */
export function describeSegments(
  table: FeatureTable,
  { labels, centroids, sizes }: Pick<KmeansResult, 'labels' | 'centroids' | 'sizes'>,
  /** Numbers of a centre: those of the table's columns, then a code for each category. */
  width: number,
  { net, orders, decimals }: Purchases
): SegmentDraft[] {
  const revenue = new Float64Array(sizes.length)
  labels.forEach((label, i) => {
    revenue[label] = (revenue[label] as number) + (net[i] as number)
  })
  const once = new Float64Array(sizes.length)
  labels.forEach((label, i) => {
    if ((orders[i] as number) <= 1) once[label] = (once[label] as number) + 1
  })
  const total = revenue.reduce((sum, value) => sum + value, 0)
  const columns = table.columns.map((_, j) => ({
    original: knownOriginal(table, j),
    scaled: column(table.scaled, table.n, table.p, j)
  }))
  const drafts = Array.from(sizes, (size, cluster) => ({
    cluster,
    size,
    share: size / table.n,
    net: (revenue[cluster] as number) / 10 ** decimals,
    revenueShare: total > 0 ? (revenue[cluster] as number) / total : null,
    once: (once[cluster] as number) / size,
    centroid: Object.fromEntries(table.columns.map((of, j) => [of.feature, inOriginalUnits(of, centroids[cluster * width + j] as number)])),
    modes: Object.fromEntries(
      table.categories.map(({ feature, levels }, q) => [feature, levels[centroids[cluster * width + table.p + q] as number] ?? UNKNOWN])
    ),
    profile: table.columns.flatMap(({ feature }, j) => profileOf(feature, columns[j] as Columns, labels, cluster, size) ?? [])
  }))
  return drafts.sort((a, b) => b.net - a.net || b.size - a.size || a.cluster - b.cluster)
}

interface Columns {
  /** NaN: not known. */
  original: Float64Array
  scaled: Float64Array
}

/** What is not known of more than half of a segment is not told of it. */
const LEAST_KNOWN = 0.5

/** How the segment stands against everyone else, of whom it is known; null where too few of the segment are. */
function profileOf(
  feature: SegmentProfile['feature'],
  { original, scaled }: Columns,
  labels: Int32Array,
  cluster: number,
  size: number
): SegmentProfile | null {
  const known = (i: number) => isKnown(original[i] as number)
  const own = original.filter((value, i) => labels[i] === cluster && isKnown(value))
  if (own.length === 0 || own.length < LEAST_KNOWN * size) return null
  const { effect, low, high } = hedgesG(
    scaled.filter((_, i) => labels[i] === cluster && known(i)),
    scaled.filter((_, i) => labels[i] !== cluster && known(i))
  )
  return { feature, mean: mean(own), ...quartiles(own.sort()), effect, effectLow: low, effectHigh: high }
}

const isKnown = (value: number): boolean => !Number.isNaN(value)
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

function quartiles(sorted: Float64Array): { median: number; low: number; high: number } {
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) }
}

/** What the name of a segment depends on beside its profile. */
export const nameFacts = ({ share, net, size, once }: SegmentDraft): NameFacts => ({ share, worth: net / size, once })
