// k-means: see ../plain.ts for what each kernel does in plain words; this is the same, two numbers at a time.
import {
  BLOCK_ROWS,
  CANDIDATES,
  CENTRES,
  CENTRES_ACROSS,
  CHANGED,
  CHOSEN,
  CLUSTERS,
  CLUSTERS_PADDED,
  COLUMNS,
  COSTS,
  COUNTS,
  ERRORS,
  FIRST_PASS,
  LABELS,
  LIMITS,
  LOWER,
  NEAREST,
  OWNER,
  PENDING,
  ROWS,
  SAFE,
  SUMS,
  TO_CENTRES,
  TOTALS,
  TRIALS_PADDED,
  UPPER
} from '../layout'
import { address, double, integer, rowOf, word } from './memory'

/** Bounds are widened by this share before they are stored, which is more than rounding can have taken from them. */
const WIDER: f64 = 1 + 1e-12
const NARROWER: f64 = 1 - 1e-12

export function sumColumns(block: i32, from: i32, to: i32): void {
  const p = word(COLUMNS)
  const sums = rowOf(address(SUMS), block * word(CLUSTERS), p)
  let x = rowOf(address(ROWS), from, p)
  for (let i = from; i < to; i++) {
    for (let d = 0; d < p; d++) {
      const sum = double(sums, d)
      store<f64>(sum, load<f64>(sum) + load<f64>(x))
      x += 8
    }
  }
}

export function spread(block: i32, from: i32, to: i32): void {
  const p = word(COLUMNS)
  const labels = address(LABELS)
  const centres = address(CENTRES)
  const total = double(address(TOTALS), block)
  let x = rowOf(address(ROWS), from, p)
  let sum = load<f64>(total)
  for (let i = from; i < to; i++) {
    sum += squaredDistance(x, rowOf(centres, load<i32>(integer(labels, i)), p), p)
    x += usize(p) << 3
  }
  store<f64>(total, sum)
}

export function assign(block: i32, from: i32, to: i32): void {
  const p = word(COLUMNS)
  const rows = address(ROWS)
  const labels = address(LABELS)
  const upper = address(UPPER)
  const lower = address(LOWER)
  const limits = address(LIMITS)
  const centres = address(CENTRES)
  const first = word(FIRST_PASS)
  // Two loops instead of one: the first has no branch to mispredict, so that the second can look far ahead.
  // The list is the block's own, and small enough to stay near the processor from chunk to chunk.
  const pending = integer(address(PENDING), block * word(BLOCK_ROWS))
  const count = first ? listAll(pending, from, to) : listUnsettled(pending, from, to)
  let changed = 0
  for (let q = 0; q < count; q++) {
    const i = load<i32>(integer(pending, q))
    const x = rowOf(rows, i, p)
    const own = load<i32>(integer(labels, i))
    if (!first) {
      const limit = limits + (usize(own) << 5)
      const high = sqrt<f64>(roughDistance(x, rowOf(centres, own, p), p)) * WIDER - load<f64>(limit, 16)
      store<f64>(double(upper, i), high)
      if (high < load<f64>(limit) || load<f64>(double(lower, i)) - high > load<f64>(limit, 8)) continue
    }
    const best = nearestCentre(block, x)
    const limit = limits + (usize(best) << 5)
    store<f64>(double(upper, i), sqrt<f64>(nearest) * WIDER - load<f64>(limit, 16))
    store<f64>(double(lower, i), sqrt<f64>(second) * NARROWER + load<f64>(limit, 24))
    if (best !== own) {
      changed++
      store<i32>(integer(labels, i), best)
      moveRow(block, x, own, best)
    }
  }
  const at = integer(address(CHANGED), block)
  store<i32>(at, load<i32>(at) + changed)
}

function listAll(pending: usize, from: i32, to: i32): i32 {
  for (let i = from; i < to; i++) store<i32>(integer(pending, i - from), i)
  return to - from
}

