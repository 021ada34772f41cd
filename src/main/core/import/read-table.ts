import nodePath from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import { isBlank } from './blank.ts'
import { namedHeader } from './header.ts'
import { openTables } from './open.ts'
import type { RowFault, Table } from './types.ts'

export interface ReadOptions {
  sheet?: string | undefined
  /** The first row is data; the columns are then called 1, 2, … */
  noHeader?: boolean | undefined
  signal?: AbortSignal | undefined
}

/** A whole table as text. */
export interface TextTable {
  header: string[]
  /** Rows that are not blank, as they stand: short rows stay short. */
  rows: string[][]
  /** 1-based line or sheet row of each row. */
  lines: number[]
  /** Rows whose quotes do not match; `row` is an index into `rows`. */
  faults: RowFault[]
}

/**
 * Reads one table whole, untyped: a text file, or the named (else the first filled) sheet of a workbook. Memory O(file).
 *
 * Errors: those of reading, `file.empty`, `file.headerOnly`.
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<TextTable> {
  const signal = options.signal ?? new AbortController().signal
  const file = nodePath.basename(path)
  for (const table of await openTables({ path, file }, { sheet: options.sheet }, signal)) {
    const read = await readAll(table, signal)
    const [first] = read.rows
    if (first === undefined) continue
    if (options.noHeader) {
      const width = read.rows.reduce((most, row) => Math.max(most, row.length), 0)
      return { header: Array.from({ length: width }, (_, i) => String(i + 1)), ...read }
    }
    if (read.rows.length === 1) throw new SextantError('file.headerOnly', { file })
    const below = read.faults.filter(({ row }) => row > 0).map((fault) => ({ ...fault, row: fault.row - 1 }))
    return { header: namedHeader(first).names, rows: read.rows.slice(1), lines: read.lines.slice(1), faults: below }
  }
  throw new SextantError('file.empty', { file })
}

async function readAll(table: Table, signal: AbortSignal): Promise<Omit<TextTable, 'header'>> {
  const all: Omit<TextTable, 'header'> = { rows: [], lines: [], faults: [] }
  for await (const batch of table.rows(signal)) {
    const faults = new Map(batch.faults.map((fault) => [fault.row, fault]))
    for (const [i, cells] of batch.cells.entries()) {
      if (isBlank(cells)) continue
      const fault = faults.get(i)
      if (fault) all.faults.push({ ...fault, row: all.rows.length })
      all.rows.push(cells)
      all.lines.push(batch.lines[i] ?? 0)
    }
  }
  return all
}
