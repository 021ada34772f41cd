import { SextantError } from '../../../../shared/errors.ts'
import { openZip, unlessChanged, verify, type ZipSource, zipSource } from '../container/packed-parts.ts'
import { Tally } from '../conversion/tally.ts'
import type { Inspection } from '../file-bytes.ts'
import type { RowBatch, Table } from '../types.ts'
import { StringTable } from './shared-strings.ts'
import { SheetRows } from './sheet.ts'
import { StyleTable } from './styles.ts'
import { readWorkbook, type SheetPart, type Workbook, xmlFailure } from './workbook.ts'
import { readXml, scanXml } from './xml.ts'

/** Cells of a batch, about. */
const batchCells = 65_536

/**
 * The worksheets of a workbook. Hidden ones are left out, unless all are or one is asked for by name.
 *
 * Errors: `file.damaged`, `file.encrypted`, `file.notATable`, `file.tooLarge`, `file.unknownSheet`.
 */
export async function openXlsx(inspection: Inspection, sheet: string | undefined, signal: AbortSignal): Promise<Table[]> {
  const { path, file, version, fingerprint } = inspection
  const source = zipSource(inspection)
  const workbook = await structureOf(source, signal)
  const { chosen, hidden } = choose(workbook, sheet, file)
  const tally = new Tally()
  for (const { name } of hidden) tally.add('import.hiddenSheet', () => name)
  return chosen.map((part, i) => ({
    path,
    file,
    sheet: part.name,
    bytes: version.size,
    encoding: 'utf-8',
    delimiter: null,
    fingerprint,
    warnings: i === 0 ? tally.warnings : [],
    rows: (rowSignal) => readRows(source, workbook, part, rowSignal)
  }))
}

function choose(workbook: Workbook, sheet: string | undefined, file: string): { chosen: SheetPart[]; hidden: SheetPart[] } {
  if (sheet !== undefined) {
    const found = workbook.sheets.find(({ name }) => name === sheet)
    if (!found) throw new SextantError('file.unknownSheet', { file, sheet, sheets: workbook.sheets.map(({ name }) => name).join(', ') })
    return { chosen: [found], hidden: [] }
  }
  const visible = workbook.sheets.filter((part) => !part.hidden)
  if (visible.length === 0) return { chosen: workbook.sheets, hidden: [] }
  return { chosen: visible, hidden: workbook.sheets.filter((part) => part.hidden) }
}

async function* readRows(source: ZipSource, workbook: Workbook, part: SheetPart, signal: AbortSignal): AsyncGenerator<RowBatch> {
  const { file, version } = source
  const failure = xmlFailure(file)
  const zip = await openZip(source, signal)
  try {
    const strings = new StringTable(failure)
    const styles = new StyleTable()
    if (workbook.styles !== null) await readXml(zip.read(workbook.styles, signal), styles, failure)
    if (workbook.sharedStrings !== null) await readXml(zip.read(workbook.sharedStrings, signal), strings, failure)
    const rows = new SheetRows({ strings: strings.strings, formats: styles.formats, is1904: workbook.is1904 }, failure)
    let share = 0
    const bytes = zip.read(part.part, signal, (done, total) => {
      share = total === 0 ? 1 : Math.min(1, done / total)
    })
    const batch = (): RowBatch => ({ ...rows.take(), faults: [], bytesRead: Math.round(share * version.size) })
    for await (const _ of scanXml(bytes, rows, failure)) if (rows.pendingCells >= batchCells) yield batch()
    await verify(source, signal)
    share = 1
    yield batch()
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
