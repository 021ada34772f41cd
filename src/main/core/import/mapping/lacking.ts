import { type Field, lackingFields, type SourceKind } from '../../../../shared/model/kinds.ts'
import type { ColumnVerdict } from '../typing/decide.ts'
import type { ColumnContent } from './content.ts'
import { type HeaderMeanings, headerConfidence } from './header-match.ts'

/** From this share of dates on a column is one of dates. */
export const dated = 0.5

/**
 * The lists of fields of which the kind needs one each, and which the fields that are held leave unanswered.
 *
 * @param isDateNamed whether a column that is not held is called like a date
 */
export function lackingOf(kind: SourceKind, held: ReadonlySet<Field>, verdicts: readonly ColumnVerdict[], isDateNamed: boolean): Field[][] {
  return kind === 'orders' && arePayments(held, verdicts, isDateNamed) ? [] : lackingFields(kind, held)
}

/**
 * Whether a column is called like the date of an order. A loose name such as `day` counts where the cells are words: then they are
 * broken dates, and not numbers of something.
 */
export function isNamedDate(meanings: HeaderMeanings, { profile, verdict }: ColumnContent): boolean {
  const byHeader = meanings.get('orders')?.get('orderedAt') ?? 0
  if (byHeader === 0 || profile.filled === 0) return false
  return byHeader > headerConfidence.loose || verdict.type === 'text' || verdict.type === 'id'
}

/**
 * Payments of orders: numbers and amounts without any date. They are kept as orders without a date, which count in sums alone.
 * Where some column holds dates or is called so, its field has to be named first: a date that is there must not be lost.
 */
function arePayments(held: ReadonlySet<Field>, verdicts: readonly ColumnVerdict[], isDateNamed: boolean): boolean {
  if (!held.has('order') || held.has('orderedAt') || isDateNamed) return false
  return (held.has('lineTotal') || held.has('unitPrice')) && verdicts.every(({ dates }) => dates < dated)
}
