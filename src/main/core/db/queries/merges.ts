import type { Database } from 'better-sqlite3'
import type { Canonical } from '../entities/statements.ts'

/** Under whom each customer that was merged stands. O(merged customers), then O(1). */
export function mergedInto(db: Database): Canonical {
  const pairs = db.prepare<[], [number, number]>('SELECT id, same_as FROM customer WHERE same_as IS NOT NULL').raw().all()
  const into = new Map(pairs)
  return (customer) => into.get(customer) ?? customer
}
