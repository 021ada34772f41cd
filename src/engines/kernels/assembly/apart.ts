// How far one row is from those of some tiles: see ../plain.ts for the same in plain words.
import { APART, COLUMNS, ROWS, TILES } from '../layout'
import { address, double, rowOf, word } from './memory'

/** Rows of a tile. */
const TILE = 8

export function apart(_block: i32, from: i32, to: i32): void {
  const p = word(COLUMNS)
  const x = address(ROWS)
  let tile = rowOf(address(TILES), from * TILE, p)
  let into = double(address(APART), from * TILE)
  for (let t = from; t < to; t++) {
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
    v128.store(into, f64x2.sqrt(s0))
    v128.store(into, f64x2.sqrt(s2), 16)
    v128.store(into, f64x2.sqrt(s4), 32)
    v128.store(into, f64x2.sqrt(s6), 48)
    into += TILE << 3
  }
}
