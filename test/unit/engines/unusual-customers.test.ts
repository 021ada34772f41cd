import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { mixShift } from '../../../src/engines/mix-shift.ts'
import { changeOfRhythm, fitPool, ownRhythm, type Pool } from '../../../src/engines/own-gaps.ts'
import { robustZ, strange } from '../../../src/engines/robust-z.ts'
import { engineContext, readReference } from './support.ts'

const reference: {
  own: {
    gaps: number[]
    starts: number[]
    parameters: number[]
    logLikelihood: number
    predictive: { own: number[]; open: number; above: number; quantiles: number[] }[]
  }
  mixes: { before: number[]; later: number[]; divergence: number }[]
} = JSON.parse(readReference('rhythm.json'))

describe('robust z', () => {
  it('is 0.6745 deviations over the MAD', () => {
    const { z, centre, measure } = robustZ(Float64Array.of(1, 2, 3, 4, 100))
    expect({ centre, measure }).toEqual({ centre: 3, measure: 'mad' })
    expect(Array.from(z, (value) => Number(value.toFixed(4)))).toEqual([-1.349, -0.6745, 0, 0.6745, 65.4265])
    expect(Math.abs(z[4] as number)).toBeGreaterThan(strange)
  })

  it('falls back where more than half are equal, and knows no outlier where all are', () => {
    const most = robustZ(Float64Array.of(5, 5, 5, 5, 5, 9))
    expect(most.measure).toBe('meanDeviation')
    expect(most.z[5]).toBeCloseTo(4 / (1.253_314 * (4 / 6)), 9)
    expect(robustZ(Float64Array.of(5, 5, 5))).toMatchObject({ measure: 'none', z: new Float64Array(3) })
    expect(robustZ(Float64Array.of(7)).z).toEqual(Float64Array.of(0))
  })
})

/** One line an order. */
function mixOf(before: number[], later: number[]) {
  const lines = (counts: number[]) => counts.flatMap((count, c) => new Array<number>(count).fill(c))
  const category = Int32Array.from([...lines(before), ...lines(later)])
  const n = lines(before).length
  return {
    category,
    categories: before.length,
    order: Int32Array.from(category.keys()),
    later: Uint8Array.from(category.keys(), (i) => (i < n ? 0 : 1))
  }
}

