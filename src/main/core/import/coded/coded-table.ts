import { ByteDictionary, type DictionaryState } from '../../byte-dictionary.ts'
import { letGo, longer } from '../../let-go.ts'
import type { WholeFile } from '../file-bytes.ts'
import type { Table } from '../types.ts'

/** Rows whose codes are held together. */
export const partRows = 1 << 16

/** Codes of some consecutive rows of a column, in as few bytes as they need. */
export type Codes = Uint8Array | Uint16Array | Int32Array

/** A column of a table: its different texts as they come, how often each stands there, and which stands in each row. */
export interface CodedColumn {
  texts: ByteDictionary
  /** By code; none any more once they have been looked at. */
  counts: Int32Array
  /** By row, in parts of `partRows`. */
  parts: Codes[]
}

/** A whole table, each different text of a column once. */
export interface CodedTable {
  header: string[]
  columns: CodedColumn[]
  /** Below the header; none of them blank, each with as many cells as the header. */
  rows: number
  /** Of these, those that came with the first chunks, which made at least 100 rows with the header. */
  headRows: number
  /** Line of the header. The rows follow line by line. */
  line: number
  /**
   * Reads its file once more, and throws `file.changed` if that holds anything else by now, or is not there.
   *
   * @param isSame somebody who reads it; if the answer is no, it is read here
   */
  unchanged(signal: AbortSignal, isSame?: (file: WholeFile) => Promise<boolean>): Promise<void>
}

export function cellAt({ columns }: Pick<CodedTable, 'columns'>, row: number, column: number): string {
  const { texts, parts } = columns[column] as CodedColumn
  return texts.text((parts[Math.floor(row / partRows)] as Codes)[row % partRows] as number)
}

export function rowAt(table: CodedTable, row: number): string[] {
  return table.columns.map((_, column) => cellAt(table, row, column))
}

/** The different texts of a column in the order in which they came. */
export function* differentTexts({ texts }: Pick<CodedColumn, 'texts'>): Generator<string> {
  for (let code = 0; code < texts.size; code++) yield texts.text(code)
}

/** Calls with each row, of which the used columns alone hold text, unless these say what those of the row before say, until it answers no. O(rows × columns). */
export function eachChange({ columns, rows }: CodedTable, used: readonly number[], look: (row: readonly string[]) => boolean): void {
  const coded = used.map((index) => columns[index] as CodedColumn)
  const texts = coded.map((column) => [...differentTexts(column)])
  const row: string[] = []
  const last = coded.map(() => -1)
  for (let i = 0; i < rows; i++) {
    const [part, at] = [Math.floor(i / partRows), i % partRows]
    let isNew = false
    for (const [j, { parts }] of coded.entries()) {
      const code = parts[part]?.[at] as number
      if (code === last[j]) continue
      isNew = true
      last[j] = code
      row[used[j] as number] = texts[j]?.[code] as string
    }
    if (isNew && !look(row)) return
  }
}

/** A table that is kept coded, but for those of which this holds: they are read row by row. */
export function codedUnless(coded: Table['coded'], holds: (table: CodedTable) => boolean): Table['coded'] {
  if (coded === undefined) return undefined
  return async (signal, onBytes) => {
    const table = await coded(signal, onBytes)
    return table === null || holds(table) ? null : table
  }
}

/** Lets go of what is not needed once the texts have been counted. */
export function compact({ columns }: CodedTable): void {
  for (const column of columns) {
    letGo(column.counts)
    column.counts = new Int32Array(0)
    column.texts.compact()
  }
}

/** Lets go of a column that is not needed any more, but for its texts, which others may use. */
export function release(column: CodedColumn): void {
  for (const part of column.parts) letGo(part)
  column.texts = new ByteDictionary()
  column.parts.length = 0
}

/** Bytes of memory. */
export function weightOf({ columns }: { columns: readonly CodedColumn[] }): number {
  let sum = 0
  for (const { texts, counts, parts } of columns) {
    sum += texts.weight + 4 * counts.length
    for (const part of parts) sum += part.byteLength
  }
  return sum
}

/** Bytes of all different texts. */
export function textBytesOf({ columns }: { columns: readonly CodedColumn[] }): number {
  let sum = 0
  for (const { texts } of columns) if (texts.size > 0) sum += texts.end(texts.size - 1)
  return sum
}

/** A column that is not ended, to go on with in another thread. */
export interface ColumnState {
  texts: DictionaryState
  counts: Int32Array<ArrayBuffer>
  parts: Codes[]
  open: Int32Array<ArrayBuffer>
  rows: number
}

/** Takes in the cells of a column, row by row. */
export class CodedColumnWriter implements CodedColumn {
  texts = new ByteDictionary()
  counts = new Int32Array(1 << 10)
  readonly parts: Codes[] = []
  private open = new Int32Array(partRows)
  private rows = 0

  static from({ texts, counts, parts, open, rows }: ColumnState): CodedColumnWriter {
    const column = new CodedColumnWriter()
    column.texts = ByteDictionary.from(texts)
    column.counts = counts
    column.parts.push(...parts)
    column.open = open
    column.rows = rows
    return column
  }

  /** Nothing is left here. */
  handOver(): ColumnState {
    const { texts, counts, parts, open, rows } = this
    return { texts: texts.state(), counts, parts, open, rows }
  }

  /** Takes in the rows of another column, which is none afterwards. O(rows + bytes of its texts). */
  append(other: CodedColumnWriter): void {
    const { texts } = other
    const codes = new Int32Array(texts.size)
    for (let code = 0; code < texts.size; code++) {
      const own = this.texts.add(texts.bytes, texts.start(code), texts.end(code))
      codes[code] = own
      this.count(own, other.counts[code] as number)
    }
    other.end()
    for (const part of other.parts) {
      for (let i = 0; i < part.length; i++) this.put(codes[part[i] as number] as number)
      letGo(part)
    }
    letGo(other.counts)
    texts.release()
  }

  /** `hash`: of the bytes, as `ByteDictionary.addHashed` takes it. */
  add(from: Uint8Array, start: number, end: number, hash: number): void {
    const code = this.texts.addHashed(from, start, end, hash)
    this.count(code, 1)
    this.put(code)
  }

  private count(code: number, times: number): void {
    if (code >= this.counts.length) {
      this.counts = longer(this.counts, 2 * this.counts.length)
    }
    this.counts[code] = (this.counts[code] as number) + times
  }

  private put(code: number): void {
    this.open[this.rows++] = code
    if (this.rows === partRows) this.endPart()
  }

  /** To be called once, after the last row. */
  end(): void {
    if (this.rows > 0) this.endPart()
    letGo(this.open)
    this.open = new Int32Array(0)
  }

  private endPart(): void {
    const codes = this.open.subarray(0, this.rows)
    // Codes are given as texts come, so that none is greater than the number of texts.
    const { size } = this.texts
    this.parts.push(size <= 1 << 8 ? Uint8Array.from(codes) : size <= 1 << 16 ? Uint16Array.from(codes) : codes.slice())
    this.rows = 0
  }
}
