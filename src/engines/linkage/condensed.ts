import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import type { Space } from './metric.ts'
import { overflowing } from './overflow.ts'
import { Singles } from './singles.ts'
import type { RawMerges } from './tree.ts'

type Numbers = Float64Array | Float32Array

/** Up to so many rows distances are kept in double precision. */
export const DOUBLE_ROWS = 5000
/** What is kept is put together when so small a part of it is still in use: what is looked at then lies side by side again. */
const LEFT = 0.7
const SCANS_AT_ONCE = 16

/**
 * Average or complete linkage by the nearest-neighbour chain. O(n^2) time; n^2 / 2 numbers at most, in double precision up to 5,000 rows, in
 * single beyond.
 *
 * Distances of single rows are counted whenever they are asked for, which takes no longer than to fetch them from a matrix of that size. Kept is a row
 * of distances for each cluster: to single rows, and to clusters older than itself; of two clusters the younger knows how far they are apart. A
 * cluster has two rows of data at least, so that half as many are kept at most, and all but the distances to younger clusters lie side by side.
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
  const kept = new Kept(space)
  const size = weights ? weights.slice() : new Float64Array(n).fill(1)
  const made = new Float64Array(n)
  /** The row of the data that stands for the cluster in each slot. */
  const rowOf = new Int32Array(n).map((_, i) => i)
  const chain = new Int32Array(n)
  const merges: RawMerges = { rows: new Int32Array(2 * (n - 1)), heights: new Float64Array(n - 1) }
  /** Distances from the last of the chain and from the one before, where they were looked at since the last merge. */
  let [near, far] = [kept.line(), kept.line()]
  let inChain = 0
  let scans = 0
  for (let merge = 0; merge < n - 1; merge++) {
    if (inChain === 0) chain[inChain++] = kept.active[0] as number
    let here = 0
    let there = 0
    let fresh = 0
    for (;;) {
      here = chain[inChain - 1] as number
      const before = inChain > 1 ? (chain[inChain - 2] as number) : -1
      ;[near, far] = [far, near]
      kept.gather(here, near)
      fresh++
      there = nearest(near, kept.span, before)
      if (there < 0) throw overflowing()
      if (there === before) break
      chain[inChain++] = there
      if (++scans % SCANS_AT_ONCE === 0) await pace(1 - ((n - merge) / n) ** 2)
    }
    if (fresh < 2) kept.gather(there, far)
    inChain -= 2
    const height = Math.max(near[there] as number, made[here] as number, made[there] as number)
    const [gone, stays, ofGone, ofStays] = here < there ? [here, there, near, far] : [there, here, far, near]
    merges.rows[2 * merge] = rowOf[gone] as number
    merges.rows[2 * merge + 1] = rowOf[stays] as number
    merges.heights[merge] = height
    made[stays] = height
    const a = size[gone] as number
    const b = size[stays] as number
    size[stays] = a + b
    const row = kept.join(gone, stays)
    if (linkage === 'average') average(row, ofGone, ofStays, a / (a + b), b / (a + b))
    else complete(row, ofGone, ofStays)
    if (kept.live < LEFT * kept.span && kept.live > 1) {
      const moved = kept.squeeze()
      for (let i = 0; i < inChain; i++) chain[i] = moved[chain[i] as number] as number
      for (let from = 0; from < moved.length; from++) {
        const to = moved[from] as number
        if (to < 0) continue
        size[to] = size[from] as number
        made[to] = made[from] as number
        rowOf[to] = rowOf[from] as number
      }
    }
    if (++scans % SCANS_AT_ONCE === 0) await pace(1 - ((n - merge) / n) ** 2)
  }
  return merges
}

/** What is known of how far the clusters are apart. Each stands in a slot; slots are numbered as the rows are, those that are gone left out. */
class Kept {
  /** Slots in use, ascending: the first `live`. */
  readonly active: Int32Array
  live: number
  span: number
  private readonly n: number
  /** Rows of distances, `span` numbers each. */
  private readonly rows: Numbers
  /** Rows that hold nothing now, and how many there are in all. */
  private free: number[] = []
  private used = 0
  /** The row of the cluster in each slot; -1: a single row of data. */
  private readonly rowAt: Int32Array
  /** Slots that are gone since slots were last numbered: the first `dead`. */
  private readonly gone: Int32Array
  private dead = 0
  /** Slots of the clusters, the oldest first; and where each stands in that list. */
  private readonly clusters: Int32Array
  private readonly ageAt: Int32Array
  private count = 0
  private readonly singles: Singles

