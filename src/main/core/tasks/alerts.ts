import { createHash } from 'node:crypto'
import { orderFeatures } from '../../../engines/alerts/pattern.ts'
import { groupings } from '../../../engines/alerts/population.ts'
import { type Best, reachOf } from '../../../engines/alerts/reach.ts'
import { openDays, paceOf, type Seen } from '../../../engines/alerts/seen.ts'
import { worthOf } from '../../../engines/alerts/worth.ts'
import { ALERTS_VERSION, beginningsOf, type FoundAlert, type FoundAlerts, findAlerts, logOf } from '../../../engines/alerts.ts'
import type { EngineContext } from '../../../engines/context.ts'
import { expectedValue, fitGammaGamma, GAMMA_GAMMA_VERSION } from '../../../engines/gamma-gamma.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { partOf } from '../../../engines/pace.ts'
import { chooseRhythm, naiveForecast, RHYTHM_CHOICE_VERSION, type RhythmChoice } from '../../../engines/rhythm/choice.ts'
import { type Summary, summarise } from '../../../engines/rhythm/event-log.ts'
import { RHYTHM_VERSION } from '../../../engines/rhythm.ts'
import { isSextantError, SextantError } from '../../../shared/errors.ts'
import { t } from '../../../shared/messages/index.ts'
import type {
  Alert,
  AlertEvidence,
  AlertKind,
  AlertsParams,
  AlertsResult,
  AliveMap,
  Looked,
  RhythmReport
} from '../../../shared/model/alerts.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import { withDatabase } from '../db/open.ts'
import { type AlertColumns, loadAlertColumns } from '../db/queries/alert-columns.ts'
import { type AlertRunKind, alertOutlook, latestAlerts, storeAlerts } from '../db/queries/alerts-run.ts'
import type { Column } from '../db/queries/columns.ts'
import { customerCodes } from '../db/queries/customers.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import { countUntrue, receiveAlerts } from '../db/queries/inbox.ts'
import { confirmRun, type RunIdentity } from '../db/queries/runs.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { workspaceState } from '../db/queries/workspace.ts'
import type { TaskContext } from '../jobs/types.ts'
import { nothingUntil } from './nothing-until.ts'

export interface AlertsInput {
  workspacePath: string
  params: AlertsParams
  asOf: IsoDate
  /** `look`: at another day than the workspace's. It is kept apart and changes nothing in the inbox. */
  kind: AlertRunKind
  /** Compute again though the newest run is the same, and fail if the answer differs. */
  recompute: boolean
}

/** What is expected of each customer; −1 where it is not known. Parallel. */
export interface Outlook {
  customer: Float64Array
  /** P(alive). */
  alive: Float64Array
  /** Orders and their value in the 26 weeks that follow. */
  orders: Float64Array
  value: Float64Array
  /** P(order within 4, 13, 26 weeks). */
  within4: Float64Array
  within13: Float64Array
  within26: Float64Array
  [column: string]: Column
}

type Stored = Omit<AlertsResult, 'run'>

/** Changes whenever the same input could give another result, or what is kept of it has another form. */
const VERSION = ['repurchase/4', ALERTS_VERSION, RHYTHM_CHOICE_VERSION, RHYTHM_VERSION, GAMMA_GAMMA_VERSION].join(' ')
/** As many as anybody reads; what is left out is counted. */
const MOST_STORED = 20_000
const A_WEEK = 7
const HORIZON_WEEKS = 26
/** Chances between which the next order is put, if it comes at all with the second. */
const [EARLY, LATE] = [0.1, 0.9]

/**
 * Finds re-purchase alerts as of a day: chooses and back-tests a model of buying, looks for each kind, and keeps the kinds that were
 * right often enough on former days. If the newest run has the same seed, parameters, engine version, input and as-of date, it is the answer.
 *
 * @throws workspace.empty, asOf.beforeData, run.notReproduced
 */
