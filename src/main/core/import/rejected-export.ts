import { importing } from '../../../shared/messages/en/importing.ts'
import { isBlank } from './blank.ts'
import type { RowBatch, Table } from './types.ts'

const { file, line, column, value, reason } = importing.rejectedCsv
const leading = [file, line, column, value, reason]

/**
 * A table that Sextant itself exported of rejected rows comes back as the rows that it was made of: without the columns that
 * say where and why, and without the apostrophe that kept a spreadsheet from running a cell. Any other table stays as it is.
 */
export function withoutRejectionColumns(table: Table): Table {
  return { ...table, rows: (signal) => stripped(table.rows(signal)) }
}

async function* stripped(batches: AsyncIterable<RowBatch>): AsyncGenerator<RowBatch> {
  let ours: boolean | null = null
  for await (const batch of batches) {
    ours ??= isExport(batch.cells.find((cells) => !isBlank(cells)))
    yield ours === true ? { ...batch, cells: batch.cells.map(rowBehind) } : batch
  }
}

/** Null while only blank rows have been seen. */
function isExport(first: readonly string[] | undefined): boolean | null {
  return first === undefined ? null : isRejectedExport(first)
}

/** Whether a header is that of exported rejected rows. */
export function isRejectedExport(header: readonly string[]): boolean {
  return leading.every((name, i) => header[i] === name)
}

const rowBehind = (cells: readonly string[]): string[] =>
  cells.slice(leading.length).map((cell) => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell))
