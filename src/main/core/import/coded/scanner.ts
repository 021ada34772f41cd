import { hashPrime, hashSeed } from '../../byte-dictionary.ts'
import { type CodedColumn, CodedColumnWriter, type CodedTable, type ColumnState, textBytesOf, weightOf } from './coded-table.ts'

const LF = 10
const CR = 13
const SPACE = 32
const QUOTE = 34
const LESS_THAN = 60
const lastAscii = 127
const none = -1

/** A longer row may be a mistake, which the usual reader tells. */
const longestRow = 1 << 15
const mostColumns = 256
/** What the shape of a table is told from. */
const headRows = 100
/** Bytes of memory that a table may take. */
export const heaviest = 128 << 20
/** Bytes that its different texts may have: they take twice as much while they grow. */
export const mostTextRead = 48 << 20

/** What a row came to. */
const incomplete = -1
const declined = -2

/** A part of a table that another thread scanned. */
export interface HalfState {
  header: string[]
  columns: ColumnState[]
  rows: number
  headRows: number
}

/** How a table is written, and how many bytes its different texts may have. */
export interface ScanForm {
  /** One ASCII character. */
  delimiter: number
  /** Bytes before the header. */
  skip: number
  mostText: number
}

/** Whether so much may be kept. */
export function isLight(columns: readonly CodedColumn[], mostText: number): boolean {
  return weightOf({ columns }) <= heaviest && textBytesOf({ columns }) <= mostText
}

/** Scans the bytes of a table as they come. */
export class CodedScanner {
  columns: CodedColumnWriter[] = []
  /** Below the header. */
  rows = 0
  private readonly delimiter: number
  private readonly mostText: number
  private header: string[] | null = null
  private headRows = 0
  private skip: number
  /** What is to be read, and how much of it there is. */
  private buffer = Buffer.alloc(0)
  private length = 0
  /** Cells of the row that is read: where they stand, or in `unquoted` if their quotes were doubled. */
  private readonly starts = new Int32Array(mostColumns + 1)
  private readonly ends = new Int32Array(mostColumns + 1)
  private readonly hashes = new Int32Array(mostColumns + 1)
  private readonly apart = new Uint8Array(mostColumns + 1)
  private readonly unquoted = Buffer.alloc(longestRow)
  private unquotedLength = 0
  private cells = 0
  private isFilled = false

  /** @param isHeadless whether the first row is one as any other */
  constructor({ delimiter, skip, mostText }: ScanForm, isHeadless = false) {
    this.mostText = mostText
    if (isHeadless) this.header = []
    this.delimiter = delimiter
    this.skip = skip
  }

  /** False: not of the plain form. */
  push(chunk: Buffer): boolean {
    if (this.length + chunk.length > this.buffer.length) {
      const larger = Buffer.alloc(this.length + chunk.length + longestRow)
      this.buffer.copy(larger, 0, 0, this.length)
      this.buffer = larger
    }
    chunk.copy(this.buffer, this.length)
    this.length += chunk.length
    if (!this.read(false) || !isLight(this.columns, this.mostText)) return false
    if (this.headRows === 0 && this.rows + 1 >= headRows) this.headRows = this.rows
    return true
  }

  /** To be called once, after the last bytes. False: not of the plain form. */
  finish(): boolean {
    return this.read(true)
  }

  end(): Omit<CodedTable, 'unchanged'> | null {
    if (!this.finish() || this.header === null || this.rows === 0) return null
    for (const column of this.columns) column.end()
    return { header: this.header, columns: this.columns, rows: this.rows, headRows: this.headRows || this.rows, line: 1 }
  }

  /** What was read, for others to go on with. */
  handOver(): HalfState | null {
    if (!this.finish() || this.header === null) return null
    return { header: this.header, columns: this.columns.map((column) => column.handOver()), rows: this.rows, headRows: this.headRows }
  }

  private read(last: boolean): boolean {
    const { buffer } = this
    let at = 0
    if (this.skip > 0) {
      if (this.length < this.skip) return true
      at = this.skip
      this.skip = 0
    }
    while (at < this.length) {
      const end = this.row(at, last)
      if (end === incomplete && this.length - at <= longestRow) break
      if (end < 0 || !this.take()) return false
      at = end
    }
    buffer.copyWithin(0, at, this.length)
    this.length -= at
    return !last || this.length === 0
  }

