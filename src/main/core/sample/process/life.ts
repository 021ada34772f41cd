import { at, DAY, HOUR, type Minutes, PERIOD, PROMOTIONS, promotionAt, startOfDay, weekday } from '../calendar.ts'
import { type Category, PRODUCTS, type Product } from '../catalogue.ts'
import type { Customer, Habits, Intent, Life } from '../model.ts'
import { BREAKS, BUYERS, type BuyerType, NEWLY_REGULAR, SECOND_TRY, UNPLANNED } from '../parameters.ts'
import { Stream } from '../random/stream.ts'
import { givingDays } from './occasions.ts'

/** Two intents nearer than this are one visit. */
const ONE_VISIT = 20 * HOUR
/** A discount hunter waits so long for a promotion to begin. */
const PATIENCE = 24 * DAY

/** Share of the orders by hour of the day, from 7:00 on. */
const HOURS: Record<BuyerType, readonly number[]> = {
  restocker: [8, 12, 8, 6, 5, 6, 5, 3, 3, 3, 3, 4, 4, 5, 4, 2],
  giver: [1, 2, 4, 6, 7, 6, 7, 8, 8, 7, 6, 4, 6, 8, 8, 4],
  bargain: [3, 4, 5, 5, 5, 9, 8, 4, 3, 3, 4, 5, 6, 9, 10, 9],
  barista: [2, 3, 4, 6, 7, 7, 6, 6, 6, 6, 5, 4, 6, 9, 9, 5],
  tryout: [2, 3, 5, 6, 6, 7, 7, 6, 5, 5, 5, 5, 6, 8, 8, 5]
}

/** What a customer would do by itself, up to the horizon. */
export function liveOn(seed: number, customer: Customer): Life {
  const ends: (Minutes | null)[] = []
  const found: Intent[] = []
  for (const [p, habits] of customer.parts.entries()) {
    const random = new Stream(seed, 'life', customer.index, p)
    const { moments, endedAt } = momentsOf(random, customer, habits)
    ends.push(endedAt)
    for (const [n, moment] of moments.entries()) found.push(intentOf(seed, customer, habits, `p${p}.${n}`, moment))
  }
  let intents = oneVisitEach(found)
  let endedAt = ends.includes(null) ? null : Math.max(...ends.map((e) => e ?? 0))
  if (customer.breakAt !== null) {
    const breakAt = customer.breakAt
    intents = intents.filter((i) => i.at < breakAt)
    endedAt = endedAt === null ? breakAt : Math.min(endedAt, breakAt)
    if (intents.length < BREAKS.minimumOrders) customer.breakAt = null // ended, but there was no rhythm yet
  }
  if (customer.unplannedAt !== null) plantUnplanned(seed, customer, intents)
  return { customer, intents: oneVisitEach(intents), endedAt }
}

function momentsOf(random: Stream, customer: Customer, habits: Habits): { moments: Minutes[]; endedAt: Minutes | null } {
  const from = Math.max(customer.arrivesAt, PERIOD.start)
  if (customer.newlyRegularAt !== null) {
    if (habits.type !== 'tryout') return renewals(random, habits, customer.newlyRegularAt)
    const quiet = renewals(random, { ...habits, shape: 1, gapDays: NEWLY_REGULAR.quietGapDays }, from + random.between(0, 60) * DAY)
    return { moments: quiet.moments.filter((m) => m < (customer.newlyRegularAt ?? 0) - 10 * DAY), endedAt: customer.newlyRegularAt }
  }
  const { rhythm, leaves } = BUYERS[habits.type]
  if (rhythm === 'once') {
    // In a mixed life the visit is some day; alone it is the arrival.
    const first = habits.weight < 1 ? random.between(from, Math.max(from, PERIOD.end - 30 * DAY)) : from
    const moments = [Math.floor(first)]
    if (random.chance(SECOND_TRY.chance)) moments.push(Math.floor(first + random.between(SECOND_TRY.days[0], SECOND_TRY.days[1]) * DAY))
    return { moments, endedAt: moments[moments.length - 1] ?? first }
  }
  if (rhythm === 'occasions') {
    const moments = givingDays(random, habits.occasion, from)
    const last = moments.findIndex(() => random.chance(leaves))
    return last < 0 ? { moments, endedAt: null } : { moments: moments.slice(0, last + 1), endedAt: moments[last] ?? from }
  }
  const early = customer.arrivesAt < PERIOD.start
  const all = renewals(random, habits, early ? from + random.uniform() * habits.gapDays * DAY : from, leaves)
  const moments = habits.weight === 1 ? all.moments : all.moments.filter((_, n) => n === 0 || random.chance(habits.weight))
  return { moments, endedAt: all.endedAt }
}

