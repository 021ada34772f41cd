/**
 * Rows as CSV that spreadsheets read right: RFC 4180, and a byte order mark so that they take it for UTF-8. Texts come from
 * files; one that a spreadsheet would run as a formula is led by an apostrophe, unless it is a number; so is one that is led by
 * apostrophes already, so that the text can be had back.
 */
export function csvText(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^'*[=+\-@\t\r]/.test(value) && !/^[+-][\d.,\s]+%?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
