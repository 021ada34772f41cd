import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { kmeans as mlKmeans } from 'ml-kmeans'
import { describe, expect, it } from 'vitest'
import { agreementWithMlKmeans } from '../../../src/engines/kmeans/agreement.ts'
import { ClusterMeans } from '../../../src/engines/kmeans/means.ts'
import { type KmeansParams, kmeans } from '../../../src/engines/kmeans.ts'
import { adjustedRand } from '../../../src/engines/math/adjusted-rand.ts'
import { takeRows } from '../../../src/engines/math/columns.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { lloyd } from './lloyd.ts'
import { blobs, engineContext, iris, kmeansTable, readReference, startCentres } from './support.ts'

const params = (over: Partial<KmeansParams>): KmeansParams => ({ k: 3, starts: 10, tolerance: 1e-4, maxIterations: 300, ...over })
const reference: {
  iris: {
    best: { k: number; inertia: number; sizes: number[]; ariWithSpecies: number }[]
    fromRows: { rows: number[]; labels: number[]; centroids: number[][]; inertia: number; iterations: number }[]
  }
} = JSON.parse(readReference('clustering.json'))

describe('k-means on iris', () => {
  const { data, n, p, species } = iris()

  // From k = 6 on, scikit-learn's own 50 starts end in different places.
  it.each(reference.iris.best.filter(({ k }) => k <= 5))('finds the best partition for k = $k', async ({ k, inertia, sizes }) => {
    const found = await kmeans(data, n, p, params({ k, starts: 50 }), engineContext())
    expect(found.inertia).toBeCloseTo(inertia, 9)
    expect(Array.from(found.sizes)).toEqual(sizes)
  })

  it('agrees with the printed figures', async () => {
    const inertia = async (k: number) => (await kmeans(data, n, p, params({ k, starts: 50 }), engineContext())).inertia
    expect(await inertia(2)).toBeCloseTo(152.348, 3)
    expect(await inertia(3)).toBeCloseTo(78.8514, 4)
    expect(await inertia(4)).toBeCloseTo(57.2285, 4)
    expect(await inertia(5)).toBeCloseTo(46.4462, 4)
    const { labels } = await kmeans(data, n, p, params({ k: 3 }), engineContext())
    expect(adjustedRand(labels, species)).toBeCloseTo(0.7302, 4)
  })

  it.each(reference.iris.fromRows)('takes the same steps as scikit-learn from rows $rows', async ({ rows, ...expected }) => {
    const init = takeRows(data, p, Int32Array.from(rows))
    const found = await kmeans(data, n, p, params({ k: rows.length, init }), engineContext())
    expect(Array.from(found.labels)).toEqual(expected.labels)
    expect(found.iterations).toBe(expected.iterations)
    expect(found.inertia).toBeCloseTo(expected.inertia, 9)
    expected.centroids.flat().forEach((value, at) => {
      expect(found.centroids[at]).toBeCloseTo(value, 9)
    })
  })

  it('agrees with ml-kmeans from the same start to 1e-9', async () => {
    const init = takeRows(data, p, Int32Array.of(7, 77, 140))
    const ours = await kmeans(data, n, p, params({ init, tolerance: 0 }), engineContext())
    const rows = Array.from({ length: n }, (_, i) => Array.from(data.subarray(i * p, (i + 1) * p)))
    const theirs = mlKmeans(rows, 3, { initialization: [rows[7] ?? [], rows[77] ?? [], rows[140] ?? []], tolerance: 0, maxIterations: 300 })
    expect(Array.from(ours.labels)).toEqual(theirs.clusters)
    theirs.centroids.flat().forEach((value, at) => {
      expect(Math.abs((ours.centroids[at] ?? Number.NaN) - value)).toBeLessThan(1e-9)
    })
  })
})

describe('k-means on the mall customers', () => {
  const file = path.join(
    process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data'),
    'mall-customers/Mall_Customers.csv'
  )
  it.skipIf(!existsSync(file))('gives the published inertia for k = 1 .. 6', async () => {
    const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
    const data = Float64Array.from(rows.flatMap((row) => row.split(',').slice(3).map(Number)))
    const found = []
    for (let k = 1; k <= 6; k++) found.push(await kmeans(data, rows.length, 2, params({ k, starts: 20 }), engineContext()))
    const published = [269_981.28, 181_363.596, 106_348.373, 73_679.789, 44_448.4554, 37_233.81]
    found.forEach(({ inertia }, i) => {
      expect(Math.abs(inertia - (published[i] ?? 0))).toBeLessThan(0.01)
    })
    expect(Array.from(found[4]?.sizes ?? [])).toEqual([81, 39, 35, 23, 22])
  })
})

