/** A cent: amounts that differ by less are the same amount, rounded elsewhere. */
export const sameAmount = 0.01

/**
 * What a line's total has to do with the discount beside it: it is quantity × price (`product`) with the discount taken
 * off, an amount or a share in whatever notation; it is the product although there is a discount; or null, where there is
 * no discount to tell by, or it is neither.
 */
export function readTotal(product: number, discount: number, total: number): 'after' | 'before' | null {
  if (discount === 0) return null
  // Returns are negative; some programs write discounts so as well.
  const size = Math.abs(discount)
  const lowered = [Math.abs(product) - size]
  if (size <= 1) lowered.push(Math.abs(product) * (1 - size))
  if (size <= 100) lowered.push(Math.abs(product) * (1 - size / 100))
  const is = (amount: number) => Math.abs(amount - total) <= sameAmount + 1e-9 * Math.abs(total)
  if (lowered.some((amount) => is(Math.sign(product) * amount))) return 'after'
  return is(product) ? 'before' : null
}
