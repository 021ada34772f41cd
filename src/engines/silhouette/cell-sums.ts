import type { EngineContext } from '../context.ts'
import { takeRows } from '../math/columns.ts'
import { squaredDistances } from '../math/distance.ts'
import { pacer } from '../pace.ts'
import type { Cells } from './cells.ts'

/**
 * For every row the sum of its distances to each cell, row-major n x cells in the order of the data. Each pair is computed
 * once and counted for both its rows. O(n^2 p / 2).
 */
export async function pairwiseCellSums(data: Float64Array, n: number, p: number, cells: Cells, ctx: EngineContext): Promise<Float64Array> {
  const pace = pacer(ctx)
  const { order, starts } = cells
  const cellCount = starts.length - 1
  const sorted = takeRows(data, p, order)
  const sums = new Float64Array(n * cellCount)
  const squared = new Float64Array(n)
  /** Distances from the current cell's rows so far to each later row. */
  const received = new Float64Array(n)
  for (let cell = 0; cell < cellCount; cell++) {
    const start = starts[cell] as number
    const end = starts[cell + 1] as number
    received.fill(0, start)
    for (let i = start; i < end; i++) {
      squaredDistances(sorted, i, sorted.subarray((i + 1) * p), n - i - 1, p, squared)
      addLater(i, cell)
      await pace((i * (2 * n - i)) / (n * n))
    }
    for (let j = start; j < n; j++) add(j, cell, received[j] as number)
  }
  return sums

  /** Row `i` (in sorted order) against all rows after it. */
  function addLater(i: number, ownCell: number): void {
    let j = i + 1
    for (let cell = ownCell; cell < cellCount; cell++) {
      const end = starts[cell + 1] as number
      let sum = 0
      for (; j < end; j++) {
        const distance = Math.sqrt(squared[j - i - 1] as number)
        sum += distance
        received[j] = (received[j] as number) + distance
      }
      add(i, cell, sum)
    }
  }

  function add(sortedRow: number, cell: number, sum: number): void {
    const at = (order[sortedRow] as number) * cellCount + cell
    sums[at] = (sums[at] as number) + sum
  }
}

/** For each of the given rows the sum of its distances to each cell, row-major rows x cells. O(rows n p). */
export async function sampledCellSums(
  data: Float64Array,
  n: number,
  p: number,
  { order, starts }: Cells,
  rows: Int32Array,
  ctx: EngineContext
): Promise<Float64Array> {
  const pace = pacer(ctx)
  const cellCount = starts.length - 1
  const sorted = takeRows(data, p, order)
  const sums = new Float64Array(rows.length * cellCount)
  const squared = new Float64Array(n)
  for (let e = 0; e < rows.length; e++) {
    squaredDistances(data, rows[e] as number, sorted, n, p, squared)
    sumByCell(e * cellCount)
    await pace(e / rows.length)
  }
  return sums

  function sumByCell(at: number): void {
    let j = 0
    for (let cell = 0; cell < cellCount; cell++) {
      const end = starts[cell + 1] as number
      let sum = 0
      for (; j < end; j++) sum += Math.sqrt(squared[j] as number)
      sums[at + cell] = sum
    }
  }
}
