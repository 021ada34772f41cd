/** Whether a number means the same order in two imports, apart from whom they name. Pure. */
import { isEvidence } from './order-totals.ts'

export interface BookLine {
  key: string
  productId: number | null
  at: number | null
  /** In units of the currency. */
  amount: number
  sourceId: number
}

const secondsADay = 86_400

/**
 * Evidence that both speak of one order: a line that is wholly equal, a moment with its time of day, or that one has the total of
 * the other’s lines, or nearly. O(n).
 */
export function isSameOrder(mine: readonly BookLine[], others: readonly BookLine[]): boolean {
  const keys = new Set(others.map(({ key }) => key))
  if (mine.some(({ key }) => keys.has(key))) return true
  const moments = new Set(others.map(({ at }) => at).filter(isMoment))
  if (mine.some(({ at }) => isMoment(at) && moments.has(at))) return true
  return hasTotalOf(mine, others) || hasTotalOf(others, mine)
}

const isMoment = (at: number | null): boolean => at !== null && at % secondsADay !== 0

/** Whether one of these lines, alone in its source, is the total of the lines with articles of the others. */
function hasTotalOf(lines: readonly BookLine[], others: readonly BookLine[]): boolean {
  const detailed = others.filter(({ productId }) => productId !== null)
  if (detailed.length === 0) return false
  return [...Map.groupBy(lines, ({ sourceId }) => sourceId).values()].some(
    ([line, ...more]) => line !== undefined && more.length === 0 && line.productId === null && isEvidence(line, detailed)
  )
}
