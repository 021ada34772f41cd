import { describe, expect, it } from 'vitest'
import { withoutMissing } from '../../../src/main/core/tasks/lab-table.ts'

const table = {
  file: 'a.csv',
  header: ['age', 'city', 'note'],
  rows: [
    ['10', 'Bern', ''],
    ['', 'Basel', 'x'],
    ['30', 'NA', 'y'],
    ['50', 'Bern', 'z']
  ],
  lines: [2, 3, 4, 5]
}

describe('empty cells', () => {
  it('are left to be refused unless something else is asked', () => {
    expect(withoutMissing(table, { columns: ['age', 'city'] }, 'refuse')).toEqual({ table, cells: 2, rows: 2 })
  })

  it('leave out their rows, and lines keep their numbers', () => {
    const { table: whole, ...counts } = withoutMissing(table, { columns: ['age', 'city'] }, 'drop')
    expect(counts).toEqual({ cells: 2, rows: 2 })
    expect(whole.rows).toEqual([table.rows[0], table.rows[3]])
    expect(whole.lines).toEqual([2, 5])
  })

  it('are filled with the median of numbers, and words with a value of their own; other columns stay', () => {
    const { table: filled } = withoutMissing(table, { columns: ['age', 'city'] }, 'median')
    expect(filled.rows).toEqual([
      ['10', 'Bern', ''],
      ['30', 'Basel', 'x'],
      ['30', 'missing', 'y'],
      ['50', 'Bern', 'z']
    ])
  })

  it('are looked for in columns of numbers where none are named, and not in those left out', () => {
    expect(withoutMissing(table, {}, 'drop').table.lines).toEqual([2, 4, 5])
    expect(withoutMissing(table, { omit: ['age'] }, 'drop')).toEqual({ table, cells: 0, rows: 0 })
  })
})
