/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054

/**
 * Wilson's score interval of a share, 95 %. Unlike the textbook interval it stays within 0..1 and is sensible for few cases and
 * for shares of 0 and 1.
 *
 * Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
 *
 * @param of at least 1
 * @example wilson(8, 10) // { share: 0.8, low: 0.4902, high: 0.9433, of: 10 }
 */
export function wilson(hits: number, of: number): { share: number; low: number; high: number; of: number } {
  const share = hits / of
  const centre = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of)
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))
  return { share, low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === of ? 1 : Math.min(1, centre + half), of }
}
