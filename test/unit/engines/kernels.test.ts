import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { compileKernels, moduleFile, moduleText } from '../../../scripts/compile-kernels.ts'
import { Arena } from '../../../src/engines/kernels/arena.ts'
import {
  COLUMN_SUMS,
  COLUMN_WEIGHTS,
  COLUMNS,
  PRODUCTS,
  ROW_WEIGHTS,
  ROWS,
  SCORES,
  STRIP,
  STRIPS,
  WEIGHTED_STRIP
} from '../../../src/engines/kernels/layout.ts'
import { type KmeansParams, kmeans } from '../../../src/engines/kmeans.ts'
import { linkage } from '../../../src/engines/linkage.ts'
import { type Labelling, silhouettes } from '../../../src/engines/silhouette.ts'
import { blobs, engineContext } from './support.ts'

const params = (over: Partial<KmeansParams>): KmeansParams => ({ k: 3, starts: 3, tolerance: 1e-4, maxIterations: 300, ...over })
const isCompiled = () => new Arena([{ word: ROWS, kind: 'f64', length: 1 }]).memory !== null

afterEach(() => vi.unstubAllGlobals())

/** What the engine gives where WebAssembly is missing. */
async function plainly<T>(run: () => Promise<T>): Promise<T> {
  vi.stubGlobal('WebAssembly', undefined)
  try {
    expect(isCompiled()).toBe(false)
    return await run()
  } finally {
    vi.unstubAllGlobals()
  }
}

describe('the compiled kernels', () => {
  it('are what the sources compile to', async () => {
    expect(readFileSync(moduleFile, 'utf8')).toBe(moduleText(await compileKernels()))
  })

  it('are what computes here', () => {
    expect(isCompiled()).toBe(true)
  })

  const shapes = [
    { n: 60, p: 1, k: 2 },
    { n: 300, p: 2, k: 3 },
    { n: 3000, p: 3, k: 9 },
    { n: 5000, p: 12, k: 8 },
    { n: 2500, p: 5, k: 10 },
    { n: 2500, p: 7, k: 17 },
    { n: 900, p: 6, k: 130 },
    { n: 400, p: 4, k: 1 }
  ]
  it.each(shapes)('give k-means of $n x $p in $k clusters to the bits of their twins', async ({ n, p, k }) => {
    const data = blobs(11, n, p, 7)
    const run = () => kmeans(data, n, p, params({ k }), engineContext(3))
    expect(await run()).toEqual(await plainly(run))
  })

  it('give k-means of grids, where most distances tie, and of huge numbers to the bits of their twins', async () => {
    const cell = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom(1e17, -1e140, 1e-160))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 4, maxLength: 40 }), fc.nat(), async (rows, seed) => {
        fc.pre(new Set(rows.map(String)).size >= 4)
        const run = () => kmeans(Float64Array.from(rows.flat()), rows.length, 3, params({ k: 4 }), engineContext(seed)).catch(String)
        expect(await run()).toEqual(await plainly(run))
      })
    )
  })

  it.each([
    { n: 500, p: 3, ks: [2, 5, 6] },
    { n: 1200, p: 12, ks: [8] },
    { n: 777, p: 5, ks: [3] },
    { n: 17, p: 2, ks: [2] },
    { n: 40, p: 1, ks: [2, 39] }
  ])('give silhouettes of $n x $p to the bits of their twins', async ({ n, p, ks }) => {
    const data = blobs(12, n, p, 5)
    const labellings: Labelling[] = ks.map((k) => ({ k, labels: Int32Array.from({ length: n }, (_, i) => (i * i + i) % k) }))
    for (const rows of [n, 20]) {
      const run = () => silhouettes(data, n, p, labellings, rows, engineContext(3))
      expect(await run()).toEqual(await plainly(run))
    }
  })
})

describe('distances of one row from tiles', () => {
  it.each(['average', 'complete'] as const)('give the tree by %s linkage to the bits of their twins', async (how) => {
    const data = blobs(31, 1100, 5, 6)
    const run = () => linkage(data, 1100, 5, { linkage: how, metric: 'euclidean' }, engineContext())
    expect(await run()).toEqual(await plainly(run))
  })
})

