import type { Database } from 'better-sqlite3'
import { isSextantError, SextantError } from '../../../shared/errors.ts'
import { followed } from '../../../shared/kpi-calendar.ts'
import { definitionOf, type KpiMorning, kpiIds } from '../../../shared/model/kpis.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import { courseOf, kpiBasis, type Preparation, preparation, setTarget, storedCohorts, targets, windowCells } from '../db/queries/kpis.ts'
import { setSetting } from '../db/queries/settings.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import { kpisVersion } from '../tasks/kpis.ts'
import type { Context, Handlers } from './context.ts'
import { assertPossibleTarget } from './kpi-target.ts'
import { kpiOf, kpiView } from './kpi-view.ts'

/** What stood out longer ago is no news. */
const newsDays = 42
/** As many as one looks at in the morning. */
const mostUnusual = 5
const mostFigures = 8
const courseMonths = 13
const changedDays = 90
const mostAttempts = 5
const contradictions = /\.(answeredBefore|resolvedBefore|answersOffScale)$/

export const kpisHandlers = {
  async 'kpis.view'(context, { recompute, ...request }) {
    if (recompute) await count(context, true)
    const { db, prepared } = await upToDate(context)
    return kpiView(db, prepared, request)
  },

  async 'kpis.course'(context, { kpi, grain }) {
    const { db, prepared } = await upToDate(context)
    return { kpi, grain, currency: prepared.currency, ...(courseOf(db, kpi, grain) ?? { hasSeason: false, tooShort: true, points: [] }) }
  },

  async 'kpis.cohorts'(context) {
    return storedCohorts((await upToDate(context)).db)
  },

  async 'kpis.morning'(context) {
    if (workspaceState(context.session.current().db, context.now()).asOf === null) return null
    const { db, prepared } = await upToDate(context)
    return morning(db, prepared)
  },

  'kpis.setTarget'({ session, emit, now }, { kpi, period, target }) {
    if (target !== null) assertPossibleTarget(kpi, target)
    setTarget(session.current().db, kpi, period, target, now())
    emit('workspace.changed', { reason: 'settings' })
    return {}
  },

  'kpis.setHours'({ session, emit }, { days, from, to }) {
    const sorted = [...new Set(days)].sort((a, b) => a - b)
    setSetting(session.current().db, 'businessHours', { days: sorted, from, to })
    emit('workspace.changed', { reason: 'settings' })
    return {}
  }
} satisfies Partial<Handlers>

/** What is being counted, so that several that ask at once wait for one job. */
const counting = new WeakMap<object, { basis: string; done: Promise<unknown> }>()

/** KPIs that were counted from the data as they are now; counts them if need be. */
async function upToDate(context: Context): Promise<{ db: Database; prepared: Preparation }> {
  for (let attempt = 0; ; attempt++) {
    const { db } = context.session.current()
    const { asOf } = workspaceState(db, context.now())
    if (asOf === null) throw new SextantError('workspace.empty')
    const prepared = preparation(db)
    if (prepared?.basis === kpiBasis(db, asOf, kpisVersion)) return { db, prepared }
    try {
      await count(context, false)
    } catch (error) {
      // The data changed once more meanwhile, and are being counted anew.
      if (!isSextantError(error, 'job.superseded') || attempt >= mostAttempts) throw error
    }
  }
}

function count({ session, jobs, now }: Context, recompute: boolean): Promise<unknown> {
  const workspace = session.current()
  const { asOf } = workspaceState(workspace.db, now())
  if (asOf === null) throw new SextantError('workspace.empty')
  const basis = kpiBasis(workspace.db, asOf, kpisVersion)
  const running = counting.get(workspace)
  if (running?.basis === basis) return running.done
  const input = { workspacePath: workspace.path, asOf, recompute }
  const done = jobs.submit({ kind: 'kpis', label: workspace.name, task: 'kpis', input }).result
  const entry = { basis, done }
  counting.set(workspace, entry)
  const forget = () => {
    if (counting.get(workspace) === entry) counting.delete(workspace)
  }
  done.then(forget, forget)
  return done
}

function morning(db: Database, prepared: Preparation): KpiMorning {
  const { lastDay, currency, before } = prepared
  const wanted = targets(db)
  const since = isoDate((lastDay - newsDays) * secondsADay)
  const weekly = kpiIds.filter((kpi) => definitionOf(kpi).weekly)
  const unusual = weekly.flatMap((kpi) => {
    const points = courseOf(db, kpi, 'week')?.points ?? []
    return points.filter((point) => point.unusual && point.to > since).map((point) => ({ kpi, ...point }))
  })
  const now = windowCells(db, null, followed({ from: lastDay - changedDays + 1, to: lastDay }, 'last90')) ?? {}
  return {
    currency,
    hasTargets: wanted.length > 0,
    figures: wanted.slice(0, mostFigures).map(({ kpi, period }) => {
      const found = kpiOf(db, prepared, kpi, period)
      const months = courseOf(db, kpi, 'month')?.points.slice(-courseMonths) ?? []
      return { ...found.kpi, span: found.span, period, course: months.map(({ from, value }) => ({ month: from.slice(0, 7), value })) }
    }),
    doubtful: prepared.leftOut.filter(({ code }) => contradictions.test(code)).reduce((sum, { count: n }) => sum + n, 0),
    unusual: unusual.sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)).slice(0, mostUnusual),
    changed:
      before &&
      kpiIds.flatMap((kpi) => {
        const cell = now[kpi]?.[0]
        const was = before[kpi]
        return was === undefined || cell === undefined || typeof cell === 'string' || cell[0] === was
          ? []
          : [{ kpi, before: was, now: cell[0] }]
      })
  }
}
