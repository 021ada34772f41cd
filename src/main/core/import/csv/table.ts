import { isAscii } from 'node:buffer'
import { SextantError } from '../../../../shared/errors.ts'
import type { Warning } from '../../../../shared/model/common.ts'
import { scanCoded } from '../coded/scan.ts'
import { createDecoder, decideEncoding, type Encoding, encodingWarnings } from '../encoding.ts'
import type { Inspection } from '../file-bytes.ts'
import type { RowBatch, RowFault, Table } from '../types.ts'
import { type SniffedDialect, sniffDialect } from './dialect.ts'
import { CsvScanner } from './scanner.ts'

const LESS_THAN = 60
const lastAscii = 127
const empty = Buffer.alloc(0)

export interface CsvOverrides {
  encoding?: string | undefined
  delimiter?: string | undefined
}

/**
 * The one table of a text file.
 *
 * Errors: `file.notATable`, `file.badEncoding`, `import.badMapping` (an encoding that does not exist).
 */
export function openCsv(inspection: Inspection, overrides: CsvOverrides = {}): Table {
  const { path, file, version, fingerprint, content, head, complete, census } = inspection
  const encoding = decideEncoding(inspection, overrides.encoding)
  const dialect = sniffDialect(decodeHead(head, encoding, file), complete, overrides.delimiter)
  return {
    path,
    file,
    sheet: null,
    bytes: version.size,
    encoding: encoding.label,
    delimiter: dialect.delimiter === 'blanks' ? ' ' : dialect.delimiter,
    fingerprint,
    warnings: encodingWarnings(encoding),
    // Without the head: a folder of hundreds of files would otherwise stay in memory.
    rows: (signal) => readRows({ file, content, broken: census.broken }, encoding, dialect, signal),
    ...(isPlain(dialect) && encoding.label === 'utf-8' && census.firstInvalid < 0 && census.firstNul < 0
      ? { coded: codedBy(inspection, dialect.delimiter, encoding.skip) }
      : {})
  }
}

/** Whether rows are written as nearly all programs write them. */
function isPlain(dialect: SniffedDialect): dialect is SniffedDialect & { delimiter: string } {
  const { delimiter, quote, hintRow, wordy } = dialect
  if (delimiter === null || delimiter.length !== 1 || delimiter === ' ' || delimiter.charCodeAt(0) > lastAscii) return false
  return quote === '"' && dialect.escape === 'double' && !hintRow && wordy === undefined
}

function codedBy({ content, path, version, packed }: Inspection, delimiter: string, skip: number): Table['coded'] {
  const file = packed ? null : { path, ...version }
  return (signal, onBytes) => scanCoded(content, { delimiter: delimiter.charCodeAt(0), skip }, signal, onBytes, file)
}

/** The head may end within a character, so what is left over is dropped. */
function decodeHead(head: Buffer, encoding: Encoding, file: string): string {
  return createDecoder({ ...encoding, forced: false }, file).push(head)
}

async function* readRows(
  { file, content, broken }: Pick<Inspection, 'file' | 'content'> & { broken: number },
  encoding: Encoding,
  dialect: SniffedDialect,
  signal: AbortSignal
): AsyncGenerator<RowBatch> {
  const decoder = createDecoder(encoding, file)
  const scanner = new CsvScanner(dialect, file)
  let bytesRead = 0
  let hint = dialect.hintRow
  const batch = (text: string, last: boolean, bytes: Buffer | null): RowBatch => {
    const { looseQuotes, joined, ...scanned } = scanner.push(text, last, bytes)
    refuseConflict(scanned, file)
    if (hint && scanned.cells.length > 0) {
      hint = false
      scanned.cells.shift()
      scanned.lines.shift()
      for (const fault of scanned.faults) fault.row--
    }
    if (encoding.label === 'utf-8' && broken > 0) scanned.faults.push(...undecoded(scanned.cells))
    const rows: RowBatch = { ...scanned, bytesRead }
    const notes: Warning[] = []
    const [loose] = looseQuotes
    if (loose) notes.push({ code: loose.code, count: new Set(looseQuotes.map(({ row }) => row)).size, example: loose.near })
    if (joined > 0) notes.push({ code: 'import.joinedWords', count: joined, example: scanned.cells[0]?.join(' | ') ?? '' })
    return notes.length > 0 ? { ...rows, notes } : rows
  }
  const onBytes = (bytes: number) => {
    bytesRead = bytes
  }
  for await (const chunk of content(signal, onBytes)) {
    const text = decoder.push(chunk)
    const plain = encoding.label === 'utf-8' && text.length === chunk.length && isAscii(chunk)
    const rows = batch(text, false, plain ? chunk : null)
    if (rows.cells.length > 0) yield rows
  }
  const rows = batch(decoder.end(), true, empty)
  if (rows.cells.length > 0) yield rows
}

/** A file with the marks of a merge holds two versions of the same rows, of which only a person knows the right one. */
function refuseConflict({ cells, lines }: Pick<RowBatch, 'cells' | 'lines'>, file: string): void {
  for (const [row, [first = '']] of cells.entries()) {
    if (first.charCodeAt(0) !== LESS_THAN || !/^<{7}(?: |$)/.test(first)) continue
    throw new SextantError('file.mergeConflict', { file, line: lines[row] ?? 0, column: 1 })
  }
}

/** Rows of a mostly-UTF-8 file that hold bytes which are not. */
function undecoded(cells: string[][]): RowFault[] {
  const faults: RowFault[] = []
  for (const [row, texts] of cells.entries()) {
    const near = texts.find((text) => text.includes('\ufffd'))
    if (near !== undefined) faults.push({ row, code: 'import.reject.badEncoding', near: near.slice(0, 80) })
  }
  return faults
}
