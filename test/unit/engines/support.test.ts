import { describe, expect, it } from 'vitest'
import { openLinkage } from '../../../src/engines/linkage/clusterer.ts'
import { cutByBranches, cutByGap, cutBySilhouette } from '../../../src/engines/linkage/proposals.ts'
import { linkage } from '../../../src/engines/linkage.ts'
import { normalNumber } from '../../../src/engines/math/normal.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { behaviourFeatures, behaviourNull, tellsNeeds } from '../../../src/engines/support/behaviour.ts'
import { dealtNull } from '../../../src/engines/support/dealt.ts'
import { difficultyOf } from '../../../src/engines/support/difficulty.ts'
import { asIs, customerUnits, delays, sourceOf, supportFeatures, ticketUnits } from '../../../src/engines/support/features.ts'
import { writesNext } from '../../../src/engines/support/next.ts'
import { findRouting } from '../../../src/engines/support/routing.ts'
import { findThemes } from '../../../src/engines/support/themes.ts'
import type { SupportColumns } from '../../../src/shared/model/support-columns.ts'
import { blobs, engineContext } from './support.ts'
import { columnsOf, LAST, type Ticket } from './support-columns.fixture.ts'

const names = { category: ['Delivery', 'Fault'], channel: ['Mail', 'Chat'], bought: ['Coffee', 'Tea'] }
const ofCustomers = { unit: 'customers', currency: 'EUR' } as const

