/** Whom to offer what, when and why: from what held, to those whom it fits and who should not be left alone. */
import { median } from '../../../engines/math/median.ts'
import {
  type Chance,
  chancesByWait,
  type FirstPurchases,
  formerDays,
  haveAll,
  outOfSeason,
  standingTally,
  waitTallies
} from '../../../engines/upsell/former-days.ts'
import { type Ladder, type Step, standingOn } from '../../../engines/upsell/ladders.ts'
import type { LaterRule } from '../../../engines/upsell/later-rules.ts'
import type { UpsellOffer, UpsellResult, UpsellRule } from '../../../shared/model/upsell.ts'
import type { AlertColumns } from '../db/queries/alert-columns.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import type { JudgedTarget } from './upsell-targets.ts'

export type DraftOffer = Omit<UpsellOffer, 'customer'>

/** Ids of customers who are not to be asked for now. */
export interface Spared {
  complaining: ReadonlySet<number>
  contacted: ReadonlySet<number>
}

const MOST_OFFERS = 5000
/** Times as likely as usual that somebody must be to be offered something by a model. */
const LIKELIER = 1.5

export function offersOf(
  columns: AlertColumns,
  first: FirstPurchases,
  rules: readonly { rule: LaterRule; told: UpsellRule }[],
  ladders: readonly Ladder[],
  targets: readonly JudgedTarget[],
  horizon: number,
  spared: Spared,
  plans: readonly DraftOffer[] = []
): { offers: DraftOffer[]; total: number; suppressed: UpsellResult['suppressed'] } {
  const shop: Shop = {
    ...columns,
    horizon,
    first,
    days: formerDays(columns.history, horizon),
    price: typicalAmounts(columns.history),
    isOut: outOfSeason(columns.history, horizon)
  }
  const drafts = [
    ...rules.filter(({ rule }) => rule.comesLater).flatMap(({ rule, told }) => complements(shop, rule, told)),
    ...ladders.flatMap(({ steps }) => steps.flatMap((step) => upgrades(shop, step))),
    ...targets.flatMap((target) => chances(shop, target))
  ].map(({ place, ...draft }) => ({ ...draft, customerId: columns.customerIds[place] as number }))
  const suppressed = { hasIt: 0, openComplaint: 0, contacted: 0, outOfSeason: 0 }
  const best = new Map<string, DraftOffer>()
  for (const { has, out, ...draft } of [...drafts, ...plans.map((draft) => ({ ...draft, has: false, out: false }))]) {
    if (has) suppressed.hasIt++
    else if (out) suppressed.outOfSeason++
    else if (spared.complaining.has(draft.customerId)) suppressed.openComplaint++
    else if (spared.contacted.has(draft.customerId)) suppressed.contacted++
    else {
      // The same thing for several reasons is one offer, for the surest of them: the largest chance of several would be the luckiest.
      const key = `${draft.customerId} ${draft.offer}`
      const known = best.get(key)
      if (!known || sure(draft) > sure(known)) best.set(key, draft)
    }
  }
  const offers = [...best.values()].sort((a, b) => b.value - a.value || a.customerId - b.customerId || (a.offer < b.offer ? -1 : 1))
  return { offers: offers.slice(0, MOST_OFFERS), total: offers.length, suppressed }
}

const sure = ({ low, chance }: DraftOffer): number => low ?? chance

/** An offer, and why it may not be made: the customer has the thing, or it is out of season. */
type Draft = Omit<DraftOffer, 'customerId'> & { place: number; has: boolean; out: boolean }

interface Shop extends AlertColumns {
  horizon: number
  first: FirstPurchases
  /** Former days whose outcome is known. */
  days: number[]
  price: Prices
  isOut: (products: readonly number[]) => boolean
}

type Prices = (product: number) => number

function typicalAmounts({ product, amount }: AlertColumns['history']): Prices {
  const lists = new Map<number, number[]>()
  product.forEach((code, i) => {
    const list = lists.get(code) ?? []
    lists.set(code, list)
    list.push(amount[i] as number)
  })
  const known = new Map<number, number>()
  return (code) => {
    const found = known.get(code) ?? median(Float64Array.from(lists.get(code) ?? [0]))
    known.set(code, found)
    return found
  }
}

