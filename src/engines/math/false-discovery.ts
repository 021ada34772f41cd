/**
 * Benjamini and Hochberg's adjusted p-values: calling everything with a value of at most q a discovery keeps the expected
 * share of false ones among the discoveries at or below q, for tests that are independent or positively dependent.
 *
 * Source: Y. Benjamini, Y. Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B 57.
 *
 * @param p a p-value each, in any order
 * @returns the adjusted values in the same order
 * @example falseDiscovery([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 * O(m log m).
 */
export function falseDiscovery(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => (p[b] as number) - (p[a] as number))
  const adjusted = new Array<number>(p.length)
  let least = 1
  order.forEach((index, fromLargest) => {
    const rank = p.length - fromLargest
    least = Math.min(least, ((p[index] as number) * p.length) / rank)
    adjusted[index] = least
  })
  return adjusted
}
