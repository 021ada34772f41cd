import { hashPrime, hashSeed } from '../../byte-dictionary.ts'
import type { Content } from '../file-bytes.ts'
import { CodedColumnWriter, type CodedTable, textBytesOf, weightOf } from './coded-table.ts'

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

/**
 * Reads a text table whose delimiter is one ASCII character, and whose quotes are doubled where they stand within quotes: once, and each
 * different text of a column once. Null if it is not of the plain form that nearly all programs write, or too large: cells
 * and line breaks that may be read in several ways, rows that are blank or have another number of cells, quotes that are not closed. So
 * what it answers is what `CsvScanner` reads; what is wrong with other tables, that one says.
 *
 * O(bytes). Errors: those of `content`.
 */
export async function scanCoded(
  content: Content,
  { delimiter, skip }: { delimiter: number; skip: number },
  signal: AbortSignal,
  onBytes?: (bytes: number) => void,
  mostText = mostTextRead
): Promise<CodedTable | null> {
  const scanner = new CodedScanner(delimiter, skip, mostText)
  for await (const chunk of content(signal, onBytes)) if (!scanner.push(chunk)) return null
  const table = scanner.end()
  if (table === null) return null
  return {
    ...table,
    async unchanged(again) {
      for await (const _ of content(again));
    }
  }
}

class CodedScanner {
  private readonly delimiter: number
  private readonly mostText: number
  private header: string[] | null = null
  private columns: CodedColumnWriter[] = []
  private rows = 0
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

  constructor(delimiter: number, skip: number, mostText: number) {
    this.mostText = mostText
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
    if (!this.read(false) || !this.isLight()) return false
    if (this.headRows === 0 && this.rows + 1 >= headRows) this.headRows = this.rows
    return true
  }

  end(): Omit<CodedTable, 'unchanged'> | null {
    if (!this.read(true) || this.header === null || this.rows === 0) return null
    for (const column of this.columns) column.end()
    return { header: this.header, columns: this.columns, rows: this.rows, headRows: this.headRows || this.rows, line: 1 }
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
    const { buffer, unquoted, columns } = this
    if (!this.isFilled) return false
    if (this.header === null) {
      const { starts, ends, apart } = this
      this.header = Array.from({ length: this.cells }, (_, i) => (apart[i] ? unquoted : buffer).toString('utf8', starts[i], ends[i]))
      this.columns = this.header.map(() => new CodedColumnWriter())
      return true
    }
    if (this.cells !== columns.length) return false
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as CodedColumnWriter
      column.add(this.apart[i] ? unquoted : buffer, this.starts[i] as number, this.ends[i] as number, this.hashes[i] as number)
    }
    this.rows++
    return true
  }

  /** Asked once a chunk: a chunk adds little. */
  private isLight(): boolean {
    const { columns } = this
    return weightOf({ columns }) <= heaviest && textBytesOf({ columns }) <= this.mostText
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
