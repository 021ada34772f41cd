import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { workbook, zipOf } from './support/workbook.ts'

const folder = testFolder()
const letters = 'ABCDEF'

/** Rows of a worksheet from texts; a blank one is no cell. */
const sheet = (rows: readonly (readonly string[])[]) =>
  rows
    .map((cells, r) => {
      const cell = (text: string, c: number) =>
        text === '' ? '' : `<c r="${letters[c]}${r + 1}" t="inlineStr"><is><t>${text}</t></is></c>`
      return `<row r="${r + 1}">${cells.map(cell).join('')}</row>`
    })
    .join('')

/** The same as an OpenDocument sheet. */
function ods(rows: readonly (readonly string[])[], merged: readonly string[]): Promise<Buffer> {
  const spans = new Map(merged.map((reference) => utils.decode_range(reference)).map(({ s, e }) => [`${s.r} ${s.c}`, e]))
  const covered = (r: number, c: number) =>
    merged.map((reference) => utils.decode_range(reference)).some(({ s, e }) => r >= s.r && r <= e.r && c >= s.c && c <= e.c)
  const cell = (text: string, r: number, c: number) => {
    const end = spans.get(`${r} ${c}`)
    if (end === undefined && covered(r, c)) return '<table:covered-table-cell/>'
    const span = end && ` table:number-rows-spanned="${end.r - r + 1}" table:number-columns-spanned="${end.c - c + 1}"`
    return `<table:table-cell${span ?? ''} office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
  }
  const lines = rows.map(
    (cells, r) => `<table:table-row>${Array.from({ length: 6 }, (_, c) => cell(cells[c] ?? '', r, c)).join('')}</table:table-row>`
  )
  const content = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
    <table:table table:name="Orders">${lines.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`
  return zipOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content })
}

/** The same as the library writes it. */
function foreign(rows: readonly (readonly string[])[], merged: readonly string[], bookType: 'biff8' | 'xlsb'): Uint8Array {
  const book = utils.book_new()
  const cells = utils.aoa_to_sheet(rows.map((row) => row.map((text) => (text === '' ? null : text))))
  cells['!merges'] = merged.map((reference) => utils.decode_range(reference))
  utils.book_append_sheet(book, cells, 'Orders')
  return new Uint8Array(write(book, { bookType, type: 'array' }) as ArrayBuffer)
}

describe('cells that are merged over several rows', () => {
  const rows = [
    ['Orders of 2024'],
    ['Order', 'Date', 'Customer', 'Product', 'Quantity', 'Unit price'],
    ['001', '2024-03-14', 'C1', 'Mug', '2', '5.00'],
    ['', '', '', 'Tea', '1', '4.00'],
    ['', '', '', '', '', ''],
    ['002', '2024-03-15', 'C2', 'Pot', '1', '9.00'],
    ['003', '2024-03-16', 'C1', 'Mug', '1', '5.00'],
    ['', '', '', 'Pot', '1', '9.00']
  ]
  const merged = ['A1:F1', 'A3:A5', 'B3:B5', 'C3:C4', 'A7:A8', 'B7:B8', 'C7:C8']

  it.each([
    ['XLSX', async () => folder.write('merged.xlsx', await workbook({ sheets: [{ name: 'Orders', rows: sheet(rows), merged }] }))],
    ['ODS', async () => folder.write('merged.ods', await ods(rows, merged))],
    ['XLS', async () => folder.write('merged.xls', foreign(rows, merged, 'biff8'))],
    ['XLSB', async () => folder.write('merged.xlsb', foreign(rows, merged, 'xlsb'))]
  ])('say the same in each of these rows of %s, which is told; a row of which nothing else is filled is blank', async (format, save) => {
    const file = await save()
    const { groups } = await understand([file], { signal: noSignal, onProgress: () => {} })
    const [group] = groups
    if (group === undefined) throw new Error('no group')
    // Rows without text are no rows in the other formats.
    const blank = format === 'XLSX' ? 1 : 0
    expect(group.preview.expected).toEqual({ read: 5 + blank, good: 5, rejected: 0, blank })
    expect(group.preview.warnings).toContainEqual({ code: 'import.mergedCells', count: 6, example: 'row 3' })
    const found: OrderRow[] = []
    for await (const batch of convert(group, 0, noSignal)) found.push(...(batch.rows as OrderRow[]))
    expect(found.map(({ order, customer, productName }) => `${order} ${customer} ${productName}`)).toEqual([
      '001 C1 Mug',
      '001 C1 Tea',
      '002 C2 Pot',
      '003 C1 Mug',
      '003 C1 Pot'
    ])
  })

  it('are not made up where nothing is merged', async () => {
    const file = folder.write('gaps.xlsx', await workbook({ sheets: [{ name: 'Orders', rows: sheet(rows) }] }))
    const { groups } = await understand([file], { signal: noSignal, onProgress: () => {} })
    expect(groups[0]?.preview.expected).toEqual({ read: 6, good: 3, rejected: 2, blank: 1 })
  })
})

