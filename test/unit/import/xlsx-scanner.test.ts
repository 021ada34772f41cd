import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { XmlText } from '../../../src/main/core/import/container/xml.ts'
import { RowParser } from '../../../src/main/core/import/xlsx/row-parser.ts'
import { StringTable } from '../../../src/main/core/import/xlsx/shared-strings.ts'
import { type SheetContext, SheetRows } from '../../../src/main/core/import/xlsx/sheet.ts'
import { SheetScanner } from '../../../src/main/core/import/xlsx/sheet-scanner.ts'
import { StringScanner } from '../../../src/main/core/import/xlsx/string-scanner.ts'

const context: SheetContext = {
  strings: ['plain', 'ä€😎', '', '0042'],
  formats: ['none', 'date', 'time', { parts: [null, null, null, null, null], digits: 5 }],
  is1904: false,
  ambiguous: new Set<number>()
}
const failure = (kind: string, reason: string) => new Error(`${kind}: ${reason}`)

/** The rows by the parser of usual rows with the general scanner behind it, and by the latter alone; or how they fail. */
function both(sheet: string, size: number): [unknown, unknown] {
  const bytes = Buffer.from(sheet)
  const read = (make: (rows: SheetRows) => { push(chunk: Buffer): void; end(): void }) => {
    const rows = new SheetRows(context, failure)
    const scanner = make(rows)
    try {
      for (let at = 0; at < bytes.length; at += size) scanner.push(Buffer.from(bytes.subarray(at, at + size)))
      scanner.end()
    } catch (error) {
      return String(error)
    }
    return { cells: rows.cells, lines: rows.lines, hidden: rows.hiddenRows, uncached: rows.uncached }
  }
  return [read((rows) => new SheetScanner(rows, context, failure)), read((rows) => new XmlText(rows, failure))]
}

