import { SextantError } from '../../../../shared/errors.ts'
import { count } from '../../../../shared/format.ts'
import { limits } from '../limits.ts'
import type { RowFault } from '../types.ts'

/** How a text table marks cells. */
export interface Dialect {
  /** One character or several; `blanks`: any run of spaces and tabs; null: one column. */
  delimiter: string | 'blanks' | null
  /** The double quote if left out; null: none, quotes are text like any other. */
  quote?: '"' | "'" | null | undefined
  /**
   * `double`: a quote within quotes is written twice (RFC 4180); `backslash`: it follows a backslash; `none`: it is written
   * as it is, and only a quote before a delimiter or a line end closes.
   */
  escape: 'double' | 'backslash' | 'none'
  /** Cells of a row of this table, as far as a sample tells: by it misquoted rows are mended. */
  width?: number | undefined
  /** Where single blanks separate cells: the columns whose cells hold blanks themselves. */
  wordy?: readonly number[] | undefined
}

export interface ScannedRows {
  cells: string[][]
  lines: number[]
  faults: RowFault[]
  /** Cells without quotes around them that hold a quoted word, which the format forbids: `a "b" c`. */
  looseQuotes: RowFault[]
  /** Rows in which cells were joined that their delimiter had cut. */
  joined: number
}

const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const BACKSLASH = 92
const never = -1
const empty: Buffer = Buffer.alloc(0)

/** Line breaks in a quoted cell from which on it is looked whether it is a run of rows. */
const leastSwallowed = 8

/** What a quoted cell turned out to be. */
type Quoted = 'closed' | 'stray' | 'unfinished'

/**
 * Cuts text into rows and cells, chunk by chunk, in one pass. Rows end with CRLF, LF or CR. Cells may be quoted; quotes
 * then may hold delimiters and line breaks, and spaces around the quotes are not part of the cell. A cell that begins
 * with a quote but does not end with its partner is taken literally, up to the next delimiter, and its row is reported
 * as faulty: read further it would swallow the rows below. If quotes that close before delimiters alone give the row just
 * as many cells as the table has, that reading is taken instead.
 *
 * O(n) time; memory of one chunk and one row. Errors: `file.badQuoting` (a quote that nothing closes),
 * `file.tooLarge` (a cell or row beyond the limits).
 */
export class CsvScanner {
  private readonly file: string
  private readonly delimiter: number
  /** A delimiter of several characters, whole; else empty. */
  private readonly long: string
  /** No character beyond this ends a cell. */
  private readonly bound: number
  private readonly quote: string
  private readonly quoteCode: number
  private readonly escape: Dialect['escape']
  private readonly blanks: boolean
  /** Cells of a row of this table, if that is known. */
  private readonly width: number
  private readonly wordy: readonly number[]
  /** Quotes within cells without quotes around them are told: between tabs, texts are seldom quoted at all. */
  private readonly quotesCount: boolean
  /** Neither delimiters of several characters nor blanks as such. */
  private readonly simple: boolean
  /** The beginning of a row whose end is still to come, also as bytes if it is all ASCII. */
  private rest = ''
  private restBytes: Buffer | null = empty
  private line = 1
  private rows = 0
  /** Line of a quote that is open beyond all limits; only its end is looked for. */
  private lostQuote = 0

  private cell = ''
  private next = 0
  private breaks = 0

  constructor(dialect: Dialect, file: string) {
    this.file = file
    this.width = dialect.width ?? 0
    this.wordy = dialect.wordy ?? []
    this.blanks = dialect.delimiter === 'blanks'
    const mark = dialect.delimiter === null || this.blanks ? '' : dialect.delimiter
    this.delimiter = mark === '' ? never : mark.charCodeAt(0)
    this.long = mark.length > 1 ? mark : ''
    this.simple = mark.length === 1 && this.delimiter !== SPACE
    this.quote = dialect.quote === undefined ? '"' : (dialect.quote ?? '')
    this.quoteCode = this.quote === '' ? never : this.quote.charCodeAt(0)
    this.quotesCount = this.quoteCode === QUOTE && this.delimiter !== TAB
    this.bound = Math.max(this.delimiter, this.quoteCode, CR)
    this.escape = dialect.escape
  }

