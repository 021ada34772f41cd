/** More points than this are no comb to speak of. */
const MOST_POINTS = 4096
/** Fractions of a unit that are tried: whole numbers, tenths, hundredths. */
const FINENESS = [1, 10, 100]

/**
 * The values that a column can take at all, where it counts something: all whole numbers (or tenths, or hundredths) from the smallest to
 * the largest. Null where it measures. NaN is passed over. O(n).
 */
export function latticeOf(values: Float64Array): Float64Array | null {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(high > low)) return null
  for (const per of FINENESS) {
    const points = Math.round((high - low) * per) + 1
    if (points > MOST_POINTS) return null
    if (values.every((value) => Number.isNaN(value) || isWhole(value * per))) {
      return Float64Array.from({ length: points }, (_, i) => Math.round(low * per + i) / per)
    }
  }
  return null
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9 * Math.max(1, Math.abs(value))
}