  private take(): boolean {
    const { buffer, unquoted } = this
    if (!this.isFilled) return false
    if (this.header === null) {
      const { starts, ends, apart } = this
      this.header = Array.from({ length: this.cells }, (_, i) => (apart[i] ? unquoted : buffer).toString('utf8', starts[i], ends[i]))
      this.columns = this.header.map(() => new CodedColumnWriter())
      return true
    }
    // Of a part that has no header.
    if (this.columns.length === 0) this.columns = Array.from({ length: this.cells }, () => new CodedColumnWriter())
    const { columns } = this
    if (this.cells !== columns.length) return false
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as CodedColumnWriter
      column.add(this.apart[i] ? unquoted : buffer, this.starts[i] as number, this.ends[i] as number, this.hashes[i] as number)
    }
    this.rows++
    return true
  }

  /** Reads one row; answers where the next begins, `incomplete` or `declined`. */
  private row(from: number, last: boolean): number {
    const { buffer, length, delimiter } = this
    let p = from
    this.cells = 0
    this.isFilled = false
    this.unquotedLength = 0
    // The marks of a merge that was not settled.
    if (buffer[p] === LESS_THAN && buffer[p + 1] === LESS_THAN) return declined
    for (;;) {
      if (this.cells >= mostColumns) return declined
      if (p >= length && !last) return incomplete
      const end = p < length && buffer[p] === QUOTE ? this.quoted(p, last) : this.plain(p, last)
      if (end < 0) return end
      p = end
      if (p - from > longestRow) return declined
      if (p >= length) return p
      const mark = buffer[p] as number
      if (mark === delimiter) {
        p++
        continue
      }
      if (mark === LF) return p + 1
      if (p + 1 >= length && !last) return incomplete
      return p + (buffer[p + 1] === LF ? 2 : 1)
    }
  }

  private plain(from: number, last: boolean): number {
    const { buffer, length, delimiter } = this
    let e = from
    let hash = hashSeed
    let quote = none
    for (; e < length; e++) {
      const byte = buffer[e] as number
      if (byte === delimiter || byte === LF || byte === CR) break
      if (byte === QUOTE) {
        quote = e
        const before = buffer[e - 1] as number
        // It may open a word, which is told of; behind blanks it may open the cell.
        if (before <= SPACE || before > lastAscii) return declined
      }
      hash = Math.imul(hash ^ byte, hashPrime)
    }
    if (e === length && !last) return incomplete
    if (quote === from) return declined
    this.put(from, e, hash, false)
    return e
  }

  private quoted(open: number, last: boolean): number {
    const { buffer, length, delimiter, unquoted } = this
    let hash = hashSeed
    let i = open + 1
    let isDoubled = false
    const start = this.unquotedLength
    for (; i < length; i++) {
      const byte = buffer[i] as number
      if (byte === QUOTE) {
        if (i + 1 >= length && !last) return incomplete
        if (i + 1 >= length || buffer[i + 1] !== QUOTE) break
        if (!isDoubled) {
          isDoubled = true
          this.unquotedLength += buffer.copy(unquoted, start, open + 1, i)
        }
        i++
      } else if (byte === LF || byte === CR) return declined
      hash = Math.imul(hash ^ byte, hashPrime)
      if (isDoubled) {
        if (this.unquotedLength >= longestRow) return declined
        unquoted[this.unquotedLength++] = byte
      }
    }
    if (i >= length) return last ? declined : incomplete
    let after = i + 1
    while (after < length && buffer[after] === SPACE) after++
    if (after >= length && !last) return incomplete
    const mark = buffer[after]
    if (after < length && mark !== delimiter && mark !== LF && mark !== CR) return declined
    if (isDoubled) this.put(start, this.unquotedLength, hash, true)
    else this.put(open + 1, i, hash, false)
    return after
  }

  private put(start: number, end: number, hash: number, apart: boolean): void {
    const i = this.cells++
    this.starts[i] = start
    this.ends[i] = end
    this.hashes[i] = hash
    this.apart[i] = Number(apart)
    if (end > start) {
      const first = (apart ? this.unquoted : this.buffer)[start] as number
      if (first > SPACE && first < lastAscii) this.isFilled = true
    }
  }
}
