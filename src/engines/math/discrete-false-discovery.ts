/**
 * Benjamini and Hochberg's adjusted p-values for tests whose p-values can only be some numbers, each test's its own: among k called found, as many false ones are
 * expected as the chances, over all tests, of a p-value as small as the largest of theirs. A test that cannot be so small takes no part, one that can only be a
 * third of it a third; with p-values that can be any number it is Benjamini and Hochberg's procedure. Where something is tested in several ways, of which the least p counts, each is a test of its own.
 *
 * Source: J. Heyse (2011), A false discovery rate procedure for categorical data, Recent advances in biostatistics; S. Döhler, G. Durand, E. Roquain (2018), New
 * FDR bounds for discrete and heterogeneous tests, Electronic Journal of Statistics 12.
 *
 * @param p what was found
 * @param reachable of each test, the p-values that it can have, the largest first
 * @returns in the order of `p`
 * @example discreteFalseDiscovery([0.01], [[0.04, 0.01], [0.05, 0.02]]) // [0.01]
 * O(n log n + reachable log n).
 */
export function discreteFalseDiscovery(p: readonly number[], reachable: readonly (readonly number[])[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => (p[a] as number) - (p[b] as number))
  const sorted = Float64Array.from(order, (i) => p[i] as number)
  // How much more may be as small as each than as small as the one before.
  const more = new Float64Array(p.length)
  for (const chances of reachable) {
    for (let at = 0; at < chances.length; at++) {
      const chance = chances[at] as number
      const place = firstFrom(sorted, chance)
      if (place < p.length) more[place] = (more[place] as number) + chance - (chances[at + 1] ?? 0)
    }
  }
  const expected = more.map(
    (
      (sum) => (value: number) =>
        (sum += value)
    )(0)
  )
  const q = new Array<number>(p.length).fill(1)
  let least = 1
  for (let at = order.length - 1; at >= 0; at--) {
    // What chance always makes is never found.
    if ((sorted[at] as number) >= 1) continue
    least = Math.min(least, Math.max(expected[at] as number, sorted[at] as number) / (at + 1))
    q[order[at] as number] = least
  }
  return q
}

/** The first of ascending numbers that is no less. */
function firstFrom(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
