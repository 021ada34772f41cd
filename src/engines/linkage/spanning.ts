import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { distance, type Space } from './metric.ts'
import type { RawMerges } from './tree.ts'

const ROWS_AT_ONCE = 8

/**
 * Single linkage: the edges of a minimum spanning tree, shortest first, are its merges. Prim's algorithm, measuring each pair once: O(n^2 p) time,
 * O(n) memory beside the table.
 *
 * Source: J. Gower, G. Ross (1969), Minimum spanning trees and single linkage cluster analysis, Applied Statistics 18.
 */
export async function spanningTree(space: Space, ctx: EngineContext): Promise<RawMerges> {
  const { n } = space
  const pace = pacer(ctx)
  const merges: RawMerges = { rows: new Int32Array(2 * (n - 1)), heights: new Float64Array(n - 1) }
  /** Rows outside of the tree, their distance from it and the row of the tree that is near. */
  const outside = new Int32Array(n - 1).map((_, i) => i + 1)
  const near = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  const nearTo = new Int32Array(n)
  let last = 0
  for (let left = n - 1, merge = 0; left > 0; merge++) {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let a = 0; a < left; a++) {
      const row = outside[a] as number
      const value = distance(space, last, row)
      if (value < (near[row] as number)) {
        near[row] = value
        nearTo[row] = last
      }
      if (best < 0 || (near[row] as number) < least) {
        least = near[row] as number
        best = a
      }
    }
    const row = outside[best] as number
    merges.rows[2 * merge] = nearTo[row] as number
    merges.rows[2 * merge + 1] = row
    merges.heights[merge] = least
    // In order, so that of equal distances the first row comes first.
    outside.copyWithin(best, best + 1, left)
    left--
    last = row
    if (merge % ROWS_AT_ONCE === 0) await pace(1 - (left / n) ** 2)
  }
  return merges
}
