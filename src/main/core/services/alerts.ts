import { SextantError } from '../../../shared/errors.ts'
import { AlertPlan, AlertsParams, type AlertsResult, type AlertView } from '../../../shared/model/alerts.ts'
import { latestAlerts } from '../db/queries/alerts-run.ts'
import { changeInbox, countDone, countFresh, countUntrue, listInbox, newestAlert } from '../db/queries/inbox.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { getSetting, setSetting } from '../db/queries/settings.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { Context, Handlers } from './context.ts'

type Database = ReturnType<Context['session']['current']>['db']

const planOf = (db: Database): AlertPlan => AlertPlan.parse(getSetting(db, 'alertPlan') ?? {})

/** What the user accepts, or calls not true, is other than when a run began. */
function isOther(db: Database, params: Record<string, unknown>): boolean {
  const untrue = JSON.stringify(countUntrue(db)) !== JSON.stringify(params.untrue ?? {})
  return untrue || params.falseAlarmShare !== planOf(db).falseAlarmShare
}

/** Seconds since the epoch at the beginning of the week, Monday, UTC. */
function mondayBefore(now: number): number {
  const day = Math.floor(now / 86_400_000)
  // The first of January 1970 was a Thursday.
  return (day - ((day + 3) % 7)) * 86_400
}

/** The same once more for data that has changed, and word of what is new in the inbox. */
export async function rerunAlerts(context: Context): Promise<void> {
  const { path, db } = context.session.current()
  const last = newestAlert(db)
  await alertsHandlers['alerts.run'](context, { recompute: false, seed: AlertsParams.shape.seed.parse(undefined) })
  // Meanwhile another workspace may have been opened.
  if (context.session.current().path !== path) return
  const fresh = countFresh(context.session.current().db, last)
  if (fresh > 0) context.emit('alerts.found', { fresh })
}

const viewsOf = (db: Database): AlertView[] => getSetting(db, 'alertViews') ?? []

export const alertsHandlers = {
  async 'alerts.run'({ session, jobs, emit, now }, { asOf: asked, recompute, seed, falseAlarmShare }) {
    const { path: workspacePath, name, db } = session.current()
    const today = workspaceState(db, now()).asOf
    const asOf = asked ?? today
    if (asOf === null) throw new SextantError('workspace.empty')
    const params = { seed, falseAlarmShare: falseAlarmShare ?? planOf(db).falseAlarmShare }
    const result = await jobs.submit({
      kind: 'alerts',
      label: name,
      task: 'alerts',
      input: { workspacePath, params, asOf, kind: asOf === today ? 'inbox' : 'look', recompute }
    }).result
    emit('workspace.changed', { reason: 'alerts' })
    return result
  },

  'alerts.latest'({ session, now }) {
    const { db } = session.current()
    const newest = latestAlerts<Omit<AlertsResult, 'run' | 'alerts'>>(db, 'inbox', 'overview')
    if (newest === null) return null
    const { id, identity, basis, gone, result } = newest
    const changed = identity.asOf !== workspaceState(db, now()).asOf || isOther(db, identity.params)
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

  'alerts.views'({ session }) {
    return viewsOf(session.current().db)
  },

  'alerts.saveViews'({ session, emit }, { views }) {
    setSetting(session.current().db, 'alertViews', views.length > 0 ? views : null)
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
