import type { Database } from 'better-sqlite3'
import { type CustomerRecord, customerStatements } from '../db/queries/order-headers.ts'
import type { OrderRow } from '../import/types.ts'
import { createCache } from './store-cache.ts'
import { own } from './store-text.ts'

export interface CustomerBook {
  /**
   * The customer of this code, with what the row says of it; `changed` when that filled in or changed what was known. A
   * new customer is stored at once.
   */
  meet(code: string, row: OrderRow, sourceId: number): { id: number; changed: boolean }
  /** Writes what was learned of customers. To be called before the transaction ends. */
  save(): void
  /** Customers that were new. */
  readonly added: number
}

/**
 * Customers by code. A blank name, e-mail or country is filled in from any order; what is known is changed by a newer order
 * only, so that reading the same rows again changes nothing.
 */
export function createCustomerBook(db: Database, cacheLimit?: number): CustomerBook {
  const statements = customerStatements(db)
  const cache = createCache<CustomerRecord>(save, cacheLimit)
  /** Seen in a newer order; whether there was more to it than the date. */
  const unsaved = new Map<CustomerRecord, boolean>()
  let added = 0

  function save(): void {
    for (const [customer, changed] of unsaved) {
      statements.see(customer)
      if (changed) statements.update(customer)
    }
    unsaved.clear()
  }

  function look(code: string): CustomerRecord | undefined {
    const cached = cache.get(code)
    if (cached !== undefined) return cached
    const stored = statements.find(code)
    if (stored !== undefined) cache.set(own(code), stored)
    return stored
  }

  return {
    meet(code, row, sourceId) {
      const known = look(code)
      if (known === undefined) {
        const said = { name: own(row.customerName), email: own(row.customerEmail), country: own(row.country), seenAt: row.at }
        const id = statements.insert(code, said, sourceId)
        cache.set(own(code), { id, ...said })
        added++
        return { id, changed: false }
      }
      const { changed, learned } = learn(known, row)
      if (learned) unsaved.set(known, changed || (unsaved.get(known) ?? false))
      return { id: known.id, changed }
    },
    save,
    get added() {
      return added
    }
  }
}

/** `learned`: there is something to write, if only that a newer order says the same. */
function learn(known: CustomerRecord, row: OrderRow): { changed: boolean; learned: boolean } {
  const newer = row.at > known.seenAt
  const name = newest(known.name, row.customerName, newer)
  const email = newest(known.email, row.customerEmail, newer)
  const country = newest(known.country, row.country, newer)
  const changed = name !== known.name || email !== known.email || country !== known.country
  const saysMore = newer && (row.customerName !== null || row.customerEmail !== null || row.country !== null)
  if (changed) Object.assign(known, { name: own(name), email: own(email), country: own(country) })
  if (saysMore) known.seenAt = row.at
  return { changed, learned: changed || saysMore }
}

function newest(known: string | null, said: string | null, newer: boolean): string | null {
  if (said === null) return known
  return known === null || newer ? said : known
}
