import { type Field, kinds, type SourceKind, sourceKinds } from '../../../../shared/model/kinds.ts'
import { type Claim, claimsOf } from './belief.ts'
import { type ColumnContent, isUnique } from './content.ts'
import { countsRows } from './counting.ts'
import { type HeaderMeanings, headerConfidence } from './header-match.ts'
import { isNamedDate, lackingOf } from './lacking.ts'
import { type Proposal, propose, type TableContent } from './propose.ts'
import { speaksFor } from './support.ts'

/** How well a table is of a kind. */
export interface KindFit {
  kind: SourceKind
  /** What speaks for it; comparable between the kinds of one table. */
  evidence: number
  /** 0..1: how sure it is beside the next likely kind. 0 if the table lacks what the kind needs. */
  confidence: number
  proposals: Proposal[]
  /** Lists of fields of which the kind needs one each and the table has none. */
  lacking: Field[][]
  /** Columns that are called like a field that the table has not, and hold nothing of the kind. */
  claims: Claim[]
  /** Headers that tell of this kind more than of the others, the clearest first. */
  told: string[]
}

/** This much must speak for a kind: about one column that only this kind has, named outright, with what it needs. */
const enough = 0.9
/** What speaks for a table of which every column tells of people. */
const plain = 1
/** What a column tells that was guessed from what it holds: enough to be named, never enough to be taken. */
const guessWeight = 0.1
/** What a word that is no field tells, beside a field. */
const wordWeight = 0.4
const mostToldHeaders = 4
/** What the evidence for a kind keeps where the rows as a whole say that it is another. */
const unlikely = 0.3
/** A kind is never sure from columns alone. */
const surest = 0.98

/** A kind for which so much more speaks is what the table is meant to be, although it lacks something. */
const overwhelming = 1.2

/** All kinds of a table, the likeliest first. Deterministic; O(kinds · fields² · columns). */
export function recognise(table: TableContent): KindFit[] {
  const drafts = sourceKinds.map((kind) => ({ kind, proposals: propose(kind, table) }))
  const fits = drafts.map(({ kind, proposals }) => fitOf(kind, proposals, drafts, table))
  fits.sort((a, b) => Number(b.lacking.length === 0) - Number(a.lacking.length === 0) || b.evidence - a.evidence)
  for (const fit of fits) fit.confidence = confidenceOf(fit, fits)
  return fits
}

function confidenceOf(fit: KindFit, fits: readonly KindFit[]): number {
  if (fit.lacking.length > 0 || fit.evidence < enough || fit.proposals.some(({ isGuess }) => isGuess)) return 0
  const against = Math.max(...fits.filter((other) => other !== fit).map(({ evidence }) => evidence))
  if (against > overwhelming * fit.evidence && fits.some(({ evidence, lacking }) => evidence === against && lacking.length > 0)) return 0
  if (fits.some((other) => isBroken(other) && other.evidence >= fit.evidence)) return 0
  const share = fit.evidence >= against ? 1 - against / (2 * fit.evidence) : fit.evidence / (2 * against)
  return Math.min(surest, share)
}

/**
 * Whether all that the table lacks for a kind is there by name: then it is most likely of this kind, and its cells are wrong.
 *
 * @param exactly whether only headers count that say just that
 */
export function isBroken({ lacking, claims }: { lacking: readonly Field[][]; claims: readonly Claim[] }, exactly = false): boolean {
  const named = exactly ? claims.filter(({ isExact }) => isExact) : claims
  return lacking.length > 0 && lacking.every((any) => named.some(({ field }) => any.includes(field)))
}

interface Drafted {
  kind: SourceKind
  proposals: Proposal[]
}

