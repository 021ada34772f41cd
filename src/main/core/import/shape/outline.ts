import { isBlank } from '../blank.ts'
import { fieldConfidence } from '../mapping/header-match.ts'
import { couldBeNames, filledCount, trimmedLength, typedColumns } from './row-facts.ts'

/** Where a table begins among the first rows of a file or sheet. */
export interface Outline {
  /** Rows above the header that are no part of the table: titles, notes, blank rows. The row below them is not blank. */
  preamble: number
  /** Rows that together name the columns; 1 also where the first row turns out to be data. */
  headerRows: number
}

/** A row with no more than this share of the usual number of cells is no row of the table; one with that share is. */
const narrow = 0.5
const wide = 0.6
const mostHeaderRows = 3
/** Titles, parameters, dates of export: nobody writes more. */
const mostPreamble = 40

/**
 * Looks for lines above the header and for headers of several rows. Both are believed only on evidence: rows above with far
 * fewer cells than the rest, then a row of names over columns of numbers or dates (or, where there are none, one after a
 * blank row that all rows below are as long as). A second row of names counts where it stands over numbers too and fills
 * the gaps of the first, as merged headings leave them, or repeats it, or holds units.
 *
 * @param rows the first rows, blank ones included; the first of them is not blank
 * @param isSheet whether cells may be merged
 */
export function outlineOf(rows: readonly (readonly string[])[], isSheet = false): Outline {
  const preamble = preambleOf(rows, isSheet)
  return { preamble, headerRows: headerRowsAt(rows, preamble, isSheet) }
}

/** A line that begins with `#`, as programs write remarks above a table. */
function isRemark(row: readonly string[] | undefined): boolean {
  return row?.[0]?.startsWith('#') === true
}

function preambleOf(rows: readonly (readonly string[])[], isSheet: boolean): number {
  const filled = rows.map(filledCount)
  // Remarks may well be more than the rows of a short table.
  const table = rows.findIndex((row) => !isRemark(row) && !isBlank(row))
  const counts = filled
    .slice(table)
    .filter((count) => count > 0)
    .sort((a, b) => a - b)
  const usual = counts[counts.length >> 1] ?? 0
  const isNarrow = (i: number) => (i < table && isRemark(rows[i])) || (filled[i] ?? 0) <= Math.max(1, narrow * usual)
  const isWide = (i: number) => (filled[i] ?? 0) >= Math.max(2, wide * usual)
  if (usual < 2 || !isNarrow(0)) return 0
  let at = 0
  while (at < rows.length && (isNarrow(at) || (!isWide(at) && couldBeNames(rows[at] ?? [])))) at++
  at = lastWords(rows, at)
  const names = rows[at]
  if (names === undefined || at > mostPreamble || !isWide(at) || !couldBeNames(names)) return 0
  const below = rows.slice(at + 1).filter((row) => !isBlank(row))
  const apart = filled[at - 1] === 0
  // A lone cell above two columns may as well be a row with a gap, unless it is a remark.
  const isGap = !apart && !rows.slice(0, at).every(isRemark)
  if (below.length < 2 || (usual === 2 && (isGap || rows[0]?.[0]?.trim() === ''))) return 0
  if (standsOver(names, below)) {
    const above = rows[at - 1] ?? []
    return at > 0 && (areHeadings(above, names) || areGroups(above, names) || (isSheet && completes(above, names, below))) ? at - 1 : at
  }
  // All columns hold words: then only the form tells.
  const width = trimmedLength(names)
  const set = apart || rows.slice(0, at).every((row) => filledCount(row) <= 1)
  const even = below.every((row) => trimmedLength(row) === width)
  const isNew = !below.some((row) => row.some((cell, i) => cell !== '' && cell === names[i]))
  return set && even && isNew ? at : 0
}

/** Notes may be as wide as a header, but leave gaps: of several rows of words the first without a gap is the header. */
function lastWords(rows: readonly (readonly string[])[], from: number): number {
  const width = rows.slice(from).reduce((most, row) => Math.max(most, trimmedLength(row)), 0)
  for (let i = from; i < rows.length && couldBeNames(rows[i] ?? []); i++) if (filledCount(rows[i] ?? []) === width) return i
  return from
}

/**
 * Whether a row holds headings over groups of the names below it, as merged cells leave them: `Order`, `Customer` over `number`, `date`, `id`,
 * `name`. Believed where the names say more with them than without.
 */
function areGroups(above: readonly string[], names: readonly string[]): boolean {
  if (filledCount(above) < 2 || !couldBeNames(above)) return false
  if (above.some((cell, i) => cell.trim() !== '' && (names[i] ?? '').trim() === '')) return false
  const sure = (texts: readonly string[]) => texts.reduce((sum, text) => sum + fieldConfidence(text), 0)
  return sure(joinedHeader([above, names], true)) > sure(names)
}