describe('features of those who write', () => {
  const columns = columnsOf(
    [
      { customer: 0, day: 105, category: 0, channel: 0, response: 1 },
      { customer: 0, day: 120, category: 1, channel: 0, response: 3 },
      { customer: 2, day: 90, category: 1, channel: 1, response: 8 },
      { day: 91, category: 0, channel: 1, response: 2 },
      ...Array.from({ length: 4 }, (_, i) => ({ customer: 3 + i, day: 100, category: i % 2, channel: i % 2, response: 2 + i }))
    ],
    [
      { customer: 0, day: 100 },
      { customer: 0, day: 101 },
      { customer: 0, day: 118 },
      { customer: 2, day: 95 }
    ]
  )

  it('count days from the last order before a ticket, and nothing where there is none', () => {
    expect(Array.from(delays(columns).slice(0, 4))).toEqual([4.5, 2.5, Number.NaN, Number.NaN])
  })

  it('are of customers by all their tickets, each in its own units, and of tickets one by one', () => {
    const units = customerUnits(columns)
    expect(Array.from(units.customer)).toEqual([0, 2, 3, 4, 5, 6])
    const table = supportFeatures(sourceOf(columns, names, units, ofCustomers), asIs(columns.tickets.n))
    const at = (id: string, of: string | null, row: number) =>
      table.original[row * table.p + table.features.findIndex((feature) => feature.id === id && feature.of === of)]
    expect(at('category', 'Fault', 0)).toBe(0.5)
    expect(at('category', 'Fault', 1)).toBe(1)
    expect(at('perOrder', null, 0)).toBeCloseTo(2 / 3, 9)
    expect(at('response', null, 1)).toBeCloseTo(8, 9)
    for (let d = 0; d < table.p; d++) {
      const mean = Array.from({ length: table.n }, (_, u) => table.scaled[u * table.p + d] as number).reduce((a, b) => a + b, 0)
      expect(mean).toBeCloseTo(0, 9)
    }
    expect(supportFeatures(sourceOf(columns, names, ticketUnits(columns.tickets), { unit: 'tickets', currency: 'EUR' }), asIs(8)).n).toBe(8)
  })

  it('speak of tickets for an order only where orders are known, and of who never ordered do not know it', () => {
    const often = (orders: { customer: number; day: number }[]) => {
      const shop = columnsOf(
        Array.from({ length: 12 }, (_, i) => ({ customer: i < 4 ? i : 4, day: 100 + i })),
        orders
      )
      const { p, features, original } = supportFeatures(sourceOf(shop, names, customerUnits(shop), ofCustomers), asIs(12))
      return Array.from({ length: 5 }, (_, u) => [features[0]?.id, Math.round(original[u * p] as number)])
    }
    expect(often([]).at(-1)).toEqual(['wrote', 8])
    const two = [0, 4, 4].map((customer) => ({ customer, day: 90 }))
    expect(often(two)).toEqual([1, Number.NaN, Number.NaN, Number.NaN, 4].map((value) => ['perOrder', value]))
  })

  it('tell what customers bought and who they are beside their tickets, each in its own units, and of tickets one by one nothing of it', () => {
    const tickets = Array.from({ length: 12 }, (_, i) => ({ customer: i % 6, day: 100 + i, category: i % 2 }))
    const orders = Array.from({ length: 12 }, (_, i) => ({ customer: i % 6, day: LAST - 100 + 10 * (i % 6) + Math.floor(i / 6) }))
    const plain = columnsOf(tickets, orders)
    const told: SupportColumns = {
      ...plain,
      returns: Int32Array.of(0, 1, 2, 0, 0, 0),
      orderValue: plain.orderValue.map((_, at) => 10 + at),
      lineCustomer: Int32Array.of(0, 0, 0, 1, 2, 3, 4, 5),
      lineCategory: Int32Array.of(0, 0, 1, 1, 1, 0, -1, 0),
      about: [
        { name: 'Age', level: null, levels: 1, values: Float64Array.of(20, 30, 40, 50, 60, 70) },
        { name: 'Country', level: 'Spain', levels: 2, values: Float64Array.of(1, 0, 0, 1, 0, Number.NaN) }
      ]
    }
    const { p, features, original } = supportFeatures(sourceOf(told, names, customerUnits(told), ofCustomers), asIs(12))
    const of = (id: string, which: string | null) => {
      const d = features.findIndex((feature) => feature.id === id && feature.of === which)
      return Array.from({ length: 6 }, (_, u) => original[u * p + d] as number)
    }
    expect(of('returns', null)).toEqual([0, 0.5, 1, 0, 0, 0])
    expect(of('value', 'EUR')[1]).toBeCloseTo(12.5, 9)
    expect(of('tenure', null)).toEqual([100, 90, 80, 70, 60, 50])
    expect(of('bought', 'Coffee')).toEqual([2 / 3, 0, 0, 1, 0, 1])
    expect(of('about', 'Age')).toEqual([20, 30, 40, 50, 60, 70])
    expect(of('aboutShare', 'Country: Spain')).toEqual([1, 0, 0, 1, 0, Number.NaN])
    const each = supportFeatures(sourceOf(told, names, ticketUnits(told.tickets), { unit: 'tickets', currency: 'EUR' }), asIs(12))
    expect(each.features.map(({ id }) => id)).not.toContain('tenure')
  })

  it('of tickets dealt by lot keep every share of all and lose whose they are', () => {
    const many = columnsOf(
      Array.from({ length: 400 }, (_, i) => ({ customer: i % 40, day: 100 + i, category: i % 40 < 20 ? 0 : 1, channel: i % 2 }))
    )
    const source = sourceOf(many, names, customerUnits(many), ofCustomers)
    const own = supportFeatures(source, asIs(400))
    const spreadOfShare = (rows: Float64Array, p: number) => {
      const d = own.features.findIndex(({ id }) => id === 'category')
      const values = Array.from({ length: rows.length / p }, (_, u) => Math.abs(rows[u * p + d] as number))
      return values.filter((value) => value > 0.9).length / values.length
    }
    expect(spreadOfShare(own.scaled, own.p)).toBe(1)
    const drawn = new Float64Array(40 * own.p)
    dealtNull(source).draw(drawn, seededRng(1))
    expect(spreadOfShare(drawn, own.p)).toBeLessThan(0.8)
    const again = new Float64Array(40 * own.p)
    dealtNull(source).draw(again, seededRng(1))
    expect(again).toEqual(drawn)
  })
})

