import { moments, standardDeviation } from './moments.ts'
import { quantile } from './quantile.ts'

/** `scaled = (value - centre) / spread`; spread is never 0. */
export interface Scaling {
  centre: number
  spread: number
}

/** The interquartile range of a normal distribution in standard deviations. */
const IQR_OF_NORMAL = 1.3489795003921634

/**
 * Robust scaling: median and interquartile range, the latter divided by 1.349 so that it estimates the standard deviation
 * of normal data. Where more than half of the values are equal the interquartile range can be 0: then the standard
 * deviation serves, and 1 where there is no variation at all. O(n log n).
 *
 * @param values at least one; not changed
 */
export function robustScaling(values: Float64Array): Scaling {
  const sorted = values.toSorted()
  const iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25)
  const spread = iqr > 0 ? iqr / IQR_OF_NORMAL : standardDeviation(moments(values))
  return { centre: quantile(sorted, 0.5), spread: spread > 0 ? spread : 1 }
}

/** Standard scores: mean and standard deviation with divisor n as scikit-learn's StandardScaler; 1 where nothing varies. O(n). */
export function standardScaling(values: Float64Array): Scaling {
  const { n, mean, m2 } = moments(values)
  const spread = Math.sqrt(m2 / n)
  return { centre: mean, spread: spread > 0 ? spread : 1 }
}

/** Leaves values as they are. */
export const noScaling: Scaling = { centre: 0, spread: 1 }
