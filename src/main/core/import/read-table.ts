import nodePath from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import type { Warning } from '../../../shared/model/common.ts'
import { isBlank } from './blank.ts'
import { mergedWarnings } from './group.ts'
import { namedHeader } from './header.ts'
import { openTables, openWhole } from './open.ts'
import { joinedHeader } from './shape/outline.ts'
import type { LeftOutRow, RowFault, Table } from './types.ts'

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

/** All rows of a table, and what else stands in its text or sheet. */
export interface WholeTable extends TextTable {
  table: Table
  /** As it stands, the rows of one of several rows joined; the numbers of the columns where the first row is data. */
  header: string[]
  /** Without blank rows; in a text of one column a blank line is a row, though. */
  rows: string[][]
  /** Rows that are no part of the table: lines above the header, repetitions of it, totals. */
  leftOut: LeftOutRow[]
  warnings: Warning[]
}

/**
 * Reads one table whole, untyped: a text file, or the named (else the first filled) sheet of a workbook. Memory O(file).
 *
 * Errors: those of reading, `file.empty`, `file.headerOnly`.
 */
export async function readTable(path: string, options: ReadOptions = {}): Promise<TextTable> {
  const file = nodePath.basename(path)
  const { header, ...all } = await readWhole(path, options)
  const keep = all.rows.map((row) => !isBlank(row))
  if (!keep.includes(true)) throw new SextantError(isBlank(header) || options.noHeader ? 'file.empty' : 'file.headerOnly', { file })
  let kept = 0
  const at = keep.map((keeps) => (keeps ? kept++ : kept))
  return {
    header: options.noHeader ? header : namedHeader(header).names,
    rows: all.rows.filter((_, i) => keep[i]),
    lines: all.lines.filter((_, i) => keep[i]),
    faults: all.faults.map((fault) => ({ ...fault, row: at[fault.row] ?? 0 }))
  }
}

/**
 * Reads one table whole, with what stands around it.
 *
 * Errors: those of reading, `file.empty`.
 */
export async function readWhole(
  path: string,
  { sheet, noHeader, signal = new AbortController().signal }: ReadOptions
): Promise<WholeTable> {
  const file = nodePath.basename(path)
  for (const table of await (noHeader ? openWhole : openTables)({ path, file }, { sheet, isBare: true }, signal)) {
    const whole = await readAll(table, noHeader === true, signal)
    if (whole !== null) return whole
  }
  throw new SextantError('file.empty', { file })
}

/** Rows that are marked, because the one who knows may say that they are rows. */
const belowTable: ReadonlySet<string> = new Set(['import.reject.totalRow', 'import.reject.note', 'import.reject.cutOff'])

/** Null if the table is empty. */
async function readAll(table: Table, noHeader: boolean, signal: AbortSignal): Promise<WholeTable | null> {
  const rows: string[][] = []
  const lines: number[] = []
  const faults: RowFault[] = []
  const leftOut: LeftOutRow[] = []
  const notes: Warning[][] = [table.warnings]
  let header: string[] | null = null
  const blankCounts = table.delimiter === null && table.sheet === null
  for await (const batch of table.rows(signal)) {
    notes.push(batch.notes ?? [])
    leftOut.push(...(batch.leftOut ?? []))
    const faulty = new Map(batch.faults.map((fault) => [fault.row, fault]))
    for (const [i, cells] of batch.cells.entries()) {
      if (isBlank(cells) && !blankCounts) continue
      if (header === null && !noHeader) {
        header = batch.header === undefined ? cells : joinedHeader(batch.header, false)
        continue
      }
      const line = batch.lines[i] ?? 0
      const fault = faulty.get(i)
      if (fault !== undefined && belowTable.has(fault.code)) {
        leftOut.push({ line, code: fault.code, cells })
        continue
      }
      if (fault) faults.push({ ...fault, row: rows.length })
      rows.push(cells)
      lines.push(line)
    }
  }
  if (header === null && rows.length === 0) return null
  if (header === null) {
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
    header = Array.from({ length: width }, (_, i) => String(i + 1))
  }
  return { table, header, rows, lines, faults, leftOut, warnings: mergedWarnings(notes) }
}
