import { setImmediate as nextTurn } from 'node:timers/promises'
import { SextantError } from '../../../shared/errors.ts'
import { withDatabase } from '../db/open.ts'
import { alikeCustomers } from '../db/queries/duplicates.ts'
import { findMember, merge, unmerge } from '../db/queries/merges.ts'
import { emptyWriteAheadLog, inTransaction } from '../db/queries/transaction.ts'
import type { TaskContext } from '../jobs/types.ts'
import { summarise } from './store-summaries.ts'

export type CustomerChange =
  | { merge: { into: number; others: number[] } }
  | { unmerge: number }
  /** All who share an e-mail address and have names that agree. */
  | { mergeAlike: true }
  /** In the order in which they were merged. */
  | { unmergeAll: number[] }

/** Who was merged, in that order, and into how many. */
export interface CustomersResult {
  merged: number[]
  into: number
}

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
export function changeCustomers({ workspacePath, change }: CustomersInput, ctx: TaskContext): Promise<CustomersResult> {
  return withDatabase(workspacePath, 'write', async (db) => {
    const member = (id: number) => {
      const found = findMember(db, id)
      if (found === undefined) throw new SextantError('customer.notFound', { id })
      return found
    }
    const merged: number[] = []
    const roots = new Set<number>()
    try {
      return await inTransaction(db, async () => {
        ctx.onProgress({ phase: 'customers.save', done: 0, total: null, unit: 'steps' })
        if ('unmerge' in change) {
          if (member(change.unmerge).sameAs === null) throw new SextantError('customer.notMerged', { code: member(change.unmerge).code })
          unmerge(db, change.unmerge)
        } else if ('unmergeAll' in change) {
          for (const id of change.unmergeAll.toReversed()) if ((findMember(db, id)?.sameAs ?? null) !== null) unmerge(db, id)
        } else {
          const groups = 'merge' in change ? [change.merge] : alikeCustomers(db)
          for (const [done, { into, others }] of groups.entries()) {
            ctx.signal.throwIfAborted()
            const root = rootOf(member(into))
            roots.add(root)
            for (const id of others) {
              const other = rootOf(member(id))
              if (other === root) continue
              merge(db, root, other, Math.floor(ctx.now() / 1_000))
              merged.push(other)
            }
            if (groups.length > 1) {
              ctx.onProgress({ phase: 'customers.save', done: done + 1, total: groups.length, unit: 'steps' })
              await nextTurn()
            }
          }
        }
        await summarise(db, ctx)
        ctx.committing?.()
        return { merged, into: roots.size }
      })
    } finally {
      emptyWriteAheadLog(db)
    }
  })
}

const rootOf = ({ id, sameAs }: { id: number; sameAs: number | null }): number => sameAs ?? id
