import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../../shared/model/common.ts'
import type { Field } from '../../../../shared/model/kinds.ts'
import { type ColumnContent, contentFit } from './content.ts'
import { countsRows } from './counting.ts'
import type { HeaderMeanings } from './header-match.ts'

/** What numbers orders differs on so many of the rows: orders of more lines are rare. */
const differing = 0.3
const mostCounted = 10_000

interface OrderTable {
  headers: readonly string[]
  columns: readonly ColumnContent[]
  meanings: readonly HeaderMeanings[]
  sample: readonly (readonly string[])[]
}

/** Says that no column was recognised as the number of the orders, where one that is no field holds different codes; null where none does. O(columns + sample). */
export function noteOfNoNumber(table: OrderTable, proposals: readonly { field: Field | null }[]): Warning | null {
  if (proposals.some(({ field }) => field === 'order')) return null
  const codes = table.headers.filter((_, i) => proposals[i]?.field === null && mayNumberOrders(table, i))
  return codes.length === 0 ? null : { code: 'import.noOrderNumber', count: codes.length, example: importing.namesOf(codes) }
}

function mayNumberOrders({ columns, meanings, sample }: OrderTable, column: number): boolean {
  const content = columns[column]
  if (content === undefined || content.profile.filled < content.profile.blank) return false
  const { profile, verdict } = content
  const { filled, codes, digits, negative, distinct } = profile
  const isCode = verdict.type === 'id' || (verdict.type === 'integer' && digits === filled && negative === 0) || codes === filled
  if (!isCode || contentFit('orders', 'order', content) === 0 || distinct < differing * Math.min(filled, mostCounted)) return false
  const people = meanings[column]?.get('customers')
  return people?.has('postcode') !== true && people?.has('customerPhone') !== true && !countsRows(sample, column)
}
