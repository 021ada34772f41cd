import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/main/core/import/index.ts'
import { codeOf } from './support/code-of.ts'
import { testFolder } from './support/folder.ts'
import { workbook } from './support/workbook.ts'

const folder = testFolder()

describe('a table read whole', () => {
  it('has its header, its rows as they stand and where they stand, without blank ones', async () => {
    const path = folder.write('t.csv', 'a,b,a\n\n1,"x\ny"\n ,,\n2, z ,3,4\n')
    expect(await readTable(path)).toEqual({
      header: ['a', 'b', 'a (2)'],
      rows: [
        ['1', 'x\ny'],
        ['2', ' z ', '3', '4']
      ],
      lines: [3, 6],
      faults: []
    })
  })
  it('takes its first row for a header unless told otherwise', async () => {
    const path = folder.write('n.csv', '1,2\n3,4\n')
    expect(await readTable(path)).toMatchObject({ header: ['1', '2'], rows: [['3', '4']] })
    expect(await readTable(path, { noHeader: true })).toMatchObject({
      header: ['1', '2'],
      rows: [
        ['1', '2'],
        ['3', '4']
      ],
      lines: [1, 2]
    })
    expect(await readTable(folder.write('one.csv', '5,6'), { noHeader: true })).toMatchObject({ rows: [['5', '6']] })
  })
  it('reports the rows whose quotes do not match', async () => {
    const { rows, faults } = await readTable(folder.write('q.csv', 'a,b\n1,2\n3,"x" y\n'))
    expect(rows[1]).toEqual(['3', '"x" y'])
    expect(faults).toEqual([{ row: 1, column: 2, code: 'import.reject.badQuoting', near: expect.any(String) }])
  })
  it('is the sheet that is named, else the first that holds anything', async () => {
    const row = (value: number) => `<row r="1"><c r="A1" t="str"><v>h</v></c></row><row r="2"><c r="A2"><v>${value}</v></c></row>`
    const path = folder.write(
      'b.xlsx',
      await workbook({
        sheets: [
          { name: 'Empty', rows: '' },
          { name: 'A', rows: row(1) },
          { name: 'B', rows: row(2) }
        ]
      })
    )
    expect((await readTable(path)).rows).toEqual([['1']])
    expect((await readTable(path, { sheet: 'B' })).rows).toEqual([['2']])
    expect(await codeOf(() => readTable(path, { sheet: 'C' }))).toBe('file.unknownSheet')
  })
  it('fails with a code', async () => {
    expect(await codeOf(() => readTable(`${folder.path}/none.csv`))).toBe('file.notFound')
    expect(await codeOf(() => readTable(folder.path))).toBe('file.notATable')
    expect(await codeOf(async () => readTable(folder.write('e.csv', '\n \n')))).toBe('file.empty')
    expect(await codeOf(async () => readTable(folder.write('h.csv', 'a,b\n')))).toBe('file.headerOnly')
  })
})
