import { SextantError, toWire, type WireError } from '../../../shared/errors.ts'
import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { DateOrder, Mapping, OrderField, PreviewQuestion } from '../../../shared/model/import.ts'
import type { ProfiledGroup } from './group.ts'
import type { ColumnContent } from './mapping/content.ts'
import { type Proposal, propose } from './mapping/propose.ts'
import { findDiscount, sampleNumbers } from './mapping/relations.ts'
import type { ConversionRules, UnderstandOptions } from './types.ts'
import { type Choice, type ColumnVerdict, type Decision, decideColumn, decideMarks, isPointZero } from './typing/decide.ts'
import { isoText } from './values/calendar.ts'
import { parseDate } from './values/date.ts'
import { type DecimalSign, parseDecimal, toText } from './values/number.ts'

const numericFields = ['quantity', 'unitPrice', 'lineTotal', 'discount'] as const satisfies readonly OrderField[]

/** Every decision about a group, and what is left to ask. */
export interface Plan {
  mapping: Mapping
  verdicts: ColumnVerdict[]
  proposals: Proposal[]
  questions: PreviewQuestion[]
  blockers: WireError[]
  recognised: boolean
  /** What the line totals were understood to have to do with a discount beside them. */
  discount: { column: number; note: Warning } | null
  /** As far as they can be told; final when there are no blockers. */
  rules: ConversionRules
}

/**
 * Decides how the rows of a group become orders: the user's mapping where there is one, else the proposal; what the rows
 * cannot tell is asked, never guessed.
 *
 * @param given the user's mapping for this group, or the parts that hold for all groups
 */
export function planGroup(group: ProfiledGroup, given: UnderstandOptions['mapping']): Plan {
  const { headers, profiles } = group
  const sheet = group.tables.every(({ table }) => table.sheet !== null)
  const verdicts = profiles.map((profile) => decideColumn(profile, sheet))
  const contents: ColumnContent[] = profiles.map((profile, i) => ({ profile, verdict: verdictAt(verdicts, i) }))
  const proposals = chosen(headers, propose(headers, contents, group.sample), given?.columns)
  const fields = fieldsOf(proposals)
  const file = fileOf(group)

  const questions: PreviewQuestion[] = []
  const blockers = [
    ...unknownColumns(headers, given?.columns, file),
    ...missingFields(fields, given?.columns !== undefined, profiles, file)
  ]
  const recognised = blockers.length === 0

  const dateOrder = given?.dateOrder ?? settleDate(fields, headers, verdicts, file, questions, blockers)
  const decimal: ConversionRules['decimal'] = {}
  for (const field of numericFields) {
    const index = fields[field]
    if (index === undefined) continue
    decimal[field] = given?.decimal ?? settleDecimal(index, fields, group, verdicts, file, questions, blockers)
  }
  const beside = fields.lineTotal === undefined || fields.discount !== undefined ? -1 : proposals.findIndex(({ isDiscount }) => isDiscount)
  const missing = given?.missing ?? decideMarks(profiles, verdicts)
  const stripPointZero = given?.stripPointZero ?? headers.filter((_, i) => profiles[i] && isPointZero(profiles[i]))
  const rules: ConversionRules = {
    headers,
    hasHeader: group.hasHeader,
    fields,
    dateOrder: dateOrder ?? likeliest(fields.orderedAt === undefined ? undefined : verdicts[fields.orderedAt]?.dateOrder),
    decimal,
    ...(beside < 0 ? {} : { discountBeside: { column: beside, decimal: signOf(verdictAt(verdicts, beside), decimal.lineTotal) } }),
    missing,
    stripPointZero: stripPointZero.map((name) => headers.indexOf(name)).filter((index) => index >= 0),
    cancelByNumber: cancelsByNumber(group, fields.order)
  }
  const mapping: Mapping = {
    kind: 'orders',
    columns: Object.fromEntries(proposals.flatMap(({ field }, i) => (field === null ? [] : [[headers[i] ?? '', field]]))),
    // Only what the user said: what the rows of one column tell is told anew when another is mapped.
    ...(given?.dateOrder === undefined ? {} : { dateOrder: given.dateOrder }),
    ...(given?.decimal === undefined ? {} : { decimal: given.decimal }),
    ...(given?.encoding === undefined ? {} : { encoding: given.encoding }),
    ...(given?.delimiter === undefined ? {} : { delimiter: given.delimiter }),
    ...(given?.sheet === undefined ? {} : { sheet: given.sheet }),
    missing,
    stripPointZero
  }
  return { mapping, verdicts, proposals, questions, blockers, recognised, discount: discountNote(fields, beside, contents, group), rules }
}

