/** Totals of orders that stand beside the lines of these orders. Pure. */

/** `sum`: the total is what the lines come to; `about`: it holds postage, tax, a tip or a discount besides. */
export type TotalFit = 'sum' | 'about'

interface Dated {
  at: number | null
  amount: number
}

/** So much of a total may be lost to rounding line by line. */
const tolerance = 0.01
/** What postage, tax, tips and discounts make of the sum of the lines; cheap goods are sent for their price again. */
const besides = [0.5, 2] as const
/** How near a total must be to be evidence that two files mean one order: random amounts are so near in one of five orders. */
const near = [0.8, 1.3] as const
const secondsADay = 86_400

/**
 * Whether an amount without an article is the total of lines with articles. A total that is not their sum must be of their direction
 * and, where both are dated, of their days. O(n).
 */
export function totalFit(total: Dated, lines: readonly Dated[]): TotalFit | null {
  if (isTotalOf(total, lines)) return 'sum'
  return isWithin(total, lines, besides) ? 'about' : null
}

/** Whether that the amounts agree is evidence that total and lines are of one order. O(n). */
export function isEvidence(total: Dated, lines: readonly Dated[]): boolean {
  return isTotalOf(total, lines) || isWithin(total, lines, near)
}

/** Amounts are decimals held as binary fractions. */
export const sumOf = (lines: readonly { amount: number }[]): number => lines.reduce((all, { amount }) => all + amount, 0)

function isTotalOf({ amount }: Dated, lines: readonly Dated[]): boolean {
  if (lines.length === 0 || amount === 0) return false
  return Math.abs(sumOf(lines) - amount) <= Math.max(Math.abs(amount) * tolerance, 0.01) + 1e-9
}

function isWithin(total: Dated, lines: readonly Dated[], [low, high]: readonly [number, number]): boolean {
  const sum = sumOf(lines)
  const ratio = sum === 0 ? 0 : total.amount / sum
  if (ratio < low || ratio > high) return false
  const days = lines.map(dayOf).filter((day) => day !== null)
  const day = dayOf(total)
  return day === null || days.length === 0 || days.includes(day)
}

const dayOf = ({ at }: Dated): number | null => (at === null ? null : Math.floor(at / secondsADay))
