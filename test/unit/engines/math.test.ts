import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { squaredDistance, squaredDistances } from '../../../src/engines/math/distance.ts'
import { countDistinct } from '../../../src/engines/math/distinct.ts'
import { hedgesG } from '../../../src/engines/math/hedges-g.ts'
import { moments, skewness, standardDeviation } from '../../../src/engines/math/moments.ts'
import { quantile } from '../../../src/engines/math/quantile.ts'
import { seededRng, splitmix64, xoshiro128 } from '../../../src/engines/math/rng.ts'
import { sampleRows } from '../../../src/engines/math/sample.ts'
import { robustScaling, standardScaling } from '../../../src/engines/math/scaling.ts'

describe('random numbers', () => {
  it('are those of the reference implementation of xoshiro128**', () => {
    const next = xoshiro128([1, 2, 3, 4])
    const published = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804]
    expect(published.map(() => next())).toEqual(published)
  })

  it('are seeded with splitmix64', () => {
    const [low = 0, high = 0, lower = 0, higher = 0] = splitmix64(1234567n)
    const joined = [
      [high, low],
      [higher, lower]
    ].map(([h = 0, l = 0]) => (BigInt(h) << 32n) | BigInt(l))
    expect(joined).toEqual([6457827717110365317n, 3203168211198807973n])
  })

  it('are uniform in [0, 1) for seed 0 and for neighbouring seeds', () => {
    for (const seed of [0, 1, 2, 2 ** 32 - 1, 2 ** 40]) {
      const rng = seededRng(seed)
      const bins = new Array<number>(10).fill(0)
      for (let i = 0; i < 10_000; i++) {
        const bin = Math.floor(rng() * 10)
        bins[bin] = (bins[bin] ?? 0) + 1
      }
      // Chi-squared with 9 degrees of freedom stays below 33 but once in ten thousand.
      expect(bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(33)
    }
    expect(seededRng(0)()).not.toBe(seededRng(1)())
  })

  it('draw a sample without replacement in ascending order, each row equally often', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(80), fc.nat(), (n, m, seed) => {
        const rows = Array.from(sampleRows(n, m, seededRng(seed)))
        expect(rows).toHaveLength(Math.min(n, m))
        expect(new Set(rows).size).toBe(rows.length)
        expect(rows.toSorted((a, b) => a - b)).toEqual(rows)
        expect(rows.every((row) => row >= 0 && row < n)).toBe(true)
      })
    )
    const counts = new Array<number>(10).fill(0)
    const rng = seededRng(3)
    for (let i = 0; i < 5000; i++) for (const row of sampleRows(10, 3, rng)) counts[row] = (counts[row] ?? 0) + 1
    for (const count of counts) expect(Math.abs(count - 1500)).toBeLessThan(150)
  })
})

describe('descriptive statistics', () => {
  it('interpolate quantiles as R and NumPy', () => {
    const sorted = Float64Array.of(1, 2, 4, 8)
    expect([0, 0.25, 0.5, 0.75, 1].map((q) => quantile(sorted, q))).toEqual([1, 1.75, 3, 5, 8])
    expect(quantile(Float64Array.of(7), 0.3)).toBe(7)
  })

  it('give mean, standard deviation and skewness, also far from zero', () => {
    const values = Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9)
    expect(moments(values)).toEqual({ n: 8, mean: 5, m2: 32, m3: 42 })
    expect(standardDeviation(moments(values))).toBeCloseTo(Math.sqrt(32 / 7), 14)
    expect(skewness(moments(values))).toBeCloseTo(42 / 8 / 8, 14)
    expect(moments(values.map((value) => value + 1e9)).m2).toBe(32)
    expect(skewness(moments(Float64Array.of(3, 3)))).toBe(0)
    expect(standardDeviation(moments(Float64Array.of(3)))).toBe(0)
  })

  it('compute distances to many rows to the same bits as one by one', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(9), fc.array(value, { minLength: 66, maxLength: 66 }), (p, k, values) => {
        const data = Float64Array.from(values)
        const found = new Float64Array(k)
        squaredDistances(data, 1, data, k, p, found)
        expect(Array.from(found)).toEqual(Array.from({ length: k }, (_, row) => squaredDistance(data, 1, data, row, p)))
      })
    )
  })

  it('count distinct rows up to a limit', () => {
    const data = Float64Array.of(1, 2, 1, 2, 3, 4, 5, 6)
    expect(countDistinct(data, 2, 10)).toBe(3)
    expect(countDistinct(data, 2, 2)).toBe(2)
  })
})

describe('scaling', () => {
  it('uses median and quartiles, so that an outlier changes little', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => i)
    expect(robustScaling(values)).toEqual({ centre: 50, spread: 50 / 1.3489795003921634 })
    values[100] = 1e9
    expect(robustScaling(values)).toEqual({ centre: 50, spread: 50 / 1.3489795003921634 })
  })

  it('falls back on the standard deviation where the quartiles are equal, and on 1 where nothing varies', () => {
    const mostlyOne = Float64Array.of(1, 1, 1, 1, 1, 1, 1, 9)
    expect(robustScaling(mostlyOne)).toEqual({ centre: 1, spread: standardDeviation(moments(mostlyOne)) })
    expect(robustScaling(Float64Array.of(4, 4, 4))).toEqual({ centre: 4, spread: 1 })
    expect(standardScaling(Float64Array.of(4, 4, 4))).toEqual({ centre: 4, spread: 1 })
  })
})

describe('Hedges’ g', () => {
  it('is the worked example of Borenstein et al. (2009), Introduction to meta-analysis, chapter 4', () => {
    // Means 103 and 100, standard deviations 5.5 and 4.5, 50 each: g 0.5924, variance 0.0411.
    const sample = (mean: number, sd: number) => {
      const half = (sd * Math.sqrt(49)) / Math.sqrt(50)
      return Float64Array.from({ length: 50 }, (_, i) => mean + (i % 2 === 0 ? half : -half))
    }
    const { effect, low, high } = hedgesG(sample(103, 5.5), sample(100, 4.5))
    expect(effect).toBeCloseTo(0.5924, 3)
    expect((high - low) / 2 / 1.959964).toBeCloseTo(Math.sqrt(0.0411), 2)
    expect((high + low) / 2).toBeCloseTo(effect, 12)
  })

  it('stays finite where a group does not vary, and is 0 where nothing does', () => {
    const apart = hedgesG(Float64Array.of(1, 1), Float64Array.of(3, 3, 3))
    expect(apart.effect).toBeLessThan(-1)
    expect(Object.values(apart).every(Number.isFinite)).toBe(true)
    expect(hedgesG(Float64Array.of(2), Float64Array.of(2, 2)).effect).toBe(0)
  })
})
