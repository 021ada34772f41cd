import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kmeans } from '../../../src/engines/kmeans.ts'
import { affordableRows, type Labelling, silhouettes } from '../../../src/engines/silhouette.ts'
import { blobs, engineContext, iris, readReference } from './support.ts'

const reference: {
  iris: {
    best: { k: number; silhouette: number }[]
    silhouettes: { name: string; labels: number[]; silhouette: number; perCluster: number[] }[]
  }
} = JSON.parse(readReference('clustering.json'))

/** The definition, row by row. */
function plainSilhouette(data: Float64Array, n: number, p: number, { labels, k }: Labelling): number[] {
  const distance = (i: number, j: number) =>
    Math.hypot(...Array.from({ length: p }, (_, d) => (data[i * p + d] ?? 0) - (data[j * p + d] ?? 0)))
  const rows = Array.from({ length: n }, (_, i) => i)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return rows.map((i) => {
    const to = (c: number) => rows.filter((j) => j !== i && labels[j] === c).map((j) => distance(i, j))
    const own = to(labels[i] ?? 0)
    if (own.length === 0) return 0
    const others = Array.from({ length: k }, (_, c) => c).filter((c) => c !== labels[i] && labels.includes(c))
    const a = mean(own)
    const b = Math.min(...others.map((c) => mean(to(c))))
    return a === b ? 0 : (b - a) / Math.max(a, b)
  })
}

describe('silhouettes of iris', () => {
  const { data, n, p } = iris()

  it.each(reference.iris.silhouettes)('are scikit-learn’s for the labels “$name”', async ({ labels, silhouette, perCluster }) => {
    const labelling = { labels: Int32Array.from(labels), k: perCluster.length }
    const [found] = await silhouettes(data, n, p, [labelling], n, engineContext())
    expect(found?.mean).toBeCloseTo(silhouette, 12)
    expect(found?.error).toBeNull()
    perCluster.forEach((value, c) => {
      expect(found?.perCluster[c]).toBeCloseTo(value, 12)
    })
  })

  it('are the printed ones for k = 2 .. 5, computed together', async () => {
    const labellings = []
    for (const k of [2, 3, 4, 5]) {
      const { labels } = await kmeans(data, n, p, { k, starts: 50, tolerance: 1e-4, maxIterations: 300 }, engineContext())
      labellings.push({ labels, k })
    }
    const found = (await silhouettes(data, n, p, labellings, n, engineContext())).map(({ mean }) => mean)
    const printed = [0.681, 0.5528, 0.4981, 0.4887]
    found.forEach((mean, i) => {
      expect(mean).toBeCloseTo(printed[i] ?? 0, 4)
      expect(mean).toBeCloseTo(reference.iris.best[i]?.silhouette ?? 0, 12)
    })
  })
})

describe('silhouettes', () => {
  /** Small tables with two labellings that do not nest. */
  const cases = fc
    .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }), fc.nat(2), fc.nat(3)), {
      minLength: 3,
      maxLength: 30
    })
    .filter((rows) => [2, 3].every((column) => new Set(rows.map((row) => row[column])).size > 1))
    .map((rows) => ({
      n: rows.length,
      data: Float64Array.from(rows.flatMap((row) => row.slice(0, 2))),
      labellings: [
        { labels: Int32Array.from(rows, (row) => row[2]), k: 3 },
        { labels: Int32Array.from(rows, (row) => row[3]), k: 4 }
      ]
    }))

  it('follow the definition for several labellings at once, clusters of one, equal rows and missing labels included', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ n, data, labellings }) => {
        const found = await silhouettes(data, n, 2, labellings, n, engineContext())
        labellings.forEach((labelling, m) => {
          const rows = plainSilhouette(data, n, 2, labelling)
          expect(found[m]?.mean).toBeCloseTo(rows.reduce((sum, value) => sum + value, 0) / n, 10)
          for (let c = 0; c < labelling.k; c++) {
            const own = rows.filter((_, i) => labelling.labels[i] === c)
            const mean = found[m]?.perCluster[c]
            if (own.length === 0) expect(mean).toBeNull()
            else expect(mean).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / own.length, 10)
          }
        })
      })
    )
  })

  it('lie between -1 and 1, sampled or not', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.integer({ min: 2, max: 30 }), fc.nat(), async ({ n, data, labellings }, rows, seed) => {
        for (const { mean, perCluster } of await silhouettes(data, n, 2, labellings, rows, engineContext(seed))) {
          for (const value of [mean, ...perCluster]) if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1)
        }
      })
    )
  })

  it('from a sample come within a few standard errors, the same for the same seed', async () => {
    const [n, p] = [3000, 3]
    const data = blobs(4, n, p, 4)
    const { labels } = await kmeans(data, n, p, { k: 4, starts: 3, tolerance: 1e-4, maxIterations: 300 }, engineContext())
    const [exact] = await silhouettes(data, n, p, [{ labels, k: 4 }], n, engineContext())
    let within = 0
    for (let seed = 0; seed < 20; seed++) {
      const [sampled] = await silhouettes(data, n, p, [{ labels, k: 4 }], 300, engineContext(seed))
      expect(sampled?.rows).toBe(300)
      expect(await silhouettes(data, n, p, [{ labels, k: 4 }], 300, engineContext(seed))).toEqual([sampled])
      if (Math.abs((sampled?.mean ?? 9) - (exact?.mean ?? 0)) < 2 * (sampled?.error ?? 0)) within++
    }
    // 95 % are expected.
    expect(within).toBeGreaterThanOrEqual(16)
  })

  it('stop when cancelled', async () => {
    const data = blobs(4, 600, 2, 3)
    const labels = Int32Array.from({ length: 600 }, (_, i) => i % 3)
    let clock = 0
    const controller = new AbortController()
    const ctx = engineContext(1, {
      now: () => (clock += 30),
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough'))
    })
    await expect(silhouettes(data, 600, 2, [{ labels, k: 3 }], 600, ctx)).rejects.toThrow('enough')
    await expect(silhouettes(data, 600, 2, [{ labels, k: 3 }], 100, ctx)).rejects.toThrow('enough')
  })

  it('evaluate all rows up to 5,000 and an affordable sample beyond', () => {
    expect([100, 5000, 5001, 20_000, 50_000, 1_000_000].map(affordableRows)).toEqual([100, 5000, 5000, 5000, 2000, 1000])
  })
})
