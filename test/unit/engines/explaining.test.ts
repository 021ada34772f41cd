import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignNearest, fitLimits, referenceOf, referenceOfLevels, stabilityIndex } from '../../../src/engines/drift.ts'
import { roundest } from '../../../src/engines/explain/roundest.ts'
import { findRule, meets, usualRule } from '../../../src/engines/explain/rule.ts'
import { openKmeans } from '../../../src/engines/kmeans.ts'
import { freeSlots, type Matchable, matchClusters } from '../../../src/engines/matching.ts'
import { adjustedRand } from '../../../src/engines/math/adjusted-rand.ts'
import { benjaminiHochberg } from '../../../src/engines/math/benjamini-hochberg.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { sampleRows } from '../../../src/engines/math/sample.ts'
import { twoSided } from '../../../src/engines/math/tail.ts'
import { compareRates } from '../../../src/engines/pain.ts'
import { fifths, groupOf, rfm } from '../../../src/engines/rfm.ts'
import { season } from '../../../src/engines/season.ts'
import { eachSilhouette, silhouettes } from '../../../src/engines/silhouette.ts'
import { assign } from '../../../src/shared/assignment.ts'
import { rfmGroups } from '../../../src/shared/model/rfm.ts'
import reference from '../../reference/explaining.json' with { type: 'json' }

const ctx = (seed = 1) => ({ signal: new AbortController().signal, onProgress: () => {}, rng: seededRng(seed), now: () => 0 })

describe('optimal assignment', () => {
  it.each(reference.assignments)('reaches the total of scipy’s linear_sum_assignment ($total)', ({ scores, total }) => {
    const found = assign(scores)
    const own = found.filter((column) => column >= 0)
    expect(new Set(own).size).toBe(own.length)
    expect(found.reduce((sum, column, row) => sum + (column < 0 ? 0 : (scores[row]?.[column] ?? 0)), 0)).toBe(total)
  })
})

describe('agreement of partitions', () => {
  it.each(reference.partitions)('equals scikit-learn’s adjusted_rand_score ($ari)', ({ a, b, ari }) => {
    expect(adjustedRand(Int32Array.from(a), Int32Array.from(b))).toBeCloseTo(ari, 12)
  })
})

describe('tails and false discoveries', () => {
  it.each(reference.twoSided)('the tail beyond $z is that of scipy', ({ z, p }) => {
    expect(Math.abs(twoSided(z) / p - 1)).toBeLessThan(1e-12)
  })

  it('adjusts p-values as Benjamini and Hochberg', () => {
    benjaminiHochberg(reference.falseDiscovery.p).forEach((q, i) => {
      expect(q).toBeCloseTo(reference.falseDiscovery.q[i] ?? Number.NaN, 12)
    })
    expect(benjaminiHochberg([])).toEqual([])
  })
})

const clustering = (k: number, members: number[], labels: number[], centres: number[] | null = null): Matchable => ({
  k,
  members: Float64Array.from(members),
  labels: Int32Array.from(labels),
  centres: centres && Float64Array.from(centres)
})