export async function alerts({ workspacePath, params, asOf, kind, recompute }: AlertsInput, ctx: TaskContext): Promise<AlertsResult> {
  const { falseAlarmShare, seed } = params
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'alerts.load', done: 0, total: null, unit: 'rows' })
    const { columns, basis } = db.transaction(() => ({ columns: loadAlertColumns(db, asOf), basis: dataBasis(db) }))()
    ctx.signal.throwIfAborted()
    if (columns === null) throw nothingUntil(db, asOf, 'workspace.empty')
    const untrue = countUntrue(db)
    const identity: RunIdentity = {
      seed,
      params: { falseAlarmShare, ...(Object.keys(untrue).length > 0 ? { untrue } : {}) },
      engineVersion: VERSION,
      inputFingerprint: fingerprint(columns),
      asOf
    }
    const before = latestAlerts<Stored>(db, kind, 'all')
    const same = before !== null && !before.gone && JSON.stringify(before.identity) === JSON.stringify(identity)
    if (same && !recompute) {
      confirmRun(db, before.id, dataBasis(db))
      return { run: { id: before.id, kind: 'repurchase', ...identity }, ...before.result }
    }

    const engine: EngineContext = {
      signal: ctx.signal,
      now: ctx.now,
      rng: seededRng(seed),
      onProgress: (share) => ctx.onProgress({ phase: 'alerts.find', done: share, total: 1, unit: 'steps' })
    }
    const found = await compute(columns, params, untrue, engine)
    const codes = customerCodes(
      db,
      found.alerts.flatMap(({ customer }) => (customer < 0 ? [] : [columns.customerIds[customer] as number]))
    )
    const result = resultOf(found, columns, codes)
    if (same) {
      const outlook = alertOutlook<Outlook>(db, before.id)
      // Compared as it would be read again.
      if (JSON.stringify(result) !== JSON.stringify(before.result) || !isSame(outlook, found.outlook))
        throw new SextantError('run.notReproduced', { id: before.id })
      return { run: { id: before.id, kind: 'repurchase', ...identity }, ...result }
    }
    ctx.onProgress({ phase: 'alerts.save', done: 0, total: null, unit: 'rows' })
    const id = storeAlerts(db, kind, identity, ctx.now(), result.verdict.level, result, basis, found.outlook, () => {
      if (kind === 'inbox') receiveAlerts(db, result.until, workspaceState(db, ctx.now()).asOfNewest, result.alerts)
      ctx.committing?.()
    })
    return { run: { id, kind: 'repurchase', ...identity }, ...result }
  })
}

interface Found extends FoundAlerts {
  choice: RhythmChoice | null
  outlook: Outlook
  orderValue: (customer: number) => number
}

async function compute(
  columns: AlertColumns,
  { falseAlarmShare, seed }: AlertsParams,
  untrue: Partial<Record<AlertKind, number>>,
  ctx: EngineContext
): Promise<Found> {
  const { history, customerIds, givenBack } = columns
  const log = logOf(history)
  const beginnings = beginningsOf(history)
  const { choice } = await chooseRhythm(log, history.firstDay, history.lastDay, beginnings, partOf(ctx, 0, 0.3))
  const chosen = choice?.models.find(({ model }) => model === choice.chosen)
  const pooledBy = choice?.pooledBy
  const beginning = beginnings.find(({ by }) => by === pooledBy?.by)
  const own = pooledBy && beginning ? { beginning, k: pooledBy.k } : null
  const model = chosen ? { name: chosen.model, k: chosen.k, own } : null
  const found = await findAlerts(history, { budget: falseAlarmShare, model, seed, untrue }, partOf(ctx, 0.3, 0.95))
  const summary = summarise(log, { endDay: history.lastDay, unit: A_WEEK })
  const orderValue = await orderValues(columns, summary, partOf(ctx, 0.95, 1))
  const kept = (customer: number): number => orderValue(customer) * (1 - givenBack)
  return { ...found, choice, orderValue: kept, outlook: outlookOf(found.seen, log, summary, choice, customerIds, kept) }
}

/** The expected value of an order of each customer: by Gamma-Gamma, or the mean of its own and of everybody's where that does not fit. */
async function orderValues({ history }: AlertColumns, summary: Summary, ctx: EngineContext): Promise<(customer: number) => number> {
  const place = new Int32Array(history.customers).fill(-1)
  summary.customer.forEach((customer, i) => {
    place[customer] = i
  })
  let fit: Awaited<ReturnType<typeof fitGammaGamma>> | null = null
  try {
    fit = await fitGammaGamma(summary, ctx)
  } catch (error) {
    if (!isSextantError(error, 'rhythm.noRepeats')) throw error
  }
  const typical = history.value.reduce((sum, value) => sum + value, 0) / Math.max(1, history.value.length)
  return (customer) => {
    const i = place[customer] as number
    const [x, mean] = i < 0 ? [0, 0] : [summary.x[i] as number, summary.meanValue[i] as number]
    const expected = fit && mean > 0 ? expectedValue(fit.parameters, x, mean) : null
    if (expected !== null && Number.isFinite(expected)) return expected
    return x > 0 ? (x * mean + typical) / (x + 1) : typical
  }
}

