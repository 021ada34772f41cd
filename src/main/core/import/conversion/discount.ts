import { type DecimalSign, type Exact, shortest, toNumber } from '../values/number.ts'
import { beforePercent, parsePercent } from '../values/percent.ts'

/** How a column of discounts is written if not as amounts: in hundredths, with or without a sign (`10 %`, `10`), or as `0.1`. */
export type DiscountShare = 'percent' | 'fraction'

const saysPercent = /%|percent|per cent|prozent|pct|pourcent|porcent|procent|\brate\b|satz\b|\btaux\b/i

/**
 * Whether a column of discounts holds shares. A sign in the cells or the header tells; numbers up to 1 alone do not.
 *
 * @param greatest of its numbers
 */
export function discountShare(header: string, type: string, greatest: number): DiscountShare | null {
  if (type === 'percent') return 'percent'
  if (!saysPercent.test(header)) return null
  return greatest <= 1 ? 'fraction' : 'percent'
}

/** The share that a cell of such a column says, never negative: some programs write discounts so. Null if it says none up to the whole. */
export function parseShare(text: string, how: DiscountShare, sign: DecimalSign): Exact | null {
  const exact = parsePercent(text, sign)
  if (exact === null) return null
  const isBare = beforePercent(text) === null
  const share = isBare && how === 'percent' ? shortest(exact.units, exact.decimals + 2) : exact
  const units = share.units < 0 ? -share.units : share.units
  return toNumber({ ...share, units }) > 1 ? null : { ...share, units }
}

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
