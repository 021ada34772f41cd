import { describe, expect, it } from 'vitest'
import { criteria } from '../../../src/engines/criteria.ts'
import { kmeans } from '../../../src/engines/kmeans.ts'
import { bestJaccard, bootstrapJaccard, seedAgreement } from '../../../src/engines/stability.ts'
import { blobs, engineContext, iris, readReference } from './support.ts'

const {
  iris: clustering
}: { iris: { silhouettes: { name: string; labels: number[]; calinskiHarabasz: number; daviesBouldin: number }[] } } = JSON.parse(
  readReference('clustering.json')
)
const { bootstraps }: { bootstraps: { k: number; sizes: number[]; jaccard: number[] }[] } = JSON.parse(readReference('gap.json'))

const settings = { starts: 10, tolerance: 1e-4, maxIterations: 300 }

describe('Calinski–Harabasz and Davies–Bouldin', () => {
  const { data, n, p } = iris()

  it.each(clustering.silhouettes)('are scikit-learn’s for the labels “$name” of iris', ({ labels, calinskiHarabasz, daviesBouldin }) => {
    const found = criteria(data, n, p, { labels: Int32Array.from(labels), k: Math.max(...labels) + 1 })
    expect(found.calinskiHarabasz).toBeCloseTo(calinskiHarabasz, 9)
    expect(found.daviesBouldin).toBeCloseTo(daviesBouldin, 12)
  })

  it('are missing where they are not defined', () => {
    const of = (data: number[], labels: number[], k: number) =>
      criteria(Float64Array.from(data), data.length, 1, { labels: Int32Array.from(labels), k })
    expect(of([1, 2, 3], [0, 0, 0], 1)).toEqual({ calinskiHarabasz: null, daviesBouldin: null })
    expect(of([1, 2, 3], [0, 1, 2], 3)).toEqual({ calinskiHarabasz: null, daviesBouldin: 0 })
    expect(of([1, 1, 5, 5], [0, 0, 1, 1], 2)).toEqual({ calinskiHarabasz: null, daviesBouldin: 0 })
    expect(of([1, 3, 1, 3], [0, 0, 1, 1], 2)).toEqual({ calinskiHarabasz: 0, daviesBouldin: null })
  })
})

describe('the bootstrap’s Jaccard coefficient', () => {
  it('compares each cluster with the one that resembles it most', () => {
    const old = { labels: Int32Array.of(0, 0, 0, 0, 1, 1, 1), k: 3 }
    const found = { labels: Int32Array.of(1, 1, 1, 0, 0, 0, 0), k: 2 }
    expect(bestJaccard(old, found)).toEqual([3 / 4, 3 / 4, null])
    expect(bestJaccard(old, old)).toEqual([1, 1, null])
  })

  it.each(bootstraps.filter(({ k }) => k < 5))(
    'is that of R’s clusterboot for iris in $k, but for chance',
    async ({ k, sizes, jaccard }) => {
      const { data, n, p } = iris()
      const found = await kmeans(data, n, p, { ...settings, k, starts: 30 }, engineContext())
      expect(Array.from(found.sizes)).toEqual(sizes)
      const ours = await bootstrapJaccard(data, n, p, { labels: found.labels, k }, { ...settings, draws: 100 }, engineContext())
      ours.forEach((value, c) => {
        expect(Math.abs((value ?? 0) - (jaccard[c] ?? 0))).toBeLessThan(0.02)
      })
    }
  )

  it('is high for clusters that are there, lower for one that was cut in two, the same for the same seed', async () => {
    const data = blobs(1, 300, 2, 3)
    const run = async (k: number) => {
      const { labels } = await kmeans(data, 300, 2, { ...settings, k }, engineContext())
      return bootstrapJaccard(data, 300, 2, { labels, k }, { ...settings, draws: 30 }, engineContext(8))
    }
    const [three, four] = [await run(3), await run(4)]
    expect(Math.min(...three.map(Number))).toBeGreaterThan(0.98)
    expect(Math.min(...four.map(Number))).toBeLessThan(0.9)
    expect(await run(4)).toEqual(four)
  })

  it('takes samples with fewer distinct rows than clusters', async () => {
    const data = Float64Array.of(1, 2, 3, 4)
    const [alone] = await bootstrapJaccard(
      data,
      4,
      1,
      { labels: Int32Array.of(0, 1, 2, 3), k: 4 },
      { ...settings, draws: 20 },
      engineContext()
    )
    expect(alone).toBe(1)
  })
})

describe('agreement between seeds', () => {
  it('is complete where every search finds the same, and not where single starts end in different places', async () => {
    const { data, n, p } = iris()
    const three = await kmeans(data, n, p, { ...settings, k: 3 }, engineContext())
    expect(await seedAgreement(data, n, p, three.labels, 5, { ...settings, k: 3 }, engineContext(2))).toEqual({ mean: 1, lowest: 1 })
    const nine = await kmeans(data, n, p, { ...settings, k: 9 }, engineContext())
    const { mean, lowest } = await seedAgreement(data, n, p, nine.labels, 5, { ...settings, k: 9, starts: 1 }, engineContext(2))
    expect(lowest).toBeLessThan(mean)
    expect(mean).toBeLessThan(1)
  })
})
