import { assign } from '../../../../shared/assignment.ts'
import { importing } from '../../../../shared/messages/en/importing.ts'
import { type Field, fieldRule, fieldsOf, type SourceKind } from '../../../../shared/model/kinds.ts'
import { saysHowItStands } from '../conversion/status.ts'
import { type OrderColumns, orderTotal, settleAmounts, tellByProduct, tellByTax } from './amounts.ts'
import { type Candidate, type Candidates, candidatesFor } from './candidates.ts'
import { type ColumnContent, contentFit, isUnique } from './content.ts'
import { areLines, countsLines, countsRows, standsForSeveral } from './counting.ts'
import { type HeaderMeanings, headerConfidence } from './header-match.ts'
import { addNameless } from './nameless.ts'

/** What is proposed for one column. */
export interface Proposal {
  field: Field | null
  /** 0..1. */
  confidence: number
  /** In words. */
  because: string
  /** A discount that the line totals beside it account for already: it is not needed as a field. */
  isDiscount?: true
  /** A discount that may be an amount or a share, which a person has to tell. */
  isUnclear?: true
  /** Nothing but what the column holds says so: to be used if somebody says that the table is of the kind. */
  isGuess?: true
}

/** What is known of a table before anything is proposed. */
export interface TableContent {
  headers: readonly string[]
  columns: readonly ColumnContent[]
  /** Rows as text, for relations between columns. */
  sample: readonly string[][]
  meanings: readonly HeaderMeanings[]
  /** Rejected rows alone, as they were exported: whatever is wrong with a column may then be wrong in all of its cells. */
  isExported?: boolean
  /** The columns have numbers instead of names. */
  isNameless?: boolean
}

const none: Proposal = { field: null, confidence: 0, because: '' }
/** Of equally good columns the earlier is taken. */
const earlier = 1e-6
/** How sure it is that customers are told apart by their address, or by their name. */
const byEmail = 0.8
const byName = 0.55
const byPrice = 0.6
/** That what is called the customer is the name. */
const byPlainName = 0.75

/**
 * Proposes a field for each column of a table of the kind, from its header, its content over all rows, and what a sample of
 * rows shows about columns together: of all ways to give each field to one column the one with the greatest sum of
 * confidences. A field that may be repeated is then given to all other columns that their header names so.
 */
export function propose(kind: SourceKind, table: TableContent): Proposal[] {
  const { headers, columns, meanings, sample } = table
  const candidates = candidatesFor(kind, table)
  const order: OrderColumns = { headers, meanings, columns, sample }
  if (kind === 'orders' && table.isNameless) addNameless(candidates, table)
  if (kind === 'orders') {
    tellByProduct(candidates, order)
    tellByTax(candidates, order)
    withoutStates(candidates, table)
  }
  let taken = pair(kind, candidates)
  if (kind === 'orders' && withoutCounts(candidates, taken, table)) taken = pair(kind, candidates)
  if (kind === 'orders') {
    const total = orderTotal(taken, order)
    if (total >= 0) {
      candidates[total]?.delete('lineTotal')
      taken = pair(kind, candidates)
      // What another column was then taken for must not be an order's total either.
      if (orderTotal(taken, order) >= 0) taken.delete('lineTotal')
    }
  }
  const proposals: Proposal[] = columns.map(() => none)
  const { price, discountBeside, discountUnclear } =
    kind === 'orders' ? settleAmounts(taken, order) : { price: null, discountBeside: -1, discountUnclear: -1 }
  for (const [field, column] of taken) {
    const { score, because, isGuess } = candidates[column]?.get(field) ?? { score: byPrice, because: price?.because ?? '' }
    proposals[column] = { field, confidence: score, because, ...(isGuess && { isGuess }) }
  }
  if (discountBeside >= 0) proposals[discountBeside] = { ...none, isDiscount: true }
  if (discountUnclear >= 0) proposals[discountUnclear] = { ...none, isUnclear: true }
  if (kind === 'orders') settleCustomer(proposals)
  settleName(kind, proposals, table)
  if (kind === 'tickets') settleEventTime(proposals, table)
  if (kind === 'customers') settleLastName(proposals, sample)
  repeat(kind, proposals, candidates)
  return proposals
}

/** The pairs of field and column with the greatest sum of scores. */
function pair(kind: SourceKind, candidates: Candidates): Map<Field, number> {
  const fields = fieldsOf(kind) as Field[]
  const scores = fields.map((field) =>
    candidates.map((of, column) => {
      const score = of.get(field)?.score ?? 0
      return score === 0 ? 0 : score + (earlier * (candidates.length - column)) / candidates.length
    })
  )
  const pairs = assign(scores)
  return new Map(fields.flatMap((field, i) => ((pairs[i] ?? -1) < 0 ? [] : [[field, pairs[i] ?? 0] as const])))
}

