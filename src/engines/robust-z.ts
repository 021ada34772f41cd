import { quantile } from './math/quantile.ts'

export interface RobustZ {
  /** Signed; beyond ±3.5 a value counts as an outlier (`strange`). */
  z: Float64Array
  centre: number
  /** What a deviation is divided by. */
  spread: number
  /** Where more than half of the values are equal the MAD is 0, and the mean deviation stands in; `none`: all are equal, and no z but 0. */
  measure: 'mad' | 'meanDeviation' | 'none'
}

/** The cut of the source. */
export const strange = 3.5

/**
 * Robust z: 0.6745 (x − median) / MAD, the deviation from the median in units that are standard deviations for normal values, and that
 * outliers do not widen. O(n log n).
 *
 * Source: B. Iglewicz, D. Hoaglin (1993), How to detect and handle outliers, ASQC; the mean deviation (times 1.2533) where the MAD is 0 is theirs too.
 *
 * @param values finite, at least one; not changed
 * @example robustZ(Float64Array.of(1, 2, 3, 4, 100)).z[4] // 65.4
 */
export function robustZ(values: Float64Array): RobustZ {
  const centre = quantile(values.slice().sort(), 0.5)
  const deviations = values.map((value) => Math.abs(value - centre)).sort()
  const mad = quantile(deviations, 0.5)
  const mean = deviations.reduce((sum, value) => sum + value / deviations.length, 0)
  const [measure, spread] =
    mad > 0 ? (['mad', mad / 0.6745] as const) : mean > 0 ? (['meanDeviation', mean * 1.253_314] as const) : (['none', 0] as const)
  return { z: values.map((value) => (spread > 0 ? (value - centre) / spread : 0)), centre, spread, measure }
}
