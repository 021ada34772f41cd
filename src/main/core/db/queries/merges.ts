import type { Database } from 'better-sqlite3'
import type { Canonical } from '../entities/statements.ts'

/** Whom each customer was merged into. O(merges), then O(merges of the customer). */
export function mergedInto(db: Database): Canonical {
  const pairs = db.prepare<[], [number, number]>('SELECT id, merged_into FROM customer WHERE merged_into IS NOT NULL').raw().all()
  const into = new Map(pairs)
  return (customer) => {
    let at = customer
    for (let next = into.get(at); next !== undefined; next = into.get(at)) at = next
    return at
  }
}
