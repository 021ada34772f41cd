import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type OrderFileRow, orderFileHeader, orderFileRows } from './order-file.ts'

/** Day 0 of workbooks, in seconds since 1970. */
const dayZero = Date.UTC(1899, 11, 30) / 1_000
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Writes the order file as a spreadsheet program does: texts once in a part of their own, moments as day numbers. */
export async function writeOrderWorkbook(file: string, count: number): Promise<void> {
  const zip = new ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(file))
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(head + text), name)
  add(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`
  )
  add(
    '_rels/.rels',
    `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
  )
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>`
  )
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
  )
  add(
    'xl/styles.xml',
    `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>`
  )
  const strings = new Map<string, number>()
  const numberOf = (text: string): number => {
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, strings.size)
    return strings.size - 1
  }
  await new Promise<void>((resolve) => {
    const sheet = Readable.from(sheetXml(count, numberOf))
    sheet.once('end', resolve)
    zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
  })
  zip.addReadStream(Readable.from(stringsXml(strings)), 'xl/sharedStrings.xml')
  zip.end()
  await written
}

function* sheetXml(count: number, numberOf: (text: string) => number): Generator<string> {
  let xml = `${head}<worksheet xmlns="${main}"><dimension ref="A1:J${count + 1}"/><sheetData>${rowXml(
    1,
    orderFileHeader.map((name) => numberOf(name))
  )}`
  let line = 1
  for (const row of orderFileRows(count)) {
    xml += rowXml(++line, cellsOf(row, numberOf))
    if (xml.length < 1 << 16) continue
    yield xml
    xml = ''
  }
  yield `${xml}</sheetData></worksheet>`
}

/** Numbers of texts; other cells as they are written. */
function cellsOf(row: OrderFileRow, numberOf: (text: string) => number): (number | string)[] {
  const { order, customer, at, sku, product, category, quantity, unitPrice, country, channel } = row
  const [moment, pieces, price] = [` s="1"><v>${(at - dayZero) / 86_400}</v></c>`, `><v>${quantity}</v></c>`, `><v>${unitPrice}</v></c>`]
  const text = numberOf
  return [text(order), text(customer), moment, text(sku), text(product), text(category), pieces, price, text(country), text(channel)]
}

function rowXml(line: number, cells: readonly (number | string)[]): string {
  let xml = `<row r="${line}" spans="1:10">`
  for (const [i, cell] of cells.entries()) {
    xml += `<c r="${'ABCDEFGHIJ'[i]}${line}"${typeof cell === 'number' ? ` t="s"><v>${cell}</v></c>` : cell}`
  }
  return `${xml}</row>`
}

function* stringsXml(strings: ReadonlyMap<string, number>): Generator<string> {
  let xml = `${head}<sst xmlns="${main}" uniqueCount="${strings.size}">`
  for (const text of strings.keys()) {
    xml += `<si><t>${escaped(text)}</t></si>`
    if (xml.length < 1 << 16) continue
    yield xml
    xml = ''
  }
  yield `${xml}</sst>`
}
