import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A worksheet: its name, the XML inside `sheetData`, and whether it is hidden. */
export interface TestSheet {
  name: string
  rows: string
  hidden?: boolean
  /** References of merged cells. */
  merged?: string[]
}

export interface TestWorkbook {
  sheets: TestSheet[]
  /** XML of the `si` elements. */
  strings?: string
  /** Format codes; cell style n (from 1) shows numbers with the n-th. */
  formats?: string[]
  date1904?: boolean
  strict?: boolean
  /** Stores the parts as they are. */
  unpacked?: boolean
  /** Parts that replace or join the usual ones; null leaves one out. */
  parts?: Record<string, string | Uint8Array | null>
}

const transitional = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const strictSpace = 'http://purl.oclc.org/ooxml/officeDocument/relationships'

/** The bytes of an XLSX file. */
export async function workbook(book: TestWorkbook): Promise<Buffer> {
  const parts = new Map(Object.entries(usualParts(book)))
  for (const [name, content] of Object.entries(book.parts ?? {})) {
    if (content === null) parts.delete(name)
    else parts.set(name, content)
  }
  return zipOf(Object.fromEntries(parts), !book.unpacked)
}

/** The bytes of a ZIP archive. */
export async function zipOf(parts: Record<string, string | Uint8Array>, compress = true): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name, { compress })
  zip.end()
  return buffer(zip.outputStream)
}

function usualParts(book: TestWorkbook): Record<string, string | Uint8Array> {
  const space = book.strict ? strictSpace : transitional
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${space}/${type}" Target="${target}"/>`
  const sheets = book.sheets.map(
    ({ name, hidden }, i) => `<sheet name="${name}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`
  )
  const formats = book.formats ?? []
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const parts: Record<string, string> = {
    '_rels/.rels': `${head}<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns:r="${space}"><workbookPr date1904="${book.date1904 ? 1 : 0}"/><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships>${book.sheets
      .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join('')}${relation('st', 'styles', 'styles.xml')}${relation('ss', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `${head}<styleSheet><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, i) => `<xf numFmtId="${164 + i}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${head}<sst>${book.strings ?? ''}</sst>`
  }
  for (const [i, { rows, merged = [] }] of book.sheets.entries()) {
    const merges = merged.length === 0 ? '' : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      `${head}<worksheet><dimension ref="A1:B2"/><sheetData>${rows}</sheetData>${merges}<pageMargins left="0.7"/></worksheet>`
  }
  return parts
}
