import { importing } from '../../../shared/messages/en/importing.ts'
import { isBlank } from './blank.ts'
import { codedUnless } from './coded/coded-table.ts'
import type { RejectedOrigin, RowBatch, Table } from './types.ts'

const { file, line, column, value, reason, sheet, source } = importing.rejectedTable
const leading = [file, line, column, value, reason]
/** What tells files of one name and sheets of one workbook apart; exports of former versions have neither. */
const whence = [sheet, source]

/**
 * A table that Sextant itself exported of rejected rows comes back as the rows that it was made of: without the columns that
 * say where and why, and without the apostrophe that kept a spreadsheet from running a cell. Any other table stays as it is.
 */
export function withoutRejectionColumns(table: Table): Table {
  const origins = new Map<number, RejectedOrigin>()
  const coded = codedUnless(table.coded, ({ header }) => isRejectedExport(header))
  return { ...table, origins, coded, rows: (signal) => stripped(table.rows(signal), origins) }
}

async function* stripped(batches: AsyncIterable<RowBatch>, origins: Map<number, RejectedOrigin>): AsyncGenerator<RowBatch> {
  let width: number | null = null
  for await (const batch of batches) {
    width ??= exportWidth(batch.cells.find((cells) => !isBlank(cells)))
    if (width === null || width === 0) {
      yield batch
      continue
    }
    const ours = width
    for (const [i, cells] of batch.cells.entries()) noteOrigin(cells.slice(0, ours).map(asWritten), batch.lines[i] ?? 0, origins)
    yield { ...batch, cells: batch.cells.map((cells) => cells.slice(ours).map(asWritten)) }
  }
}

/** How many columns say where and why; 0: it is no export; null while only blank rows have been seen. */
function exportWidth(first: readonly string[] | undefined): number | null {
  if (first === undefined) return null
  if (!isRejectedExport(first)) return 0
  return leading.length + (whence.every((name, i) => first[leading.length + i] === name) ? whence.length : 0)
}

/** Whether a header is that of exported rejected rows. */
export function isRejectedExport(header: readonly string[]): boolean {
  return leading.every((name, i) => header[i] === name)
}

/** The header, and rows that somebody wrote below the others, come from no line. */
function noteOrigin(cells: readonly string[], at: number, origins: Map<number, RejectedOrigin>): void {
  const [from = '', number = '', inColumn = '', was = '', , inSheet = '', inSource = ''] = cells
  if (from === '' || !isNumber(number)) return
  origins.set(at, {
    file: from,
    line: Number(number),
    column: inColumn,
    value: was,
    ...(inSheet === '' ? {} : { sheet: inSheet }),
    ...(isNumber(inSource) ? { source: Number(inSource) } : {})
  })
}

const isNumber = (text: string): boolean => /^\d{1,15}$/.test(text)

const asWritten = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)
