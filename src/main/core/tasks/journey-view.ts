import type { Database } from 'better-sqlite3'
import { painCounts } from '../../../engines/journey/pains.ts'
import { stageCounts } from '../../../engines/journey/stage-counts.ts'
import { type Cohort, noStage, standings, stands } from '../../../engines/journey/timeline.ts'
import { benjaminiHochberg } from '../../../engines/math/benjamini-hochberg.ts'
import { z975 } from '../../../engines/math/tail.ts'
import { twoShares } from '../../../engines/math/two-shares.ts'
import { wilson } from '../../../engines/math/wilson.ts'
import type {
  GroupGap,
  JourneyNote,
  JourneyScope,
  JourneyView,
  PainPoint,
  Share,
  StageFigures,
  StageUnknown
} from '../../../shared/model/journey.ts'
import { endOfDay, isoDate, secondsADay } from '../db/queries/dates.ts'
import { journeyBasis } from '../db/queries/journey-run.ts'
import { segmentGroups } from '../db/queries/journey-segments.ts'
import { covers } from './journey-coverage.ts'
import { painMatrix, painOf } from './journey-pains.ts'
import { cohortOf, type Prepared, windowOf } from './journey-read.ts'

/** Customers below which a group, or a pain point, is not compared. */
const leastGroup = 30
const leastMet = 10
/** Answers below which a mean score is not told. */
const leastAnswers = 5
/** Share of false claims among the gaps that are told. */
const falseShare = 0.05
const shownGaps = 12
const shownPains = 8
const shownEvents = 60
const shownChannels = 5

/** The journey of a scope, from what a run prepared. O(events). */
export function journeyView(db: Database, prepared: Prepared, scope: JourneyScope, asOf: string | null): JourneyView {
  const { meta, run } = prepared
  const window = windowOf(prepared, scope)
  const cohort = cohortOf(db, prepared, scope)
  const of = standings(prepared.timeline, prepared.flow, cohort, window)
  const stages = stageFigures(db, prepared, scope, cohort, window, of)
  const pain = painPoints(prepared, of, window)
  const gaps = groupGaps(db, prepared, of)
  const { first, last } = prepared
  return {
    run: { id: run.id, kind: 'journey', ...run.identity },
    computedAt: run.computedAt,
    stale: run.gone || run.identity.asOf !== asOf || run.basis !== journeyBasis(db),
    scope,
    window: window / secondsADay,
    currency: meta.currency,
    customers: customersIn(prepared, of),
    firstDay: first === null ? null : isoDate(meta.base + first),
    lastDay: last === null ? null : isoDate(meta.base + last),
    stages,
    painPoints: pain.shown,
    painMatrix: painMatrix(prepared, segmentGroups(db), of, window),
    gaps: gaps.shown,
    changes: meta.changes,
    looked: { series: meta.looks, groups: gaps.looked, painPoints: pain.looked },
    notes: [...meta.notes, ...gaps.notes],
    channels: meta.channels.slice(1),
    events: meta.labels
      .map(({ label, kind }, code) => ({
        code,
        label: label === '' || kind !== 'touchpoint' ? `${kind}:${label}` : label,
        customers: prepared.customersOfCode[code] as number
      }))
      .filter(({ customers }) => customers > 0)
      .sort((a, b) => b.customers - a.customers || a.code - b.code)
      .slice(0, shownEvents)
  }
}

function stageFigures(
  db: Database,
  prepared: Prepared,
  scope: JourneyScope,
  cohort: Cohort,
  window: number,
  of: Uint8Array
): StageFigures[] {
  const { meta, timeline, flow } = prepared
  const before = periodBefore(scope)
  const earlier = before === null ? null : standings(timeline, flow, cohortOf(db, prepared, { ...scope, ...before }), window)
  const scores = scoresByStage(prepared, cohort)
  const values = valuesByStage(prepared, cohort)
  const costs = costsByStage(prepared, scope)
  return meta.setup.stages.map((stage, s) => {
    const unknown = unknownOf(prepared, s, cohort.from, cohort.to)
    const goesOn = unknown === null && leadsOn(prepared, s, cohort.from, cohort.to + window)
    const counts = stageCounts(timeline, flow, of, s, meta.channels.length)
    const then = earlier === null ? null : stageCounts(timeline, flow, earlier, s, meta.channels.length)
    const days = (seconds: number | null) => (seconds === null ? null : seconds / secondsADay)
    return {
      stage,
      customers: unknown === null ? counts.entered : null,
      unknown,
      moved: goesOn ? counts.moved : null,
      stayed: goesOn ? counts.stayed : null,
      open: goesOn ? counts.open : null,
      conversion: goesOn ? shareOf(counts.moved, counts.moved + counts.stayed) : null,
      previous: then === null || !goesOn ? null : shareOf(then.moved, then.moved + then.stayed),
      days: { median: days(counts.time.median), low: days(counts.time.quarter), high: days(counts.time.threeQuarters) },
      channels: Array.from(counts.channels)
        .map((customers, channel) => ({ channel: meta.channels[channel] ?? '', customers }))
        .filter(({ customers }) => customers > 0)
        .sort((a, b) => b.customers - a.customers)
        .slice(0, shownChannels),
      satisfaction: scores[s] ?? [],
      value: values?.[s] ?? null,
      cost: costs?.[s] ?? null
    }
  })
}

