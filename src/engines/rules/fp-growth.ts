import { SextantError } from '../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const FP_GROWTH_VERSION = 'fp-growth/1'

/** Sets of things that were bought together, one after another: those of basket i from starts[i] to starts[i + 1], none twice. */
export interface Baskets {
  starts: Int32Array
  items: Int32Array
  /** Items are numbered from 0 up to this, not included. */
  distinct: number
}

/** Item sets one after another, each with the number of baskets that hold it; items ascending by number within a set. */
export interface ItemSets {
  starts: Int32Array
  items: Int32Array
  counts: Int32Array
}

export interface FpGrowthParams {
  /** Baskets that a set must be in. At least 1. */
  least: number
  /** Items of a set at most. */
  longest: number
  /** Sets at most: beyond, the search ends with an error rather than with the memory. */
  most: number
}

/**
 * All sets of items that at least so many baskets hold, without trying candidates: baskets are folded into a tree of shared beginnings, most
 * frequent items first, and each item's sets are grown from the part of the tree above it. A basket of thousands of items is a path
 * like any other; what it could blow up, the number of its subsets, is bound by `longest` and `most`.
 *
 * Source: J. Han, J. Pei, Y. Yin (2000), Mining frequent patterns without candidate generation, SIGMOD.
 *
 * @throws rules.tooMany beyond `most` sets; ctx.signal.reason when cancelled
 * @example const sets = await fpGrowth(baskets, { least: 10, longest: 10, most: 1e6 }, ctx)
 */
export async function fpGrowth(baskets: Baskets, { least, longest, most }: FpGrowthParams, ctx: EngineContext): Promise<ItemSets> {
  const counts = new Int32Array(baskets.distinct)
  for (const item of baskets.items) counts[item] = (counts[item] as number) + 1
  // Items by falling frequency, equal ones by number: their rank is their number in the tree.
  const order = Array.from(counts.keys())
    .filter((item) => (counts[item] as number) >= least)
    .sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
  const rank = new Int32Array(baskets.distinct).fill(-1)
  order.forEach((item, r) => {
    rank[item] = r
  })
  const pace = pacer(ctx)
  const tree = new PrefixTree(order.length, baskets.items.length + 1)
  const path: number[] = []
  for (let b = 0; b + 1 < baskets.starts.length; b++) {
    path.length = 0
    for (let i = baskets.starts[b] as number; i < (baskets.starts[b + 1] as number); i++) {
      const r = rank[baskets.items[i] as number] as number
      if (r >= 0) path.push(r)
    }
    path.sort((x, y) => x - y)
    tree.add(path, path.length, 1)
    if (b % 4096 === 0) await pace(0)
  }
  const found = new Collector(order, most)
  await grow(tree, [], least, longest, found, async (share) => pace(share))
  return found.sets()
}

async function grow(
  tree: PrefixTree,
  suffix: number[],
  least: number,
  longest: number,
  found: Collector,
  pace: ((share: number) => Promise<void>) | null
): Promise<void> {
  for (let item = tree.size - 1; item >= 0; item--) {
    const count = tree.totals[item] as number
    if (count < least) continue
    suffix.push(item)
    found.add(suffix, count)
    if (suffix.length < longest && item > 0) growBelow(tree.above(item, least), suffix, least, longest, found)
    suffix.pop()
    // One level is work enough between two looks at the clock.
    if (pace) await pace(1 - item / tree.size)
  }
}

function growBelow(tree: PrefixTree | null, suffix: number[], least: number, longest: number, found: Collector): void {
  if (tree === null) return
  for (let item = tree.size - 1; item >= 0; item--) {
    const count = tree.totals[item] as number
    if (count < least) continue
    suffix.push(item)
    found.add(suffix, count)
    if (suffix.length < longest && item > 0) growBelow(tree.above(item, least), suffix, least, longest, found)
    suffix.pop()
  }
}

