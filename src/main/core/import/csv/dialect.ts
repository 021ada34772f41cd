import { SextantError } from '../../../../shared/errors.ts'
import { isBlank } from '../blank.ts'
import { isNumberLike } from '../values/number.ts'
import { CsvScanner, type Dialect } from './scanner.ts'

const candidates = [',', ';', '\t', '|'] as const
type Candidate = (typeof candidates)[number]

/** Below this no delimiter explains the rows, and they are taken as one column. */
const convincing = 0.2
const judgedRows = 1000
const judgedChars = 128 * 1024

/** The first rows that are not blank, and how many of them break the rules of quoting. */
interface Reading {
  rows: string[][]
  faults: number
}

/** The first row may be `sep=;`, by which spreadsheets name the delimiter to each other. It is no row of the table. */
export interface SniffedDialect extends Dialect {
  hintRow: boolean
}

/**
 * Chooses the delimiter and the way quotes are escaped by reading a sample in each way. The right delimiter gives nearly
 * all rows, the first included, the same number of cells (two or more); its cells hold no other candidate, apart from
 * decimal signs; and quotes stand where quotes may stand. Runs of blanks count only between numbers, since words are
 * separated by blanks in any text.
 *
 * @param sample the beginning of the text
 * @param complete whether the sample is the whole text
 * @param forced the delimiter that the user named
 */
export function sniffDialect(sample: string, complete: boolean, forced?: string): SniffedDialect {
  const filled = sample.replace(/^[\r\n]+/, '')
  const text = complete && filled.length <= judgedChars ? `${filled}\n` : filled.slice(0, judgedChars)
  const hint = /^sep=(.)\r?(?:\n|$)/i.exec(text)?.[1]
  const hintRow = hint !== undefined
  const body = hintRow ? text.slice(text.indexOf('\n') + 1) : text
  const delimiter = forced === undefined ? (hint ?? sniffDelimiter(body)) : forced === ' ' ? 'blanks' : forced
  return { delimiter, escape: sniffEscape(body, delimiter), hintRow }
}

function sniffDelimiter(text: string): Dialect['delimiter'] {
  let best: { delimiter: Candidate; score: number } | null = null
  for (const delimiter of candidates) {
    if (!text.includes(delimiter)) continue
    const score = scoreOf(read(text, { delimiter, escape: 'double' }), delimiter)
    if (best === null || score > best.score) best = { delimiter, score }
  }
  if (best && best.score >= convincing) return best.delimiter
  return looksBlankSeparated(text) ? 'blanks' : null
}

/** 0..1. */
function scoreOf({ rows: filled, faults }: Reading, delimiter: Candidate): number {
  // Nothing but delimiters and blanks: an empty table, not one column of delimiters.
  if (filled.length === 0) return convincing
  const width = modalWidth(filled)
  const several = filled.filter((row) => row.length > 1).length / filled.length
  const sound = 1 - faults / (2 * filled.length)
  const clean = cleanShare(filled, delimiter)
  // Ragged lists, such as one basket a line, have no common width; then it must at least stand in most rows.
  if (width === 1) return several >= 0.5 ? 0.4 * several * sound * clean : 0
  const even = filled.filter((row) => row.length === width).length / filled.length
  const first = filled[0]?.length === width ? 1 : 0.5
  return Math.max(even * first, 0.4 * several) * sound * (0.25 + 0.75 * clean) * (1 - 1 / (2 * width))
}

/** The most frequent number of cells; of several, that of the first row, else the largest. */
function modalWidth(rows: string[][]): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let width = 1
  let most = 0
  for (const [length, count] of counts) {
    if (count > most || (count === most && width !== rows[0]?.length && (length > width || length === rows[0]?.length))) {
      width = length
      most = count
    }
  }
  return width
}

/** Share of cells without another candidate in them. A decimal comma is not one. */
function cleanShare(rows: string[][], delimiter: Candidate): number {
  let cells = 0
  let clean = 0
  for (const row of rows) {
    for (const cell of row) {
      cells++
      if (!candidates.some((other) => other !== delimiter && cell.includes(other)) || isNumberLike(cell)) clean++
    }
  }
  return clean / cells
}

function looksBlankSeparated(text: string): boolean {
  const { rows: filled } = read(text, { delimiter: 'blanks', escape: 'double' })
  const width = modalWidth(filled)
  if (filled.length === 0 || width < 3) return false
  const even = filled.filter((row) => row.length === width)
  if (even.length < 0.95 * filled.length) return false
  const cells = even.slice(1).flat()
  const numbers = cells.filter((cell) => isNumberLike(cell)).length
  return numbers >= (cells.length > 0 ? 0.6 * cells.length : 1)
}

function sniffEscape(text: string, delimiter: Dialect['delimiter']): Dialect['escape'] {
  if (!text.includes('\\"')) return 'double'
  const doubled = read(text, { delimiter, escape: 'double' }).faults
  return doubled > 0 && read(text, { delimiter, escape: 'backslash' }).faults < doubled ? 'backslash' : 'double'
}

/** Scans the sample; a quote that is not closed within it merely ends it. */
function read(text: string, dialect: Dialect): Reading {
  try {
    const { cells, faults } = new CsvScanner(dialect, '').push(text, false)
    const faulty = new Set(faults.map(({ row }) => cells[row]))
    const rows = cells.filter((row) => !isBlank(row)).slice(0, judgedRows)
    return { rows, faults: rows.filter((row) => faulty.has(row)).length }
  } catch (error) {
    if (error instanceof SextantError) return { rows: [], faults: 0 }
    throw error
  }
}