function outlookOf(
  seen: Seen,
  log: ReturnType<typeof logOf>,
  summary: Summary,
  choice: RhythmChoice | null,
  ids: Float64Array,
  orderValue: (customer: number) => number
): Outlook {
  const naive =
    choice !== null && choice.used !== 'model' ? naiveForecast(log, seen.day, HORIZON_WEEKS * A_WEEK, summary, choice.used) : null
  const n = summary.customer.length
  const column = (of: (i: number, customer: number) => number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => of(i, summary.customer[i] as number))
  const prospect = (customer: number) => seen.prospectOf(customer)
  const orders = column((i, c) => naive?.[i] ?? prospect(c)?.ordersWithin(HORIZON_WEEKS) ?? -1)
  return {
    customer: column((_, c) => ids[c] as number),
    alive: column((_, c) => prospect(c)?.alive ?? -1),
    orders,
    value: column((i, c) => ((orders[i] as number) < 0 ? -1 : (orders[i] as number) * orderValue(c))),
    within4: column((_, c) => prospect(c)?.orderWithin(4) ?? -1),
    within13: column((_, c) => prospect(c)?.orderWithin(13) ?? -1),
    within26: column((_, c) => prospect(c)?.orderWithin(26) ?? -1)
  }
}

function resultOf(found: Found, columns: AlertColumns, codes: ReadonlyMap<number, string>): Stored {
  const { history, currency, notes, customerIds } = columns
  const { seen, kinds, choice } = found
  const reach = reachOf(seen)
  const all = found.alerts
    .map((alert): Alert => {
      const { value, worth, intervention, dueInDays, breakEven } = worthOf(alert, seen, found.orderValue)
      const { channel, weekday } = reach(alert.customer)
      const id = alert.customer < 0 ? null : (customerIds[alert.customer] as number)
      return {
        customer: id === null ? null : (codes.get(id) ?? ''),
        customerId: id,
        kind: alert.kind,
        value,
        confidence: alert.confidence,
        worth,
        due: isoDate((history.lastDay + dueInDays) * secondsADay),
        intervention,
        channel: channel && (columns.names[channel.from === 'orders' ? 'channel' : 'contact'][channel.at] ?? null),
        weekday: weekday && weekday.at + 1,
        evidence: { ...evidenceOf(alert, seen, columns), breakEven, ...told('channel', channel), ...told('weekday', weekday) }
      }
    })
    .sort((a, b) => b.worth - a.worth || (a.customerId ?? -1) - (b.customerId ?? -1) || (a.kind < b.kind ? -1 : 1))
  const level = kinds.some(({ on }) => on)
    ? 'validated'
    : kinds.some(({ reason }) => reason === 'over-budget' || reason === 'not-sure-enough')
      ? 'not-better'
      : 'insufficient-data'
  return {
    verdict: { level, reason: t(`alerts.verdict.${level}`) },
    until: isoDate(history.lastDay * secondsADay),
    currency,
    customers: seen.customers.length,
    rhythm: choice && reportOf(choice),
    kinds,
    looked: lookedAt(found, columns),
    ...(choice === null ? {} : { aliveMap: aliveMapOf(found.outlook, found.seen) }),
    alerts: all.slice(0, MOST_STORED),
    total: all.length,
    notes
  }
}

function lookedAt({ seen, alerts: found }: Found, { history }: AlertColumns): Looked {
  const strange = found.filter(({ kind }) => kind === 'unplanned-purchase')
  const reasons = orderFeatures.map((feature) => ({
    feature,
    share: strange.reduce((sum, { detail }) => sum + (detail[`because_${feature}`] ?? 0), 0) / Math.max(1, strange.length)
  }))
  return {
    customers: seen.customers.length,
    orders: history.day.length,
    products: history.category.length,
    categories: history.categories,
    channels: history.channels,
    complaints: history.troubleDay.length,
    visits: history.visitDay.length,
    contacts: history.contactDay.length,
    weeks: Math.floor((history.lastDay - history.firstDay) / A_WEEK),
    strange: strange.length,
    reasons
  }
}

