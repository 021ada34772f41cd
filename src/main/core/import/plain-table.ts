import { open } from 'node:fs/promises'
import nodePath from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import type { Warning } from '../../../shared/model/common.ts'
import { type ReadOptions, readWhole, type WholeTable } from './read-table.ts'
import { trimmedLength } from './shape/row-facts.ts'

/** A table as its file holds it: text cells, nothing typed. */
export interface PlainTable {
  file: string
  sheet: string | null
  /** As they stand; 1, 2, … where the first row is data. */
  columns: string[]
  /** As they stand; short ones filled up with blank cells. */
  rows: string[][]
  /** 1-based line or sheet row of each row. */
  lines: number[]
  encoding: string
  delimiter: string | null
  /** Rows that are no part of the table, with the reason's key. */
  leftOut: WholeTable['leftOut']
  /** Rows whose quotes or bytes are broken, by line. */
  faults: { line: number; code: string; near: string }[]
  warnings: Warning[]
}

/**
 * Reads one table for looking at. It is refused if no row fits the header, or none is quoted as the format demands: then
 * the file is not what it seems, and any reading of it would be a guess.
 *
 * Errors: those of reading, `file.empty`, `file.headerOnly` (a header that may be cut off), `file.ragged`, `file.misquoted`.
 */
export async function readPlain(path: string, options: ReadOptions = {}): Promise<PlainTable> {
  const file = nodePath.basename(path)
  const whole = await readWhole(path, options)
  const { table, header, rows, lines, leftOut, warnings } = whole
  const ragged = table.delimiter === null || options.noHeader ? [] : raggedRows(whole)
  if (rows.length === 0 && table.sheet === null && !(await endsLine(path))) throw new SextantError('file.headerOnly', { file })
  const [odd] = ragged
  if (odd && ragged.length === rows.length) {
    const [line, cells] = [lines[odd.row] ?? 0, odd.cells]
    throw new SextantError('file.ragged', { file, line, column: Math.min(cells, header.length) + 1, cells, columns: header.length })
  }
  refuseMisquoted(whole, options.noHeader === true, file)
  if (odd) {
    const example = `line ${lines[odd.row]}: ${odd.cells} instead of ${header.length}`
    warnings.push({ code: 'import.raggedRows', count: ragged.length, example })
  }
  return {
    file,
    sheet: table.sheet,
    columns: header,
    rows: rows.map((row) => filledUp(row, header.length)),
    lines,
    encoding: table.encoding,
    delimiter: table.delimiter,
    leftOut,
    faults: whole.faults.map(({ row, code, near }) => ({ line: lines[row] ?? 0, code, near })),
    warnings
  }
}

/** Blank cells at the end are no matter of shape. */
function raggedRows({ header, rows }: WholeTable): { row: number; cells: number }[] {
  const least = trimmedLength(header)
  return rows.flatMap((cells, row) => (cells.length < least || trimmedLength(cells) > header.length ? [{ row, cells: cells.length }] : []))
}

function refuseMisquoted({ rows, lines, faults, warnings }: WholeTable, noHeader: boolean, file: string): void {
  const loose = warnings.find(({ code }) => code === 'import.looseQuotes')
  const [fault] = faults
  const misquoted = faults.length + (loose?.count ?? 0)
  if (misquoted === 0 || misquoted < rows.length - (noHeader ? 1 : 0)) return
  const row = fault?.row ?? rows.findIndex((cells) => cells.some((cell) => cell.startsWith(loose?.example ?? '')))
  const near = fault?.near ?? loose?.example ?? ''
  const column = fault?.column ?? (rows[row] ?? []).findIndex((cell) => cell.startsWith(near)) + 1
  throw new SextantError('file.misquoted', { file, line: lines[row] ?? 0, column, near })
}

function filledUp(row: readonly string[], width: number): string[] {
  return row.length >= width ? [...row] : [...row, ...Array<string>(width - row.length).fill('')]
}

/** Whether the last line of a text is complete. One that is not may have been cut off. */
async function endsLine(path: string): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4))
    return buffer.subarray(0, bytesRead).some((byte) => byte === 10 || byte === 13)
  } finally {
    await handle.close()
  }
}
