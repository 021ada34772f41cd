import { SextantError, toWire, type WireError } from '../../../shared/errors.ts'
import { fieldName } from '../../../shared/messages/en/fields.ts'
import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { Field, Mapping, PreviewQuestion } from '../../../shared/model/import.ts'
import { fieldRule, kinds, type SourceKind, type ValueType } from '../../../shared/model/kinds.ts'
import type { Template } from '../../../shared/model/template.ts'
import { currencyCode } from './conversion/currency.ts'
import { discountShare } from './conversion/discount.ts'
import { isExported } from './earlier.ts'
import type { ProfiledGroup } from './group.ts'
import { chargesBeside } from './mapping/charges-beside.ts'
import { type ColumnContent, isUnique } from './mapping/content.ts'
import { noteOfReturns, returnColumn } from './mapping/document-types.ts'
import { hintOf } from './mapping/hint.ts'
import { joinedMoments, meaningsOf, scopeOfNumbers, toldJoined } from './mapping/joined.ts'
import { dated, isNamedDate, lackingOf } from './mapping/lacking.ts'
import { noteOfNoNumber } from './mapping/no-order-number.ts'
import { words } from './mapping/normalise.ts'
import { repeatsByOrder } from './mapping/order-total.ts'
import { noteOfAmounts, otherAmounts } from './mapping/other-amounts.ts'
import type { Proposal } from './mapping/propose.ts'
import { type KindFit, recognise } from './mapping/recognise.ts'
import { guessed, refusalOfAll, refusalOfKind } from './mapping/refusal.ts'
import { findDiscount, sampleNumbers, sampleShares } from './mapping/relations.ts'
import { findTaxed, noteOfTax } from './mapping/taxed.ts'
import { type MappingChoice, noTemplate } from './mapping/template/choose.ts'
import { resolveMapping } from './mapping/template/resolve.ts'
import { ownEntry } from './own.ts'
import type { ConversionRules, GivenMapping } from './types.ts'
import { type ColumnVerdict, decideColumn, isPointZero } from './typing/decide.ts'
import { type Choice, type Decision, likeliest } from './typing/decision.ts'
import { decideMarks, isKeyField } from './typing/marks.ts'
import { settleDates } from './typing/settle-dates.ts'
import { isoText } from './values/calendar.ts'
import { type DateReading, parseDate } from './values/date.ts'
import { parseDuration, unitOfHeader } from './values/duration.ts'
import { type DecimalSign, parseDecimal, toText } from './values/number.ts'

const numericTypes: ReadonlySet<ValueType> = new Set(['money', 'number', 'count', 'percent', 'rating', 'duration'])
const durationTypes: ReadonlySet<ValueType> = new Set(['duration'])
const datedTypes: ReadonlySet<ValueType> = new Set(['datetime', 'occurrence'])
/** A column and what was chosen or proposed for it. */
type ChosenField = Omit<Proposal, 'field'> & { field: Field | null }

/** Every decision about a group, and what is left to ask. */
export interface Plan {
  kind: SourceKind
  /** All kinds, the likeliest first. */
  fits: KindFit[]
  /** That the mapping comes from. */
  template: Template | null
  mapping: Mapping
  verdicts: ColumnVerdict[]
  proposals: ChosenField[]
  questions: PreviewQuestion[]
  blockers: WireError[]
  recognised: boolean
  /** What the line totals were understood to have to do with a discount beside them. */
  discount: { column: number; note: Warning } | null
  /** As far as they can be told; final when there are no blockers. */
  rules: ConversionRules
}

/** What the decisions about a group are made from, and what they lead to. */
interface Draft {
  kind: SourceKind
  group: ProfiledGroup
  /** That answers what the rows leave open. */
  template: Template | null
  verdicts: ColumnVerdict[]
  fields: ConversionRules['fields']
  /** How the group is called in an error. */
  file: string
  questions: PreviewQuestion[]
  blockers: WireError[]
}

/**
 * Decides how the rows of a group become rows of a kind: the user's mapping where there is one, else the template that applies,
 * else the proposal; what the rows cannot tell is asked, never guessed. What a template says of dates and numbers answers what
 * the rows leave open, and never against them.
 */
