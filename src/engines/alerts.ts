import type { AlertHistory } from '../shared/model/alert-columns.ts'
import { type AlertKind, type AlertKindReason, type AlertKindState, alertKinds } from '../shared/model/alerts.ts'
import {
  chanceByScore,
  FEWEST_CASES,
  type JudgedCase,
  LEAST_JUDGED,
  LEAST_ORIGINS,
  type Realised,
  settled,
  thresholdFor,
  untrueCases
} from './alerts/back-test.ts'
import { browsingAgain, dueSoon, newlyRegular } from './alerts/coming.ts'
import { preferenceShift, spendChange, unplannedPurchase } from './alerts/pattern.ts'
import { populationAnomaly } from './alerts/population.ts'
import { type Case, type Detector, endsAt, type Seen } from './alerts/seen.ts'
import { churnRisk, overdue, postComplaintSilence, winBack } from './alerts/silence.ts'
import type { EngineContext } from './context.ts'
import { median } from './math/median.ts'
import { seededRng } from './math/rng.ts'
import { sampleRows } from './math/sample.ts'
import { fitRegularity, OWN_REGULARITY_VERSION, type Regularity } from './own-regularity.ts'
import { partOf } from './pace.ts'
import { type Beginning, fitOwn, type OwnFits } from './rhythm/beginnings.ts'
import { type EventLog, type Summary, summarise } from './rhythm/event-log.ts'
import { type Prospect, prospectOf } from './rhythm/outlook.ts'
import { pick } from './rhythm/pick.ts'
import { fitRhythm, type RhythmFit, type RhythmModelName } from './rhythm.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const ALERTS_VERSION = `alerts/4 ${OWN_REGULARITY_VERSION}`

/** Of each kind what finds its cases, and what tells whether one came true. */
export const detectors: Readonly<Record<AlertKind, Detector>> = {
  overdue,
  'churn-risk': churnRisk,
  'due-soon': dueSoon,
  'unplanned-purchase': unplannedPurchase,
  'preference-shift': preferenceShift,
  'newly-regular': newlyRegular,
  'win-back': winBack,
  'spend-change': spendChange,
  'post-complaint-silence': postComplaintSilence,
  'browsing-again': browsingAgain,
  'population-anomaly': populationAnomaly
}

/** Kinds whose cases a test has chosen at the budget; for the others a threshold is set by back-test. */
const tests: ReadonlySet<AlertKind> = new Set(['unplanned-purchase', 'preference-shift', 'spend-change', 'population-anomaly'])

export interface ChosenModel {
  name: RhythmModelName
  k: number
  /** Groups that have a rhythm of their own, each with its regularity; null where all have one. */
  own: { beginning: Beginning; k: Readonly<Record<string, number>> } | null
}

export interface AlertsParams {
  /** Accepted share of false alarms. */
  budget: number
  /** The model of buying that was chosen; null where there is too little to choose by. */
  model: ChosenModel | null
  seed: number
  /** Alerts of each kind that the user called not true. */
  untrue?: Partial<Record<AlertKind, number>>
}

/** A case that is an alert now. */
export interface FoundAlert extends Case {
  kind: AlertKind
  confidence: number
}

export interface FoundAlerts {
  kinds: AlertKindState[]
  alerts: FoundAlert[]
  /** The fit on everything, for forecasts; null without a model. */
  fit: RhythmFit | null
  /** As of the last day. */
  seen: Seen
  /** What became of the cases of former days, by kind. */
  judged: Record<AlertKind, JudgedCase[]>
}

const FOUR_WEEKS = 28
const A_WEEK = 7
/** More days than any history has. */
const MOST_DAYS = 2 ** 16
/** Days before the first look back: what came before is what one learns from. */
const LEARNT_FROM = 91
const MOST_ORIGINS = 13
/** The look back is at so many customers at most, drawn at random; what is learned of all is learned from the second number. */
const LOOKED_AT = 10_000
const FITTED_ON = 5_000

/**
 * Finds what is worth writing to somebody about, kind by kind, and how often such alerts were right. Each kind looks at the shop as it was on
 * up to 13 former days, four weeks apart; what came of it sets the score from which a case is an alert (so that at most the accepted share is
 * false) and, forward in time, the precision that is told. A kind that does not keep within the budget, or of which too little could be judged, is off.
 *
 * O(origins · customers + orders).
 * @throws ctx.signal.reason when cancelled
 */
