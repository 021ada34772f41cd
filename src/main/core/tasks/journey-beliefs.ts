import { medianOf } from '../../../engines/intervals.ts'
import { compare, compareOrder } from '../../../engines/journey/belief.ts'
import { never, noStage } from '../../../engines/journey/timeline.ts'
import type { BeliefCheck, BeliefStep, JourneyBelief } from '../../../shared/model/journey.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import type { StoredBelief } from '../db/queries/journey-beliefs.ts'
import type { Prepared } from './journey-read.ts'
import { shareOf } from './journey-view.ts'

/** A belief is held against the newest customers: this share of those who came, in the order of their coming. */
const laterShare = 0.4
/** What makes no difference: five points of a share, a quarter of a time and at least half a day. */
const sharePoints = 0.05
const timeShare = 0.25
const leastDays = 0.5
/** Customers below which nothing is decided. */
const enough = 20

/**
 * Holds a believed journey against what customers did. A person who draws a journey has the past in mind; so the verdict is that of
 * the customers who came later than three fifths of all, and the earlier ones are shown beside it. O(events × steps).
 */
export function checkBelief(prepared: Prepared | null, belief: StoredBelief): JourneyBelief {
  if (prepared === null) return { ...belief, split: null, verdict: 'undecided', checks: [] }
  const steps = known(prepared, belief.steps)
  const split = splitOf(prepared, steps)
  const checks = steps.slice(1).map((to, k) => checkStep(prepared, steps[k] as BeliefStep, to, split))
  const verdicts = checks.flatMap(({ conversion, days, order }) =>
    [conversion?.verdict, days?.verdict, order?.verdict].filter((v) => v !== undefined)
  )
  return {
    ...belief,
    split: split === null ? null : isoDate(prepared.meta.base + split),
    verdict: verdicts.includes('contradicted')
      ? 'contradicted'
      : verdicts.length > 0 && verdicts.every((v) => v === 'supported')
        ? 'supported'
        : 'undecided',
    checks
  }
}

/** Rows of the later customers who were in `from` and did not come to `to` in time, by where they went instead; null: nowhere. */
export function strayed(prepared: Prepared, belief: StoredBelief, from: number, to: number, instead: number | null): number[] {
  const steps = known(prepared, belief.steps)
  const k = steps.findIndex((step, i) => step.stage === from && steps[i + 1]?.stage === to)
  if (k === -1) return []
  return walk(prepared, steps[k] as BeliefStep, steps[k + 1] as BeliefStep, splitOf(prepared, steps))
    .filter(({ isLater, reached, instead: where }) => isLater && reached === null && where === instead)
    .map(({ row }) => row)
}

function known({ meta }: Prepared, steps: readonly BeliefStep[]): BeliefStep[] {
  return steps.filter(({ stage }) => meta.setup.stages.some(({ id }) => id === stage))
}

/** Entry into the first believed stage that divides earlier from later customers. */
function splitOf(prepared: Prepared, steps: readonly BeliefStep[]): number | null {
  const first = steps[0]
  if (first === undefined) return null
  const s = indexOf(prepared, first.stage)
  const { timeline, flow } = prepared
  const entries: number[] = []
  for (let row = 0; row < timeline.customers.length; row++) {
    const entry = flow.entry[row * timeline.stages + s] as number
    if (entry !== never) entries.push(entry)
  }
  entries.sort((a, b) => a - b)
  return entries[Math.floor(entries.length * (1 - laterShare))] ?? null
}

interface Walk {
  row: number
  isLater: boolean
  /** Seconds until the believed stage; null: not within the window. */
  reached: number | null
  /** Id of the stage that the customer went to instead; null: none. */
  instead: number | null
}

