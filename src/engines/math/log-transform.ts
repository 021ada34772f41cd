import { moments, skewness } from './moments.ts'
import { quantile } from './quantile.ts'

/** A monotone map of a column that takes out heavy skew. `unit` is the value around which linear turns into logarithmic. */
export interface Transform {
  kind: 'none' | 'log' | 'signed-log'
  unit: number
}

/** Beyond this moment skewness a distribution is commonly called highly skewed. */
const HIGHLY_SKEWED = 1

/**
 * Picks the transform for a column. Skewed to the right, none negative: log(1 + x). Skewed with negative values (more sent
 * back than bought): sign(x) log(1 + |x| / unit), where the unit is the median size of the non-zero values, so that a small
 * negative amount stays next to a small positive one instead of far away from it. Not skewed: none. O(n log n).
 */
export function chooseTransform(values: Float64Array): Transform {
  const skew = skewness(moments(values))
  if (values.every((value) => value >= 0)) return { kind: skew > HIGHLY_SKEWED ? 'log' : 'none', unit: 1 }
  if (Math.abs(skew) <= HIGHLY_SKEWED) return { kind: 'none', unit: 1 }
  const sizes = values.map(Math.abs).filter((size) => size > 0)
  return { kind: 'signed-log', unit: quantile(sizes.sort(), 0.5) }
}

export function applyTransform({ kind, unit }: Transform, value: number): number {
  return kind === 'none' ? value : Math.sign(value) * Math.log1p(Math.abs(value) / unit)
}

/** The inverse of `applyTransform`. */
export function invertTransform({ kind, unit }: Transform, value: number): number {
  return kind === 'none' ? value : Math.sign(value) * Math.expm1(Math.abs(value)) * unit
}
