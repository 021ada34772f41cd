/** The tables that `lab` takes for the models of buying: histories as they stand, or an event log to make them from. */
import { type EventLog, ordersAfter, summarise } from '../../../engines/rhythm/event-log.ts'
import { faultOf, type Histories } from '../../../engines/rhythm/histories.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { DateOrder } from '../../../shared/model/import.ts'
import { plainDates } from '../import/index.ts'
import { type LabTable, type NumericTable, numericTable, textColumn } from './lab-table.ts'

/** Which columns of an event log hold what. */
export interface LogColumns {
  customer: string
  date: string
  value?: string | undefined
  dateOrder?: DateOrder | undefined
  /** YYYY-MM-DD; the newest day of the log if left out. */
  calibrationEnd?: string | undefined
  unit: 'week' | 'day'
}

export interface LabHistories extends Histories {
  meanValue?: Float64Array | undefined
  /** Of each row, the customer as the table names it, or the number of the line. */
  ids: string[]
  columns: string[]
  /** What came of the rows of an event log. */
  log?: { rows: number; refunds: number; later: number; sameDay: number; end: string } | undefined
  /** What happened after the end, where there is something after it; in the unit of the histories. */
  holdout?: { length: number; orders: Float64Array } | undefined
}

const names = {
  x: ['x', 'frequency'],
  tx: ['t_x', 'recency'],
  T: ['T'],
  zbar: ['zbar', 'monetary', 'monetary_value']
} as const

const daySeconds = 86_400

/** @throws lab.*, rhythm.badHistory, file.headerOnly */
export function labHistories(table: LabTable, columns: readonly string[] | undefined): LabHistories {
  const numbers = chosen(table, columns, ['x', 'tx', 'T'])
  const [x, tx, T] = columnsOf(numbers) as [Float64Array, Float64Array, Float64Array]
  const fault = faultOf({ x, tx, T })
  if (fault) throw badRow(table, fault.row, fault.reason)
  return { x, tx, T, ids: table.lines.map(String), columns: numbers.columns }
}

/** @throws lab.*, rhythm.badHistory, file.headerOnly */
export function labSpends(table: LabTable, columns: readonly string[] | undefined): LabHistories & { meanValue: Float64Array } {
  const numbers = chosen(table, columns, ['x', 'zbar'])
  const [x, meanValue] = columnsOf(numbers) as [Float64Array, Float64Array]
  const row = x.findIndex((orders) => !(Number.isSafeInteger(orders) && orders >= 0))
  if (row >= 0) throw badRow(table, row, `x = ${x[row]}, which is no number of orders`)
  const none = new Float64Array(x.length)
  return { x, tx: none, T: none, meanValue, ids: table.lines.map(String), columns: numbers.columns }
}

/** @throws lab.*, import.ambiguousDate, import.mixedDates, file.headerOnly */
export function labEventLog(table: LabTable, asked: LogColumns): LabHistories & { meanValue: Float64Array } {
  if (table.rows.length === 0) throw new SextantError('file.headerOnly', { file: table.file })
  const named = textColumn(table, asked.customer)
  const ids = [...new Set(named)]
  const numberOf = new Map(ids.map((id, i) => [id, i]))
  const value = asked.value === undefined ? undefined : numericTable(table, { columns: [asked.value] }).data
  const day = daysOf(table, asked)
  const log: EventLog = { customer: Int32Array.from(named, (id) => numberOf.get(id) as number), customers: ids.length, day, value }
  const newest = day.reduce((most, one) => Math.max(most, one))
  const endDay = asked.calibrationEnd === undefined ? newest : Date.parse(`${asked.calibrationEnd}T00:00:00Z`) / (1000 * daySeconds)
  const unit = asked.unit === 'week' ? 7 : 1
  const summary = summarise(log, { endDay, unit })
  return {
    ...summary,
    ids: Array.from(summary.customer, (c) => ids[c] as string),
    columns: [asked.customer, asked.date, ...(asked.value === undefined ? [] : [asked.value])],
    log: {
      rows: day.length,
      refunds: summary.refunds,
      later: summary.later,
      sameDay: summary.sameDay,
      end: new Date(endDay * daySeconds * 1000).toISOString().slice(0, 10)
    },
    holdout: newest > endDay ? { length: (newest - endDay) / unit, orders: ordersAfter(log, endDay, summary.customer) } : undefined
  }
}

function daysOf(table: LabTable, { date, dateOrder }: LogColumns): Int32Array {
  const cells = textColumn(table, date)
  const seconds = plainDates(cells, dateOrder, { file: table.file, column: date })
  const row = seconds.findIndex(Number.isNaN)
  if (row >= 0) {
    throw new SextantError('lab.notADate', { file: table.file, line: table.lines[row] ?? 0, column: date, value: cells[row] ?? '' })
  }
  return Int32Array.from(seconds, (second) => Math.floor(second / daySeconds))
}

/** The columns in the order of `wanted`: those that are named, or those that have one of the usual names. */
function chosen(table: LabTable, columns: readonly string[] | undefined, wanted: readonly (keyof typeof names)[]): NumericTable {
  const { header } = table
  const found = wanted.map((what, i) => {
    if (columns) return columns[i] ?? names[what][0]
    const exact = names[what].find((name) => header.includes(name))
    const loose = header.find((name) => (names[what] as readonly string[]).includes(name.trim().toLowerCase()))
    return exact ?? loose ?? names[what][0]
  })
  return numericTable(table, { columns: found })
}

function columnsOf({ data, n, p }: NumericTable): Float64Array[] {
  return Array.from({ length: p }, (_, j) => Float64Array.from({ length: n }, (_, i) => data[i * p + j] as number))
}

function badRow(table: LabTable, row: number, reason: string): SextantError {
  return new SextantError('rhythm.badHistory', { where: `${table.file}, line ${table.lines[row] ?? 0}`, reason })
}