/** Who has what the rule asks for, since when; the horizon in which the second thing is bought is not over. */
function complements({ history, names, first, days, horizon, price, isOut }: Shop, rule: LaterRule, told: UpsellRule): Draft[] {
  const { segment, lastDay } = history
  const { window } = told
  if (window === null) return []
  const [since, second] = [haveAll(first, rule.if), first.get(rule.then) ?? new Map<number, number>()]
  const chanceOf = chancesByWait(since, second, days, horizon)
  const own = new Map(told.segmentWindows?.map((one) => [one.segment, one]))
  const out = isOut([rule.then])
  const found: Draft[] = []
  for (const [c, from] of since) {
    const wait = lastDay - from
    if (wait > horizon) continue
    const known = chanceOf(wait)
    if (known === null || known.hits === 0) continue
    const best = own.get(names.segment[segment[c] as number] ?? '') ?? window
    found.push({
      place: c,
      has: second.has(c),
      out,
      kind: 'complement',
      offer: names.product[rule.then] as string,
      from: isoDate(Math.max(lastDay + 1, from + best.from) * secondsADay),
      to: isoDate(Math.max(lastDay + 14, from + best.to) * secondsADay),
      ...likely(known, price(rule.then)),
      reason: {
        product: rule.if.map((code) => names.product[code]).join(' + '),
        boughtOn: isoDate(from * secondsADay),
        hits: known.hits,
        of: known.of,
        days: horizon,
        category: null,
        count: null,
        usual: null
      }
    })
  }
  return found
}

const likely = ({ chance, low, high }: Chance, price: number) => ({ chance, low, high, value: chance * price })

/** Who is ready for a step: of those who were on former days, so many took it within the horizon. */
function upgrades({ history, names, days, horizon, price, isOut, first }: Shop, step: Step): Draft[] {
  const { ready } = step
  if (ready === null) return []
  const { customers, lastDay } = history
  const taken = first.get(step.to) ?? new Map<number, number>()
  // Who has not come for long takes no step: that is another matter.
  const standing = (c: number, on: number) => {
    const state = standingOn(history, c, step, on)
    return state === null || on - state.last > 2 * horizon ? null : state
  }
  const [ofReady, ofOthers] = [waitTallies(horizon), standingTally()]
  for (let c = 0; c < customers; c++) {
    const then = taken.get(c) ?? Number.POSITIVE_INFINITY
    for (const day of days) {
      const state = standing(c, day)
      if (state === null) continue
      const hit = then > day && then <= day + horizon
      if (state.readyFrom < 0) ofOthers.add(c, hit)
      else ofReady.add(c, day - state.readyFrom, hit)
    }
  }
  const chanceOf = ofReady.chances()
  const usual = ofOthers.chance()
  const found: Draft[] = []
  for (let c = 0; c < customers; c++) {
    const state = standing(c, lastDay)
    if (state === null || state.readyFrom < 0) continue
    const known = chanceOf(lastDay - state.readyFrom)
    if (known === null || known.hits === 0) continue
    found.push({
      place: c,
      has: false,
      out: isOut([step.to]),
      kind: 'upgrade',
      offer: names.product[step.to] as string,
      from: isoDate((lastDay + 1) * secondsADay),
      to: isoDate((lastDay + 30) * secondsADay),
      ...likely(known, price(step.to)),
      reason: {
        product: names.product[step.from] as string,
        boughtOn: isoDate(state.since * secondsADay),
        hits: known.hits,
        of: known.of,
        days: horizon,
        category: names.category[ready.category] ?? null,
        count: state.count,
        usual: usual?.chance ?? null
      }
    })
  }
  return found
}

/** Who is clearly likelier than usual to buy what a model foresees. */
function chances({ history, names, horizon, isOut }: Shop, { wanted, report, chances: scored }: JudgedTarget): Draft[] {
  if (scored === null) return []
  const usual = report.positives / report.rows
  const amounts: number[] = []
  history.product.forEach((code, i) => {
    if (wanted.is(code)) amounts.push(history.amount[i] as number)
  })
  const typical = amounts.length > 0 ? median(Float64Array.from(amounts)) : median(history.value)
  const out = isOut([...names.product.keys()].filter(wanted.is))
  return [...scored].flatMap(([place, chance]) => {
    if (chance < Math.min(0.9, LIKELIER * usual)) return []
    const { times, last } = boughtBefore(history, place, wanted.is)
    return [
      {
        place,
        has: false,
        out,
        kind: 'target' as const,
        offer: wanted.name,
        from: isoDate((history.lastDay + 1) * secondsADay),
        to: isoDate((history.lastDay + horizon) * secondsADay),
        chance,
        low: null,
        high: null,
        value: chance * typical,
        reason: {
          product: null,
          boughtOn: last < 0 ? null : isoDate(last * secondsADay),
          hits: report.positives,
          of: report.rows,
          days: horizon,
          category: null,
          count: times,
          usual
        }
      }
    ]
  })
}

/** How many orders of a customer held it, and the day of the last of these; −1 without one. */
function boughtBefore({ orders, day, items, product }: AlertColumns['history'], c: number, is: (code: number) => boolean) {
  let [times, last] = [0, -1]
  for (let o = orders[c] as number; o < (orders[c + 1] as number); o++) {
    if (!product.subarray(items[o], items[o + 1]).some(is)) continue
    times++
    last = day[o] as number
  }
  return { times, last }
}
