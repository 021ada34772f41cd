import { twoSided } from './tail.ts'

/**
 * Whether two shares differ, two-sided: Fisher's exact test where a cell expects fewer than 10, else the score test (the
 * square root of Pearson's chi-square) against the normal distribution. O(1), or O(smallest margin) where exact.
 *
 * Source: R. A. Fisher (1935), The logic of inductive inference; K. Pearson (1900).
 *
 * @param a hits of `of`, and the same of the other group
 * @returns p; 1 when a group is empty
 * @example twoShares(3, 10, 9, 10) // 0.0198
 */
export function twoShares(a: number, of: number, b: number, ofB: number): number {
  if (of === 0 || ofB === 0) return 1
  const n = of + ofB
  const hits = a + b
  const least = Math.min(hits, n - hits) * (Math.min(of, ofB) / n)
  if (least < 10) return fisher(a, of, hits, n)
  const pooled = hits / n
  const z = (a / of - b / ofB) / Math.sqrt(pooled * (1 - pooled) * (1 / of + 1 / ofB))
  return twoSided(z)
}

/** All tables with these margins that are no more likely than this one. */
function fisher(a: number, of: number, hits: number, n: number): number {
  const from = Math.max(0, hits - (n - of))
  const to = Math.min(of, hits)
  // log of the hypergeometric probabilities by their ratios, so that no factorial is needed.
  const log = new Float64Array(to - from + 1)
  for (let k = from + 1; k <= to; k++) {
    log[k - from] = (log[k - from - 1] as number) + Math.log(((of - k + 1) * (hits - k + 1)) / (k * (n - of - hits + k)))
  }
  const top = log.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const mine = log[a - from] as number
  let all = 0
  let extreme = 0
  for (const value of log) {
    const weight = Math.exp(value - top)
    all += weight
    if (value <= mine + 1e-7) extreme += weight
  }
  return Math.min(1, extreme / all)
}
