/** Steps from plan to plan, on made-up subscriptions of which it is known what makes customers step up. */
import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { monthlyPrices, planLevels, planTrack } from '../../../src/engines/upsell/plan-ladders.ts'
import { limitReached, planMoves, planOn, readyForStep, signOfStep } from '../../../src/engines/upsell/plans.ts'
import type { PlanColumns } from '../../../src/shared/model/plan-columns.ts'

interface Row {
  customer: number
  subscription?: number
  plan: number
  product?: number
  started?: number
  ended?: number
  period?: number
  price?: number
  months?: number
  share?: number
}

function columnsOf(rows: readonly Row[], asOf: number): PlanColumns {
  const whole = (of: (row: Row) => number | undefined) => Int32Array.from(rows, (row) => of(row) ?? -1)
  const number = (of: (row: Row) => number | undefined) => Float64Array.from(rows, (row) => of(row) ?? Number.NaN)
  return {
    n: rows.length,
    customers: Math.max(...rows.map(({ customer }) => customer)) + 1,
    customer: whole(({ customer }) => customer),
    subscription: whole(({ subscription, customer }) => subscription ?? customer),
    plan: whole(({ plan }) => plan),
    product: whole(({ product }) => product),
    started: whole(({ started }) => started),
    ended: whole(({ ended }) => ended),
    period: whole(({ period }) => period),
    price: number(({ price }) => price),
    months: number(({ months }) => months),
    share: number(({ share }) => share),
    plans: Math.max(...rows.map(({ plan }) => plan)) + 1,
    asOf
  }
}

const MONTHS = 24
const prices = [10, 20, 40]

/** Use that is a habit of each customer with a monthly swing; each month so likely a step up by what was used and by how long on the plan. */
function shop(seed: number, chance: (share: number, months: number) => number, customers = 300) {
  const rng = seededRng(seed)
  const rows: Row[] = []
  for (let customer = 0; customer < customers; customer++) {
    const [habit, start] = [0.3 + 0.6 * rng(), Math.floor(rng() * 12)]
    let [plan, since] = [0, start]
    for (let month = start; month < MONTHS; month++) {
      const share = habit + 0.5 * (rng() - 0.5)
      rows.push({ customer, plan, started: start * 30, period: month * 30, price: prices[plan] as number, months: 1, share })
      if (plan < 2 && rng() < chance(share, month - since)) [plan, since] = [plan + 1, month + 1]
    }
  }
  return columnsOf(rows, MONTHS * 30 - 1)
}

function looked(columns: PlanColumns, given: number[][] = []) {
  const levels = planLevels(columns, monthlyPrices(columns), given)
  return levels.map((ladder) => {
    const track = planTrack(columns, ladder)
    const steps = ladder.levels.slice(1).map((_, level) => {
      const sign = signOfStep(track, level)
      return { sign, moves: planMoves(track, level), ready: sign === null ? [] : readyForStep(track, level, sign, 90) }
    })
    return { ladder, track, steps }
  })
}

