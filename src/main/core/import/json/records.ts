import { limits } from '../limits.ts'
import type { JsonHandler } from './parser.ts'

/** One record: a text for each of its members, nested ones by dotted names, in their order. */
export interface JsonRecord {
  line: number
  names: string[]
  texts: string[]
}

/** How the one cell of a record is called that has no members. */
export const soleColumn = 'value'

/**
 * Makes records of the values of one array: members of objects by their names, joined by dots where they nest; the items of
 * an array by their numbers. An array within a record is one cell, as JSON text: it has no columns of its own.
 */
export class RecordBuilder implements JsonHandler {
  private readonly take: (record: JsonRecord) => void
  private readonly lineOf: () => number
  private readonly tooLong: () => Error
  private record: JsonRecord = { line: 1, names: [], texts: [] }
  /** Nesting within the record. */
  private depth = 0
  private readonly path: string[] = []
  private name = ''
  /** Number of the last item, where the record is an array; else -1. */
  private item = -1
  /** An array within the record, as far as it was read; how deep it nests; whether a comma is due. */
  private raw = ''
  private rawDepth = 0
  private comma = false

  constructor(take: (record: JsonRecord) => void, lineOf: () => number, tooLong: () => Error) {
    this.take = take
    this.lineOf = lineOf
    this.tooLong = tooLong
  }

  open(kind: 'object' | 'array'): void {
    const outermost = this.depth === 0
    if (outermost) this.begin(kind === 'array')
    this.depth++
    if (this.rawDepth > 0 || (kind === 'array' && !outermost)) {
      this.addRaw(kind === 'array' ? '[' : '{')
      this.comma = false
      this.rawDepth++
    } else if (!outermost) this.path.push(this.segment())
  }

  close(kind: 'object' | 'array'): void {
    this.depth--
    if (this.rawDepth > 0) {
      this.raw += kind === 'array' ? ']' : '}'
      this.comma = true
      this.rawDepth--
      if (this.rawDepth > 0) return
      this.add(this.raw)
      this.raw = ''
      this.comma = false
    } else if (this.depth > 0) this.path.pop()
    else this.take(this.record)
  }

  key(name: string): void {
    if (this.rawDepth === 0) {
      this.name = name
      return
    }
    this.addRaw(`${JSON.stringify(name)}:`)
    this.comma = false
  }

  scalar(text: string, kind: 'text' | 'number' | 'word'): void {
    if (this.rawDepth > 0) {
      this.addRaw(kind === 'text' ? JSON.stringify(text) : text)
      return
    }
    const plain = kind === 'word' && text === 'null' ? '' : text
    if (this.depth > 0) {
      this.add(plain)
      return
    }
    this.begin(false)
    this.name = soleColumn
    this.add(plain)
    this.take(this.record)
  }

  private begin(isArray: boolean): void {
    this.record = { line: this.lineOf(), names: [], texts: [] }
    this.path.length = 0
    this.item = isArray ? 0 : -1
  }

  private addRaw(text: string): void {
    this.raw += this.comma ? `,${text}` : text
    this.comma = true
    if (this.raw.length > limits.cellChars) throw this.tooLong()
  }

  private add(text: string): void {
    this.record.names.push(this.column())
    this.record.texts.push(text)
  }

  private column(): string {
    const own = this.segment()
    return this.path.length === 0 ? own : `${this.path.join('.')}.${own}`
  }

  private segment(): string {
    return this.path.length > 0 || this.item < 0 ? this.name : String(++this.item)
  }
}
