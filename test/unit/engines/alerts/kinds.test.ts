/** Each kind beside a shop of ordinary customers: who was planted is found, who is ordinary is not. */
import { describe, expect, it } from 'vitest'
import { type Case, endsAt, type Seen } from '../../../../src/engines/alerts/seen.ts'
import { detectors } from '../../../../src/engines/alerts.ts'
import { seededRng } from '../../../../src/engines/math/rng.ts'
import { fitRegularity } from '../../../../src/engines/own-regularity.ts'
import { prospectOf } from '../../../../src/engines/rhythm/outlook.ts'
import type { AlertKind } from '../../../../src/shared/model/alerts.ts'
import { engineContext, historyOf, type MadeCustomer, type MadeOrder, regular } from '../../../support/alert-history.ts'

const TODAY = 700
const CATEGORIES = 4

/** Customers who order every 20 to 50 days, of two categories, and go on doing so. */
function ordinary(n: number, until = TODAY): MadeCustomer[] {
  return Array.from({ length: n }, (_, i) => {
    const rng = seededRng(1_000 + i)
    const orders = regular(0, until, 20 + 30 * rng(), i + 1).map(
      ({ day }): MadeOrder => ({ day, value: 15 + 10 * rng(), items: [rng() < 0.5 ? 0 : 1] })
    )
    return { orders, segment: i % 2 }
  })
}

async function look(
  customers: MadeCustomer[],
  day = TODAY,
  lastDay = day
): Promise<{ seen: Seen; find: (kind: AlertKind) => Promise<Case[]> }> {
  const history = historyOf(customers, lastDay, CATEGORIES)
  const end = endsAt(history, day)
  const gaps: number[] = []
  const starts = [0]
  for (let c = 0; c < history.customers; c++) {
    for (let at = (history.orders[c] as number) + 1; at < (end[c] as number); at++)
      gaps.push((history.day[at] as number) - (history.day[at - 1] as number))
    starts.push(gaps.length)
  }
  const fitted = { model: 'mbgcnbdk' as const, parameters: { r: 2, alpha: 8, a: 2, b: 8 }, k: 1 }
  const model = (c: number, at: number) => {
    const [from, to] = [history.orders[c] as number, end[c] as number]
    const first = history.day[from] as number
    return prospectOf(fitted, to - from - 1, ((history.day[to - 1] as number) - first) / 7, (at - first) / 7)
  }
  const seen: Seen = {
    history,
    day,
    customers: Int32Array.from({ length: history.customers }, (_, c) => c),
    end,
    regularity: await fitRegularity({ gaps: Float64Array.from(gaps), starts: Int32Array.from(starts) }, engineContext()),
    prospectOf: (c) => model(c, day),
    prospectBefore: (c) => ((history.day[(end[c] as number) - 1] as number) > day - 28 ? null : model(c, day - 28).alive),
    typicalGap: 35,
    ctx: engineContext()
  }
  return { seen, find: async (kind) => detectors[kind].find(seen, 0.2) }
}

const strongest = (cases: readonly Case[]): number | undefined => cases.toSorted((a, b) => b.score - a.score)[0]?.customer