describe('matching to an earlier clustering', () => {
  it('follows the members, whatever the numbers are', () => {
    const before = clustering(3, [1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 2, 2])
    expect(matchClusters(before, clustering(3, [1, 2, 3, 4, 5, 6], [2, 2, 0, 0, 1, 1]), 0)).toEqual([1, 2, 0])
  })

  it('gives a split group’s name to the part with most of it, and leaves the other new', () => {
    const before = clustering(2, [1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 0, 1, 1, 1])
    expect(matchClusters(before, clustering(3, [1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 1, 1, 2, 2, 2]), 0)).toEqual([0, -1, 1])
  })

  it('takes the best pairing as a whole, not the best pair first', () => {
    // Greedy would pair 0 with 0 (5 in common) and leave 1 (4 with 0) without one.
    const before = clustering(2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
    const now = clustering(2, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0])
    expect(matchClusters(before, now, 0)).toEqual([1, 0])
  })

  it('goes by the centres where nobody is in both', () => {
    const before = clustering(2, [1, 2], [0, 1], [0, 0, 10, 0])
    expect(matchClusters(before, clustering(2, [8, 9], [0, 1], [9, 1, 0.5, 0]), 2)).toEqual([1, 0])
    expect(matchClusters(before, clustering(2, [8, 9], [0, 1], [5, 40, 0.5, 0]), 2)).toEqual([-1, 0])
    expect(matchClusters(before, clustering(2, [8, 9], [0, 1]), 2)).toEqual([-1, -1])
  })

  it('never gives one earlier group to two, and does not depend on numbering', () => {
    const label = fc.integer({ min: 0, max: 4 })
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 5, maxLength: 60 }), (pairs) => {
        const ids = pairs.map((_, i) => i)
        const before = clustering(
          5,
          ids,
          pairs.map(([a]) => a)
        )
        const found = matchClusters(
          before,
          clustering(
            5,
            ids,
            pairs.map(([, b]) => b)
          ),
          0
        )
        const matched = found.filter((old) => old >= 0)
        expect(new Set(matched).size).toBe(matched.length)
        const kept = (labels: number[], match: number[]) => pairs.filter(([a], i) => match[labels[i] ?? -1] === a).length
        const flipped = pairs.map(([, b]) => 4 - b)
        const again = matchClusters(before, clustering(5, ids, flipped), 0)
        expect(kept(flipped, again)).toBe(
          kept(
            pairs.map(([, b]) => b),
            found
          )
        )
      })
    )
  })

  it('keeps the names of 95 % of those who stay when 5 % of the customers are gone, in the middle of 20 deletions', async () => {
    const n = 600
    const p = 3
    const k = 5
    const rng = seededRng(11)
    const normal = () => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
    const data = Float64Array.from(
      { length: n * p },
      (_, at) => (Math.floor(at / p) % k) * (at % p === 0 ? 3 : at % p === 1 ? -2 : 0.4) + normal()
    )
    const before = await partition(data, n, p, k, 1)
    const ids = Float64Array.from({ length: n }, (_, i) => i)
    const shares: number[] = []
    for (let draw = 0; draw < 20; draw++) {
      const kept = sampleRows(n, Math.round(n * 0.95), seededRng(100 + draw))
      const flat = Float64Array.from(Array.from(kept).flatMap((row) => Array.from(data.subarray(row * p, row * p + p))))
      const now = await partition(flat, kept.length, p, k, 2 + draw)
      const match = matchClusters(
        { k, members: ids, labels: before, centres: null },
        { k, members: Float64Array.from(kept), labels: now, centres: null },
        p
      )
      const same = Array.from(kept).filter((row, i) => match[now[i] as number] === before[row]).length
      shares.push(same / kept.length)
    }
    shares.sort((a, b) => a - b)
    expect(((shares[9] as number) + (shares[10] as number)) / 2).toBeGreaterThanOrEqual(0.95)
  })

  it('hands out the lowest free slots', () => {
    expect(freeSlots([0, 2, 5], 3)).toEqual([1, 3, 4])
    expect(freeSlots([], 0)).toEqual([])
  })
})

async function partition(data: Float64Array, n: number, p: number, k: number, seed: number): Promise<Int32Array> {
  const clusterer = openKmeans(n, p, k, ctx(seed))
  try {
    clusterer.rows.set(data)
    return (await clusterer.run({ k, starts: 10, tolerance: 1e-4, maxIterations: 300 }, ctx(seed))).labels
  } finally {
    clusterer.close()
  }
}

describe('the roundest number', () => {
  it('is in the interval and has no more digits than it needs', () => {
    expect(roundest(7, 8)).toBe(8)
    expect(roundest(41.37, 44.2)).toBe(43)
    expect(roundest(99.2, 130)).toBe(100)
    expect(roundest(-3, 2)).toBe(0)
    expect(roundest(0, 0.003)).toBe(0.002)
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-4, max: 1e6, noNaN: true }), (low, width) => {
        const high = low + width
        const found = roundest(low, high)
        expect(found > low && found <= high).toBe(true)
      })
    )
  })
})

