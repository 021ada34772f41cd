import { SextantError } from '../../../shared/errors.ts'

/** A plain table as its reader gives it: text cells, and the 1-based line of each row. Columns without a header are `1`, `2`, … */
export interface LabTable {
  /** For error messages. */
  file: string
  header: string[]
  rows: string[][]
  lines: number[]
}

export interface ColumnChoice {
  /** The columns to use, in this order; all numeric ones if left out. */
  columns?: string[] | undefined
  /** Columns to leave out. */
  omit?: string[] | undefined
}

/** Columns of numbers, row-major n x p. */
export interface NumericTable {
  data: Float64Array
  n: number
  p: number
  columns: string[]
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
/** A number that a double does not hold; it does not make a column text. */
const INFINITE = /^[+-]?inf(?:inity)?$/i
/** Squares of larger numbers, added up over the rows, go beyond what a double holds. */
const LARGEST = 1e150
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', '?'])

/** A cell that says that its value is not known. */
export function isMissing(cell: string | undefined): boolean {
  return MISSING.has((cell ?? '').trim().toLowerCase())
}

/** A table without its blank rows. */
export function withoutBlankRows({ file, header, rows, lines }: LabTable): LabTable {
  const filled = rows.map((cells) => cells.some((cell) => cell.trim() !== ''))
  return { file, header, rows: rows.filter((_, i) => filled[i]), lines: lines.filter((_, i) => filled[i]) }
}

/**
 * The chosen columns as numbers. Unnamed, those whose cells are all numbers, infinite or missing; in those chosen all cells must be numbers.
 *
 * @param gaps a missing value is NaN instead of an error
 * @throws lab.unknownColumn, lab.noColumns, lab.missingValue, lab.notNumeric, lab.tooLarge, file.headerOnly
 */
export function numericTable(table: LabTable, { columns, omit = [] }: ColumnChoice, gaps = false): NumericTable {
  const n = table.rows.length
  if (n === 0) throw new SextantError('file.headerOnly', { file: table.file })
  const omitted = omit.map((name) => columnIndex(table, name))
  const offered = columns ? columns.map((name) => columnIndex(table, name)) : numericColumns(table)
  const chosen = [...new Set(offered)].filter((index) => !omitted.includes(index))
  const p = chosen.length
  if (p === 0) throw new SextantError('lab.noColumns', { file: table.file })
  const data = new Float64Array(n * p)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) data[i * p + j] = numberAt(table, i, chosen[j] as number, gaps)
  }
  return { data, n, p, columns: chosen.map((index) => table.header[index] ?? '') }
}

/** The cells of one column as text; none may be missing. */
export function textColumn(table: LabTable, name: string): string[] {
  const index = columnIndex(table, name)
  return table.rows.map((cells, i) => {
    const text = (cells[index] ?? '').trim()
    if (text === '') throw new SextantError('lab.missingValue', { file: table.file, line: table.lines[i] ?? 0, column: name })
    return text
  })
}

function columnIndex({ file, header }: LabTable, name: string): number {
  const index = header.indexOf(name)
  if (index < 0) throw new SextantError('lab.unknownColumn', { file, column: name })
  return index
}

function numericColumns({ header, rows }: LabTable): number[] {
  return header
    .map((_, index) => index)
    .filter((index) => {
      const present = rows.map((cells) => (cells[index] ?? '').trim()).filter((cell) => !isMissing(cell))
      return present.some((cell) => NUMBER.test(cell)) && present.every((cell) => NUMBER.test(cell) || INFINITE.test(cell))
    })
}

function numberAt({ file, header, rows, lines }: LabTable, row: number, column: number, gaps: boolean): number {
  const cell = (rows[row]?.[column] ?? '').trim()
  const where = { file, line: lines[row] ?? 0, column: header[column] ?? '' }
  if (isMissing(cell)) {
    if (gaps) return Number.NaN
    throw new SextantError('lab.missingValue', where)
  }
  const value = NUMBER.test(cell) ? Number(cell) : Number.NaN
  if (!Number.isFinite(value)) throw new SextantError('lab.notNumeric', { ...where, value: cell })
  if (Math.abs(value) > LARGEST) throw new SextantError('lab.tooLarge', { ...where, value: cell })
  return value
}
