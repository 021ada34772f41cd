import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countInterval, meanInterval, medianOf, wilson } from '../../../src/engines/intervals.ts'
import { kpiCounter } from '../../../src/engines/kpis/count.ts'
import { courseOf, groupSums } from '../../../src/engines/kpis/course.ts'
import { customerHistory } from '../../../src/engines/kpis/history.ts'
import { viewOf } from '../../../src/engines/kpis/views.ts'
import { prepareKpis } from '../../../src/engines/kpis.ts'
import { businessSeconds, usualHours } from '../../../src/main/core/business-hours.ts'
import { firstDayOfMonth, heldAgainst, monthOfDay, monthWindows, spanOf, weekWindows } from '../../../src/shared/kpi-calendar.ts'
import { type KpiInput, lineKinds } from '../../../src/shared/model/kpi-columns.ts'
import { kpiIds } from '../../../src/shared/model/kpis.ts'
import { engineContext } from './support.ts'

const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000
const iso = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)

interface Sale {
  day: number
  customer: number
  amount: number
  category?: number
  price?: number
}

/** A shop of one-line orders, in cents. */
function shop(sales: readonly Sale[], over: Partial<KpiInput> = {}): KpiInput {
  const n = sales.length
  const column = (of: (sale: Sale) => number) => Int32Array.from(sales, of)
  const unknown = () => new Int32Array(n).fill(-1)
  const customers = Math.max(-1, ...sales.map(({ customer }) => customer)) + 1
  return {
    unit: 100,
    firstDay: sales[0]?.day ?? 0,
    lastDay: sales.at(-1)?.day ?? 0,
    customers,
    segment: new Int32Array(customers).fill(-1),
    country: new Int32Array(customers).fill(-1),
    channel: new Int32Array(customers).fill(-1),
    referred: new Uint8Array(customers),
    visitors: 0,
    hasReferrals: false,
    orders: {
      n,
      day: column((sale) => sale.day),
      at: Float64Array.from(sales, (sale) => sale.day * 86_400),
      customer: column(({ customer }) => customer),
      gross: Float64Array.from(sales, ({ amount }) => amount),
      channel: unknown(),
      country: unknown(),
      priced: new Uint8Array(n).fill(1)
    },
    lines: {
      n,
      day: column((sale) => sale.day),
      order: Int32Array.from(sales.keys()),
      customer: column(({ customer }) => customer),
      channel: unknown(),
      country: unknown(),
      category: column(({ category = -1 }) => category),
      amount: Float64Array.from(sales, ({ amount }) => amount),
      unitPrice: Float64Array.from(sales, ({ price, amount }) => price ?? amount),
      kind: new Uint8Array(n).fill(lineKinds.sale),
      priced: new Uint8Array(n).fill(1)
    },
    touches: {
      n: 0,
      at: new Float64Array(0),
      day: new Int32Array(0),
      person: new Int32Array(0),
      channel: new Int32Array(0),
      ordered: new Uint8Array(0)
    },
    tickets: {
      n: 0,
      day: new Int32Array(0),
      customer: new Int32Array(0),
      channel: new Int32Array(0),
      category: new Int32Array(0),
      topic: new Int32Array(0),
      response: new Float64Array(0),
      responseBusiness: new Float64Array(0),
      resolution: new Float64Array(0),
      resolutionBusiness: new Float64Array(0),
      firstContact: new Int8Array(0)
    },
    answers: {
      n: 0,
      day: new Int32Array(0),
      kind: new Uint8Array(0),
      customer: new Int32Array(0),
      channel: new Int32Array(0),
      category: new Int32Array(0),
      value: new Float64Array(0),
      easeScale: null
    },
    subscriptions: { n: 0, started: new Int32Array(0), ended: new Int32Array(0), customer: new Int32Array(0) },
    spend: [],
    members: { segment: 0, channel: 0, country: 0, category: Math.max(-1, ...sales.map(({ category = -1 }) => category)) + 1, topic: 0 },
    ...over
  }
}