describe('Hamerly’s bounds', () => {
  const shapes = [
    { seed: 1, n: 400, p: 2, k: 5 },
    { seed: 2, n: 900, p: 7, k: 9 },
    { seed: 3, n: 300, p: 1, k: 4 },
    { seed: 4, n: 90, p: 3, k: 13 },
    { seed: 5, n: 2000, p: 12, k: 8 },
    { seed: 6, n: 500, p: 5, k: 1 },
    { seed: 7, n: 9000, p: 3, k: 6 }
  ]
  it.each(shapes)('give Lloyd’s partition: $n x $p in $k clusters', async ({ seed, n, p, k }) => {
    const data = blobs(seed, n, p, 6)
    const init = await startCentres(data, n, p, k, seed)
    const twin = lloyd(data, n, p, init, 300)
    const found = await kmeans(data, n, p, params({ k, init, tolerance: 0 }), engineContext())
    expect(twin).not.toBeNull()
    expect(Array.from(found.labels)).toEqual(twin?.labels)
    expect(found.iterations).toBe(twin?.iterations)
    expect(found.inertia).toBeCloseTo(twin?.inertia ?? Number.NaN, 9)
  })

  it('give Lloyd’s partition on any small grid, where most distances tie', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), { minLength: 4, maxLength: 40 }),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        async (rows, k, maxIterations) => {
          const data = Float64Array.from(rows.flat())
          const init = data.slice(0, 2 * k)
          const twin = lloyd(data, rows.length, 2, init, maxIterations)
          fc.pre(twin !== null)
          const found = await kmeans(data, rows.length, 2, params({ k, init, tolerance: 0, maxIterations }), engineContext())
          expect(Array.from(found.labels)).toEqual(twin?.labels)
          expect(Array.from(found.centroids)).toEqual(twin?.centroids)
        }
      )
    )
  })
})

describe('k-means', () => {
  /** Tables of numbers with six decimals, some of them equal, with at least `k` distinct rows. */
  const decimal = fc.integer({ min: -1e12, max: 1e12 }).map((millionths) => millionths / 1e6)
  const table = (k: number) =>
    fc
      .array(fc.tuple(fc.oneof(fc.integer({ min: -5, max: 5 }), decimal), decimal), { minLength: k, maxLength: 60 })
      .filter((rows) => new Set(rows.map(([x]) => x)).size >= k)

  it('gives the same bytes for the same seed, and never a NaN', async () => {
    await fc.assert(
      fc.asyncProperty(table(3), fc.integer({ min: 0, max: 2 ** 32 - 1 }), async (rows, seed) => {
        const data = Float64Array.from(rows.flat())
        const run = () => kmeans(data, rows.length, 2, params({ starts: 3 }), engineContext(seed))
        const first = await run()
        expect(await run()).toEqual(first)
        expect([...first.centroids, first.inertia].every(Number.isFinite)).toBe(true)
        expect(Math.min(...first.sizes)).toBeGreaterThan(0)
      })
    )
  })

  it('does not depend on the order of the rows from the same start', async () => {
    const cell = fc.integer({ min: -9, max: 9 })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 3, maxLength: 50 }), fc.nat(), async (rows, seed) => {
        const rng = seededRng(seed)
        const order = rows.map((_, i) => ({ i, key: rng() })).sort((a, b) => a.key - b.key)
        const shuffled = order.map(({ i }) => rows[i] ?? [])
        const init = Float64Array.from(rows.slice(0, 3).flat())
        // Of rows that are equally far, the first one fills an empty cluster: that does depend on the order.
        fc.pre(lloyd(Float64Array.from(rows.flat()), rows.length, 2, init, 300) !== null)
        const run = (of: number[][]) => kmeans(Float64Array.from(of.flat()), of.length, 2, params({ init, tolerance: 0 }), engineContext())
        const straight = await run(rows)
        const mixed = await run(shuffled)
        expect(mixed.inertia).toBeCloseTo(straight.inertia, 9)
        expect(mixed.centroids).toEqual(straight.centroids)
        expect(order.map(({ i }) => straight.labels[i])).toEqual(Array.from(mixed.labels))
      })
    )
  })

  it('numbers clusters by size, whatever the start', async () => {
    const data = blobs(8, 300, 2, 3)
    const partitions = await Promise.all([0, 1, 2].map((seed) => kmeans(data, 300, 2, params({}), engineContext(seed))))
    for (const { labels, sizes } of partitions) {
      expect(Array.from(labels)).toEqual(Array.from(partitions[0]?.labels ?? []))
      expect(Array.from(sizes)).toEqual(Array.from(sizes).sort((a, b) => b - a))
    }
  })

  it('never lets the inertia rise from one iteration to the next', async () => {
    const data = blobs(9, 500, 4, 7)
    const init = data.slice(0, 7 * 4)
    let before = Number.POSITIVE_INFINITY
    for (let maxIterations = 1; maxIterations <= 15; maxIterations++) {
      const { inertia } = await kmeans(data, 500, 4, params({ k: 7, init, tolerance: 0, maxIterations }), engineContext())
      expect(inertia).toBeLessThanOrEqual(before)
      before = inertia
    }
  })

  it('gives a cluster that runs empty the row that is farthest from its centre', async () => {
    const data = Float64Array.of(0, 1, 2, 10, 11, 12, 100)
    const init = Float64Array.of(1, 11, -1000)
    const { labels, centroids } = await kmeans(data, 7, 1, params({ init }), engineContext())
    expect(Array.from(labels)).toEqual([0, 0, 0, 1, 1, 1, 2])
    expect(Array.from(centroids)).toEqual([1, 11, 100])
  })

  it('says how many distinct rows there are when k is larger', async () => {
    const data = Float64Array.of(1, 1, 2, 2, 2)
    const failing = kmeans(data, 5, 1, params({ k: 3 }), engineContext())
    await expect(failing).rejects.toMatchObject({ code: 'engine.badParameter', details: { parameter: 'k', value: 3 } })
    await expect(kmeans(data, 5, 1, params({ init: Float64Array.of(1, 2, 3) }), engineContext())).rejects.toMatchObject({
      code: 'engine.badParameter'
    })
    await expect(kmeans(data, 5, 1, params({ k: 6 }), engineContext())).rejects.toMatchObject({ code: 'engine.badParameter' })
  })

  it('refuses values whose squares overflow instead of answering with infinities', async () => {
    const data = Float64Array.of(-1e200, 1e200, 0, 1)
    await expect(kmeans(data, 4, 1, params({ k: 2 }), engineContext())).rejects.toMatchObject({ code: 'engine.badParameter' })
    // Alone in its cluster, the value is at no distance; but a tolerance by its variance would end the others after one step.
    const alone = Float64Array.of(1e300, 1, 2, 7, 8, 9)
    await expect(kmeans(alone, 6, 1, params({ k: 2, tolerance: 1e-4 }), engineContext())).rejects.toMatchObject({
      code: 'engine.badParameter',
      details: { parameter: 'input' }
    })
  })

  it('keeps its means exact after a huge outlier has come and gone', () => {
    const table = kmeansTable(Float64Array.of(0.1, 0.3, 1e17, 1), 4, 1, 3)
    table.k = 3
    const means = new ClusterMeans(table)
    // From the third cluster, where nobody has been.
    for (const row of [0, 1, 2]) means.move(row, 2, 0)
    means.move(2, 0, 1)
    means.gather()
    const written = new Float64Array(2)
    means.write(0, written)
    means.write(1, written)
    expect(Array.from(written)).toEqual([0.2, 1e17])
  })

  it('stops when cancelled, and reports how far it is', async () => {
    const data = blobs(3, 4000, 3, 5)
    let clock = 0
    const shares: number[] = []
    const controller = new AbortController()
    const onProgress = (share: number) => {
      shares.push(share)
      if (shares.length === 5) controller.abort(new Error('enough'))
    }
    const ctx = engineContext(1, { now: () => (clock += 30), onProgress, signal: controller.signal })
    await expect(kmeans(data, 4000, 3, params({ k: 5, starts: 50 }), ctx)).rejects.toThrow('enough')
    expect(shares).toHaveLength(5)
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
  })
})