/** Orders, and weeks since the last one, from which a row and a column of the map begin. */
const ORDERS = [1, 2, 3, 4, 6, 10, 20]
const WEEKS = [0, 2, 4, 8, 13, 26, 52]

/** How sure the model is that customers are still there, by how often and how lately they ordered. */
function aliveMapOf({ alive }: Outlook, { history, end, customers, day }: Seen): AliveMap {
  const sums = new Map<number, { customers: number; alive: number }>()
  customers.forEach((customer, i) => {
    const chance = alive[i] as number
    if (!(chance >= 0)) return
    const orders = (end[customer] as number) - (history.orders[customer] as number)
    const weeks = Math.floor((day - (history.day[(end[customer] as number) - 1] as number)) / A_WEEK)
    const at = ORDERS.findLastIndex((from) => orders >= from) * WEEKS.length + WEEKS.findLastIndex((from) => weeks >= from)
    const cell = sums.get(at) ?? { customers: 0, alive: 0 }
    sums.set(at, { customers: cell.customers + 1, alive: cell.alive + chance })
  })
  const cells = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([at, cell]) => ({
      orders: Math.floor(at / WEEKS.length),
      weeks: at % WEEKS.length,
      customers: cell.customers,
      alive: cell.alive / cell.customers
    }))
  return { orders: ORDERS, weeks: WEEKS, cells }
}

/** What a best channel or weekday rests on. */
function told(what: 'channel' | 'weekday', best: Best | null): AlertEvidence {
  return best === null ? {} : { [`${what}From`]: best.from, [`${what}Answered`]: best.answered, [`${what}Of`]: best.of }
}

/** Numbers of days become dates, and numbers of things their names. */
function evidenceOf(alert: FoundAlert, seen: Seen, { history, names }: AlertColumns): AlertEvidence {
  const { customer, detail, kind, window } = alert
  const evidence: AlertEvidence = {}
  for (const [name, value] of Object.entries(detail)) {
    if (name.endsWith('Day')) evidence[name.replace(/Day$/, 'Date')] = isoDate(value * secondsADay)
    else if (name === 'category' || name === 'formerCategory') evidence[name] = names.category[value] ?? null
    else if (name === 'grouping') evidence.grouping = groupings[value] ?? null
    else if (name === 'member') evidence.subject = names[groupings[detail.grouping as number] ?? 'product'][value] ?? null
    else if (name !== 'inDays') evidence[name] = Number.isFinite(value) ? value : null
  }
  evidence.windowDays = window
  if (customer < 0) return evidence
  evidence.lastOrderDate = isoDate((history.day[(seen.end[customer] as number) - 1] as number) * secondsADay)
  if (kind === 'due-soon' || kind === 'newly-regular') Object.assign(evidence, nextOrder(seen, customer))
  return evidence
}

/** The days between which the next order comes; open at the end where the customer may have left. */
function nextOrder(seen: Seen, customer: number): { nextFrom: string | null; nextTo: string | null } {
  const pace = paceOf(seen, customer)
  if (pace === null) return { nextFrom: null, nextTo: null }
  const open = openDays(seen, customer)
  const alive = seen.prospectOf(customer)?.alive ?? 1
  const by = (chance: number): string | null =>
    chance < alive ? isoDate((seen.day + Math.max(1, Math.round(pace.orderedBy(open, chance / alive)))) * secondsADay) : null
  return { nextFrom: by(EARLY), nextTo: by(LATE) }
}

function reportOf({ splitDay: _split, ...choice }: RhythmChoice): RhythmReport {
  return choice
}

function isSame(kept: Outlook | null, again: Outlook): boolean {
  return (
    kept !== null &&
    Object.entries(again).every(([name, column]) =>
      Buffer.from(column.buffer).equals(Buffer.from(kept[name]?.slice().buffer ?? new ArrayBuffer(0)))
    )
  )
}

/** SHA-256, hex, of all that the alerts are found in. O(rows). */
function fingerprint({ history, customerIds, names, currency, notes, givenBack }: AlertColumns): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([currency, names, notes, givenBack]))
  for (const column of [customerIds, ...Object.values(history)]) {
    if (typeof column === 'number') hash.update(`${column} `)
    else hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