export function planGroup(group: ProfiledGroup, { given, template }: MappingChoice): Plan {
  const { headers, profiles } = group
  const applied = template === null || given?.columns !== undefined ? null : template
  const assumed = applied && resolveMapping(applied, headers)
  const sheet = group.tables.every(({ table }) => table.sheet !== null)
  const joined = joinedMoments(group)
  const meanings = meaningsOf(headers, joined)
  const returned = returnColumn(headers, group.transforms)
  // What says which rows are returns is no sort of article.
  if (returned >= 0) meanings[returned] = new Map()
  const verdicts = profiles.map((profile, i) => decideColumn(profile, sheet, hintOf(meanings[i] ?? new Map())))
  const columns = profiles.map((profile, i) => ({ profile, verdict: verdictAt(verdicts, i) }))
  const fits = recognise({ headers, columns, sample: group.sample, meanings, isExported: isExported(group), isNameless: !group.hasHeader })
  const fit = chosenKind(fits, assumed ?? given)
  const { kind } = fit
  const proposals = toldJoined(chosen(kind, headers, fit.proposals, given?.columns ?? assumed?.columns, applied), joined, headers)
  const { fields, repeated } = columnsOf(kind, proposals)
  const constants = given?.constants ?? assumed?.constants ?? {}
  const file = fileOf(group)
  const empty = profiles.every(({ filled }) => filled === 0)
  // Who maps a table column by column has seen the column that is called a date.
  const isDateNamed =
    given?.columns === undefined &&
    columns.some((column, i) => proposals[i]?.field === null && isNamedDate(meanings[i] ?? new Map(), column))
  const refusal = (held: readonly Field[]): WireError[] =>
    given?.columns === undefined && given?.kind === undefined && applied === null
      ? refusalOfAll(file, fits, headers, empty)
      : refusalOfKind(file, fit, lackingOf(kind, new Set(held), verdicts, isDateNamed), empty)
  const blockers = [
    ...unknownTemplate(given, template),
    ...unknownColumns(headers, given?.columns, file),
    ...unknownFields(kind, [...Object.values(given?.columns ?? {}), ...(Object.keys(constants) as Field[])]),
    ...unknownCurrency(file, constants.currency),
    ...refusal([...Object.keys(fields), ...Object.keys(constants)] as Field[])
  ]
  const recognised = blockers.length === 0
  const draft: Draft = { kind, group, template: applied, verdicts, fields, file, questions: [], blockers }
  const { questions } = draft
  const mapped = Object.keys(fields) as Field[]
  const dateFields = mapped.filter(isOf(kind, datedTypes))
  const dateOrders = readDates(draft, dateFields, given ?? {}, assumed ?? {})
  const decimal: ConversionRules['decimal'] = {}
  for (const field of mapped.filter(isOf(kind, numericTypes)))
    decimal[field] = given?.decimal ?? settleDecimal(draft, field, assumed?.decimal)
  const keys = new Set(mapped.filter((field) => isKeyField(kind, field)).map((field) => fields[field] ?? -1))
  const missing = given?.missing ?? marksOf(decideMarks(profiles, verdicts, keys), assumed ?? given)
  const stripPointZero =
    given?.stripPointZero ?? assumed?.stripPointZero ?? headers.filter((_, i) => profiles[i] && isPointZero(profiles[i]))
  const beside =
    fields.lineTotal === undefined || fields.discount !== undefined ? -1 : fit.proposals.findIndex(({ isDiscount }) => isDiscount)
  const isProposed = recognised && kind === 'orders' && given?.columns === undefined && applied === null
  const charges = isProposed ? chargesBeside({ headers, columns }, proposals) : { refunds: [], fees: [] }
  const refunds = charges.refunds.length === 0 ? undefined : namesAt(headers, charges.refunds)
  const notTaken = assumed?.notTaken ?? given?.notTaken ?? refunds
  const rules: ConversionRules = {
    kind,
    headers,
    hasHeader: group.hasHeader,
    fields,
    repeated,
    constants,
    dateOrder: given?.dateOrder ?? (fields.orderedAt === undefined ? 'ymd' : (dateOrders.orderedAt ?? 'ymd')),
    dateOrders,
    dated: dateFields.filter(
      (field) => fieldRule(kind, field)?.type === 'occurrence' && (verdicts[fields[field] ?? -1]?.dates ?? 0) >= dated
    ),
    units: settleUnits(draft, given?.durationUnit ?? assumed?.durationUnit),
    decimal,
    ...(beside < 0 ? {} : { discountBeside: { column: beside, decimal: signOf(verdictAt(verdicts, beside), decimal.lineTotal) } }),
    ...shareOf(group, verdicts, fields.discount),
    ...(kind === 'orders' && countsOnce(group, fields) ? { totalOnce: true } : {}),
    ...(notTaken === undefined ? {} : { notTaken: notTaken.flatMap((name) => unheldColumn(headers, proposals, name)) }),
    missing,
    stripPointZero: stripPointZero.map((name) => headers.indexOf(name)).filter((index) => index >= 0),
    cancelByNumber: kind === 'orders' && cancelsByNumber(group, fields.order),
    ...(kind === 'orders' ? scopeOfNumbers(group, fields, joined) : {}),
    ...(kind === 'tickets' && fields.ticket !== undefined && !isUnique(columns[fields.ticket]) ? { isLog: true } : {})
  }
  const transforms = given?.transforms ?? assumed?.transforms ?? (group.transforms.length === 0 ? undefined : [...group.transforms])
  const mapping: Mapping = {
    kind,
    columns: Object.fromEntries(proposals.flatMap(({ field }, i) => (field === null ? [] : [[headers[i] ?? '', field]]))),
    // Only what the user said: what the rows of one column tell is told anew when another is mapped.
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
    ...(transforms === undefined ? {} : { transforms }),
    ...(template === null ? (given?.template === undefined ? {} : { template: given.template }) : { template: template.id }),
    ...(notTaken === undefined ? {} : { notTaken }),
    ...(given?.dateOrders === undefined ? {} : { dateOrders: given.dateOrders }),
    ...(given?.notMissing === undefined ? {} : { notMissing: given.notMissing }),
    ...(given?.dateOrder === undefined ? {} : { dateOrder: given.dateOrder }),
    ...(given?.decimal === undefined ? {} : { decimal: given.decimal }),
    ...(given?.durationUnit === undefined ? {} : { durationUnit: given.durationUnit }),
    ...(given?.encoding === undefined ? {} : { encoding: given.encoding }),
    ...(given?.delimiter === undefined ? {} : { delimiter: given.delimiter }),
    ...(given?.sheet === undefined ? {} : { sheet: given.sheet }),
    ...(given?.header === undefined ? {} : { header: given.header }),
    missing,
    stripPointZero
  }
  // What a template leaves out, it knows.
  if (recognised && given?.columns === undefined && applied === null) {
    const amounts = { headers, columns, meanings }
    noteClaims(fit, fields, group, kind === 'orders' ? otherAmounts(amounts, fit.proposals) : [])
    const note =
      kind !== 'orders'
        ? null
        : (noteOfAmounts(amounts, fit.proposals) ?? noteOfTax(findTaxed(headers, columns, group.sample), fields.lineTotal, headers))
    if (note !== null) group.tables[0]?.warnings.push(note)
  }
  const unnumbered = isProposed ? noteOfNoNumber({ headers, columns, meanings, sample: group.sample }, proposals) : null
  if (unnumbered !== null) group.tables[0]?.warnings.push(unnumbered)
  if (charges.fees.length > 0) {
    const example = importing.namesOf(namesAt(headers, charges.fees))
    group.tables[0]?.warnings.push({ code: 'import.chargesBeside', count: charges.fees.length, example })
  }
  const byType = kind === 'orders' && returned >= 0 ? noteOfReturns(headers, group.sample, returned) : null
  if (recognised && byType !== null) group.tables[0]?.warnings.push(byType)
  if (kind === 'orders') group.tables[0]?.warnings.push(...(group.people?.warnings(fields) ?? []))
  if (recognised && given?.columns === undefined) noteGuesses(fit, group)
  if (recognised && fields.discount === undefined) noteUnclear(fit, group)
  const discount = discountNote(fields, beside, columns, group)
  return { kind, fits, template, mapping, verdicts, proposals, questions, blockers, recognised, discount, rules }
}

