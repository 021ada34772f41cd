import { SextantError } from '../../../shared/errors.ts'
import { SegmentsParams } from '../../../shared/model/segments.ts'
import { latestSegments } from '../db/queries/segments.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Handlers } from './context.ts'

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
