import { averageDepth } from '../isolation-forest.ts'

/** One complete tree, as it is kept in the forest. */
export interface Tree {
  feature: Int32Array
  threshold: Float64Array
  expected: Float64Array
}

/**
 * Grows a tree on some rows: in each node a column is drawn among those that vary there, and a threshold between its least
 * and its greatest value. A node with one row, or equal rows, or at full depth is a leaf; its path length counts what splitting
 * further would have taken on average. O(rows · (depth + p)).
 */
export function growTree(data: Float64Array, p: number, rows: Uint32Array, depth: number, rng: () => number, tree: Tree): void {
  const columns = Int32Array.from({ length: p }, (_, j) => j)
  const inner = 2 ** depth - 1
  /** Returns the expected path length of its rows. */
  const grow = (node: number, level: number, from: number, to: number): number => {
    const size = to - from
    const split = size > 1 && level < depth ? drawSplit(data, p, rows, from, to, columns, rng) : null
    if (split === null) {
      const length = level + averageDepth(size)
      spread(node, length)
      return length
    }
    const middle = partition(data, p, rows, from, to, split)
    tree.feature[node] = split.column
    tree.threshold[node] = split.threshold
    const left = grow(2 * node + 1, level + 1, from, middle)
    const right = grow(2 * node + 2, level + 1, middle, to)
    const length = (left * (middle - from) + right * (to - middle)) / size
    tree.expected[node] = length
    return length
  }
  /** A leaf above full depth goes on downwards, on the left; whatever stands to its right is never reached. */
  const spread = (node: number, length: number): void => {
    for (let at = node; ; at = 2 * at + 1) {
      tree.expected[at] = length
      if (at >= inner) return
      tree.threshold[at] = Number.POSITIVE_INFINITY
    }
  }
  grow(0, 0, 0, rows.length)
}

interface Split {
  column: number
  threshold: number
}

/** Null when all rows are equal. Columns that do not vary are drawn and passed over. */
function drawSplit(
  data: Float64Array,
  p: number,
  rows: Uint32Array,
  from: number,
  to: number,
  columns: Int32Array,
  rng: () => number
): Split | null {
  for (let left = p; left > 0; left--) {
    const drawn = Math.floor(rng() * left)
    const column = columns[drawn] as number
    columns[drawn] = columns[left - 1] as number
    columns[left - 1] = column
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = from; i < to; i++) {
      const value = data[(rows[i] as number) * p + column] as number
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
    if (least < greatest) {
      // Half of each, so that the distance of two huge values does not overflow; above the least, so that both sides have rows.
      const share = rng()
      const threshold = least * (1 - share) + greatest * share
      return { column, threshold: threshold > least && threshold <= greatest ? threshold : greatest }
    }
  }
  return null
}

/** Rows below the threshold first; returns where the others begin. */
function partition(data: Float64Array, p: number, rows: Uint32Array, from: number, to: number, { column, threshold }: Split): number {
  let middle = from
  for (let i = from; i < to; i++) {
    const row = rows[i] as number
    if ((data[row * p + column] as number) < threshold) {
      rows[i] = rows[middle] as number
      rows[middle++] = row
    }
  }
  return middle
}
