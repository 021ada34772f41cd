import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/main/core/import/index.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import type { LogColumns } from '../../../src/main/core/tasks/lab-histories.ts'
import { labIsolationForest } from '../../../src/main/core/tasks/lab-isolation-forest.ts'
import { labGammaGamma, labRhythm } from '../../../src/main/core/tasks/lab-rhythm.ts'
import type { LabTable } from '../../../src/main/core/tasks/lab-table.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, committing: () => {}, now: () => 0 }
const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../../shared/data')

/** Lines are numbered as in a file with a header. */
const tableOf = (header: string, ...rows: string[]): LabTable => ({
  file: 'table.csv',
  header: header.split(','),
  rows: rows.map((row) => row.split(',')),
  lines: rows.map((_, i) => i + 2)
})

const few = ['3,10,20', '0,0,18', '1,2,15', '5,19,21', '0,0,20', '2,12,14', '0,0,9']
const log: LogColumns = { customer: 'who', date: 'when', unit: 'week' }
const bgnbd = (table: LabTable, over: object = {}) => labRhythm(table, { model: 'bgnbd', seed: 1, ...over }, ctx)

describe('lab: the models of buying', () => {
  it('take histories by either name, in any column, and tell of each customer', async () => {
    const named = await bgnbd(tableOf('x,t_x,T', ...few), { horizon: 13 })
    const moved = few.map((row, i) => {
      const [x, tx, T] = row.split(',')
      return [`c${i}`, T, x, tx].join(',')
    })
    const other = await bgnbd(tableOf('id,T,frequency,recency', ...moved))
    const chosen = await bgnbd(tableOf('T,a,b,c', ...few.map((row) => `9,${row}`)), { columns: ['a', 'b', 'c'] })
    expect(other.parameters).toEqual(named.parameters)
    expect(chosen.parameters).toEqual(named.parameters)
    expect(named).toMatchObject({ algorithm: 'bgnbd', n: 7, p: 3, columns: ['x', 't_x', 'T'], repeating: 4, params: { horizon: 13 } })
    expect(Object.keys(named.parameters)).toEqual(['r', 'alpha', 'a', 'b'])
    expect(Object.keys(named.standardErrors)).toEqual(['r', 'alpha', 'a', 'b'])
    expect(named.customers?.[1]).toMatchObject({ customer: '3', x: 0, tx: 0, T: 18, alive: 1 })
    expect(named.timing).toBeUndefined()
    expect((await bgnbd(tableOf('x,t_x,T', ...few), { timedFrom: 0 })).timing).toEqual({ loadMs: 0, engineMs: 0 })
  })

  it('have the parameters that their names promise', async () => {
    const of = async (model: 'paretonbd' | 'mbgcnbdk' | 'mbgnbd') =>
      Object.keys((await bgnbd(tableOf('x,t_x,T', ...few), { model })).parameters)
    expect(await of('paretonbd')).toEqual(['r', 'alpha', 's', 'beta'])
    expect(await of('mbgcnbdk')).toEqual(['r', 'alpha', 'a', 'b', 'k'])
    expect(await of('mbgnbd')).toEqual(['r', 'alpha', 'a', 'b'])
  })

  it('make histories from an event log, and hold the forecast against what came', async () => {
    const rows = [
      'a,1/2/2024,5',
      'a,15/2/2024,5',
      'b,1/2/2024,4',
      'b,1/2/2024,3',
      'a,29/2/2024,-5',
      'b,14/3/2024,6',
      'c,20/3/2024,1',
      'a,2/4/2024,7'
    ]
    const found = await bgnbd(tableOf('who,when,paid', ...rows), {
      log: { ...log, value: 'paid', calibrationEnd: '2024-03-21' },
      horizon: 4
    })
    expect(found.customers?.map(({ customer, x, tx, T }) => [customer, x, tx, T])).toEqual([
      ['a', 1, 2, 7],
      ['b', 1, 6, 7],
      ['c', 0, 0, 1 / 7]
    ])
    expect(found.log).toEqual({ rows: 8, refunds: 1, later: 1, sameDay: 1, end: '2024-03-21' })
    expect(found.holdout).toMatchObject({ length: 12 / 7, orders: 1 })
    expect(found.params).toEqual({ unit: 'week', calibrationEnd: '2024-03-21', horizon: 4 })
    const inDays = await bgnbd(tableOf('who,when,paid', ...rows), { log: { ...log, unit: 'day' }, horizon: 4 })
    expect(inDays.customers?.[0]).toMatchObject({ x: 3, T: 61 })
    expect(inDays.holdout).toBeUndefined()
  })

  it('ask how dates are written, and name the row that has none', async () => {
    const open = tableOf('who,when', 'a,01/02/2024', 'a,03/04/2024')
    await expect(bgnbd(open, { log })).rejects.toMatchObject({ code: 'import.ambiguousDate', details: { column: 'when' } })
    expect((await bgnbd(open, { log: { ...log, dateOrder: 'dmy', unit: 'day' } })).log?.end).toBe('2024-04-03')
    await expect(bgnbd(tableOf('who,when', 'a,2024-01-01', 'a,soon'), { log })).rejects.toMatchObject({
      code: 'lab.notADate',
      details: { file: 'table.csv', line: 3, value: 'soon' }
    })
    await expect(bgnbd(tableOf('who,when', ',2024-01-01'), { log })).rejects.toMatchObject({ code: 'lab.missingValue' })
    await expect(bgnbd(tableOf('who,day', 'a,2024-01-01'), { log })).rejects.toMatchObject({ code: 'lab.unknownColumn' })
  })

  it.each([
    ['no repeat buyers', ['0,0,5', '0,0,9'], 'rhythm.noRepeats'],
    ['all on one day', ['0,0,0', '0,0,0'], 'rhythm.noRepeats'],
    ['a text', ['1,two,5'], 'lab.notNumeric'],
    ['a gap', ['1,,5'], 'lab.missingValue'],
    ['a NaN', ['1,NaN,5'], 'lab.missingValue'],
    ['more than was watched', ['1,6,5'], 'rhythm.badHistory'],
    ['half an order', ['1.5,3,5'], 'rhythm.badHistory'],
    ['a negative time', ['1,-3,5'], 'rhythm.badHistory'],
    ['no rows', [], 'file.headerOnly']
  ])('refuse %s with a code', async (_name, rows, code) => {
    for (const model of ['bgnbd', 'mbgnbd', 'paretonbd', 'mbgcnbdk']) {
      await expect(bgnbd(tableOf('x,t_x,T', ...rows), { model })).rejects.toMatchObject({ code })
    }
  })

  it('name the file and the line', async () => {
    await expect(bgnbd(tableOf('x,t_x,T', '1,2,5', '1,6,5'))).rejects.toMatchObject({ details: { where: 'table.csv, line 3' } })
    await expect(bgnbd(tableOf('x,T', '1,2'))).rejects.toMatchObject({ code: 'lab.unknownColumn', details: { column: 't_x' } })
    await expect(bgnbd(tableOf('x,t_x,T', ...few), { horizon: -1 })).rejects.toMatchObject({ code: 'engine.badParameter' })
  })
})

