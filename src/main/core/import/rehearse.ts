import { importing } from '../../../shared/messages/en/importing.ts'
import { message } from '../../../shared/messages/index.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { Field, OrderField, PreviewGroup } from '../../../shared/model/import.ts'
import { fieldRule, type SourceKind, type ValueType } from '../../../shared/model/kinds.ts'
import { placed } from '../../../shared/warning-key.ts'
import { converterFor, convertTable, isOrderRow } from './conversion/convert.ts'
import { moneyText } from './conversion/money.ts'
import { mergedWarnings, type ProfiledGroup } from './group.ts'
import type { AnyRow, ConversionRules, KindRow, Occurrence, OrderRow, RejectedDraft, Scaled } from './types.ts'
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
  const warnings: Warning[][] = []
  for (const [index, { table }] of tables.entries()) {
    const converter = converterFor(rules)
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
    const noticed = converter.tally.warnings
    warnings.push(tables.length === 1 ? noticed : noticed.map((warning) => placed(warning, table.file)))
  }
  expected.read = expected.good + expected.rejected + expected.blank
  return { expected, sample: [...bad, ...good], warnings: mergedWarnings(warnings) }
}

/** What makes a good row worth a look. */
function sortOf(row: AnyRow): string | null {
  if (!isOrderRow(row)) return null
  const { kind, voided, customer } = row
  if (voided === true) return 'voided'
  if (kind !== 'sale') return kind
  return customer === null ? 'anonymous' : null
}

function shown(file: string, row: AnyRow, rules: ConversionRules): PreviewRow {
  const { headers, fields, repeated = {} } = rules
  const byColumn = new Map<number, string | null>()
  for (const field of Object.keys(fields) as Field[]) {
    const columns = repeated[field] ?? (fields[field] === undefined ? [] : [fields[field]])
    for (const [n, index] of columns.entries()) {
      byColumn.set(index, isOrderRow(row) ? textOf(row, field as OrderField, row.raw[index] ?? '') : valueText(row, rules.kind, field, n))
    }
  }
  const parsed = headers.map((header, i) => (byColumn.has(i) ? (byColumn.get(i) ?? null) : (row.extra?.[header] ?? null)))
  return { file, line: row.line, raw: [...row.raw], parsed, problem: null, column: null }
}

/** The value of a field as text; `n`: of a repeated field, which of its columns. */
function valueText({ values }: KindRow, kind: SourceKind, field: Field, n: number): string | null {
  const rule = fieldRule(kind, field)
  const cell = (values as Record<string, unknown>)[field]
  const value = Array.isArray(cell) ? (cell[n] as { value: unknown } | undefined)?.value : cell
  return value === null || value === undefined || rule === undefined ? null : typedText(value, rule.type)
}

function typedText(value: unknown, type: ValueType): string {
  const moment = (at: number) => isoText(at, at % 86_400 !== 0)
  if (type === 'datetime') return moment(Number(value))
  if (type === 'money') return moneyText(value as Scaled)
  if (type === 'boolean') return value === true ? importing.reads.yes : importing.reads.no
  if (type !== 'occurrence') return String(value)
  const { happened, at } = value as Occurrence
  return at !== null ? moment(at) : happened ? importing.reads.yes : importing.reads.no
}

function textOf(row: OrderRow, field: OrderField, raw: string): string | null {
  switch (field) {
    case 'orderedAt':
      return row.at === null ? null : isoText(row.at, row.at % 86_400 !== 0)
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
