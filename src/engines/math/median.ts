import { quantile } from './quantile.ts'

/** The middle value, or the mean of the two middle ones; NaN of nothing. O(n log n). The input is not changed. */
export function median(values: Float64Array): number {
  return values.length === 0 ? Number.NaN : quantile(values.slice().sort(), 0.5)
}
