import type { EngineContext } from '../../../engines/context.ts'
import { giveaways } from '../../../engines/learn/leakage.ts'
import { partOf } from '../../../engines/pace.ts'
import { anchorsOf, boughtWithin, knownOn, type Target, traits, traitsOn } from '../../../engines/upsell/point-in-time.ts'
import { judgePropensity, type Propensity, type PropensityInput } from '../../../engines/upsell/propensity.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { AlertColumns } from '../db/queries/alert-columns.ts'
import type { OfferRow } from '../db/queries/offer-responses.ts'

/** Something that could be offered, and whether it is what somebody bought. */
export interface Wanted {
  name: string
  kind: 'category' | 'product' | 'offer'
  is: Target
}

const MOST_TARGETS = { category: 6, product: 3 }
const MOST_ANCHORS = 6
/** Rows that a model learns from at most: more days are left out first. */
const MOST_ROWS = 24_000
/** Days over which moments have to reach before a time of the year is told from any other change. */
const A_YEAR = 365
const OFFER = 'offer:'
/** Parts of time that offers are divided into, and days within which they are answered. */
const [OFFER_PARTS, ANSWER_DAYS] = [8, 14]

/**
 * What the user named, or the categories that bring most; products where nothing has a category.
 *
 * @throws upsell.badTarget
 */
export function wantedTargets({ history, names }: AlertColumns, target: string | null, offers: readonly OfferRow[]): Wanted[] {
  const { category } = history
  const asCategory = (k: number): Wanted => ({ name: names.category[k] as string, kind: 'category', is: (code) => category[code] === k })
  const asProduct = (code: number): Wanted => ({ name: names.product[code] as string, kind: 'product', is: (other) => other === code })
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()
  if (target !== null) {
    if (target.toLowerCase().startsWith(OFFER)) {
      const named = target.slice(OFFER.length)
      const found = offers.find(({ offer, campaign }) => same(offer, named) || same(campaign, named))
      if (found) return [{ name: named.trim(), kind: 'offer', is: () => false }]
    }
    const k = names.category.findIndex((name) => same(name, target))
    if (k >= 0) return [asCategory(k)]
    const code = names.product.findIndex((name) => same(name, target))
    if (code >= 0) return [asProduct(code)]
    const there = [...names.category.slice(0, 3), ...names.product.slice(0, 2)].join(', ')
    throw new SextantError('upsell.badTarget', { target, there })
  }
  const money = new Map<number, number>()
  const key = names.category.length > 0 ? (code: number) => category[code] ?? -1 : (code: number) => code
  history.product.forEach((code, i) => {
    const at = key(code)
    if (at >= 0) money.set(at, (money.get(at) ?? 0) + (history.amount[i] as number))
  })
  const most = [...money.keys()].sort((a, b) => (money.get(b) as number) - (money.get(a) as number) || a - b)
  return names.category.length > 0
    ? most.slice(0, MOST_TARGETS.category).map(asCategory)
    : most.slice(0, MOST_TARGETS.product).map(asProduct)
}

export interface JudgedTarget {
  wanted: Wanted
  report: Propensity
  /** What was not used, since it alone gives the answer away. */
  refused: string[]
  /** Chances of all customers on the as-of date; null unless validated. */
  chances: Map<number, number> | null
}

