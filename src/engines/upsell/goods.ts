import type { AlertHistory } from '../../shared/model/alert-columns.ts'

/** The same history without postage, fees and corrections among what was bought: nobody is offered these. The orders stay. O(order items). */
export function goodsOnly(history: AlertHistory): AlertHistory {
  const { isGoods, items, product, amount } = history
  if (!isGoods.includes(0)) return history
  const starts = new Int32Array(items.length)
  const kept: number[] = []
  for (let order = 0; order + 1 < items.length; order++) {
    for (let i = items[order] as number; i < (items[order + 1] as number); i++) {
      if (isGoods[product[i] as number] === 1) kept.push(i)
    }
    starts[order + 1] = kept.length
  }
  return {
    ...history,
    items: starts,
    product: Int32Array.from(kept, (i) => product[i] as number),
    amount: Float64Array.from(kept, (i) => amount[i] as number)
  }
}