function signOf({ decimal }: ColumnVerdict, fallback: DecimalSign | undefined): DecimalSign {
  return decimal.state === 'certain' ? decimal.value : (fallback ?? '.')
}

/** Says whether the totals are after or before the discount beside them, with a row that shows it. */
function discountNote(
  fields: ConversionRules['fields'],
  beside: number,
  contents: ColumnContent[],
  { sample }: ProfiledGroup
): Plan['discount'] {
  const { lineTotal, quantity, unitPrice, discount: column = beside } = fields
  if (lineTotal === undefined || quantity === undefined || unitPrice === undefined || column < 0) return null
  const numbers = sampleNumbers(sample, contents)
  const at = (index: number) => numbers[index] ?? null
  const found = findDiscount({ total: at(lineTotal), quantity: at(quantity), price: at(unitPrice) }, at(column))
  if (found === null) return null
  const cell = (index: number) => (sample[found.row]?.[index] ?? '').trim()
  const example = importing.discountExample(cell(quantity), cell(unitPrice), cell(column), cell(lineTotal))
  return { column, note: { code: `import.discount.${found.reads}`, count: found.rows, example } }
}

/** The order that a column with an open question is rehearsed with: one that reads most of its dates. */
function likeliest(decision: Decision<DateOrder> | undefined): DateOrder {
  if (decision === undefined) return 'ymd'
  return decision.state === 'certain' ? decision.value : (decision.choices[0]?.value ?? 'ymd')
}

/** How a group is called in an error: its first file, and how many more. */
export function fileOf({ tables }: ProfiledGroup): string {
  const [first] = tables
  return importing.label(first?.table.file ?? '', tables.length - 1)
}

function verdictAt(verdicts: readonly ColumnVerdict[], index: number): ColumnVerdict {
  const verdict = verdicts[index]
  if (verdict === undefined) throw new RangeError(`no column ${index}`)
  return verdict
}

/** What the user chose stands; the rest of the proposal falls away with it. */
function chosen(headers: readonly string[], proposals: Proposal[], columns: Mapping['columns'] | undefined): Proposal[] {
  if (columns === undefined) return proposals
  return headers.map((header, i) => {
    const field = columns[header] ?? null
    const proposed = proposals[i]
    if (proposed?.field === field) return proposed
    return field === null ? { field, confidence: 0, because: '' } : { field, confidence: 1, because: importing.because.user }
  })
}

function fieldsOf(proposals: readonly Proposal[]): ConversionRules['fields'] {
  const fields: ConversionRules['fields'] = {}
  for (const [i, { field }] of proposals.entries()) if (field !== null) fields[field] ??= i
  return fields
}

function unknownColumns(headers: readonly string[], columns: Mapping['columns'] | undefined, file: string): WireError[] {
  const unknown = Object.keys(columns ?? {}).filter((name) => !headers.includes(name))
  return unknown.map((column) => toWire(new SextantError('import.unknownColumn', { file, column })))
}

