/** A chart's numbers as CSV: RFC 4180, unrounded, with a byte order mark so that spreadsheets read it as UTF-8. */
import type { ChartTable } from './option.ts'

export function toCsv(table: ChartTable): string {
  const lines = [table.columns.map(({ header }) => header), ...table.rows].map((row) => row.map(cell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** Texts come from files; one that a spreadsheet would run as a formula is led by an apostrophe. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
