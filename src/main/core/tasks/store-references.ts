import type { SourceKind } from '../../../shared/model/kinds.ts'
import type { AnyRow, RejectedDraft } from '../import/types.ts'
import type { CustomerBook } from './store-customers.ts'
import { headerOf, type SourceDraft } from './store-kind.ts'
import { codeOf } from './store-who.ts'

/** Kinds whose rows refer to customers and do not make any of their own account. */
const referring: ReadonlySet<SourceKind> = new Set(['tickets', 'touchpoints', 'feedback', 'offers', 'subscriptions'])

/** Up to this share of rows that refer to nobody on the list they are mistakes; beyond it, the list is of other customers. */
const mostBroken = 0.01

/**
 * A drop that brings a list of customers is held to it: where nearly all rows of a file refer to customers of the list (or of the
 * orders that came with it), the others are broken references, and are rejected. Otherwise, and without a list, customers who
 * are known from nowhere else are made. This looks at what came together alone, and not at what the workspace holds, so that
 * undoing another import does not change the verdict on a row (docs/adr/008-what-undo-rests-on.md).
 *
 * Reads the file once more where it has to be known before its rows are stored.
 */
export async function brokenReferences(
  customers: CustomerBook,
  draft: SourceDraft,
  signal: AbortSignal
): Promise<(row: AnyRow) => RejectedDraft | null> {
  if (!customers.listed || !referring.has(draft.kind)) return () => null
  let named = 0
  let broken = 0
  for await (const { rows } of draft.rows(signal)) {
    signal.throwIfAborted()
    for (const row of rows) {
      const code = codeIn(row)
      if (code === null) continue
      named++
      if (!customers.isVouched(code)) broken++
    }
  }
  if (broken === 0 || broken > mostBroken * named) return () => null
  const column = headerOf(draft.mapping, 'customer') ?? headerOf(draft.mapping, 'customerEmail')
  return (row) => {
    const code = codeIn(row)
    if (code === null || customers.isVouched(code)) return null
    return { line: row.line, column, value: code, code: 'import.reject.unknownCustomer', raw: row.raw }
  }
}

function codeIn(row: AnyRow): string | null {
  return 'values' in row ? codeOf(row.values) : row.customer
}
