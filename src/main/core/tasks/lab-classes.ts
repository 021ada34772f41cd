/** Two answers and any columns, as numbers: categories become a column a value, dates days. */
import { SextantError } from '../../../shared/errors.ts'
import { type ColumnChoice, isMissing, type LabTable, type NumericTable, numericTable, textColumn } from './lab-table.ts'

export interface ClassTable extends NumericTable {
  label: Float64Array
  positive: string
  negative: string
  /** Columns of numbers that came of one column of the table, and its name. */
  groups: { name: string; columns: number[] }[]
}

/** What becomes of values that are missing: an error, the middle value of the column, or the row is left out. */
export const missingWays = ['refuse', 'median', 'drop'] as const
export type MissingWay = (typeof missingWays)[number]

const YES = new Set(['1', 'yes', 'y', 'true', 't', 'ja', 'oui', 'si', 'sí'])
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 86_400_000

/**
 * The target as 1 and 0, and the chosen columns: numbers as they are, named columns of dates (YYYY-MM-DD) as days, other named columns as one
 * column for each of their values.
 *
 * @param gaps missing numbers and dates are NaN instead of an error, and a missing word is a value of its own
 * @throws lab.*
 */
export function classTable(
  table: LabTable,
  target: string,
  { columns, omit = [] }: ColumnChoice,
  leftOut: readonly string[],
  gaps = false
): ClassTable {
  const { label, positive, negative } = answers(table, target)
  const without = new Set([target, ...leftOut])
  if (!columns) {
    const numbers = numericTable(table, { omit: [...new Set([...omit, ...without])] }, gaps)
    return { ...numbers, label, positive, negative, groups: numbers.columns.map((name, j) => ({ name, columns: [j] })) }
  }
  const made: { name: string; values: Float64Array; of: string }[] = []
  for (const name of new Set(columns)) {
    if (omit.includes(name) || without.has(name)) continue
    made.push(...numbersOf(table, name, gaps).map((column) => ({ ...column, of: name })))
  }
  if (made.length === 0) throw new SextantError('lab.noColumns', { file: table.file })
  const [n, p] = [table.rows.length, made.length]
  const data = new Float64Array(n * p)
  made.forEach(({ values }, j) => {
    for (let i = 0; i < n; i++) data[i * p + j] = values[i] as number
  })
  const groups = [...Map.groupBy(made.keys(), (j) => made[j]?.of ?? '')].map(([name, of]) => ({ name, columns: of }))
  return { data, n, p, columns: made.map(({ name }) => name), label, positive, negative, groups }
}

function answers(table: LabTable, target: string): { label: Float64Array; positive: string; negative: string } {
  const texts = textColumn(table, target)
  const distinct = [...new Set(texts)].sort()
  const [first, last] = distinct
  if (first !== undefined && last === undefined) throw new SextantError('learn.oneClass', { rows: texts.length })
  if (first === undefined || last === undefined || distinct.length !== 2) {
    throw new SextantError('lab.notTwoAnswers', { file: table.file, column: target, count: distinct.length })
  }
  // Of other words the later one, as other programs take it.
  const positive = YES.has(first.toLowerCase()) && !YES.has(last.toLowerCase()) ? first : last
  return { label: Float64Array.from(texts, (text) => (text === positive ? 1 : 0)), positive, negative: positive === last ? first : last }
}

function numbersOf(table: LabTable, name: string, gaps: boolean): { name: string; values: Float64Array }[] {
  const texts = gaps ? withGaps(table, name) : textColumn(table, name)
  const known = texts.filter((text) => text !== '')
  if (known.every((text) => ISO_DATE.test(text) && !Number.isNaN(Date.parse(text)))) {
    return [{ name, values: Float64Array.from(texts, (text) => Date.parse(text) / DAY_MS) }]
  }
  if (known.some((text) => Number.isNaN(Number(text)))) {
    const values = [...new Set(texts)].sort()
    return values.map((value) => ({ name: `${name}=${value}`, values: Float64Array.from(texts, (text) => (text === value ? 1 : 0)) }))
  }
  return [{ name, values: numericTable(table, { columns: [name] }, gaps).data }]
}

/** The cells of a column, empty where they say that nothing is known. */
function withGaps(table: LabTable, name: string): string[] {
  const at = table.header.indexOf(name)
  if (at < 0) throw new SextantError('lab.unknownColumn', { file: table.file, column: name })
  return table.rows.map((cells) => (isMissing(cells[at]) ? '' : (cells[at] as string).trim()))
}

/** A table without the rows that lack a value in one of some columns; unnamed, in a column of numbers. */
export function withoutGaps(table: LabTable, { columns, omit = [] }: ColumnChoice, needed: readonly string[]): LabTable {
  const numbers = columns ?? numericTable(table, {}, true).columns
  const used = [...numbers.filter((name) => !omit.includes(name)), ...needed].map((name) => {
    const at = table.header.indexOf(name)
    if (at < 0) throw new SextantError('lab.unknownColumn', { file: table.file, column: name })
    return at
  })
  const whole = table.rows.map((cells) => !used.some((at) => isMissing(cells[at])))
  return { ...table, rows: table.rows.filter((_, i) => whole[i]), lines: table.lines.filter((_, i) => whole[i]) }
}

/** A column as numbers from 0: equal texts, equal numbers. */
export function codesOf(table: LabTable, name: string): Int32Array {
  const codes = new Map<string, number>()
  return Int32Array.from(textColumn(table, name), (text) => {
    const code = codes.get(text) ?? codes.size
    codes.set(text, code)
    return code
  })
}
