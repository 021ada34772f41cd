/** Beliefs: nothing is found where there is nothing, whatever else differs, and what is planted is found. */
import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { paidAfter, waitsAfter } from '../../../src/engines/upsell/belief-rows.ts'
import { type BeliefData, type Believed, testBelief } from '../../../src/engines/upsell/beliefs.ts'
import { compareMeans } from '../../../src/engines/upsell/stratum-means.ts'
import { compareWaits, sortedWaits } from '../../../src/engines/upsell/waits.ts'
import { type HistoryOrder, historyOf } from '../../fixtures/history.ts'
import { engineContext, readReference } from './support.ts'

const seeds = Array.from({ length: 30 }, (_, i) => i + 1)

/**
 * Customers of very different pace; product 1 is in an order by lot: in any order of anybody (`order`), or in every second one of some customers
 * who are chosen by lot (`customer`). Who has bought it waits `factor` times as long.
 */
function shop(seed: number, lot: 'order' | 'customer', factor: number) {
  const rng = seededRng(seed)
  const [people, span] = [250, 400]
  const lists = Array.from({ length: people }, () => {
    const usual = 15 + 90 * rng() ** 2
    const likes = rng() < 0.4
    const list: HistoryOrder[] = []
    let had = false
    for (let day = Math.floor(rng() * 200); day <= span; ) {
      const holds = lot === 'customer' ? likes && rng() < 0.5 : rng() < 0.15
      had ||= holds
      list.push([Math.floor(day), holds ? [0, 1] : [0]])
      day += Math.max(1, -Math.log(1 - rng()) * usual * (had ? factor : 1))
    }
    return list
  })
  return historyOf(lists, [0, 0], [5, 5], span)
}

async function verdicts(of: (seed: number) => BeliefData): Promise<Record<Believed['verdict'], number>> {
  const count = { supported: 0, contradicted: 0, undecided: 0 }
  for (const seed of seeds) count[(await testBelief(of(seed), engineContext(seed))).verdict]++
  return count
}

describe('“who bought it comes back sooner”', () => {
  it.each(['order', 'customer'] as const)('is not supported where who buys it is a lot (by %s)', async (lot) => {
    const { supported, contradicted } = await verdicts((seed) => waitsAfter(shop(seed, lot, 1), 1))
    expect(supported).toBeLessThanOrEqual(seeds.length / 20)
    expect(contradicted).toBeLessThanOrEqual(seeds.length / 10)
  })

  it('is supported where it is so, and contradicted where they take longer', async () => {
    expect((await verdicts((seed) => waitsAfter(shop(seed, 'order', 0.65), 1))).supported).toBeGreaterThanOrEqual(0.9 * seeds.length)
    expect((await verdicts((seed) => waitsAfter(shop(seed, 'order', 1.6), 1))).contradicted).toBeGreaterThanOrEqual(0.9 * seeds.length)
  })

  it('looks at what was bought until then, and at nothing later', () => {
    const people: HistoryOrder[][] = [
      [
        [0, [0]],
        [10, [1]],
        [30, [0]]
      ],
      [[5, [0]]]
    ]
    const data = waitsAfter(historyOf(people, [0, 0], [5, 5], 40), 1)
    if (data.kind !== 'waits') throw new Error('no waits')
    expect([...data.about]).toEqual([0, 1, 1, 0])
    expect([...data.days]).toEqual([10, 20, 10, 35])
    expect([...data.came]).toEqual([1, 1, 0, 0])
    expect([...data.unit]).toEqual([0, 0, 0, 1])
  })
})

describe('waits', () => {
  const { beta, robust, ...columns } = JSON.parse(readReference('beliefs.json'))
  const waits = {
    unit: Int32Array.from(columns.unit),
    stratum: Int32Array.from(columns.stratum),
    about: Uint8Array.from(columns.about),
    days: Int32Array.from(columns.days),
    came: Uint8Array.from(columns.came)
  }

  it('are compared as the stratified model of Cox does, with the errors of Lin and Wei', () => {
    const found = compareWaits(waits, sortedWaits(waits), null, 0)
    expect(found?.t).toBeCloseTo(-beta / robust, 8)
    expect(found?.theirs).toBeLessThan(found?.others ?? 0)
    expect(found?.low).toBeLessThan(found?.effect ?? 0)
    expect(found?.high).toBeGreaterThan(found?.effect ?? 0)
  })

  it('are told as days: without a difference, of others as the mean of all that are over', () => {
    // Nothing is cut off, and both sides wait alike: the mean wait is that of the numbers.
    const days = Int32Array.from({ length: 80 }, (_, i) => 1 + (Math.floor(i / 2) % 40))
    const even = {
      unit: Int32Array.from(days.keys()),
      stratum: new Int32Array(80),
      about: Uint8Array.from({ length: 80 }, (_, i) => i % 2),
      days,
      came: new Uint8Array(80).fill(1)
    }
    const found = compareWaits(even, sortedWaits(even), null, 0)
    expect(found?.others).toBeCloseTo(20.5, 9)
    expect(found?.effect).toBeCloseTo(0, 9)
  })
})

