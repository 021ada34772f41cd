import { importing } from '../../../shared/messages/en/importing.ts'
import { isBlank } from './blank.ts'
import type { RejectedOrigin, RowBatch, Table } from './types.ts'

const { file, line, column, value, reason } = importing.rejectedCsv
const leading = [file, line, column, value, reason]

/**
 * A table that Sextant itself exported of rejected rows comes back as the rows that it was made of: without the columns that
 * say where and why, and without the apostrophe that kept a spreadsheet from running a cell. Any other table stays as it is.
 */
export function withoutRejectionColumns(table: Table): Table {
  const origins = new Map<number, RejectedOrigin>()
  return { ...table, origins, rows: (signal) => stripped(table.rows(signal), origins) }
}

async function* stripped(batches: AsyncIterable<RowBatch>, origins: Map<number, RejectedOrigin>): AsyncGenerator<RowBatch> {
  let ours: boolean | null = null
  for await (const batch of batches) {
    ours ??= isExport(batch.cells.find((cells) => !isBlank(cells)))
    if (ours === true) for (const [i, cells] of batch.cells.entries()) noteOrigin(cells, batch.lines[i] ?? 0, origins)
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

/** The header, and rows that somebody wrote below the others, come from no line. */
function noteOrigin(cells: readonly string[], at: number, origins: Map<number, RejectedOrigin>): void {
  const [from = '', number = '', inColumn = '', was = ''] = cells.map(asWritten)
  if (from !== '' && /^\d{1,15}$/.test(number)) origins.set(at, { file: from, line: Number(number), column: inColumn, value: was })
}

const rowBehind = (cells: readonly string[]): string[] => cells.slice(leading.length).map(asWritten)

const asWritten = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