export async function findAlerts(history: AlertHistory, params: AlertsParams, ctx: EngineContext): Promise<FoundAlerts> {
  const { budget, model, seed } = params
  const log = logOf(history)
  const everyone = Int32Array.from({ length: history.customers }, (_, c) => c).filter(
    (c) => (history.orders[c + 1] as number) > (history.orders[c] as number)
  )
  const sample = drawn(everyone, LOOKED_AT, ctx)
  const days = originsOf(history)
  const judged = Object.fromEntries(alertKinds.map((kind) => [kind, [] as JudgedCase[]])) as Record<AlertKind, JudgedCase[]>
  const steps = days.length + 1
  for (const [i, day] of days.entries()) {
    const seen = await see(history, log, sample, day, model, {
      ...partOf(ctx, i / steps, (i + 1) / steps),
      rng: seededRng(seed * 4_096 + day)
    })
    for (const kind of alertKinds) {
      for (const found of await detectors[kind].find(seen, budget)) {
        const known = day + found.window
        if (known > history.lastDay) continue
        const came = detectors[kind].cameTrue(history, found, day)
        if (came !== null) judged[kind].push({ customer: found.customer, score: found.score, origin: day, known, came })
      }
      ctx.signal.throwIfAborted()
    }
  }
  const seen = await see(history, log, everyone, history.lastDay, model, {
    ...partOf(ctx, days.length / steps, 1),
    rng: seededRng(seed * 4_096 + history.lastDay)
  })
  const kinds: AlertKindState[] = []
  const alerts: FoundAlert[] = []
  for (const kind of alertKinds) {
    const cases = judged[kind]
    const fixed = tests.has(kind)
    const untrue = untrueCases(params.untrue?.[kind] ?? 0)
    const { alerts: former, within, target, ...measured } = settled(cases, budget, fixed, untrue)
    const threshold = fixed ? Number.NEGATIVE_INFINITY : cases.length >= FEWEST_CASES ? thresholdFor([...cases, ...untrue], target) : null
    const reason =
      lackOf(kind, history, seen.regularity) ?? reasonOf(measured, budget, days.length, cases.length, within && threshold !== null, fixed)
    const on = reason === 'within-budget'
    let count = 0
    if (on) {
      // A chance by score would give all of them to the surest alone.
      const lowered = untrue.length === 0 ? 1 : (measured.judged || 1) / ((measured.judged || 1) + untrue.length)
      const chance = chanceByScore(fixed ? former.filter(({ origin }) => Number.isFinite(origin)) : cases)
      for (const found of await detectors[kind].find(seen, budget)) {
        if (found.score < (threshold as number)) continue
        alerts.push({ ...found, kind, confidence: lowered * chance(found.score) })
        count++
      }
    }
    kinds.push({ kind, on, reason, ...measured, untrue: untrue.length, cases: cases.length, alerts: count })
    ctx.signal.throwIfAborted()
  }
  return { kinds, alerts, fit: fitOf.get(seen) ?? null, seen, judged }
}

/** Why a kind is on or off. */
function reasonOf(
  { judged, origins, precision }: Realised,
  budget: number,
  days: number,
  cases: number,
  within: boolean,
  fixed: boolean
): AlertKindReason {
  if (days < LEAST_ORIGINS) return 'too-few-origins'
  if (judged < LEAST_JUDGED) return !fixed && origins >= LEAST_ORIGINS && cases >= 2 * FEWEST_CASES ? 'not-sure-enough' : 'too-few-cases'
  if (origins < LEAST_ORIGINS) return 'too-few-origins'
  if (within) return 'within-budget'
  // Those judged kept within it, but so few do not prove it.
  return precision !== null && 1 - precision <= budget ? 'not-sure-enough' : 'over-budget'
}

/** What a kind cannot do without. */
function lackOf(kind: AlertKind, history: AlertHistory, regularity: Regularity | null): AlertKindReason | null {
  if (kind === 'preference-shift' && history.categories < 2) return 'no-categories'
  if (kind === 'post-complaint-silence' && history.troubleDay.length === 0) return 'no-complaints'
  if (kind === 'browsing-again' && history.visitDay.length === 0) return 'no-visits'
  return regularity === null ? 'too-few-repeating' : null
}

/** So many of them at most, drawn at random, in their order. */
function drawn(customers: Int32Array, most: number, ctx: EngineContext): Int32Array {
  if (customers.length <= most) return customers
  return sampleRows(customers.length, most, ctx.rng)
    .map((i) => customers[i] as number)
    .sort()
}

/** Former days, four weeks apart, the newest last; the last is early enough for a case of two weeks to be judged. */
function originsOf({ firstDay, lastDay }: AlertHistory): number[] {
  const days: number[] = []
  for (let day = lastDay - FOUR_WEEKS / 2; day - firstDay >= LEARNT_FROM && days.length < MOST_ORIGINS; day -= FOUR_WEEKS) days.unshift(day)
  return days
}

export function logOf({ customers, orders, day, value }: AlertHistory): EventLog {
  const customer = new Int32Array(day.length)
  for (let c = 0; c < customers; c++) customer.fill(c, orders[c], orders[c + 1])
  return { customer, customers, day, value }
}

/** The fit behind a view, for the caller. */
const fitOf = new WeakMap<Seen, RhythmFit>()

