import { SextantError } from '../../../../shared/errors.ts'
import { isBlank } from '../blank.ts'
import { isNumberLike } from '../values/number.ts'
import { blanksBesideQuotes, rareDelimiters } from './rare-delimiter.ts'
import { CsvScanner, type Dialect } from './scanner.ts'

const candidates = [',', ';', '\t', '|'] as const

/** Below this no delimiter explains the rows, and they are taken as one column. */
const convincing = 0.2
/** A delimiter that is seldom one has to explain the rows better than this, and better than the usual ones. */
const compelling = 0.6
const judgedRows = 1000
const judgedChars = 128 * 1024

/** The first rows that are not blank, and how many of them break the rules of quoting. */
interface Reading {
  rows: string[][]
  faults: number
  /** Cells of most rows. */
  width: number
  /** How many rows have that many cells. */
  even: number
}

/** The first row may be `sep=;`, by which spreadsheets name the delimiter to each other. It is no row of the table. */
export interface SniffedDialect extends Dialect {
  quote: '"' | "'" | null
  hintRow: boolean
  /** Cells of most rows of the sample. */
  width: number
}

/**
 * Chooses the delimiter, the quote and the way quotes are escaped by reading a sample in each way. The right delimiter gives
 * nearly all rows, the first included, the same number of cells (two or more); its cells hold no other candidate, apart from
 * decimal signs; and quotes stand where quotes may stand. Delimiters that are seldom one (any mark, several characters)
 * are tried where the usual ones explain little. Runs of blanks count only between numbers, since words are separated by
 * blanks in any text.
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
  const body = withoutRemarks(hintRow ? text.slice(text.indexOf('\n') + 1) : text)
  const delimiter = forced === undefined ? (hint ?? sniffDelimiter(body)) : forced === ' ' ? forcedBlank(body) : forced
  const quoting = sniffQuoting(body, delimiter)
  const wordy = delimiter === ' ' ? wordyColumns(body, quoting.width) : []
  return { delimiter, hintRow, ...quoting, ...(wordy.length > 0 ? { wordy } : {}) }
}

/** Lines above a table that begin with `#` say nothing of how its rows are written. */
function withoutRemarks(text: string): string {
  const rest = text.replace(/^(?:#[^\n]*\n|\s*\n)+/, '')
  return rest.includes('\n') ? rest : text
}

function sniffDelimiter(text: string): Dialect['delimiter'] {
  if (quotedBetweenBlanks(text)) return ' '
  let best: { delimiter: string; score: number } | null = null
  for (const delimiter of candidates) {
    if (!text.includes(delimiter)) continue
    const score = scoreOf(text, delimiter, candidates)
    if (best === null || score > best.score) best = { delimiter, score }
  }
  for (const delimiter of rareDelimiters(text)) {
    // Of a mark that always stands twice, the half leaves a blank cell between any two.
    const doubles: boolean = best !== null && delimiter === best.delimiter + best.delimiter
    if ((best?.score ?? 0) >= 0.9 && !doubles) continue
    const score = scoreOf(text, delimiter, [])
    if (score >= compelling && (doubles || score > (best?.score ?? 0))) best = { delimiter, score }
  }
  if (best && best.score >= convincing) return spaced(text, best.delimiter)
  return looksBlankSeparated(text) ? 'blanks' : null
}

/** A delimiter that a space follows at every place is that with the space: the space is no part of the cells. */
function spaced(text: string, delimiter: string): string {
  const wide = `${delimiter} `
  if (delimiter.trim() === '' || !text.includes(wide)) return delimiter
  const { width } = read(text, { delimiter, escape: 'double' })
  const { rows, ...other } = read(text, { delimiter: wide, escape: 'double' })
  return rows.length > 1 && other.width === width && other.even === rows.length && other.faults === 0 ? wide : delimiter
}

/** 0..1. `others` are marks that should not stand in cells. */
function scoreOf(text: string, delimiter: string, others: readonly string[]): number {
  const reading = [read(text, { delimiter, escape: 'double' }), ...otherQuotings(text, delimiter)].reduce((a, b) =>
    b.even - b.faults > a.even - a.faults ? b : a
  )
  const { rows: filled, faults, width, even } = reading
  // Nothing but delimiters and blanks: an empty table, not one column of delimiters.
  if (filled.length === 0) return convincing
  const several = filled.filter((row) => row.length > 1).length / filled.length
  const sound = 1 - faults / (2 * filled.length)
  const clean = cleanShare(
    filled,
    others.filter((other) => other !== delimiter)
  )
  // Ragged lists, such as one basket a line, have no common width; then it must at least stand in most rows.
  if (width === 1) return several >= 0.5 ? 0.4 * several * sound * clean : 0
  const first = filled[0]?.length === width ? 1 : 0.5
  return Math.max((even / filled.length) * first, 0.4 * several) * sound * (0.25 + 0.75 * clean) * (1 - 1 / (2 * width))
}

/** The same read with single quotes, where they stand as quotes do: beside delimiters. */
function otherQuotings(text: string, delimiter: string): Reading[] {
  return singleQuoted(text, delimiter) ? [read(text, { delimiter, quote: "'", escape: 'none' })] : []
}

/** Whether single quotes open and close cells, at least two and as often the one as the other, and double ones never open any. */
function singleQuoted(text: string, delimiter: string): boolean {
  const mark = RegExp.escape(delimiter)
  const opening = text.match(new RegExp(`(?:^|${mark})'`, 'gm'))?.length ?? 0
  const closing = text.match(new RegExp(`'(?=${mark}|$)`, 'gm'))?.length ?? 0
  return opening >= 2 && Math.abs(opening - closing) <= 0.1 * opening && !new RegExp(`(?:^|${mark})"`, 'm').test(text)
}

/** The most frequent number of cells; of several, that of the first row, else the largest. */
function modalWidth(rows: string[][]): { width: number; even: number } {
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
  return { width, even: most }
}

/** Share of cells without another candidate in them. A decimal comma is not one. */
function cleanShare(rows: string[][], others: readonly string[]): number {
  let cells = 0
  let clean = 0
  for (const row of rows) {
    for (const cell of row) {
      cells++
      if (!others.some((other) => cell.includes(other)) || isNumberLike(cell)) clean++
    }
  }
  return clean / cells
}

function looksBlankSeparated(text: string): boolean {
  const { rows: filled, width, even } = read(text, { delimiter: 'blanks', escape: 'double' })
  if (filled.length === 0 || width < 3) return false
  if (even < 0.95 * filled.length) return false
  const cells = filled
    .filter((row) => row.length === width)
    .slice(1)
    .flat()
  const numbers = cells.filter((cell) => isNumberLike(cell)).length
  return numbers >= (cells.length > 0 ? 0.6 * cells.length : 1)
}

/** Whether single blanks separate the cells: quotes stand between blanks, and many rows have as many cells as the first. */
function quotedBetweenBlanks(text: string): boolean {
  if (!blanksBesideQuotes(text)) return false
  const { rows } = read(text, { delimiter: ' ', escape: 'double' })
  const width = rows[0]?.length ?? 0
  return width > 2 && rows.filter((row) => row.length === width).length >= Math.max(2, 0.25 * rows.length)
}

/** The columns in which rows without a surplus hold blanks. */
function wordyColumns(text: string, width: number): number[] {
  const rows = read(text, { delimiter: ' ', escape: 'double' }).rows.filter((row) => row.length === width)
  return Array.from({ length: width }, (_, i) => i).filter((column) => rows.some((row) => row[column]?.trim().includes(' ')))
}

/** A blank that the user named: single ones where quotes hold cells with blanks, else runs of them. */
function forcedBlank(text: string): Dialect['delimiter'] {
  return / "|" |^"/m.test(text) ? ' ' : 'blanks'
}

/** Rows that a quote swallows before it is believed that it was none. */
const manySwallowed = 5

/**
 * Double quotes doubled, as the format has it, unless another way leaves fewer rows broken: quotes behind backslashes,
 * single quotes around cells, quotes that are not escaped at all, or marks that are no quotes.
 */
function sniffQuoting(text: string, delimiter: Dialect['delimiter']): Pick<SniffedDialect, 'quote' | 'escape' | 'width'> {
  const plain = read(text, { delimiter, escape: 'double' })
  const standard = { quote: '"', escape: 'double', width: plain.width } as const
  if (delimiter === null || delimiter === 'blanks') return standard
  if (text.includes('\\"') && plain.faults > 0) {
    const { faults, width } = read(text, { delimiter, escape: 'backslash' })
    if (faults < plain.faults) return { quote: '"', escape: 'backslash', width }
  }
  // Texts between tabs are seldom quoted; one that begins with a quote would take the rows below with it, up to the next that ends with one.
  const literal = read(text, { delimiter, quote: null, escape: 'none' })
  const isLiteral = literal.width > 1 && literal.even === literal.rows.length
  const asLiteral = { quote: null, escape: 'none', width: literal.width } as const
  if (isLiteral && literal.rows.length >= plain.rows.length + manySwallowed && literal.width === plain.width) return asLiteral
  // One misquoted row is an accident and stays one. Several that this explains are how the file is written.
  if (plain.faults > 1 && !doubledWithin(text, delimiter)) {
    const bare = read(text, { delimiter, escape: 'none' })
    if (isLiteral && literal.rows.length > bare.rows.length) return asLiteral
    if (bare.faults === 0 && bare.width > 1 && bare.even === bare.rows.length) return { quote: '"', escape: 'none', width: bare.width }
  }
  if (singleQuoted(text, delimiter)) {
    const single = read(text, { delimiter, quote: "'", escape: 'none' })
    if (single.faults <= plain.faults && single.even >= plain.even) {
      return { quote: "'", escape: text.includes("''") ? 'double' : 'none', width: single.width }
    }
  }
  return standard
}

/** Whether quotes stand twice in the middle of cells, which only escaping explains. */
function doubledWithin(text: string, delimiter: string): boolean {
  const mark = RegExp.escape(delimiter)
  return new RegExp(`[^"\\r\\n](?<!${mark})""(?!${mark}|["\\r\\n])`).test(text)
}

/** Scans the sample; a quote that is not closed within it merely ends it. */
function read(text: string, dialect: Dialect): Reading {
  try {
    const { cells, faults } = new CsvScanner(dialect, '').push(text, false)
    const faulty = new Set(faults.map(({ row }) => cells[row]))
    const rows = cells.filter((row) => !isBlank(row)).slice(0, judgedRows)
    return { rows, faults: rows.filter((row) => faulty.has(row)).length, ...modalWidth(rows) }
  } catch (error) {
    if (error instanceof SextantError) return { rows: [], faults: 0, width: 1, even: 0 }
    throw error
  }
}
