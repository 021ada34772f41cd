/** Reads prepared KPIs as they are shown: this period, the one that it is held against, targets. */
import type { Database } from 'better-sqlite3'
import { followed, heldAgainst, reaches, spanOf } from '../../../shared/kpi-calendar.ts'
import { countWithChance, differsBeyondChance } from '../../../shared/kpi-chance.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { Cells, Counted, Window } from '../../../shared/model/kpi-columns.ts'
import {
  definitionOf,
  type Kpi,
  type KpiBreakdown,
  type KpiCell,
  type KpiComparison,
  type KpiId,
  type KpiPeriod,
  type KpiRequest,
  type KpiView,
  kpiIds,
  type Span
} from '../../../shared/model/kpis.ts'
import { dateOfDay, kpiRun, type Preparation, type Target, targets, windowCells } from '../db/queries/kpis.ts'

/** Three spans: now, what it is held against, and what that was held against. */
interface Spans {
  now: Window | null
  held: Window | null
  earlier: Window | null
}

export function kpiView(db: Database, prepared: Preparation, { period, compare, by = null }: Required<KpiRequest>): KpiView {
  const spans = spansOf(prepared, period, compare)
  const whole = read(db, null, period, spans)
  const parts = by === null ? null : read(db, by, period, spans)
  const wanted = targets(db)
  const members = by === null ? [] : prepared.members[by]
  const all = by === null ? [] : kpiIds.filter((kpi) => definitionOf(kpi).by.includes(by))
  const rows = all.map((kpi) => ({ kpi, cells: members.map((_, m) => cellOf(kpi, m, parts)) }))
  // A channel of tickets takes no orders, and the other way round: who has nothing at all is left out.
  const shown = members.map((_, m) => rows.some(({ cells }) => (cells[m]?.n ?? 0) > 0))
  return {
    run: kpiRun(db, prepared.runId),
    currency: prepared.currency,
    period,
    compare,
    span: saidSpan(spans.now),
    comparison: saidSpan(spans.held),
    preceding: spans.now && saidSpan(followed(spans.now, period).preceding),
    kpis: kpiIds.map((kpi) => withTarget(kpi, cellOf(kpi, 0, whole), period, wanted)),
    by,
    members: members.filter((_, m) => shown[m]),
    rows: rows.map(({ kpi, cells }) => ({ kpi, cells: cells.filter((_, m) => shown[m]) })),
    easeScale: prepared.members.easeScale,
    leftOut: [...prepared.leftOut, ...freeOrders(prepared, spans.now)]
  }
}

/** Orders of the period with nothing to pay: they count, and one would not think so. */
function freeOrders({ members }: Preparation, span: Window | null): Warning[] {
  const n = members.freeOrders.reduce((sum, [day, of]) => sum + (span !== null && day >= span.from && day <= span.to ? of : 0), 0)
  return n === 0 ? [] : [{ code: 'kpis.leftOut.freeOrders', count: n, example: '' }]
}

/** One KPI of one period, against the period before. */
export function kpiOf(db: Database, prepared: Preparation, kpi: KpiId, period: KpiPeriod): { kpi: Kpi; span: Span | null } {
  const spans = spansOf(prepared, period, 'previous')
  return { kpi: withTarget(kpi, cellOf(kpi, 0, read(db, null, period, spans)), period, targets(db)), span: saidSpan(spans.now) }
}

function spansOf({ firstDay, lastDay }: Preparation, period: KpiPeriod, compare: KpiComparison): Spans {
  const before = (span: Window | null) => {
    const found = span && heldAgainst(span, period, compare)
    return found !== null && reaches(found, firstDay) ? found : null
  }
  const now = spanOf(period, firstDay, lastDay)
  const held = before(now)
  return { now, held, earlier: before(held) }
}

const saidSpan = (span: Window | null): Span | null => span && { from: dateOfDay(span.from), to: dateOfDay(span.to) }

interface ReadSpans {
  now: Cells | null
  held: Cells | null
  earlier: Cells | null
}

function read(db: Database, by: KpiBreakdown | null, period: KpiPeriod, { now, held, earlier }: Spans): ReadSpans {
  const cells = (span: Window | null) => span && windowCells(db, by, followed(span, period))
  return { now: cells(now), held: cells(held), earlier: cells(earlier) }
}

function cellOf(kpi: KpiId, member: number, spans: ReadSpans | null): KpiCell {
  const at = (cells: Cells | null | undefined, of: KpiId = kpi): Counted => cells?.[of]?.[member] ?? 'notCovered'
  const now = kpi === 'revenue-growth' ? growth(at(spans?.now, 'revenue'), at(spans?.held, 'revenue')) : at(spans?.now)
  const then = kpi === 'revenue-growth' ? growth(at(spans?.held, 'revenue'), at(spans?.earlier, 'revenue')) : at(spans?.held)
  const held = typeof then === 'string' ? { previous: null, previousN: null } : { previous: then[0], previousN: then[3] }
  if (typeof now === 'string') return { value: null, low: null, high: null, n: 0, reason: now, ...held, beyondChance: null }
  const [value, low, high, n] = now
  const isCount = definitionOf(kpi).unit === 'count'
  const estimate = ([of, from, to]: Exclude<Counted, string>) => (isCount ? countWithChance(of) : { value: of, low: from, high: to })
  const beyondChance = typeof then === 'string' ? null : differsBeyondChance(estimate(now), estimate(then))
  return { value, low, high, n, reason: null, ...held, beyondChance }
}

/** Revenue against revenue: both are counted, so there is no interval. */
function growth(now: Counted, then: Counted): Counted {
  if (typeof now === 'string') return now
  if (typeof then === 'string') return 'noEarlierPeriod'
  return then[0] > 0 ? [now[0] / then[0] - 1, null, null, now[3]] : 'nothing'
}

function withTarget(kpi: KpiId, cell: KpiCell, period: KpiPeriod, wanted: readonly Target[]): Kpi {
  const target = wanted.find((one) => one.kpi === kpi && one.period === period)?.target ?? null
  const { better } = definitionOf(kpi)
  const isJudged = target !== null && cell.value !== null && better !== null
  const met = isJudged ? (better === 'more' ? Number(cell.value) >= target : Number(cell.value) <= target) : null
  return { kpi, ...cell, target, met }
}
