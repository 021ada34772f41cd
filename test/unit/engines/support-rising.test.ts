import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { FALSE_RISES, findRising } from '../../../src/engines/support/rising.ts'
import { countWeeks } from '../../../src/engines/support/weeks.ts'
import { columnsOf, LAST, poissonNumber, type Ticket } from './support-columns.fixture.ts'

const q = FALSE_RISES

describe('rising issues', () => {
  /** One ticket every four weeks, each by somebody else, for each of some products; the first rises in its last weeks. */
  const shop = (rise: number, sales = 1, days = 400) => {
    const tickets: Ticket[] = []
    const sold: { day: number; product: number }[] = []
    let customer = 0
    for (let day = LAST - days; day <= LAST; day++) {
      const times = day > LAST - 21 ? sales : 1
      for (let product = 0; product < 5; product++) {
        for (let i = 0; i < 2 * times; i++) sold.push({ day, product })
        if ((day + 5 * product) % 28 === 0)
          for (let i = 0; i < times; i++) tickets.push({ customer: customer++, day, product, category: 0 })
      }
      if (day > LAST - 21) for (let i = 0; i < rise; i++) tickets.push({ customer: customer++, day, product: 0, category: 0 })
    }
    return { tickets, sold }
  }

  it('are found with the week that they began in, and how many times as often they come', () => {
    const { tickets, sold } = shop(1)
    const [found, ...others] = findRising(columnsOf(tickets, [], sold), { q })
    expect(others).toEqual([])
    expect(found).toMatchObject({ product: 0, category: 0, fromDay: LAST - 20 })
    expect(found?.ratio).toBeGreaterThan(10)
    expect(found?.low).toBeLessThan(found?.ratio as number)
    expect(found?.weeks.slice(-4)).toEqual([0, 7, 8, 7])
  })

  it('may be a season where the same weeks of a year before are not known', () => {
    const rises = (days: number) => {
      const { tickets, sold } = shop(1, 1, days)
      return findRising(columnsOf(tickets, [], sold), { q }).map(({ seasonKnown }) => seasonKnown)
    }
    expect(rises(7 * (52 + 3 + 4))).toEqual([true])
    expect(rises(7 * (52 + 2))).toEqual([false])
  })

  it('are none where nothing changed, where as much more was sold, and where one customer writes again and again', () => {
    const quiet = shop(0)
    expect(findRising(columnsOf(quiet.tickets, [], quiet.sold), { q })).toEqual([])
    const busy = shop(0, 6)
    expect(findRising(columnsOf(busy.tickets, [], busy.sold), { q })).toEqual([])
    const one = Array.from({ length: 21 }, (_, i) => ({ customer: 9999, day: LAST - i, product: 0, category: 0 }))
    expect(findRising(columnsOf([...quiet.tickets, ...one], [], quiet.sold), { q })).toEqual([])
    expect(findRising(columnsOf([]), { q })).toEqual([])
    expect(findRising(columnsOf(one), { q })).toEqual([])
  })
})

