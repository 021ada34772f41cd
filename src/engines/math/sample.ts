/**
 * A simple random sample without replacement, in ascending order (Floyd's algorithm: O(m) draws, O(m log m) to sort).
 *
 * Source: J. Bentley, R. Floyd (1987), A sample of brilliance, CACM 30(9).
 *
 * @param n size of the population 0 .. n-1
 * @param m how many to draw; n or more gives everyone
 */
export function sampleRows(n: number, m: number, rng: () => number): Int32Array {
  if (m >= n) return Int32Array.from({ length: n }, (_, i) => i)
  const chosen = new Set<number>()
  for (let j = n - m; j < n; j++) {
    const candidate = Math.floor(rng() * (j + 1))
    chosen.add(chosen.has(candidate) ? j : candidate)
  }
  return Int32Array.from(chosen).sort()
}
