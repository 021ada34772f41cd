import { SextantError } from '../../shared/errors.ts'

/**
 * What the models know of each customer, all in one unit of time: orders after the first, when the last of them was, and for
 * how long the customer has been watched, both counted from the first order. x = 0 has t_x = 0.
 */
export interface Histories {
  x: Float64Array
  tx: Float64Array
  T: Float64Array
  /**
   * Sum of the logarithms of the gaps between a customer's orders, where they are known: the regularity of buying is in them.
   * Left out, it is judged by x and t_x alone.
   */
  logGaps?: Float64Array | undefined
}

/** The first customer whose numbers contradict each other; null if there is none. O(n). */
export function faultOf({ x, tx, T, logGaps }: Histories): { row: number; reason: string } | null {
  for (let i = 0; i < x.length; i++) {
    const [orders, last, watched] = [x[i] as number, tx[i] as number, T[i] as number]
    const reason = !(Number.isSafeInteger(orders) && orders >= 0)
      ? `x = ${orders}, which is no number of orders`
      : !(Number.isFinite(watched) && watched >= 0)
        ? `T = ${watched}, which is no length of time`
        : !(last >= 0 && last <= watched)
          ? `t_x = ${last} is not between 0 and T = ${watched}`
          : orders > 0 !== last > 0
            ? `x = ${orders} and t_x = ${last}: without an order after the first both are 0, with one neither is`
            : logGaps !== undefined && !Number.isFinite(logGaps[i] as number)
              ? 'the sum of the logarithms of the gaps is no number'
              : null
    if (reason !== null) return { row: i, reason }
  }
  return null
}

/** @throws rhythm.noCustomers, rhythm.badHistory, rhythm.noRepeats */
export function checkHistories(histories: Histories): void {
  if (histories.x.length === 0) throw new SextantError('rhythm.noCustomers')
  const fault = faultOf(histories)
  if (fault) throw new SextantError('rhythm.badHistory', { where: `Customer ${fault.row + 1}`, reason: fault.reason })
  if (!histories.x.some((orders) => orders > 0)) throw new SextantError('rhythm.noRepeats', { customers: histories.x.length })
}
