/** Number of distinct rows of a flat row-major table of `p` columns, counted up to `limit`. Stops as soon as it is reached. */
export function countDistinct(data: Float64Array, p: number, limit: number): number {
  const found = new Set<string>()
  for (let at = 0; at < data.length && found.size < limit; at += p) found.add(data.subarray(at, at + p).join())
  return found.size
}
