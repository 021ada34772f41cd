import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { Kept, type Numbers } from './kept.ts'
import type { Space } from './metric.ts'
import { overflowing } from './overflow.ts'
import { average, complete, nearest } from './scans.ts'
import type { RawMerges } from './tree.ts'

/** What is kept is put together when so small a part of it is still in use: what is looked at then lies side by side again. */
const LEFT = 0.7
const STEPS_AT_ONCE = 16
/** So many of the last clusters of the chain are remembered with their distances from all others. */
const REMEMBERED = 8

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
  const chain = new Chain(space, linkage, weights)
  for (let steps = 1; chain.merged < n - 1; steps++) {
    chain.step()
    if (steps % STEPS_AT_ONCE === 0) await pace(1 - ((n - chain.merged) / n) ** 2)
  }
  return chain.merges
}

/** The chain, and what it stands on. A step is no part of a function that waits: compiled with that, its loops take half as long again. */
class Chain {
  readonly merges: RawMerges
  merged = 0
  private readonly put: typeof average
  private readonly kept: Kept
  private readonly lines: Lines
  private readonly size: Float64Array
  private readonly made: Float64Array
  /** The row of the data that stands for the cluster in each slot. */
  private readonly rowOf: Int32Array
  /** Slots of the clusters in the chain: the first `length`. */
  private readonly slots: Int32Array
  private length = 0

  constructor(space: Space, linkage: 'average' | 'complete', weights: Float64Array | undefined) {
    const { n } = space
    this.merges = { rows: new Int32Array(2 * (n - 1)), heights: new Float64Array(n - 1) }
    this.put = linkage === 'average' ? average : complete
    this.kept = new Kept(space)
    this.lines = new Lines(this.kept)
    this.size = weights ? weights.slice() : new Float64Array(n).fill(1)
    this.made = new Float64Array(n)
    this.rowOf = new Int32Array(n).map((_, i) => i)
    this.slots = new Int32Array(n)
  }

  /** The nearest of the last in the chain comes next; where that is the one before, the two become one. */
  step(): void {
    const { kept, slots, lines } = this
    if (this.length === 0) slots[this.length++] = kept.active[0] as number
    const here = slots[this.length - 1] as number
    const before = this.length > 1 ? (slots[this.length - 2] as number) : -1
    const near = lines.of(this.length - 1, here)
    const there = nearest(near, kept.span, before)
    if (there < 0) throw overflowing()
    if (there === before) this.join(here, there, near, lines.of(this.length - 2, there))
    else slots[this.length++] = there
  }

  private join(here: number, there: number, near: Numbers, far: Numbers): void {
    const { merges, kept, size, made, rowOf } = this
    this.length -= 2
    const height = Math.max(near[there] as number, made[here] as number, made[there] as number)
    const [gone, stays, ofGone, ofStays] = here < there ? [here, there, near, far] : [there, here, far, near]
    merges.rows[2 * this.merged] = rowOf[gone] as number
    merges.rows[2 * this.merged + 1] = rowOf[stays] as number
    merges.heights[this.merged++] = height
    made[stays] = height
    const a = size[gone] as number
    const b = size[stays] as number
    size[stays] = a + b
    const row = kept.join(gone, stays)
    this.put(row, ofGone, ofStays, a / (a + b), b / (a + b))
    this.lines.join(gone, stays, row, this.slots, this.length)
    if (kept.live < LEFT * kept.span && kept.live > 1) this.squeeze()
  }

  private squeeze(): void {
    const { size, made, rowOf, slots } = this
    const moved = this.kept.squeeze()
    this.lines.forget()
    for (let i = 0; i < this.length; i++) slots[i] = moved[slots[i] as number] as number
    for (let from = 0; from < moved.length; from++) {
      const to = moved[from] as number
      if (to < 0) continue
      size[to] = size[from] as number
      made[to] = made[from] as number
      rowOf[to] = rowOf[from] as number
    }
  }
}

/** How far the last clusters of the chain are from all others: the chain comes back to them after a merge, which changes two of the distances. */
class Lines {
  private readonly kept: Kept
  private readonly lines: Numbers[]
  /** The place in the chain that each is of; -1: none. */
  private readonly placeOf = new Int32Array(REMEMBERED).fill(-1)

  constructor(kept: Kept) {
    this.kept = kept
    this.lines = Array.from({ length: REMEMBERED }, () => kept.line())
  }

  /** Distances of the cluster that stands in a place of the chain. */
  of(place: number, slot: number): Numbers {
    const at = place % REMEMBERED
    const line = this.lines[at] as Numbers
    if (this.placeOf[at] !== place) {
      this.kept.gather(slot, line)
      this.placeOf[at] = place
    }
    return line
  }

  /** Two clusters have become one. @param row how far it is from all others @param slots those that are still in the chain: the first `left` */
  join(gone: number, stays: number, row: Numbers, slots: Int32Array, left: number): void {
    for (let at = 0; at < REMEMBERED; at++) {
      const place = this.placeOf[at] as number
      if (place >= left) this.placeOf[at] = -1
      if (place < 0 || place >= left) continue
      const line = this.lines[at] as Numbers
      line[gone] = Number.POSITIVE_INFINITY
      line[stays] = row[slots[place] as number] as number
    }
  }

  /** Slots are called otherwise from now on. */
  forget(): void {
    this.placeOf.fill(-1)
  }
}