/** Renewal process with gamma gaps from `first` to the horizon, or to the order that happens to be the last. */
export function renewals(random: Stream, habits: Habits, first: Minutes, leaves = 0): { moments: Minutes[]; endedAt: Minutes | null } {
  const moments: Minutes[] = []
  for (let t = first; t < PERIOD.horizon; t += random.gamma(habits.shape, habits.gapDays) * DAY) {
    moments.push(Math.floor(t))
    if (random.chance(leaves)) return { moments, endedAt: Math.floor(t) }
  }
  return { moments, endedAt: null }
}

/** Turns a moment into an intent: the hour, the day of the week, and whether it waits for a promotion. */
export function intentOf(seed: number, customer: Customer, habits: Habits, key: string, moment: Minutes): Intent {
  const random = new Stream(seed, 'intent', customer.index, key)
  const seeksDiscount = random.chance(habits.discount)
  const wait = random.uniform()
  const next = PROMOTIONS.find((p) => p.from > moment && p.from < moment + PATIENCE)
  const waited = seeksDiscount && !promotionAt(moment) && next ? Math.floor(next.from + wait * (next.to - next.from)) : moment
  const weekend = random.chance(BUYERS[habits.type].weekend)
  const clock = (7 + random.weighted(HOURS[habits.type])) * HOUR + random.integer(0, 59)
  const day = startOfDay(waited)
  const away = weekday(day) - 5
  // To the nearest weekend, or away from it.
  const toWeekend = away >= 0 ? 0 : away >= -3 ? -away : -6 - away
  const moved = day + DAY * (weekend ? toWeekend : away >= 0 ? 2 - away : 0)
  return {
    key,
    at: Math.max(moved + clock, PERIOD.start + clock),
    habits,
    reason: 'own',
    seeksDiscount,
    wants: [],
    extraDiscount: 0
  }
}

export function oneVisitEach(intents: Intent[]): Intent[] {
  const sorted = [...intents].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
  const kept: Intent[] = []
  for (const intent of sorted) {
    const last = kept[kept.length - 1]
    if (last && intent.at - last.at < ONE_VISIT) {
      // What is planted stays.
      if (intent.reason !== 'own' && last.reason === 'own') kept[kept.length - 1] = intent
    } else if (intent.at < PERIOD.horizon) kept.push(intent)
  }
  return kept
}

/** One large order of things that this customer does not buy, in the middle of a gap. */
function plantUnplanned(seed: number, customer: Customer, intents: Intent[]): void {
  const random = new Stream(seed, 'unplanned order', customer.index)
  const wished = customer.unplannedAt ?? at(UNPLANNED.from)
  const next = intents.findIndex((i) => i.at > wished)
  const before = intents[next - 1]
  const after = intents[next]
  if (next < 4 || !before || !after) {
    customer.unplannedAt = null
    return
  }
  const strange: Category[] = ['Kettles', 'Gifts', 'Brewing', 'Cups & glasses']
  const dear = PRODUCTS.filter((p) => strange.includes(p.category) && p.price > 1800 && p.price < 10_000 && p.months.length === 0)
  const wants: Product[] = random.shuffled(dear).slice(0, random.integer(UNPLANNED.lines[0], UNPLANNED.lines[1]))
  const when = Math.floor(before.at + random.between(0.3, 0.6) * (after.at - before.at))
  customer.unplannedAt = when
  intents.push({ ...before, key: 'unplanned', at: when, reason: 'unplanned', seeksDiscount: false, wants })
}
