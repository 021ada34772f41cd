import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openTables } from '../../../src/main/core/import/open.ts'
import { codeOf } from './support/code-of.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { type TestWorkbook, workbook, zipOf } from './support/workbook.ts'

const folder = testFolder()

async function open(book: TestWorkbook | Uint8Array, sheet?: string) {
  const path = folder.write('book.xlsx', book instanceof Uint8Array ? book : await workbook(book))
  return openTables({ path, file: 'book.xlsx' }, { sheet }, noSignal)
}

async function rowsOf(book: TestWorkbook | Uint8Array, sheet?: string) {
  const rows: string[][] = []
  const lines: number[] = []
  for (const table of await open(book, sheet)) {
    for await (const batch of table.rows(noSignal)) {
      rows.push(...batch.cells)
      lines.push(...batch.lines)
    }
  }
  return { rows, lines }
}

const one = (rows: string, more: Partial<TestWorkbook> = {}): TestWorkbook => ({ sheets: [{ name: 'Orders', rows }], ...more })
/** The one cell of a sheet. */
const cell = async (xml: string, more: Partial<TestWorkbook> = {}) => (await rowsOf(one(`<row r="1">${xml}</row>`, more))).rows[0]?.[0]

describe('the text of a cell', () => {
  it.each([
    ['a number', '<c r="A1"><v>17850</v></c>', '17850'],
    ['a number of type n', '<c r="A1" t="n"><v>17850</v></c>', '17850'],
    ['a number with 17 digits', '<c r="A1"><v>2.5499999999999998</v></c>', '2.55'],
    ['a number with needless zeros', '<c r="A1"><v>2.50</v></c>', '2.5'],
    ['a number with an exponent', '<c r="A1"><v>1E-7</v></c>', '0.0000001'],
    ['a large number', '<c r="A1"><v>1.2345E+22</v></c>', '12345000000000000000000'],
    ['a truth', '<c r="A1" t="b"><v>1</v></c>', 'TRUE'],
    ['an untruth', '<c r="A1" t="b"><v>0</v></c>', 'FALSE'],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', '#N/A'],
    ['the text of a formula', '<c r="A1" t="str"><f>A2&amp;"x"</f><v>a &amp; b</v></c>', 'a & b'],
    ['the number of a formula', '<c r="A1"><f>1+1</f><v>2</v></c>', '2'],
    ['a shared text', '<c r="A1" t="s"><v>0</v></c>', 'plain'],
    ['a rich shared text without its reading', '<c r="A1" t="s"><v>1</v></c>', 'rich text'],
    ['an empty shared text', '<c r="A1" t="s"><v>2</v></c>', undefined],
    ['an inline text', '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', ' a '],
    ['a rich inline text', '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>', 'ab'],
    ['text in CDATA', '<c r="A1" t="inlineStr"><is><t><![CDATA[1 < 2 & 3]]></t></is></c>', '1 < 2 & 3'],
    ['character references', '<c r="A1" t="str"><v>&#x41;&#66;&quot;&apos;&lt;&gt;</v></c>', 'AB"\'<>'],
    ['escaped characters', '<c r="A1" t="str"><v>a_x000D_b_x005F_x</v></c>', 'a\rb_x'],
    ['an ISO date', '<c r="A1" t="d"><v>2011-12-09T12:50:00</v></c>', '2011-12-09T12:50:00'],
    ['nothing', '<c r="A1" s="1"/>', undefined],
    ['prefixed names', '<x:c r="A1" t="str"><x:v>a</x:v></x:c>', 'a'],
    ['a bracket within an attribute', '<c r="A1" note="a > b" t="str"><v>007</v></c>', '007'],
    ['single quotes and odd spaces', "<c  r = 'A1'\n t='str' ><v>a</v></c>", 'a']
  ])('%s', async (_, xml, text) => {
    const strings =
      '<si><t>plain</t></si><si><r><t>rich</t></r><r><t> text</t></r><rPh sb="0" eb="1"><t>reading</t></rPh></si><si><t/></si>'
    expect(await cell(xml, { strings })).toBe(text)
  })
})

