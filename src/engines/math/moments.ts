/** Size, mean and sums of squares and cubes of the deviations from the mean. */
export interface Moments {
  n: number
  mean: number
  /** Sum of squared deviations. */
  m2: number
  /** Sum of cubed deviations. */
  m3: number
}

/** Two passes over the values, so that a large common offset costs no precision. O(n). Empty input has mean 0. */
export function moments(values: Float64Array): Moments {
  const n = values.length
  if (n === 0) return { n, mean: 0, m2: 0, m3: 0 }
  let sum = 0
  for (const value of values) sum += value
  const mean = sum / n
  let m2 = 0
  let m3 = 0
  for (const value of values) {
    const d = value - mean
    m2 += d * d
    m3 += d * d * d
  }
  return { n, mean, m2, m3 }
}

/** Standard deviation with divisor n - 1; 0 below two values. */
export function standardDeviation({ n, m2 }: Moments): number {
  return n < 2 ? 0 : Math.sqrt(m2 / (n - 1))
}

/** Moment coefficient of skewness, g1 = (m3 / n) / (m2 / n)^1.5; 0 when all values are equal. */
export function skewness({ n, m2, m3 }: Moments): number {
  return m2 === 0 ? 0 : m3 / n / (m2 / n) ** 1.5
}
