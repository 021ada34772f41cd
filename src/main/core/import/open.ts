import { SextantError } from '../../../shared/errors.ts'
import { openCsv } from './csv/table.ts'
import type { FoundFile } from './discovery.ts'
import { type Inspection, inspectFile, readVersion } from './file-bytes.ts'
import { parsePartName, shaped, shapedPart } from './shape/shaped.ts'
import type { Table } from './types.ts'
import { openXlsx } from './xlsx/table.ts'

/** What the user said about how a file is to be read. */
export interface OpenOptions {
  encoding?: string | undefined
  delimiter?: string | undefined
  sheet?: string | undefined
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
  const inspection = await inspectFile(path, file, signal)
  const { signature } = inspection
  switch (signature.kind) {
    case 'zip':
      return openXlsx(inspection, options.sheet, signal)
    case 'ole':
      throw await oleError(inspection, signal)
    case 'other':
      throw new SextantError('file.notATable', { file, reason: `it is ${signature.name}` })
    case 'text':
      if (/\.xls[xm]$/i.test(file) && inspection.census.firstNul >= 0)
        throw new SextantError('file.damaged', { file, reason: 'it does not begin like a workbook' })
      return [openCsv(inspection, options)]
  }
}

/** A password turns a workbook into an OLE container with a stream of this name. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le')

async function oleError({ path, file, version }: Inspection, signal: AbortSignal): Promise<SextantError> {
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of readVersion(path, file, version, signal)) {
    const bytes = Buffer.concat([tail, chunk])
    if (bytes.includes(encryptedStream)) return new SextantError('file.encrypted', { file })
    tail = Buffer.from(bytes.subarray(-encryptedStream.length))
  }
  return new SextantError('file.notATable', {
    file,
    reason: 'it is a workbook or document of the format before 2007 (.xls); save it as .xlsx'
  })
}
