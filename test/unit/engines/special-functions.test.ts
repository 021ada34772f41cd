import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betaBinomialTail, betaBinomialTails } from '../../../src/engines/math/beta-binomial.ts'
import { digamma, digammaRise, lnGamma, lnRise } from '../../../src/engines/math/gamma.ts'
import { gaussLegendre } from '../../../src/engines/math/gauss-legendre.ts'
import { betaOddsQuantile, incompleteBeta, incompleteBetaAbove, logIncompleteBetaAbove } from '../../../src/engines/math/incomplete-beta.ts'
import { maximise } from '../../../src/engines/math/maximise.ts'
import { PhaseCount } from '../../../src/engines/rhythm/phase-count.ts'
import { emptyIntegral, powerIntegral } from '../../../src/engines/rhythm/power-integral.ts'
import { readReference } from './support.ts'

const { special }: { special: { gamma: [number, number, number][]; beta: number[][]; powers: number[][] } } = JSON.parse(
  readReference('rhythm.json')
)

const close = (ours: number, theirs: number, error: number) =>
  expect(Math.abs(ours - theirs), `${ours} for ${theirs}`).toBeLessThan(error * Math.max(1, Math.abs(theirs)))

describe('special functions', () => {
  it('ln Γ and ψ have all digits', () => {
    for (const [x, log, slope] of special.gamma) {
      close(lnGamma(x), log, 1e-14)
      close(digamma(x), slope, 1e-14)
    }
  })

  it('rise as they should, by product and by difference', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.integer({ min: 0, max: 60 }), (a, n) => {
        close(lnRise(a, n), lnGamma(a + n) - lnGamma(a), 1e-11)
        close(digammaRise(a, n), digamma(a + n) - digamma(a), 1e-11)
      })
    )
    // The difference of the logarithms has lost these digits.
    close(lnRise(1e12, 3), 3 * Math.log(1e12) + 3e-12, 1e-15)
  })

  it('the incomplete beta function has twelve digits on both sides', () => {
    for (const [x = 0, a = 0, b = 0, below = 0, above = 0] of special.beta) {
      expect(Math.abs(incompleteBeta(x, a, b) - below)).toBeLessThan(1e-12)
      expect(Math.abs(incompleteBetaAbove(x, a, b) - above)).toBeLessThan(1e-12)
      if (above > 1e-12) close(logIncompleteBetaAbove(x, a, b, 1 - x), Math.log(above), 1e-10)
      if (below < 0.5 && below > 1e-12) expect(Math.abs(incompleteBeta(x, a, b) / below - 1)).toBeLessThan(1e-10)
    }
    expect([incompleteBeta(0, 1, 2), incompleteBeta(1, 1, 2), incompleteBetaAbove(0, 1, 2), incompleteBetaAbove(1, 1, 2)]).toEqual([
      0, 1, 1, 0
    ])
  })

  it('its quantile goes back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 0.2, max: 50, noNaN: true }),
        fc.double({ min: 0.2, max: 50, noNaN: true }),
        (p, a, b) => {
          const odds = betaOddsQuantile(p, a, b)
          expect(Math.abs(incompleteBetaAbove(odds / (1 + odds), a, b, 1 / (1 + odds)) - (1 - p))).toBeLessThan(1e-9)
        }
      )
    )
    expect([betaOddsQuantile(0, 1, 1), betaOddsQuantile(1, 1, 1)]).toEqual([0, Number.POSITIVE_INFINITY])
  })

  it('quadrature is exact for polynomials', () => {
    const { nodes, weights } = gaussLegendre(6)
    for (let degree = 0; degree <= 11; degree++) {
      close(
        nodes.reduce((sum, x, i) => sum + (weights[i] as number) * x ** degree, 0),
        1 / (degree + 1),
        1e-14
      )
    }
  })

  it('integrals of two powers have eleven digits, from flat ones to steep ones', () => {
    for (const [alpha = 0, beta = 0, A = 0, B = 0, low = 0, high = 0, log = 0] of special.powers) {
      const found = powerIntegral(alpha, beta, A, B, low, high, emptyIntegral())
      expect(Math.abs(found.log - log), `${[alpha, beta, A, B]}`).toBeLessThan(1e-11 * Math.max(1, Math.abs(log)))
    }
  })

  it('counts of phases are a distribution, for few and for very many', () => {
    for (const [R, A, t] of [
      [0.3, 5, 40],
      [2, 1, 0.01],
      [60_000, 100, 50],
      [1e7, 1e7, 5]
    ] as const) {
      const count = new PhaseCount(R, A, t)
      let mean = 0
      for (let n = 1; n < count.end; n++) mean += count.atLeast(n)
      close(mean, (R * t) / A, 1e-9)
      expect([count.atLeast(0), count.atLeast(count.end)]).toEqual([1, expect.closeTo(0, 12)])
    }
  })
})

