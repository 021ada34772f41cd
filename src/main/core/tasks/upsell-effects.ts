/** When customers come back, and what offers did. */

import { firstAfter } from '../../../engines/alerts/seen.ts'
import type { EngineContext } from '../../../engines/context.ts'
import { foldsOf, stratifiedParts } from '../../../engines/learn/folds.ts'
import { logisticLearner } from '../../../engines/learn/logistic.ts'
import type { LearnTable } from '../../../engines/learn/table.ts'
import { kaplanMeier } from '../../../engines/math/kaplan-meier.ts'
import { type Answers, compareArms, shareOfAnswers } from '../../../engines/upsell/effects.ts'
import { traits, traitsOn } from '../../../engines/upsell/point-in-time.ts'
import { qiniOf } from '../../../engines/upsell/qini.ts'
import type { UpsellEffect, UpsellMoment, UpsellResult } from '../../../shared/model/upsell.ts'
import type { AlertColumns } from '../db/queries/alert-columns.ts'
import type { MomentRow } from '../db/queries/moments.ts'
import type { OfferRow } from '../db/queries/offer-responses.ts'

type History = AlertColumns['history']
/** An offer to somebody who is among the customers of the history, by place. */
export type PlacedOffer = Omit<OfferRow, 'customer'> & { customer: number }
/** The same of a moment. */
export type PlacedMoment = Omit<MomentRow, 'customer'> & { customer: number }

/** Days within which an order counts as an answer to an offer, and to a moment. */
export const ANSWER_DAYS = 14
const [MOMENT_DAYS, VISIT_DAYS] = [30, 7]
const FEWEST_FOR_UPLIFT = 100

export function secondOrder({ customers, orders, day, lastDay }: History): UpsellResult['secondOrder'] {
  const times = new Float64Array(customers)
  const happened = new Uint8Array(customers)
  let count = 0
  for (let c = 0; c < customers; c++) {
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    if (to === from) continue
    happened[count] = to - from > 1 ? 1 : 0
    times[count] = (to - from > 1 ? (day[from + 1] as number) : lastDay) - (day[from] as number)
    count++
  }
  if (count === 0) return null
  const found = kaplanMeier(times.subarray(0, count), happened.subarray(0, count))
  return { ...found, customers: count, cameBack: happened.reduce((sum, one) => sum + one, 0) }
}

/**
 * How many order within some days of a moment; moments whose days are not over yet are left out.
 *
 * @param told by customer, kind and day
 */
export function momentsOf(history: History, told: readonly PlacedMoment[]): UpsellMoment[] {
  const { customers, orders, day, visits, visitDay, troubles, troubleDay, lastDay } = history
  const tally = new Map<UpsellMoment['moment'], Answers>()
  const add = (moment: UpsellMoment['moment'], c: number, at: number, days: number) => {
    if (at + days > lastDay) return
    const one = tally.get(moment) ?? { unit: [], hit: [] }
    tally.set(moment, one)
    one.unit.push(c)
    one.hit.push(orderedWithin(history, c, at, days) ? 1 : 0)
  }
  const nth: [number, UpsellMoment['moment']][] = [
    [1, 'first-order'],
    [2, 'second-order'],
    [3, 'third-order'],
    [5, 'fifth-order']
  ]
  for (let c = 0; c < customers; c++) {
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    for (const [n, moment] of nth) if (to - from >= n) add(moment, c, day[from + n - 1] as number, MOMENT_DAYS)
    // Visits of one week are one moment.
    let last = Number.NEGATIVE_INFINITY
    for (let i = visits[c] as number; i < (visits[c + 1] as number); i++) {
      const at = visitDay[i] as number
      if (at < last + VISIT_DAYS) continue
      last = at
      add('visit', c, at, MOMENT_DAYS)
    }
    for (let i = troubles[c] as number; i < (troubles[c + 1] as number); i++) add('trouble', c, troubleDay[i] as number, MOMENT_DAYS)
  }
  let before: PlacedMoment | null = null
  for (const one of told) {
    const { customer, moment, day: at } = one
    // Those of one week are one moment; what was in the cart and bought on the same day is an order.
    const again = before !== null && before.customer === customer && before.moment === moment && at < before.day + VISIT_DAYS
    if (again || (moment === 'cart' && orderedOn(history, customer, at))) continue
    before = one
    add(moment, customer, at, MOMENT_DAYS)
  }
  return [...tally].map(([moment, answers]) => ({ moment, days: MOMENT_DAYS, share: shareOfAnswers(answers) }))
}

function orderedOn({ orders, day }: History, c: number, at: number): boolean {
  const to = orders[c + 1] as number
  const next = firstAfter(day, orders[c] as number, to, at - 1)
  return next < to && day[next] === at
}

function orderedWithin({ orders, day }: History, c: number, at: number, days: number): boolean {
  const to = orders[c + 1] as number
  const next = firstAfter(day, orders[c] as number, to, at)
  return next < to && (day[next] as number) <= at + days
}

/**
 * Offers with a group that got none are judged by who ordered afterwards; others by who took them, each variant beside the others of its
 * campaign, each channel and group of customers beside all others.
 */