  /**
   * The rows that are complete with this chunk; `last` says that no more will come.
   *
   * @param bytes the same as bytes, one a character, if it is all ASCII: bytes are looked at in half the time
   */
  push(chunk: string, last: boolean, bytes: Buffer | null = null): ScannedRows {
    const out: ScannedRows = { cells: [], lines: [], faults: [], looseQuotes: [], joined: 0 }
    if (this.lostQuote > 0) {
      this.searchLostQuote(chunk, last)
      return out
    }
    const text = this.rest === '' ? chunk : this.rest + chunk
    const plain = this.simple && bytes !== null && this.restBytes !== null ? Buffer.concat([this.restBytes, bytes]) : null
    let at = 0
    while (at < text.length) {
      if (plain !== null) at = this.plainRows(plain, text, at, out)
      if (at >= text.length) break
      const end = this.row(text, at, last, out)
      if (end < 0) break
      at = end
    }
    this.rows += out.cells.length
    if (last) this.suspectCut(text, out)
    this.rest = text.slice(at)
    this.restBytes = this.rest === '' ? empty : plain === null ? null : Buffer.from(plain.subarray(at))
    if (this.rest.length > limits.rowChars) throw this.tooLarge(this.line, 'row')
    return out
  }

  /** Scans rows without quotes, and cells without spaces before them, up to the first that is another or not whole; answers where that begins. */
  private plainRows(bytes: Buffer, text: string, from: number, out: ScannedRows): number {
    const { delimiter, bound, quoteCode } = this
    const n = bytes.length
    let start = from
    let p = from
    let cells: string[] = []
    for (let i = from; i < n; i++) {
      const code = bytes[i] as number
      if (code > bound) continue
      if (code === delimiter) {
        cells.push(text.slice(p, i))
        p = i + 1
      } else if (code === LF || code === CR) {
        if ((code === CR && i + 1 === n) || i - start > limits.cellChars) return start
        cells.push(text.slice(p, i))
        if (cells.length > limits.columns) throw this.tooLarge(this.line, 'columns')
        if (code === CR && bytes[i + 1] === LF) i++
        out.cells.push(cells)
        out.lines.push(this.line++)
        cells = []
        p = i + 1
        start = p
      } else if ((code === quoteCode && (i === p || this.quotesCount)) || (code === SPACE && i === p)) return start
    }
    return start
  }

  /** A last line that does not end and has fewer cells than the others is where somebody's copy broke off. */
  private suspectCut(text: string, out: ScannedRows): void {
    const row = out.cells.length - 1
    const cells = out.cells[row]
    const ends = /[\r\n]$/.test(text)
    if (ends || cells === undefined || this.rows < 3 || cells.length >= this.width || out.faults.some((fault) => fault.row === row)) return
    out.faults.push({
      row,
      column: cells.length,
      code: 'import.reject.cutOff',
      near: cells.join(this.long || String.fromCharCode(this.delimiter)).slice(-80)
    })
  }