describe('sums over strips', () => {
  const [columns, rows] = [8, 3 * STRIP]
  const numbers = blobs(21, rows, columns + 2, 3)
  /** Everything that the three kernels leave, over all strips but the first. */
  const run = async () => {
    const arena = new Arena(
      (
        [
          [STRIPS, rows * columns],
          [COLUMN_WEIGHTS, columns],
          [COLUMN_SUMS, columns],
          [SCORES, rows],
          [ROW_WEIGHTS, rows],
          [PRODUCTS, columns ** 2],
          [WEIGHTED_STRIP, columns * STRIP]
        ] as const
      ).map(([word, length]) => ({ word, kind: 'f64', length }))
    )
    arena.i32[COLUMNS] = columns
    const [strips, rowWeights] = [arena.doubles(STRIPS), arena.doubles(ROW_WEIGHTS)]
    strips.set(numbers.subarray(0, rows * columns))
    rowWeights.set(numbers.subarray(rows * columns, rows * (columns + 1)))
    arena.doubles(COLUMN_WEIGHTS).set(numbers.subarray(rows * (columns + 1), rows * (columns + 1) + columns))
    arena.kernels.scores(0, 1, 3)
    const scores = arena.doubles(SCORES).slice()
    arena.kernels.gradient(0, 1, 3)
    arena.kernels.products(0, 1, 3)
    const lower = arena.doubles(PRODUCTS).map((value, at) => (at % columns <= Math.floor(at / columns) ? value : 0))
    return { scores, sums: arena.doubles(COLUMN_SUMS).slice(), lower }
  }
  const at = (r: number, j: number) => numbers[(Math.floor(r / STRIP) * columns + j) * STRIP + (r % STRIP)] as number
  const all = Array.from({ length: 2 * STRIP }, (_, i) => STRIP + i)

  it('are those of the rows one by one', async () => {
    const { scores, sums, lower } = await run()
    for (const r of [STRIP, 2 * STRIP + 77]) {
      const expected = Array.from({ length: columns }, (_, j) => at(r, j) * (numbers[rows * (columns + 1) + j] as number))
      expect(scores[r]).toBeCloseTo(
        expected.reduce((sum, value) => sum + value),
        8
      )
    }
    expect(scores[0]).toBe(0)
    for (let j = 0; j < columns; j++) {
      expect(sums[j]).toBeCloseTo(
        all.reduce((sum, r) => sum + (scores[r] as number) * at(r, j), 0),
        6
      )
      for (let i = j; i < columns; i++) {
        const product = all.reduce((sum, r) => sum + at(r, i) * at(r, j) * (numbers[rows * columns + r] as number) ** 2, 0)
        expect(lower[i * columns + j]).toBeCloseTo(product, 6)
      }
    }
  })

  it('are those of their twins to the bits', async () => {
    expect(await run()).toEqual(await plainly(run))
  })
})

describe('the memory of the kernels', () => {
  it('says so when a table is larger than addresses reach', () => {
    expect(() => new Arena([{ word: ROWS, kind: 'f64', length: 2 ** 29 }])).toThrow(
      expect.objectContaining({ code: 'engine.badParameter' })
    )
  })

  it('of k-means is at most one and a half times a table of 1,000,000 x 12, the table itself included', async () => {
    let bytes = 0
    const Memory = WebAssembly.Memory
    vi.stubGlobal('WebAssembly', {
      ...WebAssembly,
      Module: WebAssembly.Module,
      Instance: WebAssembly.Instance,
      Memory: class extends Memory {
        constructor(descriptor: ConstructorParameters<typeof Memory>[0]) {
          super(descriptor)
          bytes += this.buffer.byteLength
        }
      }
    })
    const [n, p] = [1_000_000, 12]
    const data = new Float64Array(n * p)
    for (let i = 0; i < n; i++) data[i * p] = i % 8
    const { labels } = await kmeans(data, n, p, params({ k: 8, starts: 2 }), engineContext())
    // The best labels so far are kept while the next start runs.
    expect(bytes).toBeGreaterThan(data.byteLength)
    expect(bytes + 2 * labels.byteLength).toBeLessThan(1.5 * data.byteLength)
  })
})
