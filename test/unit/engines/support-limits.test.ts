/** What each limit and correction of the support engines is for: without it one of these says something else. */
import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { writesNext } from '../../../src/engines/support/next.ts'
import { type Course, dispersion, riseOf } from '../../../src/engines/support/rise.ts'
import { FALSE_RISES, findRising } from '../../../src/engines/support/rising.ts'
import { findRouting } from '../../../src/engines/support/routing.ts'
import { columnsOf, LAST, poissonNumber, type Ticket } from './support-columns.fixture.ts'

describe('who is named', () => {
  /** Two agents, 100 tickets each; the second takes so many times as long, and its customers rate by so much less. */
  const desk = (slower: number, lessContent = 0) => {
    const { tickets } = columnsOf(
      Array.from({ length: 200 }, (_, i): Ticket => {
        const agent = i % 2
        const times = Math.exp(((i * 37) % 100) / 25 - 2) * (agent === 1 ? slower : 1)
        return {
          day: LAST - i,
          category: 0,
          agent,
          resolution: 10 * times,
          rating: 0.6 + ((i * 13) % 11) / 100 - (agent === 1 ? lessContent : 0)
        }
      })
    )
    return findRouting(tickets, { who: tickets.agent, difficulty: tickets.category, lastDay: Number.POSITIVE_INFINITY, q: 0.05 })
  }
  const best = (found: ReturnType<typeof desk>) => found.filter((one) => one.best).map(({ who }) => who)

  it('is nobody whose speed their customers pay for: five points less content, and more is not better', () => {
    expect(best(desk(3))).toEqual([0])
    expect(best(desk(3, -0.03))).toEqual([0])
    expect(best(desk(3, -0.08))).toEqual([])
  })

  it('is nobody who is not surely faster once the difference is drawn towards none', () => {
    const unsure = Array.from({ length: 60 }, (_, i) => desk(1 + i / 60))
      .flat()
      .filter(({ ratio, q, high }) => ratio < 1 && q <= 0.05 && high >= 1)
    expect(unsure.length).toBeGreaterThan(0)
    expect(unsure.filter((one) => one.best)).toEqual([])
  })
})

describe('who writes next, where all came lately', () => {
  it('is known by how often they ordered since they came, not by the whole year', () => {
    const rng = seededRng(31)
    const wait = (mean: number) => -mean * Math.log(1 - rng())
    const [orders, tickets]: [{ customer: number; day: number }[], Ticket[]] = [[], []]
    for (let customer = 0; customer < 600; customer++) {
      const often = 0.1 + wait(0.3)
      for (let day = LAST - 150 + 100 * rng(); day <= LAST; day += wait(15)) {
        orders.push({ customer, day: Math.floor(day) })
        for (let n = wait(1); n < often; n += wait(1)) {
          const on = Math.floor(day + wait(3))
          if (on <= LAST) tickets.push({ customer, day: on })
        }
      }
    }
    const before = writesNext(columnsOf(tickets, orders))?.before
    expect(before?.came).toBeGreaterThan(20)
    expect(Math.abs((before?.expected ?? 0) / (before?.came ?? 1) - 1)).toBeLessThan(0.15)
  })
})

describe('a rise', () => {
  const WEEKS = 60
  const weeks = (of: (ago: number) => number) => Float64Array.from({ length: WEEKS }, (_, ago) => of(ago))
  const course = (counts: Float64Array, more: Partial<Course> = {}): Course => ({
    counts,
    units: weeks(() => 10),
    unitsVariance: null,
    beside: [],
    season: { counts: weeks(() => 0), units: weeks(() => 10) },
    ...more
  })
  const width = (of: Course) => {
    const { rise } = riseOf(of, 1)
    return Math.log((rise?.high ?? 0) / (rise?.low ?? 1))
  }

  it('of what never came before is held against half a ticket in its history', () => {
    const { rise } = riseOf(course(weeks((ago) => (ago < 4 ? 2 : 0))), 1)
    expect(rise).toMatchObject({ length: 4, tickets: 8 })
    expect(rise?.expected).toBeCloseTo((0.5 / 52) * 4, 9)
  })

  it('is none while as few write as ever, though less is sold', () => {
    const { rise } = riseOf(
      course(
        weeks(() => 3),
        { units: weeks((ago) => (ago < 4 ? 2 : 10)) }
      ),
      1
    )
    expect(rise?.ratio).toBeLessThan(1.3)
  })

  it('is the less sure the fewer others tell what else moved, and the less is known of what leads to tickets', () => {
    const counts = weeks((ago) => (ago < 4 ? 60 : 10))
    const beside = (many: number) => [{ counts: weeks((ago) => (ago < 4 ? 3 * many : many)), units: weeks(() => 10) }]
    expect(width(course(counts, { beside: beside(1) }))).toBeGreaterThan(1.3 * width(course(counts, { beside: beside(100) })))
    expect(width(course(counts, { unitsVariance: weeks(() => 10) }))).toBeGreaterThan(1.3 * width(course(counts)))
  })

  it('is held against weeks that vary about as much as they do', () => {
    const rng = seededRng(32)
    // Three customers at a time: three times Poisson's variance.
    const found = Array.from({ length: 100 }, () => {
      const counts = Float64Array.from({ length: 52 }, () => 3 * poissonNumber(rng, 4))
      return dispersion(counts, new Float64Array(52).fill(10), 0, 52)
    })
    const mean = found.reduce((sum, value) => sum + value, 0) / found.length
    expect(mean).toBeGreaterThan(2.3)
    expect(mean).toBeLessThan(3.3)
  })

  /** One category's customers by week, and another's; each writes once. */
  const shop = (own: (ago: number) => number, others: (ago: number) => number) => {
    const tickets: Ticket[] = []
    for (let ago = 0; ago < WEEKS; ago++) {
      for (let n = 0; n < own(ago); n++) tickets.push({ customer: tickets.length, day: LAST - 7 * ago - (n % 7), category: 0 })
      for (let n = 0; n < others(ago); n++) tickets.push({ customer: tickets.length, day: LAST - 7 * ago - (n % 7), category: 1 })
    }
    return columnsOf(tickets)
  }

  it('of what is nearly all that is written is seen, though the few others came once all together', () => {
    const found = findRising(
      shop(
        (ago) => (ago < 4 ? 20 : 5),
        (ago) => (ago === 30 ? 30 : 0)
      ),
      { q: FALSE_RISES }
    )
    expect(found).toMatchObject([{ category: 0 }])
  })

  it('that one in twenty would make by chance is not told', () => {
    const doubtful = Array.from({ length: 20 }, (_, more) =>
      shop(
        (ago) => (ago < 2 ? 5 + more : ago % 3 === 0 ? 3 : 2),
        () => 4
      )
    ).filter((columns) => findRising(columns, { q: 0.05 }).some(({ q }) => q > 0.015))
    expect(doubtful.length).toBeGreaterThan(0)
    for (const columns of doubtful) expect(findRising(columns, { q: FALSE_RISES })).toEqual([])
  })
})
