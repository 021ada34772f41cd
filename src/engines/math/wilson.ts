import { z975 } from './tail.ts'

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
  const centre = (share + (z975 * z975) / (2 * of)) / (1 + (z975 * z975) / of)
  const half = (z975 / (1 + (z975 * z975) / of)) * Math.sqrt((share * (1 - share)) / of + (z975 * z975) / (4 * of * of))
  return { share, low: hits === 0 ? 0 : Math.max(0, centre - half), high: hits === of ? 1 : Math.min(1, centre + half), of }
}