/** Builds the rows of a target on former days, judges models on them, and scores everybody where one is validated. */
export async function judgeTarget(
  { history, names }: AlertColumns,
  wanted: Wanted,
  horizon: number,
  offered: readonly { customer: number; day: number; accepted: boolean }[],
  ctx: EngineContext
): Promise<JudgedTarget> {
  const rows = wanted.kind === 'offer' ? offerMoments(offered, horizon) : purchaseMoments(history, wanted.is, horizon)
  const p = traits.length + history.categories
  const data = new Float64Array(rows.list.length * p)
  rows.list.forEach(({ customer, day }, i) => {
    data.set(traitsOn(history, customer, day, wanted.is), i * p)
  })
  const input: PropensityInput = {
    data,
    n: rows.list.length,
    p,
    label: Float64Array.from(rows.list, ({ label }) => label),
    moment: Int32Array.from(rows.list, ({ moment }) => moment),
    customer: Int32Array.from(rows.list, ({ customer }) => customer),
    known: rows.known,
    baselines: [
      { name: 'recency', column: traits.indexOf('daysSinceOrder'), sign: -1 },
      { name: 'frequency', column: traits.indexOf('recentOrders'), sign: 1 },
      { name: 'bought-before', column: traits.indexOf('targetTimes'), sign: 1 }
    ]
  }
  // All of it is from earlier days; should anything know the future all the same, it is refused. What a baseline goes by stays with it.
  const columns = giveaways(input, new Set(input.baselines.map(({ column }) => column)))
  const unknowable = reach(rows.list) < A_YEAR ? [traits.indexOf('winter')] : []
  const withoutThem = (rowsOf: Float64Array) => {
    for (const j of [...columns, ...unknowable]) for (let at = j; at < rowsOf.length; at += p) rowsOf[at] = 0
  }
  withoutThem(data)
  const refused = columns.map((j) => traits[j] ?? (names.category[j - traits.length] as string))
  const { report, score } = await judgePropensity(input, partOf(ctx, 0, 0.9))
  if (score === null) return { wanted, report, refused, chances: null }
  const everybody = knownOn(history, history.lastDay)
  const now = new Float64Array(everybody.length * p)
  everybody.forEach((c, i) => {
    now.set(traitsOn(history, c, history.lastDay, wanted.is), i * p)
  })
  withoutThem(now)
  const chances = await score(now)
  return { wanted, report, refused, chances: new Map(everybody.map((c, i) => [c, chances[i] as number])) }
}

interface Moments {
  list: { customer: number; day: number; moment: number; label: number }[]
  known: Int32Array
}

/** Days from the first moment to the last. */
function reach(list: Moments['list']): number {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { day } of list) [first, last] = [Math.min(first, day), Math.max(last, day)]
  return last - first
}

function purchaseMoments(history: AlertColumns['history'], target: Target, horizon: number): Moments {
  let days = anchorsOf(history, horizon, MOST_ANCHORS)
  const people = days.map((day) => knownOn(history, day))
  while (days.length > 4 && people.reduce((sum, list) => sum + list.length, 0) > MOST_ROWS) {
    days = days.slice(1)
    people.shift()
  }
  const list = days.flatMap((day, moment) =>
    (people[moment] ?? []).map((customer) => ({
      customer,
      day,
      moment,
      label: boughtWithin(history, customer, day, horizon, target) ? 1 : 0
    }))
  )
  return { list, known: knownBefore(days, horizon) }
}

/** Offers by when they were sent, in six parts of time. */
function offerMoments(offered: readonly { customer: number; day: number; accepted: boolean }[], horizon: number): Moments {
  const sorted = offered.toSorted((a, b) => a.day - b.day || a.customer - b.customer)
  const first: number[] = []
  const list = sorted.map(({ customer, day, accepted }, i) => {
    // A new part begins on a new day.
    const due = i >= (first.length * sorted.length) / OFFER_PARTS
    if (due && day !== sorted[i - 1]?.day) first.push(day)
    return { customer, day, moment: first.length - 1, label: accepted ? 1 : 0 }
  })
  // The last day of a part, and as long as an answer takes.
  const answered = first.map((_, at) => (first[at + 1] ?? Number.POSITIVE_INFINITY) - 1 + Math.min(horizon, ANSWER_DAYS))
  return { list, known: Int32Array.from(first, (day) => answered.findLastIndex((end) => end <= day)) }
}

function knownBefore(days: readonly number[], horizon: number): Int32Array {
  return Int32Array.from(days, (day) => days.findLastIndex((other) => other + horizon <= day))
}