/** Lists the rows that may have to change; written without a branch. */
function listUnsettled(pending: usize, from: i32, to: i32): i32 {
  const labels = address(LABELS)
  const upper = address(UPPER)
  const lower = address(LOWER)
  const limits = address(LIMITS)
  let count = 0
  for (let i = from; i < to; i++) {
    const limit = limits + (usize(load<i32>(integer(labels, i))) << 5)
    const high = load<f64>(double(upper, i))
    const low = load<f64>(double(lower, i))
    store<i32>(integer(pending, count), i)
    count += i32(!(i32(high < load<f64>(limit)) | i32(low - high > load<f64>(limit, 8))))
  }
  return count
}

/** What `nearestCentre` found: the smallest and the second smallest squared distance. */
let nearest: f64 = 0
let second: f64 = 0

/** The centre that is nearest to the row at `x`, of equals the first. Without a branch on any distance. */
function nearestCentre(block: i32, x: usize): i32 {
  const padded = word(CLUSTERS_PADDED)
  const distances = double(address(TO_CENTRES), block * ((padded + 7) & ~7))
  measureAll(x, distances, padded)
  // Two runners-up at a time, the even centres in one lane and the odd ones in the other.
  let first = f64x2.splat(Infinity)
  let next = first
  let which = i64x2(0, 1)
  let c = which
  for (let at = 0; at < padded; at += 2) {
    const distance = v128.load(double(distances, at))
    which = v128.bitselect(c, which, f64x2.lt(distance, first))
    next = f64x2.pmin(next, f64x2.pmax(first, distance))
    first = f64x2.pmin(first, distance)
    c = i64x2.add(c, i64x2.splat(2))
  }
  const even = f64x2.extract_lane(first, 0)
  const odd = f64x2.extract_lane(first, 1)
  const evenCentre = i32(i64x2.extract_lane(which, 0))
  const oddCentre = i32(i64x2.extract_lane(which, 1))
  nearest = min(even, odd)
  second = min(max(even, odd), min(f64x2.extract_lane(next, 0), f64x2.extract_lane(next, 1)))
  return select(evenCentre, oddCentre, even < odd || (even === odd && evenCentre < oddCentre))
}

/** Squared distances from the row at `x` to all centres. */
function measureAll(x: usize, distances: usize, padded: i32): void {
  const p = word(COLUMNS)
  const across = address(CENTRES_ACROSS)
  const step = usize(padded) << 3
  let c = 0
  for (; c + 8 <= padded; c += 8) {
    let a = f64x2.splat(0)
    let b = a
    let e = a
    let f = a
    let centres = double(across, c)
    for (let d = 0; d < p; d++) {
      const value = v128.load64_splat(double(x, d))
      const da = f64x2.sub(value, v128.load(centres))
      const db = f64x2.sub(value, v128.load(centres, 16))
      const de = f64x2.sub(value, v128.load(centres, 32))
      const df = f64x2.sub(value, v128.load(centres, 48))
      a = f64x2.add(a, f64x2.mul(da, da))
      b = f64x2.add(b, f64x2.mul(db, db))
      e = f64x2.add(e, f64x2.mul(de, de))
      f = f64x2.add(f, f64x2.mul(df, df))
      centres += step
    }
    v128.store(double(distances, c), a)
    v128.store(double(distances, c), b, 16)
    v128.store(double(distances, c), e, 32)
    v128.store(double(distances, c), f, 48)
  }
  for (; c < padded; c += 2) v128.store(double(distances, c), distanceToTwo(x, p, double(across, c), step))
}

function moveRow(block: i32, x: usize, from: i32, to: i32): void {
  addRow(block, x, to, 1)
  if (from >= 0) addRow(block, x, from, -1)
}

