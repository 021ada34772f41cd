import type { EngineContext } from '../context.ts'
import { Arena } from '../kernels/arena.ts'
import { type Blocks, Crew } from '../kernels/crew.ts'
import type { KernelName } from '../kernels/kernels.ts'
import * as at from '../kernels/layout.ts'
import { pacer } from '../pace.ts'
import type { Cells } from './cells.ts'

/** Rows of a tile: the kernels measure the distances to eight rows at a time. */
const TILE = 8
/** Multiplications of a chunk of about a millisecond. */
const CHUNK_WORK = 1_000_000
/** More bands share the work more evenly among threads, but have more rounds with an end to wait for. Even. */
const MOST_BANDS = 32
/** A match of smaller bands is over before another thread has come. */
const FEWEST_BAND_TILES = 8
/** Tiles that rows fill badly cost more than half of the distances spares. */
const MOST_SLOTS = 2

/** For each of the given rows the sum of its distances to each cell, row-major rows x cells. */
export async function cellSums(
  data: Float64Array,
  n: number,
  p: number,
  cells: Cells,
  rows: Int32Array,
  ctx: EngineContext
): Promise<Float64Array> {
  const tiling = tilesOf(cells)
  const everyPair = rows.length === n && tiling.cellOf.length * TILE <= MOST_SLOTS * n
  return everyPair ? sumsOfPairs(data, n, p, cells, tiling, ctx) : sumsOfRows(data, n, p, cells, tiling, rows, ctx)
}

