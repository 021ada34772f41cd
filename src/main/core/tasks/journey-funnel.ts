import type { Database } from 'better-sqlite3'
import { medianOf } from '../../../engines/intervals.ts'
import { type FunnelTimes, funnel, type Step } from '../../../engines/journey/funnel.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { FunnelRequest, FunnelResult } from '../../../shared/model/journey.ts'
import { secondsADay } from '../db/queries/dates.ts'
import { cohortOf, type Prepared } from './journey-read.ts'
import { shareOf, unknownOf } from './journey-view.ts'

/** How many took each step of a funnel, and how long they needed. Customers whose window has not ended are counted apart. O(events × steps). */
export function journeyFunnel(db: Database, prepared: Prepared, request: FunnelRequest): FunnelResult {
  const times = funnelTimes(db, prepared, request)
  const { steps } = request
  const isUnknown = unknownSteps(db, prepared, request)
  const reached = (isOpen: 0 | 1) => steps.map((_, k) => (isUnknown[k] ? null : reachedBy(times, steps.length, k, isOpen).length))
  const [closed, open] = [reached(0), reached(1)]
  const medians = steps.map((_, k) => {
    const seconds = reachedBy(times, steps.length, k, 0).map((i) => times.times[i * steps.length + k] as number)
    return medianOf(Float64Array.from(seconds))?.median ?? null
  })
  return {
    steps: steps.map((step, k) => {
      const before = lastNeeded(steps, k)
      const median = medians[k] ?? null
      const [here, there] = [closed[k] ?? null, closed[before] ?? null]
      return {
        label: labelOf(prepared, step),
        optional: step.optional,
        closed: here,
        open: open[k] ?? null,
        conversion: k === 0 || here === null || there === null ? null : shareOf(here, there),
        medianDays: k === 0 || median === null ? null : median / secondsADay
      }
    })
  }
}

/** Steps to stages that nothing tells of, and what comes after one that everybody has to take: how many came there is not known. */
function unknownSteps(db: Database, prepared: Prepared, { steps, window, scope }: FunnelRequest): boolean[] {
  const { from, to } = cohortOf(db, prepared, scope)
  let isCut = false
  return steps.map(({ stage, optional }, k) => {
    const s = prepared.meta.setup.stages.findIndex(({ id }) => id === stage)
    const isUnknown = stage !== null && unknownOf(prepared, s, from, k === 0 ? to : to + window * secondsADay) !== null
    if (isUnknown && (k === 0 || !optional)) isCut = true
    return isUnknown || isCut
  })
}

/** Rows of the timeline's customers who took a step, by whether their window has ended. */
export function funnelRows(db: Database, prepared: Prepared, request: FunnelRequest, step: number, group: 'closed' | 'open'): number[] {
  const times = funnelTimes(db, prepared, request)
  return reachedBy(times, request.steps.length, step, group === 'open' ? 1 : 0).map((i) => times.rows[i] as number)
}

function reachedBy({ rows, open, times }: FunnelTimes, steps: number, k: number, isOpen: 0 | 1): number[] {
  const found: number[] = []
  for (let i = 0; i < rows.length; i++) if (open[i] === isOpen && (times[i * steps + k] as number) !== -1) found.push(i)
  return found
}

/** The step before that everybody has to take. */
function lastNeeded(steps: FunnelRequest['steps'], k: number): number {
  for (let before = k - 1; before > 0; before--) if (!steps[before]?.optional) return before
  return 0
}

function funnelTimes(db: Database, prepared: Prepared, { steps, window, ordered, scope }: FunnelRequest): FunnelTimes {
  const { from, to, marks } = cohortOf(db, prepared, scope)
  return funnel(
    prepared.timeline,
    // The first step cannot be left out: it says who is counted.
    steps.map((step, k) => stepOf(prepared, step, k > 0)),
    { window: window * secondsADay, ordered, from, to, marks }
  )
}

function stepOf({ meta }: Prepared, { stage, event, optional }: FunnelRequest['steps'][number], mayBeOptional: boolean): Step {
  const index = stage === null ? (event ?? -1) : meta.setup.stages.findIndex(({ id }) => id === stage)
  if (index < 0 || (stage === null && index >= meta.labels.length)) throw new SextantError('journey.noStage', { id: stage ?? event ?? '?' })
  return { is: stage === null ? 'code' : 'stage', value: index, optional: optional && mayBeOptional }
}

/** The stage's own name, `role:` and the built-in one, or what an event is called. */
function labelOf({ meta }: Prepared, { stage, event }: FunnelRequest['steps'][number]): string {
  if (stage !== null) {
    const found = meta.setup.stages.find(({ id }) => id === stage)
    return found?.name ?? `role:${found?.role ?? ''}`
  }
  const { kind, label } = meta.labels[event ?? -1] ?? { kind: 'touchpoint', label: '' }
  return kind === 'touchpoint' && label !== '' ? label : `${kind}:${label}`
}
