import type { Database } from 'better-sqlite3'
import type { SourceKind } from '../../../shared/model/kinds.ts'
import { createEntityBook, type EntityBook, type ImportScope, type Outcome } from '../db/entities/book.ts'
import { moments, type Said } from '../db/entities/fold.ts'
import { entities } from '../db/entities/tables.ts'
import { Tally } from '../import/conversion/tally.ts'
import { own } from './store-text.ts'

/** What a row about something else says of its customer by the way. */
export interface Mention {
  code: string
  name: string | null
  email: string | null
  country: string | null
  /** Of the row; null: it has none. */
  at: number | null
}

export interface CustomerBook {
  /** From here on rows belong to a source of this kind; what is noticed of its customers is told to `noticed`. */
  begin(kind: SourceKind, noticed: Tally): void
  /** The customer of this code; made if it is unknown. `changed` when the row filled in or changed what was known. */
  meet(mention: Mention, sourceId: number): { id: number; changed: boolean }
  /** The customer of a row of a list of customers, which counts more than what other rows say by the way. */
  list(code: string, said: Said, sourceId: number): { id: number; outcome: Outcome }
  idOf(code: string): number | undefined
  /** Whether this import has brought a list of customers. */
  readonly listed: boolean
  /** Nobody has asked for a customer yet. */
  readonly isUntouched: boolean
  /** Whether that list, or the orders that came with it, name the customer. */
  isVouched(code: string): boolean
  endSource(): number
  /** Writes what was learned of customers. To be called before the transaction ends. */
  save(): void
}

const says = ({ name, email, country }: Mention): boolean => name !== null || email !== null || country !== null
const nothing: Said = {}

/**
 * Customers by code. A blank name, e-mail or country is filled in from any row; what is known is changed by a newer row only,
 * so that reading the same rows again changes nothing.
 */
export function createCustomerBook(db: Database, scope: ImportScope, cacheLimit?: number): CustomerBook {
  let made: EntityBook | null = null
  const book = (): EntityBook => {
    made ??= createEntityBook(db, entities.customer, scope, { cacheLimit, own })
    return made
  }
  /** By id; a byte each. */
  let vouched = new Uint8Array(1 << 12)
  let kind: SourceKind = 'orders'
  let listed = false
  let noticed = new Tally()

  function vouch(id: number): void {
    if (kind !== 'customers' && kind !== 'orders') return
    if (id >= vouched.length) {
      const larger = new Uint8Array(Math.max(id + 1, vouched.length * 2))
      larger.set(vouched)
      vouched = larger
    }
    vouched[id] = 1
  }

  return {
    begin(next, tally) {
      kind = next
      noticed = tally
      listed ||= kind === 'customers'
    },
    meet(mention, sourceId) {
      const { code, name, email, country, at } = mention
      const said = says(mention) ? { name, email, country } : nothing
      const { id, outcome } = book().put([code], at ?? moments.undated, said, sourceId)
      vouch(id)
      if (outcome === 'new' && kind !== 'orders') noticed.add('import.newFromMention', () => code)
      return { id, changed: outcome === 'changed' }
    },
    list(code, said, sourceId) {
      const put = book().put([code], moments.list, said, sourceId)
      vouch(put.id)
      return put
    },
    idOf: (code) => book().find([code])?.id,
    get listed() {
      return listed
    },
    isVouched(code) {
      const id = book().find([code])?.id
      return id !== undefined && vouched[id] === 1
    },
    get isUntouched() {
      return made === null
    },
    endSource: () => made?.endSource() ?? 0,
    save: () => made?.save()
  }
}
