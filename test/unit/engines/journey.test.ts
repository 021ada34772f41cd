import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '../../../src/engines/journey/belief.ts'
import { scanForChange } from '../../../src/engines/journey/change-scan.ts'
import { funnel, type Step } from '../../../src/engines/journey/funnel.ts'
import { painCounts } from '../../../src/engines/journey/pains.ts'
import { changesOf } from '../../../src/engines/journey/series.ts'
import { stageCounts } from '../../../src/engines/journey/stage-counts.ts'
import { flowOf, never, standing, standings, stands } from '../../../src/engines/journey/timeline.ts'
import { milestones, passedSteps, type Visits } from '../../../src/engines/journey/visits.ts'
import { benjaminiHochberg } from '../../../src/engines/math/benjamini-hochberg.ts'
import { kaplanMeier } from '../../../src/engines/math/kaplan-meier.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { twoSided } from '../../../src/engines/math/tail.ts'
import { twoShares } from '../../../src/engines/math/two-shares.ts'
import { wilson } from '../../../src/engines/math/wilson.ts'
import { anyEvents, type Event, stages, timelineOf } from './journey.fixture.ts'
import { readReference } from './support.ts'

const reference = JSON.parse(readReference('journey.json')) as {
  tables: { table: [number, number, number, number]; fisher: number; score: number }[]
  wilson: { hits: number; of: number; low: number; high: number }[]
  benjaminiHochberg: { p: number[]; q: number[] }
}
const everybody = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

describe('shares', () => {
  it.each(reference.wilson)('the interval of $hits of $of is that of scipy', ({ hits, of, low, high }) => {
    const found = wilson(hits, of)
    expect(found.low).toBeCloseTo(low, 12)
    expect(found.high).toBeCloseTo(high, 12)
  })

  it.each(reference.tables)('of $table are compared as scipy does', ({ table, fisher, score }) => {
    const [a, n, b, m] = table
    const isExact = (Math.min(a + b, n + m - a - b) * Math.min(n, m)) / (n + m) < 10
    expect(twoShares(a, n, b, m)).toBeCloseTo(isExact ? fisher : score, 9)
    expect(twoShares(b, m, a, n)).toBeCloseTo(isExact ? fisher : score, 9)
  })

  it('of nobody cannot be told apart', () => {
    expect(twoShares(0, 0, 3, 4)).toBe(1)
  })

  it.each([
    [0, 1],
    [1.959963984540054, 0.05],
    [3.5, 0.00046525815807105],
    [8, 1.2441921148543639e-15]
  ])('z %d has p %d', (z, p) => {
    expect(twoSided(z) / p).toBeCloseTo(1, 9)
  })

  it('q-values are those of the published procedure', () => {
    const { p, q } = reference.benjaminiHochberg
    benjaminiHochberg(p).forEach((value, i) => {
      expect(value).toBeCloseTo(q[i] ?? Number.NaN, 12)
    })
    expect(benjaminiHochberg([])).toEqual([])
  })
})

describe('time until something happens', () => {
  it('counts who has not got there yet', () => {
    // By hand: 6 of 7 at 1, then 4 at risk after two were lost from sight: 6/7 · 3/4 · 2/3 · 1/2.
    const found = kaplanMeier(Float64Array.of(1, 2, 2, 3, 4, 5, 6), Uint8Array.of(1, 0, 0, 1, 1, 1, 0))
    expect(found).toMatchObject({ quarter: 3, median: 4, threeQuarters: 5 })
  })

  it('is not reached when too few do', () => {
    expect(kaplanMeier(Float64Array.of(1, 9, 9), Uint8Array.of(1, 0, 0)).median).toBeNull()
    expect(kaplanMeier(new Float64Array(), new Uint8Array()).median).toBeNull()
  })

  it('has the plain quartiles when nobody is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 40 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b)
        const found = kaplanMeier(Float64Array.from(values), new Uint8Array(values.length).fill(1))
        expect(found.median).toBe(sorted[Math.ceil(values.length / 2) - 1])
        expect(found.low === null || found.low <= (found.median ?? 0)).toBe(true)
        expect(found.high === null || found.high >= (found.median ?? 0)).toBe(true)
      })
    )
  })
})

