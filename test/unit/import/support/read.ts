import path from 'node:path'
import { openTables } from '../../../../src/main/core/import/open.ts'
import type { LeftOutRow, RowFault, Table } from '../../../../src/main/core/import/types.ts'
import type { Warning } from '../../../../src/shared/model/common.ts'
import { noSignal } from './folder.ts'

/** A table as it came out of its reader. */
export interface ReadTable {
  file: string
  sheet: string | null
  rows: string[][]
  lines: number[]
  faults: (RowFault & { line: number })[]
  leftOut: LeftOutRow[]
  notes: Warning[]
}

export async function readAll(table: Table): Promise<ReadTable> {
  const { file, sheet } = table
  const read: ReadTable = { file, sheet, rows: [], lines: [], faults: [], leftOut: [], notes: [...table.warnings] }
  for await (const batch of table.rows(noSignal)) {
    for (const fault of batch.faults) read.faults.push({ ...fault, row: fault.row + read.rows.length, line: batch.lines[fault.row] ?? 0 })
    read.rows.push(...batch.cells)
    read.lines.push(...batch.lines)
    read.leftOut.push(...(batch.leftOut ?? []))
    read.notes.push(...(batch.notes ?? []))
  }
  return read
}

/** Every table of a file, those below others too. */
export async function readFileTables(file: string, options: Parameters<typeof openTables>[1] = {}): Promise<ReadTable[]> {
  const all: ReadTable[] = []
  for (const first of await openTables({ path: file, file: path.basename(file) }, options, noSignal)) {
    for (let table: Table | null = first; table !== null; table = table.below?.() ?? null) all.push(await readAll(table))
  }
  return all
}
