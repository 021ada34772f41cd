/** A chart's numbers as CSV: RFC 4180, unrounded, with a byte order mark so that spreadsheets read it as UTF-8. */
import { t } from '../../shared/messages/index.ts'
import type { ChartCell, ChartTable } from './option.ts'

export function toCsv(table: ChartTable): string {
  const header = table.columns.flatMap(({ header, kind }) =>
    kind === 'interval' ? [header, t('charts.low', header), t('charts.high', header)] : [header]
  )
  const rows = table.rows.map((row) => row.flatMap((value, index) => spread(value, table.columns[index]?.kind === 'interval')))
  const lines = [header, ...rows].map((row) => row.map(cell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** An interval takes three columns, known or not. */
function spread(value: ChartCell, isInterval: boolean): (string | number | null)[] {
  if (Array.isArray(value)) return value
  return isInterval ? [null, null, null] : [value]
}

/** Texts come from files; one that a spreadsheet would run as a formula is led by an apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
