import { describe, expect, it } from 'vitest'
import { agreementWithMlHclust } from '../../../src/engines/linkage/agreement.ts'
import { copheneticCorrelation } from '../../../src/engines/linkage/cophenetic.ts'
import { clustersAt, cutTree, labelled } from '../../../src/engines/linkage/cut.ts'
import { DOUBLE_ROWS } from '../../../src/engines/linkage/kept.ts'
import { leafOrder, OPTIMAL_LEAVES } from '../../../src/engines/linkage/leaf-order.ts'
import { distance, type Metric, type Space, spaceOf } from '../../../src/engines/linkage/metric.ts'
import { leavesInOrder, type Tree } from '../../../src/engines/linkage/tree.ts'
import { twoStage, twoStageError } from '../../../src/engines/linkage/two-stage.ts'
import { type Linkage, linkage, linkages } from '../../../src/engines/linkage.ts'
import { adjustedRand } from '../../../src/engines/math/adjusted-rand.ts'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { blobs, engineContext, iris, readReference } from './support.ts'

interface Described {
  merges: [number, number, number, number][]
  cophenetic: number
  leaf_cost: number
}
type Without<K extends string> = Record<Exclude<Linkage, K>, Described>

const reference: {
  iris: Record<Linkage, Omit<Described, 'merges'> & { heights: number[]; rand: number }>
  cloud: { rows: number[][]; euclidean: Without<never>; cosine: Without<'ward'> }
  gower: { numbers: (number | null)[][]; categories: number[][] } & Without<'ward'>
} = JSON.parse(readReference('linkage.json'))

const merges = ({ parts, heights, sizes }: Tree) =>
  Array.from(heights, (height, i) => [parts[2 * i], parts[2 * i + 1], height, sizes[i]] as [number, number, number, number])

/** Distances of neighbours, added up. */
const costOf = (order: Int32Array, space: Space) =>
  order.slice(1).reduce((sum, row, i) => sum + distance(space, order[i] as number, row), 0)

async function matches(data: Float64Array, n: number, p: number, how: Linkage, metric: Metric, theirs: Described, categories?: boolean[]) {
  const ctx = engineContext()
  const tree = await linkage(data, n, p, { linkage: how, metric, ...(categories ? { categories } : {}) }, ctx)
  for (const [i, [a, b, height, size]] of merges(tree).entries()) {
    const [wantedA, wantedB, wantedHeight, wantedSize] = theirs.merges[i] ?? []
    expect([a, b, size]).toEqual([wantedA, wantedB, wantedSize])
    expect(Math.abs(height - (wantedHeight as number))).toBeLessThan(1e-9 * Math.max(1, height))
  }
  const space = spaceOf(data, n, p, metric, categories)
  expect(await copheneticCorrelation(tree, space, ctx)).toBeCloseTo(theirs.cophenetic, 10)
  const order = await leafOrder(tree, space, ctx)
  expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
  // scipy 1.10 prunes its search too early on such tables: an order that costs more than it reports would be ours to mend, one that costs less is not.
  expect(costOf(order, space)).toBeLessThan(theirs.leaf_cost + 1e-8)
}

/** Heights of merges, each found by looking at the nearest of every cluster. */
function slowly(space: Space, how: 'average' | 'complete'): number[] {
  const { n } = space
  const far = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? Infinity : distance(space, i, j))))
  const sizes = new Array<number>(n).fill(1)
  const nearestOf = (i: number) => (far[i] as Float64Array).reduce((best, value, j, row) => (value < (row[best] as number) ? j : best), 0)
  const nearest = far.map((_, i) => nearestOf(i))
  const at = (i: number, j: number) => far[i]?.[j] as number
  const heights: number[] = []
  const live = new Set(far.keys())
  while (live.size > 1) {
    let a = -1
    for (const i of live) if (a < 0 || at(i, nearest[i] as number) < at(a, nearest[a] as number)) a = i
    const b = nearest[a] as number
    heights.push(at(a, b))
    const [x, y] = [sizes[a] as number, sizes[b] as number]
    live.delete(b)
    for (const i of live) {
      const joined = how === 'complete' ? Math.max(at(a, i), at(b, i)) : (x * at(a, i) + y * at(b, i)) / (x + y)
      ;(far[a] as Float64Array)[i] = i === a ? Infinity : joined
      ;(far[i] as Float64Array)[a] = i === a ? Infinity : joined
      ;(far[i] as Float64Array)[b] = Infinity
    }
    sizes[a] = x + y
    for (const i of live) if (i === a || nearest[i] === a || nearest[i] === b) nearest[i] = nearestOf(i)
  }
  return heights
}

