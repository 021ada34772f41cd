import { leavesInOrder, sizeOf, type Tree } from './tree.ts'

/** A part of a tree, as far as it is drawn. */
export interface Collapsed {
  /** Places of the leaves that it shows: from ≤ place < to. */
  from: number
  to: number
  /** In the order in which they stand. */
  branches: { from: number; to: number; size: number; height: number }[]
  /** Merges of branches, the lowest first: two parts each, 0 .. b-1 a branch, b+i merge i. */
  parts: number[]
  heights: number[]
}

/**
 * The largest branches of a tree, or of the branch whose leaves are given, and the merges above them: of any cut into at most `most` clusters
 * nothing is lost.
 *
 * @param order leaves as they are drawn: every branch stands together
 * @param range places of the leaves of the branch that is looked at; no branch has exactly these: the whole tree
 * @param most branches
 * @param weights how many each leaf stands for; left out: one
 * @example collapse(tree, order, null, 200)
 * O(n).
 */
export function collapse(
  tree: Tree,
  order: Int32Array,
  range: { from: number; to: number } | null,
  most: number,
  weights?: Float64Array
): Collapsed {
  const { n, parts, heights } = tree
  const { count } = leavesInOrder(tree)
  // Parts stand in the drawn order, whatever that of the table is: a branch begins where the first of its leaves does.
  const from = new Int32Array(2 * n - 1)
  order.forEach((leaf, place) => {
    from[leaf] = place
  })
  for (let i = 0; i < n - 1; i++) from[n + i] = Math.min(from[parts[2 * i] as number] as number, from[parts[2 * i + 1] as number] as number)
  const root = range === null ? -1 : from.findIndex((start, node) => start === range.from && count[node] === range.to - range.from)
  const top = root < 0 ? 2 * n - 2 : root
  const within = new Uint8Array(2 * n - 1)
  within[top] = 1
  const opened: number[] = []
  // Numbers ascend with heights: from the top down, the highest merge is opened first.
  for (let node = top; node >= n && opened.length < most - 1; node--) {
    if (within[node] === 0) continue
    within[node] = 0
    opened.push(node)
    within[parts[2 * (node - n)] as number] = 1
    within[parts[2 * (node - n) + 1] as number] = 1
  }
  const nodes: number[] = []
  within.forEach((is, node) => {
    if (is === 1) nodes.push(node)
  })
  nodes.sort((a, b) => (from[a] as number) - (from[b] as number))
  const numbers = new Map(nodes.map((node, i) => [node, i]))
  const merges = opened.reverse()
  merges.forEach((node, i) => {
    numbers.set(node, nodes.length + i)
  })
  const at = (node: number) => from[node] as number
  return {
    from: at(top),
    to: at(top) + (count[top] as number),
    branches: nodes.map((node) => ({
      from: at(node),
      to: at(node) + (count[node] as number),
      size: sizeOf(tree, node, weights),
      height: node < n ? 0 : (heights[node - n] as number)
    })),
    parts: merges.flatMap((node) => {
      const two = [parts[2 * (node - n)] as number, parts[2 * (node - n) + 1] as number]
      return two.sort((a, b) => at(a) - at(b)).map((part) => numbers.get(part) as number)
    }),
    heights: merges.map((node) => heights[node - n] as number)
  }
}
