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
export const LATER_RULES_VERSION = 'later-rules/2'

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
  /** Found in single baskets, or in all that each customer had bought by then: what support, confidence and the count are of. */
  of: 'baskets' | 'histories'
  /** The same asked of orders without the first things, by customers who had them from the horizon before and never had the second. */
  apart: { orders: number; hits: number; lift: number | null; low: number | null; high: number | null; q: number }
  /** The second thing is also bought later by who has the first and not the second: only then is there somebody to offer it to. */
  comesLater: boolean
}

type FoundRule = Rule & Pick<LaterRule, 'of'>

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

async function candidates(history: AlertHistory, splitDay: number, ctx: EngineContext): Promise<{ rules: FoundRule[]; baskets: number }> {
  const single = basketsUntil(history, splitDay, false)
  const whole = basketsUntil(history, splitDay, true)
  const found = new Map<string, FoundRule>()
  for (const [at, baskets] of [single, whole].entries()) {
    const all = baskets.starts.length - 1
    const least = Math.max(FEWEST_BASKETS, Math.ceil(0.001 * all))
    // Of whole histories pairs tell enough: longer ones are whatever heavy buyers buy.
    const params = { longest: at === 0 ? 3 : 2, most: MOST_SETS }
    const sets = await withinReach(baskets, least, params, partOf(ctx, at / 2, (at + 1) / 2))
    for (const rule of rulesOf(sets, all, 0.02, 2)) {
      if (rule.lift < LEAST_LIFT || rule.q > FALSE_DISCOVERIES) continue
      const key = `${rule.if.join()}>${rule.then}`
      if (!found.has(key)) found.set(key, { ...rule, of: at === 0 ? 'baskets' : 'histories' })
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
  rules: readonly FoundRule[],
  ctx: EngineContext
): Promise<LaterRule[]> {
  const { customers, orders, day, items, product } = history
  const strata = strataOf(history, splitDay)
  const consequences = new Map<number, number>()
  for (const { then } of rules) if (!consequences.has(then)) consequences.set(then, consequences.size)
  const usual = usualShares(history, strata, consequences)
  const byFirst = Map.groupBy(rules.keys(), (r) => (rules[r] as Rule).if[0] as number)
  const tallies = rules.map(newTally)
  const apart = rules.map(newTally)
  const pace = pacer(ctx)
  for (let c = 0; c < customers; c++) {
    const [from, to] = [orders[c] as number, orders[c + 1] as number]
    for (let o = firstAfter(day, from, to, splitDay); o < to; o++) {
      const basket = new Set(product.subarray(items[o], items[o + 1]))
      const within = firstAfter(day, from, to, (day[o] as number) - horizon - 1)
      const earlier = new Set(product.subarray(items[within], items[o]))
      const had = new Set(product.subarray(items[from], items[o]))
      const base = strata.of[o] as number
      for (const one of earlier.union(basket)) {
        for (const r of byFirst.get(one) ?? []) {
          const rule = rules[r] as Rule
          if (!rule.if.every((item) => basket.has(item) || earlier.has(item))) continue
          const hit = basket.has(rule.then) ? 1 : 0
          // What the rule is about does not make a basket a large one.
          const inBasket = rule.if.filter((item) => basket.has(item)).length
          const s = base + sizeClass(basket.size - hit - inBasket)
          const k = consequences.get(rule.then) as number
          add(tallies[r] as Tally, c, hit, usual.of(k, s))
          if (inBasket === 0 && !had.has(rule.then)) add(apart[r] as Tally, c, hit, usual.ofFirst(k, s))
        }
      }
    }
    if (c % 64 === 0) await pace(c / customers)
  }
  for (const tally of [...tallies, ...apart]) settle(tally, -1)
  return judged(rules, tallies, apart)
}

const newTally = (): Tally => ({ orders: 0, hits: 0, expected: 0, spread: 0, customer: -1, excess: 0 })

function add(tally: Tally, customer: number, hit: number, expected: number): void {
  if (tally.customer !== customer) settle(tally, customer)
  tally.orders++
  tally.hits += hit
  tally.expected += expected
  tally.excess += hit - expected
}

/**
 * Of each consequence and stratum the share of orders that hold it among those with as much else in them: of all, and of orders by customers who
 * had never bought it before, those that do. O(order items + orders · consequences that their customer had).
 */
function usualShares(
  { customers, orders, items, product }: AlertHistory,
  { of, count }: { of: Int32Array; count: number },
  consequences: ReadonlyMap<number, number>
) {
  const column = () => new Float64Array(count * consequences.size)
  const inStratum = new Float64Array(count)
  // Orders that hold a consequence, by the size that they have and by the size without it; the same of first purchases; and orders by who had it.
  const held = { whole: column(), rest: column() }
  const first = { whole: column(), rest: column() }
  const owned = column()
  const one = (to: Float64Array, at: number) => {
    to[at] = (to[at] as number) + 1
  }
  for (let c = 0; c < customers; c++) {
    const had = new Set<number>()
    for (let o = orders[c] as number; o < (orders[c + 1] as number); o++) {
      const bought = product.subarray(items[o], items[o + 1])
      const base = of[o] as number
      if (base >= 0) {
        const at = base + sizeClass(bought.length)
        one(inStratum, at)
        for (const k of had) one(owned, k * count + at)
        for (const code of bought) {
          const k = consequences.get(code)
          if (k === undefined) continue
          for (const counts of had.has(k) ? [held] : [held, first]) {
            one(counts.whole, k * count + at)
            one(counts.rest, k * count + base + sizeClass(bought.length - 1))
          }
        }
      }
      for (const code of bought) {
        const k = consequences.get(code)
        if (k !== undefined) had.add(k)
      }
    }
  }
  const share = ({ whole, rest }: typeof held, at: number, all: number): number => {
    const hits = rest[at] as number
    return hits === 0 ? 0 : hits / (all - (whole[at] as number) + hits)
  }
  return {
    of: (k: number, s: number): number => share(held, k * count + s, inStratum[s] as number),
    ofFirst: (k: number, s: number): number => share(first, k * count + s, (inStratum[s] as number) - (owned[k * count + s] as number))
  }
}

function settle(tally: Tally, next: number): void {
  tally.spread += tally.excess * tally.excess
  tally.excess = 0
  tally.customer = next
}

function judged(rules: readonly FoundRule[], tallies: readonly Tally[], apart: readonly Tally[]): LaterRule[] {
  const all = lifts(tallies)
  const alone = lifts(apart)
  return rules.map((rule, r) => {
    const { orders, hits, lift, low, high, q, holds } = all[r] as Lift
    const { holds: comes, ...later } = alone[r] as Lift
    return {
      ...rule,
      laterOrders: orders,
      laterHits: hits,
      laterLift: lift,
      low,
      high,
      laterQ: q,
      validated: holds,
      apart: later,
      comesLater: holds && comes
    }
  })
}

type Lift = LaterRule['apart'] & { holds: boolean }

/** Observed over expected with its interval, and whether it is surely above 1, false discoveries among all of them controlled. */
function lifts(tallies: readonly Tally[]): Lift[] {
  const p = tallies.map(({ hits, expected, spread }) => {
    const inflated = inflation(hits, expected, spread)
    return poissonAtLeast(Math.floor(hits / inflated), expected / inflated)
  })
  const q = benjaminiHochberg(p)
  return tallies.map(({ orders, hits, expected, spread }, r) => {
    const inflated = inflation(hits, expected, spread)
    const known = expected > 0
    const [low, high] = known ? countInterval(hits / inflated).map((end) => (end * inflated) / expected) : []
    const holds = hits >= fewestLaterHits && (q[r] as number) < FALSE_DISCOVERIES && (low ?? 0) > 1
    return { orders, hits, lift: known ? hits / expected : null, low: low ?? null, high: high ?? null, q: q[r] as number, holds }
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
