/**
 * The number in (low, high] with the fewest significant digits; of those the one nearest to the middle. A threshold between
 * two neighbouring values splits the same rows wherever it lies, so it may as well be one that people can remember.
 *
 * @example roundest(7, 8) // 8
 * @example roundest(41.37, 44.2) // 43
 * O(digits).
 */
export function roundest(low: number, high: number): number {
  if (low < 0 && high >= 0) return 0
  const middle = low + (high - low) / 2
  const largest = Math.max(Math.abs(low), Math.abs(high))
  for (let exponent = Math.ceil(Math.log10(largest)); exponent > -13; exponent--) {
    const candidate = nearestMultiple(middle, low, high, exponent)
    if (candidate !== null) return candidate
  }
  return high
}

/** The multiple of 10^exponent nearest to the middle, if one lies in (low, high]. */
function nearestMultiple(middle: number, low: number, high: number, exponent: number): number | null {
  const scaled = exponent >= 0 ? middle / 10 ** exponent : middle * 10 ** -exponent
  const back = (multiple: number) => (exponent >= 0 ? multiple * 10 ** exponent : multiple / 10 ** -exponent)
  for (const multiple of [Math.round(scaled), Math.ceil(scaled), Math.floor(scaled)]) {
    const value = back(multiple)
    if (value > low && value <= high) return value
  }
  return null
}