  /** Scans one row from `start`; answers where the next begins, or -1 if the row is not complete. */
  private row(text: string, start: number, last: boolean, out: ScannedRows): number {
    const { delimiter, long, bound, quoteCode } = this
    const n = text.length
    let cells: string[] = []
    let p = start
    let breaks = 0
    let fault: RowFault | null = null
    const bare: boolean[] | null = delimiter === SPACE ? [] : null
    for (;;) {
      let plain = true
      const first = p < n ? text.charCodeAt(p) : LF
      if ((first === quoteCode || first === SPACE) && !this.blanks) {
        const q = this.quoteAt(text, p, first)
        if (q >= 0) {
          const quoted = this.quoted(text, q, last)
          const literal = q > p && (last || n - q > limits.cellChars)
          if (quoted === 'unfinished' && !literal) return this.unfinished(n - q, cells.length + 1, breaks, last)
          if (quoted === 'closed' && !this.swallows()) {
            plain = false
            cells.push(this.cell)
            breaks += this.breaks
            p = this.next
          } else if (q === p)
            fault ??= { row: out.cells.length, column: cells.length + 1, code: 'import.reject.badQuoting', near: text.slice(q, q + 40) }
        }
      }
      if (plain) {
        let e = p
        let inner = never
        for (; e < n; e++) {
          const code = text.charCodeAt(e)
          if (code > bound) continue
          if (code === quoteCode) inner = e
          else if (code === LF || code === CR || (code === delimiter && (long === '' || text.startsWith(long, e)))) break
        }
        if (e === n && !last) return this.incomplete(text, p)
        if (e - p > limits.cellChars) throw this.tooLarge(this.line + breaks, 'cell', cells.length + 1)
        const cell = text.slice(p, e)
        // A single quote within a word is an apostrophe, a double one behind a digit a mark of inches or seconds.
        if (inner > p && this.quotesCount && /[^\S\r\n]"\p{L}/u.test(cell))
          out.looseQuotes.push({ row: out.cells.length, column: cells.length + 1, code: 'import.looseQuotes', near: cell.slice(0, 80) })
        cells.push(cell)
        p = e
      }
      bare?.push(plain)
      if (p >= n || text.charCodeAt(p) !== delimiter || (long !== '' && !text.startsWith(long, p))) break
      p += long === '' ? 1 : long.length
      if (cells.length >= limits.columns) throw this.tooLarge(this.line, 'columns')
      if (p >= n && !last) return never
    }
    if (p < n && text.charCodeAt(p) === CR) {
      if (p + 1 === n && !last) return never
      p += text.charCodeAt(p + 1) === LF ? 2 : 1
    } else if (p < n) p++
    if (fault !== null) {
      out.faults.push(fault)
      if (breaks === 0 && this.width > 1) cells = this.mended(text.slice(start, p)) ?? cells
    }
    if (bare !== null && cells.length > this.width) {
      const joined = joinWords(cells, bare, this.width, this.wordy)
      if (joined !== null) out.joined++
      cells = joined ?? cells
    }
    out.cells.push(this.blanks ? splitBlanks(cells[0] ?? '') : cells)
    out.lines.push(this.line)
    this.line += 1 + breaks
    return p
  }

  /** The cells of a misquoted line under the assumption that quotes are not escaped, if they are as many as the table has columns. */
  private mended(line: string): string[] | null {
    if (this.escape === 'none') return null
    const dialect: Dialect = { delimiter: this.long || String.fromCharCode(this.delimiter), quote: this.quote as '"' | "'", escape: 'none' }
    try {
      const { cells } = new CsvScanner(dialect, this.file).push(line, true)
      return cells.length === 1 && cells[0]?.length === this.width ? cells[0] : null
    } catch {
      return null
    }
  }

  /** Index of a quote that opens the cell at `p`, perhaps behind spaces, or -1. */
  private quoteAt(text: string, p: number, first: number): number {
    if (first === this.quoteCode) return p
    if (this.delimiter === SPACE) return never
    let q = p + 1
    while (text.charCodeAt(q) === SPACE) q++
    return text.charCodeAt(q) === this.quoteCode ? q : never
  }

  /**
   * Reads a cell that opens with the quote at `open`. On `closed`: `cell`, `breaks` (line breaks within) and `next`
   * (the delimiter or line end behind it) are set.
   */
  private quoted(text: string, open: number, last: boolean): Quoted {
    const n = text.length
    const { quote, quoteCode, escape: how } = this
    let escaped = false
    let close = open + 1
    let after = 0
    for (;;) {
      close = how === 'backslash' ? this.closingByBackslash(text, close) : text.indexOf(quote, close)
      if (close < 0) return 'unfinished'
      if (how !== 'none' && text.charCodeAt(close + 1) === quoteCode) {
        escaped = true
        close += 2
        continue
      }
      after = close + 1
      if (this.delimiter !== SPACE) while (text.charCodeAt(after) === SPACE) after++
      if (!last && (after >= n || (n - after < this.long.length && this.long.startsWith(text.slice(after))))) return 'unfinished'
      const closed = after >= n || this.endsCell(text, after)
      if (closed) break
      if (how !== 'none') return 'stray'
      close++
    }
    if (close - open > limits.cellChars) throw this.tooLarge(this.line, 'cell')
    const raw = text.slice(open + 1, close)
    const plain = escaped ? raw.replaceAll(quote + quote, quote) : raw
    this.cell = how === 'backslash' ? plain.replace(quote === '"' ? /\\(["\\])/g : /\\(['\\])/g, '$1') : plain
    this.breaks = countBreaks(raw)
    this.next = after
    return 'closed'
  }

  /**
   * Whether the quoted cell that was read last is a run of rows of this table: its quote closed nothing, but took them all, up to the
   * next cell that happens to end with one. Real texts of several lines do not have just as many delimiters in each.
   */
  private swallows(): boolean {
    if (this.breaks < leastSwallowed || this.width < 2 || this.delimiter === never) return false
    const mark = this.long || String.fromCharCode(this.delimiter)
    const inner = this.cell.split(/\r\n|[\r\n]/).slice(1, -1)
    return inner.every((line) => line.split(mark).length === this.width)
  }

  private endsCell(text: string, at: number): boolean {
    const code = text.charCodeAt(at)
    return code === LF || code === CR || (code === this.delimiter && (this.long === '' || text.startsWith(this.long, at)))
  }

  private closingByBackslash(text: string, from: number): number {
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === BACKSLASH) i++
      else if (code === this.quoteCode) return i
    }
    return never
  }

  private unfinished(length: number, column: number, breaks: number, last: boolean): number {
    const line = this.line + breaks
    if (last) throw new SextantError('file.badQuoting', { file: this.file, line, column })
    if (length > limits.cellChars) this.lostQuote = line
    return never
  }

  private incomplete(text: string, from: number): number {
    if (text.length - from > limits.cellChars) throw this.tooLarge(this.line, 'cell')
    return never
  }

  /** A cell this long is an error either way; which one depends on whether its quote is ever closed. */
  private searchLostQuote(chunk: string, last: boolean): void {
    if (chunk.includes(this.quote)) throw this.tooLarge(this.lostQuote, 'cell')
    if (last) throw new SextantError('file.badQuoting', { file: this.file, line: this.lostQuote })
  }

  private tooLarge(line: number, what: 'cell' | 'row' | 'columns', cell?: number): SextantError {
    const reason = {
      cell: `a cell on line ${line} has more than ${count(limits.cellChars)} characters; perhaps a quote is missing there`,
      row: `line ${line} has more than ${count(limits.rowChars)} characters`,
      columns: `line ${line} has more than ${count(limits.columns)} cells`
    }[what]
    return new SextantError('file.tooLarge', { file: this.file, reason, line, ...(cell === undefined ? {} : { column: cell }) })
  }
}

/** Line ends within a text: CRLF, LF and CR count once each. */
function countBreaks(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0
  let breaks = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) breaks++
  }
  return breaks
}

/**
 * The cells of a row that blanks have cut into too many: the surplus belongs to the one column of words at which the row has
 * that many bare cells in a run. Null if there is no such column, or more than one.
 */
function joinWords(cells: readonly string[], bare: readonly boolean[], width: number, wordy: readonly number[]): string[] | null {
  const end = cells.length - width + 1
  const places = wordy.filter((column) => bare.slice(column, column + end).every(Boolean))
  const [at] = places
  if (at === undefined || places.length > 1) return null
  return [...cells.slice(0, at), cells.slice(at, at + end).join(' '), ...cells.slice(at + end)]
}

function splitBlanks(line: string): string[] {
  return line.trim().split(/[ \t]+/)
}
