import { describe, expect, it } from 'vitest'
import { benjaminiHochberg } from '../../../src/engines/math/benjamini-hochberg.ts'
import { lnGamma } from '../../../src/engines/math/gamma.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { tQuantile, tTail } from '../../../src/engines/math/student-t.ts'
import { unusualValues } from '../../../src/engines/unusual.ts'

const params = { period: 52, falseAlarmShare: 0.05 }

/** Sums of twelve uniform numbers: as good as normal. */
function noise(n: number, seed: number): Float64Array {
  const rng = seededRng(seed)
  return Float64Array.from({ length: n }, () => Array.from({ length: 12 }, rng).reduce((sum, x) => sum + x, -6))
}

const places = (flags: readonly boolean[]) => flags.flatMap((flag, i) => (flag ? [i] : []))

describe('unusual values', () => {
  it('are those that were put in, with their direction', () => {
    const values = noise(90, 1).map((e, i) => 100 + i + 3 * e)
    values[40] = 60
    values[70] = 260
    const { unusual, z } = unusualValues(values, params)
    expect(places(unusual)).toEqual([40, 70])
    expect([z[40], z[70]].map((value) => Math.sign(value ?? 0))).toEqual([-1, 1])
  })

  it('are hardly ever called where there are none', () => {
    const called = Array.from({ length: 100 }, (_, seed) => places(unusualValues(noise(104, seed + 10), params).unusual).length)
    // At 5 % of all series about five would be called; the floor on z lets no more than these through.
    expect(called.filter((count) => count > 0).length).toBeLessThanOrEqual(8)
  })

  it('are not what returns every year: told by the season, or with two years by the year before', () => {
    const peak = (i: number) => (i % 52 === 50 ? 80 : 0)
    const three = noise(160, 3).map((e, i) => 100 + peak(i) + 3 * e)
    const withSeason = unusualValues(three, params)
    expect(withSeason.hasSeason).toBe(true)
    expect(places(withSeason.unusual)).toEqual([])
    const two = unusualValues(three.slice(0, 104), params)
    expect(two.hasSeason).toBe(false)
    expect(places(two.unusual)).toEqual([])
    // Once only, it is an event.
    expect(unusualValues(three.slice(0, 60), params).unusual[50]).toBe(true)
  })

  it('are never unknown weeks, and unknown weeks move nothing', () => {
    const values = noise(60, 4).map((e) => 50 + e)
    values[0] = Number.NaN
    values[20] = Number.NaN
    const { unusual, trend, residual } = unusualValues(values, params)
    expect(places(unusual)).toEqual([])
    expect([trend[0], residual[20]]).toEqual([Number.NaN, Number.NaN])
    expect(trend[20]).toBeCloseTo(50, 0)
  })

  it('need something to vary, and enough of it', () => {
    expect(places(unusualValues(new Float64Array(40).fill(7), params).unusual)).toEqual([])
    expect(places(unusualValues(Float64Array.of(1, 2, 900, 1), params).unusual)).toEqual([])
    const flat = new Float64Array(40).fill(7)
    flat[5] = 9
    expect(places(unusualValues(flat, params).unusual)).toEqual([])
  })
})

describe('what it rests on', () => {
  it('tail and quantile of t as R’s pt and qt', () => {
    const tails = [
      [2.228138852, 10, 0.05],
      [1, 1, 0.5],
      [3.5, 38, 0.00120504425813],
      [6, 1000, 2.75536917338e-9],
      [0, 5, 1]
    ] as const
    for (const [t, freedom, tail] of tails) expect(tTail(t, freedom) / tail).toBeCloseTo(1, 5)
    expect(tQuantile(0.05, 4)).toBeCloseTo(2.776445105, 8)
    expect(tQuantile(0.05, 1e7)).toBeCloseTo(1.959964, 5)
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12)
    expect(lnGamma(11)).toBeCloseTo(Math.log(3_628_800), 10)
  })

  it('Benjamini–Hochberg as in R’s p.adjust on the paper’s fifteen', () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1]
    expect(benjaminiHochberg(p).filter((q) => q <= 0.05)).toHaveLength(4)
    expect(benjaminiHochberg([])).toEqual([])
  })
})

describe('noise', () => {
  const normal = (rng: () => number) => Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
  const draws = {
    even: (rng: () => number) => 100 + 10 * normal(rng),
    'with a long tail': (rng: () => number) => Math.exp(3 + 0.6 * normal(rng))
  }
  const lengths = [
    [24, 12],
    [30, 12],
    [36, 12],
    [104, 52],
    [156, 52]
  ] as const

  it.each(Object.entries(draws))('%s, shows something in about one series of twenty', (_, draw) => {
    for (const [n, period] of lengths) {
      const rng = seededRng(5)
      const shown = Array.from({ length: 100 }, () => Float64Array.from({ length: n }, () => draw(rng))).filter((values) =>
        unusualValues(values, { period, falseAlarmShare: 0.05 }).unusual.some(Boolean)
      )
      expect(shown.length, `${n} of ${period}`).toBeLessThanOrEqual(12)
    }
  })

  it('is told from what is several hundred times as large', () => {
    const rng = seededRng(9)
    for (const [n, period] of lengths) {
      const values = Float64Array.from({ length: n }, () => draws['with a long tail'](rng))
      values[15] = 5_000
      expect(unusualValues(values, { period, falseAlarmShare: 0.05 }).unusual[15], `${n} of ${period}`).toBe(true)
    }
  })
})