/** A state beside a town, a region or a postcode is where somebody lives, and not what became of an order, unless its cells say that. */
function withoutStates(candidates: Candidates, { meanings, columns }: TableContent): void {
  const says = (column: number, field: Field): number => meanings[column]?.get('customers')?.get(field) ?? 0
  const isPlace = (column: number): boolean =>
    (['city', 'postcode', 'region'] as const).some((field) => says(column, field) > headerConfidence.loose)
  for (const [column, of] of candidates.entries()) {
    const isRegion = of.has('status') && says(column, 'region') > headerConfidence.loose
    const isState = isRegion && columns[column]?.profile.samples.some(saysHowItStands) !== true
    if (isState && candidates.some((_, other) => other !== column && isPlace(other))) of.delete('status')
  }
}

/** Takes from the candidates what only counts lines: the code of an article, and what is loosely the number of an order. Whether there was such. */
function withoutCounts(candidates: Candidates, taken: ReadonlyMap<Field, number>, { sample }: TableContent): boolean {
  const at = (field: Field): number => taken.get(field) ?? -1
  const [order, product, name, customer, day] = [at('order'), at('product'), at('productName'), at('customer'), at('orderedAt')]
  const isLoose = (candidates[order]?.get('order')?.score ?? 0) <= headerConfidence.loose
  const isRow = order >= 0 && isLoose && countsRows(sample, order) && customer >= 0 && day >= 0 && areLines(sample, [customer, day])
  const isLine = order >= 0 && product >= 0 && countsLines(sample, product, order) && (name < 0 || standsForSeveral(sample, product, name))
  if (isRow) candidates[order]?.delete('order')
  if (isLine) candidates[product]?.delete('product')
  return isRow || isLine
}

/** Columns that are left and named like a field that may be repeated: further questions, further offers. */
function repeat(kind: SourceKind, proposals: Proposal[], candidates: Candidates): void {
  for (const [column, of] of candidates.entries()) {
    if (proposals[column]?.field !== null) continue
    let best: { field: Field; candidate: Candidate } | null = null
    for (const [field, candidate] of of) {
      if (fieldRule(kind, field)?.repeats && candidate.score > (best?.candidate.score ?? 0)) best = { field, candidate }
    }
    if (best && proposals.some(({ field }) => field === best?.field))
      proposals[column] = { field: best.field, confidence: best.candidate.score, because: best.candidate.because }
  }
}

/** What is called a name beside a first name is the last name, unless most of its cells are several words. */
function settleLastName(proposals: Proposal[], sample: readonly string[][]): void {
  const at = (field: Field): number => proposals.findIndex((proposal) => proposal.field === field)
  const column = at('customerName')
  const proposal = proposals[column]
  if (proposal === undefined || at('firstName') < 0 || at('lastName') >= 0) return
  const names = sample.map((row) => (row[column] ?? '').trim()).filter((name) => name !== '')
  if (names.filter((name) => /\s/.test(name)).length <= names.length / 2) proposals[column] = { ...proposal, field: 'lastName' }
}

/** What is called the customer beside the customer's number is the name, if it is words: `Kunde` beside `Kundennummer`. */
function settleName(kind: SourceKind, proposals: Proposal[], { meanings, columns }: TableContent): void {
  const has = (field: Field): boolean => proposals.some((proposal) => proposal.field === field)
  if (fieldRule(kind, 'customerName') === undefined || !has('customer') || has('customerName') || has('lastName')) return
  const column = proposals.findIndex(({ field, isDiscount, isUnclear }, i) => {
    const content = columns[i]
    if (field !== null || isDiscount || isUnclear || content === undefined || content.profile.filled === 0) return false
    const named = meanings[i]?.get(kind)?.get('customer') ?? 0
    return named > headerConfidence.loose && content.verdict.type === 'text' && contentFit(kind, 'customerName', content) === 1
  })
  if (column >= 0) proposals[column] = { field: 'customerName', confidence: byPlainName, because: importing.because.both }
}

/** Where tickets have several rows, a column that is only called a date is of the row's event: which was last, says the time and not the place. */
function settleEventTime(proposals: Proposal[], { meanings, columns }: TableContent): void {
  const at = (field: Field): number => proposals.findIndex((proposal) => proposal.field === field)
  const [opened, ticket] = [at('openedAt'), at('ticket')]
  const proposal = proposals[opened]
  if (proposal === undefined || at('updatedAt') >= 0 || ticket < 0 || isUnique(columns[ticket])) return
  const byHeader = meanings[opened]?.get('tickets')?.get('openedAt') ?? 0
  if (byHeader <= headerConfidence.loose) proposals[opened] = { ...proposal, field: 'updatedAt' }
}

/** Without a customer number, the e-mail address or else the name tells customers apart. */
function settleCustomer(proposals: Proposal[]): void {
  if (proposals.some(({ field }) => field === 'customer')) return
  const at = (field: Field): number => proposals.findIndex((proposal) => proposal.field === field)
  const [email, name] = [at('customerEmail'), at('customerName')]
  const [column, confidence] = email >= 0 ? [email, byEmail] : [name, byName]
  const because = proposals[column]?.because ?? importing.because.header
  if (column >= 0) proposals[column] = { field: 'customer', confidence, because }
}
