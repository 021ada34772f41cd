import { SextantError } from '../../../shared/errors.ts'
import { withDatabase } from '../db/open.ts'
import { findMember, merge, unmerge } from '../db/queries/merges.ts'
import { emptyWriteAheadLog, inTransaction } from '../db/queries/transaction.ts'
import type { TaskContext } from '../jobs/types.ts'
import { summarise } from './store-summaries.ts'

export type CustomerChange = { merge: { into: number; others: number[] } } | { unmerge: number }

export interface CustomersInput {
  workspacePath: string
  change: CustomerChange
}

/**
 * Merges customers who are one person, or takes a merge back, with lists and figures. All of it happens, or nothing. Whoever was
 * merged into one of them before goes along.
 *
 * @throws customer.notFound, customer.notMerged
 */
export function changeCustomers({ workspacePath, change }: CustomersInput, ctx: TaskContext): Promise<null> {
  return withDatabase(workspacePath, 'write', async (db) => {
    const member = (id: number) => {
      const found = findMember(db, id)
      if (found === undefined) throw new SextantError('customer.notFound', { id })
      return found
    }
    try {
      return await inTransaction(db, async () => {
        ctx.onProgress({ phase: 'customers.save', done: 0, total: null, unit: 'steps' })
        if ('unmerge' in change) {
          if (member(change.unmerge).sameAs === null) throw new SextantError('customer.notMerged', { code: member(change.unmerge).code })
          unmerge(db, change.unmerge)
        } else {
          const root = rootOf(member(change.merge.into))
          for (const id of change.merge.others) {
            const other = rootOf(member(id))
            if (other !== root) merge(db, root, other, Math.floor(ctx.now() / 1_000))
          }
        }
        await summarise(db, ctx)
        ctx.committing?.()
        return null
      })
    } finally {
      emptyWriteAheadLog(db)
    }
  })
}

const rootOf = ({ id, sameAs }: { id: number; sameAs: number | null }): number => sameAs ?? id
