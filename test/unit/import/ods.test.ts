import { describe, expect, it } from 'vitest'
import { codeOf } from './support/code-of.ts'
import { testFolder } from './support/folder.ts'
import { readFileTables } from './support/read.ts'
import { zipOf } from './support/workbook.ts'

const folder = testFolder()
const spaces = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c" xmlns:draw="d" xmlns:manifest="m"'
const mimetype = 'application/vnd.oasis.opendocument.spreadsheet'

async function ods(sheets: string, more: Record<string, string> = {}): Promise<string> {
  const content = `<?xml version="1.0"?><office:document-content ${spaces}><office:automatic-styles>
    <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>
    <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
    </office:automatic-styles><office:body><office:spreadsheet>${sheets}</office:spreadsheet></office:body></office:document-content>`
  return folder.write('book.ods', await zipOf({ mimetype, 'content.xml': content, ...more }))
}

const sheet = (rows: string, name = 'Orders', style = 'ta1') =>
  `<table:table table:name="${name}" table:style-name="${style}">${rows}</table:table>`
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const text = (value: string, attributes = '') =>
  `<table:table-cell office:value-type="string" ${attributes}><text:p>${value}</text:p></table:table-cell>`
const typed = (type: string, attribute: string, shown: string) =>
  `<table:table-cell office:value-type="${type}" office:${attribute}><text:p>${shown}</text:p></table:table-cell>`
const cellOf = async (xml: string) => (await readFileTables(await ods(sheet(row(xml)))))[0]?.rows[0]?.[0]

describe('the text of a cell of an OpenDocument sheet', () => {
  it.each([
    ['a number', typed('float', 'value="1234.5"', '1.234,50'), '1234.5'],
    ['a number that is an id', typed('float', 'value="42"', '00042'), '00042'],
    ['a number with a made-up digit', typed('float', 'value="2.5499999999999998"', '2.55'), '2.55'],
    ['a percentage', typed('percentage', 'value="0.125"', '12,5 %'), '12.5%'],
    ['an amount', typed('currency', 'value="9.9"', '9,90 €'), '9.9'],
    ['an amount of a currency', typed('currency', 'currency="EUR" office:value="9.9"', '9,90 €'), '9.9 EUR'],
    ['a date', typed('date', 'date-value="2011-12-09"', '09.12.11'), '2011-12-09'],
    ['a moment', typed('date', 'date-value="2011-12-09T12:50:00.000000001"', '09.12.11'), '2011-12-09T12:50:00'],
    ['a time', typed('time', 'time-value="PT12H5M30S"', '12:05'), '12:05:30'],
    ['a truth', typed('boolean', 'boolean-value="true"', 'WAHR'), 'TRUE'],
    [
      'an error',
      '<table:table-cell office:value-type="float" office:value="0" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
      '#DIV/0!'
    ],
    ['two paragraphs', '<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p></table:table-cell>', 'a\nb'],
    ['blanks that count', text('a<text:s text:c="3"/>b <text:span>c</text:span><text:tab/>d<text:line-break/>e'), 'a   b c\td\ne'],
    ['entities', text('&lt;a&gt; &amp; &#228;'), '<a> & ä'],
    [
      'a note beside',
      '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p></table:table-cell>',
      'a'
    ],
    [
      'a text whose value stands in the tag',
      '<table:table-cell office:value-type="string" office:string-value="a  b"><text:p>a b</text:p></table:table-cell>',
      'a  b'
    ]
  ])('%s', async (_, xml, wanted) => expect(await cellOf(xml)).toBe(wanted))
})

describe('rows of an OpenDocument sheet', () => {
  it('stand where they stand; equal neighbours are written once', async () => {
    const xml = [
      row(`${text('a')}<table:table-cell table:number-columns-repeated="2"/>${text('b', 'table:number-columns-repeated="2"')}`),
      row('<table:table-cell table:number-columns-repeated="1024"/>', 'table:number-rows-repeated="3"'),
      row(text('c'), 'table:number-rows-repeated="2"'),
      row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048000"')
    ].join('')
    const [table] = await readFileTables(await ods(sheet(xml)))
    expect(table?.rows).toEqual([['a', '', '', 'b', 'b'], ['c'], ['c']])
    expect(table?.lines).toEqual([1, 5, 6])
  })
  it('may be hidden, and are read', async () => {
    const [table] = await readFileTables(
      await ods(sheet(row(text('a')) + row(text('b'), 'table:visibility="collapse"') + row(text('c'), 'table:visibility="filter"')))
    )
    expect(table?.rows).toEqual([['a'], ['b'], ['c']])
    expect(table?.notes).toContainEqual({ code: 'import.hiddenRows', count: 2, example: '' })
  })
  it('are those of each sheet that is not hidden', async () => {
    const book = await ods(sheet(row(text('a')), 'One') + sheet(row(text('h')), 'Secret', 'ta2') + sheet(row(text('b')), 'Two'))
    expect((await readFileTables(book)).map(({ sheet: name, rows }) => [name, rows])).toEqual([
      ['One', [['a']]],
      ['Two', [['b']]]
    ])
    expect((await readFileTables(book, { sheet: 'Secret' }))[0]?.rows).toEqual([['h']])
    expect(await codeOf(() => readFileTables(book, { sheet: 'Three' }))).toBe('file.unknownSheet')
  })
})

describe('an OpenDocument file that is hostile or protected', () => {
  it('is refused', async () => {
    const manifest = '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    expect(await codeOf(async () => readFileTables(await ods(sheet(''), { 'META-INF/manifest.xml': manifest })))).toBe('file.encrypted')
    const many = row(text('x', 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1000000"')
    expect(await codeOf(async () => readFileTables(await ods(sheet(many))))).toBe('file.tooLarge')
    expect(await codeOf(async () => readFileTables(await ods(sheet(row(text('x', 'table:number-columns-repeated="99999999"'))))))).toBe(
      'file.tooLarge'
    )
    expect(await codeOf(async () => readFileTables(await ods(sheet(row('<table:table-cell><text:p>')))))).toBe('file.damaged')
    expect(await codeOf(async () => readFileTables(await ods('')))).toBe('file.notATable')
  })
})