/** Baskets folded by their beginnings. Nodes in flat arrays; node 0 is the root. */
class PrefixTree {
  readonly size: number
  readonly totals: Int32Array
  private item: Int32Array
  private parent: Int32Array
  private count: Int32Array
  private child: Int32Array
  private sibling: Int32Array
  /** Next node of the same item. */
  private next: Int32Array
  private readonly head: Int32Array
  private nodes = 1

  constructor(size: number, room: number) {
    this.size = size
    this.totals = new Int32Array(size)
    this.head = new Int32Array(size).fill(-1)
    const first = Math.min(room, 4096)
    this.item = new Int32Array(first)
    this.parent = new Int32Array(first)
    this.count = new Int32Array(first)
    this.child = new Int32Array(first).fill(-1)
    this.sibling = new Int32Array(first).fill(-1)
    this.next = new Int32Array(first).fill(-1)
  }

  /** @param path ascending, of which the first `length` count */
  add(path: ArrayLike<number>, length: number, times: number): void {
    let node = 0
    for (let i = 0; i < length; i++) {
      const item = path[i] as number
      this.totals[item] = (this.totals[item] as number) + times
      let below = this.child[node] as number
      while (below >= 0 && this.item[below] !== item) below = this.sibling[below] as number
      if (below < 0) below = this.insert(node, item)
      this.count[below] = (this.count[below] as number) + times
      node = below
    }
  }

  /** The tree of what stands above the nodes of an item; null where nothing there is frequent. */
  above(item: number, least: number): PrefixTree | null {
    const totals = new Int32Array(item)
    for (let node = this.head[item] as number; node >= 0; node = this.next[node] as number) {
      const times = this.count[node] as number
      for (let up = this.parent[node] as number; up > 0; up = this.parent[up] as number) {
        totals[this.item[up] as number] = (totals[this.item[up] as number] as number) + times
      }
    }
    if (!totals.some((count) => count >= least)) return null
    const tree = new PrefixTree(item, 32)
    const path = new Int32Array(item)
    for (let node = this.head[item] as number; node >= 0; node = this.next[node] as number) {
      let from = item
      for (let up = this.parent[node] as number; up > 0; up = this.parent[up] as number) {
        if ((totals[this.item[up] as number] as number) >= least) path[--from] = this.item[up] as number
      }
      if (from < item) tree.add(path.subarray(from), item - from, this.count[node] as number)
    }
    return tree
  }

  private insert(under: number, item: number): number {
    if (this.nodes === this.item.length) this.enlarge()
    const node = this.nodes++
    this.item[node] = item
    this.parent[node] = under
    this.sibling[node] = this.child[under] as number
    this.child[under] = node
    this.next[node] = this.head[item] as number
    this.head[item] = node
    return node
  }

  private enlarge(): void {
    const larger = (array: Int32Array): Int32Array => {
      const copy = new Int32Array(2 * array.length).fill(-1)
      copy.set(array)
      return copy
    }
    this.item = larger(this.item)
    this.parent = larger(this.parent)
    this.count = larger(this.count)
    this.count.fill(0, this.nodes)
    this.child = larger(this.child)
    this.sibling = larger(this.sibling)
    this.next = larger(this.next)
  }
}

class Collector {
  private readonly starts: number[] = [0]
  private readonly items: number[] = []
  private readonly counts: number[] = []
  private readonly order: readonly number[]
  private readonly most: number

  constructor(order: readonly number[], most: number) {
    this.order = order
    this.most = most
  }

  add(ranks: readonly number[], count: number): void {
    if (this.counts.length >= this.most) throw new SextantError('rules.tooMany', { most: this.most })
    const set = ranks.map((r) => this.order[r] as number).sort((a, b) => a - b)
    this.items.push(...set)
    this.starts.push(this.items.length)
    this.counts.push(count)
  }

  sets(): ItemSets {
    return { starts: Int32Array.from(this.starts), items: Int32Array.from(this.items), counts: Int32Array.from(this.counts) }
  }
}
