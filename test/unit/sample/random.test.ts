import { describe, expect, it } from 'vitest'
import { exp, ln, power } from '../../../src/main/core/sample/random/math.ts'
import { Stream } from '../../../src/main/core/sample/random/stream.ts'

const many = (n: number, draw: () => number) => Array.from({ length: n }, draw)
const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length
const variance = (x: number[]) => {
  const middle = mean(x)
  return mean(x.map((v) => (v - middle) ** 2))
}
describe('exponential and logarithm from the four operations', () => {
  it('agree with the engine to a few units in the last place', () => {
    for (let x = -600; x <= 600; x += 0.37) expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 13)
    for (let x = 1e-6; x < 1e12; x *= 1.31) expect(ln(x)).toBeCloseTo(Math.log(x), 12)
    expect([exp(0), ln(1), exp(-800)]).toEqual([1, 0, 0])
    expect(power(7.3, -1.8)).toBeCloseTo(7.3 ** -1.8, 14)
  })
})

describe('a stream', () => {
  it('gives the same numbers for a name on every machine', () => {
    const stream = new Stream(1, 'customer', 7)
    expect(many(4, () => stream.integer(0, 999_999))).toMatchInlineSnapshot(`
      [
        559523,
        913498,
        50990,
        435984,
      ]
    `)
  })

  it('is independent of other names and seeds', () => {
    const first = (seed: number, ...name: (string | number)[]) => new Stream(seed, ...name).uniform()
    const draws = [first(1, 'a', 1), first(1, 'a', 2), first(1, 'b', 1), first(2, 'a', 1), first(2 ** 40 + 1, 'a', 1)]
    expect(new Set(draws).size).toBe(draws.length)
    const neighbours = Array.from({ length: 4000 }, (_, i) => first(1, 'customer', i))
    expect(mean(neighbours)).toBeCloseTo(0.5, 1)
    expect(variance(neighbours)).toBeCloseTo(1 / 12, 2)
  })

  it('draws from the distributions that it names', () => {
    const s = new Stream(3, 'distributions')
    const n = 40_000
    const normal = many(n, () => s.normal())
    expect(mean(normal)).toBeCloseTo(0, 1)
    expect(variance(normal)).toBeCloseTo(1, 1)
    for (const shape of [0.4, 1, 9]) {
      const gamma = many(n, () => s.gamma(shape, 30))
      expect(mean(gamma) / 30).toBeCloseTo(1, 1)
      expect(Math.abs(variance(gamma) / (900 / shape) - 1)).toBeLessThan(0.1)
    }
    const poisson = many(n, () => s.poisson(3.2))
    expect(mean(poisson)).toBeCloseTo(3.2, 1)
    expect(variance(poisson) / 3.2).toBeCloseTo(1, 1)
    expect(Math.abs(mean(many(n, () => s.exponential(5))) - 5)).toBeLessThan(0.15)
    const shares = Array.from({ length: 4000 }, () => s.dirichlet([0.5, 0.3, 0.2, 0], 12))
    expect(shares.every((d) => Math.abs(d.reduce((a, b) => a + b, 0) - 1) < 1e-12 && d[3] === 0)).toBe(true)
    expect(mean(shares.map((d) => d[0] ?? 0))).toBeCloseTo(0.5, 1)
  })

  it('never draws what has no weight', () => {
    const s = new Stream(4, 'weights')
    expect(new Set(many(2000, () => s.weighted([0, 2, 0, 1, 0])))).toEqual(new Set([1, 3]))
    expect(() => s.weighted([0, 0])).toThrow(RangeError)
  })
})
