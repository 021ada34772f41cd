import { importing } from '../../../../shared/messages/en/importing.ts'
import type { OrderField } from '../../../../shared/model/import.ts'
import { type ColumnContent, contentFit } from './content.ts'
import { headerConfidence, matchHeader } from './header-match.ts'
import { findProduct, isOrderTotal, sampleNumbers } from './relations.ts'

/** What is proposed for one column. */
export interface Proposal {
  field: OrderField | null
  /** 0..1. */
  confidence: number
  /** In words. */
  because: string
  /** A discount that the line totals beside it account for already: it is not needed as a field. */
  isDiscount?: true
}

/** Below this a guess is not worth being made. */
const worthwhile = 0.5
const { header, content, both } = importing.because
const none: Proposal = { field: null, confidence: 0, because: '' }

/**
 * Proposes a field for each column of an order file from its header, its content over all rows, and what a sample of
 * rows shows about columns together. Each field is proposed once.
 *
 * @param sample rows as text, for relations between columns
 */
export function propose(headers: readonly string[], columns: readonly ColumnContent[], sample: readonly string[][]): Proposal[] {
  const draft = new Draft(headers.length)
  draft.fromHeaders(headers, columns)
  draft.fromContent(columns)
  draft.settleAmounts(headers, columns, sample)
  draft.settleCustomer()
  return draft.proposals
}

class Draft {
  readonly proposals: Proposal[]
  private readonly taken = new Map<OrderField, number>()

  constructor(columns: number) {
    this.proposals = Array.from({ length: columns }, () => none)
  }

  /** The surest pair of column and field first, then the next surest of those left. */
  fromHeaders(headers: readonly string[], columns: readonly ColumnContent[]): void {
    const pairs = headers.flatMap((text, column) =>
      [...matchHeader(text)].flatMap(([field, byHeader]) => {
        const of = columns[column]
        const fit = of ? contentFit(field, of) : 0
        const confidence = byHeader * (fit === 0.5 ? 0.8 : fit)
        return confidence >= worthwhile ? [{ column, field, confidence, because: fit === 1 ? both : header }] : []
      })
    )
    pairs.sort((a, b) => b.confidence - a.confidence || a.column - b.column)
    for (const { column, field, confidence, because } of pairs) {
      if (!this.taken.has(field) && this.isFree(column)) this.set(column, field, confidence, because)
    }
  }

  /** What no header names, if only one column can be it. */
  fromContent(columns: readonly ColumnContent[]): void {
    const only = (field: OrderField, confidence: number, is: (column: ColumnContent) => boolean): void => {
      const found = columns.flatMap((column, i) => (is(column) ? [i] : []))
      const [index] = found
      if (found.length === 1 && index !== undefined && this.isFree(index) && !this.taken.has(field))
        this.set(index, field, confidence, content)
    }
    only('orderedAt', 0.6, ({ verdict }) => verdict.dates >= 0.98)
    only('customerEmail', 0.9, ({ profile }) => profile.filled > 0 && profile.emails >= 0.95 * profile.filled)
  }

  /** Which columns are quantity, unit price and total is told by arithmetic where headers leave it open. */
  settleAmounts(headers: readonly string[], columns: readonly ColumnContent[], sample: readonly string[][]): void {
    const numbers = sampleNumbers(sample, columns)
    const relation = findProduct(numbers)
    if (relation) this.applyRelation(relation.factors, relation.product, headers, columns)
    const [quantity, price, total, discount] = (['quantity', 'unitPrice', 'lineTotal', 'discount'] as const).map((field) =>
      this.taken.get(field)
    )
    const at = (column: number | undefined): Float64Array | null => (column === undefined ? null : (numbers[column] ?? null))
    // An order's total beside its lines is not the line's amount.
    const whole = { total: at(total), quantity: at(quantity), price: at(price) }
    if (total !== undefined && isOrderTotal(whole, sample, this.taken.get('order'))) this.clear(total)
    // Without a quantity, the price is what was paid.
    if (price !== undefined && quantity === undefined && total === undefined) this.set(price, 'lineTotal', 0.6, header)
    const fraction = discount !== undefined && !(at(discount) ?? new Float64Array()).some((value) => Math.abs(value) > 1)
    if (discount === undefined) return
    if (this.taken.has('lineTotal')) {
      this.clear(discount)
      this.proposals[discount] = { ...none, isDiscount: true }
    } else if (fraction) this.clear(discount)
  }

  private applyRelation(
    factors: readonly [number, number],
    product: number,
    headers: readonly string[],
    columns: readonly ColumnContent[]
  ): void {
    const [a, b] = factors
    const says = (column: number, field: OrderField): number => matchHeader(headers[column] ?? '').get(field) ?? 0
    const whole = (column: number): number => (columns[column]?.verdict.type === 'integer' ? 0.1 : 0)
    const asQuantity = (column: number, other: number): number =>
      says(column, 'quantity') +
      says(other, 'unitPrice') -
      says(column, 'unitPrice') -
      says(other, 'quantity') +
      whole(column) -
      whole(other)
    const [quantity, price] = asQuantity(a, b) >= asQuantity(b, a) ? [a, b] : [b, a]
    const roles = [
      [quantity, 'quantity'],
      [price, 'unitPrice'],
      [product, 'lineTotal']
    ] as const
    // Another field that the header names outright, such as a number of points that happens to multiply, stays.
    const foreign = roles.some(([column]) => {
      const { field, confidence } = this.proposals[column] ?? none
      return field !== null && !roles.some(([, role]) => role === field) && confidence >= headerConfidence.dressed
    })
    if (foreign) return
    for (const [, field] of roles) {
      const holder = this.taken.get(field)
      if (holder !== undefined) this.clear(holder)
    }
    for (const [column, field] of roles) {
      const named = says(column, field) > 0
      this.set(column, field, named ? 0.98 : 0.8, named ? both : content)
    }
  }

  /** Without a customer number, the e-mail address or else the name tells customers apart. */
  settleCustomer(): void {
    if (this.taken.has('customer')) return
    const email = this.taken.get('customerEmail')
    const name = this.taken.get('customerName')
    if (email !== undefined) this.set(email, 'customer', 0.8, this.proposals[email]?.because ?? header)
    else if (name !== undefined) this.set(name, 'customer', 0.55, header)
  }

  private isFree(column: number): boolean {
    return this.proposals[column]?.field === null
  }

  private set(column: number, field: OrderField, confidence: number, because: string): void {
    this.clear(column)
    this.proposals[column] = { field, confidence, because }
    this.taken.set(field, column)
  }

  private clear(column: number): void {
    const { field } = this.proposals[column] ?? none
    if (field !== null) this.taken.delete(field)
    this.proposals[column] = none
  }
}