describe('dates', () => {
  const date = (serial: string, code: string, more: Partial<TestWorkbook> = {}) =>
    cell(`<c r="A1" s="1"><v>${serial}</v></c>`, { formats: [code], ...more })
  it.each([
    ['40886.534722222219', 'yyyy-mm-dd hh:mm', '2011-12-09T12:50:00'],
    ['40886.534722222219', 'd/m/yy', '2011-12-09T12:50:00'],
    ['40886', 'd/m/yy', '2011-12-09'],
    ['40886', 'd/m/yy h:mm', '2011-12-09T00:00:00'],
    ['40886', '[$-407]d. mmmm yyyy;@', '2011-12-09'],
    ['40886', '[Red]yyyy', '2011-12-09'],
    ['40886', '&quot;on &quot;mmm', '2011-12-09'],
    ['40885.999999999', 'h:mm:ss AM/PM', '2011-12-09T00:00:00'],
    ['0.5', 'h:mm', '12:00:00'],
    ['1', 'd/m/yy', '1900-01-01'],
    ['59', 'd/m/yy', '1900-02-28'],
    ['60', 'd/m/yy', '60'],
    ['61', 'd/m/yy', '1900-03-01'],
    ['-1', 'd/m/yy', '-1'],
    ['3000000', 'd/m/yy', '3000000'],
    ['1.5', '[h]:mm', '1.5'],
    ['40886', '0.00', '40886'],
    ['40886', 'General', '40886'],
    ['40886', '0.0E+00', '40886'],
    ['40886', '&quot;day&quot; 0', '40886'],
    ['40886', '0\\d', '40886'],
    ['40886', '# ##0 [$€-407]', '40886 EUR']
  ])('%s as %s', async (serial, code, text) => expect(await date(serial, code)).toBe(text))

  it('count from 1904 where the workbook says so', async () => {
    expect(await date('39424.5', 'd/m/yy', { date1904: true })).toBe('2011-12-09T12:00:00')
    expect(await date('0', 'd/m/yy', { date1904: true })).toBe('1904-01-01')
  })
  it('are told by the numbered formats too', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>'
    const xml = [1, 2, 3].map((style, i) => `<c r="${'ABC'[i]}1" s="${style}"><v>40886</v></c>`).join('')
    const { rows } = await rowsOf(one(`<row r="1">${xml}</row>`, { parts: { 'xl/styles.xml': styles } }))
    expect(rows).toEqual([['2011-12-09', '2011-12-09T00:00:00', '40886']])
  })
})

describe('numbers that a format makes ids of', () => {
  const shown = (value: string, code: string) => cell(`<c r="A1" s="1"><v>${value}</v></c>`, { formats: [code] })
  it.each([
    ['42', '00000', '00042'],
    ['42', '0000;-0000', '0042'],
    ['123456', '00000', '123456'],
    ['123456789', '000\\-00\\-0000', '123-45-6789'],
    ['42', '&quot;SKU-&quot;0000', 'SKU-0042'],
    ['1234567890', '(000) 000-0000', '(123) 456-7890'],
    ['42', '[Red]000', '042'],
    ['42.5', '00000', '42.5'],
    ['-42', '00000', '-42'],
    ['42', '0', '42'],
    ['42', '0.00', '42'],
    ['42', '#,##0', '42'],
    ['0.125', '0.0%', '12.5%'],
    ['9.9', '[$€-407] #,##0.00', '9.9 EUR'],
    ['42', '&quot;€&quot;0', '42 EUR'],
    ['42', '00000E+00', '42']
  ])('%s as %s', async (value, code, text) => expect(await shown(value, code)).toBe(text))
})

describe('what a sheet does not show, or does not hold', () => {
  it('is told: hidden rows, formulas without a result', async () => {
    const xml = `<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>
      <row r="3"><c r="A3"><f>A2+1</f></c><c r="B3" t="str"><f>""</f><v></v></c></row>`
    const [table] = await open(one(xml))
    const notes = []
    for await (const batch of table?.rows(noSignal) ?? []) notes.push(...(batch.notes ?? []))
    expect(notes).toEqual([
      { code: 'import.hiddenRows', count: 1, example: '' },
      { code: 'import.noCachedValue', count: 1, example: 'row 3, column 1' }
    ])
  })
  it('all line ends of XML are one', async () => {
    expect(await cell('<c r="A1" t="str"><v>a\r\nb\rc</v></c>')).toBe('a\nb\nc')
  })
})

