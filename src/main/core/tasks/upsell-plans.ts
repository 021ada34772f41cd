/** Plans of subscriptions: their ladders, who is ready to step up, and how often somebody did whose limit was reached. */
import { shareOf } from '../../../engines/upsell/effects.ts'
import { monthlyPrices, type PlanLevels, type PlanTrack, planLevels, planTrack } from '../../../engines/upsell/plan-ladders.ts'
import { limitReached, PLAN_DAYS, planMoves, planOn, readyForStep, signOfStep } from '../../../engines/upsell/plans.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { GivenLadders, UpsellMoment, UpsellPlans } from '../../../shared/model/upsell.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import type { Plans } from '../db/queries/plans.ts'
import type { DraftOffer } from './upsell-offers.ts'

export interface FoundPlans {
  ladders: UpsellPlans[]
  moments: UpsellMoment[]
  offers: DraftOffer[]
  notes: Warning[]
}

/** Days of a month, for the price of one. */
const MONTH = 30.4375

/** Of the ladders that the user stated those of plans, by code: at least two of the names are plans. The others may be of products. */
export function splitGiven(names: readonly string[], stated: GivenLadders): { plans: number[][]; products: GivenLadders } {
  const codes = new Map(names.map((name, code) => [name.trim().toLowerCase(), code]))
  const found = stated.map((ladder) => [...new Set(ladder.flatMap((name) => codes.get(name.trim().toLowerCase()) ?? []))])
  return { plans: found.filter(({ length }) => length > 1), products: stated.filter((_, i) => (found[i] as number[]).length < 2) }
}

/**
 * @param given ladders by the user's word, as codes of plans
 * @param today the newest day of the run: where what is known of subscriptions is older than the horizon, nobody is named
 */
export function foundPlans(
  { columns, customerIds, names, ...left }: Plans,
  given: readonly (readonly number[])[],
  horizon: number,
  today: number
): FoundPlans {
  if (columns.n === 0) return { ladders: [], moments: [], offers: [], notes: [] }
  const prices = monthlyPrices(columns)
  const found: FoundPlans = { ladders: [], moments: [], offers: [], notes: notesOf(left) }
  const limit = { hits: 0, of: 0 }
  for (const levels of planLevels(columns, prices, given)) {
    const track = planTrack(columns, levels)
    const reached = limitReached(track)
    limit.hits += reached.hits
    limit.of += reached.of
    const ladder = toldLadder(levels, track, names, prices)
    found.ladders.push(ladder)
    if (today - track.lastDay > horizon) continue
    ladder.steps.forEach((step, level) => {
      const [lower, higher] = [ladder.levels[level]?.monthly ?? null, ladder.levels[level + 1]?.monthly ?? null]
      // What the higher plan brings more until the horizon is over.
      const more = lower === null || higher === null ? 0 : Math.max(0, higher - lower) * (horizon / MONTH)
      found.offers.push(...offersOfStep(step, level, track, more, horizon, today, customerIds))
    })
  }
  if (limit.of > 0) found.moments.push({ moment: 'plan-limit', days: PLAN_DAYS, share: shareOf(limit.hits, limit.of) })
  return found
}

function toldLadder({ levels, given }: PlanLevels, track: PlanTrack, names: readonly string[], prices: Float64Array): UpsellPlans {
  const name = (codes: readonly number[]) => codes.map((code) => names[code]).join(' / ')
  const now = new Int32Array(levels.length)
  for (let c = 0; c < track.customers; c++) {
    const level = planOn(track, c, track.lastDay)?.level
    if (level !== undefined) now[level] = (now[level] as number) + 1
  }
  const monthly = levels.map((codes) => {
    const price = prices[codes[0] as number] as number
    return Number.isNaN(price) ? null : price
  })
  return {
    given,
    levels: levels.map((codes, i) => ({ name: name(codes), monthly: monthly[i] ?? null, customers: now[i] as number })),
    steps: levels.slice(1).map((to, i) => {
      const [lower, higher] = [monthly[i] ?? null, monthly[i + 1] ?? null]
      const sign = signOfStep(track, i)
      return {
        from: name(levels[i] as number[]),
        to: name(to),
        ...planMoves(track, i),
        priceRatio: lower === null || higher === null ? null : higher / lower,
        ready: sign && { ...sign, days: PLAN_DAYS }
      }
    })
  }
}

function offersOfStep(
  { from, to, ready }: UpsellPlans['steps'][number],
  level: number,
  track: PlanTrack,
  more: number,
  horizon: number,
  today: number,
  customerIds: readonly number[]
): DraftOffer[] {
  if (ready === null) return []
  return readyForStep(track, level, ready, horizon).map(({ customer, since, share, chance, usual }) => ({
    customerId: customerIds[customer] as number,
    kind: 'upgrade',
    offer: to,
    from: isoDate((today + 1) * secondsADay),
    to: isoDate((today + PLAN_DAYS) * secondsADay),
    chance: chance.chance,
    low: chance.low,
    high: chance.high,
    value: chance.chance * more,
    reason: {
      product: from,
      boughtOn: isoDate(since * secondsADay),
      hits: chance.hits,
      of: chance.of,
      days: horizon,
      category: null,
      count: null,
      usual,
      plan: { by: ready.by, share: Number.isNaN(share) ? null : share }
    }
  }))
}

function notesOf({ undated, endless, usageOnce }: Pick<Plans, 'undated' | 'endless' | 'usageOnce'>): Warning[] {
  const told: [string, number][] = [
    ['planUndated', undated],
    ['planEndless', endless],
    ['planUsageOnce', usageOnce]
  ]
  return told.filter(([, count]) => count > 0).map(([what, count]) => ({ code: `offering.note.${what}`, count, example: '' }))
}
