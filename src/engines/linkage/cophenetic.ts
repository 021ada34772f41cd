import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { distances, type Space } from './metric.ts'
import { leavesInOrder, type Tree } from './tree.ts'

/**
 * How well a tree keeps the distances that it was made from: the correlation, over all pairs of rows, of their distance with the height at which the
 * tree joins them. Null where either does not vary, as with one or two rows.
 *
 * In an order in which clusters stand together, the height that joins two rows is the largest between neighbours on the way from one to the other.
 *
 * Source: R. Sokal, F. Rohlf (1962), The comparison of dendrograms by objective methods, Taxon 11.
 * O(n^2 p) time, O(n) memory beside the rows in order.
 */
export async function copheneticCorrelation(tree: Tree, space: Space, ctx: EngineContext): Promise<number | null> {
  const { n } = tree
  const { order, between } = stepsOf(tree)
  const ordered = { ...space, rows: inOrder(space, order) }
  const own = new Float64Array(n)
  const pairs = new Pairs()
  const pace = pacer(ctx)
  for (let i = 0; i < n - 1; i++) {
    distances(ordered, i, i + 1, n, own)
    pairs.add(own, between, i, n)
    await pace(1 - ((n - i) / n) ** 2)
  }
  return pairs.correlation()
}

/** Rows in the order of the tree, and the height that joins each with the next. O(n). */
export function stepsOf(tree: Tree): { order: Int32Array; between: Float64Array } {
  const { n, parts, heights } = tree
  const { order, from } = leavesInOrder(tree)
  const between = new Float64Array(Math.max(0, n - 1))
  for (let i = 0; i < n - 1; i++) between[(from[parts[2 * i + 1] as number] as number) - 1] = heights[i] as number
  return { order, between }
}

function inOrder({ rows, n, width }: Space, order: Int32Array): Float64Array {
  const sorted = new Float64Array(n * width)
  for (let i = 0; i < n; i++) {
    const row = order[i] as number
    sorted.set(rows.subarray(row * width, (row + 1) * width), i * width)
  }
  return sorted
}

/** Pearson's correlation, pair by pair of values. */
class Pairs {
  private count = 0
  private x = 0
  private y = 0
  private xx = 0
  private yy = 0
  private xy = 0

  /** The distances of the row at `i` from those after it, beside the largest step on the way to each. */
  add(own: Float64Array, between: Float64Array, i: number, n: number): void {
    let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0]
    let height = 0
    for (let j = i + 1; j < n; j++) {
      const distance = own[j - i - 1] as number
      const step = between[j - 1] as number
      if (step > height) height = step
      x += distance
      y += height
      xx += distance * distance
      yy += height * height
      xy += distance * height
    }
    this.count += n - 1 - i
    this.x += x
    this.y += y
    this.xx += xx
    this.yy += yy
    this.xy += xy
  }

  correlation(): number | null {
    const { count, x, y, xx, yy, xy } = this
    if (count < 2) return null
    const varianceX = xx - (x * x) / count
    const varianceY = yy - (y * y) / count
    const none = (variance: number, squares: number) => variance <= 1e-12 * squares
    return none(varianceX, xx) || none(varianceY, yy) ? null : (xy - (x * y) / count) / Math.sqrt(varianceX * varianceY)
  }
}

/**
 * The correlation of two trees over the same few rows: of the heights at which each joins every pair.
 *
 * @param places where each row stands in the order of the tree; two rows at one place are joined at 0
 */
export function correlationOfTrees(a: PlacedRows, b: PlacedRows): number | null {
  const m = a.places.length
  const [x, y] = [joined(a), joined(b)]
  const pairs = new Pairs()
  // Each pair is given as a distance beside one step, so that the sum is over pairs.
  for (let i = 0; i < m; i++) for (let j = i + 1; j < m; j++) pairs.add(Float64Array.of(x(i, j)), Float64Array.of(y(i, j)), 0, 2)
  return pairs.correlation()
}

export interface PlacedRows {
  places: Int32Array
  between: Float64Array
}

/** The largest step between two places, by a table of maxima over powers of two. */
function joined({ places, between }: PlacedRows): (i: number, j: number) => number {
  const levels: Float64Array[] = [between]
  for (let reach = 1; 2 * reach <= between.length; reach *= 2) {
    const below = levels[levels.length - 1] as Float64Array
    levels.push(
      Float64Array.from({ length: between.length - 2 * reach + 1 }, (_, i) => Math.max(below[i] as number, below[i + reach] as number))
    )
  }
  return (i, j) => {
    const [p, q] = [places[i] as number, places[j] as number]
    const [low, high] = p < q ? [p, q] : [q, p]
    if (low === high) return 0
    const level = 31 - Math.clz32(high - low)
    const maxima = levels[level] as Float64Array
    return Math.max(maxima[low] as number, maxima[high - 2 ** level] as number)
  }
}