describe('routing', () => {
  it('names who is faster with tickets as hard, not who is given the easy ones, nor who has few', () => {
    const rng = seededRng(3)
    const tickets: Ticket[] = []
    for (let i = 0; i < 1200; i++) {
      const category = i % 2
      // Agent 2 is given quick cases only, agent 3 hardly any; agent 1 is quick with faults.
      const agent = category === 0 && rng() < 0.5 ? 2 : rng() < 0.01 ? 3 : Math.floor(rng() * 2)
      const usual = category === 0 ? 2 : 40
      tickets.push({
        day: i,
        category,
        agent,
        resolution: usual * Math.exp(rng() - 0.5) * (agent === 1 && category === 1 ? 0.5 : 1),
        rating: rng()
      })
    }
    const { tickets: columns } = columnsOf(tickets)
    const found = findRouting(columns, { who: columns.agent, difficulty: columns.category, lastDay: Number.POSITIVE_INFINITY, q: 0.05 })
    expect(found.filter(({ best }) => best)).toMatchObject([{ who: 1, category: 1 }])
    expect(found.find(({ best }) => best)?.ratio).toBeCloseTo(0.5, 1)
    expect(found.every(({ who }) => who !== 3)).toBe(true)
    // Of who is named alone: what all tickets together say, with nothing held equal.
    const hours = (of: (agent: number) => boolean) =>
      tickets
        .flatMap(({ category, agent, resolution }) => (category === 1 && of(agent ?? -1) ? [resolution ?? 0] : []))
        .sort((a, b) => a - b)
    const middle = (values: number[]) => ((values[(values.length - 1) >> 1] as number) + (values[values.length >> 1] as number)) / 2
    const crude = found.find(({ best }) => best)?.crude
    expect(crude?.own).toBeCloseTo(middle(hours((agent) => agent === 1)), 9)
    expect(crude?.others).toBeCloseTo(middle(hours((agent) => agent !== 1)), 9)
    expect(found.every(({ best, crude: of }) => best === (of !== null))).toBe(true)
    expect(found.every(({ open, busy, instead }) => open === 0 && !busy && !instead)).toBe(true)
    expect(
      findRouting(columnsOf([]).tickets, {
        who: new Int32Array(),
        difficulty: new Int32Array(),
        lastDay: Number.POSITIVE_INFINITY,
        q: 0.05
      })
    ).toEqual([])
  })
})

describe('difficulty of tickets', () => {
  const shop = () => {
    const rng = seededRng(8)
    return Array.from({ length: 1000 }, (_, i): Ticket => {
      // Agent 0 is given what is urgent, and what is a password: both are soon done, whoever does it.
      const agent = i % 2
      const [priority, subcategory] = [rng() < (agent === 0 ? 0.8 : 0.2) ? 1 : 0, rng() < (agent === 0 ? 0.8 : 0.2) ? 1 : 0]
      return { day: i, category: 0, agent, priority, subcategory, resolution: 20 * 0.4 ** (priority + subcategory) * Math.exp(rng()) }
    })
  }

  it('is told by priority and subcategory: who is given the short cases of a category is not named', () => {
    const { tickets } = columnsOf(shop())
    const routed = (of: typeof tickets) =>
      findRouting(of, { who: of.agent, difficulty: difficultyOf(of, null), lastDay: Number.POSITIVE_INFINITY, q: 0.05 }).filter(
        ({ best }) => best
      )
    expect(routed(tickets)).toEqual([])
    const unknown = new Int32Array(tickets.n).fill(-1)
    expect(routed({ ...tickets, priority: unknown })).toHaveLength(1)
    expect(routed({ ...tickets, subcategory: unknown })).toHaveLength(1)
  })

  it('is told by what ten tickets share, and of what is rarer together', () => {
    const { tickets } = columnsOf(Array.from({ length: 100 }, (_, i): Ticket => ({ day: i, category: 0, priority: i < 50 ? 0 : i })))
    const difficulty = difficultyOf(tickets, null)
    expect(new Set(difficulty.subarray(0, 50))).toEqual(new Set([difficulty[0]]))
    expect(new Set(difficulty.subarray(50))).toEqual(new Set([difficulty[50]]))
    expect(difficulty[0]).not.toBe(difficulty[50])
    // Kinds of customer are never put together.
    expect(
      new Set(
        difficultyOf(
          tickets,
          Int32Array.from({ length: 100 }, (_, i) => i)
        )
      ).size
    ).toBe(100)
  })
})

