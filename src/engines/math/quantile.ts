/**
 * Quantile with linear interpolation between order statistics: type 7 of Hyndman and Fan, the default of R and NumPy.
 *
 * Source: R. Hyndman, Y. Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4).
 *
 * @param sorted ascending, at least one value
 * @param q 0 .. 1
 * @example quantile(Float64Array.of(1, 2, 3, 4), 0.5) // 2.5
 */
export function quantile(sorted: Float64Array, q: number): number {
  const position = (sorted.length - 1) * q
  const below = Math.floor(position)
  const low = sorted[below] ?? Number.NaN
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN
  return low + (high - low) * (position - below)
}
