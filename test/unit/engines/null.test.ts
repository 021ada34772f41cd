import { describe, expect, it } from 'vitest'
import { chance, shareAsClear } from '../../../src/engines/chance.ts'
import { openKmeans } from '../../../src/engines/kmeans.ts'
import { choleskyOfCorrelations } from '../../../src/engines/math/cholesky.ts'
import { correlations } from '../../../src/engines/math/correlation.ts'
import { moments, standardDeviation } from '../../../src/engines/math/moments.ts'
import { normalCdf, normalNumber } from '../../../src/engines/math/normal.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { oneMode } from '../../../src/engines/null/one-mode.ts'
import { singleMode } from '../../../src/engines/null/single-mode.ts'
import { engineContext } from './support.ts'

const drawn = (n: number, of: (rng: () => number) => number, seed = 1) => {
  const rng = seededRng(seed)
  return Float64Array.from({ length: n }, () => of(rng))
}
const quantiles = (of: ReturnType<typeof oneMode>) => Float64Array.from({ length: 999 }, (_, i) => of.quantile((i + 1) / 1000))

/** Modes of a sample of quantiles, by a coarse histogram. */
function modesOf(values: Float64Array, bins = 20): number {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const counts = new Array(bins).fill(0)
  for (const value of values) counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]++
  return counts.filter((count, i) => count > (counts[i - 1] ?? -1) + 2 && count >= (counts[i + 1] ?? -1)).length
}

describe('the normal distribution', () => {
  it('has the values of its tables', () => {
    for (const [x, p] of [
      [0, 0.5],
      [1, 0.8413447461],
      [-1.96, 0.0249978951],
      [2.5758293035, 0.995],
      [-6, 9.865876e-10]
    ] as const) {
      expect(normalCdf(x) / p).toBeCloseTo(1, 6)
    }
    expect(normalCdf(40)).toBe(1)
    const about = moments(drawn(20_000, normalNumber))
    expect(about.mean).toBeCloseTo(0, 1)
    expect(standardDeviation(about)).toBeCloseTo(1, 1)
  })
})

describe('correlations and their root', () => {
  it('are those of a table by hand, and L Lᵀ gives the matrix back', () => {
    const found = correlations(Float64Array.of(1, 2, 5, 2, 4, 5, 3, 6, 5), 3, 3)
    expect(Array.from(found)).toEqual([1, expect.closeTo(1, 12), 0, expect.closeTo(1, 12), 1, 0, 0, 0, 1])
    const matrix = Float64Array.of(1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1)
    const lower = choleskyOfCorrelations(matrix, 3)
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let sum = 0
        for (let k = 0; k < 3; k++) sum += (lower[i * 3 + k] as number) * (lower[j * 3 + k] as number)
        expect(sum).toBeCloseTo(matrix[i * 3 + j] as number, 12)
      }
    }
  })

  it('are drawn towards none where they cannot all hold', () => {
    const impossible = Float64Array.of(1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1)
    expect(choleskyOfCorrelations(impossible, 3).every(Number.isFinite)).toBe(true)
  })
})