describe('silence', () => {
  it('of somebody with a rhythm is overdue, and told in days of that customer', async () => {
    const { find } = await look([...ordinary(60), { orders: regular(0, 580, 30, 99) }])
    const found = await find('overdue')
    expect(strongest(found)).toBe(60)
    const { detail } = found.find(({ customer }) => customer === 60) as Case
    expect(detail.usualDays).toBeGreaterThan(25)
    expect(detail.usualDays).toBeLessThan(35)
    expect(detail.openDays).toBeGreaterThan(115)
    expect(detail.chanceOfWaiting).toBeLessThan(0.01)
    expect(found.length).toBeLessThan(10)
  })

  it('that is overdue tells of a complaint since the last order', async () => {
    const quiet = regular(0, 560, 30, 99)
    const last = quiet.at(-1)?.day as number
    const { find } = await look([
      ...ordinary(60),
      { orders: quiet, troubles: [last - 100, last + 2] },
      { orders: quiet, troubles: [last - 1] }
    ])
    const found = await find('overdue')
    expect(found.find(({ customer }) => customer === 60)?.detail.complaintDay).toBe(last + 2)
    expect(found.find(({ customer }) => customer === 61)?.detail).not.toHaveProperty('complaintDay')
  })

  it('comes true when another usual gap passes, and not when an order comes', async () => {
    const stays = { orders: regular(0, 580, 30, 99) }
    const returns = { orders: [...stays.orders, { day: TODAY + 5 }] }
    const history = historyOf([stays, returns], TODAY + 60, CATEGORIES)
    const found = { customer: 0, score: 1, window: 30, detail: {} }
    expect(detectors.overdue.cameTrue(history, found, TODAY)).toBe(true)
    expect(detectors.overdue.cameTrue(history, { ...found, customer: 1 }, TODAY)).toBe(false)
    expect(detectors.overdue.cameTrue(history, { ...found, customer: 1 }, TODAY - 60)).toBe(true)
  })

  it('after a complaint is named as such, and no order since is what makes it', async () => {
    const quiet = regular(0, 640, 40, 5)
    const last = quiet.at(-1)?.day as number
    const { find } = await look(
      [...ordinary(60), { orders: quiet, troubles: [last + 3] }, { orders: quiet, troubles: [last - 3] }],
      last + 46
    )
    const found = await find('post-complaint-silence')
    expect(found.map(({ customer }) => customer)).toEqual([60])
    expect(found[0]?.detail.sinceComplaintDays).toBe(43)
  })

  it('of more than half a year is somebody to win back', async () => {
    const { find } = await look([...ordinary(60), { orders: [{ day: 100 }, { day: 130 }, { day: 160 }] }])
    expect((await find('win-back')).map(({ customer }) => customer)).toEqual([60])
  })

  it('of somebody without a rhythm is a risk when the chance of being there has fallen', async () => {
    const { find } = await look([...ordinary(60), { orders: [{ day: 480 }, { day: 500 }, { day: 560 }] }])
    expect((await find('churn-risk')).map(({ customer }) => customer)).toContain(60)
  })

  it('puts nobody into two kinds', async () => {
    const gone = Array.from(
      { length: 40 },
      (_, i): MadeCustomer => ({ orders: regular(0, 300 + 8 * i, 20 + i, 300 + i), troubles: [300 + 8 * i + 1] })
    )
    const { find } = await look([...ordinary(60), ...gone])
    const kinds = await Promise.all((['overdue', 'churn-risk', 'win-back'] as const).map(find))
    const customers = kinds.flatMap((cases) => cases.map(({ customer }) => customer))
    expect(new Set(customers).size).toBe(customers.length)
  })
})

describe('what is to come', () => {
  it('is due soon where the usual gap is nearly over, and not right after an order', async () => {
    const steady = regular(0, TODAY, 40, 7, 0.05)
    const last = steady.at(-1)?.day as number
    const nearly = await look([...ordinary(60), { orders: steady }], last + 35)
    const justNow = await look([...ordinary(60), { orders: steady }], last + 5)
    expect((await nearly.find('due-soon')).map(({ customer }) => customer)).toContain(60)
    expect((await justNow.find('due-soon')).map(({ customer }) => customer)).not.toContain(60)
  })

  it('is newly regular who came seldom and now comes often', async () => {
    const { find } = await look([
      ...ordinary(60),
      { orders: [{ day: 10 }, { day: 150 }, { day: 300 }, { day: 480 }, ...regular(550, TODAY, 16, 8, 0.1)] }
    ])
    const found = await find('newly-regular')
    expect(strongest(found)).toBe(60)
    const { detail } = found.find(({ customer }) => customer === 60) as Case
    expect(detail.usualDays).toBeLessThan(25)
    expect(detail.formerDays).toBeGreaterThan(80)
  })

  it('is browsing again who comes by after a while and does not order', async () => {
    const { find } = await look([...ordinary(60), { orders: [{ day: 300 }, { day: 400 }], visits: [200, TODAY - 3, TODAY - 1] }])
    const found = await find('browsing-again')
    expect(found.map(({ customer, detail }) => [customer, detail.visits])).toEqual([[60, 2]])
  })
})