describe('the rule of a group', () => {
  const table = (rows: number[][]) => Float64Array.from(rows.flat())

  it('finds what was planted, in numbers that one can say', () => {
    const rng = seededRng(3)
    const rows = Array.from({ length: 400 }, () => [Math.floor(rng() * 20), Math.floor(rng() * 300), rng()])
    const inside = Uint8Array.from(rows, ([orders = 0, days = 0]) => Number(orders >= 8 && days < 60))
    const rule = findRule(table(rows), 400, 3, inside, usualRule, ctx())
    expect(rule).toMatchObject({ fidelity: 1, precision: 1, recall: 1 })
    expect(rule.conditions.toSorted((a, b) => a.column - b.column)).toEqual([
      { column: 0, low: 8, high: null },
      { column: 1, low: null, high: expect.closeTo(60, -1) }
    ])
  })

  it('says how little it knows where there is nothing to find', () => {
    const rng = seededRng(5)
    const rows = Array.from({ length: 300 }, () => [rng(), rng()])
    const inside = Uint8Array.from(rows, () => Number(rng() < 0.3))
    const rule = findRule(table(rows), 300, 2, inside, usualRule, ctx())
    expect(rule.precision).toBeLessThan(0.6)
  })

  it('stands without conditions where nothing varies, and counts what it says', () => {
    const inside = Uint8Array.of(1, 1, 1, 0)
    expect(findRule(Float64Array.of(1, 1, 1, 1), 4, 1, inside, usualRule, ctx())).toEqual({
      conditions: [],
      fidelity: 0.75,
      precision: 0.75,
      recall: 1
    })
  })

  it('reports the figures of exactly the rows that its conditions pick', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), fc.boolean()), { minLength: 30, maxLength: 80 }),
        (rows) => {
          const data = table(rows.map(([a, b]) => [a, b]))
          const inside = Uint8Array.from(rows, ([, , is]) => Number(is))
          const { conditions, fidelity, precision, recall } = findRule(data, rows.length, 2, inside, usualRule, ctx())
          const picked = rows.map((_, i) => meets(conditions, data, i, 2))
          expect(fidelity).toBe(picked.filter((is, i) => is === (inside[i] === 1)).length / rows.length)
          const hits = picked.filter((is, i) => is && inside[i] === 1).length
          const members = inside.filter((is) => is === 1).length
          if (members > 0) expect(recall).toBe(hits / members)
          if (picked.some(Boolean)) expect(precision).toBe(hits / picked.filter(Boolean).length)
          expect(conditions.length).toBeLessThanOrEqual(2)
        }
      )
    )
  })
})

describe('rates of pain', () => {
  const people = 400
  const labels = Int32Array.from({ length: people }, (_, i) => i % 4)

  it('counts events, sufferers and the ratio for what was ordered', () => {
    const rows: number[] = []
    for (let i = 0; i < 40; i += 4) rows.push(i, i)
    for (let i = 1; i < 81; i += 4) rows.push(i)
    const exposure = new Float64Array(people).fill(2)
    const cells = compareRates({ rows: Int32Array.from(rows), kinds: new Int32Array(rows.length) }, [exposure], labels, 4)
    expect(cells).toHaveLength(2)
    expect(cells[0]).toMatchObject({ group: 0, events: 20, customers: 10, rate: 0.1 })
    expect(cells[0]?.otherRate).toBeCloseTo(20 / 600, 12)
    expect(cells[0]?.byOrder?.ratio).toBeCloseTo(3, 12)
    expect(cells[0]).toMatchObject({ share: 0.1, otherShare: 20 / 300 })
    expect(cells[0]?.byCustomer?.ratio).toBeCloseTo(1.5, 12)
  })

  it('lets one who complains ten times count for one person in the interval', () => {
    const exposure = new Float64Array(people).fill(1)
    const spread = (times: number) => {
      const rows = [...Array.from({ length: 8 }, (_, i) => 4 * i), ...Array.from({ length: 30 }, (_, i) => 4 * i + 1)].flatMap((row) =>
        Array.from({ length: row % 4 === 0 ? times : 1 }, () => row)
      )
      return compareRates({ rows: Int32Array.from(rows), kinds: new Int32Array(rows.length) }, [exposure], labels, 4)[0]
    }
    const width = (cell: ReturnType<typeof spread>) => Math.log((cell?.byOrder?.high ?? 0) / (cell?.byOrder?.low ?? 1))
    expect(spread(10)?.byOrder?.ratio).toBeCloseTo(10 * (spread(1)?.byOrder?.ratio ?? 0), 9)
    expect(spread(10)?.byCustomer).toEqual(spread(1)?.byCustomer)
    expect(spread(10)?.q).toBe(1)
    expect(width(spread(10))).toBeCloseTo(width(spread(1)), 0)
  })

  it('tells no ratio where fewer than five suffered', () => {
    const rows = Int32Array.of(0, 4, 8, 12)
    expect(compareRates({ rows, kinds: new Int32Array(4) }, [new Float64Array(people).fill(1)], labels, 4)[0]).toMatchObject({
      customers: 4,
      byCustomer: null,
      byOrder: null,
      q: null
    })
  })

  it('finds next to nothing where pain falls on everyone alike', () => {
    const rng = seededRng(17)
    let discoveries = 0
    for (let draw = 0; draw < 60; draw++) {
      const exposure = Float64Array.from({ length: people }, () => 1 + Math.floor(rng() * 8))
      const rows: number[] = []
      const kinds: number[] = []
      for (let i = 0; i < people; i++) {
        const prone = rng() < 0.5 ? 0.02 : 0.2
        for (let kind = 0; kind < 5; kind++) {
          for (let o = 0; o < (exposure[i] as number); o++) {
            if (rng() < prone) {
              rows.push(i)
              kinds.push(kind)
            }
          }
        }
      }
      const cells = compareRates({ rows: Int32Array.from(rows), kinds: Int32Array.from(kinds) }, Array(5).fill(exposure), labels, 4)
      if (cells.some(({ q }) => q !== null && q <= 0.05)) discoveries++
    }
    // One family in twenty may have a false discovery: in 60 families about 3, and 9 or more once in a thousand times.
    expect(discoveries).toBeLessThanOrEqual(8)
  })
})

