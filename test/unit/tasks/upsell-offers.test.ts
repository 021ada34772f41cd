import { expect, it } from 'vitest'
import { firstPurchases } from '../../../src/engines/upsell/former-days.ts'
import type { AlertColumns } from '../../../src/main/core/db/queries/alert-columns.ts'
import { offersOf } from '../../../src/main/core/tasks/upsell-offers.ts'
import type { JudgedTarget } from '../../../src/main/core/tasks/upsell-targets.ts'
import { historyOf, type HistoryOrder as Order } from '../../fixtures/history.ts'

/** Two years from the first of July: candles in December only, soap all year. */
function shop(days: number): AlertColumns {
  const people = Array.from({ length: 3 * days }, (_, c): Order[] => {
    const day = Math.floor(c / 3)
    return [[day, (day + 181) % 365 >= 334 ? [0, 1] : [1]]]
  })
  return {
    currency: 'EUR',
    history: historyOf(people, [0, 1], [5, 5], days - 1),
    customerIds: Float64Array.from(people.keys()),
    names: { category: ['Candles', 'Soap'], channel: [], product: ['Advent candle', 'Soap'], segment: [], contact: [] },
    notes: [],
    givenBack: 0
  }
}

const judged = (name: string, code: number): JudgedTarget => ({
  wanted: { name, kind: 'category', is: (other) => other === code },
  report: {
    verdict: 'validated',
    needed: 0,
    rows: 1000,
    positives: 100,
    models: [],
    model: 'logistic',
    baseline: 'recency',
    gain: null,
    randomGap: null,
    calibration: null,
    deciles: []
  },
  refused: [],
  chances: new Map([
    [0, 0.4],
    [1, 0.3]
  ])
})

it('offers nothing that a model foresees out of season, and counts that', () => {
  const targets = [judged('Candles', 0), judged('Soap', 1)]
  const offers = (days: number) => {
    const columns = shop(days)
    const spared = { complaining: new Set<number>(), contacted: new Set<number>() }
    return offersOf(columns, firstPurchases(columns.history), [], [], targets, 90, spared)
  }
  const july = offers(730)
  expect(july.offers.map(({ offer, customerId }) => `${offer} ${customerId}`)).toEqual(['Soap 0', 'Soap 1'])
  expect(july.suppressed.outOfSeason).toBe(2)
  // At the end of October December is ahead.
  const october = offers(730 + 120)
  expect(new Set(october.offers.map(({ offer }) => offer))).toEqual(new Set(['Candles', 'Soap']))
  expect(october.suppressed.outOfSeason).toBe(0)
})