describe('routing by lot', () => {
  /** Of 300 shops whose tickets take as long whoever answers, the share in which somebody is named. */
  const namedByLot = (ticketsOf: (rng: () => number) => Ticket[]) => {
    const rng = seededRng(11)
    const found = Array.from({ length: 300 }, () => {
      const { tickets } = columnsOf(ticketsOf(rng))
      return findRouting(tickets, {
        who: tickets.agent,
        difficulty: difficultyOf(tickets, null),
        lastDay: Number.POSITIVE_INFINITY,
        q: 0.05
      }).some(({ best }) => best)
    })
    return found.filter(Boolean).length / found.length
  }
  const plain = (own: number, others: number) => (rng: () => number) =>
    Array.from({ length: own + others }, (_, i): Ticket => {
      return { day: i, category: 0, agent: i < own ? 0 : 1, resolution: Math.exp(normalNumber(rng)) }
    })

  it.each([
    ['200 tickets beside 3', plain(200, 3)],
    ['200 tickets beside 20', plain(200, 20)],
    ['200 tickets beside 200', plain(200, 200)],
    [
      'short and urgent cases that some are given more of',
      (rng: () => number) => {
        const slow = Array.from({ length: 18 }, () => Math.exp(normalNumber(rng)))
        return Array.from({ length: 600 }, (_, i): Ticket => {
          const [category, priority, subcategory] = [Math.floor(2 * rng()), Math.floor(3 * rng()), Math.floor(3 * rng())]
          const agent = rng() < 0.4 ? (priority + subcategory) % 4 : Math.floor(4 * rng())
          const usual = slow[(category * 3 + priority) * 3 + subcategory] as number
          return { day: i, category, priority, subcategory, agent, resolution: 10 * usual * Math.exp(normalNumber(rng)) }
        })
      }
    ],
    [
      'customers of one agent each, whose tickets take more or less long',
      (rng: () => number) => {
        const customers = Array.from({ length: 60 }, () => ({ agent: Math.floor(rng() * 4), slow: 0.7 * normalNumber(rng) }))
        return Array.from({ length: 500 }, (_, i): Ticket => {
          const { agent, slow } = customers[i % 60] as (typeof customers)[number]
          return { day: i, customer: i % 60, category: Math.floor(rng() * 3), agent, resolution: Math.exp(slow + 0.5 * normalNumber(rng)) }
        })
      }
    ]
  ])('names somebody in at most one shop of twenty: %s', (_, ticketsOf) => {
    expect(namedByLot(ticketsOf)).toBeLessThanOrEqual(0.06)
  })

  it('knows nothing where all tickets take as long', () => {
    const { tickets } = columnsOf(Array.from({ length: 200 }, (_, i) => ({ day: i, category: 0, agent: i % 2, resolution: 5 })))
    const found = findRouting(tickets, { who: tickets.agent, difficulty: tickets.category, lastDay: Number.POSITIVE_INFINITY, q: 0.05 })
    expect(found).toMatchObject([
      { ratio: 1, low: 1, high: 1, q: 1, best: false },
      { ratio: 1, q: 1, best: false }
    ])
  })
})

describe('routing by load', () => {
  const speeds = [0.4, 0.8, 1.8, 1.8]
  const tickets = Array.from({ length: 800 }, (_, i): Ticket => {
    const agent = i % 4
    return { day: i, category: 0, agent, resolution: 10 * (speeds[agent] as number) * (1 + (i % 13) / 13), open: i >= 760 && agent === 0 }
  })
  const routed = (of: Ticket[]) => {
    const { tickets: columns } = columnsOf(of)
    return findRouting(columns, { who: columns.agent, difficulty: columns.category, lastDay: Number.POSITIVE_INFINITY, q: 0.05 })
  }

  it('names the next who is no slower as long as the best has a full desk', () => {
    const found = routed(tickets)
    expect(found.find(({ best }) => best)).toMatchObject({ who: 0, open: 10, busy: true, instead: false })
    expect(found.filter(({ instead }) => instead)).toMatchObject([{ who: 1, open: 0, busy: false }])
  })

  it('stays with the best where all desks are as full, and with few tickets more', () => {
    const even = routed(tickets.map((ticket, i) => ({ ...ticket, open: i >= 760 })))
    const few = routed(tickets.map((ticket, i) => ({ ...ticket, open: ticket.agent === 0 && i >= 784 })))
    for (const found of [even, few]) {
      expect(found.find(({ best }) => best)).toMatchObject({ who: 0, busy: false })
      expect(found.some(({ instead }) => instead)).toBe(false)
    }
  })
})