/** Why nobody knows who came to a stage between two moments; null: it is known. */
export function unknownOf({ meta }: Prepared, s: number, from: number, to: number): StageUnknown | null {
  const coverage = meta.covered[s] ?? null
  if (coverage === null) return 'noData'
  return covers(coverage, from + meta.base, to + meta.base) ? null : 'notCovered'
}

/** Whether somebody could be seen in a later stage: else that nobody went on is not known. */
function leadsOn({ meta }: Prepared, s: number, from: number, to: number): boolean {
  return meta.covered.slice(s + 1).some((coverage) => covers(coverage, from + meta.base, to + meta.base))
}

export function shareOf(hits: number, of: number): Share | null {
  return of === 0 ? null : wilson(hits, of)
}

/** The period of the same length before a chosen one. */
function periodBefore({ from, to }: JourneyScope): { from: string; to: string } | null {
  if (from === null || to === null) return null
  const length = endOfDay(to) - endOfDay(from) + secondsADay
  return { from: isoDate(endOfDay(from) - secondsADay - length), to: isoDate(endOfDay(from) - 2 * secondsADay) }
}

function customersIn({ timeline }: Prepared, of: Uint8Array): number {
  const { stages } = timeline
  let found = 0
  for (let i = 0; i < of.length; i += stages) {
    for (let s = 0; s < stages; s++) {
      if (of[i + s] === stands.none) continue
      found++
      break
    }
  }
  return found
}

/** Mean scores of the answers of the period by the stage that the customer was in before answering, each kind of question by itself. */
function scoresByStage({ columns, meta, timeline }: Prepared, cohort: Cohort): StageFigures['satisfaction'][] {
  const sums = Array.from({ length: timeline.stages }, () => new Map<string, { n: number; sum: number; squares: number }>())
  const isAnswer = meta.labels.map(({ kind }) => kind === 'feedback' || kind === 'low')
  columns.scoreAt.forEach((e, i) => {
    const score = columns.score[i] as number
    const at = timeline.at[e] as number
    if (Number.isNaN(score) || at < cohort.from || at > cohort.to) return
    const row = rowOfEvent(timeline.starts, e)
    if (cohort.marks?.[row] === 0) return
    let before = e - 1
    const first = timeline.starts[row] as number
    while (before >= first && (timeline.stage[before] === noStage || isAnswer[timeline.code[before] as number])) before--
    const kinds = sums[before < first ? (timeline.stage[e] as number) : (timeline.stage[before] as number)]
    if (kinds === undefined) return
    const type = meta.labels[timeline.code[e] as number]?.label.toLowerCase() ?? ''
    const cell = kinds.get(type) ?? { n: 0, sum: 0, squares: 0 }
    kinds.set(type, cell)
    cell.n++
    cell.sum += score
    cell.squares += score * score
  })
  return sums.map((kinds) =>
    [...kinds]
      .filter(([, { n }]) => n >= leastAnswers)
      .map(([type, { n, sum, squares }]) => {
        const mean = sum / n
        const half = z975 * Math.sqrt(Math.max(0, (squares - n * mean * mean) / (n - 1)) / n)
        return { type, score: mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half), answers: n }
      })
      .sort((a, b) => b.answers - a.answers || a.type.localeCompare(b.type))
  )
}

/** Row of the customer whom an event belongs to. O(log customers). */
export function rowOfEvent(starts: Int32Array, e: number): number {
  let low = 0
  let high = starts.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) <= e) low = middle
    else high = middle
  }
  return low
}

/** Money of the orders of the period by stage; null without orders. */
function valuesByStage({ columns, meta, timeline }: Prepared, cohort: Cohort): (number | null)[] | null {
  if (columns.orderAt.length === 0) return null
  const sums = new Array<number | null>(timeline.stages).fill(null)
  columns.orderAt.forEach((e, i) => {
    const at = timeline.at[e] as number
    const value = columns.orderValue[i] as number
    const s = timeline.stage[e] as number
    if (Number.isNaN(value) || s === noStage || at < cohort.from || at > cohort.to) return
    if (cohort.marks !== undefined && cohort.marks[rowOfEvent(timeline.starts, e)] === 0) return
    sums[s] = (sums[s] ?? 0) + value
  })
  return sums.map((units) => (units === null ? null : units / 10 ** meta.decimals))
}

