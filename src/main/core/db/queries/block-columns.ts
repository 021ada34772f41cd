/**
 * Columns of large tables. A row handed over by itself costs several times what reading it does, so SQLite joins each column of some thousand
 * rows into one text, and what is made of it goes straight into typed arrays.
 */
import type { Database } from 'better-sqlite3'

/** Enough that asking costs nothing, few enough that the texts stay in the processor's cache. */
const keysAtOnce = 4_096

/** Between the values of a column; no file holds it (import takes control characters out of cells). */
const separator = '\u001e'
const separatorCode = 30

export interface Block {
  rows: number
  /** A text a column, each value ended by the separator; NULL is an empty value. */
  texts: string[]
}

/**
 * `columns`, SQL expressions, of rows by ranges of a whole key, in its order; all texts have the same order of rows. O(rows + keys).
 *
 * @param from what stands after FROM, for the keys greater than @after and no greater than @until
 * @param more parameters of columns and `from`
 */
export function* blocksOf(
  db: Database,
  { table, key, from = `${table} WHERE ${key} > @after AND ${key} <= @until` }: { table: string; key: string; from?: string },
  columns: readonly string[],
  more: Readonly<Record<string, number | string>> = {}
): Generator<Block> {
  const [first, last] = keysOf(db, table, key)
  // As a literal: a function would be called for each value.
  const joined = columns.map((column) => `group_concat(COALESCE(${column}, ''), '${separator}') || '${separator}'`)
  const read = db
    .prepare<Record<string, number | string>, [number, ...string[]]>(`SELECT count(*), ${joined.join(', ')} FROM ${from}`)
    .raw()
  for (let after = first - 1; after < last; after += keysAtOnce) {
    const [rows, ...texts] = read.get({ ...more, after, until: after + keysAtOnce }) ?? [0]
    if (rows > 0) yield { rows, texts }
  }
}

/** Smallest and largest key; of an empty table 1 and 0. Asked for one by one, so that SQLite looks them up and reads no table. O(log n). */
export function keysOf(db: Database, table: string, key: string): [first: number, last: number] {
  const ends = `SELECT (SELECT min(${key}) FROM ${table}), (SELECT max(${key}) FROM ${table})`
  const [first, last] = db.prepare<[], [number | null, number | null]>(ends).raw().get() ?? []
  return [first ?? 1, last ?? 0]
}

/** Whole numbers into `into` from `at`; `none` where there is no value. O(characters). */
export function wholeNumbers(text: string, into: Float64Array | Int32Array | Uint8Array, at: number, none: number): void {
  let place = at
  let value = 0
  let sign = 1
  let isEmpty = true
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === separatorCode) {
      into[place++] = isEmpty ? none : sign * value
      value = 0
      sign = 1
      isEmpty = true
    } else if (c === 45) sign = -1
    else {
      value = value * 10 + (c - 48)
      isEmpty = false
    }
  }
}

/** Numbers of any kind into `into` from `at`; NaN where there is no value. For columns that hold few. O(characters). */
export function numbers(text: string, into: Float64Array, at: number): void {
  let place = at
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf(separator, start)
    into[place++] = end === start ? Number.NaN : Number(text.slice(start, end))
    start = end + 1
  }
}

/** Numbers that a table of texts has room for at first. */
const firstRoom = 1_024

/** Two hashes of a text, 64 bits together, and its number: texts are told apart by their hashes alone, as rows are by theirs. */
class HashTable {
  size = 0
  private mask = firstRoom - 1
  private first = new Int32Array(firstRoom)
  private second = new Int32Array(firstRoom)
  /** Number of the text and 1; 0: free. */
  private numbers = new Int32Array(firstRoom)

  numberOf(first: number, second: number): number {
    let slot = (first ^ (second >>> 7)) & this.mask
    for (; this.numbers[slot] !== 0; slot = (slot + 1) & this.mask) {
      if (this.first[slot] === first && this.second[slot] === second) return (this.numbers[slot] as number) - 1
    }
    this.put(slot, first, second, ++this.size)
    if (2 * this.size > this.mask) this.grow()
    return this.size - 1
  }

  private put(slot: number, first: number, second: number, number: number): void {
    this.first[slot] = first
    this.second[slot] = second
    this.numbers[slot] = number
  }

  private grow(): void {
    const { first, second, numbers } = this
    const room = 4 * numbers.length
    this.mask = room - 1
    this.first = new Int32Array(room)
    this.second = new Int32Array(room)
    this.numbers = new Int32Array(room)
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i] as number
      if (number === 0) continue
      const [a, b] = [first[i] as number, second[i] as number]
      let slot = (a ^ (b >>> 7)) & this.mask
      while (this.numbers[slot] !== 0) slot = (slot + 1) & this.mask
      this.put(slot, a, b, number)
    }
  }
}

/** Numbers texts as they come, from 0; what is empty is −1. */
export class TextNumbers {
  /** Of each number its text; stays empty where nobody asks for them. */
  readonly texts: string[] = []
  private readonly table = new HashTable()
  private readonly keepsTexts: boolean

  constructor(keepsTexts: boolean) {
    this.keepsTexts = keepsTexts
  }

  get size(): number {
    return this.table.size
  }

  /** The numbers of a column of texts into `into` from `at`. O(characters). */
  read(text: string, into: Int32Array, at: number): void {
    const { table, texts, keepsTexts } = this
    let place = at
    let start = 0
    let [first, second] = [0x811c9dc5 | 0, 0x2545f491 | 0]
    // Rows that follow one another mostly say the same.
    let [lastFirst, lastSecond, lastNumber] = [0, 0, -1]
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (c !== separatorCode) {
        first = Math.imul(first ^ c, 0x01000193)
        second = Math.imul(second ^ c, 0x5bd1e995)
        second = (second << 13) | (second >>> 19)
        continue
      }
      if (i === start) into[place++] = -1
      else {
        if (first !== lastFirst || second !== lastSecond) {
          lastFirst = first
          lastSecond = second
          lastNumber = table.numberOf(first, second)
          if (keepsTexts && lastNumber === texts.length) texts.push(text.slice(start, i))
        }
        into[place++] = lastNumber
      }
      start = i + 1
      first = 0x811c9dc5 | 0
      second = 0x2545f491 | 0
    }
  }
}
