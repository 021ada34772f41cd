import { createHash } from 'node:crypto'
import type { HeaderSignature, Template } from '../../../../../shared/model/template.ts'
import { columnFinder } from '../transform/columns.ts'

/** What a header is known again by, whatever the order of its columns. */
export function headerSignature(headers: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([...headers].sort()))
    .digest('hex')
    .slice(0, 32)
}

/**
 * The template that a header calls for: one that a user made of this very header, else the one with the most columns of its own
 * among those that fit. Null if none does. O(templates · columns).
 */
export function matchTemplate(headers: readonly string[], templates: readonly Template[]): Template | null {
  let best: Template | null = null
  for (const template of templates) {
    if (!fits(headers, template.signature)) continue
    if (template.signature.exact) return template
    if (best === null || template.signature.columns.length > best.signature.columns.length) best = template
  }
  return best
}

function fits(headers: readonly string[], { columns, exact, absent = [], first, some }: HeaderSignature): boolean {
  if (exact) return columns.length === headers.length && headerSignature(columns) === headerSignature(headers)
  const find = columnFinder(headers)
  if (columns.some((name) => find(name) < 0) || absent.some((name) => find(name) >= 0)) return false
  if (first !== undefined && find(first) !== 0) return false
  return some === undefined || headers.some((header) => new RegExp(some, 'iu').test(header))
}
