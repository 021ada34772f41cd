import { isBlank } from '../blank.ts'
import { outlineOf, standsOver } from './outline.ts'
import { couldBeNames, filledCount, trimmedLength, typedColumns } from './row-facts.ts'

/** Whether a row names some of the columns again, at whatever place: the header of another table, with more or fewer columns. */
export function sharesNames(row: readonly string[], names: ReadonlySet<string>): boolean {
  const filled = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const shared = filled.filter((cell) => names.has(cell)).length
  return shared >= 2 && shared >= 0.5 * filled.length && couldBeNames(row)
}

/**
 * Whether the rows after a blank one are the beginning of another table: perhaps titles, then a row of words that cannot
 * be a row of this table, since words stand where it has numbers or dates, with rows below it that it fits.
 *
 * @param window the rows from the first after the blank on
 * @param header the header of the table above
 * @param above rows of the table above
 */
export function beginsTable(
  window: readonly (readonly string[])[],
  header: readonly string[],
  above: readonly (readonly string[])[]
): boolean {
  const at = outlineOf(window).preamble
  const names = window[at]
  if (names === undefined || filledCount(names) < 2 || !couldBeNames(names)) return false
  const below = window.slice(at + 1)
  const end = below.findIndex(isBlank)
  const rows = end < 0 ? below : below.slice(0, end)
  if (rows.length === 0) return false
  const typedAbove = typedColumns(above)
  const wordsInstead = [...typedAbove].filter((i) => (names[i] ?? '').trim() !== '').length
  if (wordsInstead > 0) return wordsInstead >= typedAbove.size / 2 || standsOver(names, rows)
  // The table above has words only, or this one ends before its numbers.
  return trimmedLength(names) !== trimmedLength(header) && standsOver(names, rows)
}
