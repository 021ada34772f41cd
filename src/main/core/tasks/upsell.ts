import { createHash } from 'node:crypto'
import type { EngineContext } from '../../../engines/context.ts'
import { BOOSTED_VERSION } from '../../../engines/learn/boosted-trees.ts'
import { LOGISTIC_VERSION } from '../../../engines/learn/logistic.ts'
import { seededRng } from '../../../engines/math/rng.ts'
import { partOf } from '../../../engines/pace.ts'
import { FP_GROWTH_VERSION } from '../../../engines/rules/fp-growth.ts'
import { FORMER_DAYS_VERSION, firstPurchases } from '../../../engines/upsell/former-days.ts'
import { goodsOnly } from '../../../engines/upsell/goods.ts'
import { findLadders, LADDERS_VERSION, type Ladder } from '../../../engines/upsell/ladders.ts'
import { LATER_RULES_VERSION, laterRules } from '../../../engines/upsell/later-rules.ts'
import { PLANS_VERSION } from '../../../engines/upsell/plans.ts'
import { daysMissing, POINT_IN_TIME_VERSION } from '../../../engines/upsell/point-in-time.ts'
import { PROPENSITY_VERSION } from '../../../engines/upsell/propensity.ts'
import { QINI_VERSION } from '../../../engines/upsell/qini.ts'
import { SextantError } from '../../../shared/errors.ts'
import { upsell as words } from '../../../shared/messages/en/upsell.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { UpsellParams, UpsellResult } from '../../../shared/model/upsell.ts'
import { withDatabase } from '../db/open.ts'
import { type AlertColumns, loadAlertColumns } from '../db/queries/alert-columns.ts'
import { customerCodes } from '../db/queries/customers.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import { type MomentRow, momentRows } from '../db/queries/moments.ts'
import { notToBeAsked, type OfferRow, offerRows } from '../db/queries/offer-responses.ts'
import { loadPlans, type Plans } from '../db/queries/plans.ts'
import { confirmRun, type RunIdentity } from '../db/queries/runs.ts'
import { dataBasis } from '../db/queries/segments.ts'
import { latestUpsell, type StoredUpsell, storeUpsell } from '../db/queries/upsell-run.ts'
import { monthsOfInterval } from '../import/conversion/interval.ts'
import { saysEnded } from '../import/conversion/status.ts'
import type { TaskContext } from '../jobs/types.ts'
import { nothingUntil } from './nothing-until.ts'
import { ANSWER_DAYS, effectsOf, momentsOf, secondOrder, upliftOf } from './upsell-effects.ts'
import { offersOf } from './upsell-offers.ts'
import { type FoundPlans, foundPlans, splitGiven } from './upsell-plans.ts'
import { givenLadders, rulesToTell, toldLadder, toldRule } from './upsell-rules.ts'
import { type JudgedTarget, judgeTarget, type Wanted, wantedTargets } from './upsell-targets.ts'
import { verdictOf } from './upsell-verdict.ts'

export interface UpsellInput {
  workspacePath: string
  params: UpsellParams
  asOf: IsoDate
  /** Compute again though the newest run is the same, and fail if the answer differs. */
  recompute: boolean
}

/** Changes whenever the same input could give another result, or what is kept of it has another form. */
const VERSION = [
  'upsell/7',
  POINT_IN_TIME_VERSION,
  PROPENSITY_VERSION,
  LOGISTIC_VERSION,
  BOOSTED_VERSION,
  FP_GROWTH_VERSION,
  LATER_RULES_VERSION,
  FORMER_DAYS_VERSION,
  LADDERS_VERSION,
  PLANS_VERSION,
  QINI_VERSION
].join(' ')
/** Days after an offer in which no other is made. */
const REST_DAYS = 14

/**
 * Finds what to offer whom: judges models of who buys the targets on former days, mines rules and asks them again of later orders, finds
 * ladders and what offers did, and lists offers from what held. If the newest run has the same input, it is the answer.
 *
 * @throws workspace.empty, asOf.beforeData, upsell.badTarget, run.notReproduced
 */
