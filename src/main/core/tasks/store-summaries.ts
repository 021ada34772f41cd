import type { Database } from 'better-sqlite3'
import { type CountedLines, summarySteps } from '../db/queries/summaries.ts'
import type { TaskContext } from '../jobs/types.ts'

/**
 * Derives anew what lists and figures read, within the transaction of its caller.
 *
 * @param lines all order lines, where they are at hand and need not be read again
 */
export async function summarise(
  db: Database,
  { signal, onProgress }: Pick<TaskContext, 'signal' | 'onProgress'>,
  lines?: CountedLines
): Promise<void> {
  for (const [done, step] of summarySteps.entries()) {
    onProgress({ phase: 'import.index', done, total: summarySteps.length, unit: 'steps' })
    // A turn of the event loop, so that the wish to cancel can arrive.
    await new Promise(setImmediate)
    signal.throwIfAborted()
    step(db, lines)
  }
}
