import type { Database } from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import { t } from '../../../shared/messages/index.ts'
import type { CustomerRow } from '../../../shared/model/customer.ts'
import { apartPairs, sayApart } from '../db/queries/apart.ts'
import { customerDetail } from '../db/queries/customer-detail.ts'
import { editCustomer } from '../db/queries/customer-edit.ts'
import { findCustomer, listCustomers } from '../db/queries/customers.ts'
import { duplicateCustomers } from '../db/queries/duplicates.ts'
import { listMerges } from '../db/queries/merges.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { CustomerChange, CustomersResult } from '../tasks/customers.ts'
import type { Context, Handlers } from './context.ts'
import { journeySelection } from './journey.ts'

export const customersHandlers = {
  'customers.duplicates': ({ session }, { offset, limit }) => duplicateCustomers(session.current().db, offset, limit),

  'customers.merge': (context, { into, others }) => change(context, into, { merge: { into, others } }),
  'customers.mergeAlike': (context) => run(context, t('merging.job'), { mergeAlike: true }),
  async 'customers.unmergeAll'(context, { ids }) {
    await run(context, t('merging.job'), { unmergeAll: ids })
    return {}
  },
  'customers.unmerge': (context, { id }) => change(context, id, { unmerge: id }),

  'customers.merges': ({ session }, { offset, limit }) => listMerges(session.current().db, offset, limit),

  'customers.keepApart'({ session, emit }, { ids, apart }) {
    const { db } = session.current()
    sayApart(
      db,
      ids.map((id) => known(db, id).code),
      apart
    )
    emit('workspace.changed', { reason: 'customers' })
    return {}
  },
  'customers.apart': ({ session }, { offset, limit }) => apartPairs(session.current().db, offset, limit),

  'customers.edit'({ session, emit }, { id, say }) {
    const { db } = session.current()
    if (!editCustomer(db, id, say)) throw new SextantError('customer.notFound', { id })
    emit('workspace.changed', { reason: 'customers' })
    return known(db, id)
  },

  'customers.list'(context, { among, ...query }) {
    const narrowed = among?.of === 'journey' ? { among: null, only: journeySelection(context, among) } : { among, only: null }
    return listCustomers(context.session.current().db, { ...query, search: query.search.trim(), ...narrowed })
  },

  'customers.get'({ session, now }, { id }) {
    const { db } = session.current()
    const found = customerDetail(db, id, workspaceState(db, now()).asOf)
    if (found === undefined) throw new SextantError('customer.notFound', { id })
    return found
  }
} satisfies Partial<Handlers>

/** Lists and figures follow who is one person, which takes as long as adding up all orders does. */
async function change(context: Context, id: number, how: CustomerChange): Promise<CustomerRow> {
  const { db } = context.session.current()
  await run(context, known(db, id).code, how)
  return known(db, id)
}

async function run({ session, jobs, emit }: Context, label: string, how: CustomerChange): Promise<CustomersResult> {
  const { path: workspacePath } = session.current()
  const result = await jobs.submit({ kind: 'customers', label, task: 'customers', input: { workspacePath, change: how } }).result
  emit('workspace.changed', { reason: 'customers' })
  return result
}

function known(db: Database, id: number): CustomerRow {
  const found = findCustomer(db, id)
  if (found === undefined) throw new SextantError('customer.notFound', { id })
  return found
}