function count(input: KpiInput, from: number, to: number, preceding: { from: number; to: number } | null = null) {
  const history = customerHistory(input)
  const [cells] = kpiCounter(input, history, [viewOf(input, history, null)]).count({ from, to, preceding })
  return (kpi: (typeof kpiIds)[number]) => {
    const cell = cells?.[kpi]?.[0]
    return typeof cell === 'string' ? cell : cell?.[0]
  }
}

describe('counting', () => {
  // Customer 0 buys three times, 1 once before, 2 is new; one order names nobody.
  const sales: Sale[] = [
    { day: 100, customer: 0, amount: 1_000, category: 0, price: 1_000 },
    { day: 105, customer: 1, amount: 500, category: 0, price: 500 },
    { day: 110, customer: 0, amount: 2_000, category: 1, price: 2_000 },
    { day: 112, customer: 0, amount: 1_300, category: 0, price: 1_300 },
    { day: 113, customer: 2, amount: 700, category: 0, price: 700 },
    { day: 114, customer: -1, amount: 100, category: 0, price: 100 }
  ]
  const of = count(shop(sales), 110, 114, { from: 105, to: 109 })
  const before = count(shop(sales), 110, 114, { from: 100, to: 109 })

  it('gives what one counts by hand', () => {
    expect(of('revenue')).toBe(41)
    expect(of('orders')).toBe(4)
    expect(of('aov')).toBe(10.25)
    expect(of('customers')).toBe(2)
    expect(of('new-customers')).toBe(1)
    expect(of('repeat-purchase-rate')).toBe(0.5)
    expect(of('purchase-frequency')).toBe(1.5)
    expect(of('cross-sell-rate')).toBe(0.5)
    // The second order of category 0 costs 30 % more than the first.
    expect(of('upsell-rate')).toBe(1)
    expect([of('retention'), of('churn')]).toEqual([0, 1])
    expect(before('retention')).toBe(0.5)
    expect(of('return-rate')).toBe('noReturns')
  })

  it('says why it does not know, and never 0 for that', () => {
    expect(of('csat')).toBe('noAnswers')
    expect(of('conversion-rate')).toBe('noTouchpoints')
    expect(of('cac')).toBe('noSpend')
    expect(of('first-response-time')).toBe('noTickets')
    expect(of('referral-rate')).toBe('noReferrals')
    expect(of('cohort-retention')).toBe('noEarlierPeriod')
    expect(of('subscription-churn')).toBe('noSubscriptions')
    const early = count(shop(sales), 0, 20)
    expect([early('revenue'), early('orders'), early('customers')]).toEqual(['notCovered', 'notCovered', 'notCovered'])
    const anonymous = count(shop([{ day: 1, customer: -1, amount: 5 }]), 0, 5)
    expect([anonymous('orders'), anonymous('customers'), anonymous('retention')]).toEqual([1, 'noCustomers', 'noCustomers'])
    const nothing = count(shop([]), 0, 5)
    expect(kpiIds.map((kpi) => typeof nothing(kpi))).toEqual(kpiIds.map(() => 'string'))
  })

  it('knows of returns only where a line is one, and then that there was none', () => {
    const input = shop(sales)
    input.lines.kind[1] = lineKinds.back
    expect(count(input, 110, 114)('return-rate')).toBe(0)
    expect(count(input, 105, 109)('return-rate')).toBe('nothing')
    expect(count(shop(sales), 110, 114)('return-rate')).toBe('noReturns')
  })

  it('takes touchpoints that name nobody, and spend on a channel that nothing else names, for no answer', () => {
    const visits = {
      n: 2,
      at: Float64Array.of(110 * 86_400, 111 * 86_400),
      day: Int32Array.of(110, 111),
      // Visitors, of whom nobody knows what became.
      person: Int32Array.of(3, 4),
      channel: Int32Array.of(-1, -1),
      ordered: new Uint8Array(2)
    }
    const spend = [{ channel: 0, from: 110, to: 114, cost: 10 }]
    const members = { segment: 0, channel: 1, country: 0, category: 2, topic: 0 }
    const of = count(shop(sales, { touches: visits, visitors: 2, spend, members }), 110, 114)
    expect([of('conversion-rate'), of('roas')]).toEqual(['noLink', 'noMatch'])
    const named = { ...visits, person: Int32Array.of(0, 4), channel: Int32Array.of(0, 0) }
    const known = count(shop(sales, { touches: named, visitors: 2, spend, members }), 110, 114)
    expect([known('conversion-rate'), known('roas')]).toEqual([0.5, 3.3])
  })

  it('counts orders in another currency, but not their money', () => {
    const input = shop(sales)
    input.orders.priced[3] = 0
    input.orders.gross[3] = 0
    input.lines.priced[3] = 0
    input.lines.amount[3] = 0
    const of = count(input, 110, 114)
    expect([of('orders'), of('customers'), of('purchase-frequency')]).toEqual([4, 2, 1.5])
    expect([of('revenue'), of('aov')]).toEqual([28, 28 / 3])
    // A price in another currency is neither higher nor lower.
    expect(of('upsell-rate')).toBe('noRepeatOrders')
  })

  it('gives no interval beyond what can be', () => {
    const skewed = [1, 1, 1, 1, 60_000].map((amount, i) => ({ day: 100 + i, customer: i % 2, amount }))
    const [cells] = kpiCounter(shop(skewed), customerHistory(shop(skewed)), [
      viewOf(shop(skewed), customerHistory(shop(skewed)), null)
    ]).count({ from: 100, to: 104, preceding: null })
    expect(cells?.aov?.[0]).toMatchObject([120.008, 0, expect.any(Number), 5])
    expect(cells?.['purchase-frequency']?.[0]).toMatchObject([2.5, 1, expect.any(Number), 2])
  })

  it('counts subscriptions that ended of those that ran, as far as ends are told', () => {
    const columns = (ended: number[]) => ({
      n: 4,
      started: Int32Array.of(100, 101, 102, 112),
      ended: Int32Array.from(ended),
      customer: Int32Array.of(0, 1, 2, 0)
    })
    const churn = (ended: number[]) => count(shop(sales, { subscriptions: columns(ended) }), 110, 114)('subscription-churn')
    // One ended before, one in the period; the one that began in it does not count.
    expect(churn([105, 112, -1, 113])).toBe(0.5)
    expect(churn([105, -1, -1, -1])).toBe(0)
    expect(churn([-1, -1, -1, -1])).toBe('noEnds')
  })

  it('counts a known visitor by orders, and another by what the touchpoint names', () => {
    const touches = {
      n: 4,
      at: Float64Array.of(110, 111, 112, 113).map((d) => d * 86_400),
      day: Int32Array.of(110, 111, 112, 113),
      // Customer 1 looks at an old order; visitors 3 and 4, of whom one orders.
      person: Int32Array.of(1, 0, 3, 4),
      channel: new Int32Array(4).fill(-1),
      ordered: Uint8Array.of(1, 0, 1, 0)
    }
    expect(count(shop(sales, { touches, visitors: 2 }), 110, 114)('conversion-rate')).toBe(0.5)
  })

  it('shares spend out over days, and holds it against new customers and what came of it', () => {
    const spend = [{ channel: 0, from: 108, to: 117, cost: 100 }]
    const input = shop(sales, { spend, members: { segment: 0, channel: 1, country: 0, category: 2, topic: 0 } })
    input.orders.channel.fill(0)
    const found = count(input, 110, 114)
    expect(found('cac')).toBe(50)
    expect(found('roas')).toBeCloseTo(41 / 50, 12)
  })

  it('gives a whole the sum of its parts', async () => {
    const many = fc.array(
      fc.record({
        day: fc.integer({ min: 0, max: 200 }),
        customer: fc.integer({ min: -1, max: 9 }),
        amount: fc.integer({ min: 1, max: 9_999 })
      }),
      { minLength: 1, maxLength: 80 }
    )
    await fc.assert(
      fc.asyncProperty(many, async (drawn) => {
        const input = shop(drawn.toSorted((a, b) => a.day - b.day))
        input.members.segment = 3
        // Some customers are in no segment, and some orders of nobody.
        input.segment = input.segment.map((_, c) => (c % 4) - 1)
        const { windows } = await prepareKpis(input, ['segment'], engineContext())
        for (const { by, from, to, preceding, cells } of windows) {
          if (by !== 'segment') continue
          const whole = windows.find(
            (one) => one.by === null && one.from === from && one.to === to && one.preceding?.from === preceding?.from
          )
          for (const kpi of ['revenue', 'orders', 'customers'] as const) {
            const parts = (cells[kpi] ?? []).map((cell) => (typeof cell === 'string' ? 0 : cell[0]))
            const all = whole?.cells[kpi]?.[0]
            if (typeof all !== 'string') expect(parts.reduce((sum, value) => sum + value, 0)).toBeCloseTo(all?.[0] ?? Number.NaN, 9)
          }
        }
      }),
      { numRuns: 30 }
    )
  })
})

