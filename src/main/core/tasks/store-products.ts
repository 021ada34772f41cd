import type { Database } from 'better-sqlite3'
import { type ProductRecord, productStatements } from '../db/queries/order-headers.ts'
import type { OrderRow } from '../import/types.ts'
import { createCache } from './store-cache.ts'
import { own } from './store-text.ts'

export interface ProductBook {
  /**
   * The product that the row names, by its code or else by its name; null when it names none. `changed` when the row filled
   * in a name or category that was blank; the first name stays, since later ones are often remarks ("damaged").
   */
  meet(row: OrderRow, sourceId: number): { id: number | null; changed: boolean }
}

const none = { id: null, changed: false }

export function createProductBook(db: Database, cacheLimit?: number): ProductBook {
  const statements = productStatements(db)
  const cache = createCache<ProductRecord>(undefined, cacheLimit)

  function look(sku: string): ProductRecord | undefined {
    const cached = cache.get(sku)
    if (cached !== undefined) return cached
    const stored = statements.find(sku)
    if (stored !== undefined) cache.set(own(sku), stored)
    return stored
  }

  return {
    meet(row, sourceId) {
      const sku = row.product ?? row.productName
      if (sku === null) return none
      const known = look(sku)
      if (known === undefined) {
        const said = { name: own(row.productName), category: own(row.category) }
        const id = statements.insert(sku, said, sourceId)
        cache.set(own(sku), { id, ...said })
        return { id, changed: false }
      }
      const changed = (known.name === null && row.productName !== null) || (known.category === null && row.category !== null)
      if (changed) {
        known.name ??= own(row.productName)
        known.category ??= own(row.category)
        statements.update(known)
      }
      return { id: known.id, changed }
    }
  }
}
