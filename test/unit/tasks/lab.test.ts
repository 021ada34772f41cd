import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { type LabKmeansOptions, labKmeans, labKmeansDefaults, labSilhouette } from '../../../src/main/core/tasks/lab.ts'
import { labGap, labGapDefaults } from '../../../src/main/core/tasks/lab-gap.ts'
import type { LabTable } from '../../../src/main/core/tasks/lab-table.ts'

const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data')
const mall = path.join(data, 'mall-customers/Mall_Customers.csv')

let clock = 0
const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => (clock += 2) }

function table(text: string): LabTable {
  const [header = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  return { file: 'table.csv', header, rows, lines: rows.map((_, i) => i + 2) }
}
const iris = () => table(readFileSync(path.resolve(import.meta.dirname, '../../reference/iris.csv'), 'utf8'))
const options = (over: Partial<LabKmeansOptions> = {}): LabKmeansOptions => ({ ...labKmeansDefaults, k: 3, ...over })

describe('lab kmeans', () => {
  it('takes the numeric columns and gives the published partition of iris, the same bytes each time', async () => {
    const found = await labKmeans(iris(), options(), ctx)
    expect(Object.keys(found)).toEqual(['algorithm', 'params', 'seed', 'n', 'p', 'columns', 'labels', 'centroids', 'inertia', 'iterations'])
    expect(found).toMatchObject({ algorithm: 'kmeans', seed: 1, n: 150, p: 4 })
    expect(found.params).toEqual({ k: 3, starts: 10, scale: 'none', tolerance: 1e-4, maxIterations: 300 })
    expect(found.columns).toEqual(['sepal_length', 'sepal_width', 'petal_length', 'petal_width'])
    expect(found.inertia).toBeCloseTo(78.8514, 4)
    expect(found.labels).toHaveLength(150)
    expect(JSON.stringify(await labKmeans(iris(), options(), ctx))).toBe(JSON.stringify(found))
  })

  it.skipIf(!existsSync(mall))('gives the published partition of the mall customers', async () => {
    const rows = table(readFileSync(mall, 'utf8'))
    const found = await labKmeans(rows, options({ k: 5, columns: ['Annual', 'Spend'] }), ctx)
    expect(found.inertia).toBeCloseTo(44_448.4554, 3)
    const sizes = [0, 1, 2, 3, 4].map((c) => found.labels.filter((label) => label === c).length)
    expect(sizes).toEqual([81, 39, 35, 23, 22])
  })

  it('scales when asked, and tells centroids in the units of the table', async () => {
    const text = `a,b\n${[1, 2, 3, 101, 102, 103].map((a) => `${a},${a * 1000}`).join('\n')}`
    for (const scale of ['none', 'z', 'robust'] as const) {
      const found = await labKmeans(table(text), options({ k: 2, scale }), ctx)
      const centroids = found.centroids.toSorted(([a = 0], [b = 0]) => a - b)
      expect(centroids[0]?.[0]).toBeCloseTo(2, 9)
      expect(centroids[1]?.[1]).toBeCloseTo(102_000, 6)
      if (scale === 'z') expect(found.inertia).toBeLessThan(1)
    }
  })

  it('chooses columns by --columns and --omit', async () => {
    const named = await labKmeans(iris(), options({ columns: ['petal_width', 'petal_length'] }), ctx)
    expect(named.columns).toEqual(['petal_width', 'petal_length'])
    const omitted = await labKmeans(iris(), options({ omit: ['sepal_length', 'species'] }), ctx)
    expect(omitted.columns).toEqual(['sepal_width', 'petal_length', 'petal_width'])
  })

  it('reports times only when asked', async () => {
    expect(await labKmeans(iris(), options(), ctx)).not.toHaveProperty('timing')
    const { timing } = await labKmeans(iris(), options({ timedFrom: clock - 100 }), ctx)
    expect(timing?.loadMs).toBeGreaterThanOrEqual(100)
    expect(timing?.engineMs).toBeGreaterThan(0)
  })

  it('reads numbers in their usual forms and skips blank rows', async () => {
    const found = await labKmeans(table('x\n 1 \n+2.\n\n-.5e1\n1E3\n'), options({ k: 2 }), ctx)
    expect(found).toMatchObject({ n: 4, labels: [0, 0, 0, 1] })
    expect(found.centroids).toEqual([[-2 / 3], [1000]])
  })

  it.each<[string, string, Partial<LabKmeansOptions>, object]>([
    ['a missing value', 'a,b\n1,2\n3,\n5,6', {}, { code: 'lab.missingValue', details: { file: 'table.csv', line: 3, column: 'b' } }],
    ['a mark for a missing value', 'a\n1\nNA\n3', {}, { code: 'lab.missingValue', details: { line: 3 } }],
    ['a short row', 'a,b\n1,2\n3\n5,6', {}, { code: 'lab.missingValue', details: { line: 3, column: 'b' } }],
    [
      'text in a named column',
      'a,b\n1,x\n2,y',
      { columns: ['b'] },
      { code: 'lab.notNumeric', details: { line: 2, column: 'b', value: 'x' } }
    ],
    [
      'an infinity among numbers',
      'a,b\n1,2\n3,Infinity\n5,6\n7,8',
      {},
      { code: 'lab.notNumeric', details: { line: 3, column: 'b', value: 'Infinity' } }
    ],
    [
      'a number whose square overflows',
      'a,b\n1,2\n3,1e300\n5,6\n7,8',
      { scale: 'z' },
      { code: 'lab.tooLarge', details: { line: 3, column: 'b' } }
    ],
    ['the same unscaled', 'a,b\n1,2\n3,-1e300\n5,6\n7,8', {}, { code: 'lab.tooLarge', details: { line: 3, column: 'b', value: '-1e300' } }],
    ['a number beyond doubles', 'a\n1\n1e999', { columns: ['a'] }, { code: 'lab.notNumeric', details: { line: 3 } }],
    ['no numeric column', 'a\nx\ny', {}, { code: 'lab.noColumns' }],
    ['an unknown column', 'a\n1\n2', { columns: ['z'] }, { code: 'lab.unknownColumn', details: { column: 'z' } }],
    ['an unknown column to omit', 'a\n1\n2', { omit: ['z'] }, { code: 'lab.unknownColumn' }],
    ['no rows', 'a', {}, { code: 'file.headerOnly' }],
    ['k = 0', 'a\n1\n2', { k: 0 }, { code: 'engine.badParameter', details: { parameter: 'k' } }],
    ['more clusters than rows', 'a\n1\n2', { k: 3 }, { code: 'engine.badParameter', details: { parameter: 'k' } }],
    ['more clusters than distinct rows', 'a\n1\n1\n1\n2', { k: 3 }, { code: 'engine.badParameter', details: { parameter: 'k' } }],
    ['no starts', 'a\n1\n2', { starts: 0, k: 1 }, { code: 'engine.badParameter', details: { parameter: 'starts' } }],
    ['a negative tolerance', 'a\n1\n2', { tolerance: -1, k: 1 }, { code: 'engine.badParameter', details: { parameter: 'tolerance' } }],
    ['half a seed', 'a\n1\n2', { seed: 0.5, k: 1 }, { code: 'engine.badParameter', details: { parameter: 'seed' } }]
  ])('%s is a coded error', async (_, text, over, error) => {
    await expect(labKmeans(table(text), options(over), ctx)).rejects.toMatchObject(error)
  })

  it('leaves out columns with text that nobody named', async () => {
    expect((await labKmeans(table('a,b\n1,x\n2,7\n9,8'), options({ k: 2 }), ctx)).columns).toEqual(['a'])
  })
})

describe('lab silhouette', () => {
  it('takes the labels from a column, whatever they are called', async () => {
    const found = await labSilhouette(iris(), { labels: 'species', seed: 1 }, ctx)
    // scikit-learn, test/reference/clustering.json.
    expect(found.silhouette).toBeCloseTo(0.503477440693296, 12)
    expect(found).toMatchObject({ algorithm: 'silhouette', n: 150, p: 4, params: { labels: 'species' } })
    expect(found.perCluster.map(({ label, size }) => [label, size])).toEqual([
      ['setosa', 50],
      ['versicolor', 50],
      ['virginica', 50]
    ])
    const mean = found.perCluster.reduce((sum, { silhouette, size }) => sum + silhouette * size, 0) / 150
    expect(mean).toBeCloseTo(found.silhouette, 12)
  })

  it('does not use the labels as a feature, and orders numbers as numbers', async () => {
    const found = await labSilhouette(table('x,label\n1,10\n2,10\n8,2\n9,2\n20,x'), { labels: 'label', seed: 1 }, ctx)
    expect(found.columns).toEqual(['x'])
    expect(found.perCluster.map(({ label }) => label)).toEqual(['2', '10', 'x'])
    expect(found.perCluster[2]?.silhouette).toBe(0)
  })

  it.each([
    ['one label', 'x,l\n1,a\n2,a\n3,a', 'engine.badParameter'],
    ['a label for each row', 'x,l\n1,a\n2,b\n3,c', 'engine.badParameter'],
    ['a missing label', 'x,l\n1,a\n2,\n3,b', 'lab.missingValue'],
    ['no such column', 'x\n1\n2', 'lab.unknownColumn']
  ])('%s is a coded error', async (_, text, code) => {
    await expect(labSilhouette(table(text), { labels: 'l', seed: 1 }, ctx)).rejects.toMatchObject({ code })
  })
})

describe('lab gap', () => {
  it('gives the gap for each k and the choice by both rules, the same bytes each time', async () => {
    const asked = { ...labGapDefaults, kMax: 4, references: 10 }
    const found = await labGap(iris(), asked, ctx)
    expect(Object.keys(found)).toEqual(['algorithm', 'params', 'seed', 'n', 'p', 'columns', 'k', 'firstSEmax', 'tibs2001SEmax'])
    expect(found).toMatchObject({ algorithm: 'gap', n: 150, p: 4, params: { kMax: 4, references: 10, starts: 10 } })
    expect(found.k.map(({ k }) => k)).toEqual([1, 2, 3, 4])
    expect(JSON.stringify(await labGap(iris(), asked, ctx))).toBe(JSON.stringify(found))
  })

  it.each([
    ['no reference', { references: 1 }, 'references'],
    ['no cluster', { kMax: 0 }, 'k-max'],
    ['no start', { starts: 0 }, 'starts'],
    ['as many clusters as distinct rows', { kMax: 3 }, 'k-max']
  ])('with %s is a coded error', async (_, over, parameter) => {
    const failing = labGap(table('x\n1\n1\n2\n3'), { ...labGapDefaults, references: 3, kMax: 2, ...over }, ctx)
    await expect(failing).rejects.toMatchObject({ code: 'engine.badParameter', details: { parameter } })
  })
})
