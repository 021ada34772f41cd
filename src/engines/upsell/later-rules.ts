import type { AlertHistory } from '../../shared/model/alert-columns.ts'
import { fewestLaterHits } from '../../shared/model/upsell.ts'
import { firstAfter } from '../alerts/seen.ts'
import type { EngineContext } from '../context.ts'
import { countInterval } from '../intervals.ts'
import { benjaminiHochberg } from '../math/benjamini-hochberg.ts'
import { pacer, partOf } from '../pace.ts'
import { type Baskets, fpGrowth } from '../rules/fp-growth.ts'
import { poissonAtLeast } from '../rules/measures.ts'
import { type Rule, rulesOf } from '../rules/rules.ts'

/** Changes whenever the same input could give other bytes. Stored with each run. */
export const LATER_RULES_VERSION = 'later-rules/1'

export interface LaterRule extends Rule {
  /** Later orders of customers who had what the rule asks for, in them or within the horizon before; and those in which the rule came true. */
  laterOrders: number
  laterHits: number
  /** Times as often as in other orders of the same month, size and taste; with its interval. Null where it was never asked. */
  laterLift: number | null
  low: number | null
  high: number | null
  laterQ: number
  validated: boolean
}

export interface LaterRules {
  /** The last day that rules were looked for in. */
  splitDay: number
  rules: LaterRule[]
  /** Baskets until then and after. */
  before: number
  after: number
}

/** Share of the days that rules are looked for in; the rest tells whether they held. */
const EARLY = 0.7
const MOST_CANDIDATES = 3000
const FEWEST_BASKETS = 8
const FALSE_DISCOVERIES = 0.05
const LEAST_LIFT = 1.2
const MOST_SETS = 400_000
/** Products of a basket up to which it is of the next size. */
const SIZES = [1, 2, 4, 10, 30]
const MONTH_DAYS = 30.4375

/**
 * What goes with what, found in the earlier orders and asked again of the later ones. Things are bought together since they belong together, but
 * also since the same people buy both, since both sell in December, or since a big basket holds everything. So in the later orders a rule is
 * held against orders of the same month, the same size and by customers with the same favourite category, and what one customer repeats counts as
 * one customer's habit: the interval is widened by how much customers differ.
 *
 * @param horizon days for which something bought before counts as there
 * @throws ctx.signal.reason when cancelled
 */
export async function laterRules(history: AlertHistory, horizon: number, ctx: EngineContext): Promise<LaterRules> {
  const splitDay = history.firstDay + Math.floor((history.lastDay - history.firstDay) * EARLY)
  const found = await candidates(history, splitDay, partOf(ctx, 0, 0.6))
  const rules = await asked(history, splitDay, horizon, found.rules, partOf(ctx, 0.6, 1))
  return { splitDay, rules, before: found.baskets, after: history.day.filter((day) => day > splitDay).length }
}

async function candidates(history: AlertHistory, splitDay: number, ctx: EngineContext): Promise<{ rules: Rule[]; baskets: number }> {
  const single = basketsUntil(history, splitDay, false)
  const whole = basketsUntil(history, splitDay, true)
  const found = new Map<string, Rule>()
  for (const [at, baskets] of [single, whole].entries()) {
    const all = baskets.starts.length - 1
    const least = Math.max(FEWEST_BASKETS, Math.ceil(0.001 * all))
    // Of whole histories pairs tell enough: longer ones are whatever heavy buyers buy.
    const params = { longest: at === 0 ? 3 : 2, most: MOST_SETS }
    const sets = await withinReach(baskets, least, params, partOf(ctx, at / 2, (at + 1) / 2))
    for (const rule of rulesOf(sets, all, 0.02, 2)) {
      if (rule.lift < LEAST_LIFT || rule.q > FALSE_DISCOVERIES) continue
      const key = `${rule.if.join()}>${rule.then}`
      if (!found.has(key)) found.set(key, rule)
    }
  }
  const rules = [...found.values()].sort((a, b) => a.p - b.p || b.count - a.count).slice(0, MOST_CANDIDATES)
  return { rules, baskets: single.starts.length - 1 }
}

/** Asks for more support until the sets can be counted. */
async function withinReach(baskets: Baskets, least: number, params: { longest: number; most: number }, ctx: EngineContext) {
  for (let support = least; ; support *= 2) {
    try {
      return await fpGrowth(baskets, { least: support, ...params }, ctx)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'rules.tooMany')) throw error
    }
  }
}

/** Baskets until a day, or all that each customer bought until then as one. */
function basketsUntil({ customers, orders, day, items, product }: AlertHistory, splitDay: number, together: boolean): Baskets {
  const starts = [0]
  const codes: number[] = []
  let distinct = 0
  for (let c = 0; c < customers; c++) {
    const held = new Set<number>()
    for (let o = orders[c] as number; o < (orders[c + 1] as number) && (day[o] as number) <= splitDay; o++) {
      for (let i = items[o] as number; i < (items[o + 1] as number); i++) {
        if (together) held.add(product[i] as number)
        else codes.push(product[i] as number)
        distinct = Math.max(distinct, (product[i] as number) + 1)
      }
      if (!together) starts.push(codes.length)
    }
    if (together && held.size > 0) {
      for (const code of held) codes.push(code)
      starts.push(codes.length)
    }
  }
  return { starts: Int32Array.from(starts), items: Int32Array.from(codes), distinct }
}

interface Tally {
  orders: number
  hits: number
  expected: number
  /** Squares of what each customer had beyond what was expected. */
  spread: number
  customer: number
  excess: number
}