/** Whether a row holds headings over the names below it, which repeat from one to the next. */
function areHeadings(above: readonly string[], names: readonly string[]): boolean {
  const texts = names.map((name) => name.trim()).filter((name) => name !== '')
  return (
    couldBeNames(above) &&
    new Set(texts).size < texts.length &&
    above.every((cell, i) => cell.trim() === '' || (names[i] ?? '').trim() !== '')
  )
}

/** Columns that nearly all rows fill. */
const usual = 0.9

/**
 * Whether two rows name the columns together, as cells leave them that are merged in the upper one: `Order`, `Customer`, a gap, over a gap,
 * `Name`, `City`. The lower one fills each gap of the upper, and else names only the column where the heading of the gap stands; what it
 * leaves blank, the rows below fill, and none of its words stands in them again: so it is no row of theirs.
 */
function completes(upper: readonly string[], lower: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (!couldBeNames(upper) || !couldBeNames(lower)) return false
  const filled = (row: readonly string[] | undefined, i: number): boolean => (row?.[i] ?? '').trim() !== ''
  const columns = Array.from({ length: Math.max(trimmedLength(upper), trimmedLength(lower)) }, (_, i) => i)
  const gaps = columns.filter((i) => !filled(upper, i))
  const blank = columns.filter((i) => !filled(lower, i))
  if (gaps.length === 0 || !filled(upper, 0) || !gaps.every((i) => filled(lower, i))) return false
  if (!columns.every((i) => gaps.includes(i) || !filled(lower, i) || gaps.includes(i + 1))) return false
  const isFilled = (i: number): boolean => filled(below[0], i) && below.filter((row) => filled(row, i)).length >= usual * below.length
  const isNew = !below.some((row) => lower.some((cell, i) => cell.trim() !== '' && cell === row[i]))
  return blank.some(isFilled) && isNew
}

/** Whether the row has a word over a column of numbers or dates. */
export function standsOver(names: readonly string[], below: readonly (readonly string[])[]): boolean {
  const typed = typedColumns(below)
  return names.some((name, i) => name.trim() !== '' && typed.has(i))
}

function headerRowsAt(rows: readonly (readonly string[])[], from: number, isSheet: boolean): number {
  const first = rows[from] ?? []
  if (!couldBeNames(first)) return 1
  let count = 1
  while (count < mostHeaderRows) {
    const next = rows[from + count]
    const below = rows.slice(from + count + 1).filter((row) => !isBlank(row))
    if (next === undefined || isBlank(next) || below.length === 0) break
    const header = rows.slice(from, from + count)
    if (!continues(header, next, below) && !(isSheet && completes(header.at(-1) ?? [], next, below))) break
    count++
  }
  return count
}

/** Whether a row below a header belongs to it. */
function continues(header: readonly (readonly string[])[], next: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (!couldBeNames(next)) return false
  const typed = [...typedColumns(below)]
  const over = typed.filter((i) => (next[i] ?? '').trim() !== '')
  if (over.length === 0 || over.length < typed.length / 2) return false
  const last = header.at(-1) ?? []
  if (sameCells(last, next)) return true
  const gaps = over.filter((i) => (last[i] ?? '').trim() === '')
  const units = next.every((cell) => cell.trim() === '' || /^[[(].*[\])]$/.test(cell.trim()))
  return gaps.length > 0 || units
}

export function sameCells(a: readonly string[], b: readonly string[]): boolean {
  const n = Math.max(trimmedLength(a), trimmedLength(b))
  for (let i = 0; i < n; i++) if ((a[i] ?? '').trim() !== (b[i] ?? '').trim()) return false
  return n > 0
}

/**
 * One name a column from a header of several rows: what stands above and below, joined. A heading over several columns
 * stands in the first of them only, so it counts for the ones to its right that have none.
 *
 * @param distinct leaves out what a row repeats of the row above
 */
export function joinedHeader(rows: readonly (readonly string[])[], distinct: boolean): string[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const parts: string[][] = Array.from({ length: width }, () => [])
  for (const [r, row] of rows.entries()) {
    let heading = ''
    for (let i = 0; i < width; i++) {
      const own = (row[i] ?? '').trim()
      if (own !== '') heading = own
      const below = rows.slice(r + 1).some((later) => (later[i] ?? '').trim() !== '')
      const text = own !== '' || (below && r < rows.length - 1) ? heading : ''
      if (text !== '' && !(distinct && parts[i]?.includes(text))) parts[i]?.push(text)
    }
  }
  return parts.map((texts) => texts.join(' '))
}
