// Distances between two bands of rows, each measured once and added up for both: see ../plain.ts for the same in plain words.
import { BAND_TILES, BANDS, CELL_SUMS, COLUMNS, TILE_CELL, TILE_COUNT, TILE_ROWS, TILES, TOURNAMENT_ROUND } from '../layout'
import { address, double, integer, rowOf, word } from './memory'

/** Rows of a tile. */
const TILE = 8

export function meet(block: i32, from: i32, to: i32): void {
  const bandTiles = word(BAND_TILES)
  const around = word(BANDS) - 1
  const round = word(TOURNAMENT_ROUND)
  let home = block
  let away = block
  if (round > 0) {
    home = block === 0 ? around : (round - 1 + block) % around
    away = (round - 1 - block + around) % around
  }
  const tiles = word(TILE_COUNT)
  const last = min(tiles, (home + 1) * bandTiles)
  const awayEnd = min(tiles, (away + 1) * bandTiles)
  // The pass counts the tiles of its matches through: those of this one begin at block * bandTiles.
  const first = (home - block) * bandTiles
  const end = min(last, first + to)
  for (let a = first + from; a < end; a++) {
    let b = away * bandTiles
    if (round === 0) {
      meetTile(a, a)
      b = a + 1
    }
    for (; b < awayEnd; b++) meetTile(a, b)
  }
}

/** Two rows of tile `a` at a time against the eight of tile `b`: what is loaded of `b` serves both. */
function meetTile(a: i32, b: i32): void {
  const p = word(COLUMNS)
  const slots = word(TILE_COUNT) * TILE
  const sums = address(CELL_SUMS)
  const rowsOfA = load<i32>(integer(address(TILE_ROWS), a))
  const rowsOfB = load<i32>(integer(address(TILE_ROWS), b))
  const tileB = rowOf(address(TILES), b * TILE, p)
  let x = rowOf(address(TILES), a * TILE, p)
  let toB = double(rowOf(sums, load<i32>(integer(address(TILE_CELL), b)), slots), a * TILE)
  let c0 = f64x2.splat(0)
  let c2 = f64x2.splat(0)
  let c4 = f64x2.splat(0)
  let c6 = f64x2.splat(0)
  for (let row = 0; row < rowsOfA; row += 2) {
    let s0 = f64x2.splat(0)
    let s2 = f64x2.splat(0)
    let s4 = f64x2.splat(0)
    let s6 = f64x2.splat(0)
    let t0 = f64x2.splat(0)
    let t2 = f64x2.splat(0)
    let t4 = f64x2.splat(0)
    let t6 = f64x2.splat(0)
    let at: usize = 0
    for (let d = 0; d < p; d++) {
      const value = v128.load64_splat(x + at)
      const next = v128.load64_splat(x + at, 8)
      const y = tileB + at
      let other = v128.load(y)
      let difference = f64x2.sub(value, other)
      s0 = f64x2.add(s0, f64x2.mul(difference, difference))
      difference = f64x2.sub(next, other)
      t0 = f64x2.add(t0, f64x2.mul(difference, difference))
      other = v128.load(y, 16)
      difference = f64x2.sub(value, other)
      s2 = f64x2.add(s2, f64x2.mul(difference, difference))
      difference = f64x2.sub(next, other)
      t2 = f64x2.add(t2, f64x2.mul(difference, difference))
      other = v128.load(y, 32)
      difference = f64x2.sub(value, other)
      s4 = f64x2.add(s4, f64x2.mul(difference, difference))
      difference = f64x2.sub(next, other)
      t4 = f64x2.add(t4, f64x2.mul(difference, difference))
      other = v128.load(y, 48)
      difference = f64x2.sub(value, other)
      s6 = f64x2.add(s6, f64x2.mul(difference, difference))
      difference = f64x2.sub(next, other)
      t6 = f64x2.add(t6, f64x2.mul(difference, difference))
      at += TILE << 3
    }
    s0 = f64x2.sqrt(s0)
    s2 = f64x2.sqrt(s2)
    s4 = f64x2.sqrt(s4)
    s6 = f64x2.sqrt(s6)
    c0 = f64x2.add(c0, s0)
    c2 = f64x2.add(c2, s2)
    c4 = f64x2.add(c4, s4)
    c6 = f64x2.add(c6, s6)
    t0 = f64x2.sqrt(t0)
    t2 = f64x2.sqrt(t2)
    t4 = f64x2.sqrt(t4)
    t6 = f64x2.sqrt(t6)
    if (row + 1 < rowsOfA) {
      c0 = f64x2.add(c0, t0)
      c2 = f64x2.add(c2, t2)
      c4 = f64x2.add(c4, t4)
      c6 = f64x2.add(c6, t6)
    }
    if (rowsOfB < TILE) {
      const m0 = counting(rowsOfB)
      const m2 = counting(rowsOfB - 2)
      const m4 = counting(rowsOfB - 4)
      const m6 = counting(rowsOfB - 6)
      s0 = v128.and(s0, m0)
      s2 = v128.and(s2, m2)
      s4 = v128.and(s4, m4)
      s6 = v128.and(s6, m6)
      t0 = v128.and(t0, m0)
      t2 = v128.and(t2, m2)
      t4 = v128.and(t4, m4)
      t6 = v128.and(t6, m6)
    }
    const s = f64x2.add(f64x2.add(s0, s2), f64x2.add(s4, s6))
    const t = f64x2.add(f64x2.add(t0, t2), f64x2.add(t4, t6))
    const both = f64x2.add(v128.shuffle<f64>(s, t, 0, 2), v128.shuffle<f64>(s, t, 1, 3))
    v128.store(toB, f64x2.add(v128.load(toB), both))
    toB += 16
    x += 16
  }
  if (a === b) return
  const toA = double(rowOf(sums, load<i32>(integer(address(TILE_CELL), a)), slots), b * TILE)
  v128.store(toA, f64x2.add(v128.load(toA), c0))
  v128.store(toA, f64x2.add(v128.load(toA, 16), c2), 16)
  v128.store(toA, f64x2.add(v128.load(toA, 32), c4), 32)
  v128.store(toA, f64x2.add(v128.load(toA, 48), c6), 48)
}

/** All ones in the first `rows` lanes of two, zeros in the others. */
function counting(rows: i32): v128 {
  return f64x2.gt(f64x2.splat(rows), f64x2(0, 1))
}