describe('the shift of a mix', () => {
  it('is the divergence of scipy, in parts that add up', () => {
    for (const { before, later, divergence } of reference.mixes) {
      const found = mixShift(mixOf(before, later), 19, seededRng(1))
      expect(found?.divergence).toBeCloseTo(divergence, 12)
      expect(found?.parts.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(divergence, 12)
    }
  })

  it('has a p that is small where the mix shifted, and uniform where it did not', () => {
    expect(mixShift(mixOf([40, 10, 10], [10, 40, 10]), 999, seededRng(1))?.p).toBe(0.001)
    const rng = seededRng(9)
    const ps = Array.from({ length: 300 }, () => {
      const mix = mixOf([9, 8, 7], [6, 5, 4])
      for (let i = 0; i < mix.category.length; i++) mix.category[i] = Math.floor(rng() * 3)
      return mixShift(mix, 99, rng)?.p ?? 0
    })
    for (const level of [0.05, 0.2, 0.5]) {
      const share = ps.filter((p) => p <= level).length / ps.length
      expect(share).toBeLessThan(level + 3 * Math.sqrt((level * (1 - level)) / ps.length))
    }
  })

  it('takes an order for one piece of evidence, however many lines it has', () => {
    const [lines, orders] = [mixOf([30, 0], [0, 30]), mixOf([30, 0], [0, 30])]
    orders.order = Int32Array.from(orders.category)
    orders.later = Uint8Array.of(0, 1)
    expect(mixShift(lines, 199, seededRng(1))?.p).toBe(0.005)
    const two = mixShift(orders, 199, seededRng(1))
    expect(two?.p).toBeGreaterThan(0.5)
    expect(two?.leastP).toBe(0.5)
  })

  it('weighs by money where it is given, and has nothing to say without both times', () => {
    const mix = { ...mixOf([1, 1], [1, 1]), weight: Float64Array.of(1, 3, 3, 1) }
    expect(mixShift(mix, 9, seededRng(1))?.parts[0]).toMatchObject({ before: 0.25, later: 0.75 })
    expect(mixShift(mixOf([3, 1], [0, 0]), 9, seededRng(1))).toBeNull()
    expect(mixShift({ ...mix, weight: new Float64Array(4) }, 9, seededRng(1))).toBeNull()
    expect(() => mixShift(mix, 0, seededRng(1))).toThrow(expect.objectContaining({ code: 'engine.badParameter' }))
  })
})

describe('the rhythm of a customer', () => {
  const { own } = reference
  const [k = 0, r = 0, alpha = 0] = own.parameters
  const pool: Pool = { k, r, alpha }

  it('is pooled as scipy finds it', async () => {
    const found = await fitPool({ gaps: Float64Array.from(own.gaps), starts: Int32Array.from(own.starts) }, engineContext())
    expect(found.logLikelihood - own.logLikelihood).toBeGreaterThan(-1e-7)
    expect(found.logLikelihood - own.logLikelihood).toBeLessThan(1e-3)
    expect([found.k / k, found.r / r, found.alpha / alpha].every((ratio) => Math.abs(ratio - 1) < 2e-3)).toBe(true)
    expect(found).toMatchObject({ gaps: own.gaps.length, convergence: { state: 'converged' } })
  })

  it('has the chances and bounds of scipy', () => {
    for (const { own: gaps, open, above, quantiles } of own.predictive) {
      const found = ownRhythm(pool, Float64Array.from(gaps), open, 0.9)
      expect(Math.abs(found.chanceOfWaiting / above - 1)).toBeLessThan(1e-8)
      for (const [i, value] of [found.low, found.median, found.high].entries()) {
        expect(Math.abs(value / (quantiles[i] ?? 0) - 1)).toBeLessThan(1e-7)
      }
    }
  })

  it('is the customer’s own, the more the longer it is known', () => {
    const shares = [0, 1, 5, 50].map((n) => ownRhythm(pool, new Float64Array(n).fill(9), 0, 0.9).ownShare)
    expect(shares[0]).toBe(0)
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
    expect(shares[3]).toBeGreaterThan(0.9)
    const known = ownRhythm(pool, new Float64Array(50).fill(9), 0, 0.9)
    expect(known.low).toBeLessThan(9)
    expect(known.high).toBeGreaterThan(9)
    expect(known.high).toBeLessThan(25)
  })

  it('changes where it changed, in the direction that it did', () => {
    const slower = Float64Array.of(...new Array<number>(12).fill(10), ...new Array<number>(8).fill(40))
    expect(changeOfRhythm(pool, slower, 0, 'slower')).toMatchObject({ since: 12 })
    expect(changeOfRhythm(pool, slower, 0, 'slower')?.p).toBeLessThan(0.02)
    expect(changeOfRhythm(pool, slower, 0, 'faster')?.p).toBeGreaterThan(0.3)
    expect(changeOfRhythm(pool, slower.toReversed(), 0, 'faster')?.p).toBeLessThan(0.1)
    expect(changeOfRhythm(pool, new Float64Array(12).fill(10), 120, 'slower')?.p).toBeLessThan(0.05)
    expect(changeOfRhythm(pool, Float64Array.of(10), 60, 'slower')).toBeNull()
    expect(changeOfRhythm(pool, new Float64Array(50_000).fill(1), 1e9, 'slower')?.evidence).toBeGreaterThan(1e3)
  })

  it('is evidence of at most 1 on average when nothing changed', () => {
    const rng = seededRng(11)
    const gamma = (shape: number) => -Array.from({ length: shape }, () => Math.log(1 - rng())).reduce((sum, log) => sum + log, 0)
    const whole: Pool = { k: 3, r: 2, alpha: 40 }
    const runs = 4_000
    let [mean, square] = [0, 0]
    for (let run = 0; run < runs; run++) {
      const pace = gamma(2) / 40
      const gaps = Float64Array.from({ length: 6 }, () => gamma(3) / pace)
      const evidence = changeOfRhythm(whole, gaps, 0, 'slower')?.evidence ?? 0
      mean += evidence / runs
      square += evidence ** 2 / runs
    }
    expect(mean).toBeLessThan(1 + 4 * Math.sqrt((square - mean ** 2) / runs))
    expect(mean).toBeGreaterThan(0.7)
  })

  it('refuses gaps that are none', async () => {
    for (const gap of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(fitPool({ gaps: Float64Array.of(3, gap), starts: Int32Array.of(0, 2) }, engineContext())).rejects.toMatchObject({
        code: 'rhythm.badHistory'
      })
    }
    const none = { gaps: new Float64Array(), starts: Int32Array.of(0, 0, 0) }
    await expect(fitPool(none, engineContext())).rejects.toMatchObject({ code: 'rhythm.noRepeats', details: { customers: 2 } })
  })
})