function signOf({ decimal }: ColumnVerdict, fallback: DecimalSign | undefined): DecimalSign {
  return decimal.state === 'certain' ? decimal.value : (fallback ?? '.')
}

/** Whether the amounts are of whole orders, of which each line names the same; where lines have prices, these tell what they come to. */
function countsOnce({ headers, sample }: ProfiledGroup, { order, lineTotal, unitPrice }: ConversionRules['fields']): boolean {
  if (order === undefined || lineTotal === undefined || unitPrice !== undefined) return false
  return repeatsByOrder(sample, { total: lineTotal, order }, headers[lineTotal] ?? '')
}

function shareOf({ headers, profiles }: ProfiledGroup, verdicts: readonly ColumnVerdict[], column: number | undefined) {
  if (column === undefined) return {}
  const share = discountShare(headers[column] ?? '', verdictAt(verdicts, column).type, profiles[column]?.greatest ?? 0)
  return share === null ? {} : { discountShare: share }
}

/** Says that discounts which may be amounts or shares are not taken off. */
function noteUnclear({ proposals }: KindFit, { headers, profiles, tables }: ProfiledGroup): void {
  const column = proposals.findIndex(({ isUnclear }) => isUnclear)
  const profile = profiles[column]
  const sample = profile?.samples.find((text) => text !== '0') ?? ''
  if (profile)
    tables[0]?.warnings.push({
      code: 'import.discountUnclear',
      count: profile.filled,
      example: importing.inColumn(headers[column] ?? '', sample)
    })
}

