import { SextantError } from '../../../shared/errors.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { latestUpsell } from '../db/queries/upsell-run.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Handlers } from './context.ts'

export const upsellHandlers = {
  async 'upsell.run'({ session, jobs, emit }, { asOf: asked, recompute, ...params }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    const result = await jobs.submit({ kind: 'upsell', label: name, task: 'upsell', input: { workspacePath, params, asOf, recompute } })
      .result
    emit('workspace.changed', { reason: 'upsell' })
    return result
  },

  'upsell.latest'({ session }) {
    const { db } = session.current()
    const newest = latestUpsell(db)
    if (newest === null) return null
    const { id, identity, basis, gone, result } = newest
    const stale = gone || identity.asOf !== workspaceState(db).asOf || basis !== dataBasis(db)
    return { run: { id, kind: 'upsell', ...identity }, ...result, stale }
  }
} satisfies Partial<Handlers>
