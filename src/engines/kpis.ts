import { firstDayOfMonth, heldAgainst, monthOfDay, monthWindows, reaches, spanOf, weekWindows } from '../shared/kpi-calendar.ts'
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
export const KPIS_VERSION = `kpis/1 ${UNUSUAL_VERSION}`

/** Breakdowns reach back so many months; the whole, over all of them. */
const breakdownMonths = 36

/**
 * Every KPI of every period that can be asked for, whole and by each breakdown, with courses and cohorts. O(rows · levels of period ·
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
  const earliest = firstDayOfMonth(monthOfDay(input.lastDay) - breakdownMonths)
  const windows: PreparedWindow[] = []
  for (const [i, period] of periods.entries()) {
    const wanted = period.from >= earliest || period.preceding === null ? views : views.slice(0, 1)
    const found = (wanted.length > 1 ? every : whole).count(period)
    wanted.forEach(({ by }, at) => {
      windows.push({ by, from: period.from, to: period.to, cells: found[at] as Cells })
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
      const known = windows.find(({ by, from, to }) => by === null && from === span.from && to === span.to)
      return known?.cells ?? (whole.count({ ...span, preceding: null })[0] as Cells)
    })
    for (const kpi of kpiIds) {
      if (kpi === 'revenue-growth' || (grain === 'week' && !definitionOf(kpi).weekly)) continue
      const values = cells.map((cell): Counted => cell[kpi]?.[0] ?? 'nothing')
      courses.push(courseOf(kpi, grain, spans, values, () => groupSums(input, kpi, spans)))
      await pace(0.8)
    }
  }
  return { windows, courses, cohorts: cohorts(input) }
}

/** All that can be asked for: each month and quarter, the newest span of each kind with what it is held against, and everything. */
function periodsOf({ firstDay, lastDay }: KpiInput): { periods: Period[]; months: Window[]; weeks: Window[] } {
  const found = new Map<string, Period>()
  const add = (window: Window, period: KpiPeriod) => {
    if (reaches(window, firstDay))
      found.set(`${window.from} ${window.to}`, { ...window, preceding: heldAgainst(window, period, 'previous') })
  }
  const months = monthWindows(firstDay, lastDay, 1)
  for (const month of months) add(month, 'month')
  for (const quarter of monthWindows(firstDay, lastDay, 3)) add(quarter, 'quarter')
  for (const period of KpiPeriods.options) {
    for (const compare of KpiComparison.options) {
      // Growth is held against growth, which needs a third.
      let span = spanOf(period, firstDay, lastDay)
      for (let i = 0; i < 3 && span !== null; i++) {
        add(span, period)
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
