import { type Field, lackingFields, type SourceKind } from '../../../../shared/model/kinds.ts'
import type { ColumnVerdict } from '../typing/decide.ts'

/** From this share of dates on a column is one of dates. */
export const dated = 0.5

/** The lists of fields of which the kind needs one each, and which the fields that are held leave unanswered. */
export function lackingOf(kind: SourceKind, held: ReadonlySet<Field>, verdicts: readonly ColumnVerdict[]): Field[][] {
  return kind === 'orders' && arePayments(held, verdicts) ? [] : lackingFields(kind, held)
}

/**
 * Payments of orders: numbers and amounts without any date. They are kept as orders without a date, which count in sums alone.
 * Where some column holds dates, its field has to be named first: a date that is there must not be lost.
 */
function arePayments(held: ReadonlySet<Field>, verdicts: readonly ColumnVerdict[]): boolean {
  if (!held.has('order') || held.has('orderedAt')) return false
  return (held.has('lineTotal') || held.has('unitPrice')) && verdicts.every(({ dates }) => dates < dated)
}