describe('a pattern', () => {
  it('is left by an order that is dearer, larger and of other things', async () => {
    const usual = regular(0, TODAY - 10, 30, 11).map(({ day }): MadeOrder => ({ day, value: 20, items: [0] }))
    const { find } = await look([...ordinary(80), { orders: [...usual, { day: TODAY - 5, value: 240, items: [2, 3, 2, 3] }] }])
    const found = await find('unplanned-purchase')
    expect(strongest(found)).toBe(80)
    expect(found.find(({ customer }) => customer === 80)?.detail).toMatchObject({ value: 240, orderDay: TODAY - 5 })
  })

  it('shifts with what is bought, and comes true when it stays so', async () => {
    const shifted = regular(0, TODAY, 15, 12).map(
      ({ day }): MadeOrder => ({ day, items: [day > TODAY - 120 ? 3 : 0, day > TODAY - 120 ? 3 : 0] })
    )
    const { find, seen } = await look([...ordinary(60), { orders: shifted }])
    const found = await find('preference-shift')
    expect(found.map(({ customer, detail }) => [customer, detail.category, detail.formerCategory])).toEqual([[60, 3, 0]])
    const later = (category: number) =>
      historyOf([...ordinary(60), { orders: [...shifted, { day: TODAY + 10, items: [category] }] }], TODAY + 60, CATEGORIES)
    const one = found[0] as Case
    expect(detectors['preference-shift'].cameTrue(later(3), one, TODAY)).toBe(true)
    expect(detectors['preference-shift'].cameTrue(later(0), one, TODAY)).toBe(false)
    expect(detectors['preference-shift'].cameTrue(seen.history, one, TODAY)).toBeNull()
  })

  it('of spending changes by more than chance', async () => {
    const rising = regular(0, TODAY, 25, 13).map(
      ({ day }, i, all): MadeOrder => ({ day, value: i >= all.length - 4 ? 60 + (i % 3) : 20 + (i % 3) })
    )
    const { find } = await look([...ordinary(60), { orders: rising }])
    const found = await find('spend-change')
    expect(strongest(found)).toBe(60)
    expect(found.find(({ customer }) => customer === 60)?.detail.rising).toBe(1)
  })
})

it('a channel that returning customers suddenly use less is about many', async () => {
  const customers = ordinary(200).map(({ orders }) => ({
    orders: orders.map((order, i) => ({ ...order, channel: order.day > TODAY - 28 ? Number(i % 12 > 0) : i % 2 }))
  }))
  const { find } = await look(customers)
  const found = await find('population-anomaly')
  expect(found.some(({ detail }) => detail.grouping === 2 && detail.member === 0)).toBe(true)
  for (const one of found) expect(one.customer).toBeLessThan(0)
})

describe('what is re-purchased less', () => {
  /** A third of the orders has category 2 until a day on which it is gone. */
  const selling = (until: number, lull = 0) =>
    ordinary(200).map(({ orders }, c) => ({
      orders: orders.map((order, i) => {
        const yearEarlier = order.day > TODAY - 364 - lull && order.day <= TODAY - 364 + lull
        return (i + c) % 3 === 0 && order.day <= until && !yearEarlier ? { ...order, items: [2] } : order
      })
    }))

  it('is told against the course of the weeks, with an interval that what came lies below', async () => {
    const { find } = await look(selling(TODAY - 28))
    const [found] = (await find('population-anomaly')).filter(({ detail }) => detail.grouping === 1 && detail.member === 2)
    expect(found?.detail.orders).toBe(0)
    expect(found?.detail.weeks).toBeGreaterThan(52)
    expect(found?.detail.expectedLow).toBeGreaterThan(10)
    expect(found?.detail.expectedHigh).toBeGreaterThan(found?.detail.expectedOrders as number)
  })

  it('is nothing new where the same weeks of the year before were as low', async () => {
    const { find } = await look(selling(TODAY - 28, 42))
    expect((await find('population-anomaly')).some(({ detail }) => detail.grouping === 1 && detail.member === 2)).toBe(false)
  })

  it('is no postage', async () => {
    const { seen } = await look(selling(TODAY - 28))
    const isGoods = seen.history.isGoods.map((_, product) => Number(product !== 2))
    const found = await detectors['population-anomaly'].find({ ...seen, history: { ...seen.history, isGoods } }, 0.2)
    expect(found.some(({ detail }) => detail.grouping === 0 && detail.member === 2)).toBe(false)
  })
})