export function effectsOf(history: History, names: AlertColumns['names'], offers: readonly PlacedOffer[]): UpsellEffect[] {
  const asked: (Pick<UpsellEffect, 'campaign' | 'variant' | 'by' | 'measure'> & { name: string; rows: [PlacedOffer[], PlacedOffer[]] })[] =
    []
  const answered = offers.filter(({ day }) => day + ANSWER_DAYS <= history.lastDay)
  for (const [campaign, rows] of Map.groupBy(answered, (offer) => offer.campaign)) {
    const control = rows.filter((row) => row.control)
    const variants = Map.groupBy(
      rows.filter((row) => !row.control),
      ({ variant }) => variant
    )
    if (control.length === 0) {
      for (const [variant, taken, others] of eachBesideTheRest(variants, rows))
        asked.push({ campaign, variant, by: 'variant', measure: 'accepted', name: variant, rows: [taken, others] })
    } else {
      for (const [variant, treated] of variants)
        asked.push({ campaign, variant, by: 'variant', measure: 'ordered', name: variant, rows: [treated, control] })
    }
  }
  const sent = answered.filter(({ control }) => !control)
  const group = (by: 'channel' | 'segment', of: (offer: PlacedOffer) => string) => {
    for (const [name, rows, others] of eachBesideTheRest(Map.groupBy(sent, of), sent)) {
      if (name !== '') asked.push({ campaign: '', variant: name, by, measure: 'accepted', name, rows: [rows, others] })
    }
  }
  group('channel', ({ channel }) => channel)
  group('segment', ({ customer }) => names.segment[history.segment[customer] as number] ?? '')
  const answers = (rows: readonly PlacedOffer[], measure: UpsellEffect['measure']): Answers => ({
    unit: rows.map(({ customer }) => customer),
    hit: rows.map((row) => Number(measure === 'accepted' ? row.accepted : orderedWithin(history, row.customer, row.day, ANSWER_DAYS)))
  })
  const compared = compareArms(
    asked.map(({ name, measure, rows }) => ({ name, treated: answers(rows[0], measure), against: answers(rows[1], measure) }))
  )
  return compared
    .map(({ name: _name, p: _p, ...found }, i): UpsellEffect => {
      const { campaign, variant, by, measure } = asked[i] as (typeof asked)[number]
      return { campaign, variant, by, measure, days: ANSWER_DAYS, ...found }
    })
    .sort((a, b) => a.q - b.q || b.difference - a.difference)
}

/** Each group and all that are in none of it. Of two only the one that took more: the other beside it is the same once more. */
function eachBesideTheRest(
  groups: ReadonlyMap<string, PlacedOffer[]>,
  all: readonly PlacedOffer[]
): [name: string, rows: PlacedOffer[], others: PlacedOffer[]][] {
  if (groups.size < 2) return []
  const found = [...groups].map(([name, rows]): [string, PlacedOffer[], PlacedOffer[]] => {
    const own = new Set(rows)
    return [name, rows, all.filter((row) => !own.has(row))]
  })
  if (found.length > 2) return found
  // What stands without a name is only what the other is compared with.
  const named = found.filter(([name]) => name !== '')
  const taken = (rows: readonly PlacedOffer[]) => rows.filter(({ accepted }) => accepted).length / rows.length
  return named.toSorted(([, a], [, b]) => taken(b) - taken(a)).slice(0, 1)
}

/** Whether one can foresee whom an offer moves: a model of the treated less one of the others, judged on customers that neither has seen. */
export async function upliftOf(history: History, offers: readonly PlacedOffer[], ctx: EngineContext): Promise<UpsellResult['uplift']> {
  const arms = [...Map.groupBy(offers, ({ campaign }) => campaign)].flatMap(([campaign, rows]) => {
    const control = rows.filter((row) => row.control)
    return [
      ...Map.groupBy(
        rows.filter((row) => !row.control),
        ({ variant }) => variant
      )
    ].map(([variant, treated]) => ({ campaign, variant, treated, control }))
  })
  const usable = arms.filter(({ treated, control }) => Math.min(treated.length, control.length) >= FEWEST_FOR_UPLIFT)
  const [largest] = usable
    .map((arm) => ({ ...arm, effect: difference(history, arm.treated) - difference(history, arm.control) }))
    .sort((a, b) => b.effect - a.effect)
  if (!largest) return null
  const rows = [...largest.treated, ...largest.control]
  const p = traits.length + history.categories
  const table: LearnTable = {
    data: new Float64Array(rows.length * p),
    n: rows.length,
    p,
    label: Float64Array.from(rows, ({ customer, day }) => (orderedWithin(history, customer, day, ANSWER_DAYS) ? 1 : 0))
  }
  rows.forEach(({ customer, day }, i) => {
    table.data.set(
      traitsOn(history, customer, day, () => false),
      i * p
    )
  })
  const treated = Uint8Array.from(rows, ({ control }) => (control ? 0 : 1))
  const folds = foldsOf(
    stratifiedParts(
      table.label,
      Int32Array.from(rows, ({ customer }) => customer),
      5,
      ctx.rng
    ),
    5
  )
  const score = new Float64Array(rows.length)
  for (const { train, test } of folds) {
    for (const [arm, sign] of [
      [1, 1],
      [0, -1]
    ] as const) {
      const own = train.filter((row) => treated[row] === arm)
      if (!own.some((row) => table.label[row] === 1) || !own.some((row) => table.label[row] === 0)) return null
      const chance = await logisticLearner({ penalty: 100, standardise: true }).fit(table, own, ctx)
      chance(test).forEach((value, i) => {
        score[test[i] as number] = (score[test[i] as number] as number) + sign * value
      })
    }
  }
  const { qini, low, high } = await qiniOf(score, treated, table.label, ctx)
  return { campaign: largest.campaign, variant: largest.variant, qini, low, high }
}

function difference(history: History, rows: readonly PlacedOffer[]): number {
  return rows.filter(({ customer, day }) => orderedWithin(history, customer, day, ANSWER_DAYS)).length / rows.length
}
