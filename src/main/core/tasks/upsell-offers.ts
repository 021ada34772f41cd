/** Whom to offer what, when and why: from what held, to those whom it fits and who should not be left alone. */
import { median } from '../../../engines/math/median.ts'
import { type Ladder, readyOn } from '../../../engines/upsell/ladders.ts'
import type { LaterRule } from '../../../engines/upsell/later-rules.ts'
import type { UpsellOffer, UpsellResult, UpsellRule } from '../../../shared/model/upsell.ts'
import type { AlertColumns } from '../db/queries/alert-columns.ts'
import { isoDate, secondsADay } from '../db/queries/dates.ts'
import type { JudgedTarget } from './upsell-targets.ts'

export type DraftOffer = Omit<UpsellOffer, 'customer' | 'customerId'> & { place: number }

export interface Spared {
  complaining: (place: number) => boolean
  contacted: (place: number) => boolean
}

const MOST_OFFERS = 5000
/** Times as likely as usual that somebody must be to be offered something by a model. */
const LIKELIER = 1.5

export function offersOf(
  columns: AlertColumns,
  rules: readonly { rule: LaterRule; told: UpsellRule }[],
  ladders: readonly Ladder[],
  targets: readonly JudgedTarget[],
  horizon: number,
  spared: Spared
): { offers: DraftOffer[]; total: number; suppressed: UpsellResult['suppressed'] } {
  const prices = typicalAmounts(columns.history)
  const drafts: (DraftOffer & { has: boolean })[] = [
    ...rules.flatMap(({ rule, told }) => complements(columns, rule, told, horizon, prices)),
    ...ladders.flatMap((ladder) => upgrades(columns, ladder, horizon, prices)),
    ...targets.flatMap((target) => chances(columns, target, horizon))
  ]
  const suppressed = { hasIt: 0, openComplaint: 0, contacted: 0 }
  const best = new Map<string, DraftOffer>()
  for (const { has, ...draft } of drafts) {
    if (has) suppressed.hasIt++
    else if (spared.complaining(draft.place)) suppressed.openComplaint++
    else if (spared.contacted(draft.place)) suppressed.contacted++
    else {
      // The same thing for several reasons is one offer, for the best of them.
      const key = `${draft.place} ${draft.offer}`
      const known = best.get(key)
      if (!known || draft.value > known.value) best.set(key, draft)
    }
  }
  const offers = [...best.values()].sort((a, b) => b.value - a.value || a.place - b.place || (a.offer < b.offer ? -1 : 1))
  return { offers: offers.slice(0, MOST_OFFERS), total: offers.length, suppressed }
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

/** Who has what the rule asks for, since when; the window in which the second thing is mostly bought is not over. */
function complements({ history, names }: AlertColumns, rule: LaterRule, told: UpsellRule, horizon: number, price: Prices) {
  const { customers, orders, day, items, product, lastDay } = history
  const { window } = told
  if (window === null || window.customers === 0) return []
  const chance = window.bought / window.customers
  const own = new Map(told.segmentWindows?.map((one) => [one.segment, one]))
  const found: (DraftOffer & { has: boolean })[] = []
  for (let c = 0; c < customers; c++) {
    const missing = new Set(rule.if)
    let [since, has] = [-1, false]
    for (let o = orders[c] as number; o < (orders[c + 1] as number); o++) {
      const bought = product.subarray(items[o], items[o + 1])
      for (const code of bought) missing.delete(code)
      if (missing.size === 0 && since < 0) since = day[o] as number
      if (bought.includes(rule.then)) has = true
    }
    if (since < 0 || lastDay - since > horizon) continue
    const { from, to } = own.get(names.segment[history.segment[c] as number] ?? '') ?? window
    found.push({
      place: c,
      has,
      kind: 'complement',
      offer: names.product[rule.then] as string,
      from: isoDate(Math.max(lastDay + 1, since + from) * secondsADay),
      to: isoDate(Math.max(lastDay + 14, since + to) * secondsADay),
      chance,
      value: chance * price(rule.then),
      reason: {
        product: rule.if.map((code) => names.product[code]).join(' + '),
        boughtOn: isoDate(since * secondsADay),
        hits: window.bought,
        of: window.customers,
        category: null,
        count: null,
        usual: null
      }
    })
  }
  return found
}

function upgrades({ history, names }: AlertColumns, ladder: Ladder, horizon: number, price: Prices) {
  const found: (DraftOffer & { has: boolean })[] = []
  for (const step of ladder.steps) {
    const { ready } = step
    if (ready === null || ready.readyOrders === 0) continue
    const chance = ready.readyHits / ready.readyOrders
    for (let c = 0; c < history.customers; c++) {
      const state = readyOn(history, c, step)
      if (state === null || !state.ready) continue
      // Who has not come for long takes no step: that is another matter.
      const last = history.day[(history.orders[c + 1] as number) - 1] as number
      if (history.lastDay - last > 2 * horizon) continue
      found.push({
        place: c,
        has: false,
        kind: 'upgrade',
        offer: names.product[step.to] as string,
        from: isoDate((history.lastDay + 1) * secondsADay),
        to: isoDate((history.lastDay + 30) * secondsADay),
        chance,
        value: chance * price(step.to),
        reason: {
          product: names.product[step.from] as string,
          boughtOn: isoDate(state.since * secondsADay),
          hits: ready.readyHits,
          of: ready.readyOrders,
          category: names.category[ready.category] ?? null,
          count: state.count,
          usual: ready.otherOrders > 0 ? ready.otherHits / ready.otherOrders : null
        }
      })
    }
  }
  return found
}

/** Who is clearly likelier than usual to buy what a model foresees. */
function chances({ history }: AlertColumns, { wanted, report, chances: scored }: JudgedTarget, horizon: number) {
  if (scored === null) return []
  const usual = report.positives / report.rows
  const amounts: number[] = []
  history.product.forEach((code, i) => {
    if (wanted.is(code)) amounts.push(history.amount[i] as number)
  })
  const typical = amounts.length > 0 ? median(Float64Array.from(amounts)) : median(history.value)
  return [...scored].flatMap(([place, chance]) =>
    chance < Math.min(0.9, LIKELIER * usual)
      ? []
      : [
          {
            place,
            has: false,
            kind: 'target' as const,
            offer: wanted.name,
            from: isoDate((history.lastDay + 1) * secondsADay),
            to: isoDate((history.lastDay + horizon) * secondsADay),
            chance,
            value: chance * typical,
            reason: { product: null, boughtOn: null, hits: report.positives, of: report.rows, category: null, count: null, usual }
          }
        ]
  )
}
