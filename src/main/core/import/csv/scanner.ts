import { SextantError } from '../../../../shared/errors.ts'
import { limits } from '../limits.ts'
import type { RowFault } from '../types.ts'

/** How a text table marks cells. */
export interface Dialect {
  /** One character; `blanks`: any run of spaces and tabs; null: one column. */
  delimiter: string | 'blanks' | null
  /** `double`: a quote within quotes is written twice (RFC 4180); `backslash`: it follows a backslash. */
  escape: 'double' | 'backslash'
}

export interface ScannedRows {
  cells: string[][]
  lines: number[]
  faults: RowFault[]
}

const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const BACKSLASH = 92
const never = -1

/** What a quoted cell turned out to be. */
type Quoted = 'closed' | 'stray' | 'unfinished'

/**
 * Cuts text into rows and cells, chunk by chunk, in one pass. Rows end with CRLF, LF or CR. Cells may be quoted; quotes
 * then may hold delimiters and line breaks, and spaces around the quotes are not part of the cell. A cell that begins
 * with a quote but does not end with its partner is taken literally, up to the next delimiter, and its row is reported
 * as faulty: read further it would swallow the rows below.
 *
 * O(n) time; memory of one chunk and one row. Errors: `file.badQuoting` (a quote that nothing closes),
 * `file.tooLarge` (a cell or row beyond the limits).
 */
export class CsvScanner {
  private readonly file: string
  private readonly delimiter: number
  private readonly backslash: boolean
  private readonly blanks: boolean
  /** The beginning of a row whose end is still to come. */
  private rest = ''
  private line = 1
  /** Line of a quote that is open beyond all limits; only its end is looked for. */
  private lostQuote = 0

  private cell = ''
  private next = 0
  private breaks = 0

  constructor(dialect: Dialect, file: string) {
    this.file = file
    this.blanks = dialect.delimiter === 'blanks'
    this.delimiter = dialect.delimiter === null || this.blanks ? never : dialect.delimiter.charCodeAt(0)
    this.backslash = dialect.escape === 'backslash'
  }

  /** The rows that are complete with this chunk; `last` says that no more will come. */
  push(chunk: string, last: boolean): ScannedRows {
    const out: ScannedRows = { cells: [], lines: [], faults: [] }
    if (this.lostQuote > 0) {
      this.searchLostQuote(chunk, last)
      return out
    }
    const text = this.rest === '' ? chunk : this.rest + chunk
    let at = 0
    while (at < text.length) {
      const end = this.row(text, at, last, out)
      if (end < 0) break
      at = end
    }
    this.rest = text.slice(at)
    if (this.rest.length > limits.rowChars) throw this.tooLarge(this.line, 'row')
    return out
  }

  /** Scans one row from `start`; answers where the next begins, or -1 if the row is not complete. */
  private row(text: string, start: number, last: boolean, out: ScannedRows): number {
    const { delimiter } = this
    const n = text.length
    const cells: string[] = []
    let p = start
    let breaks = 0
    let fault: string | null = null
    for (;;) {
      const q = this.blanks ? never : quoteAt(text, p)
      if (q >= 0) {
        const quoted = this.quoted(text, q, last)
        const literal = q > p && (last || n - q > limits.cellChars)
        if (quoted === 'unfinished' && !literal) return this.unfinished(text, q, breaks, last)
        if (quoted === 'closed') {
          cells.push(this.cell)
          breaks += this.breaks
          p = this.next
        } else if (q === p) fault ??= text.slice(q, q + 40)
      }
      if (q < 0 || this.next < 0) {
        let e = p
        let code = 0
        while (e < n) {
          code = text.charCodeAt(e)
          if (code === delimiter || code === LF || code === CR) break
          e++
        }
        if (e === n && !last) return this.incomplete(text, p)
        if (e - p > limits.cellChars) throw this.tooLarge(this.line + breaks, 'cell')
        cells.push(text.slice(p, e))
        p = e
      }
      if (p < n && text.charCodeAt(p) === delimiter) {
        p++
        if (cells.length >= limits.columns) throw this.tooLarge(this.line, 'columns')
        if (p < n || last) continue
        return -1
      }
      break
    }
    if (p < n && text.charCodeAt(p) === CR) {
      if (p + 1 === n && !last) return -1
      p += text.charCodeAt(p + 1) === LF ? 2 : 1
    } else if (p < n) p++
    if (fault !== null) out.faults.push({ row: out.cells.length, code: 'import.reject.badQuoting', near: fault })
    out.cells.push(this.blanks ? splitBlanks(cells[0] ?? '') : cells)
    out.lines.push(this.line)
    this.line += 1 + breaks
    return p
  }

