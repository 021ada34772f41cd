import { isSextantError } from '../../../shared/errors.ts'
import { findProblems } from '../db/integrity.ts'
import { withDatabase } from '../db/open.ts'
import type { TaskContext } from '../jobs/types.ts'

export interface CheckInput {
  workspacePath: string
}

export interface CheckResult {
  state: 'ok' | 'damaged'
  /** SQLite's words, for a report; the first few only. */
  problems: string[]
}

/** Looks whether a workspace survived an unclean end. Damage is a result, not an error. */
export async function check(input: CheckInput, ctx: TaskContext): Promise<CheckResult> {
  ctx.onProgress({ phase: 'check.file', done: 0, total: null, unit: 'steps' })
  try {
    const problems = await withDatabase(input.workspacePath, 'read', findProblems)
    ctx.signal.throwIfAborted()
    return { state: problems.length === 0 ? 'ok' : 'damaged', problems }
  } catch (error) {
    if (!isSextantError(error, 'workspace.damaged')) throw error
    return { state: 'damaged', problems: [String(error.details.reason)] }
  }
}
