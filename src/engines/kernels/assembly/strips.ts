// Sums over strips of rows: see ../plain.ts for the same in plain words.
import { COLUMN_SUMS, COLUMN_WEIGHTS, COLUMNS, PRODUCTS, ROW_WEIGHTS, SCORES, STRIPS, WEIGHTED_STRIP } from '../layout'
import { address, double, rowOf, word } from './memory'

/** Rows of a strip, and bytes from a column to the next one. */
const STRIP = 128
const NEXT: usize = 1024

export function scores(_block: i32, from: i32, to: i32): void {
  const q = word(COLUMNS)
  const weights = address(COLUMN_WEIGHTS)
  for (let strip = from; strip < to; strip++) {
    const columns = rowOf(address(STRIPS), strip * STRIP, q)
    const into = double(address(SCORES), strip * STRIP)
    for (let r: usize = 0; r < NEXT; r += 64) {
      let a = f64x2.splat(0)
      let b = a
      let c = a
      let d = a
      let x = columns + r
      for (let j = 0; j < q; j++) {
        const weight = v128.load64_splat(double(weights, j))
        a = f64x2.add(a, f64x2.mul(weight, v128.load(x)))
        b = f64x2.add(b, f64x2.mul(weight, v128.load(x, 16)))
        c = f64x2.add(c, f64x2.mul(weight, v128.load(x, 32)))
        d = f64x2.add(d, f64x2.mul(weight, v128.load(x, 48)))
        x += NEXT
      }
      v128.store(into + r, a)
      v128.store(into + r, b, 16)
      v128.store(into + r, c, 32)
      v128.store(into + r, d, 48)
    }
  }
}

export function gradient(_block: i32, from: i32, to: i32): void {
  const q = word(COLUMNS)
  const sums = address(COLUMN_SUMS)
  for (let strip = from; strip < to; strip++) {
    const columns = rowOf(address(STRIPS), strip * STRIP, q)
    const weights = double(address(SCORES), strip * STRIP)
    for (let j = 0; j < q; j += 4) {
      const x = columns + usize(j) * NEXT
      let a = f64x2.splat(0)
      let b = a
      let c = a
      let d = a
      for (let r: usize = 0; r < NEXT; r += 16) {
        const weight = v128.load(weights + r)
        a = f64x2.add(a, f64x2.mul(weight, v128.load(x + r)))
        b = f64x2.add(b, f64x2.mul(weight, v128.load(x + r, NEXT)))
        c = f64x2.add(c, f64x2.mul(weight, v128.load(x + r, 2 * NEXT)))
        d = f64x2.add(d, f64x2.mul(weight, v128.load(x + r, 3 * NEXT)))
      }
      addBoth(double(sums, j), a, b)
      addBoth(double(sums, j + 2), c, d)
    }
  }
}

export function products(_block: i32, from: i32, to: i32): void {
  const q = word(COLUMNS)
  for (let strip = from; strip < to; strip++) {
    weighStrip(rowOf(address(STRIPS), strip * STRIP, q), double(address(ROW_WEIGHTS), strip * STRIP), q)
    addProducts(q)
  }
}

function weighStrip(columns: usize, weights: usize, q: i32): void {
  let into = address(WEIGHTED_STRIP)
  for (let j = 0; j < q; j++) {
    for (let r: usize = 0; r < NEXT; r += 16) {
      v128.store(into + r, f64x2.mul(v128.load(columns + r), v128.load(weights + r)))
    }
    columns += NEXT
    into += NEXT
  }
}

function addProducts(q: i32): void {
  const columns = address(WEIGHTED_STRIP)
  const row = usize(q) << 3
  // Four columns by two at a time: each number that is read serves several products.
  for (let i = 0; i < q; i += 4) {
    const x = columns + usize(i) * NEXT
    for (let j = 0; j < i + 4; j += 2) {
      const y = columns + usize(j) * NEXT
      let a = f64x2.splat(0)
      let b = a
      let c = a
      let d = a
      let e = a
      let f = a
      let g = a
      let h = a
      for (let r: usize = 0; r < NEXT; r += 16) {
        const u = v128.load(y + r)
        const v = v128.load(y + r, NEXT)
        let w = v128.load(x + r)
        a = f64x2.add(a, f64x2.mul(w, u))
        b = f64x2.add(b, f64x2.mul(w, v))
        w = v128.load(x + r, NEXT)
        c = f64x2.add(c, f64x2.mul(w, u))
        d = f64x2.add(d, f64x2.mul(w, v))
        w = v128.load(x + r, 2 * NEXT)
        e = f64x2.add(e, f64x2.mul(w, u))
        f = f64x2.add(f, f64x2.mul(w, v))
        w = v128.load(x + r, 3 * NEXT)
        g = f64x2.add(g, f64x2.mul(w, u))
        h = f64x2.add(h, f64x2.mul(w, v))
      }
      const sums = double(rowOf(address(PRODUCTS), i, q), j)
      addBoth(sums, a, b)
      addBoth(sums + row, c, d)
      addBoth(sums + 2 * row, e, f)
      addBoth(sums + 3 * row, g, h)
    }
  }
}

/** Adds the lanes of two sums to two neighbours. */
function addBoth(at: usize, first: v128, second: v128): void {
  const a = f64x2.extract_lane(first, 0) + f64x2.extract_lane(first, 1)
  const b = f64x2.extract_lane(second, 0) + f64x2.extract_lane(second, 1)
  store<f64>(at, load<f64>(at) + a)
  store<f64>(at, load<f64>(at, 8) + b, 8)
}
