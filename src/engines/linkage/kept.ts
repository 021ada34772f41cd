import type { Space } from './metric.ts'
import { Singles } from './singles.ts'

export type Numbers = Float64Array | Float32Array

/** Up to so many rows distances are kept in double precision. */
export const DOUBLE_ROWS = 5000

/** What is known of how far the clusters are apart. Each stands in a slot; slots are numbered as the rows are, those that are gone left out. */
export class Kept {
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