describe('plans of subscriptions', () => {
  it('stand in the order of their prices a month; about the same price is one step, and one that hardly anybody has is none', () => {
    const rows: Row[] = []
    const sold: [plan: number, price: number, months: number, many: number][] = [
      [0, 500, 12, 10],
      [1, 10, 1, 30],
      [2, 100, 12, 20],
      [3, 25, 1, 20],
      [4, 900, 1, 7]
    ]
    let customer = 0
    for (const [plan, price, months, many] of sold) {
      for (let i = 0; i < many; i++) rows.push({ customer: customer++, plan, price, months, started: 0 })
    }
    const columns = columnsOf(rows, 100)
    expect([...monthlyPrices(columns)].map((price) => Math.round(10 * price) / 10)).toEqual([41.7, 10, 8.3, 25, 900])
    expect(planLevels(columns, monthlyPrices(columns), [])).toEqual([{ levels: [[2, 1], [3], [0]], given: false }])
    expect(planLevels(columns, monthlyPrices(columns), [[3, 1]])[0]).toEqual({ levels: [[3], [1]], given: true })
    // Monthly charges beside the length of the contract: the price is not for the interval.
    const charged = columnsOf(
      rows.map((row) => ({ ...row, months: row.plan === 0 ? 24 : 1 })).map((row) => ({ ...row, price: prices[row.plan % 3] as number })),
      100
    )
    expect([...monthlyPrices(charged)].slice(0, 3)).toEqual(prices)
  })

  it('tell who went up and who came down, by periods and by beginnings and ends alike', () => {
    const byPeriod = columnsOf(
      [0, 0, 1, 1, 0].map((plan, month) => ({ customer: 0, plan, period: month * 30, price: prices[plan] as number })),
      149
    )
    const byEnds = columnsOf(
      [
        { customer: 0, subscription: 0, plan: 0, started: 0, ended: 60 },
        { customer: 0, subscription: 1, plan: 1, started: 60, ended: 120 },
        { customer: 0, subscription: 2, plan: 0, started: 120 }
      ],
      149
    )
    for (const columns of [byPeriod, byEnds]) {
      const track = planTrack(columns, { levels: [[0], [1]], given: true })
      expect(planMoves(track, 0)).toEqual({ up: 1, down: 1 })
      expect([30, 59, 60, 119, 120, 149].map((day) => planOn(track, 0, day)?.level)).toEqual([0, 0, 1, 1, 0, 0])
      expect(planOn(track, 0, 70)?.since).toBe(60)
    }
  })

  it('name who is near the limit where that came before steps up, as near as it did, with the chance that they had', () => {
    const [found] = looked(shop(5, (share) => (share >= 0.8 ? 0.2 : 0.01)))
    expect(found?.ladder.levels).toEqual([[0], [1], [2]])
    const [{ sign, moves, ready } = { sign: null, moves: null, ready: [] }] = found?.steps ?? []
    expect(sign?.by).toBe('usage')
    expect(sign?.least).toBeGreaterThanOrEqual(0.75)
    expect(sign?.least).toBeLessThanOrEqual(0.85)
    expect(moves?.up).toBeGreaterThan(100)
    expect(moves?.down).toBe(0)
    expect(ready.length).toBeGreaterThan(3)
    for (const { customer, share, chance, usual } of ready) {
      expect(share).toBeGreaterThanOrEqual(sign?.least as number)
      expect(planOn(found?.track as never, customer, MONTHS * 30 - 1)?.level).toBe(0)
      expect(chance.chance).toBeGreaterThan(2 * (usual as number))
      expect(chance.low < chance.chance && chance.chance < chance.high).toBe(true)
    }
  })

  it('say a chance that comes true on the days after', () => {
    let [said, came] = [0, 0]
    for (const seed of [1, 2, 3]) {
      const columns = shop(seed, (share) => (share >= 0.8 ? 0.5 : 0.01), 1_000)
      const cut = (MONTHS - 3) * 30
      const rows = Array.from({ length: columns.n }, (_, i) => i).filter((i) => (columns.period[i] as number) < cut)
      const before = Object.fromEntries(
        Object.entries(columns).map(([key, value]) => [key, typeof value === 'number' ? value : rows.map((i) => value[i])])
      ) as unknown as PlanColumns
      const then = looked({ ...before, n: rows.length, asOf: cut - 1 })[0]?.steps[0]?.ready ?? []
      const track = planTrack(columns, { levels: [[0], [1], [2]], given: false })
      said += then.reduce((sum, { chance }) => sum + chance.chance, 0)
      came += then.filter(({ customer }) => [0, 30, 60, 89].some((day) => (planOn(track, customer, cut + day)?.level ?? 0) > 0)).length
    }
    expect(came).toBeGreaterThan(20)
    expect(Math.abs(said - came)).toBeLessThan(3 * Math.sqrt(came))
  })

  it('are told by days that lie to the end of a period as today does: the step follows it', () => {
    const rng = seededRng(2)
    const rows: Row[] = []
    for (let customer = 0; customer < 300; customer++) {
      let plan = 0
      for (let month = customer % 20; month <= 20; month++) {
        // Every other month near the limit, and three of ten step up on the day after it.
        rows.push({ customer, plan, period: month * 30, share: month % 2 === 0 ? 0.9 : 0.3 })
        if (month % 2 === 0 && rng() < 0.3) plan = 1
      }
    }
    const track = planTrack(columnsOf(rows, 21 * 30 - 1), { levels: [[0], [1]], given: true })
    const sign = { by: 'usage', least: 0.8, readyHits: 0, readyTimes: 0, otherHits: 0, otherTimes: 0 } as const
    const ready = readyForStep(track, 0, sign, 20)
    expect(ready.length).toBeGreaterThan(20)
    for (const { chance } of ready) expect(Math.abs(chance.chance - 0.3)).toBeLessThan(0.1)
  })

  it('name who has had the plan for long where only that came before steps up', () => {
    const columns = shop(3, (_, months) => (months >= 6 ? 0.15 : 0.005))
    const [found] = looked({ ...columns, share: columns.share.map(() => Number.NaN) })
    const sign = found?.steps[0]?.sign
    expect(sign?.by).toBe('tenure')
    expect(sign?.least).toBeGreaterThanOrEqual(120)
    expect(sign?.least).toBeLessThanOrEqual(270)
  })

  it('name nobody where steps up have nothing to do with use or time', () => {
    const seeds = Array.from({ length: 20 }, (_, i) => 100 + i)
    const named = seeds.filter((seed) =>
      looked(shop(seed, () => 0.04, 200)).some(({ steps }) => steps.some(({ ready }) => ready.length > 0))
    )
    expect(named.length).toBeLessThanOrEqual(1)
  })

  it('know on a day only what was over by then', () => {
    const columns = shop(5, (share) => (share >= 0.8 ? 0.2 : 0.01))
    const cut = 450
    const told = looked({ ...columns, asOf: cut })
    const changed = {
      ...columns,
      asOf: cut,
      // Periods that are not over on the day say anything.
      share: columns.share.map((share, i) => ((columns.period[i] as number) + 30 - 1 > cut ? 9 : share))
    }
    expect(looked(changed).map(({ steps }) => steps)).toEqual(told.map(({ steps }) => steps))
  })
})

