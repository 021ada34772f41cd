import type { EngineContext } from '../context.ts'
import { pacer } from '../pace.ts'
import { distances, type Space } from './metric.ts'
import { leavesInOrder, type Tree } from './tree.ts'

/** Up to so many leaves their order is optimal: it takes n^2 numbers twice and up to n^3 / 8 steps. */
export const OPTIMAL_LEAVES = 1500

/**
 * The order of the leaves in which a dendrogram is drawn: every cluster stands together, and
 * - up to 1,500 leaves the distances of neighbours add up to the least that any such order can have;
 * - beyond, at each merge the part that lies lower along the table's longest axis stands first.
 *
 * Source: Z. Bar-Joseph, D. Gifford, T. Jaakkola (2001), Fast optimal leaf ordering for hierarchical clustering, Bioinformatics 17.
 *
 * @param mean row-major n x p, the rows whose longest axis orders a large tree
 */
export async function leafOrder(tree: Tree, space: Space, ctx: EngineContext): Promise<Int32Array> {
  if (tree.n < 3) return new Int32Array(tree.n).map((_, i) => i)
  return tree.n <= OPTIMAL_LEAVES ? optimal(tree, space, ctx) : alongAxis(tree, space)
}

async function optimal(tree: Tree, space: Space, ctx: EngineContext): Promise<Int32Array> {
  const { n, parts } = tree
  const { order, from, count } = leavesInOrder(tree)
  const pace = pacer(ctx)
  const far = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const row = order[i] as number
    const own = new Float64Array(n)
    distances(space, row, 0, n, own)
    for (let j = 0; j < n; j++) far[i * n + j] = own[order[j] as number] as number
    await pace((0.2 * i) / n)
  }
  // `cost[u, w]`: the least sum of the cluster that joins the leaves at u and w, with these two at its ends.
  const cost = new Float64Array(n * n)
  const reach = new Float64Array(n * n)
  /** Leaves that can be at the other end of a cluster from the leaf at `u`: those of the part that `u` is not in. */
  const otherEnd = (cluster: number, u: number): [number, number] => {
    if (cluster < n) return [u, u + 1]
    const left = parts[2 * (cluster - n)] as number
    const right = parts[2 * (cluster - n) + 1] as number
    const other = u < (from[right] as number) ? right : left
    return [from[other] as number, (from[other] as number) + (count[other] as number)]
  }
  for (let i = 0; i < n - 1; i++) {
    const left = parts[2 * i] as number
    const right = parts[2 * i + 1] as number
    const [a, b, c] = [from[left] as number, from[right] as number, (from[right] as number) + (count[right] as number)]
    for (let u = a; u < b; u++) {
      const [m0, m1] = otherEnd(left, u)
      for (let k = b; k < c; k++) {
        let least = Number.POSITIVE_INFINITY
        for (let m = m0; m < m1; m++) least = Math.min(least, (cost[u * n + m] as number) + (far[k * n + m] as number))
        reach[u * n + k] = least
      }
    }
    for (let w = b; w < c; w++) {
      const [k0, k1] = otherEnd(right, w)
      for (let u = a; u < b; u++) {
        let least = Number.POSITIVE_INFINITY
        for (let k = k0; k < k1; k++) least = Math.min(least, (reach[u * n + k] as number) + (cost[w * n + k] as number))
        cost[u * n + w] = least
        cost[w * n + u] = least
      }
    }
    await pace(0.2 + (0.8 * i) / n)
  }
  return Int32Array.from(traced(tree, from, count, far, cost, otherEnd), (place) => order[place] as number)
}

type Ends = { cluster: number; first: number; last: number }

/** From the ends of the whole to the ends of each part, down to the leaves. */
function traced(
  { n, parts }: Tree,
  from: Int32Array,
  count: Int32Array,
  far: Float64Array,
  cost: Float64Array,
  otherEnd: (cluster: number, u: number) => [number, number]
): number[] {
  const root = 2 * n - 2
  const [topLeft, topRight] = [parts[2 * n - 4] as number, parts[2 * n - 3] as number]
  const span = (cluster: number) => [from[cluster] as number, (from[cluster] as number) + (count[cluster] as number)] as const
  let best: Ends = { cluster: root, first: -1, last: -1 }
  let least = Number.POSITIVE_INFINITY
  for (let u = span(topLeft)[0]; u < span(topLeft)[1]; u++) {
    for (let w = span(topRight)[0]; w < span(topRight)[1]; w++) {
      if ((cost[u * n + w] as number) < least) {
        least = cost[u * n + w] as number
        best = { cluster: root, first: u, last: w }
      }
    }
  }
  const found: number[] = []
  const open: Ends[] = [best]
  for (let ends = open.pop(); ends; ends = open.pop()) {
    const { cluster, first, last } = ends
    if (cluster < n) {
      found.push(first)
      continue
    }
    const left = parts[2 * (cluster - n)] as number
    const right = parts[2 * (cluster - n) + 1] as number
    const [head, tail] = first < (from[right] as number) ? [left, right] : [right, left]
    const [m0, m1] = otherEnd(head, first)
    const [k0, k1] = otherEnd(tail, last)
    let [m, k, sum] = [m0, k0, Number.POSITIVE_INFINITY]
    for (let x = m0; x < m1; x++) {
      for (let y = k0; y < k1; y++) {
        const value = (cost[first * n + x] as number) + (far[x * n + y] as number) + (cost[last * n + y] as number)
        if (value < sum) [m, k, sum] = [x, y, value]
      }
    }
    open.push({ cluster: tail, first: k, last }, { cluster: head, first, last: m })
  }
  return found
}

/** Power iterations from the column of ones; enough to tell the ends of a long axis apart. */
const ITERATIONS = 30

function alongAxis(tree: Tree, { rows, width }: Space): Int32Array {
  const { n, parts } = tree
  const along = positions(
    rows.map((value) => (Number.isNaN(value) ? 0 : value)),
    n,
    width
  )
  const sum = new Float64Array(2 * n - 1)
  const count = new Float64Array(2 * n - 1).fill(1)
  sum.set(along)
  const turned: Tree = { ...tree, parts: parts.slice() }
  for (let i = 0; i < n - 1; i++) {
    const [a, b] = [parts[2 * i] as number, parts[2 * i + 1] as number]
    sum[n + i] = (sum[a] as number) + (sum[b] as number)
    count[n + i] = (count[a] as number) + (count[b] as number)
    if ((sum[a] as number) / (count[a] as number) <= (sum[b] as number) / (count[b] as number)) continue
    turned.parts[2 * i] = b
    turned.parts[2 * i + 1] = a
  }
  return leavesInOrder(turned).order
}

/** Where each row lies on the first principal axis. */
function positions(rows: Float64Array, n: number, p: number): Float64Array {
  const mean = new Float64Array(p)
  for (let i = 0; i < n; i++) for (let d = 0; d < p; d++) mean[d] = (mean[d] as number) + (rows[i * p + d] as number) / n
  let axis = new Float64Array(p).fill(1)
  const at = new Float64Array(n)
  for (let round = 0; round <= ITERATIONS; round++) {
    const next = new Float64Array(p)
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let d = 0; d < p; d++) sum += ((rows[i * p + d] as number) - (mean[d] as number)) * (axis[d] as number)
      at[i] = sum
      for (let d = 0; d < p; d++) next[d] = (next[d] as number) + sum * ((rows[i * p + d] as number) - (mean[d] as number))
    }
    const length = Math.hypot(...next)
    if (length === 0) break
    axis = next.map((value) => value / length)
  }
  return at
}
