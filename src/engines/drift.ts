import type { MixedRows } from './kprototypes.ts'
import { quantile } from './math/quantile.ts'

/** Changes whenever the same input could give other figures. */
export const DRIFT_VERSION = 'drift/1'

/** How a column was distributed: inner edges of its bins, and the share of rows in each. */
export interface Reference {
  edges: number[]
  shares: number[]
}

/** Usual bins: tenths. */
const BINS = 10

/** Where a bin is empty its logarithm would be infinite: a share counts as at least this. */
const LEAST_SHARE = 1e-4

/**
 * The tenths of a column as reference for later. Where many values are equal, edges coincide and bins are joined.
 *
 * @param values at least one, finite; not changed
 * O(n log n).
 */
export function referenceOf(values: Float64Array): Reference {
  const sorted = values.toSorted()
  const all = Array.from({ length: BINS - 1 }, (_, i) => quantile(sorted, (i + 1) / BINS))
  const edges = [...new Set(all)]
  return { edges, shares: sharesOf(values, edges) }
}

/** The shares of a category's values, numbered 0 .. levels - 1, as reference for later; the last bin is for values that nobody had. O(n). */
export function referenceOfLevels(codes: Int32Array, levels: number): Reference {
  const edges = Array.from({ length: levels }, (_, code) => code)
  return { edges, shares: sharesOf(Float64Array.from(codes), edges) }
}

/**
 * Population stability index: how far a distribution has moved, Σ (now − before) · ln(now / before) over the bins. Below
 * 0.1 nothing to speak of, to 0.25 some, above a lot: what was found with it should be found anew.
 *
 * Source: N. Siddiqi (2006), Credit risk scorecards; the sum is Jeffreys' divergence of both distributions.
 *
 * @example stabilityIndex(referenceOf(before), now)
 * O(n log bins).
 */
export function stabilityIndex({ edges, shares }: Reference, values: Float64Array): number {
  return sharesOf(values, edges).reduce((sum, share, bin) => {
    const before = Math.max(LEAST_SHARE, shares[bin] as number)
    const now = Math.max(LEAST_SHARE, share)
    return sum + (now - before) * Math.log(now / before)
  }, 0)
}

/** Bin i holds values up to and including edge i. */
export function sharesOf(values: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0)
  for (const value of values) {
    let bin = 0
    while (bin < edges.length && value > (edges[bin] as number)) bin++
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts.map((count) => (values.length === 0 ? 0 : count / values.length))
}

/** Nearest centre of each row, and how far it is. */
export interface Assigned {
  labels: Int32Array
  distances: Float64Array
}

/**
 * Assigns rows to the nearest of given centres, ties to the lower number, as k-means and k-prototypes do in their last step: squared differences
 * of the numbers, and gamma for each category that differs. A category's value that no centre has is as far from all.
 *
 * @param rows row-major n x (p + categories); not changed
 * @param centres row-major k x (p + categories)
 * O(n k (p + categories)).
 */
export function assignNearest(rows: Float64Array, n: number, { p, levels, gamma }: MixedRows, centres: Float64Array, k: number): Assigned {
  const width = p + levels.length
  const labels = new Int32Array(n)
  const distances = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let best = 0
    let least = Number.POSITIVE_INFINITY
    for (let c = 0; c < k; c++) {
      let sum = 0
      for (let j = 0; j < p; j++) sum += ((rows[i * width + j] as number) - (centres[c * width + j] as number)) ** 2
      for (let j = p; j < width; j++) if (rows[i * width + j] !== centres[c * width + j]) sum += gamma
      if (sum < least) {
        least = sum
        best = c
      }
    }
    labels[i] = best
    distances[i] = Math.sqrt(least)
  }
  return { labels, distances }
}

/** Distance within which all but one in a hundred of a cluster's rows lie from its centre; 0 for an empty one. O(n log n). */
export function fitLimits(distances: Float64Array, labels: Int32Array, k: number): number[] {
  return Array.from({ length: k }, (_, cluster) => {
    const own = distances.filter((_, i) => labels[i] === cluster).sort()
    return own.length === 0 ? 0 : quantile(own, 0.99)
  })
}
