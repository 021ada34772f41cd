/**
 * Which of several tests may be called found when at most a share `q` of what is called found may be false: Benjamini and Hochberg (1995).
 * O(n log n).
 *
 * @returns true where found, in the order of the p-values
 * @example benjaminiHochberg([0.001, 0.8, 0.02], 0.05) // true, false, true
 */
export function benjaminiHochberg(p: readonly number[], q: number): boolean[] {
  const sorted = [...p].sort((a, b) => a - b)
  const limit = sorted.findLast((value, i) => value <= (q * (i + 1)) / sorted.length) ?? -1
  return p.map((value) => value <= limit)
}
