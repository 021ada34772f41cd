import { moments, standardDeviation } from '../../../engines/math/moments.ts'
import type { Person, PersonReason } from '../../../shared/model/explanation.ts'
import type { OrderMoments, PersonFacts, ScoreFact, TicketFact } from '../db/queries/segment-facts.ts'

/** What is known of each customer who bought, in the order of the ids; arrays are parallel. */
export interface Members {
  customers: Float64Array
  /** Net of everything, major units. */
  net: Float64Array
  /** Calendar order: moments of each customer's orders, ascending. */
  moments: Float64Array[]
  /** What was sent back, as a share of what was bought; 0 where nothing was. */
  returned: Float64Array
  /** Mean of the scores given, 0..1; NaN for who was not asked or did not answer. */
  satisfaction: Float64Array
  /** Moment of the last low score, or of the last ticket; -Infinity without. */
  unhappyAt: Float64Array
  complainedAt: Float64Array
  referred: Float64Array
}

const A_DAY = 86_400
const A_YEAR = 365.25 * A_DAY

/** Shares of the best score from which somebody is satisfied, and up to which unhappy. */
const SATISFIED = 0.75
const UNHAPPY = 0.5

/** Collects what champions and risks are found by. O(orders + scores + tickets). */
export function membersOf(
  customers: Float64Array,
  net: Float64Array,
  gross: Float64Array,
  orders: OrderMoments,
  scores: readonly ScoreFact[],
  tickets: readonly TicketFact[],
  people: ReadonlyMap<number, PersonFacts>
): Members {
  const n = customers.length
  const rowOf = new Map(Array.from(customers, (customer, row) => [customer, row]))
  const lists = Array.from({ length: n }, (): number[] => [])
  orders.customers.forEach((customer, i) => {
    const row = rowOf.get(customer)
    if (row !== undefined) lists[row]?.push(orders.at[i] as number)
  })
  const sums = new Float64Array(n)
  const counts = new Float64Array(n)
  const unhappyAt = new Float64Array(n).fill(Number.NEGATIVE_INFINITY)
  for (const { customer, at, score, scale } of scores) {
    const row = rowOf.get(customer)
    if (row === undefined) continue
    sums[row] = (sums[row] as number) + score / scale
    counts[row] = (counts[row] as number) + 1
    if (score / scale <= UNHAPPY) unhappyAt[row] = Math.max(unhappyAt[row] as number, at)
  }
  const complainedAt = new Float64Array(n).fill(Number.NEGATIVE_INFINITY)
  for (const { customer, at } of tickets) {
    const row = rowOf.get(customer)
    if (row !== undefined) complainedAt[row] = Math.max(complainedAt[row] as number, at)
  }
  return {
    customers,
    net,
    returned: net.map((kept, row) => {
      const bought = gross[row] as number
      return bought > 0 ? Math.max(0, 1 - kept / bought) : 0
    }),
    moments: lists.map((list) => Float64Array.from(list)),
    satisfaction: sums.map((sum, row) => (counts[row] === 0 ? Number.NaN : sum / (counts[row] as number))),
    unhappyAt,
    complainedAt,
    referred: Float64Array.from(customers, (customer) => people.get(customer)?.referred ?? 0)
  }
}

/** The usual time between orders and how much it varies, in days; null below three orders. */
export function rhythmOf(at: Float64Array): { usual: number; spread: number } | null {
  if (at.length < 3) return null
  const gaps = Float64Array.from({ length: at.length - 1 }, (_, i) => ((at[i + 1] as number) - (at[i] as number)) / A_DAY)
  const of = moments(gaps)
  return { usual: of.mean, spread: standardDeviation(of) }
}

export interface Standing {
  /** How good a champion, NaN for none. */
  champion: Float64Array
  /** Money a year that is at stake, NaN for nobody at risk. */
  risk: Float64Array
  /** Money a year so far, of everybody. */
  yearly: Float64Array
  championReasons: Map<number, PersonReason[]>
  riskReasons: Map<number, PersonReason[]>
}

/** A champion has ordered at least this often, and is not late by more than this many usual gaps. */
const REPEATS = 3
const STILL_HERE = 2
/** Who sends back more than this share of what they buy is not content, whatever they say. */
const SENDS_BACK = 0.25
/** Of those who qualify, the better part of the shop: the top fifth by orders and money. */
const TOP = 0.8
/** An unhappy customer is at risk for this long, unless an order followed. */
const RECENTLY = 120 * A_DAY
/** Beyond so many usual gaps somebody is gone rather than at risk. */
const GONE = 6

/**
 * Champions: loyal (ordered three times or more, and lately for them), repeat and worth it (top fifth of the shop by orders and money),
 * not unhappy, and sending little back; who refers others or says to be satisfied stands higher, and one of the two is asked for where the shop knows about
 * either. Risks: good customers who are late against their own rhythm, or were unhappy and have not ordered since; worth what they
 * spend in a year. Nobody is both. O(n log n).
 *
 * @param now seconds: the end of the as-of date
 */
