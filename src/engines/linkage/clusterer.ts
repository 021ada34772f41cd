import type { EngineContext } from '../context.ts'
import type { Clusterer, OpenClusterer } from '../kmeans.ts'
import { type Linkage, linkage } from '../linkage.ts'
import { tally } from '../math/tally.ts'
import { cutTree } from './cut.ts'
import type { Metric } from './metric.ts'
import type { Tree } from './tree.ts'

/**
 * Hierarchical clustering where a search for k clusters is wanted: a tree cut into k. The tree is made once for the same rows, whatever number of
 * clusters is asked for.
 */
export function openLinkage(p: number, how: Linkage, metric: Metric): OpenClusterer {
  return (n): Clusterer => {
    const rows = new Float64Array(n * p)
    const before = new Float64Array(n * p)
    let tree: Tree | null = null
    return {
      rows,
      async run({ k }, ctx: EngineContext, some = n) {
        const length = some * p
        if (tree === null || tree.n !== some || !isSame(rows, before, length)) {
          before.set(rows.subarray(0, length))
          tree = await linkage(before.subarray(0, length), some, p, { linkage: how, metric }, ctx)
        }
        const labels = cutTree(tree, k)
        const sizes = tally(labels, k)
        return { labels, sizes, ...means(rows, some, p, labels, sizes), iterations: 1 }
      },
      close() {}
    }
  }
}

function isSame(a: Float64Array, b: Float64Array, length: number): boolean {
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return false
  return true
}

function means(
  rows: Float64Array,
  n: number,
  p: number,
  labels: Int32Array,
  sizes: Int32Array
): { centroids: Float64Array; inertia: number } {
  const centroids = new Float64Array(sizes.length * p)
  for (let i = 0; i < n; i++) {
    const c = labels[i] as number
    for (let d = 0; d < p; d++) {
      centroids[c * p + d] = (centroids[c * p + d] as number) + (rows[i * p + d] as number) / (sizes[c] as number)
    }
  }
  let inertia = 0
  for (let i = 0; i < n; i++) {
    for (let d = 0; d < p; d++) inertia += ((rows[i * p + d] as number) - (centroids[(labels[i] as number) * p + d] as number)) ** 2
  }
  return { centroids, inertia }
}
