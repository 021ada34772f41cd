/**
 * A dendrogram as a merge table in scipy's numbering: rows are 0 .. n-1, merge i makes cluster n+i. Flat arrays, so that 20,000 leaves in one
 * long chain are no deeper than any other tree.
 */
export interface Tree {
  /** Number of leaves. */
  n: number
  /** The two clusters of merge i at 2i and 2i+1, the smaller number first. */
  parts: Int32Array
  /** Height of each merge, ascending. */
  heights: Float64Array
  /** Rows under each merge (sum of their weights where rows stand for several). */
  sizes: Float64Array
}

/** Merges as an algorithm finds them: each names any row of the two clusters that it joins. */
export interface RawMerges {
  /** Two rows a merge, at 2i and 2i+1. */
  rows: Int32Array
  heights: Float64Array
}

/**
 * Raw merges in order of height, equal ones in the order found, numbered as scipy does. Clusters are found by union-find, so it is of no matter
 * that an algorithm found them in another order.
 *
 * @param weights how many each row stands for; left out: one
 * O(n log n).
 */
export function numbered({ rows, heights }: RawMerges, n: number, weights?: Float64Array): Tree {
  const merges = n - 1
  const order = new Uint32Array(merges).map((_, i) => i)
  order.sort((a, b) => (heights[a] as number) - (heights[b] as number) || a - b)
  const parent = new Int32Array(2 * n - 1).map((_, i) => i)
  const find = (from: number): number => {
    let root = from
    while (parent[root] !== root) root = parent[root] as number
    for (let at = from; parent[at] !== root; ) {
      const next = parent[at] as number
      parent[at] = root
      at = next
    }
    return root
  }
  const tree: Tree = { n, parts: new Int32Array(2 * merges), heights: new Float64Array(merges), sizes: new Float64Array(merges) }
  for (let i = 0; i < merges; i++) {
    const merge = order[i] as number
    const a = find(rows[2 * merge] as number)
    const b = find(rows[2 * merge + 1] as number)
    tree.parts[2 * i] = Math.min(a, b)
    tree.parts[2 * i + 1] = Math.max(a, b)
    tree.heights[i] = heights[merge] as number
    tree.sizes[i] = sizeOf(tree, a, weights) + sizeOf(tree, b, weights)
    parent[a] = n + i
    parent[b] = n + i
  }
  return tree
}

/** Rows in a cluster of the tree. */
export function sizeOf({ n, sizes }: Tree, cluster: number, weights?: Float64Array): number {
  return cluster < n ? (weights?.[cluster] ?? 1) : (sizes[cluster - n] as number)
}

/** Height at which a cluster was made; 0 of a single row. */
export function heightOf({ n, heights }: Tree, cluster: number): number {
  return cluster < n ? 0 : (heights[cluster - n] as number)
}

/**
 * The rows in an order in which every cluster stands together, the parts of each in the order of the table.
 *
 * @returns `order`, and where each cluster's rows begin in it (`from`, by cluster number); how many there are is for the caller to know
 * O(n), without recursion.
 */
export function leavesInOrder({ n, parts }: Tree): { order: Int32Array; from: Int32Array; count: Int32Array } {
  const count = new Int32Array(2 * n - 1).fill(1)
  for (let i = 0; i < n - 1; i++) count[n + i] = (count[parts[2 * i] as number] as number) + (count[parts[2 * i + 1] as number] as number)
  const from = new Int32Array(2 * n - 1)
  const order = new Int32Array(n)
  for (let i = n - 2; i >= 0; i--) {
    const left = parts[2 * i] as number
    from[left] = from[n + i] as number
    from[parts[2 * i + 1] as number] = (from[n + i] as number) + (count[left] as number)
  }
  for (let row = 0; row < n; row++) order[from[row] as number] = row
  return { order, from, count }
}
