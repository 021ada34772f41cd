import { tally } from '../math/tally.ts'
import type { Partition } from './descent.ts'

/** The same partition with its clusters numbered by size, the largest first; equal sizes by their centres, column by column. */
export function numberBySize<P extends Partition>(partition: P, k: number, p: number): P {
  const { labels, centroids } = partition
  const sizes = tally(labels, k)
  const order = Array.from({ length: k }, (_, c) => c).sort(
    (a, b) => (sizes[b] as number) - (sizes[a] as number) || compareRows(centroids, a, b, p)
  )
  const numberOf = new Int32Array(k)
  const renumbered = new Float64Array(k * p)
  order.forEach((c, number) => {
    numberOf[c] = number
    renumbered.set(centroids.subarray(c * p, (c + 1) * p), number * p)
  })
  return { ...partition, labels: labels.map((label) => numberOf[label] as number), centroids: renumbered }
}

function compareRows(rows: Float64Array, a: number, b: number, p: number): number {
  for (let d = 0; d < p; d++) {
    const difference = (rows[a * p + d] as number) - (rows[b * p + d] as number)
    if (difference !== 0) return difference
  }
  return 0
}
