import { SextantError } from '../../../shared/errors.ts'
import { customerDetail } from '../db/queries/customer-detail.ts'
import { listCustomers } from '../db/queries/customers.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Handlers } from './context.ts'

export const customersHandlers = {
  'customers.list': ({ session }, query) => listCustomers(session.current().db, { ...query, search: query.search.trim() }),

  'customers.get'({ session }, { id }) {
    const { db } = session.current()
    const found = customerDetail(db, id, workspaceState(db).asOf)
    if (found === undefined) throw new SextantError('customer.notFound', { id })
    return found
  }
} satisfies Partial<Handlers>