/** The shop on a day: rhythms are learned from what was known then. */
async function see(
  history: AlertHistory,
  log: EventLog,
  among: Int32Array,
  day: number,
  model: AlertsParams['model'],
  ctx: EngineContext
): Promise<Seen> {
  const end = endsAt(history, day)
  const customers = among.filter((c) => (end[c] as number) > (history.orders[c] as number))
  const learners = drawn(customers, FITTED_ON, ctx)
  const regularity = await regularityOf(history, learners, end, ctx)
  const summary = summarise(log, { endDay: day, unit: A_WEEK })
  const known = knownOf(summary, learners)
  const fit = model && (await fitted(known, model, ctx))
  const own = fit && model.own ? await ownFits(known, model, model.own, ctx) : null
  const place = new Int32Array(history.customers).fill(-1)
  summary.customer.forEach((customer, i) => {
    place[customer] = i
  })
  const ofFits = new Map<RhythmFit, Map<number, Prospect>>()
  const prospectAt = (customer: number, x: number, tx: number, T: number): Prospect => {
    const by = own?.get(model?.own?.beginning.of[customer] as number) ?? (fit as RhythmFit)
    const prospects = ofFits.get(by) ?? new Map<number, Prospect>()
    ofFits.set(by, prospects)
    // Whole numbers of orders and days: one number tells them apart.
    const key = (x * MOST_DAYS + Math.round(tx * A_WEEK)) * MOST_DAYS + Math.round(T * A_WEEK)
    const found = prospects.get(key) ?? prospectOf(by, x, tx, T)
    prospects.set(key, found)
    return found
  }
  const seen: Seen = {
    history,
    day,
    customers,
    end,
    regularity,
    prospectOf(customer) {
      const i = place[customer] as number
      if (fit === null || i < 0) return null
      return prospectAt(customer, summary.x[i] as number, summary.tx[i] as number, summary.T[i] as number)
    },
    prospectBefore(customer) {
      const i = place[customer] as number
      if (fit === null || i < 0) return null
      const [x, tx, T] = [summary.x[i] as number, summary.tx[i] as number, (summary.T[i] as number) - FOUR_WEEKS / A_WEEK]
      return T < tx || T < 0 ? null : prospectAt(customer, x, tx, T).alive
    },
    typicalGap: typicalGap(history, customers, end),
    ctx
  }
  if (fit) fitOf.set(seen, fit)
  return seen
}

/** Median of the days between two orders. */
function typicalGap({ orders, day }: AlertHistory, customers: Int32Array, end: Int32Array): number {
  const gaps: number[] = []
  for (const customer of customers) {
    for (let at = (orders[customer] as number) + 1; at < (end[customer] as number); at++)
      gaps.push((day[at] as number) - (day[at - 1] as number))
  }
  return gaps.length > 0 ? median(Float64Array.from(gaps)) : HALF_A_YEAR
}

const HALF_A_YEAR = 182
const FEWEST_GAPS = 30

async function regularityOf(history: AlertHistory, customers: Int32Array, end: Int32Array, ctx: EngineContext): Promise<Regularity | null> {
  const gaps: number[] = []
  const starts = [0]
  for (const customer of customers) {
    for (let at = (history.orders[customer] as number) + 1; at < (end[customer] as number); at++) {
      gaps.push((history.day[at] as number) - (history.day[at - 1] as number))
    }
    starts.push(gaps.length)
  }
  if (gaps.length < FEWEST_GAPS) return null
  return fitRegularity({ gaps: Float64Array.from(gaps), starts: Int32Array.from(starts) }, ctx)
}

function knownOf(summary: Summary, customers: Int32Array): Summary {
  const wanted = new Set(customers)
  return pick(
    summary,
    Int32Array.from(summary.customer.keys()).filter((i) => wanted.has(summary.customer[i] as number))
  )
}

async function fitted(known: Summary, { name, k }: ChosenModel, ctx: EngineContext): Promise<RhythmFit | null> {
  if (!known.x.some((x) => x > 0)) return null
  return fitRhythm(known, { model: name, ...(name === 'mbgcnbdk' ? { k } : {}) }, ctx)
}

/** Of the groups that were found to have a rhythm of their own, those of which enough is known on the day. */
function ownFits(
  known: Summary,
  { name }: ChosenModel,
  { beginning, k }: NonNullable<ChosenModel['own']>,
  ctx: EngineContext
): Promise<OwnFits> {
  const of = beginning.of.map((group) => (k[group] === undefined ? -1 : group))
  return fitOwn(known, { ...beginning, of }, name, (group) => k[group], ctx)
}

/** How each customer began: the category that most was paid for in the first order, and the channel that it came through. O(customers + items). */
export function beginningsOf(history: AlertHistory): Beginning[] {
  const [category, channel] = [new Int32Array(history.customers).fill(-1), new Int32Array(history.customers).fill(-1)]
  for (let c = 0; c < history.customers; c++) {
    const first = history.orders[c] as number
    if (first === history.orders[c + 1]) continue
    channel[c] = history.channel[first] as number
    const paid = new Map<number, number>()
    for (let i = history.items[first] as number; i < (history.items[first + 1] as number); i++) {
      const group = history.category[history.product[i] as number] as number
      if (group >= 0) paid.set(group, (paid.get(group) ?? 0) + (history.amount[i] as number))
    }
    let most = Number.NEGATIVE_INFINITY
    for (const [group, amount] of paid) {
      if (amount > most || (amount === most && group < (category[c] as number))) {
        category[c] = group
        most = amount
      }
    }
  }
  return [
    { by: 'category', of: category },
    { by: 'channel', of: channel }
  ]
}
