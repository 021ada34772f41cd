/** Comma-separated values as RFC 4180 has them, with `\n`; a cell is quoted only when it must be. */
export type Cell = string | number | null

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/

function cell(value: Cell): string {
  const text = value === null ? '' : String(value)
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  const lines = [header, ...rows].map((row) => row.map(cell).join(','))
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8')
}

/** Rows of a small comma-separated text, quoted cells resolved, blank lines left out. */
export function parseCsv(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = []
  let cells: string[] = []
  let line = 1
  let startsAt = 1
  for (const [, quoted, bare, end] of text.replace(/^\uFEFF/, '').matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    const value = quoted?.replaceAll('""', '"') ?? bare ?? ''
    cells.push(value.trim())
    line += value.split('\n').length - 1
    if (end === ',') continue
    if (cells.some((c) => c !== '')) rows.push({ line: startsAt, cells })
    cells = []
    line += 1
    startsAt = line
  }
  return rows
}