/** What became of everybody whose window after entering `from` has ended. */
function walk({ timeline, flow, meta }: Prepared, from: BeliefStep, to: BeliefStep, split: number | null): Walk[] {
  const { stages, starts, at, stage, base, end } = timeline
  const ids = meta.setup.stages.map(({ id }) => id)
  const a = ids.indexOf(from.stage)
  const b = ids.indexOf(to.stage)
  // Who believes that it takes long is given the time.
  const window = Math.max(meta.window, Math.ceil(3 * (from.days ?? 0))) * secondsADay
  const found: Walk[] = []
  for (let row = 0; row < timeline.customers.length; row++) {
    const entry = flow.entry[row * stages + a] as number
    if (entry === never || entry + window > end - base) continue
    let reached: number | null = null
    let instead: number | null = null
    for (let e = (flow.by[row * stages + a] as number) + 1; e < (starts[row + 1] as number); e++) {
      const since = (at[e] as number) - entry
      if (since > window) break
      const s = stage[e] as number
      if (s === noStage || s === a) continue
      if (s === b) {
        reached = since
        break
      }
      instead ??= ids[s] ?? null
    }
    found.push({ row, isLater: split !== null && entry >= split, reached, instead: reached === null ? instead : null })
  }
  return found
}

function checkStep(prepared: Prepared, from: BeliefStep, to: BeliefStep, split: number | null): BeliefCheck {
  // Of a stage that nothing tells of nobody was seen, which contradicts no belief.
  const isTold = [from, to].every(({ stage }) => (prepared.meta.covered[indexOf(prepared, stage)] ?? null) !== null)
  const walks = isTold ? walk(prepared, from, to, split) : []
  const later = walks.filter(({ isLater }) => isLater)
  const shareAmong = (of: readonly Walk[]) => shareOf(of.filter(({ reached }) => reached !== null).length, of.length)
  const share = shareAmong(later)
  const median = medianOf(Float64Array.from(later.flatMap(({ reached }) => (reached === null ? [] : [reached / secondsADay]))))
  const lost = new Map<number | null, number>()
  for (const { reached, instead } of later) if (reached === null) lost.set(instead, (lost.get(instead) ?? 0) + 1)
  const decides = later.length >= enough
  return {
    from: from.stage,
    to: to.stage,
    earlier: shareAmong(walks.filter(({ isLater }) => !isLater)),
    later: share,
    conversion:
      from.conversion === null
        ? null
        : {
            expected: from.conversion,
            verdict: share === null || !decides ? 'undecided' : compare(from.conversion, share.low, share.high, sharePoints)
          },
    days:
      from.days === null
        ? null
        : {
            expected: from.days,
            observed: median?.median ?? null,
            low: median?.low ?? null,
            high: median?.high ?? null,
            verdict:
              !decides || median === null || median.low === null || median.high === null
                ? 'undecided'
                : compare(from.days, median.low, median.high, Math.max(leastDays, timeShare * from.days))
          },
    order: orderOf(prepared, from, to, split),
    elsewhere: [...lost].map(([stage, customers]) => ({ stage, customers })).sort((a, b) => b.customers - a.customers)
  }
}

/** Of the later customers who were in both stages, how many came to the second one after the first. */
function orderOf(prepared: Prepared, from: BeliefStep, to: BeliefStep, split: number | null): BeliefCheck['order'] {
  const { timeline, flow } = prepared
  const [a, b] = [indexOf(prepared, from.stage), indexOf(prepared, to.stage)]
  let both = 0
  let inOrder = 0
  for (let row = 0; row < timeline.customers.length; row++) {
    const first = flow.entry[row * timeline.stages + a] as number
    const second = flow.entry[row * timeline.stages + b] as number
    if (first === never || second === never || split === null || Math.min(first, second) < split) continue
    both++
    if (first <= second) inOrder++
  }
  const share = shareOf(inOrder, both)
  return share === null ? null : { share, verdict: both < enough ? 'undecided' : compareOrder(inOrder, both) }
}

function indexOf({ meta }: Prepared, stage: number): number {
  return meta.setup.stages.findIndex(({ id }) => id === stage)
}
