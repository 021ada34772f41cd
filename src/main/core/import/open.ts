import { SextantError } from '../../../shared/errors.ts'
import { membersOf, zipKindOf } from './container/archive.ts'
import { gunzipped } from './container/gzip.ts'
import { openZip, zipSource } from './container/packed-parts.ts'
import { chooseSheets } from './container/sheets.ts'
import type { Zip } from './container/zip.ts'
import { openCsv } from './csv/table.ts'
import type { FoundFile } from './discovery.ts'
import { type Inspection, inspectFile, inspectPacked } from './file-bytes.ts'
import { openForeign } from './foreign/table.ts'
import { looksLikeJson, openJson } from './json/table.ts'
import { openOds } from './ods/table.ts'
import { parsePartName, shaped, shapedPart } from './shape/shaped.ts'
import type { SheetOptions, Table } from './types.ts'
import { openXlsx } from './xlsx/table.ts'

/** What the user said about how a file is to be read. */
export interface OpenOptions extends SheetOptions {
  encoding?: string | undefined
  delimiter?: string | undefined
}

/**
 * The tables of a file: the first of a text file, the first of each sheet of a workbook; others stand `below` them. What a
 * file is is told by its bytes.
 *
 * Errors: those of reading, `file.notATable`, `file.encrypted`, `file.damaged`, `file.unknownSheet`.
 */
export async function openTables(found: FoundFile, options: OpenOptions, signal: AbortSignal): Promise<Table[]> {
  const part = options.sheet === undefined ? null : parsePartName(options.sheet)
  if (part !== null && part.n > 1) {
    const [whole] = await openWhole(found, { ...options, sheet: part.sheet ?? undefined }, signal)
    const table = whole === undefined || whole.sheet !== part.sheet ? null : await shapedPart(whole, part.n, signal)
    if (table !== null) return [table]
  }
  return (await openWhole(found, options, signal)).map(shaped)
}

/**
 * The same with all rows of each text or sheet, whatever stands above, between or below tables.
 *
 * Errors: as `openTables`.
 */
export async function openWhole({ path, file }: FoundFile, options: OpenOptions, signal: AbortSignal): Promise<Table[]> {
  return openInspected(await inspectFile(path, file, signal), options, signal)
}

async function openInspected(inspection: Inspection, options: OpenOptions, signal: AbortSignal): Promise<Table[]> {
  const { file, signature } = inspection
  switch (signature.kind) {
    case 'zip':
      return openZipped(inspection, options, signal)
    case 'gzip': {
      refuseNested(inspection)
      const inner = await inspectPacked(inspection, file, gunzipped(inspection.content, file), signal)
      return openInspected(inner, options, signal)
    }
    case 'ole':
      if (await isEncrypted(inspection, signal)) throw new SextantError('file.encrypted', { file })
      return openForeign(inspection, 'xls', options, signal)
    case 'other':
      throw new SextantError('file.notATable', { file, reason: `it is ${signature.name}` })
    case 'text':
      return openText(inspection, options, signal)
  }
}

async function openText(inspection: Inspection, options: OpenOptions, signal: AbortSignal): Promise<Table[]> {
  const { file, census, head } = inspection
  if (/\.xls[xmb]$/i.test(file) && census.firstNul >= 0) {
    throw new SextantError('file.damaged', { file, reason: 'it does not begin like a workbook' })
  }
  if (looksLikeJson(head.toString('latin1', 0, 4_096), file) && options.delimiter === undefined) {
    const tables = await openJson(inspection, options.encoding, signal)
    return options.sheet === undefined ? tables : sheetNamed(tables, options.sheet, file)
  }
  return [openCsv(inspection, options)]
}

function sheetNamed(tables: readonly Table[], sheet: string, file: string): Table[] {
  const named = tables.map((table) => ({ table, name: table.sheet ?? '', hidden: false }))
  // The one table of a file may be called as one likes.
  return tables.length < 2 ? [...tables] : chooseSheets(named, sheet, file).chosen.map(({ table }) => table)
}

async function openZipped(inspection: Inspection, options: OpenOptions, signal: AbortSignal): Promise<Table[]> {
  const { file } = inspection
  const zip = await openZip(zipSource(inspection), signal)
  try {
    switch (zipKindOf(zip)) {
      case 'xlsx':
        return await openXlsx(inspection, options, signal)
      case 'xlsb':
        return await openForeign(inspection, 'xlsb', options, signal)
      case 'ods':
        return await openOds(inspection, options, signal)
      case 'otherOffice':
        throw new SextantError('file.notATable', { file, reason: 'it is an Office document without a worksheet' })
      case 'numbers':
        throw new SextantError('file.notATable', { file, reason: 'it is an Apple Numbers document' })
      case 'archive':
        refuseNested(inspection)
        return await openMembers(inspection, zip, options, signal)
    }
  } finally {
    zip.close()
  }
}

async function openMembers(inspection: Inspection, zip: Zip, options: OpenOptions, signal: AbortSignal): Promise<Table[]> {
  const { members, leftOut } = membersOf(inspection, zip)
  if (members.length === 0)
    throw new SextantError('file.notATable', { file: inspection.file, reason: 'it is a ZIP archive without a table' })
  const tables: Table[] = []
  let nothing: unknown = null
  for (const { file, content } of members) {
    try {
      tables.push(...(await openInspected(await inspectPacked(inspection, file, content, signal), options, signal)))
    } catch (error) {
      if (!(error instanceof SextantError) || error.code !== 'file.empty') throw error
      nothing ??= error
      leftOut.push({ file, reason: 'empty' })
    }
  }
  const [first, ...others] = tables
  if (first === undefined && nothing !== null) throw nothing
  return first === undefined ? [] : [{ ...first, leftOut }, ...others]
}

function refuseNested({ packed, file }: Inspection): void {
  if (packed) throw new SextantError('file.nestedArchive', { file })
}

/** A password turns a workbook into an OLE container with a stream of this name. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le')

async function isEncrypted({ content }: Inspection, signal: AbortSignal): Promise<boolean> {
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of content(signal)) {
    const bytes = Buffer.concat([tail, chunk])
    if (bytes.includes(encryptedStream)) return true
    tail = Buffer.from(bytes.subarray(-encryptedStream.length))
  }
  return false
}
