/**
 * How far two labellings of the same rows agree, whatever their clusters are called: 1 where they are the same, near 0
 * where they agree as chance would have it, 1 too where both put all rows together or each row alone.
 *
 * Source: L. Hubert, P. Arabie (1985), Comparing partitions, Journal of Classification 2.
 *
 * @param a labels 0 .. any, a row each
 * @param b as long as `a`
 * O(n + ka kb).
 */
export function adjustedRand(a: Int32Array, b: Int32Array): number {
  const kb = b.reduce((most, label) => Math.max(most, label), 0) + 1
  const ka = a.reduce((most, label) => Math.max(most, label), 0) + 1
  const both = new Float64Array(ka * kb)
  const inA = new Float64Array(ka)
  const inB = new Float64Array(kb)
  for (let i = 0; i < a.length; i++) {
    const cell = (a[i] as number) * kb + (b[i] as number)
    both[cell] = (both[cell] as number) + 1
    inA[a[i] as number] = (inA[a[i] as number] as number) + 1
    inB[b[i] as number] = (inB[b[i] as number] as number) + 1
  }
  const [together, pairsA, pairsB] = [pairs(both), pairs(inA), pairs(inB)]
  const expected = (pairsA * pairsB) / ((a.length * (a.length - 1)) / 2)
  const largest = (pairsA + pairsB) / 2
  return largest === expected ? 1 : (together - expected) / (largest - expected)
}

function pairs(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
}
