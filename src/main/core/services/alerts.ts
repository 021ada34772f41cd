import { SextantError } from '../../../shared/errors.ts'
import { changeInbox, listInbox } from '../db/queries/inbox.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Handlers } from './context.ts'

export const alertsHandlers = {
  async 'alerts.run'({ session, jobs, emit }, { asOf: asked, recompute, ...params }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    const result = await jobs.submit({ kind: 'alerts', label: name, task: 'alerts', input: { workspacePath, params, asOf, recompute } })
      .result
    emit('workspace.changed', { reason: 'alerts' })
    return result
  },

  'alerts.inbox'({ session }, { offset, limit, ...filter }) {
    const { db } = session.current()
    // Without an as-of date there are no orders, and without orders no alert was ever found; snoozes end never.
    return listInbox(db, workspaceState(db).asOf ?? '0000-01-01', filter, offset, limit)
  },

  'alerts.change'({ session, emit, now }, { ids, change }) {
    const changed = changeInbox(session.current().db, ids, change, now())
    if (changed > 0) emit('workspace.changed', { reason: 'alerts' })
    return { changed }
  }
} satisfies Partial<Handlers>
