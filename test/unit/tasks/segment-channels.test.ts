import { describe, expect, it } from 'vitest'
import type { SpendFact } from '../../../src/main/core/db/queries/segment-facts.ts'
import { channelsOf } from '../../../src/main/core/tasks/segment-channels.ts'

const A_DAY = 86_400
const day = (number: number) => number * A_DAY

interface Somebody {
  group: number
  net: number
  /** Days of the orders, and of registering. */
  orders: number[]
  registered?: number
  channel?: string
}

function channels(people: readonly Somebody[], spend: readonly SpendFact[], now: number) {
  const customers = Float64Array.from(people, (_, i) => i + 1)
  const facts = people.map(({ registered, channel = 'Ads' }, i) => ({
    id: i + 1,
    code: `C${i}`,
    name: null,
    channel,
    registeredAt: registered === undefined ? null : day(registered),
    referred: 0
  }))
  return channelsOf(
    {
      customers,
      net: Float64Array.from(people, ({ net }) => net),
      moments: people.map(({ orders }) => Float64Array.from(orders, (at) => day(at) + 3600))
    },
    new Map(facts.map((of) => [of.id, of])),
    spend,
    Int32Array.from(people, ({ group }) => group),
    1 + Math.max(...people.map(({ group }) => group)),
    day(now)
  )
}

const many = (n: number, of: Somebody) => Array.from({ length: n }, () => of)
const spent = (from: number, until: number, cost: number) => ({ channel: 'Ads', from: day(from), until: day(until), cost })
const adsOf = (list: ReturnType<typeof channels>[number] | undefined) => list?.find(({ channel }) => channel === 'Ads')?.money

describe('what a channel costs each group', () => {
  /** Ten who registered while 1,000 was spent: four of the first group, of whom one is written otherwise, six of the second; two came before. */
  const shop = () =>
    channels(
      [
        { group: 0, net: 500, orders: [20], registered: 20, channel: 'ads' },
        ...many(3, { group: 0, net: 500, orders: [20], registered: 20 }),
        ...many(6, { group: 1, net: 50, orders: [20], registered: 19 }),
        ...many(2, { group: 2, net: 50, orders: [3], registered: 2 })
      ],
      [spent(10, 30, 1000)],
      50
    )

  it('is its part of what was spent, by the customers that the channel gained: one costs the same in every group', () => {
    const [best, other, before] = shop().map(adsOf)
    expect(best).toMatchObject({ spend: 300, gained: 3, net: 1500, costEach: 100, back: 5, eachOfAll: 230, unknown: 0 })
    expect(other).toMatchObject({ spend: 600, gained: 6, net: 300, costEach: 100, back: 0.5 })
    expect(before).toMatchObject({ spend: 0, gained: 0, net: 0, costEach: 100, back: null })
  })

  it('adds up to what was spent, however a file writes the name of the channel', () => {
    const parts = shop().flatMap((list) => list.map(({ money }) => money?.spend ?? 0))
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1000, 9)
  })

  it('leaves out who was there before, though the first order that the data know of is later', () => {
    const old = many(30, { group: 0, net: 900, orders: [12, 40], registered: -400 })
    const fresh = many(10, { group: 0, net: 40, orders: [12], registered: 11 })
    const [money] = channels([...old, ...fresh], [spent(10, 100, 1000)], 120).map(adsOf)
    expect(money).toMatchObject({ gained: 10, costEach: 100, net: 400, back: 0.4, unknown: 0 })
  })

  it('takes the first order where nobody says when somebody registered, but near the beginning of the data calls it unknown', () => {
    // They come back every 50 days, so that who came before the data begin would have been seen again by day 50.
    const early = many(12, { group: 0, net: 900, orders: [0, 50, 100] })
    const late = many(8, { group: 0, net: 100, orders: [60, 110] })
    const week = (from: number) => spent(from, from + 6, 100)
    const [money] = channels(
      [...early, ...late],
      Array.from({ length: 15 }, (_, i) => week(7 * i)),
      120
    ).map(adsOf)
    // Of fifteen weeks the first eight begin before day 50; what was spent then is nobody's.
    expect(money).toMatchObject({ gained: 8, unknown: 12, costEach: 87.5, spend: 700, net: 800 })
  })

  it('does not believe a registration after the first order', () => {
    const account = many(10, { group: 0, net: 10, orders: [0, 40], registered: 30 })
    const [money] = channels(account, [spent(20, 60, 100)], 80).map(adsOf)
    expect(money).toMatchObject({ gained: 0, costEach: null })
  })
})

describe('whether a channel pays', () => {
  const people = [
    ...many(20, { group: 0, net: 400, orders: [20], registered: 20 }),
    ...many(20, { group: 1, net: 20, orders: [20], registered: 20 }),
    // A hundred days ago: they have had no time.
    ...many(50, { group: 1, net: 20, orders: [500], registered: 500 })
  ]
  const money = channels(people, [spent(10, 30, 4000), spent(490, 510, 4000)], 600).map(adsOf)

  it('is told over all groups, the same of each, by who came a year ago or longer', () => {
    expect(money[0]?.all).toEqual(money[1]?.all)
    expect(money[0]?.all).toMatchObject({ gained: 40, back: 2.1 })
  })

  it('has an interval by how many came and what each brought', () => {
    const error = Math.sqrt(20 * 400 ** 2 + 20 * 20 ** 2) / 8400
    expect(money[0]?.all?.low).toBeCloseTo(2.1 * Math.exp(-1.96 * error), 4)
    expect(money[0]?.all?.high).toBeCloseTo(2.1 * Math.exp(1.96 * error), 3)
  })

  it('is not told where nothing was spent a year ago', () => {
    expect(channels(people, [spent(490, 510, 4000)], 600).map((list) => adsOf(list)?.all)).toEqual([null, null])
  })
})
