import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { distances, type Space } from './metric.ts'
import { overflowing } from './overflow.ts'
import type { RawMerges } from './tree.ts'

type Matrix = Float64Array | Float32Array

/** Up to so many rows distances are kept in double precision. */
export const DOUBLE_ROWS = 5000
/** The matrix is put together when so small a part of its rows is left: what is looked at then lies side by side again. */
const LEFT = 0.7
const SCANS_AT_ONCE = 16

/**
 * Average or complete linkage by the nearest-neighbour chain over the upper triangle of the matrix of distances. O(n^2) time, n (n - 1) / 2 numbers:
 * in double precision up to 5,000 rows, in single beyond.
 *
 * Source: F. Murtagh (1983), A survey of recent advances in hierarchical clustering algorithms, The Computer Journal 26; D. Müllner (2011),
 * Modern hierarchical, agglomerative clustering algorithms, arXiv:1109.2378.
 *
 * @param weights how many each row stands for; left out: one
 */
export async function condensedChain(
  space: Space,
  linkage: 'average' | 'complete',
  weights: Float64Array | undefined,
  ctx: EngineContext
): Promise<RawMerges> {
  const { n } = space
  const pace = pacer(ctx)
  const length = (n * (n - 1)) / 2
  const matrix: Matrix = n <= DOUBLE_ROWS ? new Float64Array(length) : new Float32Array(length)
  const own = new Float64Array(n)
  for (let i = 0, at = 0; i < n - 1; i++) {
    distances(space, i, i + 1, n, own)
    matrix.set(own.subarray(0, n - 1 - i), at)
    at += n - 1 - i
    await pace((0.3 * at) / length)
  }
  const size = weights ? weights.slice() : new Float64Array(n).fill(1)
  const made = new Float64Array(n)
  let starts = rowStarts(n)
  /** Rows of the matrix that are clusters still, ascending; the row of the data that stands for each. */
  const active = new Int32Array(n).map((_, i) => i)
  const rowOf = active.slice()
  const chain = new Int32Array(n)
  const merges: RawMerges = { rows: new Int32Array(2 * (n - 1)), heights: new Float64Array(n - 1) }
  const found = new Float64Array(1)
  let span = n
  let inChain = 0
  let scans = 0
  for (let merge = 0, live = n; merge < n - 1; merge++) {
    if (inChain === 0) chain[inChain++] = active[0] as number
    let here = 0
    let there = 0
    for (;;) {
      here = chain[inChain - 1] as number
      const before = inChain > 1 ? (chain[inChain - 2] as number) : -1
      there = nearest(matrix, starts, active, live, here, before, found)
      if (there < 0) throw overflowing()
      if (there === before) break
      chain[inChain++] = there
      if (++scans % SCANS_AT_ONCE === 0) await pace(1 - 0.7 * ((n - merge) / n) ** 2)
    }
    inChain -= 2
    const [gone, kept] = here < there ? [here, there] : [there, here]
    merges.rows[2 * merge] = rowOf[gone] as number
    merges.rows[2 * merge + 1] = rowOf[kept] as number
    const height = Math.max(found[0] as number, made[gone] as number, made[kept] as number)
    merges.heights[merge] = height
    made[kept] = height
    const place = placeOf(active, live, gone)
    active.copyWithin(place, place + 1, live)
    live--
    const a = size[gone] as number
    const b = size[kept] as number
    if (linkage === 'average') average(matrix, starts, active, live, gone, kept, a / (a + b), b / (a + b))
    else complete(matrix, starts, active, live, gone, kept)
    size[kept] = a + b
    if (live < LEFT * span && live > 1) {
      const moved = squeeze(matrix, starts, active, live, span)
      for (let i = 0; i < inChain; i++) chain[i] = moved[chain[i] as number] as number
      for (let to = 0; to < live; to++) {
        const from = active[to] as number
        size[to] = size[from] as number
        made[to] = made[from] as number
        rowOf[to] = rowOf[from] as number
        active[to] = to
      }
      span = live
      starts = rowStarts(span)
    }
    if (++scans % SCANS_AT_ONCE === 0) await pace(1 - 0.7 * ((n - merge) / n) ** 2)
  }
  return merges
}

/** The pair i < j of a matrix of n rows stands at `starts[i] + j`. */
function rowStarts(n: number): Int32Array {
  return new Int32Array(n).map((_, i) => i * n - (i * (i + 1)) / 2 - i - 1)
}

function nearest(
  matrix: Matrix,
  starts: Int32Array,
  active: Int32Array,
  live: number,
  here: number,
  before: number,
  into: Float64Array
): number {
  let place = before
  let least = Number.POSITIVE_INFINITY
  if (before >= 0) least = matrix[here < before ? (starts[here] as number) + before : (starts[before] as number) + here] as number
  let a = 0
  for (; a < live; a++) {
    const i = active[a] as number
    if (i >= here) break
    const value = matrix[(starts[i] as number) + here] as number
    if (value < least) {
      least = value
      place = i
    }
  }
  if (a < live && active[a] === here) a++
  const row = starts[here] as number
  for (; a < live; a++) {
    const i = active[a] as number
    const value = matrix[row + i] as number
    if (value < least) {
      least = value
      place = i
    }
  }
  into[0] = least
  return place
}

function average(
  matrix: Matrix,
  starts: Int32Array,
  active: Int32Array,
  live: number,
  gone: number,
  kept: number,
  ofGone: number,
  ofKept: number
): void {
  for (let a = 0; a < live; a++) {
    const i = active[a] as number
    if (i === kept) continue
    const x = i < gone ? (starts[i] as number) + gone : (starts[gone] as number) + i
    const y = i < kept ? (starts[i] as number) + kept : (starts[kept] as number) + i
    matrix[y] = ofGone * (matrix[x] as number) + ofKept * (matrix[y] as number)
  }
}

function complete(matrix: Matrix, starts: Int32Array, active: Int32Array, live: number, gone: number, kept: number): void {
  for (let a = 0; a < live; a++) {
    const i = active[a] as number
    if (i === kept) continue
    const x = i < gone ? (starts[i] as number) + gone : (starts[gone] as number) + i
    const y = i < kept ? (starts[i] as number) + kept : (starts[kept] as number) + i
    const value = matrix[x] as number
    if (value > (matrix[y] as number)) matrix[y] = value
  }
}

/** Puts the rows that are left side by side, in place: each number moves towards the front. @returns the new number of each row */
function squeeze(matrix: Matrix, starts: Int32Array, active: Int32Array, live: number, span: number): Int32Array {
  const moved = new Int32Array(span).fill(-1)
  let at = 0
  for (let a = 0; a < live; a++) {
    moved[active[a] as number] = a
    const row = starts[active[a] as number] as number
    for (let b = a + 1; b < live; b++) matrix[at++] = matrix[row + (active[b] as number)] as number
  }
  return moved
}

function placeOf(active: Int32Array, live: number, row: number): number {
  let low = 0
  let high = live - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((active[middle] as number) < row) low = middle + 1
    else high = middle
  }
  return low
}