  /**
   * Reads a cell that opens with the quote at `open`. On `closed`: `cell`, `breaks` (line breaks within) and `next`
   * (the delimiter or line end behind it) are set. Otherwise `next` is -1.
   */
  private quoted(text: string, open: number, last: boolean): Quoted {
    const n = text.length
    this.next = never
    let escaped = false
    let close = open + 1
    for (;;) {
      close = this.backslash ? closingByBackslash(text, close) : text.indexOf('"', close)
      if (close < 0) return 'unfinished'
      if (text.charCodeAt(close + 1) !== QUOTE) break
      escaped = true
      close += 2
    }
    let after = close + 1
    while (text.charCodeAt(after) === SPACE) after++
    if (after >= n && !last) return 'unfinished'
    const code = after < n ? text.charCodeAt(after) : LF
    if (code !== this.delimiter && code !== LF && code !== CR) return 'stray'
    if (close - open > limits.cellChars) throw this.tooLarge(this.line, 'cell')
    const raw = text.slice(open + 1, close)
    const plain = escaped ? raw.replaceAll('""', '"') : raw
    this.cell = this.backslash ? plain.replace(/\\(["\\])/g, '$1') : plain
    this.breaks = countBreaks(raw)
    this.next = after
    return 'closed'
  }

  private unfinished(text: string, open: number, breaks: number, last: boolean): number {
    const line = this.line + breaks
    if (last) throw new SextantError('file.badQuoting', { file: this.file, line })
    if (text.length - open > limits.cellChars) this.lostQuote = line
    return never
  }

  private incomplete(text: string, from: number): number {
    if (text.length - from > limits.cellChars) throw this.tooLarge(this.line, 'cell')
    return never
  }

  /** A cell this long is an error either way; which one depends on whether its quote is ever closed. */
  private searchLostQuote(chunk: string, last: boolean): void {
    if (chunk.includes('"')) throw this.tooLarge(this.lostQuote, 'cell')
    if (last) throw new SextantError('file.badQuoting', { file: this.file, line: this.lostQuote })
  }

  private tooLarge(line: number, what: 'cell' | 'row' | 'columns'): SextantError {
    const reason = {
      cell: `a cell on line ${line} has more than ${limits.cellChars} characters; perhaps a quote is missing there`,
      row: `line ${line} has more than ${limits.rowChars} characters`,
      columns: `line ${line} has more than ${limits.columns} cells`
    }[what]
    return new SextantError('file.tooLarge', { file: this.file, reason, line })
  }
}

/** Index of a quote that opens the cell at `p`, perhaps behind spaces, or -1. */
function quoteAt(text: string, p: number): number {
  const first = text.charCodeAt(p)
  if (first === QUOTE) return p
  if (first !== SPACE) return never
  let q = p + 1
  while (text.charCodeAt(q) === SPACE) q++
  return text.charCodeAt(q) === QUOTE ? q : never
}

function closingByBackslash(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === BACKSLASH) i++
    else if (code === QUOTE) return i
  }
  return never
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

function splitBlanks(line: string): string[] {
  return line.trim().split(/[ \t]+/)
}
