import { SextantError } from '../../../shared/errors.ts'
import { AlertPlan, type AlertsResult } from '../../../shared/model/alerts.ts'
import { latestAlerts } from '../db/queries/alerts-run.ts'
import { changeInbox, countDone, listInbox } from '../db/queries/inbox.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { getSetting, setSetting } from '../db/queries/settings.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Context, Handlers } from './context.ts'

type Database = ReturnType<Context['session']['current']>['db']

const planOf = (db: Database): AlertPlan => AlertPlan.parse(getSetting(db, 'alertPlan') ?? {})

/** Seconds since the epoch at the beginning of the week, Monday, UTC. */
function mondayBefore(now: number): number {
  const day = Math.floor(now / 86_400_000)
  // The first of January 1970 was a Thursday.
  return (day - ((day + 3) % 7)) * 86_400
}

export const alertsHandlers = {
  async 'alerts.run'({ session, jobs, emit, now }, { asOf: asked, recompute, seed, falseAlarmShare }) {
    const { path: workspacePath, name, db } = session.current()
    const asOf = asked ?? workspaceState(db, now()).asOf
    if (asOf === null) throw new SextantError('workspace.empty')
    const params = { seed, falseAlarmShare: falseAlarmShare ?? planOf(db).falseAlarmShare }
    const result = await jobs.submit({ kind: 'alerts', label: name, task: 'alerts', input: { workspacePath, params, asOf, recompute } })
      .result
    emit('workspace.changed', { reason: 'alerts' })
    return result
  },

  'alerts.latest'({ session, now }) {
    const { db } = session.current()
    const newest = latestAlerts<Omit<AlertsResult, 'run' | 'alerts'>>(db, 'overview')
    if (newest === null) return null
    const { id, identity, basis, gone, result } = newest
    const changed = identity.asOf !== workspaceState(db, now()).asOf || identity.params.falseAlarmShare !== planOf(db).falseAlarmShare
    return { run: { id, kind: 'repurchase', ...identity }, ...result, stale: gone || changed || basis !== dataBasis(db) }
  },

  'alerts.plan'({ session }) {
    return planOf(session.current().db)
  },

  'alerts.setPlan'({ session, emit }, plan) {
    setSetting(session.current().db, 'alertPlan', plan)
    emit('workspace.changed', { reason: 'settings' })
    return {}
  },

  'alerts.inbox'({ session, now }, { offset, limit, ...filter }) {
    const { db } = session.current()
    const doneThisWeek = countDone(db, mondayBefore(now()))
    // Without an as-of date there are no orders, and without orders no alert was ever found; snoozes end never.
    const asOf = workspaceState(db, now()).asOf ?? '0000-01-01'
    const { weeklyCapacity, learns } = planOf(db)
    return { ...listInbox(db, asOf, filter, { offset, limit, learns, room: weeklyCapacity - doneThisWeek }), doneThisWeek }
  },

  'alerts.change'({ session, emit, now }, { ids, change }) {
    const changed = changeInbox(session.current().db, ids, change, now())
    if (changed > 0) emit('workspace.changed', { reason: 'alerts' })
    return { changed }
  }
} satisfies Partial<Handlers>