describe('“these pay more for it”', () => {
  /** Dear buyers and cheap ones; who is in the group at a day is told by what was paid until then (`past`), or drawn by lot. */
  function spenders(seed: number, effect: number): BeliefData {
    const rng = seededRng(seed)
    const people = 240
    const member = Int8Array.from({ length: people }, () => (rng() < 0.4 ? 1 : 0))
    const history = historyOf(
      Array.from({ length: people }, (_, c) => {
        const own = 0.5 + 2 * rng() + effect * (member[c] as number)
        return Array.from({ length: 9 }, (_, o): [number, number[], number[]] => [
          o * 10 + Math.floor(rng() * 9),
          [0],
          [10 * own * (0.8 + 0.4 * rng())]
        ])
      }),
      [0],
      [10],
      90
    )
    return paidAfter(history, 0, [
      { day: 30, member },
      { day: 60, member }
    ])
  }

  it('takes a customer who stands in two periods for one: nothing is found where the group is a lot', async () => {
    const { supported, contradicted } = await verdicts((seed) => spenders(seed, 0))
    expect(supported).toBeLessThanOrEqual(seeds.length / 20)
    expect(supported + contradicted).toBeLessThanOrEqual(seeds.length / 10)
    expect((await verdicts((seed) => spenders(seed, 0.5))).supported).toBeGreaterThanOrEqual(0.9 * seeds.length)
  })

  it('is measured after the day on which it is known who belongs to them', () => {
    const history = historyOf(
      [
        [
          [0, [0], [100]],
          [40, [0], [10]],
          [50, [0], [20]]
        ],
        [[45, [0]]]
      ],
      [0],
      [5],
      60
    )
    const data = paidAfter(history, 0, [{ day: 30, member: Int8Array.of(1, -1) }])
    if (data.kind !== 'means') throw new Error('no means')
    expect([...data.value]).toEqual([15])
    expect([...data.about]).toEqual([1])
  })

  it('has the same error however often the same customer is written down', () => {
    const rng = seededRng(4)
    const value = Float64Array.from({ length: 60 }, () => rng())
    const once = { unit: Int32Array.from(value.keys()), about: Uint8Array.from(value, (_, i) => i % 2), stratum: new Int32Array(60), value }
    const twice = {
      unit: Int32Array.from([...once.unit, ...once.unit]),
      about: Uint8Array.from([...once.about, ...once.about]),
      stratum: new Int32Array(120),
      value: Float64Array.from([...value, ...value])
    }
    const [a, b] = [compareMeans(once, null, 0), compareMeans(twice, null, 0)]
    expect(b?.effect).toBeCloseTo(a?.effect ?? 0, 12)
    expect(Math.abs((b?.t ?? 0) / (a?.t ?? 1) - 1)).toBeLessThan(0.02)
    expect([b?.customers, b?.compared]).toEqual([30, 30])
  })
})

describe('beliefs', () => {
  /** Those whom it is about buy more often, and who buys often spends more: `effect` is what is left beside that. */
  function believed(effect: number, n: number): BeliefData {
    const rng = seededRng(9)
    const stratum = Int32Array.from({ length: n }, () => Math.floor(rng() * 4))
    const about = Uint8Array.from(stratum, (s) => (rng() < 0.15 + 0.2 * s ? 1 : 0))
    return {
      kind: 'means',
      unit: Int32Array.from(stratum.keys()),
      stratum,
      about,
      value: Float64Array.from({ length: n }, (_, i) => 10 * (stratum[i] as number) + effect * (about[i] as number) + 6 * (rng() - 0.5)),
      later: Uint8Array.from({ length: n }, () => (rng() < 0.5 ? 1 : 0)),
      direction: 1
    }
  }

  it('are supported, contradicted or undecided, like being compared with like', async () => {
    expect((await testBelief(believed(1.5, 1500), engineContext())).verdict).toBe('supported')
    expect((await testBelief(believed(-1.5, 1500), engineContext())).verdict).toBe('contradicted')
    const nothing = await testBelief(believed(0, 1500), engineContext())
    expect(nothing.verdict).toBe('undecided')
    expect(Math.abs(nothing.effect)).toBeLessThan(0.5)
  })

  it('say how many would decide, and where no number of customers would, how large a difference would have shown', async () => {
    const few = await testBelief(believed(0.8, 60), engineContext())
    expect(few.verdict).toBe('undecided')
    expect(few.needed).toBeGreaterThan(few.customers)
    // With as many as it says, the same difference is found.
    const enough = Math.ceil((60 * (few.needed ?? 0)) / few.customers)
    expect((await testBelief(believed(Math.abs(few.effect), 2 * enough), engineContext())).verdict).toBe('supported')
    const nothing = await testBelief(believed(0.01, 1500), engineContext())
    expect(nothing.needed === null || nothing.needed > nothing.customers).toBe(true)
    expect(nothing.shows).toBeGreaterThan(0.2)
    expect(nothing.shows).toBeLessThan(0.8)
    const nobody = await testBelief({ ...believed(0, 60), about: new Uint8Array(60) }, engineContext())
    expect(nobody).toMatchObject({ verdict: 'undecided', customers: 0, compared: 60, needed: null, shows: null })
  })
})