/** Spend of the period by stage; null where it is not known, or cannot be parted among those who are looked at. */
function costsByStage({ meta }: Prepared, { from, to, segment, channel }: JourneyScope): (number | null)[] | null {
  if (meta.spend.length === 0 || segment !== null || channel !== null) return null
  const begin = from === null ? Number.NEGATIVE_INFINITY : endOfDay(from) - secondsADay
  const end = to === null ? Number.POSITIVE_INFINITY : endOfDay(to)
  const sums = new Array<number | null>(meta.setup.stages.length).fill(null)
  for (const { stage, at, cost } of meta.spend) if (at >= begin && at < end) sums[stage] = (sums[stage] ?? 0) + cost
  return sums
}

function painPoints(prepared: Prepared, of: Uint8Array, window: number): { shown: PainPoint[]; looked: number } {
  const { meta, timeline, flow, isPain, painHome } = prepared
  const counts = painCounts(timeline, flow, of, window, isPain, painHome).filter(({ met, others }) => met >= leastMet && others >= leastMet)
  const q = benjaminiHochberg(counts.map(({ met, metMoved, others, othersMoved }) => twoShares(metMoved, met, othersMoved, others)))
  const all = counts.map(({ stage, code, met, metMoved, others, othersMoved }, i): PainPoint & { lost: number } => {
    return {
      stage: meta.setup.stages[stage]?.id ?? 0,
      code,
      ...painOf(meta.labels[code]),
      customers: met,
      stayedWith: met - metMoved,
      withIt: wilson(metMoved, met),
      withoutIt: wilson(othersMoved, others),
      q: q[i] as number,
      lost: met * (othersMoved / others) - metMoved
    }
  })
  const shown = meta.setup.stages.flatMap(({ id }) =>
    all
      .filter(({ stage }) => stage === id)
      .sort((a, b) => Number(b.q <= falseShare && b.lost > 0) - Number(a.q <= falseShare && a.lost > 0) || b.customers - a.customers)
      .slice(0, shownPains)
  )
  return { shown: shown.map(({ lost: _lost, ...point }) => point), looked: counts.length }
}

/**
 * Segments, channels and devices whose customers go on less, or more, than the rest. Segments are made of what customers ordered, and
 * only who ordered is in one: where an order is what takes a customer on, they differ by how they were made, which is no finding.
 */
function groupGaps(db: Database, prepared: Prepared, stood: Uint8Array): { shown: GroupGap[]; looked: number; notes: JourneyNote[] } {
  const { meta, columns, timeline } = prepared
  const segments = segmentGroups(db)
  const groupings: { by: GroupGap['by']; of: (row: number) => number; names: { name: string; segment: number | null }[] }[] = [
    { by: 'channel', of: (row) => columns.firstChannel[row] as number, names: meta.channels.map((name) => ({ name, segment: null })) },
    { by: 'device', of: (row) => columns.firstDevice[row] as number, names: meta.devices.map((name) => ({ name, segment: null })) }
  ]
  if (segments !== null) {
    const of = (row: number) => segments.slotOf.get(columns.customers[row] as number) ?? 0
    groupings.push({ by: 'segment', of, names: [{ name: '', segment: null }, ...segments.names] })
  }
  const lastByOrder = meta.setup.stages.findLastIndex(({ role }) => role === 'purchase' || role === 'loyalty')
  let skipped = 0
  const found: { gap: Omit<GroupGap, 'q'>; p: number }[] = []
  for (const { by, of, names } of groupings) {
    for (let s = 0; s + 1 < timeline.stages; s++) {
      if (by === 'segment' && s < lastByOrder) {
        skipped++
        continue
      }
      const moved = new Int32Array(names.length)
      const closed = new Int32Array(names.length)
      for (let row = 0; row < timeline.customers.length; row++) {
        const is = stood[row * timeline.stages + s]
        if (is !== stands.moved && is !== stands.stayed) continue
        const g = of(row)
        closed[g] = (closed[g] as number) + 1
        if (is === stands.moved) moved[g] = (moved[g] as number) + 1
      }
      const all = closed.reduce((sum, n) => sum + n, 0)
      const allMoved = moved.reduce((sum, n) => sum + n, 0)
      for (let g = 1; g < names.length; g++) {
        const inside = closed[g] as number
        if (inside < leastGroup || all - inside < leastGroup) continue
        const hits = moved[g] as number
        found.push({
          gap: {
            stage: meta.setup.stages[s]?.id ?? 0,
            by,
            group: names[g]?.name ?? '',
            segment: names[g]?.segment ?? null,
            inside: wilson(hits, inside),
            outside: wilson(allMoved - hits, all - inside)
          },
          p: twoShares(hits, inside, allMoved - hits, all - inside)
        })
      }
    }
  }
  const q = benjaminiHochberg(found.map(({ p }) => p))
  const lost = ({ inside, outside }: GroupGap) => (outside.share - inside.share) * inside.of
  const shown = found
    .map(({ gap }, i): GroupGap => ({ ...gap, q: q[i] as number }))
    .filter((gap) => gap.q <= falseShare)
    .sort((a, b) => lost(b) - lost(a))
  const notes: JourneyNote[] = skipped === 0 ? [] : [{ code: 'segmentsByOrders', count: skipped, example: '' }]
  return { shown: shown.slice(0, shownGaps), looked: found.length, notes }
}
