import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latticeOf } from '../../../src/engines/features/lattice.ts'
import { lookAt } from '../../../src/engines/features/look.ts'
import { orderFeatures, steadyShares } from '../../../src/engines/features/trade.ts'
import { proposeTreatment, treat, untreat } from '../../../src/engines/features/treatment.ts'
import { yeoJohnson, yeoJohnsonInverse, yeoJohnsonLambda } from '../../../src/engines/features/yeo-johnson.ts'
import { moments, skewness } from '../../../src/engines/math/moments.ts'
import { normalNumber } from '../../../src/engines/math/normal.ts'
import { ranks } from '../../../src/engines/math/ranks.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import type { Trade } from '../../../src/shared/model/trade.ts'

const DAY = 86_400
const at = (date: string) => Date.parse(`${date}Z`) / 1000

describe('features from order lines', () => {
  // Customer 0: three orders on 1 Jan, 11 Jan, 31 Jan 2024 (a Monday, a Thursday, a Wednesday); customer 1: one order on Sat 6 July.
  const trade: Trade = {
    customers: 2,
    customerOf: Int32Array.of(0, 0, 0, 1, 1),
    channelOf: Int32Array.of(0, 0, 1, -1, 0),
    orderOf: Int32Array.of(0, 0, 1, 2, 2, 3, 4),
    at: Float64Array.of(
      at('2024-01-01'),
      at('2024-01-01') + 60,
      at('2024-01-11'),
      at('2024-01-31'),
      at('2024-02-05'),
      at('2024-07-06') + DAY - 1,
      at('2024-07-07')
    ),
    amount: Float64Array.of(60, 20, 40, 80, -50, 10, 0),
    kind: Uint8Array.of(0, 0, 0, 0, 1, 0, 2),
    categoryOf: Int32Array.of(0, 1, 0, 1, 1, -1, 0),
    discounted: Uint8Array.of(0, 1, 0, 0, 0, 0, 0),
    categories: 2,
    channels: 2,
    knowsDiscounts: true
  }

  it('are those by hand', () => {
    const found = orderFeatures(trade)
    expect(Array.from(found.orders)).toEqual([3, 1])
    expect(found.gapMean[0]).toBe(15)
    expect(found.gapSpread[0]).toBeCloseTo(Math.sqrt(50), 12)
    expect(found.gapMean[1]).toBeNaN()
    expect(found.discountShare[0]).toBeCloseTo(1 / 3, 12)
    expect(found.returnShare[0]).toBe(50 / 200)
    expect(found.returnShare[1]).toBe(0)
    expect(Array.from(found.categoryShare.subarray(0, 2))).toEqual([0.5, 0.5])
    expect(found.categoryShare[2]).toBeNaN()
    expect(found.categoryVariety[0]).toBeCloseTo(2, 12)
    expect(Array.from(found.channelShare.subarray(0, 2))).toEqual([2 / 3, 1 / 3])
    expect(Array.from(found.weekendShare)).toEqual([0, 1])
    expect(Array.from(found.seasonShare)).toEqual([1, 0, 0, 0, 0, 0, 1, 0])
  })

  it('know the season of every day of four centuries', () => {
    const seasonOf = (day: number) => {
      const one: Trade = {
        ...trade,
        customers: 1,
        customerOf: Int32Array.of(0),
        channelOf: Int32Array.of(-1),
        orderOf: Int32Array.of(0),
        at: Float64Array.of(day * DAY),
        amount: Float64Array.of(1),
        kind: Uint8Array.of(0),
        categoryOf: Int32Array.of(-1),
        discounted: Uint8Array.of(0)
      }
      return orderFeatures(one).seasonShare.indexOf(1)
    }
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 100_000 }), (day) => {
        const month = new Date(day * DAY * 1000).getUTCMonth() + 1
        expect(seasonOf(day)).toBe(Math.floor((month % 12) / 3))
      })
    )
  })

  it('draw shares of few orders towards everybody’s, and leave the unknown unknown', () => {
    // Everybody: (1 x 1 + 0 x 9) / 10.
    const found = steadyShares(Float64Array.of(1, 0, Number.NaN), Float64Array.of(1, 9, 4))
    expect(found[0]).toBeCloseTo((1 + 2 * 0.1) / 3, 12)
    expect(found[1]).toBeCloseTo(0.2 / 11, 12)
    expect(found[2]).toBeNaN()
  })
})

describe('Yeo–Johnson', () => {
  it('has its inverse, keeps the order, and is the identity at 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 4, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (lambda, a, b) => {
          expect(yeoJohnson(a, 1)).toBeCloseTo(a, 10)
          const back = yeoJohnsonInverse(yeoJohnson(a, 0.3), 0.3)
          expect(Math.abs(back - a)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(a)))
          if (a < b) expect(yeoJohnson(a, lambda)).toBeLessThanOrEqual(yeoJohnson(b, lambda))
        }
      )
    )
  })

  it('takes the logarithm of what is log-normal', () => {
    const rng = seededRng(5)
    const values = Float64Array.from({ length: 4000 }, () => Math.expm1(4 + 0.5 * normalNumber(rng)))
    expect(yeoJohnsonLambda(values)).toBeCloseTo(0, 1)
  })
})