function fitOf(kind: SourceKind, proposals: Proposal[], drafts: readonly Drafted[], table: TableContent): KindFit {
  const told: { header: string; weight: number }[] = []
  let evidence = 0
  for (const [column, { field, confidence, isGuess }] of proposals.entries()) {
    const header = table.headers[column] ?? ''
    if (field === null) {
      if (speaksFor(kind, header)) {
        evidence += wordWeight
        told.push({ header, weight: wordWeight })
      }
      continue
    }
    // A column that every kind has says nothing; one that only this kind has says all.
    const others = drafts.filter((other) => other.kind !== kind).map((other) => other.proposals[column]?.confidence ?? 0)
    const weight = isGuess ? guessWeight : Math.max(0, confidence - others.reduce((sum, other) => sum + other, 0) / others.length)
    evidence += weight
    told.push({ header, weight })
  }
  if (kind === 'customers' && isAddressBook(proposals, table)) evidence = Math.max(evidence, plain)
  const sales = drafts.find((other) => other.kind === 'orders')?.proposals ?? []
  if (kind === 'orders' && isBook(sales, table)) evidence = Math.max(evidence, enough)
  // Where buyers live stands in books of sales too.
  if (kind === 'customers' && isBook(sales, table)) evidence *= unlikely
  const claims = claimsOf(kind, table, proposals)
  for (const { field, isExact } of claims) {
    const isNeeded = kinds[kind].required.some((any: readonly string[]) => any.includes(field))
    if (isNeeded && isExact) evidence += headerConfidence.usual
  }
  const fields = new Set(proposals.flatMap(({ field }) => (field === null ? [] : [field])))
  told.sort((a, b) => b.weight - a.weight)
  return {
    kind,
    evidence: evidence * shape(kind, proposals, table),
    confidence: 0,
    proposals,
    lacking: lackingOf(
      kind,
      fields,
      table.columns.map(({ verdict }) => verdict),
      table.columns.some((column, i) => proposals[i]?.field === null && isNamedDate(table.meanings[i] ?? new Map(), column))
    ),
    claims,
    told: told.slice(0, mostToldHeaders).map(({ header }) => header)
  }
}

/** Whether every column tells of people, who have a name and can be reached: other kinds have these columns too, but more than them. */
function isAddressBook(proposals: readonly Proposal[], { columns, meanings }: TableContent): boolean {
  const at = (field: Field): number => proposals.findIndex((proposal) => proposal.field === field)
  const named = at('customerName') >= 0 || at('lastName') >= 0
  const reached = at('customerEmail') >= 0 || at('customerPhone') >= 0
  const apart = [at('customer'), at('customerEmail')].some((column) => isUnique(columns[column]))
  // What each of them brought says nothing against it.
  const isSum = (column: number): boolean => isNamed('orders', 'lineTotal', meanings[column]) && (columns[column]?.verdict.numbers ?? 0) > 0
  // A town that is written as a code is no town, and yet a column about people.
  const isOfPeople = (column: number): boolean =>
    [...(meanings[column]?.get('customers')?.values() ?? [])].some((one) => one > headerConfidence.loose)
  return named && reached && apart && proposals.every(({ field }, column) => field !== null || isSum(column) || isOfPeople(column))
}

/** What the rows as a whole say for or against a kind, as a factor. */
function shape(kind: SourceKind, proposals: readonly Proposal[], table: TableContent): number {
  const { columns } = table
  const at = (field: Field): ColumnContent | undefined => columns[proposals.findIndex((proposal) => proposal.field === field)]
  const has = (...fields: Field[]): boolean => fields.some((field) => at(field) !== undefined)
  switch (kind) {
    case 'orders':
      if (has('order', 'product', 'productName', 'quantity') || isNumberedList(proposals, table)) return 1
      // A row a customer with a date and a sum is a list of customers.
      return isUnique(at('customer')) ? 0.4 : 0.9
    case 'customers':
      return isUnique(at('customer') ?? at('customerEmail')) ? 1 : unlikely
    case 'products':
      return isUnique(at('product') ?? at('productName')) ? 1 : unlikely
    case 'tickets':
      return has('status', 'priority', 'agent', 'team', 'subject', 'message', 'resolvedAt', 'firstResponseAt') ? 1 : 0.4
    case 'touchpoints':
      return has('event', 'session', 'visitor', 'page') ? 1 : has('count') ? 0.8 : 0.5
    case 'spend':
      // What each of several customers spent in a campaign is a sale.
      if (namesCustomers(table) && !has('adSet', 'clicks', 'impressions', 'conversions')) return unlikely
      return has('cost') && has('channel', 'campaign', 'adSet', 'clicks', 'impressions') ? 1 : 0.5
    case 'offers':
      // Sums of answers, without anybody who gave them, are a report.
      if (!has('customer', 'customerEmail', 'customerName') && !answers(proposals, columns)) return 0.4
      return isOffered(proposals, table) ? 1 : unlikely
    case 'subscriptions':
      return lasts(proposals, table) ? 1 : 0.4
    case 'feedback':
      return 1
  }
}

