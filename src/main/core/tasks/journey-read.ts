import type { Database } from 'better-sqlite3'
import { type Cohort, type Flow, flowOf, noStage, type Timeline } from '../../../engines/journey/timeline.ts'
import type { JourneyScope } from '../../../shared/model/journey.ts'
import { endOfDay, secondsADay } from '../db/queries/dates.ts'
import { segmentMembers } from '../db/queries/journey-events.ts'
import { journeyColumns, latestJourney, latestJourneyId } from '../db/queries/journey-run.ts'
import type { StoredRun } from '../db/queries/runs.ts'
import { JOURNEY_VERSION, type JourneyMeta, type TimelineColumns } from './journey.ts'
import { commonStages } from './journey-changes.ts'
import { speaksOfTrouble } from './journey-words.ts'

/** A run as it is read: its columns, and what follows from them alone. */
export interface Prepared {
  run: Omit<StoredRun<JourneyMeta>, 'result'>
  meta: JourneyMeta
  columns: TimelineColumns
  timeline: Timeline
  flow: Flow
  /** 1 for codes that may keep somebody from going on, and the stage that they belong to. */
  isPain: Uint8Array
  painHome: Uint8Array
  /** Moments between which anybody was in a stage, from the base; null when nobody was. */
  first: number | null
  last: number | null
  /** Customers who met each code. */
  customersOfCode: Int32Array
}

/** The run that was read last; a few megabytes that every look at the journey needs again. */
let kept: { path: string; prepared: Prepared } | null = null

/** The newest run of this workspace with its columns; null before the first. The first call reads them, later ones find them. */
export function readJourney(db: Database, path: string): Prepared | null {
  const id = latestJourneyId(db)
  if (id === null) return null
  const stored = latestJourney<JourneyMeta>(db)
  // What another version kept may have another form: the journey is read anew.
  if (stored === null || stored.identity.engineVersion !== JOURNEY_VERSION) return null
  const { result: meta, ...run } = stored
  const isKept = kept !== null && kept.path === path && kept.prepared.run.id === id && kept.prepared.run.computedAt === run.computedAt
  if (isKept && kept !== null && kept.prepared.run.identity.inputFingerprint === run.identity.inputFingerprint) {
    kept.prepared.run = run
    return kept.prepared
  }
  const columns = journeyColumns<TimelineColumns>(db, id, 'timeline')
  const { customers, starts, at, code, stage, channel } = columns
  const timeline: Timeline = {
    base: meta.base,
    end: meta.end,
    stages: meta.setup.stages.length,
    customers,
    starts,
    at,
    code,
    stage,
    channel
  }
  const prepared: Prepared = {
    run,
    meta,
    columns,
    timeline,
    flow: flowOf(timeline),
    ...pains(meta, timeline),
    ...firstAndLast(timeline),
    customersOfCode: metBy(timeline, meta.labels.length)
  }
  kept = { path, prepared }
  return prepared
}

function pains({ labels, setup }: JourneyMeta, timeline: Timeline): { isPain: Uint8Array; painHome: Uint8Array } {
  const common = commonStages(timeline, labels.length)
  const after = ['post-purchase', 'purchase'].map((role) => setup.stages.findIndex((stage) => stage.role === role)).find((s) => s !== -1)
  return {
    isPain: Uint8Array.from(labels, ({ kind, label }) =>
      kind === 'touchpoint' ? Number(speaksOfTrouble(label)) : Number(['ticket', 'slow', 'low', 'return'].includes(kind))
    ),
    painHome: Uint8Array.from(labels, ({ kind }, code) => (kind === 'touchpoint' ? (common[code] as number) : (after ?? noStage)))
  }
}

function firstAndLast({ at, stage }: Timeline): { first: number | null; last: number | null } {
  let first: number | null = null
  let last: number | null = null
  for (let e = 0; e < at.length; e++) {
    if (stage[e] === noStage) continue
    const moment = at[e] as number
    if (first === null || moment < first) first = moment
    if (last === null || moment > last) last = moment
  }
  return { first, last }
}

function metBy({ customers, starts, code }: Timeline, codes: number): Int32Array {
  const met = new Int32Array(codes)
  const last = new Int32Array(codes).fill(-1)
  for (let c = 0; c < customers.length; c++) {
    for (let e = starts[c] as number; e < (starts[c + 1] as number); e++) {
      const k = code[e] as number
      if (last[k] === c) continue
      last[k] = c
      met[k] = (met[k] as number) + 1
    }
  }
  return met
}

/** Who is looked at. */
export function cohortOf(db: Database, prepared: Prepared, scope: Pick<JourneyScope, 'from' | 'to' | 'segment' | 'channel'>): Cohort {
  const { base } = prepared.meta
  return {
    from: scope.from === null ? Number.NEGATIVE_INFINITY : endOfDay(scope.from) - secondsADay - base,
    to: scope.to === null ? Number.POSITIVE_INFINITY : endOfDay(scope.to) - 1 - base,
    marks: marksOf(db, prepared, scope)
  }
}

function marksOf(
  db: Database,
  { columns, meta }: Prepared,
  { segment, channel }: Pick<JourneyScope, 'segment' | 'channel'>
): Uint8Array | undefined {
  if (segment === null && channel === null) return undefined
  const members = segment === null ? null : new Set(segmentMembers(db, segment))
  const wanted = channel === null ? null : meta.channels.indexOf(channel)
  return Uint8Array.from(columns.customers, (id, row) =>
    Number((members === null || members.has(id)) && (wanted === null || columns.firstChannel[row] === wanted))
  )
}

/** Seconds that a customer has for going on. */
export function windowOf({ meta }: Prepared, scope: Pick<JourneyScope, 'window'>): number {
  return (scope.window ?? meta.window) * secondsADay
}
