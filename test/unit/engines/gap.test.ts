import { describe, expect, it } from 'vitest'
import { firstSEmax, tibs2001SEmax } from '../../../src/engines/gap/rules.ts'
import { gapStatistic } from '../../../src/engines/gap.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { blobs, engineContext, iris, readReference } from './support.ts'

const reference: {
  iris: {
    references: number
    logW: number[]
    expectedLogW: number[]
    gap: number[]
    se: number[]
    firstSEmax: number
    tibs2001SEmax: number
  }
  curves: { gap: number[]; se: number[]; firstSEmax: number; tibs2001SEmax: number }[]
} = JSON.parse(readReference('gap.json'))

const settings = { kMax: 8, references: 60, starts: 10, tolerance: 1e-4, maxIterations: 300 }

describe('the rules for the number of clusters', () => {
  it('choose as R’s maxSE does', () => {
    expect(new Set(reference.curves.map((curve) => curve.firstSEmax - curve.tibs2001SEmax)).size).toBeGreaterThan(2)
    for (const { gap, se, ...chosen } of reference.curves) {
      const values = gap.map((value, i) => ({ gap: value, se: se[i] ?? Number.NaN }))
      expect({ firstSEmax: firstSEmax(values), tibs2001SEmax: tibs2001SEmax(values) }).toEqual(chosen)
    }
  })
})

describe('the gap statistic', () => {
  const { data, n, p } = iris()

  it('is R’s for iris, but for the chance in the references', async () => {
    const found = await gapStatistic(data, n, p, settings, engineContext())
    expect(found.k.map(({ k }) => k)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    found.k.forEach(({ gap, se, logW, expectedLogW }, i) => {
      // R adds up ordered pairs half as often: its W is half of the paper's, in the references too.
      expect(logW).toBeCloseTo((reference.iris.logW[i] ?? 0) + Math.LN2, i < 5 ? 9 : 1)
      expect(gap).toBe(expectedLogW - logW)
      const chance = (reference.iris.se[i] ?? 0) * Math.sqrt(1 / settings.references + 1 / reference.iris.references)
      expect(Math.abs(expectedLogW - Math.LN2 - (reference.iris.expectedLogW[i] ?? 0))).toBeLessThan(4 * chance)
      // A standard deviation of 60 is known to about a tenth.
      expect(se / (reference.iris.se[i] ?? 0)).toBeGreaterThan(0.65)
      expect(se / (reference.iris.se[i] ?? 0)).toBeLessThan(1.35)
    })
    expect(found.firstSEmax).toBe(reference.iris.firstSEmax)
    // The gap of 4 is within 0.0023 of the rule's limit: chance decides whether it is 4 or 5.
    expect([4, reference.iris.tibs2001SEmax]).toContain(found.tibs2001SEmax)
  })

  it('finds three clusters where there are three, and one where there is none', async () => {
    const rng = seededRng(3)
    const [apart, box] = [blobs(1, 240, 2, 3), Float64Array.from({ length: 480 }, () => rng())]
    const small = { ...settings, kMax: 6, references: 20 }
    expect(await gapStatistic(apart, 240, 2, small, engineContext())).toMatchObject({ firstSEmax: 3, tibs2001SEmax: 3 })
    expect(await gapStatistic(box, 240, 2, small, engineContext())).toMatchObject({ firstSEmax: 1, tibs2001SEmax: 1 })
  })

  it('is the same for the same seed, and takes columns without variation', async () => {
    const table = Float64Array.from({ length: 60 }, (_, at) => (at % 3 === 2 ? 7 : (at * at) % 11))
    const run = () => gapStatistic(table, 20, 3, { ...settings, kMax: 3, references: 5 }, engineContext(4))
    const found = await run()
    expect(await run()).toEqual(found)
    expect(found.k.every(({ gap, se }) => Number.isFinite(gap) && se > 0)).toBe(true)
  })

  it('says so when so many clusters leave nothing to compare', async () => {
    const table = Float64Array.of(1, 1, 2, 2, 3, 3)
    const run = (over: object) => gapStatistic(table, 6, 1, { ...settings, references: 3, ...over }, engineContext())
    await expect(run({ kMax: 3 })).rejects.toMatchObject({ code: 'engine.badParameter', details: { parameter: 'k-max' } })
    await expect(run({ kMax: 4 })).rejects.toMatchObject({ code: 'engine.badParameter' })
    await expect(run({ kMax: 7 })).rejects.toMatchObject({ code: 'engine.badParameter' })
    await expect(run({ kMax: 2, references: 1 })).rejects.toMatchObject({ details: { parameter: 'references' } })
  })

  it('reports how far it is, and stops when cancelled', async () => {
    const stop = new AbortController()
    const shares: number[] = []
    let now = 0
    const onProgress = (share: number) => {
      shares.push(share)
      if (shares.length === 200) stop.abort(new Error('enough'))
    }
    const ctx = engineContext(1, { now: () => (now += 30), onProgress, signal: stop.signal })
    await expect(gapStatistic(data, n, p, settings, ctx)).rejects.toThrow('enough')
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
  })
})
