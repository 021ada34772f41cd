import { describe, expect, it } from 'vitest'
import { normalNumber } from '../../../src/engines/math/normal.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { calendarOf, withoutTime } from '../../../src/engines/support/calendar.ts'
import { difficultyOf } from '../../../src/engines/support/difficulty.ts'
import { findRouting } from '../../../src/engines/support/routing.ts'
import { columnsOf, LAST, type Ticket } from './support-columns.fixture.ts'

const YEAR = 365
const START = LAST - 2 * YEAR + 1
const isWeekend = (day: number) => [2, 3].includes(day % 7)

interface Desk {
  tickets?: number
  /** Who answers on a day of the two years, and how many times as long everybody takes. */
  agent: (day: number, rng: () => number) => number
  times: (day: number, category: number, agent: number) => number
}

/** Two years of tickets of six categories. */
function ticketsOf(rng: () => number, { tickets = 1800, agent, times }: Desk): Ticket[] {
  return Array.from({ length: tickets }, (_, i): Ticket => {
    const day = Math.floor((2 * YEAR * i) / tickets)
    const category = Math.floor(6 * rng())
    const who = agent(day, rng)
    const resolution = 10 * times(day, category, who) * Math.exp(normalNumber(rng))
    return { day: START + day, customer: Math.floor(400 * rng()), category, agent: who, resolution }
  })
}

function named(rng: () => number, desk: Desk) {
  const { tickets } = columnsOf(ticketsOf(rng, desk))
  return findRouting(tickets, {
    who: tickets.agent,
    difficulty: difficultyOf(tickets, null),
    lastDay: Number.POSITIVE_INFINITY,
    q: 0.05
  }).filter(({ best }) => best)
}

const joined = (day: number, rng: () => number) => Math.floor(rng() * (day < YEAR ? 4 : 6))

describe('routing over time', () => {
  it.each<[string, Desk]>([
    ['two of six joined, and since then all are twice as fast', { agent: joined, times: (day) => (day < YEAR ? 1 : 0.5) }],
    ['and three times in one category', { agent: joined, times: (day, category) => (day >= YEAR && category === 0 ? 1 / 3 : 1) }],
    ['and everybody gets faster little by little', { agent: joined, times: (day) => Math.exp((-1.2 * day) / (2 * YEAR)) }],
    [
      'half of six were replaced when all became three times as fast',
      { agent: (day, rng) => Math.floor(6 * rng()) + (day < YEAR ? 0 : 3), times: (day) => (day < YEAR ? 1 : 1 / 3) }
    ],
    [
      'weekends take three times as long, and two of six alone work at these',
      { agent: (day, rng) => Math.floor(rng() * (isWeekend(START + day) ? 2 : 6)), times: (day) => (isWeekend(START + day) ? 3 : 1) }
    ],
    [
      'one answers nearly all of a year in which everybody is faster',
      { agent: (day, rng) => (day >= YEAR && rng() < 0.97 ? 4 : Math.floor(rng() * 4)), times: (day) => (day < YEAR ? 1 : 0.4) }
    ]
  ])('names somebody by chance in at most one shop of twenty where %s', (_, desk) => {
    const rng = seededRng(21)
    const runs = Array.from({ length: 40 }, () => named(rng, desk))
    expect(runs.filter(({ length }) => length > 0).length / runs.length).toBeLessThanOrEqual(0.05)
  })

  it('names nobody who joined shortly before the last day, of whose tickets only what was quick is known to be solved', () => {
    const rng = seededRng(24)
    const desk: Desk = {
      tickets: 21_600,
      agent: (day, draw) => (day > 2 * YEAR - 15 && draw() < 0.7 ? 4 : Math.floor(4 * draw())),
      times: () => 15
    }
    const runs = Array.from({ length: 20 }, () => {
      const known = ticketsOf(rng, desk).map((ticket) => {
        const solved = ticket.day + 0.5 + (ticket.resolution ?? 0) / 24 < LAST + 1
        return solved ? ticket : { ...ticket, resolution: Number.NaN }
      })
      const { tickets, lastDay } = columnsOf(known)
      const found = findRouting(tickets, { who: tickets.agent, difficulty: difficultyOf(tickets, null), lastDay, q: 0.05 })
      return found.some(({ best }) => best)
    })
    expect(runs.filter(Boolean).length / runs.length).toBeLessThanOrEqual(0.05)
  })

  it('finds who joined and does well in one category, though all became faster then', () => {
    const rng = seededRng(22)
    const desk: Desk = {
      tickets: 3600,
      agent: joined,
      times: (day, category, agent) => (day < YEAR ? 1 : 0.5) * (agent === 5 && category === 2 ? 0.45 : 1)
    }
    const runs = Array.from({ length: 12 }, () => named(rng, desk))
    expect(runs.filter((found) => found.some(({ who, category }) => who === 5 && category === 2)).length).toBeGreaterThanOrEqual(10)
  })
})

describe('what the time of opening adds', () => {
  it('is told apart from who was there: exact where nothing varies', () => {
    const tickets = ticketsOf(seededRng(23), { agent: joined, times: () => 1 })
    const { tickets: columns } = columnsOf(tickets)
    const order = Array.from(tickets.keys()).sort((a, b) => (tickets[a]?.category ?? 0) - (tickets[b]?.category ?? 0))
    const calendar = calendarOf(columns, order)
    const skill = Float64Array.from(tickets, ({ agent = 0, category = 0 }) => (agent === 5 && category === 1 ? -1 : 0))
    const desk = Int32Array.from(tickets, ({ agent = 0, category = 0 }) => 10 * category + agent)
    const values = skill.map((value, i) => value + ((calendar.period[i] as number) % 5) + ((calendar.weekend[i] as number) === 1 ? 0.7 : 0))
    const left = withoutTime(values, order, calendar, [desk])
    const mean = (of: number) => {
      const own = order.filter((i) => desk[i] === of)
      return own.reduce((sum, i) => sum + (left[i] as number), 0) / own.length
    }
    expect(mean(15) - mean(11)).toBeCloseTo(-1, 2)
    expect(mean(14) - mean(11)).toBeCloseTo(0, 2)
  })

  it('is of months with 30 tickets of a category or of several together, and not known of tickets without a date', () => {
    const dated = Array.from({ length: 200 }, (_, i): Ticket => ({ day: START + 2 * i, category: 0 }))
    const { tickets } = columnsOf([...dated, ...Array.from({ length: 10 }, (): Ticket => ({ day: Number.NaN, category: 0 }))])
    const { period, weekend } = calendarOf(
      tickets,
      Array.from({ length: 210 }, (_, i) => i)
    )
    const sizes = Map.groupBy(period.subarray(0, 200), (code) => code)
    expect(sizes.size).toBeGreaterThan(2)
    for (const of of sizes.values()) expect(of.length).toBeGreaterThanOrEqual(30)
    expect(sizes.has(period[205] as number)).toBe(false)
    expect(Array.from(weekend)).toEqual([...dated.map(({ day }) => Number(isWeekend(day))), ...new Array(10).fill(0)])
  })
})
