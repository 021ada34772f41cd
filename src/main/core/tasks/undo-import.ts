import type { Database } from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import type { UndoReport } from '../../../shared/model/source.ts'
import { withDatabase } from '../db/open.ts'
import { dissolveMerges } from '../db/queries/merges.ts'
import { repeatingImports } from '../db/queries/repeats.ts'
import { checkReferences, emptyWriteAheadLog, inRehearsal, inTransaction, setCache } from '../db/queries/transaction.ts'
import {
  brokenTables,
  countHeirs,
  customerCodes,
  findImport,
  forgetMembers,
  forgetSingleClaims,
  type Heirs,
  markRuns,
  rejectedBecauseOf,
  removeImport,
  withdrawalOrder,
  withdrawLines,
  withdrawThings
} from '../db/queries/undo.ts'
import type { TaskContext } from '../jobs/types.ts'
import { summarise } from './store-summaries.ts'

export interface UndoInput {
  workspacePath: string
  importId: number
}

/**
 * Undoes an import, the newest or any before it: the workspace is then as if it had never been, but for what the user changed
 * since, which is kept and reported; imports that brought the same file again go with it. All of it happens, or nothing.
 *
 * @throws import.notFound
 */
export function undoImport({ workspacePath, importId }: UndoInput, ctx: TaskContext): Promise<UndoReport> {
  return withDatabase(workspacePath, 'write', (db) => undoIn(db, importId, ctx))
}

/**
 * What undoing the import would do, found by doing it and taking that back: nothing is changed, and the report is that of the
 * undo itself. Takes about as long as the undo does.
 *
 * @throws import.notFound
 */
export function planUndo({ workspacePath, importId }: UndoInput, ctx: TaskContext): Promise<UndoReport> {
  return withDatabase(workspacePath, 'write', async (db) => {
    setCache(db, megabytes)
    checkReferences(db, false)
    try {
      return await inRehearsal(db, () => withdraw(db, importId, ctx, 'undo.look'))
    } finally {
      checkReferences(db, true)
      emptyWriteAheadLog(db)
    }
  })
}

const megabytes = 64

/** The same in an open database. */
export async function undoIn(db: Database, importId: number, ctx: TaskContext): Promise<UndoReport> {
  setCache(db, megabytes)
  // Checked once for all rows at the end, which is quicker by far than looking for the children of every row that goes.
  checkReferences(db, false)
  try {
    return await inTransaction(db, async () => {
      const report = await withdraw(db, importId, ctx, 'undo.remove')
      await summarise(db, ctx)
      const broken = brokenTables(db)
      if (broken.length > 0)
        throw new Error(`undoing import ${importId} would leave rows of ${broken.join(', ')} without what they refer to`)
      ctx.committing?.()
      return report
    })
  } finally {
    checkReferences(db, true)
    emptyWriteAheadLog(db)
  }
}

async function withdraw(db: Database, importId: number, ctx: TaskContext, phase: 'undo.look' | 'undo.remove'): Promise<UndoReport> {
  const undone = findImport(db, importId)
  if (undone === undefined) throw new SextantError('import.notFound', { id: importId })
  const steps = withdrawalOrder.length + 2
  let done = 0
  const pause = async () => {
    ctx.onProgress({ phase, done, total: steps, unit: 'steps' })
    // A turn of the event loop, so that the wish to cancel can arrive.
    await new Promise(setImmediate)
    ctx.signal.throwIfAborted()
  }

  await pause()
  const heirs: Heirs = new Map()
  const inherit = (more: Heirs) => {
    for (const [source, n] of more) heirs.set(source, (heirs.get(source) ?? 0) + n)
  }
  const lines = await withdrawLines(db, undone, pause)
  done++
  const merges = dissolveMerges(db, undone)
  const removed: Record<string, number> = {}
  let restored = 0
  let byUser: number[] = []
  for (const name of withdrawalOrder) {
    await pause()
    const table = await withdrawThings(db, name, undone, lines, pause)
    removed[name] = table.removed
    restored += table.restored
    inherit(table.heirs)
    if (name === 'customer') byUser = table.byUser
    done++
  }
  await pause()
  inherit(lines.heirs)
  forgetSingleClaims(db)
  forgetMembers(db)
  countHeirs(db, heirs)
  const runs = markRuns(db, undone)
  const because = rejectedBecauseOf(db, undone)
  const repeats = repeatingImports(db, undone.id)
  return removeImport(db, undone, Math.floor(ctx.now() / 1_000), (rejectedRows) => ({
    import: { id: undone.id, label: undone.label },
    removed: {
      customers: removed.customer ?? 0,
      products: removed.product ?? 0,
      orders: removed.orders ?? 0,
      orderLines: lines.removed,
      tickets: removed.ticket ?? 0,
      touchpoints: removed.touchpoint ?? 0,
      feedback: removed.feedback ?? 0,
      offerResponses: removed.offer_response ?? 0,
      spendRows: removed.marketing_spend ?? 0,
      subscriptions: removed.subscription ?? 0,
      rejectedRows
    },
    restored,
    stayed: [...heirs.values()].reduce((sum, n) => sum + Math.max(0, n), 0),
    keptCustomers: customerCodes(db, byUser),
    dissolvedMerges: merges,
    repeats,
    rejectedBecauseOf: because,
    runs
  }))
}