export async function upsell({ workspacePath, params, asOf, recompute }: UpsellInput, ctx: TaskContext): Promise<UpsellResult> {
  return withDatabase(workspacePath, 'write', async (db) => {
    ctx.onProgress({ phase: 'upsell.load', done: 0, total: null, unit: 'rows' })
    const { columns, offers, moments, plans, spared, basis } = db.transaction(() => ({
      columns: loadAlertColumns(db, asOf),
      offers: offerRows(db, asOf),
      moments: momentRows(db, asOf),
      plans: loadPlans(db, asOf, { saysEnded, monthsOf: monthsOfInterval }),
      spared: notToBeAsked(db, asOf, REST_DAYS),
      basis: dataBasis(db)
    }))()
    ctx.signal.throwIfAborted()
    if (columns === null) throw nothingUntil(db, asOf, 'workspace.empty')
    const { target, horizon, seed, ladders } = params
    const identity: RunIdentity = {
      seed,
      params: { target, horizon, ladders },
      engineVersion: VERSION,
      inputFingerprint: fingerprint(columns, offers, moments, plans, spared),
      asOf
    }
    const before = latestUpsell(db)
    const same = before !== null && !before.gone && JSON.stringify(before.identity) === JSON.stringify(identity)
    if (same && !recompute) {
      confirmRun(db, before.id, dataBasis(db))
      return { run: { id: before.id, kind: 'upsell', ...identity }, ...before.result }
    }
    const engine: EngineContext = {
      signal: ctx.signal,
      now: ctx.now,
      rng: seededRng(seed),
      onProgress: (share) => ctx.onProgress({ phase: 'upsell.find', done: share, total: 1, unit: 'steps' })
    }
    const goods = { ...columns, history: goodsOnly(columns.history) }
    const found = await compute(goods, offers, moments, plans, spared, params, engine)
    const codes = customerCodes(
      db,
      found.drafts.map(({ customerId }) => customerId)
    )
    const result: StoredUpsell = {
      ...found.result,
      offers: found.drafts.map((draft) => ({ customer: codes.get(draft.customerId) ?? '', ...draft }))
    }
    if (same) {
      // Compared as it would be read again.
      if (JSON.stringify(sorted(result)) !== JSON.stringify(sorted(before.result)))
        throw new SextantError('run.notReproduced', { id: before.id })
      return { run: { id: before.id, kind: 'upsell', ...identity }, ...before.result }
    }
    ctx.onProgress({ phase: 'upsell.save', done: 0, total: null, unit: 'rows' })
    const id = storeUpsell(db, identity, ctx.now(), result, basis, () => ctx.committing?.())
    return { run: { id, kind: 'upsell', ...identity }, ...result }
  })
}

/** Keys in one order, offers of equal value too. */
function sorted(result: StoredUpsell): unknown {
  const text = (value: unknown) => JSON.stringify(value)
  const { offers, rules, ...rest } = result
  return [Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)), rules, offers.map(text).sort()]
}