describe('linkage', () => {
  it.each(linkages)('%s gives iris the heights, correlation and clusters of scipy', async (how) => {
    const { data, n, p, species } = iris()
    const before = data.slice()
    const tree = await linkage(data, n, p, { linkage: how, metric: 'euclidean' }, engineContext())
    const theirs = reference.iris[how]
    for (const [i, height] of tree.heights.entries()) {
      const wanted = theirs.heights[i] as number
      expect(Math.abs(height - wanted)).toBeLessThanOrEqual(1e-9 * wanted)
    }
    expect(await copheneticCorrelation(tree, spaceOf(data, n, p, 'euclidean'), engineContext())).toBeCloseTo(theirs.cophenetic, 4)
    expect(adjustedRand(cutTree(tree, 3), species)).toBeCloseTo(theirs.rand, 4)
    expect(data).toEqual(before)
  })

  it.each(linkages)('%s gives a table without ties scipy’s very merges, correlation and cost of the leaves’ order', async (how) => {
    const { rows, euclidean, cosine } = reference.cloud
    const data = Float64Array.from(rows.flat())
    await matches(data, rows.length, 5, how, 'euclidean', euclidean[how])
    if (how !== 'ward') await matches(data, rows.length, 5, how, 'cosine', cosine[how])
  })

  it.each(['average', 'complete', 'single'] as const)(
    '%s takes Gower’s distances of numbers, categories and what is not known',
    async (how) => {
      const { numbers, categories } = reference.gower
      const data = Float64Array.from(numbers.flatMap((row, i) => [...row.map((x) => x ?? Number.NaN), ...(categories[i] as number[])]))
      await matches(data, numbers.length, 4, how, 'gower', reference.gower[how], [false, false, true, true])
    }
  )

  it.each(linkages)('%s ends for equal rows, one row, two rows and a lattice full of ties, the same each time', async (how) => {
    const run = (data: Float64Array, n: number, p: number) => linkage(data, n, p, { linkage: how, metric: 'euclidean' }, engineContext())
    expect((await run(Float64Array.of(4, 2), 1, 2)).heights).toHaveLength(0)
    expect(merges(await run(Float64Array.of(4, 4), 2, 1))).toEqual([[0, 1, 0, 2]])
    expect(Array.from((await run(new Float64Array(300).fill(0.1), 100, 3)).heights)).toEqual(new Array(99).fill(0))
    const lattice = Float64Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? Math.floor(at / 2) % 10 : Math.floor(at / 20)))
    const tree = await run(lattice, 100, 2)
    expect(tree.sizes[98]).toBe(100)
    expect(tree.heights.every((height, i) => i === 0 || height >= (tree.heights[i - 1] as number))).toBe(true)
    expect(await run(lattice, 100, 2)).toEqual(tree)
  })

  it.each(linkages)('%s counts a row that stands for several as that many equal rows', async (how) => {
    const data = blobs(3, 60, 3, 4)
    const weights = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 3))
    const repeated = Float64Array.from(
      [...weights.entries()].flatMap(([i, w]) => Array.from({ length: w }, () => [...data.subarray(i * 3, i * 3 + 3)]).flat())
    )
    const params = { linkage: how, metric: 'euclidean' } as const
    const weighted = await linkage(data, 60, 3, { ...params, weights }, engineContext())
    const whole = await linkage(repeated, repeated.length / 3, 3, params, engineContext())
    const last = whole.heights.slice(-20)
    for (const [i, height] of weighted.heights.slice(-20).entries()) expect(height).toBeCloseTo(last[i] as number, 9)
    expect(weighted.sizes[58]).toBe(repeated.length / 3)
  })

  it.each(['average', 'complete'] as const)('%s joins the two nearest of all, as a search through the whole matrix does', async (how) => {
    const [n, p] = [1050, 4]
    const rng = seededRng(5)
    const data = Float64Array.from({ length: n * p }, () => rng() + rng())
    const tree = await linkage(data, n, p, { linkage: how, metric: 'euclidean' }, engineContext())
    const wanted = slowly(spaceOf(data, n, p, 'euclidean'), how)
    expect(tree.heights.every((height, i) => Math.abs(height - (wanted[i] as number)) < 1e-9)).toBe(true)
  })

  it.each(['average', 'complete'] as const)('%s remembers the end of a chain that all rows are in', async (how) => {
    // Each is nearer to the next than to the one before, so that nothing is joined before the last has come.
    const n = 60
    const data = Float64Array.from({ length: n }, (_, i) => 1 - 0.9 ** i)
    const tree = await linkage(data, n, 1, { linkage: how, metric: 'euclidean' }, engineContext())
    const wanted = slowly(spaceOf(data, n, 1, 'euclidean'), how)
    expect(tree.heights.every((height, i) => Math.abs(height - (wanted[i] as number)) < 1e-12)).toBe(true)
  })

  it('complete joins at the distance of the two that are farthest, in single precision too', async () => {
    const n = DOUBLE_ROWS + 100
    const data = blobs(12, n, 2, 4)
    const { parts, heights } = await linkage(data, n, 2, { linkage: 'complete', metric: 'euclidean' }, engineContext())
    const space = spaceOf(data, n, 2, 'euclidean')
    const members = Array.from({ length: n }, (_, i) => [i])
    for (const [i, height] of heights.entries()) {
      const [a, b] = [members[parts[2 * i] as number] as number[], members[parts[2 * i + 1] as number] as number[]]
      members.push([...a, ...b])
      if (a.length * b.length > 1e5) continue
      const farthest = a.reduce((most, x) => b.reduce((far, y) => Math.max(far, distance(space, x, y)), most), 0)
      expect(Math.abs(height - farthest)).toBeLessThanOrEqual(1e-6 * farthest)
    }
  })

  it('does not depend on the slices of time, and stops when cancelled', async () => {
    const data = blobs(5, 300, 3, 5)
    for (const how of linkages) {
      const params = { linkage: how, metric: 'euclidean' } as const
      let now = 0
      const hurried = engineContext(1, { now: () => (now += 30) })
      expect(await linkage(data, 300, 3, params, hurried)).toEqual(await linkage(data, 300, 3, params, engineContext()))
      const stop = new AbortController()
      const onProgress = (share: number) => {
        if (share > 0.5) stop.abort(new Error('enough'))
      }
      await expect(linkage(data, 300, 3, params, { ...hurried, signal: stop.signal, onProgress })).rejects.toThrow('enough')
    }
  })

  it('refuses what has no answer', async () => {
    const run = (data: number[], how: Linkage, metric: Metric) =>
      linkage(Float64Array.from(data), data.length / 2, 2, { linkage: how, metric }, engineContext())
    await expect(run([1, 2, 3, 4], 'ward', 'cosine')).rejects.toMatchObject({ code: 'engine.badParameter' })
    await expect(run([], 'ward', 'euclidean')).rejects.toMatchObject({ code: 'engine.badParameter' })
    await expect(run([1, 2, 0, 0], 'average', 'cosine')).rejects.toMatchObject({ code: 'engine.noDirection', details: { row: 2 } })
    for (const how of linkages)
      await expect(run([1e200, 0, -1e200, 0, 0, 1], how, 'euclidean')).rejects.toMatchObject({ code: 'engine.badParameter' })
  })
})

