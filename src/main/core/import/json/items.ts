/** Orders that hold their lines: `{"id": 7, "line_items": [{"sku": …}, …]}`. */
import { isSextantError } from '../../../../shared/errors.ts'
import { matchHeader } from '../mapping/header-match.ts'
import type { RowBatch, Table } from '../types.ts'
import { ColumnList } from './outline.ts'
import { JsonParser } from './parser.ts'
import { type JsonRecord, RecordBuilder } from './records.ts'
import { ArrayItems, cellTooLong, tooWide } from './table.ts'

/** The column of lists, and its members in the order in which they first come. */
interface Items {
  column: number
  name: string
  members: string[]
}

/** What the columns of an item begin with, whatever the list is called: `item.sku`; its own number is the line's, not the article's. */
const itemName = 'item'
const lineName = 'line'
/** A record that holds the lines of an order is the order, and so are its numbers. */
const ownNumber = /^_?(?:id|number)$/i
const orderName = 'order'
const articles = ['product', 'productName'] as const
const prices = ['unitPrice', 'lineTotal'] as const
/** What a record says of these is of all its lines, and must not be taken for that of each. */
const ofWhole = ['quantity', 'discount', ...prices] as const
const recordName = 'record'

/**
 * The table with a row for each item of the lists in one of its columns, beside the other members of its record, if the items name an article and its
 * price: then they are the lines of an order. A record without items stays one row. Any other table stays as it is.
 *
 * Reads a table that holds such lists once more.
 */
export async function withItemRows(table: Table, signal: AbortSignal): Promise<Table> {
  const items = table.headed ? await itemsOf(table, signal) : null
  if (items === null) return table
  const { column, name, members } = items
  const index = new Map(members.map((member, i) => [member, i]))

  function* rowsOf(row: string[], line: number): Generator<string[]> {
    const before = row.slice(0, column)
    while (before.length < column) before.push('')
    const after = row.slice(column + 1)
    const text = row[column] ?? ''
    const records = recordsIn(text, line, table.file)
    if (records.length === 0) yield [...before, ...members.map((_, i) => (i === 0 && text !== '[]' ? text : '')), ...after]
    for (const { names, texts } of records) {
      const cells = members.map(() => '')
      for (const [i, member] of names.entries()) cells[index.get(member) ?? 0] = texts[i] ?? ''
      yield [...before, ...cells, ...after]
    }
  }

  function headerOf(row: string[]): string[] {
    const own = row.map((header) => {
      if (ownNumber.test(header)) return `${orderName}.${header}`
      const means = matchHeader(header).get('orders')
      return ofWhole.some((field) => means?.has(field)) ? `${recordName}.${header}` : header
    })
    return [
      ...own.slice(0, column),
      ...members.map((member) => `${ownNumber.test(member) ? lineName : itemName}.${member}`),
      ...own.slice(column + 1)
    ]
  }

  function opened(batch: RowBatch, isFirst: boolean): { batch: RowBatch; lists: number } {
    const { cells, lines, faults } = batch
    const next: RowBatch = { ...batch, cells: [], lines: [], faults: [] }
    const faulty = new Map(faults.map((fault) => [fault.row, fault]))
    let lists = 0
    for (const [i, row] of cells.entries()) {
      const line = lines[i] ?? 0
      const fault = faulty.get(i)
      if (fault !== undefined) next.faults.push({ ...fault, row: next.cells.length })
      const isHeader = isFirst && i === 0
      const wider = isHeader ? [headerOf(row)] : rowsOf(row, line)
      const rows = row.length === 0 || fault !== undefined ? [row] : [...wider]
      if (rows.length > 1) lists++
      next.cells.push(...rows)
      next.lines.push(...rows.map(() => line))
    }
    return { batch: next, lists }
  }

  return {
    ...table,
    async *rows(again) {
      let isFirst = true
      for await (const batch of table.rows(again)) {
        const { batch: rows, lists } = opened(batch, isFirst && batch.cells.length > 0)
        isFirst &&= batch.cells.length === 0
        yield lists === 0 ? rows : { ...rows, notes: [...(rows.notes ?? []), { code: 'import.itemRows', count: lists, example: name }] }
      }
    }
  }
}

/** Null: no column holds the lines of orders. */
async function itemsOf(table: Table, signal: AbortSignal): Promise<Items | null> {
  let header: readonly string[] | null = null
  let found: Map<number, ColumnList> | null = null
  for await (const { cells, lines } of table.rows(signal)) {
    const body = header === null ? cells.slice(1) : cells
    header ??= cells[0] ?? null
    if (header === null) continue
    const at = header === cells[0] ? 1 : 0
    found ??= new Map(
      header.flatMap((_, column) => (body.some((row) => isList(row[column])) ? [[column, membersList(table.file)] as const] : []))
    )
    // What is no list in the first rows is none.
    if (found.size === 0) break
    for (const [i, row] of body.entries()) {
      for (const [column, members] of found) {
        if (isList(row[column])) for (const record of recordsIn(row[column], lines[i + at] ?? 0, table.file)) members.add(record)
      }
    }
  }
  const best = [...(found ?? [])]
    .map(([column, { names }]) => ({ column, members: names, lines: linesIn(names) }))
    .sort((a, b) => b.lines - a.lines)[0]
  return best === undefined || best.lines === 0 ? null : { column: best.column, name: header?.[best.column] ?? '', members: best.members }
}

const isList = (text: string | undefined): text is string => text?.startsWith('[{') ?? false

const membersList = (file: string): ColumnList => new ColumnList(() => tooWide(file))

/** How much the members say of lines of an order: how many name an article, or a price; 0 if not both. */
function linesIn(members: readonly string[]): number {
  const means = members.map((member) => matchHeader(member).get('orders'))
  const naming = (fields: readonly (typeof articles | typeof prices)[number][]) =>
    means.filter((of) => fields.some((field) => of?.has(field))).length
  const [named, priced] = [naming(articles), naming(prices)]
  return named > 0 && priced > 0 ? named + priced : 0
}

function recordsIn(text: string, line: number, file: string): JsonRecord[] {
  if (!isList(text)) return []
  const records: JsonRecord[] = []
  const builder = new RecordBuilder(
    (record) => records.push(record),
    () => line,
    () => cellTooLong(file, line)
  )
  try {
    new JsonParser(new ArrayItems([], builder), file, line).push(text, true)
    return records
  } catch (error) {
    // A text that only begins like a list.
    if (isSextantError(error, 'file.badJson')) return []
    throw error
  }
}
