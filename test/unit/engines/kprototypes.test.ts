import { describe, expect, it } from 'vitest'
import { kmeans } from '../../../src/engines/kmeans.ts'
import { embedMixed, huangGamma, openKprototypes } from '../../../src/engines/kprototypes.ts'
import { adjustedRand } from '../../../src/engines/math/adjusted-rand.ts'
import { squaredDistance } from '../../../src/engines/math/distance.ts'
import { normalNumber } from '../../../src/engines/math/normal.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { blobs, engineContext } from './support.ts'

const settings = { starts: 5, tolerance: 0, maxIterations: 100 }

/** Three kinds of rows: two numbers that tell two of them apart, a colour that tells the third. */
function mixedRows(n: number): { rows: Float64Array; kinds: Int32Array } {
  const rng = seededRng(4)
  const rows = new Float64Array(n * 3)
  const kinds = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const kind = i % 3
    kinds[i] = kind
    rows[3 * i] = normalNumber(rng) + (kind === 1 ? 7 : 0)
    rows[3 * i + 1] = normalNumber(rng)
    rows[3 * i + 2] = rng() < 0.95 ? (kind === 2 ? 1 : 0) : 2
  }
  return { rows, kinds }
}

async function cluster(rows: Float64Array, n: number, mixed: Parameters<typeof openKprototypes>[1], k: number) {
  const clusterer = openKprototypes(n, mixed, k)
  clusterer.rows.set(rows)
  return clusterer.run({ ...settings, k }, engineContext(2))
}

describe('k-prototypes', () => {
  it('weighs categories by the mean of the columns’ standard deviations', () => {
    const rows = Float64Array.of(1, 10, 0, 3, 30, 1)
    expect(huangGamma(rows, 2, 2, 1)).toBeCloseTo((Math.SQRT2 + 10 * Math.SQRT2) / 2, 12)
    expect(huangGamma(Float64Array.of(0, 1), 2, 0, 1)).toBe(1)
  })

  it('finds groups of which only a category tells', async () => {
    const { rows, kinds } = mixedRows(300)
    const found = await cluster(rows, 300, { p: 2, levels: [3], gamma: 20 }, 3)
    expect(adjustedRand(found.labels, kinds)).toBeGreaterThan(0.85)
    // The centre of a category is a value, not a mean.
    for (let c = 0; c < 3; c++) expect([0, 1, 2]).toContain(found.centroids[c * 3 + 2])
    expect(await cluster(rows, 300, { p: 2, levels: [3], gamma: 20 }, 3)).toEqual(found)
  })

  it('is k-means where there are no categories', async () => {
    const data = blobs(3, 200, 3, 4)
    const ours = await cluster(data, 200, { p: 3, levels: [], gamma: 1 }, 4)
    const theirs = await kmeans(data, 200, 3, { ...settings, starts: 10, k: 4 }, engineContext(7))
    expect(ours.inertia).toBeCloseTo(theirs.inertia, 6)
    expect(adjustedRand(ours.labels, theirs.labels)).toBe(1)
  })

  it('never leaves a cluster empty, and refuses more clusters than distinct rows', async () => {
    const rows = Float64Array.of(0, 0, 0, 0, 1, 0, 0, 2)
    const three = await cluster(rows, 4, { p: 1, levels: [3], gamma: 1 }, 3)
    expect(Math.min(...three.sizes)).toBeGreaterThan(0)
    await expect(cluster(Float64Array.of(0, 0, 0, 0), 2, { p: 1, levels: [1], gamma: 1 }, 3)).rejects.toMatchObject({
      code: 'engine.badParameter'
    })
  })

  it('lies in a space where its distances are Euclidean', () => {
    const { rows } = mixedRows(30)
    const { data, p } = embedMixed(rows, 30, { p: 2, levels: [3], gamma: 5 })
    for (let i = 1; i < 30; i++) {
      const apart = ((rows[0] as number) - (rows[3 * i] as number)) ** 2 + ((rows[1] as number) - (rows[3 * i + 1] as number)) ** 2
      expect(squaredDistance(data, 0, data, i, p)).toBeCloseTo(apart + (rows[2] === rows[3 * i + 2] ? 0 : 5), 9)
    }
  })
})
