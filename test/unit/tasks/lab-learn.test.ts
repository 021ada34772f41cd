import { describe, expect, it } from 'vitest'
import { filled } from '../../../src/engines/learn/fill.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { labLearn, labLearnDefaults } from '../../../src/main/core/tasks/lab-learn.ts'
import type { LabTable } from '../../../src/main/core/tasks/lab-table.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, committing: () => {}, now: () => 0 }
const usual = { ...labLearnDefaults, model: 'logistic', target: 'y', penalty: 1, seed: 1 } as const
const boosted = { ...usual, model: 'boosted', penalty: 0, trees: 5 } as const

/** 180 rows whose answer goes with x; every sixth x is not there, and every tenth word. */
const table: LabTable = {
  file: 'table.csv',
  header: ['x', 'z', 'word', 'y'],
  rows: Array.from({ length: 180 }, (_, i) => [
    i % 6 === 0 ? (i % 12 === 0 ? '' : 'NA') : String(i),
    String((i * 7) % 11),
    i % 10 === 0 ? '' : i % 2 === 0 ? 'even' : 'odd',
    i < 90 ? 'no' : 'yes'
  ]),
  lines: Array.from({ length: 180 }, (_, i) => i + 2)
}
const columns = ['x', 'z', 'word']

describe('missing values of a model on a plain table', () => {
  it('are refused unless something else is asked for', async () => {
    await expect(labLearn(table, usual, ctx)).rejects.toMatchObject({ code: 'lab.missingValue', details: { line: 2, column: 'x' } })
  })

  it.each([usual, boosted])('are filled, and told ($model)', async (options) => {
    const found = await labLearn(table, { ...options, missing: 'median' }, ctx)
    expect(found).toMatchObject({ n: 180, columns: ['x', 'z'], missing: { way: 'median', count: 30 }, params: { missing: 'median' } })
    expect(found.mean).toBeGreaterThan(0.8)
  })

  it('of words are a value of their own', async () => {
    const found = await labLearn(table, { ...usual, columns, missing: 'median' }, ctx)
    expect(found).toMatchObject({ n: 180, columns: ['x', 'z', 'word=', 'word=even', 'word=odd'], missing: { count: 30 } })
  })

  it('are left out with their rows, of the columns that are used', async () => {
    expect(await labLearn(table, { ...usual, missing: 'drop' }, ctx)).toMatchObject({ n: 150, missing: { way: 'drop', count: 30 } })
    expect(await labLearn(table, { ...usual, columns, missing: 'drop' }, ctx)).toMatchObject({ n: 138, missing: { count: 42 } })
    expect(await labLearn(table, { ...usual, omit: ['x'], missing: 'drop' }, ctx)).toMatchObject({ n: 180, missing: { count: 0 } })
  })

  it('are filled with what the rows that are learned from have, not with what is tested', () => {
    const data = Float64Array.of(1, 2, 3, Number.NaN, 1000, 2000)
    const whole = filled({ data, n: 6, p: 1, label: new Float64Array(6) }, Int32Array.of(0, 1, 2, 3))
    expect([...whole.data]).toEqual([1, 2, 3, 2, 1000, 2000])
    expect(data[3]).toBeNaN()
  })
})
