import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Field } from '../../../../shared/model/kinds.ts'
import { discountShare } from '../conversion/discount.ts'
import type { Candidates } from './candidates.ts'
import { namesCharge } from './charges.ts'
import type { ColumnContent } from './content.ts'
import { type HeaderMeanings, headerConfidence } from './header-match.ts'
import { namesOrderTotal } from './order-total.ts'
import { findProduct, isOrderTotal, sampleNumbers } from './relations.ts'
import { findTaxed } from './taxed.ts'

/** An order table whose columns are being told apart. */
export interface OrderColumns {
  headers: readonly string[]
  meanings: readonly HeaderMeanings[]
  columns: readonly ColumnContent[]
  /** Rows as text, for relations between columns. */
  sample: readonly string[][]
}

const { header, content, both } = importing.because
const amountFields: readonly Field[] = ['quantity', 'unitPrice', 'lineTotal', 'discount']

/**
 * Which columns are quantity, unit price and total is told by arithmetic where headers leave it open: the three of which one
 * is the product of the others become the only candidates.
 */
export function tellByProduct(candidates: Candidates, { headers, meanings, columns, sample }: OrderColumns): void {
  // A rate of tax times a sum is a tax, and no price.
  const relation = findProduct(sampleNumbers(sample, columns).map((values, i) => (namesCharge(headers[i] ?? '') ? null : values)))
  if (!relation) return
  const says = (column: number, field: Field): number => meanings[column]?.get('orders')?.get(field) ?? 0
  const whole = (column: number): number => (columns[column]?.verdict.type === 'integer' ? 0.1 : 0)
  const asQuantity = (column: number, other: number): number =>
    says(column, 'quantity') + says(other, 'unitPrice') - says(column, 'unitPrice') - says(other, 'quantity') + whole(column) - whole(other)
  const [a, b] = relation.factors
  const [quantity, price] = asQuantity(a, b) >= asQuantity(b, a) ? [a, b] : [b, a]
  const roles = [
    [quantity, 'quantity'],
    [price, 'unitPrice'],
    [relation.product, 'lineTotal']
  ] as const
  // Another field that the header names outright, such as a number of points that happens to multiply, stays.
  const foreign = roles.some(([column]) =>
    [...(candidates[column] ?? [])].some(([field, { score }]) => !amountFields.includes(field) && score > headerConfidence.loose)
  )
  if (foreign) return
  for (const fields of candidates) for (const [, field] of roles) fields.delete(field)
  for (const [column, field] of roles) {
    const named = says(column, field) > 0
    candidates[column]?.clear()
    candidates[column]?.set(field, { score: named ? 0.98 : 0.8, because: named ? both : content })
  }
}

/** Where no header names an amount, what is left without tax is it, if the rows show that it is. */
export function tellByTax(candidates: Candidates, { headers, columns, sample }: OrderColumns): void {
  if (candidates.some((fields) => fields.has('lineTotal') || fields.has('unitPrice'))) return
  const taxed = findTaxed(headers, columns, sample)
  if (taxed === null) return
  candidates[taxed.net]?.set('lineTotal', { score: 0.95, because: both })
}

/** An order's total beside its lines is not the line's amount: the column that was taken for it, or -1. */
export function orderTotal(taken: ReadonlyMap<Field, number>, { headers, columns, sample }: OrderColumns): number {
  const total = taken.get('lineTotal')
  if (total === undefined) return -1
  const numbers = sampleNumbers(sample, columns)
  const at = (field: Field): Float64Array | null => numbers[taken.get(field) ?? -1] ?? null
  const whole = { total: at('lineTotal'), quantity: at('quantity'), price: at('unitPrice') }
  return isOrderTotal(whole, sample, { total, order: taken.get('order') }, namesOrderTotal(headers[total] ?? '')) ? total : -1
}

/** What is left of the amounts once the columns are paired. */
export interface SettledAmounts {
  /** A lone price, which then is what was paid. */
  price: { column: number; because: string } | null
  /** A discount that the line totals beside it account for already, or that is 0 everywhere; -1: there is none. */
  discountBeside: number
  /** A column of discounts up to 1, which may be amounts or shares; -1: there is none. */
  discountUnclear: number
}

/** A discount beside a total is not needed as a field; one that may be an amount or a share is not taken off in silence. */
export function settleAmounts(taken: Map<Field, number>, { headers, columns, sample }: OrderColumns): SettledAmounts {
  const discount = taken.get('discount')
  let discountBeside = discount !== undefined && taken.has('lineTotal') ? discount : -1
  let discountUnclear = -1
  const column = columns[discount ?? -1]
  if (discount !== undefined && column !== undefined) {
    // The first discount of a file may come after its first rows.
    const seen = sampleNumbers(
      column.profile.samples.map((text) => [text]),
      [column]
    )
    const values = [...(sampleNumbers(sample, columns)[discount] ?? []), ...(seen[0] ?? [])]
    const isShare = discountShare(headers[discount] ?? '', columns[discount]?.verdict.type ?? '', 1) !== null
    const isSmall = !isShare && !values.some((value) => Math.abs(value) > 1)
    if (isSmall && discountBeside < 0) {
      // Where there is none there is nothing to tell.
      if (values.some((value) => value !== 0 && !Number.isNaN(value))) discountUnclear = discount
      else discountBeside = discount
    }
    if (discountBeside >= 0 || isSmall) taken.delete('discount')
  }
  const price = taken.get('unitPrice')
  if (price === undefined || taken.has('quantity') || taken.has('lineTotal')) return { price: null, discountBeside, discountUnclear }
  taken.delete('unitPrice')
  taken.set('lineTotal', price)
  return { price: { column: price, because: header }, discountBeside, discountUnclear }
}