/** Some rows against all. O(rows n p). */
async function sumsOfRows(
  data: Float64Array,
  n: number,
  p: number,
  cells: Cells,
  tiling: Tiling,
  rows: Int32Array,
  ctx: EngineContext
): Promise<Float64Array> {
  const count = tiling.sizes.length
  const arena = new Arena([
    { word: at.ROWS, kind: 'f64', length: rows.length * p },
    { word: at.TILES, kind: 'f64', length: tiling.cellOf.length * TILE * p },
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
  arena.integers(at.CELL_SIZES).set(tiling.sizes)
  arena.integers(at.CELL_TILES).set(tiling.firstTiles)
  fillTiles(data, p, cells, tiling, arena)
  const chunkRows = Math.max(1, Math.floor(CHUNK_WORK / (n * p)))
  await passes(arena, 'distances', [{ rows: rows.length, blockRows: chunkRows, chunkRows }], rows.length > chunkRows, ctx)
  return arena.doubles(at.CELL_SUMS)
}

/**
 * All rows against all, each pair measured once. The order of adding up must not depend on which thread was first, so the
 * bands of rows play a tournament: in each round every band has one match, and what two bands add up is theirs alone.
 * O(n² p / 2).
 */
async function sumsOfPairs(
  data: Float64Array,
  n: number,
  p: number,
  cells: Cells,
  tiling: Tiling,
  ctx: EngineContext
): Promise<Float64Array> {
  const count = tiling.sizes.length
  const tiles = tiling.cellOf.length
  const bands = Math.max(2, Math.min(MOST_BANDS, 2 * Math.floor(tiles / (2 * FEWEST_BAND_TILES))))
  const bandTiles = Math.ceil(tiles / bands)
  const arena = new Arena([
    { word: at.TILES, kind: 'f64', length: tiles * TILE * p },
    { word: at.TILE_CELL, kind: 'i32', length: tiles },
    { word: at.TILE_ROWS, kind: 'i32', length: tiles },
    { word: at.CELL_SUMS, kind: 'f64', length: count * tiles * TILE }
  ])
  arena.i32[at.COLUMNS] = p
  arena.i32[at.TILE_COUNT] = tiles
  arena.i32[at.BAND_TILES] = bandTiles
  arena.i32[at.BANDS] = bands
  arena.integers(at.TILE_CELL).set(tiling.cellOf)
  arena
    .integers(at.TILE_ROWS)
    .set(tiling.cellOf.map((cell, t) => Math.min(TILE, (tiling.sizes[cell] as number) - (t - (tiling.firstTiles[cell] as number)) * TILE)))
  fillTiles(data, p, cells, tiling, arena)
  const chunkRows = Math.max(1, Math.floor((2 * CHUNK_WORK) / (bandTiles * TILE * TILE * p)))
  const rounds = Array.from({ length: bands }, (_, round) => ({
    rows: (round === 0 ? bands : bands / 2) * bandTiles,
    blockRows: bandTiles,
    chunkRows
  }))
  await passes(arena, 'meet', rounds, n * n * p > CHUNK_WORK, ctx)
  return byRow(arena.doubles(at.CELL_SUMS), n, cells, tiling)
}

/** Runs the passes one after the other. */
async function passes(arena: Arena, kernel: KernelName, work: Blocks[], shared: boolean, ctx: EngineContext): Promise<void> {
  const crew = new Crew(arena, shared ? ctx.threads : undefined)
  const pace = pacer(ctx)
  const total = work.reduce((sum, { rows }) => sum + rows, 0)
  // What this thread has done itself: with others at work it is further than it says.
  let before = 0
  try {
    for (const [round, pass] of work.entries()) {
      arena.i32[at.TOURNAMENT_ROUND] = round
      let done = 0
      await crew.run(kernel, pass, () => {
        done = Math.min(pass.rows, done + pass.chunkRows)
        return pace((before + done) / total)
      })
      before += pass.rows
    }
  } finally {
    crew.close()
  }
}

/** Sums by cell and slot as sums by row and cell, a tile after the other: either order alone would miss the cache at each number. */
function byRow(sums: Float64Array, n: number, { order, starts }: Cells, { sizes, firstTiles, cellOf }: Tiling): Float64Array {
  const count = sizes.length
  const slots = cellOf.length * TILE
  const rows = new Float64Array(n * count)
  cellOf.forEach((cell, tile) => {
    const first = (starts[cell] as number) + (tile - (firstTiles[cell] as number)) * TILE
    const filled = Math.min(TILE, (starts[cell + 1] as number) - first)
    for (let c = 0; c < count; c++) {
      const from = c * slots + tile * TILE
      for (let j = 0; j < filled; j++) rows[(order[first + j] as number) * count + c] = sums[from + j] as number
    }
  })
  return rows
}

/** How the rows, in the order of their cells, lie in tiles of eight: each cell begins a tile. */
interface Tiling {
  sizes: Int32Array
  firstTiles: Int32Array
  /** Of each tile. */
  cellOf: Int32Array
}

function tilesOf({ starts }: Cells): Tiling {
  const sizes = Int32Array.from({ length: starts.length - 1 }, (_, cell) => (starts[cell + 1] as number) - (starts[cell] as number))
  const firstTiles = new Int32Array(sizes.length)
  let next = 0
  sizes.forEach((size, cell) => {
    firstTiles[cell] = next
    next += Math.ceil(size / TILE)
  })
  const cellOf = new Int32Array(next)
  firstTiles.forEach((first, cell) => {
    cellOf.fill(cell, first, firstTiles[cell + 1])
  })
  return { sizes, firstTiles, cellOf }
}

/** Eight rows side by side, column after column. */
function fillTiles(data: Float64Array, p: number, { order, starts }: Cells, { sizes, firstTiles }: Tiling, arena: Arena): void {
  const tiles = arena.doubles(at.TILES)
  sizes.forEach((size, cell) => {
    for (let j = 0; j < size; j++) {
      const row = order[(starts[cell] as number) + j] as number
      const to = ((firstTiles[cell] as number) + Math.floor(j / TILE)) * TILE * p + (j % TILE)
      for (let d = 0; d < p; d++) tiles[to + d * TILE] = data[row * p + d] as number
    }
  })
}