describe('a tree', () => {
  it('is cut into as many clusters as asked, numbered by size, and any branch gives its rows', async () => {
    const n = 90
    const tree = await linkage(blobs(2, n, 2, 4), n, 2, { linkage: 'ward', metric: 'euclidean' }, engineContext())
    for (const k of [1, 2, 5, 89, 90]) {
      const labels = cutTree(tree, k)
      const sizes = Array.from({ length: k }, (_, c) => labels.filter((label) => label === c).length)
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
      expect(sizes.every((size) => size > 0)).toBe(true)
    }
    const [branch] = clustersAt(tree, 3)
    const { order, from, count } = leavesInOrder(tree)
    const start = from[branch as number] as number
    const inside = new Set(order.subarray(start, start + (count[branch as number] as number)))
    const labels = labelled(tree, [branch as number])
    for (let row = 0; row < n; row++) expect(labels[row] === 0).toBe(inside.has(row))
  })

  it('has no cheaper order of its leaves than the one given, of all that turn its branches', async () => {
    const n = 10
    const rows = Float64Array.from(reference.cloud.rows.slice(0, n).flat())
    const space = spaceOf(rows, n, 5, 'euclidean')
    for (const how of linkages) {
      const tree = await linkage(rows, n, 5, { linkage: how, metric: 'euclidean' }, engineContext())
      let least = Number.POSITIVE_INFINITY
      for (let turns = 0; turns < 2 ** (n - 1); turns++) {
        const parts = tree.parts.map((_, at) => tree.parts[(turns >> (at >> 1)) & 1 ? at ^ 1 : at] as number)
        least = Math.min(least, costOf(leavesInOrder({ ...tree, parts }).order, space))
      }
      expect(costOf(await leafOrder(tree, space, engineContext()), space)).toBeCloseTo(least, 9)
    }
  })

  it('orders more leaves than can be ordered well along the longest axis', async () => {
    const n = OPTIMAL_LEAVES + 100
    const rng = seededRng(4)
    const data = Float64Array.from({ length: 2 * n }, (_, at) => (at % 2 === 0 ? Math.floor((at / 2 / n) * 4) * 100 : 0) + rng())
    const tree = await linkage(data, n, 2, { linkage: 'ward', metric: 'euclidean' }, engineContext())
    const order = await leafOrder(tree, spaceOf(data, n, 2, 'euclidean'), engineContext())
    const groups = Array.from(order, (row) => Math.floor((row / n) * 4))
    const changes = groups.filter((group, i) => i > 0 && group !== groups[i - 1]).length
    expect(changes).toBe(3)
    expect([...new Set(groups)]).toEqual(groups[0] === 0 ? [0, 1, 2, 3] : [3, 2, 1, 0])
  })

  it.each(linkages)('of %s is that of ml-hclust on a sample', async (how) => {
    const { data, n, p } = iris()
    const jittered = data.map((value, at) => value + 1e-4 * Math.sin(at))
    const found = await agreementWithMlHclust(jittered, n, p, { linkage: how, metric: 'euclidean' }, 3, engineContext())
    expect(found).toMatchObject({ rows: 150, sameClusters: 1 })
    expect(found.largestHeightDifference).toBeLessThan(1e-9)
  })

  it('of two stages is near the exact one, and says how near', async () => {
    const n = 3000
    const data = blobs(9, n, 4, 6)
    const params = { linkage: 'ward', metric: 'euclidean' } as const
    const found = await twoStage(data, n, 4, params, engineContext())
    expect(found.tree.n).toBeLessThanOrEqual(n / 4)
    expect(found.weights.reduce((sum, weight) => sum + weight, 0)).toBe(n)
    const error = await twoStageError(data, n, 4, params, found, 6, engineContext())
    expect(error.sameClusters).toBeGreaterThan(0.99)
    expect(error.cophenetic).toBeGreaterThan(0.95)
    expect(await twoStage(data, n, 4, params, engineContext())).toEqual(found)
  })

  it('of two stages of equal rows has a leaf for each that differs', async () => {
    const n = 1000
    const data = Float64Array.from({ length: n }, (_, i) => i % 3)
    const found = await twoStage(data, n, 1, { linkage: 'average', metric: 'euclidean' }, engineContext())
    expect(Array.from(found.tree.heights)).toEqual([expect.any(Number), expect.any(Number)])
  })
})
