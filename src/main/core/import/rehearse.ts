import { message } from '../../../shared/messages/index.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { OrderField, PreviewGroup } from '../../../shared/model/import.ts'
import { convertTable } from './conversion/convert.ts'
import { moneyText } from './conversion/money.ts'
import { RowConverter } from './conversion/row-converter.ts'
import type { ProfiledGroup } from './group.ts'
import type { ConversionRules, OrderRow, RejectedDraft } from './types.ts'
import { isoText } from './values/calendar.ts'

const goodShown = 8
/** Of these, kept for the first row of each unusual sort. */
const unusualShown = 4
const rejectedShown = 6

type PreviewRow = PreviewGroup['sample'][number]

export interface Rehearsal {
  expected: PreviewGroup['expected']
  sample: PreviewRow[]
  warnings: Warning[]
}

/** Converts all rows of a group without storing them: how they would fall, and some of them before and after. */
export async function rehearse(
  { tables }: ProfiledGroup,
  rules: ConversionRules,
  signal: AbortSignal,
  onBytes: (table: number, bytesRead: number) => void
): Promise<Rehearsal> {
  const expected = { read: 0, good: 0, rejected: 0, blank: 0 }
  const good: PreviewRow[] = []
  const bad: PreviewRow[] = []
  const sorts = new Set<string>()
  const converter = new RowConverter(rules)
  for (const [index, { table }] of tables.entries()) {
    for await (const { rows, rejected, blank, bytesRead } of convertTable(table, rules, converter, signal)) {
      expected.good += rows.length
      expected.rejected += rejected.length
      expected.blank += blank
      for (const row of rows) {
        const sort = sortOf(row)
        if (good.length >= goodShown - (sort === null ? unusualShown : 0) || (sort !== null && sorts.has(sort))) continue
        if (sort !== null) sorts.add(sort)
        good.push(shown(table.file, row, rules))
      }
      for (const row of rejected.slice(0, rejectedShown - bad.length)) bad.push(refused(table.file, row, rules))
      onBytes(index, bytesRead)
    }
  }
  expected.read = expected.good + expected.rejected + expected.blank
  return { expected, sample: [...bad, ...good], warnings: converter.tally.warnings }
}

/** What makes a good row worth a look. */
function sortOf({ kind, voided, customer }: OrderRow): string | null {
  if (voided === true) return 'voided'
  if (kind !== 'sale') return kind
  return customer === null ? 'anonymous' : null
}

function shown(file: string, row: OrderRow, { headers, fields }: ConversionRules): PreviewRow {
  const byColumn = new Map<number, string | null>()
  for (const field of Object.keys(fields) as OrderField[]) {
    const index = fields[field]
    if (index !== undefined) byColumn.set(index, textOf(row, field, row.raw[index] ?? ''))
  }
  const parsed = headers.map((header, i) => (byColumn.has(i) ? (byColumn.get(i) ?? null) : (row.extra?.[header] ?? null)))
  return { file, line: row.line, raw: [...row.raw], parsed, problem: null, column: null }
}

function textOf(row: OrderRow, field: OrderField, raw: string): string | null {
  switch (field) {
    case 'orderedAt':
      return isoText(row.at, row.at % 86_400 !== 0)
    case 'quantity':
      return String(row.quantity)
    case 'unitPrice':
      return row.unitPrice === null ? null : moneyText(row.unitPrice)
    case 'lineTotal':
      return moneyText(row.amount)
    case 'discount':
      return raw.trim() === '' ? null : raw.trim()
    case 'currency':
      return row.currency === '' ? null : row.currency
    default:
      return row[field]
  }
}

function refused(file: string, { line, column, value, code, raw }: RejectedDraft, { headers }: ConversionRules): PreviewRow {
  return { file, line, raw: [...raw], parsed: headers.map(() => null), problem: message(code, column, value) ?? code, column }
}
