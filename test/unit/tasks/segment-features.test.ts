import { describe, expect, it } from 'vitest'
import { seededRng } from '../../../src/engines/math/rng.ts'
import { groupNames } from '../../../src/main/core/db/queries/trade.ts'
import { type CategoryColumn, featureWithoutData, type NumberColumn } from '../../../src/main/core/tasks/feature-sources.ts'
import {
  clusteredRows,
  featureTable,
  inOriginalUnits,
  scaledLattices,
  tableUnder,
  UNKNOWN
} from '../../../src/main/core/tasks/segment-features.ts'
import { featureLong, featureMore, featureName } from '../../../src/shared/feature-words.ts'
import { expandFeatures, inFeatureOrder, readFeature } from '../../../src/shared/model/features.ts'

const n = 200
const rng = seededRng(3)
const column = (feature: string, of: (i: number) => number): NumberColumn => ({
  feature,
  values: Float64Array.from({ length: n }, (_, i) => of(i))
})
const orders = column('frequency', () => 1 + Math.floor(rng() ** 3 * 20))
const spent = column('monetary', () => 10 + 90 * rng())
const sources = (numbers: NumberColumn[], categories: CategoryColumn[] = []) => ({ numbers, categories, allDifferent: [] })

describe('the table that is clustered', () => {
  it('keeps what tells customers apart, and says what it leaves out and why', () => {
    const table = featureTable({
      numbers: [
        orders,
        spent,
        column('tenure', (i) => 2 * (spent.values[i] as number) + 3),
        column('csat', (i) => (i % 10 === 0 ? i / n : Number.NaN)),
        column('newsletter', (i) => Number(i === 0))
      ],
      categories: [],
      allDifferent: ['extra:note']
    })
    expect(table.columns.map(({ feature }) => feature)).toEqual(['frequency', 'monetary'])
    expect(table.dropped).toEqual([
      { feature: 'extra:note', reason: 'allDifferent', share: null, like: null },
      { feature: 'csat', reason: 'missing', share: 0.9, like: null },
      { feature: 'newsletter', reason: 'constant', share: 0.995, like: null },
      { feature: 'tenure', reason: 'copy', share: expect.closeTo(1, 9), like: 'monetary' }
    ])
  })

  it('fills in what is missing with the median and counts it', () => {
    const gaps = column('gapMean', (i) => (i % 4 === 0 ? Number.NaN : i))
    const table = featureTable(sources([gaps]))
    expect(table.columns[0]?.look.missing).toBe(50)
    expect(table.original[0]).toBe(table.columns[0]?.look.median)
    expect(inOriginalUnits(table.columns[0] as (typeof table.columns)[number], table.scaled[1] as number)).toBeCloseTo(1, 9)
  })

  it('takes a share of few orders as it is steadied, and shows it as it is', () => {
    const share = { ...column('weekendShare', (i) => i % 2), steadied: Float64Array.from({ length: n }, (_, i) => 0.4 + 0.2 * (i % 2)) }
    const table = featureTable(sources([share, spent]))
    expect(Array.from(table.original.filter((_, at) => at % 2 === 0).slice(0, 2))).toEqual([0, 1])
    expect(inOriginalUnits(table.columns[0] as (typeof table.columns)[number], table.scaled[0] as number)).toBeCloseTo(0.4, 9)
    expect(scaledLattices(table)[0]).toBeNull()
  })

  it('knows the steps of what is counted', () => {
    const [counted, measured] = scaledLattices(featureTable(sources([orders, spent])))
    expect(counted?.length).toBe(Math.max(...orders.values) - Math.min(...orders.values) + 1)
    expect(measured).toBeNull()
  })

  it('is not thrown by one huge outlier, negative sums, or a column of one value', () => {
    const huge = column('monetary', (i) => (i === 7 ? 1e15 : 10 + 90 * rng()))
    const back = column('meanOrderValue', (i) => (i % 9 === 0 ? -5000 * rng() : 20 + 10 * rng()))
    const table = featureTable(sources([huge, back, column('nps', () => 7)]))
    expect(table.scaled.every(Number.isFinite)).toBe(true)
    expect(Math.max(...table.scaled.map(Math.abs))).toBeLessThan(30)
    expect(table.dropped).toMatchObject([{ feature: 'nps', reason: 'constant' }])
    expect(table.columns.map(({ winsorised, treatment }) => [winsorised, treatment.shape])).toEqual([
      [1, 'log'],
      [0, 'yeo-johnson']
    ])
  })

  it('carries categories as one column each, the unknown among them', () => {
    const { names, codes } = groupNames(
      Array.from({ length: n }, (_, i) => (i % 5 === 0 ? null : `Country ${i % 500}`)),
      () => 1,
      12
    )
    expect(names).toHaveLength(13)
    const table = featureTable(sources([spent], [{ feature: 'country', levels: names, codes }]))
    expect(table.categories[0]?.levels.at(-1)).toBe(UNKNOWN)
    const { rows, mixed } = clusteredRows(table)
    expect(rows.length).toBe(n * 2)
    expect(mixed).toMatchObject({ p: 1, levels: [14] })
    expect(mixed.gamma).toBeCloseTo(1, 0)
  })

  it('takes later customers under the same treatments', () => {
    const first = featureTable(
      sources([orders, spent], [{ feature: 'country', levels: ['A', 'B'], codes: Int32Array.from({ length: n }, (_, i) => i % 2) }])
    )
    const again = tableUnder(
      first.columns,
      first.categories,
      sources([orders, spent], [{ feature: 'country', levels: ['B', 'C'], codes: new Int32Array(n) }]),
      n
    )
    expect(again.scaled).toEqual(first.scaled)
    expect(again.categories[0]?.codes[0]).toBe(1)
    const without = tableUnder(first.columns, [], sources([orders]), n)
    expect(without.original[1]).toBe(first.columns[1]?.look.median)
    expect(without.columns.map(({ look }) => look.missing)).toEqual([0, n])
  })

  it('takes values that nobody had for unknown, or for the rest where there is one', () => {
    const codes = Int32Array.from({ length: n }, (_, i) => (i % 3) - 1)
    const under = (levels: string[]) =>
      tableUnder(
        [],
        [{ feature: 'country', levels, codes: new Int32Array(0) }],
        sources([], [{ feature: 'country', levels: ['B', 'C'], codes }]),
        n
      )
    const first = (levels: string[]) => {
      const [of] = under(levels).categories
      return { levels: of?.levels, codes: [...(of?.codes.subarray(0, 3) ?? [])] }
    }
    expect(first(['A', 'B'])).toEqual({ levels: ['A', 'B', UNKNOWN], codes: [2, 1, 2] })
    expect(first(['A', UNKNOWN])).toEqual({ levels: ['A', UNKNOWN], codes: [1, 1, 1] })
    expect(first(['A', '(other)'])).toEqual({ levels: ['A', '(other)', UNKNOWN], codes: [2, 1, 1] })
  })
})