describe('themes', () => {
  it('tell texts apart by the words that only they use, the same each time', async () => {
    const kinds = [
      'The parcel is late and the courier lost it',
      'My invoice shows a wrong amount of tax',
      'The grinder makes a noise and broke'
    ]
    const texts = Array.from({ length: 150 }, (_, i) => `${kinds[i % 3]} again ${i}`)
    const found = await findThemes(texts, engineContext(2))
    expect(found.themes).toHaveLength(3)
    for (let i = 3; i < texts.length; i++) expect(found.of[i]).toBe(found.of[i - 3])
    expect(found.themes[found.of[0] as number]?.words).toEqual(expect.arrayContaining(['parcel', 'courier']))
    expect(found.themes[found.of[1] as number]?.words).toContain('invoice')
    expect(await findThemes(texts, engineContext(2))).toEqual(found)
    expect((await findThemes(['', 'one'], engineContext())).themes).toEqual([])
  })
})

describe('who writes next', () => {
  it('names those who write often and ordered lately, and says how right that was', () => {
    const orders: { customer: number; day: number }[] = []
    const tickets: Ticket[] = []
    for (let customer = 0; customer < 200; customer++) {
      for (let day = LAST - 700 + 20 + (customer % 8); day <= LAST; day += 28) {
        orders.push({ customer, day })
        if (customer < 20 && day + 10 <= LAST) tickets.push({ customer, day: day + 10 })
      }
    }
    const found = writesNext(columnsOf(tickets, orders))
    expect(found?.customers.every(({ customer }) => customer < 20)).toBe(true)
    // What the chance is made of is what happened.
    for (const { customer, since, orders: placed, tickets: written } of found?.customers ?? []) {
      const own = orders.filter((order) => order.customer === customer)
      expect(placed).toBe(own.length)
      expect(since).toBe(LAST - Math.max(...own.map(({ day }) => day)))
      expect(written).toBe(tickets.filter((ticket) => ticket.customer === customer).length)
    }
    expect(found?.lift).toBeGreaterThan(5)
    expect(found?.low).toBeGreaterThan(1)
    expect(writesNext(columnsOf(tickets.slice(0, 5), orders))).toBeNull()
  })

  it('promises as many as come, of whom orders and tickets are known up to then', () => {
    const rng = seededRng(8)
    const wait = (mean: number) => -mean * Math.log(1 - rng())
    const [orders, tickets]: [{ customer: number; day: number }[], Ticket[]] = [[], []]
    const end = LAST + 28
    for (let customer = 0; customer < 2000; customer++) {
      const every = 15 + wait(60)
      const often = wait(0.5)
      for (let day = LAST - 700 + wait(every); day <= end; day += wait(every)) {
        orders.push({ customer, day: Math.floor(day) })
        for (let n = wait(1); n < often; n += wait(1)) tickets.push({ customer, day: Math.floor(day + wait(8)) })
      }
    }
    const until = <T extends { day: number }>(of: T[], day: number) => of.filter((one) => one.day <= day)
    const found = writesNext(columnsOf(until(tickets, LAST), until(orders, LAST)))
    const wrote = new Set(tickets.filter(({ day }) => day > LAST && day <= end).map(({ customer }) => customer))
    const came = found?.customers.filter(({ customer }) => wrote.has(customer)).length ?? 0
    const promised = found?.customers.reduce((sum, { chance }) => sum + chance, 0) ?? 0
    expect(came).toBeGreaterThan(40)
    expect(Math.abs(promised / came - 1)).toBeLessThan(0.15)
    expect(Math.abs((found?.before.expected ?? 0) / (found?.before.came ?? 1) - 1)).toBeLessThan(0.15)
    expect(found?.before.named).toBeGreaterThan(50)
  })
})