describe('fifths and named groups', () => {
  it('keeps equal values together', () => {
    expect([...fifths(Float64Array.of(10, 20, 30, 40, 50))]).toEqual([1, 2, 3, 4, 5])
    expect([...fifths(Float64Array.of(1, 1, 1, 1, 9))]).toEqual([3, 3, 3, 3, 5])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 80 }), (values) => {
        const scores = fifths(Float64Array.from(values))
        values.forEach((a, i) => {
          values.forEach((b, j) => {
            if (a === b) expect(scores[i]).toBe(scores[j])
            if (a < b) expect(scores[i]).toBeLessThanOrEqual(scores[j] as number)
          })
        })
      })
    )
  })

  it('names every pair of scores', () => {
    const used = new Set<string>()
    for (let r = 1; r <= 5; r++) for (let fm = 1; fm <= 5; fm += 0.5) used.add(groupOf(r, fm))
    expect([...used].toSorted()).toEqual([...rfmGroups].toSorted())
  })

  it('puts who bought lately, often and much on top', () => {
    const steps = Float64Array.from({ length: 10 }, (_, i) => i + 1)
    const found = rfm(
      steps.map((step) => -step),
      steps,
      steps
    )
    expect(rfmGroups[found[9] ?? -1]).toBe('champions')
    expect(rfmGroups[found[0] ?? -1]).toBe('lost')
  })
})

