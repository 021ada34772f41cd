/** How many rows carry each label 0 .. k-1. O(n). */
export function tally(labels: Int32Array, k: number): Int32Array {
  const sizes = new Int32Array(k)
  for (const label of labels) sizes[label] = (sizes[label] as number) + 1
  return sizes
}