describe('rising issues by chance', () => {
  interface Shop {
    issues: number
    weeks: number
    /** Customers who write about an issue in a week, so many weeks ago. */
    mean: (issue: number, ago: number) => number
    product?: (issue: number) => number
    category?: (issue: number) => number
    units?: number
  }

  function shopOf(rng: () => number, { issues, weeks, mean, product = (i) => i, category = () => 0, units = 0 }: Shop) {
    const tickets: Ticket[] = []
    const sold: { day: number; product: number }[] = []
    for (let ago = weeks - 1; ago >= 0; ago--) {
      for (let issue = 0; issue < issues; issue++) {
        for (let n = poissonNumber(rng, mean(issue, ago)); n > 0; n--) {
          // Tickets of nobody known: each counts.
          tickets.push({ customer: -1, day: LAST - 7 * ago - Math.floor(7 * rng()), product: product(issue), category: category(issue) })
        }
      }
      for (let n = 0; n < units; n++) sold.push({ day: LAST - 7 * ago - (n % 7), product: 0 })
    }
    return columnsOf(tickets, [], sold)
  }

  const share = (runs: number, shop: Shop) => {
    const rng = seededRng(5)
    return Array.from({ length: runs }, () => findRising(shopOf(rng, shop), { q })).filter(({ length }) => length > 0).length / runs
  }

  it('are told in at most one shop of twenty, with 400 issues and with 2,000', () => {
    const rate = (issue: number) => 0.02 + 0.3 * ((issue % 50) / 50) ** 3
    expect(share(60, { issues: 400, weeks: 70, mean: rate })).toBeLessThanOrEqual(0.05)
    expect(share(60, { issues: 400, weeks: 30, mean: () => 0.1 })).toBeLessThanOrEqual(0.05)
    expect(share(15, { issues: 2000, weeks: 70, mean: rate })).toBeLessThanOrEqual(0.05)
  })

  it('are seen when they are small: three customers a week twelve, a problem among 400, after two weeks', () => {
    const rng = seededRng(12)
    const mean = (issue: number, ago: number) => (issue === 7 ? (ago < 2 ? 12 : 3) : 0.02 + 0.3 * ((issue % 50) / 50) ** 3)
    const runs = Array.from({ length: 60 }, () => findRising(shopOf(rng, { issues: 400, weeks: 70, mean }), { q }))
    expect(runs.filter((found) => found.some(({ product }) => product === 7)).length / runs.length).toBeGreaterThan(0.6)
  })

  const categories = { issues: 8, product: () => -1, category: (issue: number) => issue }

  it('are not made by a shop that grows, where nothing is known of orders', () => {
    const growing = { ...categories, weeks: 70, mean: (_: number, ago: number) => 6 * 3 ** (-ago / 52) }
    expect(share(40, growing)).toBeLessThanOrEqual(0.05)
    // One kind of ticket that rises beyond that is one still.
    const rng = seededRng(6)
    const rising = { ...growing, mean: (issue: number, ago: number) => growing.mean(issue, ago) * (issue === 2 && ago < 4 ? 4 : 1) }
    expect(findRising(shopOf(rng, rising), { q })).toMatchObject([{ product: -1, category: 2 }])
  })

  it.each([
    ['only categories are named', categories],
    ['there is one category alone', { ...categories, issues: 1 }],
    ['there is one product alone', { issues: 1 }]
  ])('are not made by the season, known from the year before, where %s', (_, issues) => {
    const season = { ...issues, weeks: 120, units: 20, mean: (_: number, ago: number) => (ago % 52 < 4 ? 15 : 5) }
    expect(share(20, season)).toBeLessThanOrEqual(0.05)
    // The same weeks a year ago were like all others.
    const first = { ...season, mean: (issue: number, ago: number) => (issue === 0 && ago < 4 ? 20 : 5) }
    expect(findRising(shopOf(seededRng(7), first), { q })).toHaveLength(1)
  })
})

describe('what a rise is held against', () => {
  it('is told week by week as it was tested, with what others did in the meantime', () => {
    const tickets: Ticket[] = []
    let customer = 0
    for (let ago = 0; ago < 60; ago++) {
      for (let product = 0; product < 6; product++) {
        // A late courier: all of the category comes twice as often in the last four weeks, and product 0 ten times.
        const many = (ago < 4 ? 2 : 1) * (product === 0 && ago < 4 ? 5 : 1) * 3
        for (let n = 0; n < many; n++) tickets.push({ customer: customer++, day: LAST - 7 * ago - (n % 7), product, category: 0 })
      }
    }
    const [found, ...others] = findRising(
      columnsOf(
        tickets,
        [],
        Array.from({ length: 420 }, (_, i) => ({ day: LAST - i, product: 9 }))
      ),
      { q }
    )
    expect(others).toEqual([])
    expect(found).toMatchObject({ product: 0, fromDay: LAST - 27, tickets: 120 })
    expect(found?.expected).toBeGreaterThan(22)
    expect(found?.expected).toBeLessThan(26)
    const since = found?.expectedWeeks.slice(-4) ?? []
    expect(since.reduce((sum, value) => sum + value, 0)).toBeCloseTo(found?.expected ?? 0, 9)
    expect(found?.expectedWeeks.at(-5)).toBeCloseTo(3, 0)
  })

  it('counts who goes on writing once in 13 weeks, however often in between', () => {
    const tickets = Array.from({ length: 15 }, (_, i) => ({ customer: 1, day: LAST - 60 * 7 + 28 * i, product: 0, category: 0 }))
    const counts = countWeeks(columnsOf([{ day: LAST - 500 }, ...tickets]), 65)?.ofAll ?? new Float64Array()
    // Every 16 weeks: the first ticket that is more than 13 weeks after the one that was counted.
    expect(Array.from(counts).flatMap((count, ago) => (count > 0 ? [ago] : []))).toEqual([12, 28, 44, 60])
  })
})
