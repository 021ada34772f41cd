import { utils, type WorkBook, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { codeOf } from './support/code-of.ts'
import { testFolder } from './support/folder.ts'
import { readFileTables } from './support/read.ts'

const folder = testFolder()

/** Written by the library that reads it, so what is tested is what we make of the cells. */
function book(cells: unknown[][], change: (book: WorkBook) => void = () => {}): WorkBook {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet(cells), 'Orders')
  change(made)
  return made
}

const save = (name: string, made: WorkBook, type: 'biff8' | 'biff5' | 'xlsb') =>
  folder.write(name, new Uint8Array(write(made, { bookType: type, type: 'array' }) as ArrayBuffer))

describe.each([
  ['biff8', 'xls'],
  ['xlsb', 'xlsb']
] as const)('a workbook of type %s', (type, extension) => {
  const read = (cells: unknown[][], change?: (made: WorkBook) => void) =>
    readFileTables(save(`book.${extension}`, book(cells, change), type))

  it('gives numbers, texts, truths and errors as other workbooks do', async () => {
    const [table] = await read([
      ['id', 'amount', 'paid', 'note'],
      [17850, 2.55, true, ' ä€ '],
      [0.1, -3, false, ''],
      [1e21, 1e-7, null, '007']
    ])
    expect(table?.sheet).toBe('Orders')
    expect(table?.rows).toEqual([
      ['id', 'amount', 'paid', 'note'],
      ['17850', '2.55', 'TRUE', ' ä€ '],
      ['0.1', '-3', 'FALSE'],
      ['1000000000000000000000', '0.0000001', '', '007']
    ])
  })
  it('gives dates by their formats, in both systems, and ids with their zeros', async () => {
    const format = (made: WorkBook) => {
      const sheet = made.Sheets.Orders as Record<string, { z?: string }>
      Object.assign(sheet.A1 ?? {}, { z: 'd/m/yy' })
      Object.assign(sheet.B1 ?? {}, { z: 'yyyy-mm-dd hh:mm' })
      Object.assign(sheet.C1 ?? {}, { z: '00000' })
      Object.assign(sheet.D1 ?? {}, { z: '0.00%' })
    }
    const cells = [[40886, 40886.534722222219, 42, 0.125]]
    expect((await read(cells, format))[0]?.rows).toEqual([['2011-12-09', '2011-12-09T12:50:00', '00042', '12.5%']])
    const apple = (made: WorkBook) => {
      format(made)
      made.Workbook = { WBProps: { date1904: true } }
    }
    expect((await read([[39424, 39424.534722222219, 42, 0.125]], apple))[0]?.rows).toEqual([
      ['2011-12-09', '2011-12-09T12:50:00', '00042', '12.5%']
    ])
  })
  it('leaves out hidden sheets, and reads each of the others', async () => {
    const hide = (made: WorkBook) => {
      utils.book_append_sheet(made, utils.aoa_to_sheet([['secret']]), 'Secret')
      utils.book_append_sheet(made, utils.aoa_to_sheet([['b']]), 'More')
      made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 0 }] }
    }
    const found = await read([['a']], hide)
    expect(found.map(({ sheet, rows }) => [sheet, rows])).toEqual([
      ['Orders', [['a']]],
      ['More', [['b']]]
    ])
    expect(found[0]?.notes).toContainEqual({ code: 'import.hiddenSheet', count: 1, example: 'Secret' })
  })
  it('of many rows comes in batches, rows where they stand', async () => {
    // Few of them filled: the library takes long to write many.
    const [table] = await read(Array.from({ length: 5_001 }, (_, i) => (i % 100 === 0 ? [i, `row ${i}`] : [])))
    expect(table?.lines).toEqual(Array.from({ length: 51 }, (_, i) => 100 * i + 1))
    expect(table?.rows.at(-1)).toEqual(['5000', 'row 5000'])
  })
})

it('a workbook of the format before 1997 is read', async () => {
  const [table] = await readFileTables(save('old.xls', book([['a', 1.5]]), 'biff5'))
  expect(table?.rows).toEqual([['a', '1.5']])
})

describe('what begins like a workbook and is none', () => {
  const whole = () => new Uint8Array(write(book([['a', 1]]), { bookType: 'biff8', type: 'array' }) as ArrayBuffer)
  it('is refused with a code, wherever it is cut', async () => {
    const bytes = whole()
    for (const length of [8, 512, 513, 1_500]) {
      expect(await codeOf(() => readFileTables(folder.write('cut.xls', bytes.subarray(0, length))))).toMatch(
        /^file\.(damaged|notATable|empty)$/
      )
    }
  })
  it('does not spoil the next one', async () => {
    expect(await codeOf(() => readFileTables(folder.write('cut.xls', whole().subarray(0, 600))))).not.toBeNull()
    expect((await readFileTables(folder.write('good.xls', whole())))[0]?.rows).toEqual([['a', '1']])
  })
})