describe('the groups behind a figure', () => {
  it('are counted in what the figure counts', () => {
    // Customer 0 buys twice in the span and was new before; 1 is new in it, with two lines of one category and one of another.
    const sales: Sale[] = [
      { day: 100, customer: 0, amount: 100, category: 0 },
      { day: 110, customer: 0, amount: 100, category: 0 },
      { day: 111, customer: 0, amount: 100, category: 0 },
      { day: 112, customer: 1, amount: 100, category: 0 },
      { day: 112, customer: 1, amount: 100, category: 0 },
      { day: 112, customer: 1, amount: 100, category: 1 }
    ]
    const input = shop(sales)
    // The last three lines are one order.
    input.lines.order = Int32Array.of(0, 1, 2, 3, 3, 3)
    const history = { first: Uint8Array.of(1, 0, 0, 1) }
    const found = (kpi: (typeof kpiIds)[number]) => {
      const sums = groupSums(input, history, kpi, [{ from: 110, to: 114 }])
      return sums && Array.from(sums.sums)
    }
    expect(found('orders')).toEqual([3, 1, 0])
    expect(found('customers')).toEqual([2, 1, 0])
    expect(found('new-customers')).toEqual([1, 1, 0])
    expect(found('revenue')).toEqual([4, 1, 0])
    expect(found('retention')).toBeNull()
  })
})

