import { SextantError } from '../../../shared/errors.ts'
import { SegmentsParams, type SegmentsResult } from '../../../shared/model/segments.ts'
import { latestSegments } from '../db/queries/segments.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Context, Handlers } from './context.ts'

export const segmentsHandlers = {
  'segments.latest'({ session }) {
    const { db } = session.current()
    return latestSegments(db, workspaceState(db).asOf)
  },

  async 'segments.run'({ session, jobs, emit }, { recompute, asOf: asked, ...given }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    const input = { workspacePath, params: SegmentsParams.parse(given), asOf, recompute }
    const result = await jobs.submit({ kind: 'segments', label: name, task: 'segments', input }).result
    emit('workspace.changed', { reason: 'segmented' })
    return result
  }
} satisfies Partial<Handlers>

/** The same once more for data that has changed: as a person last chose it. */
export function rerunSegments(context: Context): Promise<SegmentsResult> {
  const { db } = context.session.current()
  const { asOf } = workspaceState(db)
  const last = asOf === null ? null : latestSegments(db, asOf)
  const chosen = SegmentsParams.safeParse(last?.run.params)
  return segmentsHandlers['segments.run'](context, { ...(chosen.success ? chosen.data : {}), recompute: false })
}
