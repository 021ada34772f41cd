import type { EngineContext } from '../../../engines/context.ts'
import { type Clusterer, openKmeans } from '../../../engines/kmeans.ts'
import { embedMixed, type MixedRows, openKprototypes } from '../../../engines/kprototypes.ts'
import { takeRows } from '../../../engines/math/columns.ts'

/** Rows as they are clustered, and who clusters them: k-means where all is numbers, k-prototypes where there are categories. */
export interface Space {
  n: number
  /** Numbers of a row. */
  width: number
  rows: Float64Array
  mixed: MixedRows
  /** As wide as it has to be for distances between rows to be Euclidean. */
  embedded: { data: Float64Array; p: number }
  open(n: number, most: number, ctx: EngineContext): Clusterer
  /** The same space with some of the rows. */
  some(chosen: Int32Array): Space
}

export function spaceOf(rows: Float64Array, n: number, mixed: MixedRows): Space {
  const width = mixed.p + mixed.levels.length
  let embedded: Space['embedded'] | undefined
  return {
    n,
    width,
    rows,
    mixed,
    get embedded() {
      embedded ??= embedMixed(rows, n, mixed)
      return embedded
    },
    open: (count, most, ctx) => (mixed.levels.length === 0 ? openKmeans(count, width, most, ctx) : openKprototypes(count, mixed, most)),
    some: (chosen) => (chosen.length === n ? spaceOf(rows, n, mixed) : spaceOf(takeRows(rows, width, chosen), chosen.length, mixed))
  }
}
