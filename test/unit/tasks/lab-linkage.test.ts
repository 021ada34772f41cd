import { describe, expect, it } from 'vitest'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { labLinkage, labLinkageDefaults } from '../../../src/main/core/tasks/lab-linkage.ts'
import type { LabTable } from '../../../src/main/core/tasks/lab-table.ts'

const ctx: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, committing: () => {}, now: () => 0 }
const usual = { ...labLinkageDefaults, seed: 1 }

const tableOf = (header: string, ...rows: string[]): LabTable => ({
  file: 'table.csv',
  header: header.split(','),
  rows: rows.map((row) => row.split(',')),
  lines: rows.map((_, i) => i + 2)
})

describe('lab linkage', () => {
  it('gives merges in scipy’s numbering, and labels where a number of clusters is asked for', async () => {
    const table = tableOf('name,x', 'a,0', 'b,10', 'c,1', 'd,12', 'e,0')
    const found = await labLinkage(table, { ...usual, linkage: 'average', clusters: 2 }, ctx)
    expect(found).toMatchObject({
      algorithm: 'linkage',
      n: 5,
      p: 1,
      columns: ['x'],
      params: { linkage: 'average', metric: 'euclidean', clusters: 2 }
    })
    expect(found.merges).toEqual([
      [0, 4, 0, 2],
      [2, 5, 1, 3],
      [1, 3, 2, 2],
      [6, 7, (10 + 12 + 9 + 11 + 10 + 12) / 6, 5]
    ])
    expect(found.labels).toEqual([0, 1, 0, 1, 0])
    expect(found.leafOrder.toSorted()).toEqual([0, 1, 2, 3, 4])
    expect(found.cophenetic).toBeGreaterThan(0.9)
    expect(await labLinkage(table, usual, ctx)).not.toHaveProperty('labels')
  })

  it('takes named columns of text as categories under Gower', async () => {
    const table = tableOf('kind,x', 'red,0', 'blue,10', 'red,1', 'blue,10')
    const found = await labLinkage(table, { ...usual, linkage: 'complete', metric: 'gower', columns: ['kind', 'x'] }, ctx)
    expect(found.merges).toEqual([
      [1, 3, 0, 2],
      [0, 2, 0.05, 2],
      [4, 5, 1, 4]
    ])
  })

  it('answers one row, and refuses what cannot be', async () => {
    expect(await labLinkage(tableOf('x', '4'), usual, ctx)).toMatchObject({ merges: [], cophenetic: null, leafOrder: [0] })
    const three = tableOf('x,y', '1,2', '0,0', '3,1')
    const refused = (over: object) => expect(labLinkage(three, { ...usual, ...over }, ctx)).rejects
    await refused({ clusters: 4 }).toMatchObject({ code: 'engine.badParameter' })
    await refused({ metric: 'cosine' }).toMatchObject({ code: 'engine.badParameter' })
    await refused({ linkage: 'single', metric: 'cosine' }).toMatchObject({ code: 'engine.noDirection', details: { row: 2 } })
    await expect(labLinkage(tableOf('x,y', '1,', '2,3'), { ...usual, columns: ['y'] }, ctx)).rejects.toMatchObject({
      code: 'lab.missingValue'
    })
  })
})
