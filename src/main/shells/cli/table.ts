/** Results for people: plain columns that fit a terminal and a pipe. */
import { unknown } from '../../../shared/format.ts'

/** Rows of texts under a header; columns of numbers are aligned to the right. */
export function table(columns: Readonly<Record<string, string>>, rows: readonly (readonly (string | null)[])[]): string {
  const header = Object.values(columns)
  const texts = rows.map((row) => row.map(shown))
  const widths = header.map((name, column) => Math.max(width(name), ...texts.map((row) => width(row[column] ?? ''))))
  const numeric = header.map((_, column) => rows.length > 0 && texts.every((row) => /^[-–]?[\d.,]*%?$/.test(row[column] ?? '')))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, numeric[column] ?? false))
      .join('  ')
      .trimEnd()
  return [line(header), line(widths.map((length) => '─'.repeat(length))), ...texts.map(line)].join('\n')
}

/** Control characters of a file's content must not reach the terminal, where they would be commands. */
export const plain = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')

const shown = (cell: string | null): string => (cell === null ? unknown : plain(cell))
const width = (text: string): number => [...text].length

function pad(text: string, length: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, length - width(text)))
  return right ? space + text : text + space
}
