/**
 * Benjamini and Hochberg's adjusted p-values: calling everything below q found makes at most a share q of what is called
 * found false, on average, for independent and for positively dependent tests. O(n log n).
 *
 * Source: Y. Benjamini, Y. Hochberg (1995), Controlling the false discovery rate, JRSS B 57.
 *
 * @returns in the order of `p`
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => (p[b] as number) - (p[a] as number))
  const q = new Array<number>(p.length)
  let least = 1
  order.forEach((i, below) => {
    least = Math.min(least, ((p[i] as number) * p.length) / (p.length - below))
    q[i] = least
  })
  return q
}
