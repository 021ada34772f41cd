/**
 * Exponential and logarithm from the four operations and square root alone. IEEE 754 fixes those to the last bit, but
 * leaves `Math.exp` and `Math.log` to each engine; a draw that lands on the other side of a threshold would shift
 * everything after it. Accurate to about 1e-15 relative, which is far more than a simulation needs.
 */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10

/** 2^k for integer k in [-1022, 1023], exactly. */
function powerOfTwo(k: number): number {
  let result = 1
  let base = k < 0 ? 0.5 : 2
  for (let n = Math.abs(k); n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result *= base
    base *= base
  }
  return result
}

/** e^x by reduction to |r| ≤ ln2/2 and its Taylor series. */
export function exp(x: number): number {
  if (x < -700) return 0
  const k = Math.round(x / Math.LN2)
  const r = x - k * LN2_HIGH - k * LN2_LOW
  let sum = 1
  for (let n = 17; n > 0; n--) sum = 1 + (r / n) * sum
  return sum * powerOfTwo(k)
}

/** Natural logarithm of a positive, finite, normal number: 2·atanh((m−1)/(m+1)) of its mantissa in [√½, √2). */
export function ln(x: number): number {
  let m = x
  let k = 0
  while (m >= Math.SQRT2) {
    m /= 2
    k++
  }
  while (m < Math.SQRT1_2) {
    m *= 2
    k--
  }
  const s = (m - 1) / (m + 1)
  const s2 = s * s
  let sum = 0
  for (let n = 39; n > 0; n -= 2) sum = sum * s2 + 1 / n
  return 2 * s * sum + k * LN2_LOW + k * LN2_HIGH
}

/** x^y for x > 0. */
export const power = (x: number, y: number): number => exp(y * ln(x))