describe('k-means++', () => {
  it('picks distinct rows of the data, the same for the same seed', async () => {
    const data = blobs(5, 200, 3, 4)
    const centres = await startCentres(data, 200, 3, 6, 0)
    const rows = new Set(Array.from({ length: 200 }, (_, i) => data.subarray(i * 3, i * 3 + 3).join()))
    const picked = Array.from({ length: 6 }, (_, c) => centres.subarray(c * 3, c * 3 + 3).join())
    expect(new Set(picked).size).toBe(6)
    expect(picked.every((row) => rows.has(row))).toBe(true)
    expect(await startCentres(data, 200, 3, 6, 0)).toEqual(centres)
  })

  it('puts a centre into each of well separated groups', async () => {
    const data = Float64Array.from({ length: 300 }, (_, i) => 1000 * (i % 3) + (i % 7) / 10)
    for (let seed = 0; seed < 20; seed++) {
      const centres = await startCentres(data, 300, 1, 3, seed)
      expect(Array.from(centres, (value) => Math.floor(value / 1000)).sort()).toEqual([0, 1, 2])
    }
  })
})

describe('agreement with ml-kmeans', () => {
  it('is complete on a sample of at most 500 rows', async () => {
    const found = await agreementWithMlKmeans(blobs(2, 1500, 5, 6), 1500, 5, 6, engineContext())
    expect(found.rows).toBe(500)
    expect(found.sameLabels).toBe(1)
    expect(found.largestCentroidDifference).toBeLessThan(1e-9)
  })

  it('compares fewer clusters where the sample has fewer distinct rows', async () => {
    const found = await agreementWithMlKmeans(Float64Array.of(1, 1, 1, 5, 5, 5), 6, 1, 4, engineContext())
    expect(found).toEqual({ rows: 6, sameLabels: 1, largestCentroidDifference: 0 })
  })
})
