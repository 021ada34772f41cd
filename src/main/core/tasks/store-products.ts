import type { Database } from 'better-sqlite3'
import { createEntityBook, type EntityBook, type ImportScope, type Outcome } from '../db/entities/book.ts'
import type { Said } from '../db/entities/fold.ts'
import { moments } from '../db/entities/fold.ts'
import { entities } from '../db/entities/tables.ts'
import { own } from './store-text.ts'

/** What a row about something else says of its product. */
export interface ProductMention {
  product: string | null
  productName: string | null
  category?: string | null
}

export interface ProductBook {
  /**
   * The product that the row names, by its code or else by its name; null when it names none. `changed` when the row filled
   * in a name or category that was blank; the first name stays, since later ones are often remarks ("damaged").
   */
  meet(mention: ProductMention, sourceId: number): { id: number | null; changed: boolean }
  /** The product of a row of a list of products, which counts more than what other rows say by the way. */
  list(sku: string, said: Said, sourceId: number): { id: number; outcome: Outcome }
  /** Nobody has asked for a product yet. */
  readonly isUntouched: boolean
  endSource(): number
  /** Writes what was learned of products. To be called before the transaction ends. */
  save(): void
}

const none = { id: null, changed: false }
const nothing: Said = {}
/** Rows that mention a product are of no moment: the first stands. */
const mentioned = 0

export function createProductBook(db: Database, scope: ImportScope, cacheLimit?: number): ProductBook {
  let made: EntityBook | null = null
  const book = (): EntityBook => {
    made ??= createEntityBook(db, entities.product, scope, { cacheLimit, own })
    return made
  }
  return {
    meet({ product, productName, category = null }, sourceId) {
      const sku = product ?? productName
      if (sku === null) return none
      const said = productName === null && category === null ? nothing : { name: productName, category }
      const { id, outcome } = book().put([sku], mentioned, said, sourceId)
      return { id, changed: outcome === 'changed' }
    },
    list: (sku, said, sourceId) => book().put([sku], moments.list, said, sourceId),
    get isUntouched() {
      return made === null
    },
    endSource: () => made?.endSource() ?? 0,
    save: () => made?.save()
  }
}