const name = (column: number): string => (column < 26 ? '' : name(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const digits = fc.constantFrom(
  '0',
  '7',
  '17850',
  '123456789',
  '1234567890123456789',
  '00',
  '007',
  '2.50',
  '2.5499999999999998',
  '-3',
  '1E-7',
  '40886.534722222219',
  '1e5',
  '',
  'x',
  '12 ',
  '0.05',
  '00.5',
  '12.95',
  '129.5',
  '1.',
  '-0.5',
  '12345678.5',
  '1.5e3'
)
const cell = fc.record({
  reference: fc.constantFrom('A', 'B', 'C', 'Z', 'AA', 'XFD', 'XFE', ''),
  attributes: fc.constantFrom('', ' s="1"', ' s="2"', ' s="3"', ' s="99"', ' t="n"', ' s="1" t="n"', ' cm="1"', " s='1'", ' S="1"'),
  body: fc.oneof(
    { weight: 6, arbitrary: digits.map((value) => `><v>${value}</v></c>`) },
    { weight: 4, arbitrary: fc.constantFrom('0', '1', '2', '3', '9', '').map((value) => ` t="s"><v>${value}</v></c>`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '/>',
        '></c>',
        ' t="str"><f>A1&amp;"x"</f><v>a &amp; b</v></c>',
        '><f>1+1</f><v>2</v></c>',
        '><f>1+1</f></c>',
        ' t="inlineStr"><is><t> ä </t></is></c>',
        ' t="b"><v>1</v></c>',
        ' t="inlineStr"><is><t><![CDATA[</row>]]></t></is></c>',
        '><v>1</v><extLst/></c>'
      )
    }
  )
})
const row = fc.record({
  tag: fc.constantFrom(' spans="1:3"', ' hidden="1"', ' ht="15" hidden="true" customHeight="1"', '', " x='1'", ' hidden="0"'),
  step: fc.integer({ min: 1, max: 3 }),
  cells: fc.array(cell, { maxLength: 5 }),
  between: fc.constantFrom('', '', '', '', '\n', '<!-- note -->')
})
const sheet = fc.array(row, { maxLength: 6 }).map((rows) => {
  let line = 0
  const xml = rows.map(({ tag, step, cells, between }) => {
    line += step
    const inner = cells.map(
      ({ reference, attributes, body }) => `<c${reference === '' ? '' : ` r="${reference}${line}"`}${attributes}${body}`
    )
    return `<row r="${line}"${tag}>${inner.join('')}</row>${between}`
  })
  return `<?xml version="1.0"?><worksheet>${rows.length === 3 ? '<!-- <sheetData><row r="9"><c r="A9"><v>1</v></c></row> -->' : ''}<dimension ref="A1"/><sheetData>${xml.join('')}</sheetData><pageMargins left="1"/></worksheet>`
})

describe('rows in the usual form', () => {
  it('are what the general scanner makes of them, in whatever order, form and chunks they come', () => {
    fc.assert(
      fc.property(sheet, fc.constantFrom(1, 7, 64, 100_000), (xml, size) => {
        // No attribute may stand twice.
        fc.pre(!/ t="n" t=/.test(xml))
        const [fast, general] = both(xml, size)
        expect(fast).toEqual(general)
      }),
      { numRuns: 600 }
    )
  })
  it('may be longer than what is put together at once where a chunk ends', () => {
    const cells = (n: number) =>
      Array.from({ length: n }, (_, i) => `<c r="A${i}" t="n"><v>${i}.5</v></c>`.replace(/r="A\d+"/, `r="${name(i)}1"`))
    const rows = [3, 400, 2, 900, 1].map((n, i) => `<row r="${i + 1}">${cells(n).join('')}</row>`)
    const xml = `<?xml version="1.0"?><worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`
    for (const size of [97, 4_096, 5_000, 9_001, 20_000]) {
      const [fast, general] = both(xml, size)
      expect(fast).toEqual(general)
    }
  })
  it('are parsed by themselves', () => {
    const parser = new RowParser(context)
    const bytes = Buffer.from(
      '<row r="12" spans="1:4" hidden="1"><c r="A12" t="s"><v>1</v></c><c r="C12" s="1"><v>40886</v></c><c r="D12" s="3"><v>42</v></c></row>'
    )
    expect(parser.parse(bytes, 0)).toBe(bytes.length)
    expect([parser.line, parser.hidden, parser.cells]).toEqual([12, true, ['ä€😎', '', '2011-12-09', '00042']])
    for (let length = 4; length < bytes.length; length++) expect(parser.parse(bytes.subarray(0, length), 0)).toBe(-1)
  })
})

describe('shared texts in the usual form', () => {
  const text = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('plain', 'ä€😎', '', ' a  b ', '1.234', '_x0041_b', "it's", 'a\nb', 'x'.repeat(300)) },
    { weight: 2, arbitrary: fc.constantFrom('a &amp; b', 'a\r\nb', '&#65;', '\u0001', ']]>', 'a>b') }
  )
  const one = fc.oneof(
    { weight: 6, arbitrary: text.map((said) => `<si><t>${said}</t></si>`) },
    { weight: 2, arbitrary: text.map((said) => `<si><t xml:space="preserve">${said}</t></si>`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '<si/>',
        '<si></si>',
        '<si><t/></si>',
        '<si><r><t>a</t></r><r><t xml:space="preserve"> b</t></r></si>',
        '<si><t>漢字</t><rPh sb="0" eb="1"><t>かんじ</t></rPh></si>',
        '\n<si><t>after a line end</t></si>',
        '<si ><t>x</t></si>',
        '<si><t><![CDATA[<si>]]></t></si>',
        '<!-- <si><t>no</t></si> --><si><t>yes</t></si>'
      )
    }
  )
  it('are what the general scanner makes of them, in whatever form and chunks they come', () => {
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 8 }),
        fc.constantFrom(1, 5, 64, 100_000),
        fc.constantFrom('</sst>', '<extLst/></sst>', ''),
        (all, size, end) => {
          const bytes = Buffer.from(`<?xml version="1.0"?><sst count="9">${all.join('')}${end}`)
          const read = (make: (table: StringTable) => { push(chunk: Buffer): void; end(): void }) => {
            const table = new StringTable(failure)
            const scanner = make(table)
            try {
              for (let at = 0; at < bytes.length; at += size) scanner.push(Buffer.from(bytes.subarray(at, at + size)))
              scanner.end()
            } catch (error) {
              return String(error)
            }
            return { strings: table.strings, ambiguous: [...table.ambiguous] }
          }
          expect(read((table) => new StringScanner(table, failure))).toEqual(read((table) => new XmlText(table, failure)))
        }
      ),
      { numRuns: 600 }
    )
  })
})