describe('what stands out', () => {
  const months = Array.from({ length: 30 }, (_, i) => ({ from: 30 * i, to: 30 * i + 29 }))
  const course = (kpi: (typeof kpiIds)[number], cells: Parameters<typeof courseOf>[2]) =>
    courseOf({ kpi, grain: 'month', firstDay: 0 }, months, cells, () => null).points.flatMap(({ unusual }, i) => (unusual ? [i] : []))
  /** About 50 with a little noise, but for what is given. */
  const about50 = (given: Record<number, number>) => months.map((_, i) => given[i] ?? 50 + ((i * 7) % 5) - 2)

  it('is not the beginning of the data, where whoever bought before looks new', () => {
    const counts = about50({ 0: 400, 20: 90 }).map((n): [number, null, null, number] => [n, null, null, n])
    expect(course('new-customers', counts)).toEqual([20])
    expect(course('orders', counts)).toContain(0)
  })

  it('is not told of a short course', () => {
    const of = (n: number) =>
      courseOf(
        { kpi: 'orders', grain: 'month', firstDay: 0 },
        months.slice(0, n),
        about50({})
          .slice(0, n)
          .map((value) => [value, null, null, value]),
        () => null
      ).tooShort
    expect([of(11), of(12)]).toEqual([true, false])
  })

  it('is no share of a handful', () => {
    const shares = (n: number) =>
      about50({ 12: 0 }).map((percent): [number, number, number, number] => {
        const [low, high] = wilson((percent / 100) * n, n)
        return [percent / 100, low, high, n]
      })
    expect(course('csat', shares(200))).toEqual([12])
    expect(course('csat', shares(3))).toEqual([])
  })
})