describe('a marginal with one mode', () => {
  it('keeps a normal distribution nearly as it is', () => {
    const values = drawn(2000, normalNumber)
    const about = moments(quantiles(oneMode(values)))
    expect(about.mean).toBeCloseTo(0, 1)
    expect(standardDeviation(about)).toBeGreaterThan(0.95)
    expect(standardDeviation(about)).toBeLessThan(1.15)
  })

  it('keeps a flat distribution flat up to its edges', () => {
    const of = oneMode(drawn(2000, (rng) => rng()))
    for (const u of [0.05, 0.25, 0.5, 0.75, 0.95]) expect(of.quantile(u)).toBeCloseTo(u, 1)
  })

  it('makes one heap of two', () => {
    const two = drawn(1000, (rng) => normalNumber(rng) + (rng() < 0.5 ? 8 : 0))
    expect(modesOf(two)).toBe(2)
    const of = oneMode(two)
    expect(of.bandwidth).toBeGreaterThan(2)
    expect(modesOf(quantiles(of))).toBe(1)
  })

  it('takes no smoothing for a comb that falls off, and much for one with a hole', () => {
    const lattice = Float64Array.from({ length: 10 }, (_, i) => i + 1)
    const falling = Float64Array.from([1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 10])
    expect(oneMode(falling, lattice).bandwidth).toBeGreaterThan(0.5)
    const smooth = Float64Array.from(Array.from(lattice.toReversed()).flatMap((size, i) => new Array<number>(size).fill(i + 1)))
    expect(oneMode(smooth, lattice).bandwidth).toBeLessThan(0.05)
  })

  it('is a point where nothing varies', () => {
    expect(oneMode(Float64Array.of(3, 3, 3)).quantile(0.7)).toBe(3)
  })
})

describe('the single-mode null', () => {
  it('has the correlations of the data, also where ties weaken them, and only values of the lattice', () => {
    const rng = seededRng(3)
    const n = 1500
    const data = new Float64Array(n * 2)
    for (let i = 0; i < n; i++) {
      const common = normalNumber(rng)
      data[2 * i] = Math.round(common + 0.6 * normalNumber(rng))
      data[2 * i + 1] = common + 0.6 * normalNumber(rng)
    }
    const lattice = Float64Array.from({ length: 13 }, (_, i) => i - 6)
    const table = new Float64Array(4000 * 2)
    singleMode(data, n, 2, [lattice, null], seededRng(4)).draw(table, seededRng(5))
    expect(correlations(table, 4000, 2)[1]).toBeCloseTo(correlations(data, n, 2)[1] as number, 1)
    for (let i = 0; i < 4000; i++) expect(Number.isInteger(table[2 * i])).toBe(true)
  })
})

describe('chance', () => {
  const n = 240
  const rng = seededRng(2)
  const heaps = Float64Array.from({ length: n * 2 }, (_, at) => normalNumber(rng) + (Math.floor(at / 2) % 3 === at % 2 ? 9 : 0))
  const params = {
    ks: [2, 3, 4, 5],
    draws: 19,
    rows: 200,
    evaluated: 200,
    starts: 2,
    tolerance: 1e-3,
    maxIterations: 50,
    open: (rows: number, most: number, ctx: Parameters<typeof openKmeans>[3]) => openKmeans(rows, 2, most, ctx),
    embed: (data: Float64Array) => ({ data, p: 2 })
  }

  it('never looks as clear as three heaps, and is the same for the same seed', async () => {
    const found = await chance(heaps, n, 2, [null, null], params, engineContext(1))
    const best = Math.max(...found.observed)
    expect(best).toBe(found.observed[1])
    expect(found.rows).toBe(200)
    expect(shareAsClear(found, best, params.ks)).toBe(1 / 20)
    expect(shareAsClear(found, -1, params.ks)).toBe(1)
    expect(await chance(heaps, n, 2, [null, null], params, engineContext(1))).toEqual(found)
  })

  it('draws the same first tables however many follow', async () => {
    const few = await chance(heaps, n, 2, [null, null], { ...params, draws: 3 }, engineContext(1))
    const many = await chance(heaps, n, 2, [null, null], { ...params, draws: 5 }, engineContext(1))
    expect(many.drawn.subarray(0, few.drawn.length)).toEqual(few.drawn)
  })

  it('stops when it is cancelled', async () => {
    const controller = new AbortController()
    let clock = 0
    const ctx = engineContext(1, {
      signal: controller.signal,
      now: () => (clock += 30),
      onProgress: () => controller.abort(new Error('enough'))
    })
    await expect(chance(heaps, n, 2, [null, null], params, ctx)).rejects.toThrow('enough')
  })
})
