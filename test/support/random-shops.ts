/** Shops without groups of customers: everybody buys by the same chances. And how clear they look beside the verdict's null. */
import { normalNumber } from '../../src/engines/math/normal.ts'
import { seededRng } from '../../src/engines/math/rng.ts'
import type { Line } from '../unit/tasks/segments-workspace.ts'

/** `uniform`: 1 to 6 orders on any days of two years. `gamma`: each at an own pace since an own first day. `channels`: as uniform, each order by any of three. */
export type ShopKind = 'uniform' | 'gamma' | 'channels'

const DAYS = 700
/** After the last order. */
export const shopEnd = '2024-12-31'
const START = Date.UTC(2023, 0, 1)
const dayOf = (day: number) => new Date(START + Math.floor(day) * 86_400_000).toISOString().slice(0, 10)

/** Order lines of customers who differ by chance alone. */
export function randomShop(kind: ShopKind, customers: number, seed: number): Line[] {
  const rng = seededRng(seed)
  const lines: Line[] = []
  const order = (customer: number, day: number, mean: number, spread: number) =>
    lines.push({
      customer: `C${customer}`,
      order: `O${lines.length}`,
      at: dayOf(day),
      amount: Math.round(100 * Math.exp(mean + spread * normalNumber(rng)))
    })
  for (let customer = 0; customer < customers; customer++) {
    if (kind !== 'gamma') {
      const orders = 1 + Math.floor(6 * rng())
      for (let i = 0; i < orders; i++) order(customer, DAYS * rng(), 3.5, 0.5)
      continue
    }
    const own = 3.5 + 0.4 * normalNumber(rng)
    // Gamma with shape 2, mean 4 orders a year.
    const pace = -2 * Math.log((1 - rng()) * (1 - rng()))
    for (let day = 300 * rng(), first = true; day < DAYS || first; day += (-Math.log(1 - rng()) * 365) / pace, first = false) {
      order(customer, day, own, 0.3)
    }
  }
  return lines
}