describe('periods', () => {
  it('are those of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), (number) => {
        const month = monthOfDay(number)
        expect(iso(number).slice(0, 7)).toBe(
          `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
        )
        expect(iso(firstDayOfMonth(month)).slice(8)).toBe('01')
      })
    )
    expect(weekWindows(day('2024-01-02'), day('2024-01-21')).map(({ from, to }) => [iso(from), iso(to)])).toEqual([
      ['2024-01-08', '2024-01-14'],
      ['2024-01-15', '2024-01-21']
    ])
  })

  it('begin and end whole, and are held against their like', () => {
    const [first, last] = [day('2022-01-05'), day('2024-02-29')]
    const said = (window: { from: number; to: number } | null) => window && [iso(window.from), iso(window.to)]
    expect(monthWindows(first, last, 1)).toHaveLength(26)
    const month = spanOf('month', first, last)
    expect(said(month)).toEqual(['2024-02-01', '2024-02-29'])
    expect(said(month && heldAgainst(month, 'month', 'previous'))).toEqual(['2024-01-01', '2024-01-31'])
    expect(said(month && heldAgainst(month, 'month', 'year'))).toEqual(['2023-02-01', '2023-02-28'])
    expect(said(spanOf('quarter', first, last))).toEqual(['2023-10-01', '2023-12-31'])
    expect(said(spanOf('year', first, last))).toEqual(['2023-03-01', '2024-02-29'])
    const days = spanOf('last30', first, last)
    expect(said(days)).toEqual(['2024-01-31', '2024-02-29'])
    expect(said(days && heldAgainst(days, 'last30', 'previous'))).toEqual(['2024-01-01', '2024-01-30'])
    expect(said(days && heldAgainst(days, 'last30', 'year'))).toEqual(['2023-01-31', '2023-02-28'])
    expect(spanOf('year', day('2023-09-01'), last)).toBeNull()
  })

  it('in business hours leave out nights and weekends', () => {
    const at = (moment: string) => Date.parse(`${moment}:00Z`) / 1_000
    // 2024-03-01 is a Friday.
    expect(businessSeconds(at('2024-03-01T16:00'), at('2024-03-04T10:00'), usualHours)).toBe(2 * 3_600)
    expect(businessSeconds(at('2024-03-02T10:00'), at('2024-03-03T10:00'), usualHours)).toBe(0)
    expect(businessSeconds(at('2024-03-04T00:00'), at('2024-03-11T00:00'), usualHours)).toBe(40 * 3_600)
    expect(businessSeconds(at('1969-12-29T08:00'), at('1969-12-29T09:30'), usualHours)).toBe(1_800)
  })
})

describe('intervals', () => {
  it('are as in R’s prop.test without correction, t.test, and poisson.test but for a hair', () => {
    expect(wilson(3, 10)[0]).toBeCloseTo(0.1077913, 7)
    expect(wilson(3, 10)[1]).toBeCloseTo(0.6032219, 7)
    expect(wilson(0, 5)[0]).toBe(0)
    const [low, high] = meanInterval(5, 15, 55) ?? []
    expect([low, high].map((x) => x?.toFixed(6))).toEqual(['1.036757', '4.963243'])
    expect(meanInterval(1, 3, 9)).toBeNull()
    expect(countInterval(10)[0]).toBeCloseTo(4.795, 1)
    expect(countInterval(10)[1]).toBeCloseTo(18.39, 1)
    expect(countInterval(0)[0]).toBe(0)
  })

  it('of a median holds it in 95 of 100 at least, and in no more than needed', () => {
    expect(medianOf(new Float64Array())).toBeNull()
    expect(medianOf(Float64Array.of(3, 1, 2))).toEqual({ median: 2, low: null, high: null })
    // Pascal's triangle, each row a distribution.
    let share = [1]
    for (let n = 1; n <= 320; n++) {
      share = [...share, 0].map((p, i) => (p + (share[i - 1] ?? 0)) / 2)
      const outside = (rank: number) => 2 * share.slice(0, rank).reduce((sum, p) => sum + p, 0)
      const found = medianOf(Float64Array.from({ length: n }, (_, i) => i + 1).reverse())
      if (n < 6) {
        expect(found?.low).toBeNull()
        continue
      }
      const rank = found?.low as number
      expect(found?.high).toBe(n + 1 - rank)
      expect(outside(rank), `n = ${n}`).toBeLessThanOrEqual(0.05)
      expect(outside(rank + 1), `n = ${n}`).toBeGreaterThan(0.05)
    }
    // Too many for coefficients: half of 1,000,000 ± 1.96 · 500.
    const many = medianOf(Float64Array.from({ length: 1_000_000 }, (_, i) => i + 1))
    expect(many).toMatchObject({ median: 500_000.5, low: 499_020, high: 500_981 })
  })
})
