import { describe, expect, it } from 'vitest'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { type LabStlOptions, labStl } from '../../../src/main/core/tasks/lab-stl.ts'
import type { LabTable } from '../../../src/main/core/tasks/lab-table.ts'
import { readReference } from '../engines/support.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }
const options = (over: Partial<LabStlOptions> = {}): LabStlOptions => ({
  value: undefined,
  period: 12,
  seasonal: undefined,
  trend: undefined,
  degree: undefined,
  robust: false,
  seed: 1,
  ...over
})

const reference: { cases: { of: string; choice: { robust?: boolean }; trend: number[]; residual: number[] }[] } = JSON.parse(
  readReference('stl-statsmodels.json')
)
const series: { cases: { name: string; values: number[] }[] } = JSON.parse(readReference('stl-r.json'))
const table = (values: readonly number[]): LabTable => ({
  file: 'series.csv',
  header: ['month', 'value'],
  rows: values.map((value, i) => [`m${i}`, String(value)]),
  lines: values.map((_, i) => i + 2)
})

describe('lab stl', () => {
  it('gives statsmodels’ numbers with its defaults', async () => {
    const published = reference.cases.find(({ of }) => of === 'co2, periodic')
    const found = await labStl(table(series.cases.find(({ name }) => name === 'co2, periodic')?.values ?? []), options(), ctx)
    expect(found.params).toEqual({ period: 12, seasonal: 7, trend: 23, degree: 1, robust: false })
    expect(found.columns).toEqual(['value'])
    found.trend.forEach((value, i) => {
      expect(value).toBeCloseTo(published?.trend[i] ?? Number.NaN, 8)
    })
  })

  it.each([
    ['period', { period: 1 }],
    ['seasonal', { seasonal: 8 }],
    ['trend', { trend: 4 }],
    ['period', { period: 20 }]
  ])('refuses a bad %s', async (parameter, over) => {
    const failing = labStl(table(Array.from({ length: 36 }, (_, i) => i)), options(over), ctx)
    await expect(failing).rejects.toMatchObject({ code: 'engine.badParameter', details: { parameter } })
  })
})
