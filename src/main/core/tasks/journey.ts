import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { flowOf } from '../../../engines/journey/timeline.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { JourneyChange, JourneyNote, JourneySetup, RuleField, RuleProposal, TouchpointValue } from '../../../shared/model/journey.ts'
import { withDatabase } from '../db/open.ts'
import { endOfDay } from '../db/queries/dates.ts'
import { leftOutRows, mixedZoneSources, purchaseShifts, spendRows } from '../db/queries/journey-events.ts'
import { journeyBasis, latestJourney, storeJourney } from '../db/queries/journey-run.ts'
import { confirmRun, type RunIdentity } from '../db/queries/runs.ts'
import { analysedCurrency } from '../db/queries/settings.ts'
import { storedSetup } from '../db/queries/stages.ts'
import { inReadTransaction } from '../db/queries/transaction.ts'
import type { TaskContext } from '../jobs/types.ts'
import { findChanges, type KeptChange } from './journey-changes.ts'
import type { Coverage } from './journey-coverage.ts'
import { loadDoings, loadTouchpoints } from './journey-load.ts'
import { createMatcher } from './journey-rules.ts'
import { builtInStages, proposeRules, valuesOf } from './journey-stages.ts'
import { type BuiltTimeline, buildTimeline, describeNames, type EventLabel } from './journey-timeline.ts'
import { nothingUntil } from './nothing-until.ts'

export interface JourneyInput {
  workspacePath: string
  asOf: IsoDate
  recompute: boolean
}

/** What a run keeps beside its columns. */
export interface JourneyMeta {
  setup: JourneySetup
  /** False: the built-in stages with the rules that the data suggest. */
  chosen: boolean
  proposals: RuleProposal[]
  values: TouchpointValue[]
  labels: EventLabel[]
  channels: string[]
  devices: string[]
  base: number
  end: number
  window: number
  currency: string
  decimals: number
  /** Where spend goes: by stage and month, so that a period can be summed. */
  spend: { stage: number; at: number; cost: number }[]
  changes: JourneyChange[]
  looks: number
  chain: number[]
  /** When somebody could be seen in each stage; null: nothing that was imported says so. */
  covered: (Coverage | null)[]
  notes: JourneyNote[]
}

/** Columns of a run, by artifact. */
export type TimelineColumns = {
  customers: Int32Array
  starts: Int32Array
  at: Float64Array
  code: Uint16Array
  stage: Uint8Array
  channel: Uint8Array
  firstChannel: Uint8Array
  firstDevice: Uint8Array
  orderAt: Int32Array
  orderValue: Float64Array
  scoreAt: Int32Array
  score: Float32Array
  changeStarts: Int32Array
  changeRows: Int32Array
}

/** Changes whenever the same input could give another result, or what is kept of it has another form. */
export const JOURNEY_VERSION = 'journey/4'
const SEED = 1
const secondsADay = 86_400
/** Windows to choose from, the longest that three of fit into the data. */
const windows = [7, 30, 90]

/**
 * Reads everything that customers did into columns, with the stage of each event, and looks for changes. Period, segment,
 * channel and window are chosen afterwards over these columns. Answers the id of the run.
 *
 * @throws journey.empty, asOf.beforeData, run.notReproduced
 */