describe('maximising', () => {
  const options = { bound: 10, maxIterations: 300, tolerance: 1e-9 }
  /** Rosenbrock's valley, upside down: its maximum is 0 at (1, 1). */
  const valley = async ([x = 0, y = 0]: Float64Array, gradient: Float64Array) => {
    gradient.set([2 * (1 - x) + 400 * x * (y - x * x), -200 * (y - x * x)])
    return -((1 - x) ** 2) - 100 * (y - x * x) ** 2
  }

  it('finds the top, its curvature, and says how long it took', async () => {
    const found = await maximise(valley, Float64Array.of(-1.2, 1), options)
    for (const value of found.at) close(value, 1, 1e-9)
    expect(found).toMatchObject({ bounded: [], definite: true })
    for (const [i, value] of [802, -400, -400, 200].entries()) close(found.curvature[i] as number, value, 1e-6)
    expect(found.evaluations).toBeLessThan(120)
  })

  it('stops at the edge of the range, and says where', async () => {
    const rising = async ([x = 0, y = 0]: Float64Array, gradient: Float64Array) => {
      gradient.set([1, -2 * y])
      return x - y * y
    }
    const found = await maximise(rising, Float64Array.of(0, 3), options)
    expect(found).toMatchObject({ bounded: [0], gradient: expect.closeTo(0, 8) })
    expect(Array.from(found.at)).toEqual([10, expect.closeTo(0, 8)])
  })

  it('survives points where there is no value, and does not call a ridge a top', async () => {
    const holed = async (at: Float64Array, gradient: Float64Array) => {
      const value = await valley(at, gradient)
      return (at[0] as number) > 1.5 ? Number.NaN : value
    }
    close((await maximise(holed, Float64Array.of(-1.2, 1), options)).at[0] as number, 1, 1e-8)
    const ridge = async ([x = 0, y = 0]: Float64Array, gradient: Float64Array) => {
      gradient.fill(-2 * (x + y - 1))
      return -((x + y - 1) ** 2)
    }
    expect((await maximise(ridge, Float64Array.of(0, 0), options)).definite).toBe(false)
  })
})

it('the beta-binomial’s upper tail is scipy’s, and the binomial’s where the chance is known', () => {
  // scipy 1.x: betabinom.sf(x − 1, n, s m, s (1 − m)) with s = 1 / (spread m (1 − m)); binom.sf(2, 3, 0.5).
  for (const [x, n, mean, spread, tail] of [
    [3, 3, 0.5, 0, 0.125],
    [4, 10, 0.2, 0.5, 0.17606907921147585],
    [1, 40, 0.1, 2, 0.7113378717385014],
    [12, 60, 0.08, 0.3, 0.03568516063942517],
    [30, 500, 0.05, 0.02, 0.21701128441995798],
    [5, 6, 0.9, 4, 0.8449762625515803]
  ] as const)
    expect(Math.abs(betaBinomialTail(x, n, mean, spread) / tail - 1)).toBeLessThan(1e-10)
  expect(betaBinomialTail(0, 5, 0.3, 0.2)).toBe(1)
  for (const [first, n, mean, spread] of [
    [4, 20, 0.05, 0],
    [4, 60, 0.05, 0.3],
    [130, 650, 0.2, 0.02],
    [60, 1000, 0.05, 1e-12]
  ] as const) {
    const tails = betaBinomialTails(first, n, mean, spread)
    expect(tails.length).toBeGreaterThan(5)
    for (const [at, tail] of tails.entries())
      expect(tail / betaBinomialTail(first + at, n, mean, spread)).toBeCloseTo(1, tail < 1e-9 ? 1 : 5)
  }
  expect(betaBinomialTail(6, 5, 0.3, 0.2)).toBe(0)
  expect(betaBinomialTail(30, 500, 0.05, 1e-7)).toBeCloseTo(betaBinomialTail(30, 500, 0.05, 0), 6)
})
