import { SextantError } from '../../../../shared/errors.ts'
import { xmlFailure } from '../container/guard.ts'
import { openZip, unlessChanged, verify, type ZipSource, zipSource } from '../container/packed-parts.ts'
import { chooseSheets } from '../container/sheets.ts'
import { readXml, scanXml, XmlText } from '../container/xml.ts'
import type { Zip } from '../container/zip.ts'
import type { Inspection } from '../file-bytes.ts'
import type { MergedCells, RowBatch, SheetOptions, Table } from '../types.ts'
import { OdsRows, OdsSheetList } from './sheet.ts'

const content = 'content.xml'
const batchCells = 65_536

/**
 * The sheets of an OpenDocument spreadsheet. Hidden ones are left out, unless all are or one is asked for by name.
 *
 * Errors: `file.damaged`, `file.encrypted`, `file.notATable`, `file.tooLarge`, `file.unknownSheet`.
 */
export async function openOds(inspection: Inspection, { sheet, isBare = false }: SheetOptions, signal: AbortSignal): Promise<Table[]> {
  const { path, file, version, fingerprint } = inspection
  const source = zipSource(inspection)
  const listed = new OdsSheetList()
  await withZip(source, signal, async (zip) => {
    if (await isEncrypted(zip, signal)) throw new SextantError('file.encrypted', { file })
    await readXml(zip.read(content, signal), listed, xmlFailure(file))
  })
  const sheets = listed.sheets.map((one, number) => ({ ...one, number }))
  if (sheets.length === 0) throw new SextantError('file.notATable', { file, reason: 'it is an OpenDocument file without a sheet' })
  const { chosen, warnings } = chooseSheets(sheets, sheet, file)
  /** By the number of the sheet. */
  const merged = new Map<number, readonly MergedCells[]>()
  return chosen.map(({ name, number }, i) => ({
    path,
    file,
    sheet: name,
    bytes: version.size,
    encoding: 'utf-8',
    delimiter: null,
    fingerprint,
    warnings: i === 0 ? warnings : [],
    merged: () => merged.get(number) ?? [],
    rows: (again) => readRows(source, number, isBare, again, (ranges) => merged.set(number, ranges))
  }))
}

async function* readRows(
  source: ZipSource,
  sheet: number,
  isBare: boolean,
  signal: AbortSignal,
  onMerged: (ranges: readonly MergedCells[]) => void
): AsyncGenerator<RowBatch> {
  const { file, version } = source
  const zip = await openZip(source, signal)
  try {
    const rows = new OdsRows(sheet, isBare, xmlFailure(file))
    let share = 0
    const bytes = zip.read(content, signal, (done, total) => {
      share = total === 0 ? 1 : Math.min(1, done / total)
    })
    const batch = (): RowBatch => ({ ...rows.take(), faults: [], bytesRead: Math.round(share * version.size) })
    for await (const _ of scanXml(bytes, new XmlText(rows, xmlFailure(file)))) if (rows.pendingCells >= batchCells) yield batch()
    await verify(source, signal)
    onMerged(rows.merged)
    share = 1
    const last = batch()
    if (rows.hiddenRows > 0) last.notes = [{ code: 'import.hiddenRows', count: rows.hiddenRows, example: '' }]
    yield last
  } catch (error) {
    throw await unlessChanged(source, signal, error)
  } finally {
    zip.close()
  }
}

async function withZip(source: ZipSource, signal: AbortSignal, work: (zip: Zip) => Promise<void>): Promise<void> {
  const zip = await openZip(source, signal)
  try {
    await work(zip)
  } catch (error) {
    throw await unlessChanged(source, signal, error)
  } finally {
    zip.close()
  }
}

/** A password leaves the list of parts readable; it says which are encrypted. */
async function isEncrypted(zip: Zip, signal: AbortSignal): Promise<boolean> {
  const manifest = 'META-INF/manifest.xml'
  if (!zip.has(manifest)) return false
  let text = ''
  for await (const chunk of zip.read(manifest, signal)) if (text.length < 1_000_000) text += chunk.toString('latin1')
  return text.includes('encryption-data')
}
