import { limits } from '../limits.ts'
import type { JsonHandler } from './parser.ts'
import { type JsonRecord, RecordBuilder } from './records.ts'

/** How deep below the root tables are looked for: `{"data": {"orders": [...]}}`. */
const deepest = 3

/** Names of columns in the order in which they first come. */
export class ColumnList {
  readonly index = new Map<string, number>()
  private readonly tooMany: () => Error

  constructor(tooMany: () => Error) {
    this.tooMany = tooMany
  }

  add({ names }: JsonRecord): void {
    for (const name of names) {
      if (this.index.has(name)) continue
      if (this.index.size >= limits.columns) throw this.tooMany()
      this.index.set(name, this.index.size)
    }
  }

  get names(): string[] {
    return [...this.index.keys()]
  }
}

/** An array in a JSON document, outside of other arrays. */
interface FoundArray {
  /** Names of the members that lead to it; none for the root. */
  path: string[]
  items: number
  objects: number
  arrays: number
  /** Of its records. */
  columns: ColumnList
}

/** A table in a JSON document. */
export type JsonTable =
  /** The items of an array are its rows. */
  | { kind: 'records'; path: string[]; columns: string[] }
  /** The items of an array are arrays: rows whose first may be a header. */
  | { kind: 'rows'; path: string[] }
  /** The members of the root are its columns. */
  | { kind: 'columns'; columns: string[] }
  /** The root is its only row. */
  | { kind: 'record'; columns: string[] }

/** Follows where in a document one is: the arrays outside of other arrays, and what is within them. */
export abstract class DocumentWalk implements JsonHandler {
  /** How deep within such an array; -1 outside of one. */
  private within = -1
  /** Of the open objects outside of arrays, the root's being empty. */
  private readonly names: string[] = []
  private name = ''

  /** An array begins; its items go to `items`, which may be null. */
  protected abstract array(path: string[]): void
  protected abstract endArray(): void
  /** What is in the current array, and what is outside of arrays. */
  protected abstract items: JsonHandler | null
  protected abstract outside: JsonHandler | null
  /** An item of the current array begins. */
  protected item(_kind: 'object' | 'array' | 'scalar'): void {}

  protected get depth(): number {
    return this.names.length
  }

  open(kind: 'object' | 'array'): void {
    if (this.within >= 0) {
      if (this.within === 0) this.item(kind)
      this.within++
      this.items?.open(kind)
    } else if (kind === 'array') {
      this.within = 0
      this.array(this.depth === 0 ? [] : [...this.names.slice(1), this.name])
    } else {
      this.names.push(this.name)
      this.outside?.open(kind)
    }
  }

  close(kind: 'object' | 'array'): void {
    if (this.within > 0) {
      this.within--
      this.items?.close(kind)
    } else if (this.within === 0) {
      this.within = -1
      this.endArray()
    } else {
      this.names.pop()
      this.outside?.close(kind)
    }
  }

  key(name: string): void {
    if (this.within >= 0) this.items?.key(name)
    else {
      this.name = name
      this.outside?.key(name)
    }
  }

  scalar(text: string, kind: 'text' | 'number' | 'word'): void {
    if (this.within === 0) this.item('scalar')
    if (this.within >= 0) this.items?.scalar(text, kind)
    else this.outside?.scalar(text, kind)
  }
}

/**
 * Finds the tables of a JSON document: arrays of objects or of arrays, at the root or under names; else an object of arrays,
 * whose members are columns; else one record. Keeps names and counts, no values.
 */
export class DocumentOutline extends DocumentWalk {
  protected items: RecordBuilder
  protected outside: JsonHandler
  private readonly root: ColumnList
  private readonly arrays: FoundArray[] = []
  private scalars = 0
  private readonly tooMany: () => Error

  constructor(tooMany: () => Error) {
    super()
    this.tooMany = tooMany
    this.root = new ColumnList(tooMany)
    const noLine = () => 0
    this.items = new RecordBuilder((record) => this.arrays.at(-1)?.columns.add(record), noLine, tooMany)
    const root = new RecordBuilder((record) => this.root.add(record), noLine, tooMany)
    this.outside = {
      open: (kind) => root.open(kind),
      close: (kind) => root.close(kind),
      key: (name) => root.key(name),
      scalar: (text, kind) => {
        this.scalars++
        root.scalar(text, kind)
      }
    }
  }

  protected array(path: string[]): void {
    this.arrays.push({ path, items: 0, objects: 0, arrays: 0, columns: new ColumnList(this.tooMany) })
  }

  /** For the record that the root may be, an array is one cell. */
  protected endArray(): void {
    this.outside.scalar('', 'text')
    this.scalars--
  }

  protected override item(kind: 'object' | 'array' | 'scalar'): void {
    const current = this.arrays.at(-1)
    if (current === undefined) return
    current.items++
    if (kind === 'object') current.objects++
    else if (kind === 'array') current.arrays++
  }

  /** To be called after the end. */
  tables(): JsonTable[] {
    const [first] = this.arrays
    if (first?.path.length === 0) return [tableOf(first)]
    const listed = this.arrays.filter(
      ({ path, objects, arrays, items }) => path.length <= deepest && (objects > 0 || (arrays > 0 && arrays === items))
    )
    if (listed.length > 0) return listed.map(tableOf)
    const members = this.arrays.filter(({ path }) => path.length === 1)
    if (members.length > 0 && members.length === this.arrays.length && this.scalars === 0) {
      return [{ kind: 'columns', columns: members.map(({ path }) => path[0] ?? '') }]
    }
    return [{ kind: 'record', columns: this.root.names }]
  }
}

function tableOf({ path, items, arrays, columns }: FoundArray): JsonTable {
  return arrays > 0 && arrays === items ? { kind: 'rows', path } : { kind: 'records', path, columns: columns.names }
}
