import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import type { AlertColumns } from '../../../src/main/core/db/queries/alert-columns.ts'
import { judgeTarget, wantedTargets } from '../../../src/main/core/tasks/upsell-targets.ts'
import { historyOf, type HistoryOrder as Order } from '../../fixtures/history.ts'

const ctx = () => ({ signal: new AbortController().signal, onProgress: () => {}, rng: seededRng(3), now: () => 0 })

/** Customers of whom each has a pace and a liking of its own, beginning on a day. */
function shop(firstDay: number, days: number): AlertColumns {
  const rng = seededRng(11)
  const people = Array.from({ length: 400 }, (): Order[] => {
    const [pace, liking] = [10 + 90 * rng() ** 2, rng() ** 2]
    const orders: Order[] = []
    for (let day = Math.floor(pace * rng()); day < days; day += Math.ceil(pace * (0.3 + 1.4 * rng()))) {
      orders.push([firstDay + day, rng() < liking ? [0, 1] : [1]])
    }
    return orders
  }).filter((orders) => orders.length > 0)
  return {
    currency: 'EUR',
    history: historyOf(people, [0, 1], [5, 5], firstDay + days - 1),
    customerIds: Float64Array.from(people.keys()),
    names: { category: ['Candles', 'Soap'], channel: [], product: ['Candle', 'Soap'], segment: [], contact: [] },
    notes: [],
    givenBack: 0
  }
}

describe('what a customer will buy', () => {
  it('is not told from the time of the year where no year was seen', async () => {
    const judgedFrom = async (firstDay: number) => {
      const columns = shop(firstDay, 420)
      const [candles] = wantedTargets(columns, 'Candles', [])
      if (candles === undefined) throw new Error('no target')
      const { report } = await judgeTarget(columns, candles, 90, [], ctx())
      expect(report.models.length).toBeGreaterThan(1)
      return report
    }
    // The same shop, had it opened half a year later.
    expect(await judgedFrom(182)).toEqual(await judgedFrom(0))
  })
})
