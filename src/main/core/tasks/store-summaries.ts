import type { Database } from 'better-sqlite3'
import { type KnownSums, summarySteps } from '../db/queries/summaries.ts'
import type { TaskContext } from '../jobs/types.ts'

/**
 * Derives anew what lists and figures read, within the transaction of its caller.
 *
 * @param known of order lines, where they were added up already
 */
export async function summarise(
  db: Database,
  { signal, onProgress }: Pick<TaskContext, 'signal' | 'onProgress'>,
  known?: KnownSums
): Promise<void> {
  for (const [done, step] of summarySteps.entries()) {
    onProgress({ phase: 'import.index', done, total: summarySteps.length, unit: 'steps' })
    // A turn of the event loop, so that the wish to cancel can arrive.
    await new Promise(setImmediate)
    signal.throwIfAborted()
    step(db, known)
  }
}