export function standingOf(members: Members, now: number): Standing {
  const n = members.customers.length
  const orders = Float64Array.from(members.moments, ({ length }) => length)
  const byOrders = ranks(orders)
  const byNet = ranks(members.net)
  const asksSatisfaction = members.satisfaction.some((value) => !Number.isNaN(value))
  const knowsReferrals = members.referred.some((count) => count > 0)
  const standing: Standing = {
    champion: new Float64Array(n).fill(Number.NaN),
    risk: new Float64Array(n).fill(Number.NaN),
    yearly: members.net.map((net, row) => yearly(net, members.moments[row]?.[0] ?? now, now)),
    championReasons: new Map(),
    riskReasons: new Map()
  }
  for (let row = 0; row < n; row++) {
    const at = members.moments[row] as Float64Array
    const first = at[0] ?? now
    const last = at[at.length - 1] ?? now
    const rhythm = rhythmOf(at)
    // Days of the calendar, as everywhere: not the hours between.
    const away = Math.floor(now / A_DAY) - Math.floor(last / A_DAY)
    const satisfaction = members.satisfaction[row] as number
    const referred = members.referred[row] as number
    const unhappy = (members.unhappyAt[row] as number) > Math.max(last, now - RECENTLY)
    const late = rhythm !== null && away > rhythm.usual + 2 * rhythm.spread && away > 1.5 * rhythm.usual
    const worth = (members.net[row] as number) > 0 && at.length >= 2
    if (worth && rhythm !== null && late && away <= GONE * rhythm.usual) {
      standing.risk[row] = standing.yearly[row] as number
      standing.riskReasons.set(row, [{ why: 'late', value: away, usual: rhythm.usual, spread: rhythm.spread }])
    }
    if (worth && unhappy) {
      standing.risk[row] = standing.yearly[row] as number
      const reasons = standing.riskReasons.get(row) ?? []
      standing.riskReasons.set(row, [...reasons, reason('unhappy', (now - (members.unhappyAt[row] as number)) / A_DAY)])
    }
    if (!Number.isNaN(standing.risk[row] as number)) continue
    const loyal = at.length >= REPEATS && rhythm !== null && away <= STILL_HERE * rhythm.usual + rhythm.spread
    const best = ((byOrders[row] as number) + (byNet[row] as number)) / 2 >= TOP
    const speaksWell = satisfaction >= SATISFIED || referred > 0
    const content =
      (members.returned[row] as number) <= SENDS_BACK &&
      !(satisfaction < SATISFIED) &&
      (speaksWell || !(asksSatisfaction || knowsReferrals))
    if (!loyal || !best || !content || (members.net[row] as number) <= 0) continue
    standing.champion[row] =
      ((byOrders[row] as number) + (byNet[row] as number)) / 2 +
      (satisfaction >= SATISFIED ? satisfaction / 2 : 0) +
      Math.min(1, referred / 2)
    standing.championReasons.set(row, [
      reason('years', (now - first) / A_YEAR),
      ...(referred > 0 ? [reason('referred', referred)] : []),
      ...(satisfaction >= SATISFIED ? [reason('satisfied', satisfaction)] : [])
    ])
  }
  return standing
}

/** How many of each list a screen shows; the whole list is a click away. */
const SHOWN = 10

/** The first of a list, highest first. */
export function foremost(
  scores: Float64Array,
  reasons: ReadonlyMap<number, PersonReason[]>,
  members: Members,
  people: ReadonlyMap<number, PersonFacts>,
  belongs: (row: number) => boolean
): { count: number; rows: number[]; people: Person[] } {
  const rows = Array.from(scores.keys()).filter((row) => belongs(row) && !Number.isNaN(scores[row] as number))
  rows.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
  return {
    count: rows.length,
    rows,
    people: rows.slice(0, SHOWN).map((row) => personOf(row, members, people, reasons.get(row) ?? []))
  }
}

export function personOf(row: number, members: Members, people: ReadonlyMap<number, PersonFacts>, reasons: PersonReason[]): Person {
  const customer = members.customers[row] ?? -1
  const who = people.get(customer)
  return {
    customer,
    code: who?.code ?? '',
    name: who?.name ?? null,
    orders: members.moments[row]?.length ?? 0,
    net: members.net[row] ?? 0,
    reasons
  }
}

const reason = (why: PersonReason['why'], value: number): PersonReason => ({ why, value, usual: null, spread: null })

/** Spent in a year at the pace so far; who came less than half a year ago counts as half a year. */
function yearly(net: number, first: number, now: number): number {
  return net / Math.max(0.5, (now - first) / A_YEAR)
}

/** Share of the others that lie at or below, 0..1; equals share the middle. O(n log n). */
function ranks(values: Float64Array): Float64Array {
  const n = values.length
  const order = Int32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number))
  const found = new Float64Array(n)
  for (let start = 0; start < n; ) {
    let end = start
    while (end < n && values[order[end] as number] === values[order[start] as number]) end++
    for (let i = start; i < end; i++) found[order[i] as number] = (start + end) / 2 / n
    start = end
  }
  return found
}