describe('proposals of where to cut', () => {
  it.each([
    // A shop on two days a month apart: a dozen customers more or less stand by themselves.
    [[0.2166, 0.2281, 0.292, 0.3047, 0.2965, 0.3132, 0.237], [183, 183, 85, 12, 12, 12, 12], 12.3, 4],
    [[0.2294, 0.2329, 0.2961, 0.3064, 0.3026, 0.2993, 0.2297], [166, 166, 90, 15, 15, 15, 15], 11.8, 4],
    // Two that are nearly as clear, beyond three that are not, are other clusters.
    [[0.2844, 0.2152, 0.2734, 0.2974, 0.2847, 0.2998, 0.2309], [103, 103, 94, 71, 14, 14, 14], 11.6, 4],
    // What is clearer stays: a fifth group that tells.
    [[0.2, 0.3, 0.4, 0.5, 0.51], [90, 80, 70, 60, 50], 12, 5],
    // Where none is large enough, of all; what is not clear at all stays what it is.
    [[0.6, 0.1], [3, 2], 5, 2],
    [[-0.2, -0.1, -0.3], [9, 9, 9], 5, 3]
  ])('cut by silhouettes, fewer groups where more are hardly clearer: %j', (silhouettes, smallest, least, k) => {
    const cuts = silhouettes.map((silhouette, i) => ({ k: i + 2, silhouette, smallest: smallest[i] as number }))
    expect(cutBySilhouette(cuts, least)).toBe(k)
  })

  it('find three groups by the gap and by branches that stand apart', async () => {
    const data = blobs(1, 150, 2, 3)
    const tree = await linkage(data, 150, 2, { linkage: 'ward', metric: 'euclidean' }, engineContext())
    expect(cutByGap(tree, [2, 3, 4, 5, 6])).toBe(3)
    expect(cutByBranches(tree, 40, 10)).toBe(3)
    expect(cutByBranches(tree, 200, 10)).toBe(1)
  })

  it('and a tree can stand where a search for k clusters is wanted', async () => {
    const data = blobs(4, 90, 2, 3)
    const clusterer = openLinkage(2, 'ward', 'euclidean')(90, 3, engineContext())
    clusterer.rows.set(data)
    const settings = { starts: 1, tolerance: 0, maxIterations: 1 }
    const three = await clusterer.run({ ...settings, k: 3 }, engineContext())
    const some = await clusterer.run({ ...settings, k: 2 }, engineContext(), 45)
    expect(three.sizes.reduce((a, b) => a + b, 0)).toBe(90)
    expect(some.labels).toHaveLength(45)
    expect((await clusterer.run({ ...settings, k: 3 }, engineContext())).labels).toEqual(three.labels)
  })
})

describe('customers without tickets', () => {
  const shop = () => {
    const orders = Array.from({ length: 90 }, (_, i) => ({ customer: i % 30, day: LAST - 200 + 50 * Math.floor(i / 30) + (i % 7) }))
    const columns = columnsOf(
      Array.from({ length: 20 }, (_, i) => ({ customer: i, day: LAST - 5, rating: i < 10 ? 0.2 : 1 })),
      orders
    )
    columns.returns.set([3, 3, 3, 2, 2])
    const source = sourceOf(columns, { category: [], channel: [], bought: [] }, customerUnits(columns, 'all'), ofCustomers)
    return { columns, source, table: behaviourFeatures(source) }
  }

  it('are known by their returns an order, their answers and their waits', () => {
    const { table } = shop()
    const at = (id: string, c: number) => table.original[c * table.p + table.features.findIndex((feature) => feature.id === id)]
    expect(table.n).toBe(30)
    expect(table.features.map(({ id }) => id)).toEqual(['returns', 'rating', 'gap', 'since'])
    expect(at('returns', 0)).toBe(1)
    expect(at('rating', 3)).toBeCloseTo(0.2, 12)
    expect(at('rating', 25)).toBeNaN()
    expect(at('gap', 0)).toBeCloseTo(52, 9)
    expect(tellsNeeds(table)).toBe(true)
    expect(tellsNeeds({ ...table, features: table.features.slice(2) })).toBe(false)
  })

  it('are dealt returns and answers by lot where chance alone is drawn, as many as there are', () => {
    const { source, table } = shop()
    const drawn = new Float64Array(table.n * table.p)
    behaviourNull(source).draw(drawn, seededRng(4))
    const highest = (values: Float64Array, d: number) =>
      Math.max(...Array.from({ length: table.n }, (_, c) => values[c * table.p + d] ?? 0))
    expect(drawn.every(Number.isFinite)).toBe(true)
    // Five who send all back is what chance hardly makes.
    expect(highest(drawn, 0)).not.toBe(highest(table.scaled, 0))
    const spread = (d: number) =>
      Math.sqrt(Array.from({ length: table.n }, (_, c) => (drawn[c * table.p + d] ?? 0) ** 2).reduce((a, b) => a + b, 0) / table.n)
    expect(spread(0)).toBeCloseTo(2, 9)
  })
})
