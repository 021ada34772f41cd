import { SextantError } from '../../../../shared/errors.ts'
import { count } from '../../../../shared/format.ts'
import { createDecoder, decideEncoding, type Encoding, encodingWarnings } from '../encoding.ts'
import type { Inspection } from '../file-bytes.ts'
import { limits } from '../limits.ts'
import type { RowBatch, RowFault, Table } from '../types.ts'
import { ColumnList, DocumentOutline, DocumentWalk, type JsonTable } from './outline.ts'
import { type JsonHandler, JsonParser } from './parser.ts'
import { type JsonRecord, RecordBuilder } from './records.ts'

type Source = Pick<Inspection, 'path' | 'file' | 'version' | 'fingerprint' | 'content'> & { encoding: Encoding }

/** Cells of a batch, about. */
const batchCells = 65_536

/**
 * Whether a text is JSON, or one JSON value a line. Names are asked only where the beginning does not tell.
 *
 * @param head its first bytes, one a character
 */
export function looksLikeJson(head: string, file: string): boolean {
  const text = head.replace(/^(?:ï»¿|ÿþ|þÿ)/, '').replaceAll('\0', '')
  const named = /\.(json|jsonl|ndjson|geojson)(\.gz)?$/i.test(file)
  return /^\s*(?:\{\s*["}]|\[\s*[[{\]])/.test(text) || (named && /^\s*[[{"\d-]/.test(text))
}

/**
 * The tables of a JSON text: of one value a line, one table; of a document, one for each array of records in it.
 *
 * Errors: `file.badJson`, `file.badEncoding`, `file.tooLarge`, those of the content.
 */
export async function openJson(inspection: Inspection, forced: string | undefined, signal: AbortSignal): Promise<Table[]> {
  const { path, file, version, fingerprint, content } = inspection
  const encoding = decideEncoding(inspection, forced)
  const source: Source = { path, file, version, fingerprint, content, encoding }
  const head = createDecoder({ ...encoding, forced: false }, file).push(inspection.head)
  if (isLines(head, file)) return [await openLines(source, signal)]
  const outline = new DocumentOutline(() => tooWide(file))
  await parse(source, outline, signal)
  const tables = outline.tables()
  return tables.map((table) => ({
    ...base(source, tables.length > 1 && 'path' in table ? table.path.join('.') : null, table.kind !== 'rows'),
    rows: (again) => documentRows(source, table, again)
  }))
}

function base({ path, file, version, fingerprint, encoding }: Source, sheet: string | null, headed: boolean): Omit<Table, 'rows'> {
  return {
    path,
    file,
    sheet,
    bytes: version.size,
    encoding: encoding.label,
    delimiter: null,
    fingerprint,
    warnings: encodingWarnings(encoding),
    headed
  }
}

export const tooWide = (file: string) =>
  new SextantError('file.tooLarge', { file, reason: `its records have more than ${count(limits.columns)} different members` })
export const cellTooLong = (file: string, line: number) =>
  new SextantError('file.tooLarge', { file, reason: `an array on line ${line} has more than ${count(limits.cellChars)} characters`, line })

/** Whether the first line is a whole value and another follows. */
function isLines(head: string, file: string): boolean {
  const text = head.trimStart()
  const end = text.search(/[\r\n]/)
  const next = text.slice(Math.max(0, end)).trimStart()
  if (end < 0 || next.charAt(0) !== text.charAt(0)) return /\.(jsonl|ndjson)(\.gz)?$/i.test(file)
  try {
    new JsonParser(ignoring, file).push(text.slice(0, end), true)
    return true
  } catch {
    return false
  }
}

const ignoring: JsonHandler = { open() {}, close() {}, key() {}, scalar() {} }

async function parse({ file, content, encoding }: Source, handler: JsonHandler, signal: AbortSignal): Promise<void> {
  for await (const _ of parsing(new JsonParser(handler, file), { file, content, encoding }, signal));
}

/** Feeds a document to its parser; yields after each chunk how much of the file was read. */
async function* parsing(
  parser: JsonParser,
  { file, content, encoding }: Pick<Source, 'file' | 'content' | 'encoding'>,
  signal: AbortSignal
): AsyncGenerator<number> {
  const decoder = createDecoder(encoding, file)
  let bytes = 0
  const onBytes = (read: number) => {
    bytes = read
  }
  for await (const chunk of content(signal, onBytes)) {
    parser.push(decoder.push(chunk), false)
    yield bytes
  }
  parser.push(decoder.end(), true)
  yield bytes
}

/** Collects rows under fixed columns. */
class Rows {
  private readonly index: ReadonlyMap<string, number> | null
  cells: string[][] = []
  lines: number[] = []
  faults: RowFault[] = []
  private pending = 0

  /** @param columns null: cells stand as they come */
  constructor(columns: readonly string[] | null) {
    this.index = columns === null ? null : new Map(columns.map((name, i) => [name, i]))
    if (columns !== null) this.push([...columns], 1)
  }

  get isFull(): boolean {
    return this.pending >= batchCells
  }

  add = ({ line, names, texts }: JsonRecord): void => {
    if (this.index === null) {
      this.push(texts, line)
      return
    }
    const row: string[] = []
    const seen = new Set<number>()
    for (const [i, name] of names.entries()) {
      const column = this.index.get(name)
      if (column === undefined) continue
      while (row.length < column) row.push('')
      // Which of the two is meant, nobody can tell.
      if (seen.has(column))
        this.faults.push({ row: this.cells.length, column: column + 1, code: 'import.reject.duplicateMember', near: name })
      seen.add(column)
      row[column] = texts[i] ?? ''
    }
    this.push(row, line)
  }

  broken(text: string, line: number, column: number): void {
    this.faults.push({ row: this.cells.length, column, code: 'import.reject.badJson', near: text.slice(0, 80) })
    this.push([text.slice(0, 1_000)], line)
  }

  push(row: string[], line: number): void {
    this.cells.push(row)
    this.lines.push(line)
    this.pending += row.length + 1
  }

  take(bytesRead: number): RowBatch {
    const { cells, lines, faults } = this
    this.cells = []
    this.lines = []
    this.faults = []
    this.pending = 0
    return { cells, lines, faults, bytesRead }
  }
}

async function* documentRows(source: Source, table: JsonTable, signal: AbortSignal): AsyncGenerator<RowBatch> {
  if (table.kind === 'columns') {
    yield* columnRows(source, table.columns, signal)
    return
  }
  const rows = new Rows(table.kind === 'rows' ? null : table.columns)
  const builder: RecordBuilder = new RecordBuilder(
    rows.add,
    () => parser.line,
    () => cellTooLong(source.file, parser.line)
  )
  const parser: JsonParser = new JsonParser(table.kind === 'record' ? builder : new ArrayItems(table.path, builder), source.file)
  let read = 0
  for await (const bytes of parsing(parser, source, signal)) {
    read = bytes
    if (rows.isFull) yield rows.take(bytes)
  }
  yield rows.take(read)
}

/** Hands on what is in one array of a document. */
export class ArrayItems extends DocumentWalk {
  protected items: JsonHandler | null = null
  protected outside = null
  private readonly path: string
  private readonly handler: JsonHandler

  constructor(path: readonly string[], handler: JsonHandler) {
    super()
    this.path = JSON.stringify(path)
    this.handler = handler
  }

  protected array(path: string[]): void {
    this.items = JSON.stringify(path) === this.path ? this.handler : null
  }

  protected endArray(): void {
    this.items = null
  }
}

/** The arrays of an object side by side. They come one after the other, so all of them are held until the last is there. */
async function* columnRows(source: Source, columns: readonly string[], signal: AbortSignal): AsyncGenerator<RowBatch> {
  const collected = new ColumnCells(columns.length, source.file)
  await parse(source, collected, signal)
  const { columns: lists } = collected
  const length = lists.reduce((most, list) => Math.max(most, list.length), 0)
  const short = lists.findIndex((list) => list.length !== length)
  if (short >= 0) {
    const reason = `its columns have different lengths: “${columns[short]}” ${lists[short]?.length}, another ${length}`
    throw new SextantError('file.badJson', { file: source.file, line: 1, column: 1, reason })
  }
  const rows = new Rows(columns)
  for (let i = 0; i < length; i++) {
    rows.push(
      lists.map((list) => list[i] ?? ''),
      i + 1
    )
    if (rows.isFull) yield rows.take(source.version.size)
  }
  yield rows.take(source.version.size)
}

class ColumnCells extends DocumentWalk {
  readonly columns: string[][] = []
  protected items: RecordBuilder
  protected outside = null
  private readonly file: string
  private readonly count: number
  private characters = 0

  constructor(count: number, file: string) {
    super()
    this.count = count
    this.file = file
    this.items = new RecordBuilder(
      ({ texts }) => this.add(texts[0] ?? ''),
      () => 0,
      () => cellTooLong(file, 1)
    )
  }

  protected array(): void {
    if (this.columns.length < this.count) this.columns.push([])
  }

  protected endArray(): void {}

  private add(text: string): void {
    this.columns.at(-1)?.push(text)
    this.characters += text.length + 16
    if (this.characters > limits.sharedStringChars) {
      throw new SextantError('file.tooLarge', {
        file: this.file,
        reason: 'its columns stand one after the other and are too long to be held; write one record after the other'
      })
    }
  }
}

async function openLines(source: Source, signal: AbortSignal): Promise<Table> {
  const columns = new ColumnList(() => tooWide(source.file))
  const builder = new RecordBuilder(
    (record) => columns.add(record),
    () => 0,
    () => cellTooLong(source.file, 0)
  )
  for await (const { lines } of textLines(source, signal))
    for (const { text, line } of lines) parseLine(text, line, source.file, () => builder)
  const names = columns.names
  return { ...base(source, null, true), rows: (again) => lineRows(source, names, again) }
}

async function* lineRows(source: Source, columns: readonly string[], signal: AbortSignal): AsyncGenerator<RowBatch> {
  const rows = new Rows(columns)
  let read = 0
  for await (const { lines, bytes } of textLines(source, signal)) {
    read = bytes
    for (const { text, line } of lines) {
      if (text.trim() === '') rows.push([], line)
      else {
        const records: JsonRecord[] = []
        const take = (record: JsonRecord) => records.push(record)
        const fault = parseLine(
          text,
          line,
          source.file,
          () =>
            new RecordBuilder(
              take,
              () => line,
              () => cellTooLong(source.file, line)
            )
        )
        if (fault === null) records.forEach(rows.add)
        else rows.broken(text, line, fault)
      }
    }
    if (rows.isFull) yield rows.take(bytes)
  }
  yield rows.take(read)
}

/** Parses the value of a line; the place of what is wrong with it, or null. */
function parseLine(text: string, line: number, file: string, handler: () => JsonHandler): number | null {
  if (text.trim() === '') return null
  try {
    // Looked at first: of a broken value nothing is taken.
    new JsonParser(ignoring, file, line).push(text, true)
    new JsonParser(handler(), file, line).push(text, true)
    return null
  } catch (error) {
    if (error instanceof SextantError && error.code === 'file.badJson') return Number(error.details.column)
    throw error
  }
}

interface TextLine {
  text: string
  /** 1-based. */
  line: number
}

async function* textLines({ file, content, encoding }: Source, signal: AbortSignal): AsyncGenerator<{ lines: TextLine[]; bytes: number }> {
  const decoder = createDecoder(encoding, file)
  let rest = ''
  let line = 0
  let bytes = 0
  const onBytes = (read: number) => {
    bytes = read
  }
  const cut = (text: string): TextLine[] => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > limits.rowChars) {
      throw new SextantError('file.tooLarge', {
        file,
        reason: `line ${line + parts.length + 1} has more than ${count(limits.rowChars)} characters`,
        line: line + parts.length + 1
      })
    }
    return parts.map((part) => ({ text: part, line: ++line }))
  }
  for await (const chunk of content(signal, onBytes)) yield { lines: cut(decoder.push(chunk)), bytes }
  const lines = cut(decoder.end())
  if (rest !== '') lines.push({ text: rest, line: ++line })
  yield { lines, bytes }
}
