import { describe, expect, it } from 'vitest'
import { beginningsOf, findAlerts, logOf } from '../../../../src/engines/alerts.ts'
import { chooseRhythm } from '../../../../src/engines/rhythm/choice.ts'
import { engineContext, historyOf, type MadeCustomer, regular } from '../../../support/alert-history.ts'

const TODAY = 400

/** Half of the customers begin with each category and each channel; `gapOf` is their rhythm by category. One in seven stops on a day of its own. */
function shop(gapOf: (category: number, i: number) => number): MadeCustomer[] {
  return Array.from({ length: 320 }, (_, i) => {
    const category = i % 2
    const until = i % 7 === 0 ? 120 + ((i * 37) % 240) : TODAY
    const orders = regular((i * 13) % 90, until, gapOf(category, i), i + 1, 0.8)
    // What is bought later says nothing of how one began.
    return {
      orders: orders.map(({ day }, nth) => ({ day, value: 20, items: [nth === 0 ? category : (i + nth) % 2], channel: (i >> 1) % 2 }))
    }
  }).filter(({ orders }) => orders.length > 0)
}

const choose = async (customers: MadeCustomer[]) => {
  const history = historyOf(customers, TODAY, 2)
  const beginnings = beginningsOf(history)
  const { choice } = await chooseRhythm(logOf(history), history.firstDay, history.lastDay, beginnings, engineContext())
  return { history, beginnings, choice }
}

describe('rhythms of those who began alike', () => {
  const apart = shop((category) => (category === 0 ? 12 : 60))

  it('are used where they foresee better, and not for what makes no difference', async () => {
    const { choice } = await choose(apart)
    expect(choice?.pooledBy?.by).toBe('category')
    expect(choice?.pooling.map(({ by, groups }) => [by, groups])).toEqual([
      ['category', 2],
      ['channel', 2]
    ])
    const [category, channel] = choice?.pooling ?? []
    expect(category?.atLeast).toBeGreaterThan(0)
    expect(category?.gain).toBeGreaterThan(30)
    expect(channel?.atLeast).toBeLessThanOrEqual(0)
  })

  it('are not used where all have one rhythm', async () => {
    const { choice } = await choose(shop((_, i) => 15 + (i % 5) * 9))
    expect(choice?.pooling).toHaveLength(2)
    expect(choice?.pooledBy).toBeNull()
  })

  it('say different things of equal histories', async () => {
    const newcomers: MadeCustomer[] = [0, 1].map((category) => ({ orders: [{ day: TODAY - 3, items: [category] }] }))
    const { history, beginnings, choice } = await choose([...newcomers, ...apart])
    const own = { beginning: beginnings[0] as (typeof beginnings)[0], k: choice?.pooledBy?.k ?? {} }
    const within4 = async (pooled: typeof own | null) => {
      const model = { name: 'mbgnbd' as const, k: 1, own: pooled }
      const { seen } = await findAlerts(history, { budget: 0.2, model, seed: 1 }, engineContext())
      return [0, 1].map((customer) => seen.prospectOf(customer)?.orderWithin(4) ?? Number.NaN)
    }
    const [often, seldom] = await within4(own)
    expect(often).toBeGreaterThan((seldom as number) + 0.1)
    const [one, other] = await within4(null)
    expect(one).toBe(other)
  })

  it('begin with what most was paid for in the first order', () => {
    const history = historyOf(
      [
        {
          orders: [
            { day: 1, value: 30, items: [1, 1, 0], channel: 1 },
            { day: 9, items: [0] }
          ]
        },
        { orders: [] }
      ],
      TODAY,
      2
    )
    expect(beginningsOf(history).map(({ by, of }) => [by, Array.from(of)])).toEqual([
      ['category', [1, -1]],
      ['channel', [1, -1]]
    ])
  })
})
