import { sizeOf, type Tree } from './tree.ts'

/**
 * The clusters of a tree after its last k - 1 merges are taken back, as numbers of the merge table; the largest first, equal sizes by their first
 * row, as k-means numbers its own.
 *
 * @param k 1 .. n
 * O(n log k).
 */
export function clustersAt(tree: Tree, k: number, weights?: Float64Array): Int32Array {
  const { n, parts } = tree
  if (k <= 1) return Int32Array.of(2 * n - 2)
  const first = 2 * n - k
  const roots: number[] = []
  for (let i = n - k; i < n - 1; i++) {
    for (const part of [parts[2 * i] as number, parts[2 * i + 1] as number]) if (part < first) roots.push(part)
  }
  const row = firstRows(tree)
  const bySize = (a: number, b: number) => sizeOf(tree, b, weights) - sizeOf(tree, a, weights) || (row[a] as number) - (row[b] as number)
  return Int32Array.from(roots.sort(bySize))
}

/** The cluster of each row, 0 .. k-1, when the tree is cut into the k largest branches. O(n). */
export function cutTree(tree: Tree, k: number, weights?: Float64Array): Int32Array {
  return labelled(tree, clustersAt(tree, k, weights))
}

/** The number of the branch that each row belongs to, of branches that do not overlap; -1 of rows in none. O(n). */
export function labelled({ n, parts }: Tree, branches: ArrayLike<number>): Int32Array {
  const label = new Int32Array(2 * n - 1).fill(-1)
  for (let i = 0; i < branches.length; i++) label[branches[i] as number] = i
  for (let i = n - 2; i >= 0; i--) {
    const own = label[n + i] as number
    if (own < 0) continue
    label[parts[2 * i] as number] = own
    label[parts[2 * i + 1] as number] = own
  }
  return label.slice(0, n)
}

/** The smallest row of each cluster, by cluster number. O(n). */
function firstRows({ n, parts }: Tree): Int32Array {
  const row = new Int32Array(2 * n - 1).map((_, i) => i)
  for (let i = 0; i < n - 1; i++) row[n + i] = Math.min(row[parts[2 * i] as number] as number, row[parts[2 * i + 1] as number] as number)
  return row
}