export async function journey({ workspacePath, asOf, recompute }: JourneyInput, ctx: TaskContext): Promise<{ run: number }> {
  return withDatabase(workspacePath, 'write', async (db) => {
    const cutoff = endOfDay(asOf)
    const pause = async (done: number, total: number | null) => {
      ctx.onProgress({ phase: 'journey.load', done, total, unit: 'rows' })
      await nextTurn()
      ctx.signal.throwIfAborted()
    }
    // All that is read is of one moment, though others may write meanwhile.
    const { basis, touchpoints, doings, stored, spent, leftOut, shifts, mixed } = await inReadTransaction(db, async () => {
      await pause(0, null)
      const stored = storedSetup(db)
      const ruled = (field: RuleField) => stored?.rules.some((rule) => rule.field === field) ?? false
      const touchpoints = await loadTouchpoints(db, cutoff, { page: ruled('page'), campaign: ruled('campaign') }, pause)
      return {
        basis: journeyBasis(db),
        touchpoints,
        doings: await loadDoings(db, cutoff, () => pause(touchpoints.length, null)),
        stored,
        spent: spendRows(db, cutoff),
        leftOut: leftOutRows(db, cutoff),
        shifts: touchpoints.ofOrders === 0 ? [] : purchaseShifts(db),
        mixed: mixedZoneSources(db)
      }
    })
    if (touchpoints.length - touchpoints.unknown + doings.customer.length === 0) {
      // Of whom nobody knows who they were is no journey, and told.
      throw nothingUntil(db, asOf, 'journey.empty', { unknown: touchpoints.unknown + leftOut.anonymousOrders })
    }

    const named = describeNames(touchpoints, doings)
    const proposals = proposeRules(named, stored?.stages ?? builtInStages)
    const setup: JourneySetup = stored ?? { stages: [...builtInStages], rules: proposals.map(({ rule }) => rule) }
    await pause(touchpoints.length, null)
    const built = buildTimeline(touchpoints, doings, setup, cutoff)
    await pause(touchpoints.length, null)

    const currency = analysedCurrency(db)
    const spend = spendOf(spent, setup)
    const identity: RunIdentity = {
      seed: SEED,
      params: { setup },
      engineVersion: JOURNEY_VERSION,
      inputFingerprint: fingerprint(built, spend, currency),
      asOf
    }
    const before = latestJourney<JourneyMeta>(db)
    const same = before !== null && JSON.stringify(before.identity) === JSON.stringify(identity)
    if (same && !recompute) {
      confirmRun(db, before.id, basis)
      return { run: before.id }
    }

    const { timeline } = built
    const flow = flowOf(timeline)
    const window = defaultWindow(timeline.base, timeline.end)
    ctx.onProgress({ phase: 'journey.look', done: 0, total: 1, unit: 'steps' })
    const found = await findChanges(built, flow, setup.stages, window * secondsADay, {
      signal: ctx.signal,
      rng: seededRng(SEED),
      now: ctx.now,
      onProgress: (share) => ctx.onProgress({ phase: 'journey.look', done: share, total: 1, unit: 'steps' })
    })
    const meta: JourneyMeta = {
      setup,
      chosen: stored !== null,
      proposals,
      values: valuesOf(named, setup),
      labels: built.labels,
      channels: built.channels,
      devices: built.devices,
      base: timeline.base,
      end: timeline.end,
      window,
      currency,
      decimals: doings.decimals,
      spend,
      changes: found.changes.map(({ rows: _rows, ...change }) => change),
      looks: found.looks,
      chain: found.chain,
      covered: built.covered,
      notes: notesOf(built, touchpoints, doings.otherCurrency, leftOut, shifts, mixed)
    }
    if (same) {
      // Compared as it would be read again.
      const { notes: _n, ...again } = JSON.parse(JSON.stringify(meta)) as JourneyMeta
      const { notes: _o, ...kept } = before.result
      if (JSON.stringify(again) !== JSON.stringify(kept)) throw new SextantError('run.notReproduced', { id: before.id })
      return { run: before.id }
    }
    ctx.onProgress({ phase: 'journey.save', done: 0, total: null, unit: 'rows' })
    const run = storeJourney(db, identity, ctx.now(), meta, basis, { timeline: columnsOf(built, found.changes) }, () => ctx.committing?.())
    return { run }
  })
}

/** The longest window of which three fit into the data; in shorter data the shortest. */
export function defaultWindow(base: number, end: number): number {
  const days = (end - base) / secondsADay
  return windows.findLast((window) => 3 * window <= days) ?? (windows[0] as number)
}

function columnsOf(built: BuiltTimeline, changes: readonly KeptChange[]): TimelineColumns {
  const { customers, starts, at, code, stage, channel } = built.timeline
  const rows = changes.map((change) => change.rows)
  const changeStarts = new Int32Array(rows.length + 1)
  rows.forEach((of, i) => {
    changeStarts[i + 1] = (changeStarts[i] as number) + of.length
  })
  const changeRows = new Int32Array(changeStarts.at(-1) as number)
  rows.forEach((of, i) => {
    changeRows.set(of, changeStarts[i])
  })
  const { firstChannel, orderAt, orderValue, scoreAt, score } = built
  return {
    customers,
    starts,
    at,
    code,
    stage,
    channel,
    firstChannel,
    firstDevice: firstDevices(built),
    orderAt,
    orderValue,
    scoreAt,
    score,
    changeStarts,
    changeRows
  }
}