async function compute(
  columns: AlertColumns,
  offers: readonly OfferRow[],
  moments: readonly MomentRow[],
  subscribed: Plans,
  spared: ReturnType<typeof notToBeAsked>,
  { target, horizon, ladders: stated }: UpsellParams,
  ctx: EngineContext
) {
  const { history, customerIds, currency, notes } = columns
  const wanted = wantedTargets(columns, target, offers)
  const place = new Map(Array.from(customerIds, (id, i) => [id, i]))
  /** Of customers with orders alone, by their place among them. */
  const among = <T extends { customer: number }>(rows: readonly T[]): T[] =>
    rows.flatMap((row) => {
      const at = place.get(row.customer)
      return at === undefined ? [] : [{ ...row, customer: at }]
    })
  const placed = among(offers)
  const asked = await laterRules(history, horizon, partOf(ctx, 0, 0.25))
  const toTell = rulesToTell(asked.rules)
  const first = firstPurchases(history)
  const told = toTell.shown.map((rule) => ({ rule, told: toldRule(rule, columns, first, horizon) }))
  const own = splitGiven(subscribed.names, stated)
  const given = givenLadders(columns.names.product, own.products)
  const ladders = findLadders(history, given.ladders)
  const judged: JudgedTarget[] = []
  for (const [i, one] of wanted.entries()) {
    const part = partOf(ctx, 0.25 + (0.65 * i) / wanted.length, 0.25 + (0.65 * (i + 1)) / wanted.length)
    judged.push(await judgeTarget(columns, one, horizon, answeredOf(offersLike(one, placed), history.lastDay), part))
  }
  const plans = foundPlans(subscribed, own.plans, horizon, history.lastDay)
  const uplift = await upliftOf(history, placed, partOf(ctx, 0.9, 0.98))
  const held = told.filter(({ rule }) => rule.validated)
  const level = verdictOf({
    tooFar: horizon >= history.lastDay - history.firstDay,
    named: target === null ? null : (judged[0]?.report.verdict ?? null),
    held:
      held.length > 0 || ladders.some(isSure) || plans.ladders.some(hasSign) || judged.some(({ report }) => report.verdict === 'validated'),
    asked: asked.rules.some(({ laterOrders }) => laterOrders > 0) || judged.some(({ report }) => report.verdict === 'not-better')
  })
  const {
    offers: drafts,
    total,
    suppressed
  } = level === 'validated' ? offersOf(columns, first, held, ladders, judged, horizon, spared, plans.offers) : noOffers
  const result: Omit<StoredUpsell, 'offers'> = {
    verdict: { level, reason: words.verdict[level] },
    currency,
    customers: history.customers,
    horizon,
    targets: judged.map(({ wanted: { name, kind }, refused, report: { models: _models, ...report } }) => ({
      target: name,
      kind,
      ...report,
      missingDays: kind === 'offer' ? 0 : daysMissing(history, horizon),
      refused
    })),
    models: judged.flatMap(({ wanted: { name: target }, report }) => report.models.map((model) => ({ target, ...model }))),
    splitDate: isoDate(asked.splitDay * secondsADay),
    rules: told.map((one) => one.told),
    rulesAsked: asked.rules.length,
    rulesHeld: toTell.held,
    rulesRepeating: toTell.repeating,
    ladders: ladders.map((ladder) => toldLadder(ladder, columns)),
    plans: plans.ladders,
    secondOrder: secondOrder(history),
    moments: [...momentsOf(history, among(moments)), ...plans.moments],
    effects: effectsOf(history, columns.names, placed),
    uplift,
    total,
    suppressed,
    notes: [...notes, ...given.notes, ...plans.notes]
  }
  ctx.onProgress(1)
  return { result, drafts }
}

/** No list without a verdict. */
const noOffers: ReturnType<typeof offersOf> = {
  offers: [],
  total: 0,
  suppressed: { hasIt: 0, openComplaint: 0, contacted: 0, outOfSeason: 0 }
}

/** What the user says is shown, but only what makes ready for a step was asked again. */
const isSure = ({ given, steps }: Ladder): boolean => !given || steps.some(({ ready }) => ready !== null)

/** Those whose answer is in: who was asked last week may still say yes, and is no case of a no. */
const answeredOf = (offers: readonly OfferRow[], lastDay: number): OfferRow[] => offers.filter(({ day }) => day + ANSWER_DAYS <= lastDay)

const hasSign = ({ steps }: FoundPlans['ladders'][number]): boolean => steps.some(({ ready }) => ready !== null)

function offersLike({ name, kind }: Wanted, offers: readonly OfferRow[]): OfferRow[] {
  if (kind !== 'offer') return []
  const same = (text: string) => text.trim().toLowerCase() === name.toLowerCase()
  return offers.filter(({ offer, campaign, control }) => !control && (same(offer) || same(campaign)))
}

/** SHA-256, hex, of all that the advice rests on. O(rows). */
function fingerprint(
  { history, customerIds, names, currency, notes }: AlertColumns,
  offers: readonly OfferRow[],
  moments: readonly MomentRow[],
  { columns: subscribed, ...plans }: Plans,
  spared: ReturnType<typeof notToBeAsked>
): string {
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify([currency, names, notes, offers, moments, plans, [...spared.complaining].sort(), [...spared.contacted].sort()])
  )
  for (const column of [customerIds, ...Object.values(history), ...Object.values(subscribed)]) {
    if (typeof column === 'number') hash.update(`${column} `)
    else hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
