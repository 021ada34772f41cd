import type { Warning } from '../../../../shared/model/common.ts'
import { xmlFailure } from '../container/guard.ts'
import { openZip, unlessChanged, verify, type ZipSource, zipSource } from '../container/packed-parts.ts'
import { chooseSheets } from '../container/sheets.ts'
import { readXml, scanXml } from '../container/xml.ts'
import type { Inspection } from '../file-bytes.ts'
import type { MergedCells, RowBatch, SheetOptions, Table } from '../types.ts'
import { bareFormat } from './number-format.ts'
import { StringTable } from './shared-strings.ts'
import { SheetRows } from './sheet.ts'
import { SheetScanner } from './sheet-scanner.ts'
import { StringScanner } from './string-scanner.ts'
import { StyleTable } from './styles.ts'
import { readWorkbook, type SheetPart, type Workbook } from './workbook.ts'

/** Cells of a batch, about. */
const batchCells = 16_384

/**
 * The worksheets of a workbook. Hidden ones are left out, unless all are or one is asked for by name.
 *
 * Errors: `file.damaged`, `file.encrypted`, `file.notATable`, `file.tooLarge`, `file.unknownSheet`.
 */
export async function openXlsx(inspection: Inspection, { sheet, isBare = false }: SheetOptions, signal: AbortSignal): Promise<Table[]> {
  const { path, file, version, fingerprint } = inspection
  const source = zipSource(inspection)
  const workbook = await structureOf(source, signal)
  const { chosen, warnings } = chooseSheets(workbook.sheets, sheet, file)
  const merged = new Map<SheetPart, readonly MergedCells[]>()
  return chosen.map((part, i) => ({
    path,
    file,
    sheet: part.name,
    bytes: version.size,
    encoding: 'utf-8',
    delimiter: null,
    fingerprint,
    warnings: i === 0 ? warnings : [],
    merged: () => merged.get(part) ?? [],
    rows: (rowSignal) => readRows(source, workbook, part, isBare, rowSignal, (ranges) => merged.set(part, ranges))
  }))
}

async function* readRows(
  source: ZipSource,
  workbook: Workbook,
  part: SheetPart,
  isBare: boolean,
  signal: AbortSignal,
  onMerged: (ranges: readonly MergedCells[]) => void
): AsyncGenerator<RowBatch> {
  const { file, version } = source
  const failure = xmlFailure(file)
  const zip = await openZip(source, signal)
  try {
    const strings = new StringTable(failure)
    const styles = new StyleTable()
    if (workbook.styles !== null) await readXml(zip.read(workbook.styles, signal), styles, failure)
    if (workbook.sharedStrings !== null)
      for await (const _ of scanXml(zip.read(workbook.sharedStrings, signal), new StringScanner(strings, failure)));
    const formats = isBare ? styles.formats.map(bareFormat) : styles.formats
    const context = { strings: strings.strings, ambiguous: strings.ambiguous, formats, is1904: workbook.is1904 }
    const rows = new SheetRows(context, failure)
    const notes: Warning[] = []
    let share = 0
    const bytes = zip.read(part.part, signal, (done, total) => {
      share = total === 0 ? 1 : Math.min(1, done / total)
    })
    const batch = (): RowBatch => ({ ...rows.take(), faults: [], bytesRead: Math.round(share * version.size) })
    for await (const _ of scanXml(bytes, new SheetScanner(rows, context, failure))) if (rows.pendingCells >= batchCells) yield batch()
    await verify(source, signal)
    onMerged(rows.merged)
    share = 1
    const last = batch()
    if (rows.hiddenRows > 0) notes.push({ code: 'import.hiddenRows', count: rows.hiddenRows, example: '' })
    if (rows.misplaced.count > 0) notes.push({ code: 'import.rowNumbers', count: rows.misplaced.count, example: rows.misplaced.first })
    if (rows.uncached.count > 0) notes.push({ code: 'import.noCachedValue', count: rows.uncached.count, example: rows.uncached.first })
    yield notes.length > 0 ? { ...last, notes } : last
  } catch (error) {
    throw await unlessChanged(source, signal, error)
  } finally {
    zip.close()
  }
}

async function structureOf(source: ZipSource, signal: AbortSignal): Promise<Workbook> {
  const zip = await openZip(source, signal)
  try {
    return await readWorkbook(zip, source.file, signal)
  } catch (error) {
    throw await unlessChanged(source, signal, error)
  } finally {
    zip.close()
  }
}
