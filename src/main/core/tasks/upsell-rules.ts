/** What was found in codes and days, with the names and dates that a person knows. */

import { quantile } from '../../../engines/math/quantile.ts'
import { type FirstPurchases, haveAll } from '../../../engines/upsell/former-days.ts'
import type { Ladder } from '../../../engines/upsell/ladders.ts'
import type { LaterRule } from '../../../engines/upsell/later-rules.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { GivenLadders, UpsellLadder, UpsellRule } from '../../../shared/model/upsell.ts'
import type { AlertColumns } from '../db/queries/alert-columns.ts'

/** Rules that did not hold and are kept to be looked at; the others are counted. */
const MOST_DROPPED = 200
const MOST_HELD = 500
/** Customers of a segment who must have bought both, else its window is left to all. */
const FEWEST_FOR_WINDOW = 20

/** Rules that held, the strongest first, then some of those that did not; how many held in all, and how many of them say no more than a shorter one. */
export function rulesToTell(rules: readonly LaterRule[]): { shown: LaterRule[]; held: number; repeating: number } {
  const strength = (rule: LaterRule): number => rule.low ?? -1
  const validated = rules.filter((rule) => rule.validated)
  const held = withoutRepeats(validated).sort((a, b) => strength(b) - strength(a) || b.laterHits - a.laterHits)
  const dropped = rules.filter((rule) => !rule.validated).sort((a, b) => b.lift - a.lift || b.count - a.count)
  return {
    shown: [...held.slice(0, MOST_HELD), ...dropped.slice(0, MOST_DROPPED)],
    held: held.length,
    repeating: validated.length - held.length
  }
}

/** A rule with one more condition says something only where it is stronger than the one without it. */
function withoutRepeats(rules: readonly LaterRule[]): LaterRule[] {
  const shorter = Map.groupBy(rules, ({ then }) => then)
  return rules.filter(
    (rule) =>
      !(shorter.get(rule.then) ?? []).some(
        (other) =>
          other.if.length < rule.if.length &&
          other.if.every((code) => rule.if.includes(code)) &&
          (other.laterLift as number) >= (rule.low as number)
      )
  )
}

export function toldRule(rule: LaterRule, { history, names }: AlertColumns, first: FirstPurchases, horizon: number): UpsellRule {
  const second = first.get(rule.then) ?? new Map()
  const windows = rule.comesLater ? windowsOf(haveAll(first, rule.if), second, history, names.segment, horizon) : null
  return {
    given: rule.if.map((code) => names.product[code] as string),
    follows: names.product[rule.then] as string,
    support: rule.support,
    confidence: rule.confidence,
    lift: rule.lift,
    leverage: rule.leverage,
    conviction: Number.isFinite(rule.conviction) ? rule.conviction : null,
    p: rule.p,
    q: rule.q,
    count: rule.count,
    of: rule.of,
    laterOrders: rule.laterOrders,
    laterHits: rule.laterHits,
    outOfTimeLift: rule.laterLift,
    low: rule.low,
    high: rule.high,
    laterQ: rule.laterQ,
    validated: rule.validated,
    apart: rule.apart,
    comesLater: rule.comesLater,
    window: windows?.whole ?? null,
    ...(windows && windows.ofSegments.length > 0 && { segmentWindows: windows.ofSegments })
  }
}

/**
 * When those who had all of the first things and not yet the second bought it, counted from the day on which they had them: all, and those of each
 * segment. Who bought both at once waited for nothing. Of customers whose horizon is over.
 *
 * @param since of each customer the day on which it had all of the first things, and `second` that on which it first bought the second
 */
export function windowsOf(
  since: ReadonlyMap<number, number>,
  second: ReadonlyMap<number, number>,
  { lastDay, segment }: Pick<AlertColumns['history'], 'lastDay' | 'segment'>,
  names: readonly string[],
  horizon: number
) {
  const asked: { segment: number; wait: number | null }[] = []
  for (const [c, day] of since) {
    const wait = (second.get(c) ?? Number.POSITIVE_INFINITY) - day
    if (wait <= 0 || day + horizon > lastDay) continue
    asked.push({ segment: segment[c] as number, wait: wait <= horizon ? wait : null })
  }
  const ofSegments = names.flatMap((name, place) => {
    const window = windowOf(asked.filter((one) => one.segment === place).map(({ wait }) => wait))
    return window !== null && window.bought >= FEWEST_FOR_WINDOW ? [{ segment: name, ...window }] : []
  })
  return { whole: windowOf(asked.map(({ wait }) => wait)), ofSegments: ofSegments.sort((a, b) => b.bought - a.bought) }
}

function windowOf(waits: readonly (number | null)[]): { from: number; to: number; customers: number; bought: number } | null {
  const sorted = Float64Array.from(waits.filter((wait) => wait !== null)).sort()
  if (sorted.length === 0) return null
  return { from: Math.floor(quantile(sorted, 0.25)), to: Math.ceil(quantile(sorted, 0.75)), customers: waits.length, bought: sorted.length }
}

/** Ladders that the user stated, by the codes of what was bought; names that nobody bought are left out and said. */
export function givenLadders(names: readonly string[], stated: GivenLadders): { ladders: number[][]; notes: Warning[] } {
  const codes = new Map(names.map((name, code) => [name.trim().toLowerCase(), code]))
  const missing = new Set<string>()
  const ladders = stated.map((products) => [
    ...new Set(
      products.flatMap((name) => {
        const code = codes.get(name.trim().toLowerCase())
        if (code === undefined) missing.add(name)
        return code === undefined ? [] : [code]
      })
    )
  ])
  const note = { code: 'offering.note.unknownStep', count: missing.size, example: [...missing].slice(0, 3).join(', ') }
  return { ladders: ladders.filter(({ length }) => length > 1), notes: missing.size > 0 ? [note] : [] }
}

export function toldLadder({ category, products, given, steps }: Ladder, { names }: AlertColumns): UpsellLadder {
  const product = (code: number) => names.product[code] as string
  return {
    category: names.category[category] ?? '',
    products: products.map(product),
    given,
    steps: steps.map(({ from, to, up, down, buyers, priceRatio, ready }) => ({
      from: product(from),
      to: product(to),
      up,
      down,
      buyers,
      priceRatio: Number.isFinite(priceRatio) ? priceRatio : null,
      ready: ready && { ...ready, category: names.category[ready.category] ?? null }
    }))
  }
}
