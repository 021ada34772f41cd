import type { OrderField } from '../../../../shared/model/import.ts'
import type { ColumnProfile } from '../typing/column-profile.ts'
import type { ColumnVerdict } from '../typing/decide.ts'

/** A column's content as the mapping sees it. */
export interface ColumnContent {
  profile: ColumnProfile
  verdict: ColumnVerdict
}

const typical = 0.8
/** A header that names a field outright is believed from here on; the cells that do not fit are then wrong cells. */
const bearable = 0.5
/** More different values than this, and a column does not sort orders into kinds. */
const kinds = { status: 60, currency: 60, country: 400, channel: 300, category: 9_999 } as const

/**
 * How well the content of a column bears being a field: 0 if it cannot be, 1 if nothing speaks against it. An empty
 * column can be anything, half-heartedly.
 */
export function contentFit(field: OrderField, { profile, verdict }: ColumnContent): number {
  if (profile.filled === 0) return 0.5
  const { type } = verdict
  const dated = type === 'date' || type === 'datetime'
  const numeric = type === 'integer' || type === 'decimal'
  switch (field) {
    case 'orderedAt':
      return graded(verdict.dates)
    case 'quantity':
    case 'unitPrice':
    case 'lineTotal':
    case 'discount':
      return dated ? 0 : graded(verdict.numbers)
    case 'customer':
    case 'order':
      if (dated || type === 'boolean' || (type === 'decimal' && profile.digits < profile.filled)) return 0
      return type === 'text' ? 0.85 : 1
    case 'product':
      if (dated || type === 'decimal' || type === 'boolean') return 0
      return type === 'text' ? 0.7 : 1
    case 'customerEmail':
      return profile.emails >= typical * profile.filled ? 1 : 0
    case 'customerName':
    case 'productName':
      return dated || numeric || type === 'boolean' || (type === 'id' && profile.longest <= 12) ? 0 : 1
    case 'currency':
      return profile.longest <= 4 && profile.distinct <= kinds.currency && !numeric ? 1 : 0
    default:
      return dated || type === 'decimal' || profile.distinct > kinds[field] ? 0 : 1
  }
}

function graded(share: number): number {
  return share >= typical ? 1 : share >= bearable ? 0.7 : 0
}