describe('rows', () => {
  it('stand where they stand: gaps are blank cells, cells without a reference follow each other, absent rows are none', async () => {
    const xml = `<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>
      <row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row><row r="7"/><row r="9"><c r="AA9"><v>3</v></c><c r="B9"><v>4</v></c></row>`
    const { rows, lines } = await rowsOf(one(xml))
    expect(lines).toEqual([1, 5, 7, 9])
    expect(rows.slice(0, 3)).toEqual([['a', 'b'], ['', '', '1', '2'], []])
    expect(rows[3]).toHaveLength(27)
    expect([rows[3]?.[1], rows[3]?.[26]]).toEqual(['4', '3'])
  })
  it('are the same however the container is cut into chunks', async () => {
    const xml = Array.from(
      { length: 30_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="str"><v>row &amp; ${i} ${'ä€😎'.repeat(3)}</v></c></row>`
    ).join('')
    const { rows } = await rowsOf(one(xml))
    expect(rows).toHaveLength(30_000)
    expect(rows.every(([text], i) => text === `row & ${i} ${'ä€😎'.repeat(3)}`)).toBe(true)
  })
  it('come without styles and shared texts, and in the strict form', async () => {
    const xml = '<row r="1"><c r="A1" s="3"><v>1</v></c></row>'
    expect((await rowsOf(one(xml, { strict: true, parts: { 'xl/styles.xml': null, 'xl/sharedStrings.xml': null } }))).rows).toEqual([['1']])
  })
})

describe('sheets', () => {
  const sheets = [
    { name: 'One', rows: '<row r="1"><c r="A1"><v>1</v></c></row>' },
    { name: 'Two &amp; a half', rows: '<row r="1"><c r="A1"><v>2</v></c></row>', hidden: true },
    { name: 'Three', rows: '<row r="1"><c r="A1"><v>3</v></c></row>' }
  ]
  it('are one table each, hidden ones left out and named', async () => {
    const tables = await open({ sheets })
    expect(tables.map(({ sheet }) => sheet)).toEqual(['One', 'Three'])
    expect(tables[0]?.warnings).toEqual([{ code: 'import.hiddenSheet', count: 1, example: 'Two & a half' }])
  })
  it('are read by name, hidden or not', async () => {
    expect((await rowsOf({ sheets }, 'Two & a half')).rows).toEqual([['2']])
    expect(await codeOf(() => open({ sheets }, 'Four'))).toBe('file.unknownSheet')
  })
  it('that are charts are none', async () => {
    const rels = `<Relationships><Relationship Id="rId1" Type="x/chartsheet" Target="c.xml"/><Relationship Id="rId2" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
    const tables = await open({
      sheets: sheets.map((sheet) => ({ ...sheet, hidden: false })).slice(0, 2),
      parts: { 'xl/_rels/workbook.xml.rels': rels }
    })
    expect(tables.map(({ sheet }) => sheet)).toEqual(['Two & a half'])
  })
})

describe('broken and hostile workbooks', () => {
  const good = one('<row r="1"><c r="A1"><v>1</v></c></row>')
  const withSheet = (xml: string): TestWorkbook => ({ ...good, parts: { 'xl/worksheets/sheet1.xml': xml } })
  const cases: [string, TestWorkbook, string][] = [
    ['a document type', withSheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), 'file.damaged'],
    ['a part that ends early', withSheet('<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'), 'file.damaged'],
    ['a broken tag', withSheet('<worksheet><sheetData <row></worksheet>'), 'file.damaged'],
    ['nothing where the sheet should be', withSheet(''), 'file.damaged'],
    ['a row beyond the last', withSheet('<worksheet><sheetData><row r="1048577"/></sheetData></worksheet>'), 'file.damaged'],
    ['a row without a number', withSheet('<worksheet><sheetData><row r="x"/></sheetData></worksheet>'), 'file.damaged'],
    [
      'a column beyond the last',
      withSheet('<worksheet><sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>'),
      'file.damaged'
    ],
    [
      'a text that is not there',
      withSheet('<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData></worksheet>'),
      'file.damaged'
    ],
    [
      'a giant cell',
      withSheet(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${'x'.repeat(1_000_001)}</v></c></row></sheetData></worksheet>`),
      'file.tooLarge'
    ],
    ['a text without end', withSheet(`<worksheet><sheetData>${' '.repeat(5_000_000)}`), 'file.tooLarge'],
    ['a missing sheet', { ...good, parts: { 'xl/worksheets/sheet1.xml': null } }, 'file.damaged'],
    ['no sheets', { ...good, parts: { 'xl/workbook.xml': '<workbook><sheets/></workbook>' } }, 'file.notATable']
  ]
  it.each(cases)('are refused: %s', async (_, book, code) => expect(await codeOf(() => rowsOf(book))).toBe(code))

  it('are refused: cut off anywhere', async () => {
    const bytes = await workbook(
      one(Array.from({ length: 200 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c></row>`).join(''))
    )
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const cut = rowsOf(bytes.subarray(0, bytes.length * share))
      await expect(cut).rejects.toMatchObject({ code: 'file.damaged', details: { file: 'book.xlsx' } })
      await expect(cut).rejects.toThrow('is damaged or cut off: the list of its parts, which stands at its end, is missing or broken.')
    }
  })
  it('are refused: any byte of a packed part changed', async () => {
    const bytes = await workbook(one('<row r="1"><c r="A1" t="str"><v>some text that is long enough to be packed</v></c></row>'))
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length + 20
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x10
    await expect(rowsOf(changed)).rejects.toMatchObject({
      code: 'file.damaged',
      details: { reason: expect.stringMatching(/^its part xl\/worksheets\/sheet1\.xml (cannot be unpacked|is )/) }
    })
  })
  it('are refused: a letter of a part changed that is not packed', async () => {
    const sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>12345</v></c></row></sheetData></worksheet>'
    const bytes = await workbook({ ...good, parts: { 'xl/worksheets/sheet1.xml': sheet }, unpacked: true })
    expect((await rowsOf(bytes)).rows).toEqual([['12345']])
    bytes[bytes.indexOf('12345')] = '9'.charCodeAt(0)
    expect(await codeOf(() => rowsOf(bytes))).toBe('file.damaged')
  })
  it('are refused: a part that unpacks out of all proportion', async () => {
    const bomb = `<worksheet><sheetData>${'<a/>'.repeat(20_000_000)}</sheetData></worksheet>`
    expect(await codeOf(() => rowsOf(withSheet(bomb)))).toBe('file.tooLarge')
  })
  it('do not resolve entities that they declare nowhere', async () => {
    expect(await cell('<c r="A1" t="str"><v>&unknown; &#xFFFFFF;</v></c>')).toBe('&unknown; \ufffd')
  })
  it('are refused: other containers', async () => {
    expect(await codeOf(async () => rowsOf(await zipOf({ 'content.xml': '<?xml version="1.0"?><x/>' })))).toBe('file.notATable')
    const binary = {
      '_rels/.rels': '<R><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></R>',
      'xl/workbook.bin': 'x'
    }
    expect(await codeOf(async () => rowsOf(await zipOf(binary)))).toBe('file.notATable')
    const letter = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }
    expect(await codeOf(async () => rowsOf(await zipOf(letter)))).toBe('file.notATable')
  })
  it('are refused when they are no longer what they were', async () => {
    const [table] = await open(good)
    const drain = async () => {
      for await (const _ of table?.rows(noSignal) ?? []);
    }
    expect(await codeOf(drain)).toBeNull()
    folder.write('book.xlsx', await workbook(one('<row r="1"><c r="A1"><v>2</v></c></row>')))
    expect(await codeOf(drain)).toBe('file.changed')
    folder.write('book.xlsx', 'now something else')
    expect(await codeOf(drain)).toBe('file.changed')
    rmSync(`${folder.path}/book.xlsx`)
    expect(await codeOf(drain)).toBe('file.changed')
  })
})
