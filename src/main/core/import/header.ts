import type { Warning } from '../../../shared/model/common.ts'
import { isBlank } from './blank.ts'
import { Tally } from './conversion/tally.ts'
import { namesField } from './mapping/header-match.ts'
import { isTyped, typical } from './shape/row-facts.ts'
import { detached } from './typing/column-profile.ts'
import { isMissingMark } from './values/missing.ts'

/** The names of a table's columns. */
export interface Header {
  names: string[]
  /** False: the first row is data, and the columns are numbered. */
  hasHeader: boolean
  warnings: Warning[]
}

/**
 * Decides from the first rows of a table whether the first that is not blank names the columns, and gives each column a
 * name that no other has. It is data if its cells are numbers or dates like those below them, or are values that occur
 * again below; a word over numbers, or one that names a field of orders, speaks for a header.
 *
 * @param rows the first rows, blank ones included
 * @param said whether the first row names the columns, if somebody said so
 */
export function detectHeader(rows: readonly string[][], said?: boolean): Header {
  const [first, ...below] = rows.filter((row) => !isBlank(row))
  if (!first) return { names: [], hasHeader: true, warnings: [] }
  if (said === undefined) return looksLikeData(first, below) ? numberedHeader(first, below) : namedHeader(first)
  return said ? namedHeader(first) : { ...numberedHeader(first, below), warnings: [] }
}

function looksLikeData(first: readonly string[], below: readonly string[][]): boolean {
  let data = 0
  let names = 0
  let repeats = 0
  for (const [column, cell] of first.entries()) {
    const text = cell.trim()
    if (text === '' || isMissingMark(text)) continue
    const typed = isTyped(text)
    const others = below.map((row) => (row[column] ?? '').trim()).filter((other) => other !== '' && !isMissingMark(other))
    const typedBelow = others.filter(isTyped).length >= typical * Math.max(others.length, 1)
    if (typed && (typedBelow || others.length === 0)) data++
    else if (!typed && ((typedBelow && others.length > 0) || namesField(text))) names++
    else if (!typed && others.includes(text)) repeats++
  }
  // A header that is repeated further down, as when exports were glued together, repeats as a whole.
  const glued = below.some((row) => row.length === first.length && row.every((cell, i) => cell === first[i]))
  if (names > 0) return data > 2 * names
  return data > 0 || (repeats > 0 && !glued)
}

function numberedHeader(first: readonly string[], below: readonly string[][]): Header {
  const tally = new Tally()
  tally.add('import.noHeader', () => first.slice(0, 5).join(', '))
  const width = below.reduce((most, row) => Math.max(most, row.length), first.length)
  return { names: Array.from({ length: width }, (_, i) => `column ${i + 1}`), hasHeader: false, warnings: tally.warnings }
}

/** Names as they stand, but for blanks around them and line breaks; empty and repeated ones made unique. */
export function namedHeader(cells: readonly string[]): Header {
  const tally = new Tally()
  const used = new Set<string>()
  const names = cells.map((cell, i) => {
    const given = detached(cell.trim().replace(/\s+/g, ' '))
    const wanted = given === '' ? `column ${i + 1}` : given
    let name = wanted
    for (let n = 2; used.has(name); n++) name = `${wanted} (${n})`
    used.add(name)
    if (given === '') tally.add('import.emptyHeader', () => name)
    else if (name !== given) tally.add('import.duplicateHeader', () => name)
    return name
  })
  return { names, hasHeader: true, warnings: tally.warnings }
}