async function asked(
  history: AlertHistory,
  splitDay: number,
  horizon: number,
  rules: readonly Rule[],
  ctx: EngineContext
): Promise<LaterRule[]> {
  const { customers, orders, day, items, product } = history
  const strata = strataOf(history, splitDay)
  const consequences = new Map<number, number>()
  for (const { then } of rules) if (!consequences.has(then)) consequences.set(then, consequences.size)
  // Orders of each stratum, and of those the ones that hold each consequence: by the size that they have and by the size without it.
  const { count } = strata
  const inStratum = new Float64Array(count)
  const [asWhole, asRest] = [new Float64Array(count * consequences.size), new Float64Array(count * consequences.size)]
  const add = (to: Float64Array, at: number) => {
    to[at] = (to[at] as number) + 1
  }
  for (let o = 0; o < day.length; o++) {
    const base = strata.of[o] as number
    if (base < 0) continue
    const size = (items[o + 1] as number) - (items[o] as number)
    add(inStratum, base + sizeClass(size))
    for (let i = items[o] as number; i < (items[o + 1] as number); i++) {
      const c = consequences.get(product[i] as number)
      if (c === undefined) continue
      add(asWhole, c * count + base + sizeClass(size))
      add(asRest, c * count + base + sizeClass(size - 1))
    }
  }
  /** Share of orders that hold a consequence among those with as much else in them. */
  const usual = (c: number, s: number): number => {
    const held = asRest[c * count + s] as number
    return held === 0 ? 0 : held / ((inStratum[s] as number) - (asWhole[c * count + s] as number) + held)
  }
  const byFirst = Map.groupBy(rules.keys(), (r) => (rules[r] as Rule).if[0] as number)
  const tallies = rules.map((): Tally => ({ orders: 0, hits: 0, expected: 0, spread: 0, customer: -1, excess: 0 }))
  const pace = pacer(ctx)
  for (let c = 0; c < customers; c++) {
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    for (let o = firstAfter(day, from, to, splitDay); o < to; o++) {
      const basket = new Set(product.subarray(items[o], items[o + 1]))
      const there = new Set(product.subarray(items[firstAfter(day, from, to, (day[o] as number) - horizon - 1)], items[o + 1]))
      const base = strata.of[o] as number
      for (const one of there) {
        for (const r of byFirst.get(one) ?? []) {
          const rule = rules[r] as Rule
          if (!rule.if.every((item) => there.has(item))) continue
          const tally = tallies[r] as Tally
          if (tally.customer !== c) settle(tally, c)
          const hit = basket.has(rule.then) ? 1 : 0
          // What the rule is about does not make a basket a large one.
          const rest = basket.size - hit - rule.if.filter((item) => basket.has(item)).length
          const expected = usual(consequences.get(rule.then) as number, base + sizeClass(rest))
          tally.orders++
          tally.hits += hit
          tally.expected += expected
          tally.excess += hit - expected
        }
      }
    }
    if (c % 64 === 0) await pace(c / customers)
  }
  for (const tally of tallies) settle(tally, -1)
  return judged(rules, tallies)
}

function settle(tally: Tally, next: number): void {
  tally.spread += tally.excess * tally.excess
  tally.excess = 0
  tally.customer = next
}

function judged(rules: readonly Rule[], tallies: readonly Tally[]): LaterRule[] {
  const p = tallies.map(({ hits, expected, spread }) => {
    const inflated = inflation(hits, expected, spread)
    return poissonAtLeast(Math.floor(hits / inflated), expected / inflated)
  })
  const q = benjaminiHochberg(p)
  return rules.map((rule, r) => {
    const { orders, hits, expected, spread } = tallies[r] as Tally
    const inflated = inflation(hits, expected, spread)
    const [low, high] = countInterval(hits / inflated)
    const known = expected > 0
    const laterQ = q[r] as number
    return {
      ...rule,
      laterOrders: orders,
      laterHits: hits,
      laterLift: known ? hits / expected : null,
      low: known ? (low * inflated) / expected : null,
      high: known ? (high * inflated) / expected : null,
      laterQ,
      validated: known && hits >= fewestLaterHits && laterQ < FALSE_DISCOVERIES && (low * inflated) / expected > 1
    }
  })
}

/** By how much customers differ beyond chance: 1 where each counts by itself. */
function inflation(hits: number, expected: number, spread: number): number {
  return Math.max(1, spread / Math.max(hits, expected, 1e-9))
}

/** Which of `SIZES` a number of products is up to; nothing else and one thing are alike. */
function sizeClass(size: number): number {
  const found = SIZES.findIndex((most) => size <= most)
  return found < 0 ? SIZES.length : found
}

/** Of each order after the split day where the strata of its month and of the customer's favourite category begin, one for each size; −1 before it. */
function strataOf(history: AlertHistory, splitDay: number): { of: Int32Array; count: number } {
  const { customers, orders, day, items, product, category, categories } = history
  const of = new Int32Array(day.length).fill(-1)
  const numbers = new Map<string, number>()
  for (let c = 0; c < customers; c++) {
    const taken = new Int32Array(categories + 1)
    for (let o = orders[c] as number; o < (orders[c + 1] as number); o++) {
      if ((day[o] as number) > splitDay) {
        const month = Math.floor(((day[o] as number) - splitDay) / MONTH_DAYS)
        const favourite = taken.reduce((best, times, k) => (times > (taken[best] as number) ? k : best), 0)
        const key = `${month} ${taken[favourite] === 0 ? -1 : favourite}`
        const number = numbers.get(key) ?? numbers.size
        numbers.set(key, number)
        of[o] = number * (SIZES.length + 1)
      }
      for (let i = items[o] as number; i < (items[o + 1] as number); i++) {
        const k = category[product[i] as number] ?? -1
        if (k >= 0) taken[k] = (taken[k] as number) + 1
      }
    }
  }
  return { of, count: numbers.size * (SIZES.length + 1) }
}
