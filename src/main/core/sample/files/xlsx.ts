import type { Minutes } from '../calendar.ts'
import { zip } from './zip.ts'

/** A cell of a sheet: text, a number, an amount of money in cents, or a moment. */
export type SheetCell = string | number | null | { cents: number } | { moment: Minutes }

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Excel counts days from 1899-12-30. */
const EPOCH = 25_569
const STYLE = { money: 1, moment: 2, header: 3, text: 4 } as const

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** `0` -> `A`, `26` -> `AA` */
const column = (i: number): string => (i < 26 ? '' : column(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26))

/** A workbook with one sheet. Texts are shared strings in the order of their first use; equal input gives equal bytes. */
export function toXlsx(
  sheet: string,
  header: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly SheetCell[])[]
): Buffer {
  const strings = new Map<string, number>()
  const shared = (text: string) => {
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, strings.size)
    return strings.size - 1
  }
  const names = header.map((_, i) => column(i))
  const cell = (value: SheetCell, c: number, r: number): string => {
    const ref = `${names[c] ?? ''}${r}`
    if (value === null || value === '') return ''
    if (typeof value === 'string') return `<c r="${ref}" s="${r === 1 ? STYLE.header : STYLE.text}" t="s"><v>${shared(value)}</v></c>`
    if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`
    if ('cents' in value) return `<c r="${ref}" s="${STYLE.money}"><v>${value.cents / 100}</v></c>`
    return `<c r="${ref}" s="${STYLE.moment}"><v>${EPOCH + value.moment / 1440}</v></c>`
  }
  const lines = [header, ...rows].map((row, i) => `<row r="${i + 1}">${row.map((v, c) => cell(v, c, i + 1)).join('')}</row>`)
  const last = `${names[names.length - 1] ?? 'A'}${lines.length}`
  const cols = widths.map((w, i) => `<col min="${i + 1}" max="${i + 1}" width="${w}" customWidth="1"/>`).join('')
  const body = [
    `${XML}<worksheet xmlns="${MAIN}"><dimension ref="A1:${last}"/>`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${cols}</cols><sheetData>`,
    ...lines,
    `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
  ].join('')
  const table = [...strings.keys()].map((s) => `<si><t xml:space="preserve">${escapeXml(s)}</t></si>`).join('')
  const part = (name: string, text: string) => ({ name, data: Buffer.from(text, 'utf8') })
  return zip([
    part(
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`
    ),
    part(
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
    ),
    part(
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escapeXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
    ),
    part(
      'xl/styles.xml',
      `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`
    ),
    part('xl/sharedStrings.xml', `${XML}<sst xmlns="${MAIN}" count="${strings.size}" uniqueCount="${strings.size}">${table}</sst>`),
    part('xl/worksheets/sheet1.xml', body)
  ])
}