/** Says what the columns of a table without a header were taken for. */
function noteGuesses(fit: KindFit, { headers, tables }: ProfiledGroup): void {
  const columns = guessed(fit, headers)
  if (fit.proposals.some(({ isGuess }) => isGuess))
    tables[0]?.warnings.push({ code: 'import.guessedColumns', count: columns.length, example: importing.listOf(columns) })
}

/** Says which columns are called like a field and are kept as they stand, because their cells are nothing of the kind. */
function noteClaims(
  { kind, claims }: KindFit,
  held: ConversionRules['fields'],
  { tables }: ProfiledGroup,
  amounts: readonly number[]
): void {
  const left = claims.filter(({ field, isExact, column }) => isExact && held[field] === undefined && !amounts.includes(column))
  for (const { header, field, sample } of left.filter((one, i) => left.findIndex(({ column }) => column === one.column) === i)) {
    tables[0]?.warnings.push({ code: 'import.notAsNamed', count: 1, example: importing.namedLike(header, fieldName(kind, field), sample) })
  }
}

/** Says whether the totals are after or before the discount beside them, with a row that shows it. */
function discountNote(
  fields: ConversionRules['fields'],
  beside: number,
  columns: readonly ColumnContent[],
  { sample }: ProfiledGroup
): Plan['discount'] {
  const { lineTotal, quantity, unitPrice, discount: column = beside } = fields
  if (lineTotal === undefined || quantity === undefined || unitPrice === undefined || column < 0) return null
  const numbers = sampleNumbers(sample, columns)
  const at = (index: number) => numbers[index] ?? null
  const share = columns[column]?.verdict.type === 'percent' ? sampleShares(sample, column, columns[column]) : null
  const found = findDiscount({ total: at(lineTotal), quantity: at(quantity), price: at(unitPrice) }, share ?? at(column))
  if (found === null) return null
  const cell = (index: number) => (sample[found.row]?.[index] ?? '').trim()
  const example = importing.discountExample(cell(quantity), cell(unitPrice), cell(column), cell(lineTotal))
  return { column, note: { code: `import.discount.${found.reads}`, count: found.rows, example } }
}

/** The likeliest kind, or where none is likely the one for which most speaks. */
function nearestFit(fits: readonly KindFit[]): KindFit | undefined {
  const [first] = fits
  return first === undefined || first.confidence > 0 ? first : [...fits].sort((a, b) => b.evidence - a.evidence)[0]
}

/** The kind that the user named, else the likeliest that has all fields that the user named, else the likeliest. */
function chosenKind(fits: readonly KindFit[], given: GivenMapping | undefined): KindFit {
  const named = Object.values(given?.columns ?? {})
  const has = ({ kind }: KindFit): boolean => named.every((field) => fieldRule(kind, field) !== undefined)
  const fit = fits.find(({ kind }) => kind === given?.kind) ?? (named.length > 0 ? fits.find(has) : undefined) ?? nearestFit(fits)
  if (fit === undefined) throw new RangeError('there is no kind')
  return fit
}

const isOf =
  (kind: SourceKind, types: ReadonlySet<ValueType>) =>
  (field: Field): boolean => {
    const rule = fieldRule(kind, field)
    return rule !== undefined && types.has(rule.type)
  }