describe('the flow from stage to stage', () => {
  it('is what a plain look at each customer gives', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const timeline = timelineOf(events, 100)
        const flow = flowOf(timeline)
        timeline.customers.forEach((who, row) => {
          const mine = events.filter((event) => event.who === who)
          for (let s = 0; s < stages; s++) {
            const entry = Math.min(...mine.filter(({ stage }) => stage === s).map(({ at }) => at))
            const next = Math.min(...mine.filter(({ stage, at }) => stage !== null && stage > s && at >= entry).map(({ at }) => at))
            expect(flow.entry[row * stages + s]).toBe(entry === Number.POSITIVE_INFINITY ? never : entry)
            expect(flow.next[row * stages + s]).toBe(next === Number.POSITIVE_INFINITY ? never : next)
          }
        })
      })
    )
  })

  it('counts everybody who came once: moved, stayed or open', () => {
    fc.assert(
      fc.property(anyEvents, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 30 }), (events, window, from) => {
        const timeline = timelineOf(events, 40)
        const flow = flowOf(timeline)
        for (let s = 0; s < stages - 1; s++) {
          const of = standings(timeline, flow, { from, to: 30 }, window)
          const { entered, moved, stayed, open } = stageCounts(timeline, flow, of, s, 1)
          expect(moved + stayed + open).toBe(entered)
          timeline.customers.forEach((_, row) => {
            expect(of[row * stages + s]).toBe(stands[standing(timeline, flow, { from, to: 30 }, window, row, s) ?? 'none'])
          })
        }
        const all = standings(timeline, flow, everybody, window)
        expect(stageCounts(timeline, flow, all, stages - 1, 1)).toMatchObject({ moved: 0, stayed: 0, open: 0 })
      })
    )
  })

  it('keeps a window open that has not ended, although the customer has gone on', () => {
    const timeline = timelineOf(
      [
        { who: 1, at: 0, stage: 0 },
        { who: 1, at: 5, stage: 1 },
        { who: 2, at: 35, stage: 0 },
        { who: 2, at: 36, stage: 2 }
      ],
      40
    )
    const flow = flowOf(timeline)
    expect([0, 1].map((row) => standing(timeline, flow, everybody, 10, row, 0))).toEqual(['moved', 'open'])
    expect(standing(timeline, flow, everybody, 4, 0, 0)).toBe('stayed')
  })
})

describe('pain points', () => {
  it('count who met them within the window, whether or not they went on', () => {
    const met = (who: number, ...rest: Event[]): Event[] => [{ who, at: 0, stage: 0 }, ...rest]
    const pain = (who: number, at: number): Event => ({ who, at, stage: null, code: 7 })
    const events = [
      ...met(1, pain(1, 2)),
      ...met(2, { who: 2, at: 1, stage: 1 }, pain(2, 3)),
      ...met(3, pain(3, 20)),
      ...met(4, { who: 4, at: 4, stage: 1 })
    ]
    const timeline = timelineOf(events, 100)
    const isPain = new Uint8Array(10)
    isPain[7] = 1
    const home = new Uint8Array(10)
    const flow = flowOf(timeline)
    expect(painCounts(timeline, flow, standings(timeline, flow, everybody, 10), 10, isPain, home)).toEqual([
      { stage: 0, code: 7, met: 2, metMoved: 1, others: 2, othersMoved: 1 }
    ])
  })
})

describe('a funnel', () => {
  const step = (value: number, optional = false): Step => ({ is: 'stage', value, optional })
  const reached = (events: Event[], steps: Step[], ordered = true, window = 100) => {
    const { times } = funnel(timelineOf(events, 1_000), steps, { ...everybody, window, ordered })
    return Array.from(times)
  }
  const path = (...of: number[]): Event[] => of.map((stage, at) => ({ who: 1, at, stage }))

  it('asks for the order, unless it does not', () => {
    expect(reached(path(0, 2, 1), [step(0), step(1), step(2)])).toEqual([0, 2, -1])
    expect(reached(path(0, 2, 1), [step(0), step(1), step(2)], false)).toEqual([0, 2, 1])
  })

  it('lets optional steps be left out', () => {
    expect(reached(path(0, 2), [step(0), step(1), step(2)])).toEqual([0, -1, -1])
    expect(reached(path(0, 2), [step(0), step(1, true), step(2)])).toEqual([0, -1, 1])
    expect(reached(path(0, 1, 2), [step(0), step(1, true), step(2)])).toEqual([0, 1, 2])
  })

  it('ends with its window', () => {
    expect(
      reached(
        [
          { who: 1, at: 0, stage: 0 },
          { who: 1, at: 11, stage: 1 }
        ],
        [step(0), step(1)],
        true,
        10
      )
    ).toEqual([0, -1])
  })

  it('never widens', () => {
    fc.assert(
      fc.property(anyEvents, fc.boolean(), (events, ordered) => {
        const steps = [step(0), step(1), step(2)]
        const { times, rows } = funnel(timelineOf(events, 40), steps, { ...everybody, window: 20, ordered })
        const took = [0, 1, 2].map((k) => Array.from(rows.keys()).filter((i) => times[i * 3 + k] !== -1).length)
        expect(took[0]).toBeGreaterThanOrEqual(took[1] ?? 0)
        expect(took[1]).toBeGreaterThanOrEqual(took[2] ?? 0)
      })
    )
  })
})

