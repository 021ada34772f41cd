import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type StlChoice, type StlParams, stl, stlParams } from '../../../src/engines/stl.ts'
import { readReference } from './support.ts'

interface Parts {
  trend: number[]
  seasonal: number[]
  residual: number[]
  weights: number[]
}

type Three = [season: number, trend: number, lowPass: number]
interface OfR extends Parts {
  name: string
  values: number[]
  period: number
  window: Three
  degree: [0 | 1, 0 | 1, 0 | 1]
  jump: Three
  inner: number
  outer: number
  periodic: boolean
}

const r: { cases: OfR[] } = JSON.parse(readReference('stl-r.json'))
const statsmodels: { cases: (Parts & { of: string; choice: StlChoice })[] } = JSON.parse(readReference('stl-statsmodels.json'))

function expectSame(found: Record<keyof Parts, Float64Array>, published: Parts): void {
  for (const part of ['trend', 'seasonal', 'residual', 'weights'] as const) {
    const furthest = Math.max(...published[part].map((value, i) => Math.abs(value - (found[part][i] ?? Number.NaN))))
    expect(furthest, part).toBeLessThan(1e-8)
  }
}

describe('stl', () => {
  it.each(r.cases)('is R’s: $name', (published) => {
    const { values, period, window, degree, jump, inner, outer, periodic } = published
    const [season, trend, lowPass] = [0, 1, 2].map((i) => ({ window: window[i], degree: degree[i], jump: jump[i] })) as unknown as [
      StlParams['trend'],
      StlParams['trend'],
      StlParams['trend']
    ]
    const params: StlParams = { period, seasonal: periodic ? 'periodic' : season, trend, lowPass, inner, outer }
    expectSame(stl(Float64Array.from(values), params), published)
  })

  it.each(r.cases.filter(({ periodic }) => periodic))('takes R’s windows by itself: $name', (published) => {
    const params = stlParams({ period: published.period, seasonal: 'periodic', robust: published.outer > 0 })
    expectSame(stl(Float64Array.from(published.values), params), published)
  })

  it.each(statsmodels.cases)('is statsmodels’: $of, $choice', ({ of, choice, ...published }) => {
    const values = r.cases.find(({ name }) => name === of)?.values ?? []
    expectSame(stl(Float64Array.from(values), stlParams(choice)), published)
  })

  it('adds up, and follows a shift and a scale of its values', () => {
    const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 14, maxLength: 60 })
    fc.assert(
      fc.property(series, fc.integer({ min: -50, max: 50 }), fc.boolean(), (numbers, shift, robust) => {
        const values = Float64Array.from(numbers)
        const params = stlParams({ period: 7, robust })
        const { trend, seasonal, residual } = stl(values, params)
        const moved = stl(
          values.map((value) => value + shift),
          params
        )
        values.forEach((value, i) => {
          expect((trend[i] ?? 0) + (seasonal[i] ?? 0) + (residual[i] ?? 0)).toBeCloseTo(value, 8)
          if (!robust) expect(moved.trend[i]).toBeCloseTo((trend[i] ?? 0) + shift, 6)
        })
      }),
      { numRuns: 60 }
    )
  })

  it('gives a value that stands alone no weight when it is robust', () => {
    const values = Float64Array.from({ length: 48 }, (_, i) => 100 + i + 10 * Math.sin((2 * Math.PI * i) / 12) + (i % 5) / 10)
    values[30] = 400
    const { weights, residual } = stl(values, stlParams({ period: 12, robust: true }))
    expect(weights[30]).toBe(0)
    expect(residual[30]).toBeGreaterThan(200)
  })

  it('refuses what has no two periods', () => {
    expect(() => stl(new Float64Array(23), stlParams({ period: 12 }))).toThrow(expect.objectContaining({ code: 'engine.badParameter' }))
    expect(() => stl(new Float64Array(23), stlParams({ period: 1 }))).toThrow(expect.objectContaining({ code: 'engine.badParameter' }))
  })
})
