/** CSV as spreadsheets read it: RFC 4180, UTF-8, and no cell that a spreadsheet would run as a formula. */

/** Rows as CSV text. A number is written as it is; a text that begins like a formula gets an apostrophe before it (OWASP). */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