describe('drift', () => {
  const rng = seededRng(23)
  const uniform = (n: number, shift = 0) => Float64Array.from({ length: n }, () => rng() + shift)

  it('is 0 for the same values, and grows with the distance', () => {
    const before = uniform(2000)
    const reference = referenceOf(before)
    expect(stabilityIndex(reference, before)).toBe(0)
    expect(stabilityIndex(reference, uniform(2000))).toBeLessThan(0.05)
    expect(stabilityIndex(reference, uniform(2000, 0.3))).toBeGreaterThan(0.25)
    expect(stabilityIndex(reference, uniform(2000, 0.6))).toBeGreaterThan(stabilityIndex(reference, uniform(2000, 0.3)))
  })

  it('is the sum by hand', () => {
    const reference = { edges: [1, 2], shares: [0.5, 0.3, 0.2] }
    const now = Float64Array.of(1, 1, 1, 2, 2, 3, 3, 3, 3, 3)
    const by = (a: number, b: number) => (a - b) * Math.log(a / b)
    expect(stabilityIndex(reference, now)).toBeCloseTo(by(0.3, 0.5) + by(0.2, 0.3) + by(0.5, 0.2), 12)
  })

  it('joins tenths whose edges coincide', () => {
    expect(referenceOf(Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 5)).edges.length).toBeLessThanOrEqual(2)
  })

  it('assigns to the nearest centre and knows how far is far', () => {
    const { labels, distances } = assignNearest(Float64Array.of(0, 1, 9, 14), 4, { p: 1, levels: [], gamma: 1 }, Float64Array.of(0, 10), 2)
    expect([...labels]).toEqual([0, 0, 1, 1])
    expect([...distances]).toEqual([0, 1, 1, 4])
    expect(fitLimits(distances, labels, 2)).toEqual([0.99, expect.closeTo(3.97, 12)])
  })

  it('counts a category that differs as k-prototypes does, one that no centre has alike for all', () => {
    const mixed = { p: 1, levels: [3], gamma: 4 }
    const rows = Float64Array.of(0, 0, 0, 1, 1, 1, 3, 2)
    const { labels, distances } = assignNearest(rows, 4, mixed, Float64Array.of(0, 0, 2, 1), 2)
    expect([...labels]).toEqual([0, 0, 1, 1])
    expect([...distances]).toEqual([0, 2, 1, Math.sqrt(5)])
  })

  it('measures how far a category has moved, with values that nobody had', () => {
    const reference = referenceOfLevels(Int32Array.of(0, 0, 1, 1), 2)
    expect(reference).toEqual({ edges: [0, 1], shares: [0.5, 0.5, 0] })
    expect(stabilityIndex(reference, Float64Array.of(1, 1, 0, 0))).toBe(0)
    const least = 1e-4
    expect(stabilityIndex(reference, Float64Array.of(0, 0, 2, 2))).toBeCloseTo(
      (least - 0.5) * Math.log(least / 0.5) + (0.5 - least) * Math.log(0.5 / least),
      12
    )
  })
})

describe('the season of repeat purchases', () => {
  const january = 24_288

  it('counts purchases after the first for those who could buy, and finds the month that stands out', () => {
    const steady = Array.from({ length: 30 }, () => Array.from({ length: 24 }, (_, m) => january + m))
    const christmas = Array.from({ length: 30 }, () => [january, january + 11, january + 11, january + 23, january + 23])
    const { months } = season([...steady, ...christmas], january, january + 23)
    expect(months[11]?.purchases).toBe(30 * 2 + 30 * 4)
    expect(months[11]?.index).toBeGreaterThan(2)
    expect(months[11]?.low).toBeGreaterThan(1)
    expect(months.reduce((sum, { index }) => sum + (index ?? 0), 0) / 12).toBeCloseTo(1, 9)
    for (const { index, low, high } of months) expect((low ?? 0) <= (index ?? 0) && (index ?? 0) <= (high ?? 0)).toBe(true)
  })

  it('does not take newcomers for a season', () => {
    // Ten new customers a month, each of whom buys every month: in every month each buys once.
    const growing = Array.from({ length: 24 }, (_, joined) =>
      Array.from({ length: 10 }, () => Array.from({ length: 24 - joined }, (_, m) => january + joined + m))
    ).flat()
    const { months } = season(growing, january, january + 23)
    for (const { index } of months.slice(1)) expect(index).toBeCloseTo(1, 9)
  })

  it('tells none below a year', () => {
    expect(season([[january, january + 3]], january, january + 10).months.every(({ index }) => index === null)).toBe(true)
    expect(season([], january, january - 1).span).toBe(0)
  })
})

describe('single silhouettes', () => {
  it('have the mean that is told', async () => {
    const rng = seededRng(2)
    const data = Float64Array.from({ length: 120 }, (_, i) => rng() + (i % 4 < 2 ? 0 : 3))
    const labels = Int32Array.from({ length: 60 }, (_, i) => i % 2)
    const [known] = await silhouettes(data, 60, 2, [{ labels, k: 2 }], 60, ctx())
    const { rows, values } = await eachSilhouette(data, 60, 2, { labels, k: 2 }, 60, ctx())
    expect(rows.length).toBe(60)
    expect(values.reduce((sum, value) => sum + value, 0) / 60).toBeCloseTo(known?.mean ?? Number.NaN, 12)
  })
})