describe('names of features', () => {
  it('stand for features, families and presets, in an order of their own', () => {
    expect(expandFeatures(['tenure', 'rfm'])).toEqual(['recency', 'frequency', 'monetary', 'tenure'])
    expect(inFeatureOrder(['extra:b', 'channel:Web', 'category:(other)', 'category:Tea', 'recency'])).toEqual([
      'recency',
      'category:Tea',
      'category:(other)',
      'channel:Web',
      'extra:b'
    ])
    expect(readFeature('category:Tea')).toEqual({ base: 'category', label: 'Tea', unit: 'share', group: 'categories' })
    expect([readFeature('nonsense'), readFeature('category:'), readFeature('toString'), readFeature('__proto__:x')]).toEqual([
      null,
      null,
      null,
      null
    ])
  })

  it('have words, whatever the data calls them', () => {
    expect([featureName('recency'), featureName('category:Tea'), featureLong('extra:birth_year')]).toEqual([
      'Last order',
      'Spent on Tea',
      'Column “birth_year” of your files'
    ])
    expect(featureMore('channel:(other)')).toBe('more by other channels')
    expect(featureName('nonsense')).toBe('nonsense')
  })

  it('are told when there is no data for one that was named by itself', () => {
    const there = sources([orders])
    expect(featureWithoutData(['rfm', 'frequency', 'category'], there)).toBeNull()
    expect(featureWithoutData(['frequency', 'csat'], there)).toBe('csat')
    expect(featureWithoutData(['category:Tea'], there)).toBe('category:Tea')
    expect(featureWithoutData(['nonsense'], there)).toBe('nonsense')
  })
})
