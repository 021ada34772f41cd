import { SextantError } from '../../../shared/errors.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Handlers } from './context.ts'

export const alertsHandlers = {
  async 'alerts.run'({ session, jobs }, { asOf: asked, recompute, ...params }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    return jobs.submit({ kind: 'alerts', label: name, task: 'alerts', input: { workspacePath, params, asOf, recompute } }).result
  }
} satisfies Partial<Handlers>
