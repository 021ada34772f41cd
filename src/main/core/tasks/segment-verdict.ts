import { segmenting } from '../../../shared/messages/en/segmenting.ts'
import type { Verdict, VerdictLevel } from '../../../shared/model/common.ts'

/** Below this many customers no partition says more than chance could. */
export const ENOUGH_CUSTOMERS = 10

/**
 * How much structure there is, by the bands for the mean silhouette of Kaufman and Rousseeuw (1990), Finding groups in
 * data, table 4: above 0.70 strong, above 0.50 reasonable, above 0.25 weak, else none. The bands do not ask what chance
 * would give, and the reason says so.
 */
export function judge(silhouette: number, customers: number, k: number, askedFor: number): Verdict {
  const text = segmenting.verdict
  if (customers < ENOUGH_CUSTOMERS) return { level: 'insufficient-data', reason: text.fewCustomers(customers, ENOUGH_CUSTOMERS) }
  if (k < askedFor) return { level: 'insufficient-data', reason: text.fewDistinct(askedFor, k) }
  const level = band(silhouette)
  return { level, reason: `${text[level]} ${text.untested}` }
}

function band(silhouette: number): Exclude<VerdictLevel, 'insufficient-data'> {
  if (silhouette > 0.7) return 'strong'
  if (silhouette > 0.5) return 'usable'
  if (silhouette > 0.25) return 'weak'
  return 'none'
}