  constructor(space: Space) {
    const { n } = space
    this.n = n
    this.active = ascending(n)
    this.live = n
    this.span = n
    const length = Math.floor(n / 2) * n
    this.rows = n <= DOUBLE_ROWS ? new Float64Array(length) : new Float32Array(length)
    this.rowAt = new Int32Array(n).fill(-1)
    this.gone = new Int32Array(n)
    this.clusters = new Int32Array(n)
    this.ageAt = new Int32Array(n)
    this.singles = new Singles(space)
  }

  /** Room for the distances of one cluster from all slots. */
  line(): Numbers {
    return this.n <= DOUBLE_ROWS ? new Float64Array(this.n) : new Float32Array(this.n)
  }

  /** Distances of a slot from all others that are in use; of the rest, infinity. O(span + singles width). */
  gather(slot: number, into: Numbers): void {
    const { rows, rowAt, clusters, count, span } = this
    const row = rowAt[slot] as number
    let younger = 0
    if (row < 0) this.singles.measure(slot, into)
    else {
      into.set(rows.subarray(row * span, (row + 1) * span))
      younger = (this.ageAt[slot] as number) + 1
    }
    for (let i = 0; i < this.dead; i++) into[this.gone[i] as number] = Number.POSITIVE_INFINITY
    into[slot] = Number.POSITIVE_INFINITY
    for (let i = younger; i < count; i++) {
      const other = clusters[i] as number
      into[other] = rows[(rowAt[other] as number) * span + slot] as number
    }
  }

  /** Puts the cluster of two slots in place of the second. @returns its row, to be filled */
  join(gone: number, stays: number): Numbers {
    for (const slot of [gone, stays]) {
      const row = this.rowAt[slot] as number
      if (row < 0) this.singles.take(slot)
      else {
        this.free.push(row)
        this.forget(slot)
      }
    }
    const place = placeOf(this.active, this.live, gone)
    this.active.copyWithin(place, place + 1, this.live)
    this.live--
    this.gone[this.dead++] = gone
    const row = this.free.pop() ?? this.used++
    this.rowAt[stays] = row
    this.ageAt[stays] = this.count
    this.clusters[this.count++] = stays
    return this.rows.subarray(row * this.span, (row + 1) * this.span)
  }

  private forget(slot: number): void {
    const { clusters, ageAt } = this
    const at = ageAt[slot] as number
    clusters.copyWithin(at, at + 1, this.count)
    this.count--
    for (let i = at; i < this.count; i++) ageAt[clusters[i] as number] = i
  }

  /** Numbers the slots that are in use anew and puts their rows side by side, in place. @returns the new number of each; -1: gone */
  squeeze(): Int32Array {
    const { active, live, span, rows, rowAt, clusters, ageAt, count } = this
    const moved = new Int32Array(span).fill(-1)
    for (let to = 0; to < live; to++) moved[active[to] as number] = to
    // Rows keep their order, so that each number moves towards the front.
    const order = Int32Array.from(clusters.subarray(0, count)).sort((a, b) => (rowAt[a] as number) - (rowAt[b] as number))
    for (let row = 0, at = 0; row < count; row++) {
      const from = (rowAt[order[row] as number] as number) * span
      for (let a = 0; a < live; a++) rows[at++] = rows[from + (active[a] as number)] as number
      rowAt[order[row] as number] = row
    }
    for (let to = 0; to < live; to++) {
      const from = active[to] as number
      rowAt[to] = rowAt[from] as number
      ageAt[to] = ageAt[from] as number
      active[to] = to
    }
    for (let i = 0; i < count; i++) clusters[i] = moved[clusters[i] as number] as number
    this.singles.renumber(moved)
    this.free = []
    this.used = count
    this.span = live
    this.dead = 0
    return moved
  }
}

const ascending = (n: number): Int32Array => new Int32Array(n).map((_, i) => i)

/** The slot that is nearest; of equals the one where the chain came from, else the first. -1: none is at a finite distance. */
function nearest(line: Numbers, span: number, before: number): number {
  let place = before
  let least = before >= 0 ? (line[before] as number) : Number.POSITIVE_INFINITY
  for (let i = 0; i < span; i++) {
    const value = line[i] as number
    if (value < least) {
      least = value
      place = i
    }
  }
  return place
}

function average(row: Numbers, x: Numbers, y: Numbers, ofX: number, ofY: number): void {
  for (let i = 0; i < row.length; i++) row[i] = ofX * (x[i] as number) + ofY * (y[i] as number)
}

function complete(row: Numbers, x: Numbers, y: Numbers): void {
  for (let i = 0; i < row.length; i++) {
    const a = x[i] as number
    const b = y[i] as number
    row[i] = a > b ? a : b
  }
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