/** Orders need a customer, a date and an amount. */
function missingFields(fields: ConversionRules['fields'], byUser: boolean, profiles: ProfiledGroup['profiles'], file: string): WireError[] {
  const lacking: OrderField[] = []
  if (fields.orderedAt === undefined) lacking.push('orderedAt')
  if (fields.lineTotal === undefined && fields.unitPrice === undefined) lacking.push('lineTotal')
  const noCustomer = fields.customer === undefined
  if (lacking.length === 0) return noCustomer ? [toWire(new SextantError('import.noCustomer', { file }))] : []
  if (noCustomer) lacking.unshift('customer')
  if (byUser) return lacking.map((field) => toWire(new SextantError('import.missingField', { file, field: importing.field[field] })))
  const empty = profiles.every(({ filled }) => filled === 0)
  const missing = empty ? importing.missing.empty : importing.missing.fields(lacking.map((field) => importing.field[field]))
  return [toWire(new SextantError('import.unrecognised', { file, missing }))]
}

/** The order of day and month, or undefined with a question asked. */
function settleDate(
  fields: ConversionRules['fields'],
  headers: readonly string[],
  verdicts: readonly ColumnVerdict[],
  file: string,
  questions: PreviewQuestion[],
  blockers: WireError[]
): DateOrder | undefined {
  if (fields.orderedAt === undefined) return undefined
  const { dateOrder } = verdictAt(verdicts, fields.orderedAt)
  if (dateOrder.state === 'certain') return dateOrder.value
  const column = headers[fields.orderedAt] ?? ''
  const { sample, choices } = dateOrder
  const reading = ({ value, unread }: Choice<DateOrder>) => {
    const at = parseDate(sample, value)
    return importing.reads.date(Number.isNaN(at) ? importing.reads.notAtAll : isoText(at, false), unread)
  }
  questions.push({ id: 'date-order', column, sample, choices: choices.map((choice) => ({ value: choice.value, reads: reading(choice) })) })
  const code = dateOrder.state === 'open' ? 'import.ambiguousDate' : 'import.mixedDates'
  blockers.push(toWire(new SextantError(code, { file, column, sample })))
  return undefined
}

/**
 * The decimal sign of a column. Where its own numbers leave it open, a sign that other amounts of the file prove and none contradicts
 * holds for it too, because one program wrote them all.
 */
function settleDecimal(
  index: number,
  fields: ConversionRules['fields'],
  { headers, profiles }: ProfiledGroup,
  verdicts: readonly ColumnVerdict[],
  file: string,
  questions: PreviewQuestion[],
  blockers: WireError[]
): DecimalSign {
  const { decimal } = verdictAt(verdicts, index)
  if (decimal.state === 'certain') return decimal.value
  const proved = new Set<DecimalSign>()
  for (const field of numericFields) {
    const other = fields[field]
    const profile = other === undefined ? undefined : profiles[other]
    if (profile !== undefined && profile.pointOnly.count > 0) proved.add('.')
    if (profile !== undefined && profile.commaOnly.count > 0) proved.add(',')
  }
  const [sign] = proved
  if (decimal.state === 'open' && proved.size === 1 && sign !== undefined) return sign
  const column = headers[index] ?? ''
  blockers.push(
    toWire(
      new SextantError(decimal.state === 'open' ? 'import.ambiguousNumber' : 'import.mixedNumbers', {
        file,
        column,
        sample: decimal.sample
      })
    )
  )
  if (!questions.some(({ id }) => id === 'decimal')) questions.push(decimalQuestion(column, decimal))
  return decimal.choices[0]?.value ?? '.'
}

function decimalQuestion(column: string, { sample, choices }: Exclude<Decision<DecimalSign>, { state: 'certain' }>): PreviewQuestion {
  const reading = ({ value, unread }: Choice<DecimalSign>) => {
    const exact = parseDecimal(sample, value)
    return importing.reads.number(exact === null ? importing.reads.notAtAll : toText(exact), unread)
  }
  return { id: 'decimal', column, sample, choices: choices.map((choice) => ({ value: choice.value, reads: reading(choice) })) }
}

/** Whether ordinary order numbers are digits here, so that C and digits is a reversing document. */
function cancelsByNumber({ profiles }: ProfiledGroup, order: number | undefined): boolean {
  const profile = order === undefined ? undefined : profiles[order]
  return profile !== undefined && profile.cancelNumbers > 0 && profile.digits > profile.filled / 2
}