describe('a limit that is reached', () => {
  const levels = { levels: [[0], [1]], given: true }
  const months = (customer: number, plans: readonly number[], shares: readonly number[]): Row[] =>
    plans.map((plan, month) => ({ customer, plan, period: month * 30, share: shares[month] as number }))

  it('counts once a period below the highest plan, and a step up within thirty days', () => {
    const rows = [
      ...months(0, [0, 0, 1, 1, 1], [0.4, 1, 1, 1, 1]),
      ...months(1, [0, 0, 0, 0, 0], [1.2, 0.9, 1, 0.2, 1]),
      ...months(2, [0, 0, 0, 0, 0], [0.1, 0.2, 0.99, 0.2, 0.3])
    ]
    // The last period of the second customer has not had its days.
    expect(limitReached(planTrack(columnsOf(rows, 149), levels))).toEqual({ hits: 1, of: 3 })
  })

  it('is answered within the period too where the step has its own day', () => {
    const rows: Row[] = [
      ...months(0, [0, 0], [0.4, 1]).map((row) => ({ ...row, subscription: 0, ended: 45 })),
      { customer: 0, subscription: 1, plan: 1, started: 45 },
      ...months(1, [0, 0, 0, 0], [0.1, 0.2, 0.2, 0.2]),
      // Who has the higher plan beside it has nowhere to go.
      ...months(2, [0, 0, 0, 0], [0.1, 1, 0.2, 0.2]).map((row) => ({ ...row, subscription: 2 })),
      { customer: 2, subscription: 3, plan: 1, started: 0 }
    ]
    expect(limitReached(planTrack(columnsOf(rows, 149), levels))).toEqual({ hits: 1, of: 1 })
  })
})