/** Fields that only something that goes on has. */
const lasting: ReadonlySet<Field> = new Set<Field>(['plan', 'subscription', 'interval', 'endedAt', 'period', 'usage', 'limit'])

/**
 * Whether something says that what was sold goes on: a column that is so named outright, or that orders have no name for. Customer,
 * date, product and amount alone are a sale, whatever a plan may loosely be called; and where the number of an order or a quantity
 * stands with them, so is a price by any name.
 */
function lasts(proposals: readonly Proposal[], { headers, meanings }: TableContent): boolean {
  const isSale = meanings.some((of) => isNamed('orders', 'order', of) || isNamed('orders', 'quantity', of))
  return proposals.some(({ field }, column) => {
    const byHeader = field === null ? 0 : (meanings[column]?.get('subscriptions')?.get(field) ?? 0)
    if (speaksFor('subscriptions', headers[column] ?? '')) return true
    if (field === null || byHeader <= headerConfidence.loose) return false
    return (
      lasting.has(field) || ((field === 'startedAt' || (field === 'price' && !isSale)) && meanings[column]?.get('orders') === undefined)
    )
  })
}

/** Whether a column's header names the field outright in a table of the kind. */
function isNamed(kind: SourceKind, field: Field, meanings: HeaderMeanings | undefined): boolean {
  return (meanings?.get(kind)?.get(field) ?? 0) > headerConfidence.loose
}

/** Whether a table is a plain book of sales: the number of each, its day, who bought, and for how much. The number may be that of the row. */
function isBook(proposals: readonly Proposal[], table: TableContent): boolean {
  const { meanings } = table
  const at = (field: Field): number => proposals.findIndex((proposal) => proposal.field === field)
  const amount = Math.max(at('lineTotal'), at('unitPrice'))
  if (at('orderedAt') < 0 || at('customer') < 0 || amount < 0) return false
  return isNamed('orders', 'order', meanings[at('order')]) || isNumberedList(proposals, table)
}

/** Whether rows are counted and hold nothing else but a day, who bought, for how much, and what: all of them named so. */
function isNumberedList(proposals: readonly Proposal[], { meanings, sample }: TableContent): boolean {
  const numbers = proposals.flatMap(({ field }, i) => ((field === null || field === 'order') && countsRows(sample, i) ? [i] : []))
  const isOther = ({ field }: Proposal, i: number): boolean =>
    !numbers.includes(i) && (field === null || meanings[i]?.get('orders')?.has(field) !== true)
  return numbers.length === 1 && !proposals.some(isOther)
}

function namesCustomers({ meanings }: TableContent): boolean {
  return meanings.some((of) => isNamed('orders', 'customer', of) || isNamed('orders', 'customerEmail', of))
}

/**
 * Whether something says that an offer was made: what came of it, or a day that is called that of sending. A bare date beside an
 * amount, or beside the number of an order, is a sale, whichever coupon or campaign it came by.
 */
function isOffered(proposals: readonly Proposal[], { columns, meanings }: TableContent): boolean {
  const held = new Set(proposals.map(({ field }) => field))
  const isTold = (field: Field): boolean => proposals.some((one, i) => one.field === field && isNamed('offers', field, meanings[i]))
  if (answers(proposals, columns) || (['accepted', 'clicked', 'opened', 'sentAt'] as const).some(isTold)) return true
  return !held.has('order') && !held.has('value')
}

/** Whether some column tells for each row whether somebody did something, and no more. */
function answers(proposals: readonly Proposal[], columns: readonly ColumnContent[]): boolean {
  return columns.some(({ profile }, i) => {
    const field = proposals[i]?.field
    return (field === 'accepted' || field === 'clicked' || field === 'opened') && profile.booleans === profile.filled
  })
}
