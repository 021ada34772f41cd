import { SextantError } from '../../../shared/errors.ts'
import { SupportParams, type SupportResult } from '../../../shared/model/support.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { lastTicketDay, latestSupport, supportMembers } from '../db/queries/support-run.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Context, Handlers } from './context.ts'

type Database = ReturnType<Context['session']['current']>['db']

/** That of the workspace; of one that holds nothing but tickets, the day of the last of them. */
const asOfOf = (db: Database, now: number): string | null => workspaceState(db, now).asOf ?? lastTicketDay(db)

export const supportHandlers = {
  async 'support.run'({ session, jobs, emit, now }, { asOf: asked, recompute, ...given }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? asOfOf(db, now())
    if (asOf === null) throw new SextantError('workspace.empty')
    const input = { workspacePath, params: SupportParams.parse(given), asOf, recompute }
    const result = await jobs.submit({ kind: 'support', label: name, task: 'support', input }).result
    emit('workspace.changed', { reason: 'support' })
    return result
  },

  'support.latest'({ session, now }) {
    const { db } = session.current()
    const newest = latestSupport<Omit<SupportResult, 'run'>>(db)
    if (newest === null) return null
    const { id, identity, basis, gone, result } = newest
    const stale = gone || identity.asOf !== asOfOf(db, now()) || basis !== dataBasis(db)
    return { run: { id, kind: 'support', ...identity }, ...result, stale }
  },

  'support.members'({ session }) {
    const { db } = session.current()
    const newest = latestSupport<Omit<SupportResult, 'run'>>(db)
    return newest === null ? [] : supportMembers(db, newest.id, newest.result.unit)
  }
} satisfies Partial<Handlers>
