import type { ValuesOf } from '../import/types.ts'
import type { Shelf } from './store-kind.ts'

/** Fields by which rows of several kinds name a customer. */
export type Who = Pick<ValuesOf<'tickets'>, 'customer' | 'customerName' | 'customerEmail'>

/** What tells the customer of a row apart: the number, or where there is none the e-mail address. */
export function codeOf({ customer, customerEmail }: Who): string | null {
  return customer ?? customerEmail ?? null
}

/** The customer that a row names; null when it names none. */
export function customerOf({ customers }: Shelf, who: Who, at: number | null, sourceId: number): { id: number | null; changed: boolean } {
  const code = codeOf(who)
  if (code === null) return { id: null, changed: false }
  const { customerName = null, customerEmail = null } = who
  return customers.meet({ code, name: customerName, email: customerEmail, country: null, at }, sourceId)
}