describe('lab gamma-gamma', () => {
  const rows = ['2,20', '0,0', '3,25', '1,12', '5,31', '2,18', '4,22']

  it('takes either names, and event logs with values', async () => {
    const named = await labGammaGamma(tableOf('x,zbar', ...rows), { seed: 1, each: true }, ctx)
    expect(named).toMatchObject({ algorithm: 'gamma-gamma', n: 7, repeating: 6, leftOut: 0 })
    expect(Object.keys(named.parameters)).toEqual(['p', 'q', 'v'])
    expect(named.customers).toHaveLength(7)
    const other = await labGammaGamma(
      tableOf('monetary,frequency', ...rows.map((row) => row.split(',').toReversed().join(','))),
      { seed: 1 },
      ctx
    )
    expect(other.parameters).toEqual(named.parameters)
    const events = tableOf('who,when,paid', 'a,2024-01-01,1', 'a,2024-01-05,10', 'a,2024-01-05,2', 'b,2024-01-01,3', 'b,2024-02-01,8')
    const fromLog = await labGammaGamma(events, { seed: 1, each: true, log: { ...log, value: 'paid' } }, ctx)
    expect(fromLog.customers?.map(({ customer, x, zbar }) => [customer, x, zbar])).toEqual([
      ['a', 1, 12],
      ['b', 1, 8]
    ])
    await expect(labGammaGamma(events, { seed: 1, log }, ctx)).rejects.toMatchObject({ code: 'cli.usage' })
  })

  it('refuses half an order, and nobody who came back', async () => {
    await expect(labGammaGamma(tableOf('x,zbar', '1.5,3'), { seed: 1 }, ctx)).rejects.toMatchObject({
      code: 'rhythm.badHistory',
      details: { where: 'table.csv, line 2' }
    })
    await expect(labGammaGamma(tableOf('x,zbar', '0,0', '2,-4'), { seed: 1 }, ctx)).rejects.toMatchObject({ code: 'rhythm.noRepeats' })
  })
})

describe('lab isolation-forest', () => {
  it('scores rows in their order, leaves out text columns, and gives reasons', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `name${i},${i % 7},${(i * i) % 5}`)
    const found = await labIsolationForest(tableOf('id,a,b', ...rows, 'odd,3,99'), { trees: 50, sample: 32, reasons: 2, seed: 0 }, ctx)
    expect(found).toMatchObject({
      algorithm: 'isolation-forest',
      n: 61,
      p: 2,
      columns: ['a', 'b'],
      params: { trees: 50, sample: 32 },
      seed: 0
    })
    expect(found.scores.indexOf(Math.max(...found.scores))).toBe(60)
    expect(found.reasons?.[0]).toMatchObject({ row: 60, line: 62, columns: [{ column: 'b', value: 99, median: 1 }, { column: 'a' }] })
    expect(found.reasons).toHaveLength(2)
    const bare = { trees: 50, sample: 32, reasons: 0, seed: 0 }
    expect(await labIsolationForest(tableOf('id,a,b', ...rows), bare, ctx)).not.toHaveProperty('reasons')
    await expect(labIsolationForest(tableOf('a', '1'), bare, ctx)).rejects.toMatchObject({ code: 'engine.badParameter' })
    await expect(labIsolationForest(tableOf('a,b', '1,', '2,3'), bare, ctx)).rejects.toMatchObject({ code: 'lab.missingValue' })
  })
})

describe.skipIf(!existsSync(path.join(data, 'cdnow')))('CDNOW from its log', () => {
  it('has the likelihood of the paper, but for the rounding of its summary', async () => {
    const file = path.join(data, 'cdnow', 'CDNOW_sample.txt')
    const { faults: _, ...table } = await readTable(file, { noHeader: true })
    const columns: LogColumns = { customer: '2', date: '3', value: '5', unit: 'week', calibrationEnd: '1997-09-30' }
    const found = await bgnbd({ file: 'CDNOW_sample.txt', ...table }, { log: columns })
    expect(found).toMatchObject({ n: 2357, repeating: 946, converged: true })
    expect(found.logLikelihood).toBeCloseTo(-9582.43, 2)
    expect(found.holdout?.expected).toBeGreaterThan(1600)
  })
})