/** What bare numbers of columns of lengths of time count: told by their headers, or asked. */
function settleUnits({ kind, group, fields, file, questions, blockers }: Draft, said: Mapping['durationUnit']): ConversionRules['units'] {
  const units: ConversionRules['units'] = {}
  for (const field of (Object.keys(fields) as Field[]).filter(isOf(kind, durationTypes))) {
    const column = group.headers[fields[field] ?? -1] ?? ''
    const profile = group.profiles[fields[field] ?? -1]
    const unit = unitOfHeader(words(column)) ?? said
    units[field] = unit ?? 'hours'
    const sample = profile === undefined || profile.clocks.count === 0 ? profile?.samples[0] : profile.clocks.example
    const isOpen = profile !== undefined && (profile.clocks.count > 0 || profile.point + profile.comma > 0)
    if (unit !== undefined || !isOpen || sample === undefined) continue
    blockers.push(toWire(new SextantError('import.ambiguousDuration', { file, column, sample })))
    if (questions.some(({ id }) => id === 'duration-unit')) continue
    const choices = (['seconds', 'minutes', 'hours', 'days'] as const).flatMap((value) => {
      const seconds = parseDuration(sample, value)
      return Number.isNaN(seconds) ? [] : [{ value, reads: importing.reads.duration(seconds) }]
    })
    questions.push({ id: 'duration-unit', column, sample, choices })
  }
  return units
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

/** What the user or a template chose stands; the rest of the proposal falls away with it, unless the template leaves it. */
function chosen(
  kind: SourceKind,
  headers: readonly string[],
  proposals: readonly Proposal[],
  columns: Mapping['columns'] | undefined,
  template: Template | null
): ChosenField[] {
  if (columns === undefined) return [...proposals]
  const taken = new Set(Object.values(columns))
  return headers.map((header, i) => {
    const named = ownEntry(columns, header) ?? null
    const field = named !== null && fieldRule(kind, named) !== undefined ? named : null
    const proposed = proposals[i]
    if (proposed?.field === field && template === null) return proposed
    if (field !== null)
      return { field, confidence: 1, because: template === null ? importing.because.user : importing.because.template(template.name) }
    const free = proposed && proposed.field !== null && (!taken.has(proposed.field) || fieldRule(kind, proposed.field)?.repeats === true)
    return template?.proposeRest === true && free ? proposed : { field: null, confidence: 0, because: '' }
  })
}

/** The marks that count: those found, with those that were said to, without those that were said not to. */
function marksOf(found: readonly string[], said: GivenMapping | undefined): string[] {
  const not = new Set(said?.notMissing)
  return [...new Set([...found, ...(said?.missing ?? [])])].filter((mark) => !not.has(mark)).sort()
}

function columnsOf(kind: SourceKind, proposals: readonly ChosenField[]): Pick<Required<ConversionRules>, 'fields' | 'repeated'> {
  const fields: ConversionRules['fields'] = {}
  const repeated: Partial<Record<Field, number[]>> = {}
  for (const [i, { field }] of proposals.entries()) {
    if (field === null) continue
    fields[field] ??= i
    if (fieldRule(kind, field)?.repeats) repeated[field] = [...(repeated[field] ?? []), i]
  }
  return { fields, repeated }
}

function namesAt(headers: readonly string[], columns: readonly number[]): string[] {
  return columns.map((i) => headers[i] ?? '')
}

/** The column of this name, unless a field has it. */
function unheldColumn(headers: readonly string[], proposals: readonly ChosenField[], name: string): number[] {
  const index = headers.indexOf(name)
  return index < 0 || proposals[index]?.field !== null ? [] : [index]
}

function unknownTemplate(given: GivenMapping | undefined, found: Template | null): WireError[] {
  const { template: id, columns } = given ?? {}
  if (id === undefined || id === noTemplate || columns !== undefined || found?.id === id) return []
  return [toWire(new SextantError('templates.notFound', { id }))]
}

function unknownColumns(headers: readonly string[], columns: Mapping['columns'] | undefined, file: string): WireError[] {
  const unknown = Object.keys(columns ?? {}).filter((name) => !headers.includes(name))
  return unknown.map((column) => toWire(new SextantError('import.unknownColumn', { file, column })))
}

function unknownFields(kind: SourceKind, fields: readonly Field[]): WireError[] {
  const unknown = new Set(fields.filter((field) => fieldRule(kind, field) === undefined))
  return [...unknown].map((field) =>
    toWire(new SextantError('import.unknownField', { kind, field, known: Object.keys(kinds[kind].fields) }))
  )
}

function unknownCurrency(file: string, currency: string | undefined): WireError[] {
  if (currency === undefined || currency === '' || currencyCode(currency) !== '') return []
  return [toWire(new SextantError('import.unknownCurrency', { file, currency }))]
}

/** Files whose dates fit both orders are read as the others of the same header prove, which is told: another program may have written them. */
function noteToldByFiles({ tables }: ProfiledGroup, column: number, header: string, reading: DateReading): void {
  for (const { undecided, warnings } of tables.length > 1 ? tables : []) {
    const sample = undecided.sample(column)
    if (sample === null) continue
    const example = importing.readsAs(header, sample, isoText(parseDate(sample, reading), false))
    warnings.push({ code: 'import.orderToldByFiles', count: 1, example })
  }
}

/** How each column of dates is read. What neither its rows nor the other columns tell is asked, unless it was said. */
function readDates(
  draft: Draft,
  dateFields: readonly Field[],
  given: GivenMapping,
  assumed: GivenMapping
): Partial<Record<Field, DateReading>> {
  const { group, template, verdicts, fields, file, questions, blockers } = draft
  const columns = dateFields.flatMap((field) => {
    const index = fields[field]
    const profile = group.profiles[index ?? -1]
    if (index === undefined || profile === undefined) return []
    return [{ field, index, header: group.headers[index] ?? '', profile, decision: verdictAt(verdicts, index).dateOrder }]
  })
  const readings: Partial<Record<Field, DateReading>> = {}
  for (const [i, settled] of settleDates(columns).entries()) {
    const column = columns[i]
    if (column === undefined) continue
    const { field, index, header, decision } = column
    readings[field] = settled.reading ?? likeliest(decision) ?? 'ymd'
    const said = ownEntry(given.dateOrders, header) ?? given.dateOrder
    if (said !== undefined) {
      // What counts days or seconds has no order.
      if (column.profile.dates.some(({ count }, orders) => orders !== 0 && count > 0)) readings[field] = said
      continue
    }
    if (settled.reading !== null) {
      if (settled.told !== null) group.tables[0]?.warnings.push({ code: 'import.orderTold', count: 1, example: settled.told })
      else noteToldByFiles(group, index, header, settled.reading)
      continue
    }
    const { sample, choices, state } = settled
    const assumption = ownEntry(assumed.dateOrders, header) ?? assumed.dateOrder
    if (state === 'open' && assumption !== undefined && choices.some(({ value }) => value === assumption)) {
      readings[field] = assumption
      const reads = isoText(parseDate(sample, assumption), false)
      noteAssumed(draft, 'import.orderAssumed', importing.assumed(header, sample, reads, template?.name ?? ''))
      continue
    }
    const reading = ({ value, unread }: Choice<DateReading>) => {
      const at = parseDate(sample, value)
      return importing.reads.date(Number.isNaN(at) ? importing.reads.notAtAll : isoText(at, false), unread)
    }
    const asked = choices.map((choice) => ({ value: choice.value, reads: reading(choice) }))
    questions.push({ id: 'date-order', column: header, sample, choices: asked })
    const code = state === 'open' ? 'import.ambiguousDate' : 'import.mixedDates'
    blockers.push(toWire(new SextantError(code, { file, column: header, sample })))
  }
  return readings
}

/**
 * The decimal sign of a column. Where its own numbers leave it open, a sign that other amounts of the file prove and none contradicts
 * holds for it too, because one program wrote them all.
 */
function settleDecimal(draft: Draft, field: Field, assumed: DecimalSign | undefined): DecimalSign {
  const { kind, group, template, verdicts, fields, file, questions, blockers } = draft
  const { headers, profiles } = group
  const index = fields[field] ?? -1
  const { decimal } = verdictAt(verdicts, index)
  if (decimal.state === 'certain') return decimal.value
  const proved = new Set<DecimalSign>()
  for (const other of (Object.keys(fields) as Field[]).filter(isOf(kind, numericTypes))) {
    const profile = profiles[fields[other] ?? -1]
    if (profile !== undefined && profile.pointOnly.count > 0) proved.add('.')
    if (profile !== undefined && profile.commaOnly.count > 0) proved.add(',')
  }
  const [sign] = proved
  if (decimal.state === 'open' && proved.size === 1 && sign !== undefined) return sign
  const column = headers[index] ?? ''
  if (decimal.state === 'open' && proved.size === 0 && assumed !== undefined) {
    const exact = parseDecimal(decimal.sample, assumed)
    const reads = exact === null ? importing.reads.notAtAll : toText(exact)
    noteAssumed(draft, 'import.decimalAssumed', importing.assumed(column, decimal.sample, reads, template?.name ?? ''))
    return assumed
  }
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

/** What a template answers is told: the rows alone would have been asked about. */
function noteAssumed({ group: { tables } }: Draft, code: string, example: string): void {
  tables[0]?.warnings.push({ code, count: 1, example })
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
