import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../../shared/model/common.ts'
import type { Field } from '../../../../shared/model/kinds.ts'
import type { ColumnContent } from './content.ts'
import { type HeaderMeanings, headerConfidence } from './header-match.ts'

interface Amounts {
  headers: readonly string[]
  columns: readonly ColumnContent[]
  meanings: readonly HeaderMeanings[]
}

/** Below this share of numbers a column is called an amount and is none. */
const numeric = 0.8

/** Columns of an order table that are called an amount and hold sums, and yet are not what the amount is taken from. O(columns). */
export function otherAmounts({ columns, meanings }: Amounts, proposals: readonly { field: Field | null; isDiscount?: true }[]): number[] {
  if (!proposals.some(({ field }) => field === 'lineTotal' || field === 'unitPrice')) return []
  return columns.flatMap(({ profile, verdict }, i) => {
    const { field, isDiscount } = proposals[i] ?? { field: null }
    const named = meanings[i]?.get('orders')?.get('lineTotal') ?? 0
    const isSum = profile.filled > 0 && verdict.numbers >= numeric
    return field === null && isDiscount !== true && named > headerConfidence.loose && isSum ? [i] : []
  })
}

/** Says which of several amounts is taken; null where there is one. */
export function noteOfAmounts(amounts: Amounts, proposals: readonly { field: Field | null; isDiscount?: true }[]): Warning | null {
  const others = otherAmounts(amounts, proposals)
  if (others.length === 0) return null
  const { headers } = amounts
  const total = headers.filter((_, i) => proposals[i]?.field === 'lineTotal')
  const taken =
    total.length > 0 ? total : headers.filter((_, i) => proposals[i]?.field === 'quantity' || proposals[i]?.field === 'unitPrice')
  const example = importing.takenInstead(
    taken,
    others.map((i) => headers[i] ?? '')
  )
  return { code: 'import.otherAmounts', count: others.length, example }
}
