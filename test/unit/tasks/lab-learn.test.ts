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

/** 300 rows: `hint` goes with the answer now and then, `after` nearly always, as only something written down afterwards does. */
const told: LabTable = {
  file: 'told.csv',
  header: ['hint', 'after', 'lot', 'one', 'own', 'y'],
  rows: Array.from({ length: 300 }, (_, i) => {
    const yes = i % 3 === 0
    const lot = (i * 7919) % 101
    return [
      String(lot / 28 + (yes ? 1 : 0)),
      String(lot % 29 === 0 ? (i * 31) % 7 : yes ? 5 + (lot % 3) : lot % 3),
      String((i * 104729) % 97),
      'a',
      String(i),
      yes ? 'yes' : 'no'
    ]
  }),
  lines: Array.from({ length: 300 }, (_, i) => i + 2)
}
const on = { ...usual, columns: ['hint', 'after', 'lot'] }

describe('folds of a model on a plain table', () => {
  it.each([
    ['one group', { group: 'one' }, 'learn.noFolds'],
    ['one fold', { fold: 'one' }, 'learn.noFolds'],
    ['a fold for each row', { fold: 'own' }, 'learn.noFolds'],
    ['the target as folds', { fold: 'y' }, 'engine.badParameter'],
    ['the target as groups', { group: 'y' }, 'engine.badParameter']
  ])('are refused where none is sound: %s', async (_, options, code) => {
    await expect(labLearn(told, { ...on, ...options }, ctx)).rejects.toMatchObject({ code })
  })

  it('that have one answer only are told when others are sound', async () => {
    const rows = told.rows.map((cells, i) => [...cells, i % 3 === 1 ? 'few' : String(i % 2)])
    const found = await labLearn({ ...told, header: [...told.header, 'fold'], rows }, { ...on, fold: 'fold' }, ctx)
    expect(found).toMatchObject({ skipped: 1 })
    expect(found.folds).toHaveLength(2)
  })
})

describe('the verdict on a plain table', () => {
  it('is withheld while a column may know the answer, and given without it', async () => {
    const knows = await labLearn(told, on, ctx)
    expect(knows.leakage.map(({ column }) => column)).toEqual(['after'])
    expect(knows.verdict).toMatchObject({ level: 'withheld', because: ['after'] })
    const without = await labLearn(told, { ...on, omit: ['after'] }, ctx)
    expect(without).toMatchObject({ leakage: [], verdict: { level: 'validated', needed: 0 } })
  })

  it('says how many more rows would show what was seen', async () => {
    const faint = told.rows.slice(0, 120).map(([hint, ...rest]) => [String(Number(hint) - (rest[4] === 'yes' ? 0.5 : 0)), ...rest])
    const { verdict } = await labLearn({ ...told, rows: faint }, { ...usual, columns: ['hint'] }, ctx)
    expect(verdict.level).toBe('not-better')
    expect(verdict.needed).toBeGreaterThan(0)
    const few = await labLearn({ ...told, rows: told.rows.slice(0, 45) }, { ...on, omit: ['after'] }, ctx)
    expect(few.verdict).toMatchObject({ level: 'insufficient-data', needed: 5 })
  })
})
