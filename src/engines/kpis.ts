import { followed, heldAgainst, monthWindows, reaches, spanOf, weekWindows } from '../shared/kpi-calendar.ts'
import type { Cells, Counted, Course, KpiInput, Period, Prepared, PreparedWindow, Window } from '../shared/model/kpi-columns.ts'
import {
  definitionOf,
  type KpiBreakdown,
  KpiComparison,
  type KpiGrain,
  type KpiPeriod,
  KpiPeriod as KpiPeriods,
  kpiIds
} from '../shared/model/kpis.ts'
import type { EngineContext } from './context.ts'
import { cohorts } from './kpis/cohorts.ts'
import { kpiCounter } from './kpis/count.ts'
import { courseOf, groupSums } from './kpis/course.ts'
import { customerHistory } from './kpis/history.ts'
import { lifetimeValues } from './kpis/lifetime.ts'
import { type View, viewOf } from './kpis/views.ts'
import { pacer } from './pace.ts'
import { UNUSUAL_VERSION } from './unusual.ts'

/** Changes whenever the same data could give another figure. */
export const KPIS_VERSION = `kpis/6 ${UNUSUAL_VERSION}`

/**
 * Every KPI of the newest span of each kind and of those that it is held against, whole and by each breakdown; of every month
 * whole; with courses and cohorts. O(rows · levels of period ·
 * breakdowns). Definitions and sources: docs/methods/kpis.md.
 *
 * @param breakdowns those that the data has
 */
export async function prepareKpis(input: KpiInput, breakdowns: readonly KpiBreakdown[], ctx: EngineContext): Promise<Prepared> {
  const pace = pacer(ctx)
  const history = customerHistory(input)
  const views = [null, ...breakdowns].map((by) => viewOf(input, history, by))
  await pace(0.1)
  const { periods, months, weeks } = periodsOf(input)
  const whole = kpiCounter(input, history, views.slice(0, 1))
  const every = kpiCounter(input, history, views)
  const windows: PreparedWindow[] = []
  for (const [i, period] of periods.entries()) {
    const found = (period.isNewest ? every : whole).count(period)
    found.forEach((cells, at) => {
      windows.push({ from: period.from, to: period.to, preceding: period.preceding, by: views[at]?.by ?? null, cells })
    })
    await pace(0.1 + (0.6 * i) / periods.length)
  }
  addLifetimes(input, views, windows)
  await pace(0.75)

  const byGrain: [KpiGrain, readonly Window[]][] = [
    ['week', weeks],
    ['month', months]
  ]
  const courses: Course[] = []
  for (const [grain, spans] of byGrain) {
    const cells = spans.map((span) => {
      const wanted = followed(span, 'month').preceding?.from
      const known = windows.find(
        ({ by, from, to, preceding }) => by === null && from === span.from && to === span.to && preceding?.from === wanted
      )
      return known?.cells ?? (whole.count({ ...span, preceding: null })[0] as Cells)
    })
    for (const kpi of kpiIds) {
      if (kpi === 'revenue-growth' || (grain === 'week' && !definitionOf(kpi).weekly)) continue
      const values = cells.map((cell): Counted => cell[kpi]?.[0] ?? 'nothing')
      courses.push(courseOf({ kpi, grain, firstDay: input.firstDay }, spans, values, () => groupSums(input, history, kpi, spans)))
      await pace(0.8)
    }
  }
  return { windows, courses, cohorts: cohorts(input) }
}

interface AskedPeriod extends Period {
  /** Can be asked for, and so by each breakdown. */
  isNewest: boolean
}

/** The newest span of each kind with what it is held against, and each month for the courses. */
function periodsOf({ firstDay, lastDay }: KpiInput): { periods: AskedPeriod[]; months: Window[]; weeks: Window[] } {
  const found = new Map<string, AskedPeriod>()
  const add = (window: Window, period: KpiPeriod, isNewest: boolean) => {
    if (!reaches(window, firstDay)) return
    const span = followed(window, period)
    // September and the last 30 days may be the same days, but do not follow the same.
    const key = `${span.from} ${span.to} ${span.preceding?.from}`
    found.set(key, { ...span, isNewest: isNewest || found.get(key)?.isNewest === true })
  }
  const months = monthWindows(firstDay, lastDay, 1)
  for (const month of months) add(month, 'month', false)
  for (const period of KpiPeriods.options) {
    for (const compare of KpiComparison.options) {
      // Growth is held against growth, which needs a third.
      let span = spanOf(period, firstDay, lastDay)
      for (let i = 0; i < 3 && span !== null; i++) {
        add(span, period, true)
        span = heldAgainst(span, period, compare)
      }
    }
  }
  return { periods: [...found.values()].sort((a, b) => a.from - b.from || a.to - b.to), months, weeks: weekWindows(firstDay, lastDay) }
}

function addLifetimes(input: KpiInput, views: readonly View[], windows: PreparedWindow[]): void {
  const days = [...new Set(windows.map(({ to }) => to))].sort((a, b) => a - b)
  for (const view of views) {
    if (view.customer === null || (view.by !== null && !definitionOf('clv').by.includes(view.by))) continue
    const values = lifetimeValues(input, view.customer, view.members, days)
    for (const window of windows) {
      if (window.by === view.by) window.cells.clv = values[days.indexOf(window.to)] as Counted[]
    }
  }
}
