import type { EngineContext } from '../context.ts'
import { Arena } from '../kernels/arena.ts'
import { Crew } from '../kernels/crew.ts'
import * as at from '../kernels/layout.ts'
import { pacer } from '../pace.ts'
import type { Cells } from './cells.ts'

/** Rows of a tile: the kernel measures the distances to eight rows at a time. */
const TILE = 8
/** Multiplications of a chunk of about a millisecond. */
const CHUNK_WORK = 1_000_000

/**
 * For each of the given rows the sum of its distances to each cell, row-major rows x cells. Every row against all rows:
 * to measure each pair once and count it twice would save half of the distances, but make the order of adding up, and so
 * the last digits, depend on which thread was first. O(rows n p).
 */
export async function cellSums(
  data: Float64Array,
  n: number,
  p: number,
  cells: Cells,
  rows: Int32Array,
  ctx: EngineContext
): Promise<Float64Array> {
  const count = cells.starts.length - 1
  const sizes = Int32Array.from({ length: count }, (_, cell) => (cells.starts[cell + 1] as number) - (cells.starts[cell] as number))
  const tileCount = sizes.reduce((sum, size) => sum + Math.ceil(size / TILE), 0)
  const arena = new Arena([
    { word: at.ROWS, kind: 'f64', length: rows.length * p },
    { word: at.TILES, kind: 'f64', length: tileCount * TILE * p },
    { word: at.CELL_TILES, kind: 'i32', length: count },
    { word: at.CELL_SIZES, kind: 'i32', length: count },
    { word: at.CELL_SUMS, kind: 'f64', length: rows.length * count }
  ])
  arena.i32[at.COLUMNS] = p
  arena.i32[at.CELLS] = count
  const evaluated = arena.doubles(at.ROWS)
  rows.forEach((row, i) => {
    evaluated.set(data.subarray(row * p, (row + 1) * p), i * p)
  })
  arena.integers(at.CELL_SIZES).set(sizes)
  tile(data, p, cells, sizes, arena)
  const chunkRows = Math.max(1, Math.floor(CHUNK_WORK / (n * p)))
  const crew = new Crew(arena, rows.length > chunkRows ? ctx.threads : undefined)
  const pace = pacer(ctx)
  // What this thread has done itself: with others at work it is further than it says.
  let done = 0
  try {
    await crew.run('distances', { rows: rows.length, blockRows: chunkRows, chunkRows }, () => {
      done += chunkRows
      return pace(Math.min(1, done / rows.length))
    })
  } finally {
    crew.close()
  }
  return arena.doubles(at.CELL_SUMS)
}

/** Lays the rows out in the order of their cells: eight rows side by side, column after column. */
function tile(data: Float64Array, p: number, { order, starts }: Cells, sizes: Int32Array, arena: Arena): void {
  const tiles = arena.doubles(at.TILES)
  const firstTiles = arena.integers(at.CELL_TILES)
  let next = 0
  sizes.forEach((size, cell) => {
    firstTiles[cell] = next
    for (let j = 0; j < size; j++) {
      const row = order[(starts[cell] as number) + j] as number
      const to = (next + Math.floor(j / TILE)) * TILE * p + (j % TILE)
      for (let d = 0; d < p; d++) tiles[to + d * TILE] = data[row * p + d] as number
    }
    next += Math.ceil(size / TILE)
  })
}