describe('the treatment of a column', () => {
  const rng = seededRng(9)
  const normal = (n = 500) => Float64Array.from({ length: n }, () => normalNumber(rng))

  it('leaves the even alone, logs the skewed, bends what has both signs', () => {
    expect(proposeTreatment(normal(), false)).toMatchObject({ shape: 'none', scale: 'robust' })
    expect(
      proposeTreatment(
        normal().map((x) => Math.exp(x)),
        false
      )
    ).toMatchObject({ shape: 'log' })
    const both = normal().map((x) => Math.exp(1.5 * x) - 1)
    const treatment = proposeTreatment(both, false)
    expect(treatment.shape).toBe('yeo-johnson')
    expect(Math.abs(skewness(moments(both.map((x) => treat(treatment, x)))))).toBeLessThan(0.5)
  })

  it('leaves a share its shape, and scales by the standard deviation where the quartiles say nothing of the tail', () => {
    const share = Float64Array.from({ length: 200 }, (_, i) => (i < 150 ? 0 : i < 160 ? 0.1 : 0.9))
    const treatment = proposeTreatment(share, true)
    expect(treatment).toMatchObject({ shape: 'none', scale: 'z' })
    expect(treat(treatment, 0.9)).toBeLessThan(3)
  })

  it('moves one huge outlier to the fence, and can be undone for everybody else', () => {
    const values = normal(999).map((x) => 100 + 10 * x)
    const treatment = proposeTreatment(Float64Array.of(...values, 1e12), true)
    expect(treatment.high).toBeLessThan(200)
    expect(treat(treatment, 1e12)).toBe(treat(treatment, treatment.high))
    expect(untreat(treatment, treat(treatment, 104))).toBeCloseTo(104, 9)
  })

  it('fills in the median', () => {
    const treatment = proposeTreatment(Float64Array.of(1, 2, 3, 4, 90), false)
    expect(treatment.fill).toBe(3)
    expect(treat(treatment, Number.NaN)).toBe(treat(treatment, 3))
  })

  it('is finite and in order for whatever numbers there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.boolean(),
        (numbers, bounded) => {
          const treatment = proposeTreatment(Float64Array.from(numbers), bounded)
          const treated = numbers.toSorted((a, b) => a - b).map((value) => treat(treatment, value))
          expect(treated.every(Number.isFinite)).toBe(true)
          expect(treated.every((value, i) => i === 0 || value >= (treated[i - 1] as number) - 1e-9)).toBe(true)
        }
      )
    )
  })
})

describe('a treatment that is asked for', () => {
  const amounts = Float64Array.from({ length: 200 }, (_, i) => Math.exp(i / 40))

  it('is taken as far as the values allow', () => {
    expect(proposeTreatment(amounts, false)).toMatchObject({ shape: 'log' })
    expect(proposeTreatment(amounts, false, { shape: 'none', scale: 'z' })).toMatchObject({ shape: 'none', scale: 'z' })
    expect(proposeTreatment(amounts, false, { shape: 'yeo-johnson' })).toMatchObject({ shape: 'yeo-johnson' })
    expect(proposeTreatment(amounts, true, { shape: 'log' })).toMatchObject({ shape: 'log' })
    // No logarithm of what is negative, no quartiles of what hardly anybody has.
    expect(
      proposeTreatment(
        amounts.map((value) => value - 20),
        false,
        { shape: 'log' }
      )
    ).toMatchObject({ shape: 'yeo-johnson' })
    const rare = Float64Array.from({ length: 100 }, (_, i) => Number(i < 5))
    expect(proposeTreatment(rare, false, { shape: 'none', scale: 'robust' })).toMatchObject({ shape: 'none', scale: 'z' })
  })

  it('can be undone as any other', () => {
    for (const shape of ['none', 'log', 'yeo-johnson'] as const) {
      const treatment = proposeTreatment(amounts, false, { shape, scale: 'robust' })
      for (const value of [1.5, 7, 90]) expect(untreat(treatment, treat(treatment, value))).toBeCloseTo(value, 6)
    }
  })
})

describe('looking at a column', () => {
  it('counts what is there and what is missing', () => {
    const look = lookAt(Float64Array.of(1, 1, 1, Number.NaN, 5))
    expect(look).toMatchObject({ known: 4, missing: 1, min: 1, max: 5, median: 1, mostFrequent: 0.75 })
    expect(look.histogram.reduce((sum, count) => sum + count, 0)).toBe(4)
  })

  it('tells a comb from a measure', () => {
    expect(Array.from(latticeOf(Float64Array.of(3, 1, Number.NaN, 4)) ?? [])).toEqual([1, 2, 3, 4])
    expect(Array.from(latticeOf(Float64Array.of(0.5, 0.7)) ?? [])).toEqual([0.5, 0.6, 0.7])
    expect(latticeOf(Float64Array.of(Math.PI, Math.E))).toBeNull()
    expect(latticeOf(Float64Array.of(1, 1e9))).toBeNull()
    expect(latticeOf(Float64Array.of(2, 2))).toBeNull()
  })

  it('ranks with ties in the middle', () => {
    expect(Array.from(ranks(Float64Array.of(10, 30, 10, 20)))).toEqual([1.5, 4, 1.5, 3])
  })
})
