/** Totals of orders that stand beside the lines of these orders. Pure. */

/** So much of a total may be lost to rounding line by line. */
const tolerance = 0.01

/** Whether an amount is the sum of these lines. */
export function isTotalOf({ amount }: { amount: number }, lines: readonly { amount: number }[]): boolean {
  if (lines.length === 0 || amount === 0) return false
  const sum = lines.reduce((all, line) => all + line.amount, 0)
  // Amounts are decimals held as binary fractions.
  return Math.abs(sum - amount) <= Math.max(Math.abs(amount) * tolerance, 0.01) + 1e-9
}