/** Knuth's two-sum: the rounding error of each addition is kept beside the sum. */
function addRow(block: i32, x: usize, c: i32, sign: i32): void {
  const p = word(COLUMNS)
  const cluster = block * word(CLUSTERS) + c
  let sum = rowOf(address(SUMS), cluster, p)
  let error = rowOf(address(ERRORS), cluster, p)
  for (let d = 0; d < p; d++) {
    const before = load<f64>(sum)
    const value = f64(sign) * load<f64>(x)
    const after = before + value
    const added = after - before
    store<f64>(sum, after)
    store<f64>(error, load<f64>(error) + (before - (after - added) + (value - added)))
    sum += 8
    error += 8
    x += 8
  }
  const count = integer(address(COUNTS), cluster)
  store<i32>(count, load<i32>(count) + sign)
}

export function weigh(block: i32, from: i32, to: i32): void {
  const p = word(COLUMNS)
  const width = usize(word(TRIALS_PADDED)) << 3
  const nearestSoFar = address(NEAREST)
  const owner = address(OWNER)
  const safe = address(SAFE)
  const candidates = address(CANDIDATES)
  const costs = address(COSTS) + usize(block) * width
  let x = rowOf(address(ROWS), from, p)
  for (let i = from; i < to; i++) {
    const current = v128.load64_splat(double(nearestSoFar, i))
    const reach = safe + usize(load<i32>(integer(owner, i))) * width
    let threatened = i64x2.splat(0)
    for (let l: usize = 0; l < width; l += 16) threatened = v128.or(threatened, f64x2.gt(current, v128.load(reach + l)))
    if (v128.any_true(threatened)) {
      for (let l: usize = 0; l < width; l += 16) {
        const distance = distanceToTwo(x, p, candidates + l, width)
        v128.store(costs + l, f64x2.add(v128.load(costs + l), f64x2.pmin(current, distance)))
      }
    } else {
      for (let l: usize = 0; l < width; l += 16) v128.store(costs + l, f64x2.add(v128.load(costs + l), current))
    }
    x += usize(p) << 3
  }
}

function distanceToTwo(x: usize, p: i32, pair: usize, step: usize): v128 {
  let sum = f64x2.splat(0)
  for (let d = 0; d < p; d++) {
    const difference = f64x2.sub(v128.load64_splat(x), v128.load(pair))
    sum = f64x2.add(sum, f64x2.mul(difference, difference))
    x += 8
    pair += step
  }
  return sum
}

export function adopt(block: i32, from: i32, to: i32): void {
  const p = word(COLUMNS)
  const chosen = word(CHOSEN)
  const nearestSoFar = address(NEAREST)
  const owner = address(OWNER)
  const safe = address(SAFE)
  const centre = address(CENTRES)
  const total = double(address(TOTALS), block)
  let x = rowOf(address(ROWS), from, p)
  let sum = load<f64>(total)
  for (let i = from; i < to; i++) {
    let current = load<f64>(double(nearestSoFar, i))
    if (current > load<f64>(double(safe, load<i32>(integer(owner, i))))) {
      const distance = squaredDistance(x, centre, p)
      if (distance < current) {
        current = distance
        store<f64>(double(nearestSoFar, i), distance)
        store<i32>(integer(owner, i), chosen)
      }
    }
    sum += current
    x += usize(p) << 3
  }
  store<f64>(total, sum)
}

/** Adds up in the plain order, so that its bits are those of the twin. */
function squaredDistance(a: usize, b: usize, p: i32): f64 {
  let sum: f64 = 0
  for (let d = 0; d < p; d++) {
    const difference = load<f64>(a) - load<f64>(b)
    sum += difference * difference
    a += 8
    b += 8
  }
  return sum
}

/** The same but for the order of adding up: for bounds, which are widened for more than that. */
function roughDistance(a: usize, b: usize, p: i32): f64 {
  let s = f64x2.splat(0)
  let t = f64x2.splat(0)
  let d = 0
  for (; d + 4 <= p; d += 4) {
    const e = f64x2.sub(v128.load(a), v128.load(b))
    const f = f64x2.sub(v128.load(a, 16), v128.load(b, 16))
    s = f64x2.add(s, f64x2.mul(e, e))
    t = f64x2.add(t, f64x2.mul(f, f))
    a += 32
    b += 32
  }
  s = f64x2.add(s, t)
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1) + squaredDistance(a, b, p - d)
}
