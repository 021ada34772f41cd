import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { overflowing } from './overflow.ts'
import type { RawMerges } from './tree.ts'

/** Columns are taken four at a time: a candidate that is already too far after some is left without looking at the others. */
const LANES = 4
const SCANS_AT_ONCE = 16

/**
 * Ward's criterion (Ward.D2: heights are square roots of twice the growth of the sum of squares) by the nearest-neighbour chain over centroids.
 * The distance of two clusters follows from their centroids and sizes alone, so no matrix of distances is kept: O(n p) memory, O(n^2 p) time at
 * worst. Most candidates are given up after four columns, those that vary most standing first: their distance is beyond what is known to be near.
 *
 * Merged clusters keep one place and the last takes the place of the other, so that the candidates always stand side by side in memory.
 *
 * Source: J. Benzécri (1982) and C. de Rham (1980) for the chain; F. Murtagh, P. Legendre (2014), Ward's hierarchical agglomerative clustering
 * method, Journal of Classification 31, for the criterion.
 *
 * @param data row-major n x p, finite; not changed
 * @param weights how many each row stands for; left out: one
 */
export async function wardChain(
  data: Float64Array,
  n: number,
  p: number,
  weights: Float64Array | undefined,
  ctx: EngineContext
): Promise<RawMerges> {
  const width = Math.max(LANES, Math.ceil(p / LANES) * LANES)
  const centres = widestFirst(data, n, p, width)
  const size = weights ? weights.slice() : new Float64Array(n).fill(1)
  const made = new Float64Array(n)
  const placeOf = new Int32Array(n).map((_, i) => i)
  const rowAt = placeOf.slice()
  const chain = new Int32Array(n)
  const merges: RawMerges = { rows: new Int32Array(2 * (n - 1)), heights: new Float64Array(n - 1) }
  const found = new Float64Array(1)
  const pace = pacer(ctx)
  let length = 0
  let scans = 0
  for (let merge = 0, live = n; merge < n - 1; live--) {
    if (length === 0) chain[length++] = rowAt[0] as number
    let here = 0
    let there = 0
    for (;;) {
      here = placeOf[chain[length - 1] as number] as number
      const before = length > 1 ? (placeOf[chain[length - 2] as number] as number) : -1
      there = nearest(centres, size, live, width, here, before, found)
      if (there < 0) throw overflowing()
      if (there === before) break
      chain[length++] = rowAt[there] as number
      if (++scans % SCANS_AT_ONCE === 0) await pace(done(merge, n))
    }
    length -= 2
    merges.rows[2 * merge] = rowAt[here] as number
    merges.rows[2 * merge + 1] = rowAt[there] as number
    // Rounding may put a merge a last digit below what it joins.
    const height = Math.max(Math.sqrt(found[0] as number), made[here] as number, made[there] as number)
    merges.heights[merge++] = height
    join(centres, size, width, here, there)
    made[there] = height
    const last = live - 1
    if (here !== last) {
      centres.copyWithin(here * width, last * width, live * width)
      size[here] = size[last] as number
      made[here] = made[last] as number
      const row = rowAt[last] as number
      rowAt[here] = row
      placeOf[row] = here
    }
    if (++scans % SCANS_AT_ONCE === 0) await pace(done(merge, n))
  }
  return merges
}

/** Each merge leaves one candidate less to every later look. */
function done(merge: number, n: number): number {
  return 1 - ((n - merge) / n) ** 2
}

/**
 * The cluster with the least distance from that at `here`, and the squared distance in `into`. `before`, the one that the chain came from, is taken
 * among equals, so that the chain ends there.
 */
function nearest(
  centres: Float64Array,
  size: Float64Array,
  live: number,
  width: number,
  here: number,
  before: number,
  into: Float64Array
): number {
  const own = size[here] as number
  const from = here * width
  const x0 = centres[from] as number
  const x1 = centres[from + 1] as number
  const x2 = centres[from + 2] as number
  const x3 = centres[from + 3] as number
  let least = Number.POSITIVE_INFINITY
  let place = -1
  if (before >= 0) {
    const to = before * width
    let sum = 0
    for (let d = 0; d < width; d++) {
      const difference = (centres[from + d] as number) - (centres[to + d] as number)
      sum += difference * difference
    }
    const other = size[before] as number
    least = sum * ((2 * own * other) / (own + other))
    place = before
  }
  for (let a = 0, at = 0; a < live; a++, at += width) {
    const other = size[a] as number
    const factor = (2 * own * other) / (own + other)
    const limit = least / factor
    const d0 = x0 - (centres[at] as number)
    const d1 = x1 - (centres[at + 1] as number)
    const d2 = x2 - (centres[at + 2] as number)
    const d3 = x3 - (centres[at + 3] as number)
    let sum = d0 * d0 + d1 * d1 + d2 * d2 + d3 * d3
    if (sum >= limit) continue
    for (let d = LANES; d < width; d += LANES) {
      const e0 = (centres[from + d] as number) - (centres[at + d] as number)
      const e1 = (centres[from + d + 1] as number) - (centres[at + d + 1] as number)
      const e2 = (centres[from + d + 2] as number) - (centres[at + d + 2] as number)
      const e3 = (centres[from + d + 3] as number) - (centres[at + d + 3] as number)
      sum += e0 * e0 + e1 * e1 + e2 * e2 + e3 * e3
      if (sum >= limit) break
    }
    if (sum < limit && a !== here && a !== before) {
      const distance = sum * factor
      if (distance < least) {
        least = distance
        place = a
      }
    }
  }
  into[0] = least
  return place
}

/** Puts both together at `to`. */
function join(centres: Float64Array, size: Float64Array, width: number, from: number, to: number): void {
  const a = size[from] as number
  const b = size[to] as number
  const sum = a + b
  for (let d = 0; d < width; d++) {
    const x = centres[from * width + d] as number
    const y = centres[to * width + d] as number
    // Two that are the same stay so to the last digit.
    centres[to * width + d] = x === y ? x : (a * x + b * y) / sum
  }
  size[to] = sum
}

/** The rows with the columns of the largest variance first, and zeros up to a multiple of four. Columns in another order change no distance. */
function widestFirst(data: Float64Array, n: number, p: number, width: number): Float64Array {
  const spread = Array.from({ length: p }, (_, d) => {
    let mean = 0
    let squares = 0
    for (let i = 0; i < n; i++) {
      const difference = (data[i * p + d] as number) - mean
      mean += difference / (i + 1)
      squares += difference * ((data[i * p + d] as number) - mean)
    }
    return squares
  })
  const order = spread.map((_, d) => d).sort((a, b) => (spread[b] as number) - (spread[a] as number) || a - b)
  const rows = new Float64Array(n * width)
  for (let i = 0; i < n; i++) for (let d = 0; d < p; d++) rows[i * width + d] = data[i * p + (order[d] as number)] as number
  return rows
}
