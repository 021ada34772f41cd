import { squaredDistance } from './math/distance.ts'
import { tally } from './math/tally.ts'
import type { Labelling } from './silhouette.ts'

export interface Criteria {
  /** Larger is better. Null where it is not defined: fewer than two clusters, no more rows than clusters, no spread within. */
  calinskiHarabasz: number | null
  /** Smaller is better. Null with fewer than two clusters and where two centres coincide. */
  daviesBouldin: number | null
}

/**
 * Two criteria for the number of clusters that cost one pass over the rows.
 *
 * Calinski–Harabasz: the spread between the clusters' centres over the spread within clusters, each by its degrees of
 * freedom. Davies–Bouldin: for each cluster the worst ratio of (its mean distance to its centre + another's) to the
 * distance of the two centres; the mean of those.
 *
 * Sources: T. Caliński, J. Harabasz (1974), A dendrite method for cluster analysis, Communications in Statistics 3 ·
 * D. Davies, D. Bouldin (1979), A cluster separation measure, IEEE Transactions on Pattern Analysis and Machine
 * Intelligence 1.
 *
 * @param data row-major n x p; not changed
 * @param labelling no cluster may be empty
 * @example const { calinskiHarabasz } = criteria(data, n, p, { labels, k })
 *
 * O(n p + k^2 p).
 */
export function criteria(data: Float64Array, n: number, p: number, { labels, k }: Labelling): Criteria {
  if (k < 2) return { calinskiHarabasz: null, daviesBouldin: null }
  const sizes = tally(labels, k)
  const centres = means(data, n, p, labels, sizes)
  const everyone = means(data, n, p, new Int32Array(n), Int32Array.of(n))
  const distances = new Float64Array(k)
  let within = 0
  for (let i = 0; i < n; i++) {
    const c = labels[i] as number
    const squared = squaredDistance(data, i, centres, c, p)
    within += squared
    distances[c] = (distances[c] as number) + Math.sqrt(squared)
  }
  let between = 0
  for (let c = 0; c < k; c++) between += (sizes[c] as number) * squaredDistance(centres, c, everyone, 0, p)
  return {
    calinskiHarabasz: within > 0 && n > k ? between / (k - 1) / (within / (n - k)) : null,
    daviesBouldin: daviesBouldin(
      centres,
      distances.map((sum, c) => sum / (sizes[c] as number)),
      k,
      p
    )
  }
}

function daviesBouldin(centres: Float64Array, spreads: Float64Array, k: number, p: number): number | null {
  let sum = 0
  for (let c = 0; c < k; c++) {
    let worst = 0
    for (let other = 0; other < k; other++) {
      if (other === c) continue
      const apart = Math.sqrt(squaredDistance(centres, c, centres, other, p))
      worst = Math.max(worst, ((spreads[c] as number) + (spreads[other] as number)) / apart)
    }
    sum += worst
  }
  return Number.isFinite(sum) ? sum / k : null
}

function means(data: Float64Array, n: number, p: number, labels: Int32Array, sizes: Int32Array): Float64Array {
  const sums = new Float64Array(sizes.length * p)
  for (let i = 0; i < n; i++) {
    const to = (labels[i] as number) * p
    for (let d = 0; d < p; d++) sums[to + d] = (sums[to + d] as number) + (data[i * p + d] as number)
  }
  return sums.map((sum, at) => sum / (sizes[Math.floor(at / p)] as number))
}