describe('steps of visits', () => {
  const visitsOf = (...of: number[][]): Visits => ({
    row: Int32Array.from(of.keys()),
    at: Float64Array.from(of.keys()),
    channel: new Uint8Array(of.length),
    device: new Uint8Array(of.length),
    starts: Int32Array.from([0, ...of.map((_, i) => of.slice(0, i + 1).flat().length)]),
    codes: Uint16Array.from(of.flat())
  })
  // 0 home, 1 product, 2 cart, 3 purchase, 4 a side way.
  const buying = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? [0, 4, 1, 2, 3] : [0, 1, 2, 3]))
  const isPurchase = Uint8Array.of(0, 0, 0, 1, 0)
  const mayBe = Uint8Array.of(1, 1, 1, 0, 1)

  it('are what most purchases passed, in their usual order', () => {
    expect(milestones(visitsOf(...buying), isPurchase, mayBe)).toEqual([0, 1, 2, -1])
    expect(milestones(visitsOf(...buying.slice(0, 20)), isPurchase, mayBe)).toEqual([])
  })

  it('are told by bits', () => {
    expect(Array.from(passedSteps(visitsOf([0, 4], [2, 3], []), [0, 1, 2, -1], isPurchase))).toEqual([1, 12, 0])
  })
})

describe('a change over time', () => {
  const series = (n: number, share: (i: number) => number, seed: number, customers = n) => {
    const rng = seededRng(seed)
    return {
      at: Float64Array.from({ length: n }, (_, i) => i),
      happened: Uint8Array.from({ length: n }, (_, i) => Number(rng() < share(i))),
      row: Int32Array.from({ length: n }, (_, i) => i % customers)
    }
  }

  it('is found where it was put', () => {
    const planted = series(1_000, (i) => (i >= 400 && i < 520 ? 0.35 : 0.8), 3)
    const found = scanForChange(planted, seededRng(1))
    expect(found?.p).toBeLessThan(1e-5)
    expect(Math.abs((found?.first ?? 0) - 400)).toBeLessThan(15)
    expect(Math.abs((found?.last ?? 0) - 519)).toBeLessThan(15)
  })

  it('is found twice when there are two', () => {
    const planted = series(2_000, (i) => ((i >= 400 && i < 520) || (i >= 1_400 && i < 1_500) ? 0.3 : 0.8), 5)
    const { found, looks } = changesOf({ ...planted, key: 0 }, seededRng(1))
    expect(found.filter(({ p }) => p < 0.001)).toHaveLength(2)
    expect(looks.length).toBeGreaterThanOrEqual(found.length)
  })

  it('is claimed no more often than chance allows', () => {
    const p = Array.from(
      { length: 60 },
      (_, seed) =>
        scanForChange(
          series(400, () => 0.6, seed),
          seededRng(seed)
        )?.p ?? 1
    )
    expect(p.filter((value) => value < 0.05).length).toBeLessThanOrEqual(8)
    expect(p.filter((value) => value < 0.001)).toEqual([])
  })

  it('is not claimed of a few customers who did the same again and again', () => {
    const rng = seededRng(8)
    // 40 customers with 25 trials in a row each, which all go the same way.
    const ways = Array.from({ length: 40 }, () => Number(rng() < 0.5))
    const n = 1_000
    const at = Float64Array.from({ length: n }, (_, i) => i)
    const row = Int32Array.from({ length: n }, (_, i) => Math.floor(i / 25))
    const happened = Uint8Array.from(row, (who) => ways[who] ?? 0)
    expect(scanForChange({ at, happened, row }, seededRng(1))?.p).toBeGreaterThan(0.001)
    // As if each were somebody else, it would be.
    expect(scanForChange({ at, happened, row: Int32Array.from(at) }, seededRng(1))?.p).toBeGreaterThan(0)
  })

  it('needs trials, and some that went either way', () => {
    expect(
      scanForChange(
        series(40, () => 0.5, 1),
        seededRng(1)
      )
    ).toBeNull()
    expect(
      scanForChange(
        series(400, () => 1.1, 1),
        seededRng(1)
      )
    ).toBeNull()
    expect(
      scanForChange(
        series(400, () => -1, 1),
        seededRng(1)
      )
    ).toBeNull()
  })

  it('of many trials is found the quick way as the slow way', () => {
    const planted = series(30_000, (i) => (i >= 10_000 && i < 12_000 ? 0.42 : 0.5), 2)
    const found = scanForChange(planted, seededRng(1))
    expect(found?.p).toBeLessThan(0.01)
    expect(Math.abs((found?.first ?? 0) - 10_000)).toBeLessThan(800)
  })
})

describe('a belief', () => {
  it.each([
    [0.5, 0.46, 0.54, 'supported'],
    [0.5, 0.3, 0.4, 'contradicted'],
    [0.5, 0.6, 0.7, 'contradicted'],
    [0.5, 0.4, 0.6, 'undecided']
  ])('of %d is held against %d to %d: %s', (expected, low, high, verdict) => {
    expect(compare(expected, low, high, 0.05)).toBe(verdict)
  })
})
