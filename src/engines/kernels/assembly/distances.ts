// Distances from rows to all rows, added up by cell: see ../plain.ts for the same in plain words.
import { CELL_SIZES, CELL_SUMS, CELL_TILES, CELLS, COLUMNS, ROWS, TILES } from '../layout'
import { address, integer, rowOf, word } from './memory'

/** Rows of a tile. */
const TILE = 8

export function distances(_block: i32, from: i32, to: i32): void {
  const p = word(COLUMNS)
  const cells = word(CELLS)
  const tiles = address(TILES)
  const firstTile = address(CELL_TILES)
  const sizes = address(CELL_SIZES)
  let sum = rowOf(address(CELL_SUMS), from, cells)
  for (let i = from; i < to; i++) {
    const x = rowOf(address(ROWS), i, p)
    for (let cell = 0; cell < cells; cell++) {
      const tile = rowOf(tiles, load<i32>(integer(firstTile, cell)) * TILE, p)
      store<f64>(sum, sumOfDistances(x, p, tile, load<i32>(integer(sizes, cell))))
      sum += 8
    }
  }
}

function sumOfDistances(x: usize, p: i32, tile: usize, size: i32): f64 {
  let sums = f64x2.splat(0)
  let left = size
  for (; left >= TILE; left -= TILE) {
    let s0 = f64x2.splat(0)
    let s2 = f64x2.splat(0)
    let s4 = f64x2.splat(0)
    let s6 = f64x2.splat(0)
    for (let d = 0; d < p; d++) {
      const value = v128.load64_splat(x + (usize(d) << 3))
      const d0 = f64x2.sub(value, v128.load(tile))
      const d2 = f64x2.sub(value, v128.load(tile, 16))
      const d4 = f64x2.sub(value, v128.load(tile, 32))
      const d6 = f64x2.sub(value, v128.load(tile, 48))
      s0 = f64x2.add(s0, f64x2.mul(d0, d0))
      s2 = f64x2.add(s2, f64x2.mul(d2, d2))
      s4 = f64x2.add(s4, f64x2.mul(d4, d4))
      s6 = f64x2.add(s6, f64x2.mul(d6, d6))
      tile += TILE << 3
    }
    const near = f64x2.add(f64x2.sqrt(s0), f64x2.sqrt(s2))
    const far = f64x2.add(f64x2.sqrt(s4), f64x2.sqrt(s6))
    sums = f64x2.add(sums, f64x2.add(near, far))
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
  // The last tile may be filled in part; an odd row's neighbour is measured and not counted.
  for (; left > 0; left -= 2) {
    const pair = distancesToTwo(x, p, tile)
    sum += f64x2.extract_lane(pair, 0)
    if (left > 1) sum += f64x2.extract_lane(pair, 1)
    tile += 16
  }
  return sum
}

function distancesToTwo(x: usize, p: i32, pair: usize): v128 {
  let sum = f64x2.splat(0)
  for (let d = 0; d < p; d++) {
    const difference = f64x2.sub(v128.load64_splat(x + (usize(d) << 3)), v128.load(pair))
    sum = f64x2.add(sum, f64x2.mul(difference, difference))
    pair += TILE << 3
  }
  return f64x2.sqrt(sum)
}