/** Device of each customer's first visit that names one. */
function firstDevices({ timeline, visits }: BuiltTimeline): Uint8Array {
  const found = new Uint8Array(timeline.customers.length)
  for (let v = visits.row.length - 1; v >= 0; v--) if (visits.device[v] !== 0) found[visits.row[v] as number] = visits.device[v] as number
  return found
}

/** To the stage of the first rule that fits channel or campaign, else to the awareness, which money is mostly spent on. */
function spendOf(rows: ReturnType<typeof spendRows>, setup: JourneySetup): JourneyMeta['spend'] {
  const ruleOf = createMatcher(setup.rules)
  const first = Math.max(
    0,
    setup.stages.findIndex(({ role }) => role === 'awareness')
  )
  const index = new Map(setup.stages.map(({ id }, i) => [id, i]))
  return rows.map(({ at, channel, campaign, cost }) => {
    const stage = setup.rules[ruleOf({ event: '', channel: channel ?? '', page: '', campaign: campaign ?? '' })]?.stage
    return { stage: stage === undefined || stage === null ? first : (index.get(stage) ?? first), at, cost }
  })
}

function fingerprint(
  { timeline, visits, orderValue, score, labels, channels, devices }: BuiltTimeline,
  spend: unknown,
  currency: string
): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([currency, spend, labels, channels, devices]))
  const { customers, starts, at, code, stage, channel } = timeline
  for (const { buffer, byteOffset, byteLength } of [
    customers,
    starts,
    at,
    code,
    stage,
    channel,
    visits.device,
    visits.codes,
    orderValue,
    score
  ])
    hash.update(new Uint8Array(buffer, byteOffset, byteLength))
  return hash.digest('hex')
}

function notesOf(
  { counts, timeline }: BuiltTimeline,
  touchpoints: { length: number; unknown: number; repeated: number },
  otherCurrency: number,
  leftOut: ReturnType<typeof leftOutRows>,
  shifts: ReturnType<typeof purchaseShifts>,
  mixed: ReturnType<typeof mixedZoneSources>
): JourneyNote[] {
  const used = new Set(timeline.stage)
  used.delete(255)
  const notes: JourneyNote[] = [
    { code: 'noTouchpoints', count: touchpoints.length === 0 ? 1 : 0, example: '' },
    { code: 'oneStage', count: used.size <= 1 ? 1 : 0, example: '' },
    { code: 'unmapped', count: counts.unmapped, example: '' },
    { code: 'unknownCustomer', count: touchpoints.unknown + leftOut.anonymousOrders, example: '' },
    { code: 'afterAsOf', count: leftOut.later, example: '' },
    { code: 'beforePurchase', count: counts.beforePurchase, example: '' },
    { code: 'undated', count: leftOut.undated, example: '' },
    { code: 'duplicates', count: Math.max(counts.duplicates, touchpoints.repeated), example: '' },
    { code: 'equalTimes', count: counts.equalTimes, example: '' },
    { code: 'otherCurrency', count: otherCurrency, example: '' },
    { code: 'noStage', count: counts.noStage, example: '' },
    ...zoneNotes(shifts),
    ...mixed.map(({ file, count, example }): JourneyNote => ({ code: 'mixedZones', count, example: `${file}: ${example}` }))
  ]
  return notes.filter(({ count }) => count > 0)
}

/** Files most of whose purchases lie whole hours from their orders. */
function zoneNotes(shifts: ReturnType<typeof purchaseShifts>): JourneyNote[] {
  const totals = new Map<string, number>()
  for (const { file, count } of shifts) totals.set(file, (totals.get(file) ?? 0) + count)
  return shifts
    .filter(({ file, hours, count }) => hours !== 0 && count >= 10 && count > 0.5 * (totals.get(file) ?? 0))
    .map(({ file, hours, count }) => ({ code: 'zones', count, example: `${file}: ${hours > 0 ? '+' : '−'}${Math.abs(hours)} h` }))
}
