import { SextantError } from '../../../../shared/errors.ts'
import { bytes } from '../../../../shared/format.ts'
import { openZip, unlessChanged, verify, wholeContent, type ZipSource, zipSource } from '../container/packed-parts.ts'
import { chooseSheets } from '../container/sheets.ts'
import type { Inspection } from '../file-bytes.ts'
import { limits } from '../limits.ts'
import type { RowBatch, SheetOptions, Table } from '../types.ts'
import type { ForeignAnswer, ForeignRequest, ForeignSheet } from './protocol.ts'
import { ask } from './reader.ts'

/** What a file of a foreign format is. */
export type ForeignFormat = 'xls' | 'xlsb'

const names: Readonly<Record<ForeignFormat, string>> = {
  xls: 'a workbook of the format before 2007 (XLS)',
  xlsb: 'a binary workbook (XLSB)'
}

/** A workbook that a library reads. */
interface ForeignSource extends ZipSource {
  format: ForeignFormat
  fingerprint: string
}

/**
 * The sheets of a workbook that a library reads whole, in a thread whose memory and time are capped. Hidden ones are left
 * out, unless all are or one is asked for by name.
 *
 * Errors: `file.damaged`, `file.encrypted`, `file.notATable`, `file.tooLarge`, `file.unknownSheet`, `file.changed`.
 */
export async function openForeign(
  inspection: Inspection,
  format: ForeignFormat,
  { sheet, isBare = false }: SheetOptions,
  signal: AbortSignal
): Promise<Table[]> {
  const { path, file, version, fingerprint } = inspection
  const source: ForeignSource = { ...zipSource(inspection), format, fingerprint }
  const sheets = (await sheetsOf(source, signal)).map((one, index) => ({ ...one, index }))
  if (sheets.length === 0) throw new SextantError('file.notATable', { file, reason: 'it is a workbook without a worksheet' })
  const { chosen, warnings } = chooseSheets(sheets, sheet, file)
  return chosen.map(({ name, index, merged }, i) => ({
    path,
    file,
    sheet: name,
    bytes: version.size,
    encoding: 'utf-8',
    delimiter: null,
    fingerprint,
    warnings: i === 0 ? warnings : [],
    merged: () => merged,
    rows: (again) => readRows(source, index, isBare, again)
  }))
}

async function sheetsOf(source: ForeignSource, signal: AbortSignal): Promise<ForeignSheet[]> {
  const answer = await request(source, null, signal)
  return answer.kind === 'opened' ? answer.sheets : []
}

async function* readRows(source: ForeignSource, sheet: number, isBare: boolean, signal: AbortSignal): AsyncGenerator<RowBatch> {
  // The thread may still hold the workbook; then the file is not read again.
  await unchanged(source, signal)
  let hidden = 0
  let from: number | null = 0
  while (from !== null) {
    const answer: ForeignAnswer = await request(source, { kind: 'rows', sheet, from, isBare }, signal)
    if (answer.kind !== 'rows') return
    const { cells, lines, hiddenRows, asText, next } = answer
    hidden += hiddenRows
    const batch: RowBatch = { cells, lines, faults: [], bytesRead: source.version.size, ...(asText.length > 0 ? { asText } : {}) }
    if (next === null && hidden > 0) batch.notes = [{ code: 'import.hiddenRows', count: hidden, example: '' }]
    yield batch
    from = next
  }
}

async function unchanged(source: ForeignSource, signal: AbortSignal): Promise<void> {
  if (!source.packed) await verify(source, signal)
  else for await (const _ of source.content(signal));
}

async function request(source: ForeignSource, wanted: ForeignRequest | null, signal: AbortSignal): Promise<ForeignAnswer> {
  const { file, format, fingerprint, version } = source
  const seconds = limits.foreignSeconds + Math.ceil(version.size / limits.foreignBytesPerSecond)
  try {
    return await ask(fingerprint, () => bytesOf(source, signal), wanted, { file, format: names[format], seconds, signal })
  } catch (error) {
    throw await unlessChanged(source, signal, error)
  }
}

async function bytesOf(source: ForeignSource, signal: AbortSignal): Promise<Uint8Array> {
  if (source.format === 'xlsb') await checkParts(source, signal)
  const bytes = await wholeContent(source, signal, limits.foreignWorkbook)
  await verify(source, signal)
  return bytes
}

/** Unpacks every part under the limits, so that the library cannot be made to unpack more. */
async function checkParts(source: ZipSource, signal: AbortSignal): Promise<void> {
  const zip = await openZip(source, signal)
  try {
    let size = 0
    for (const name of zip.names) {
      if (name.endsWith('/')) continue
      for await (const chunk of zip.read(name, signal)) size += chunk.length
      if (size > limits.foreignUnpacked) {
        throw new SextantError('file.tooLarge', {
          file: source.file,
          reason: `it unpacks to more than ${bytes(limits.foreignUnpacked)}; save it as XLSX`
        })
      }
    }
  } finally {
    zip.close()
  }
}