describe('headings that are merged over several columns', () => {
  const orders = [
    ['Order', 'Date', 'Customer', '', 'Amount'],
    ['', '', 'Name', 'City', ''],
    ['001', '2024-03-14', 'Ann', 'Berlin', '5.00'],
    ['002', '2024-03-15', 'Bob', 'Lyon', '9.00'],
    ['003', '2024-03-16', 'Cem', 'Porto', '7.00']
  ]
  const quarters = [
    ['Name', 'City', 'Q1', '', '', 'Q2'],
    ['', '', 'Jan', 'Feb', 'Mar', ''],
    ['Ann', 'Berlin', '1', '2', '3', '9'],
    ['Bob', 'Lyon', '4', '5', '6', '8'],
    ['Cem', 'Porto', '7', '8', '9', '7']
  ]
  const read = async (file: string) => {
    const { groups } = await understand([file], { signal: noSignal, onProgress: () => {} })
    return groups.map(({ preview }) => [preview.rows, preview.columns.map(({ header }) => header)])
  }

  it.each([
    ['XLSX', async () => folder.write('head.xlsx', await workbook({ sheets: [{ name: 'Orders', rows: sheet(orders) }] }))],
    ['ODS', async () => folder.write('head.ods', await ods(orders, ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2']))],
    ['XLS', async () => folder.write('head.xls', foreign(orders, ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2'], 'biff8'))]
  ])('name each of these with what stands below: %s', async (_, save) => {
    expect(await read(await save())).toEqual([[3, ['Order', 'Date', 'Customer Name', 'Customer City', 'Amount']]])
  })

  it('do so where most columns have a second name', async () => {
    const file = folder.write('quarters.xls', foreign(quarters, ['A1:A2', 'B1:B2', 'C1:E1', 'F1:F2'], 'biff8'))
    expect(await read(file)).toEqual([[3, ['Name', 'City', 'Q1 Jan', 'Q1 Feb', 'Q1 Mar', 'Q2']]])
    const more = (i: number): string[] => (i === 0 ? ['Q2', '', ''] : i === 1 ? ['Apr', 'May', 'Jun'] : ['1', '1', '2'])
    const wide = quarters.map((row, i) => row.slice(0, 5).concat(more(i)))
    const saved = folder.write('wide.xls', foreign(wide, ['A1:A2', 'B1:B2', 'C1:E1', 'F1:H1'], 'biff8'))
    expect((await read(saved))[0]?.[1]).toEqual(['Name', 'City', 'Q1 Jan', 'Q1 Feb', 'Q1 Mar', 'Q2 Apr', 'Q2 May', 'Q2 Jun'])
  })

  it('leave a first row of data with gaps a row', async () => {
    const gaps = [['Order', 'Date', 'Customer', '', 'Amount'], ['', '', 'Ann', 'Berlin', ''], ...orders.slice(2)]
    const file = folder.write('no-head.xls', foreign(gaps, [], 'biff8'))
    expect((await read(file))[0]?.[0]).toBe(4)
  })
})
