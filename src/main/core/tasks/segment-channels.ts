import { quantile } from '../../../engines/math/quantile.ts'
import { z975 } from '../../../engines/math/tail.ts'
import type { SegmentChannel } from '../../../shared/model/explanation.ts'
import type { PersonFacts, SpendFact } from '../db/queries/segment-facts.ts'
import type { Members } from './segment-people.ts'

/** Fewer customers than this on either side, and no ratio is told. */
const FEWEST = 5
const A_DAY = 86_400
/** Who came less than this ago has had no time to bring back what they cost. */
const A_YEAR = 365 * A_DAY
/** Who comes back at all does so within their usual time between orders; this share of customers has a shorter one than what is waited for. */
const COME_BACK = 0.9

type Bought = Pick<Members, 'customers' | 'net' | 'moments'>
type Money = NonNullable<SegmentChannel['money']>

/**
 * By which channels the customers of each segment came, against everyone else, and what became of the money that was spent there. The
 * interval of a ratio of two shares is Katz's (1978), on the logarithm. Money counts for customers who came in the period in which it was
 * spent; what they bring later counts too. Nobody knows which money brought whom, so that each customer whom a channel gained costs the
 * same, and a group bears its part. Whether a channel pays is told over all groups alone, since a group of those who spend little brings little
 * back wherever it came from, and by who came a year ago or longer. Most customers first. O(n channels).
 *
 * @param places the segment of each customer
 * @param now seconds: the end of the as-of date
 */
export function channelsOf(
  members: Bought,
  people: ReadonlyMap<number, PersonFacts>,
  spend: readonly SpendFact[],
  places: Int32Array,
  k: number,
  now: number
): SegmentChannel[][] {
  const names = Array.from(members.customers, (customer) => people.get(customer)?.channel?.trim() || null)
  const all = tallyBy(names.keys(), names)
  const knownOfAll = sum(all.values())
  const came = comingsOf(members, people)
  const paid = paidOn(spend, names, came, members, now)
  return Array.from({ length: k }, (_, segment) => {
    const rows = [...names.keys()].filter((row) => places[row] === segment)
    const own = tallyBy(rows, names)
    const known = sum(own.values())
    return [...own]
      .map(([channel, customers]): SegmentChannel => {
        const total = all.get(channel) ?? 0
        const here = rows.filter((row) => names[row] === channel)
        const of = paid.get(channel.toLowerCase())
        return {
          channel,
          customers,
          share: customers / known,
          shareOfAll: total / knownOfAll,
          ...ratioOf(customers, known, total - customers, knownOfAll - known),
          net: sum(here.map((row) => members.net[row] ?? 0)),
          money: of === undefined ? null : moneyOf(of, new Set(here), members)
        }
      })
      .sort((a, b) => b.customers - a.customers || (a.channel < b.channel ? -1 : 1))
  })
}

/** What was spent on a channel, whom it gained for that, and who may have come then or before. */
interface Paid {
  cost: number
  gained: number[]
  unknown: number[]
  /** Of all who came a year ago or longer; null where no money was spent so long ago. */
  all: NonNullable<Money['all']> | null
}

/** Each channel that money was spent on, by its name in small letters. */
function paidOn(
  spend: readonly SpendFact[],
  names: readonly (string | null)[],
  came: Comings,
  { net }: Bought,
  now: number
): Map<string, Paid> {
  const rowsBy = Map.groupBy(names.keys(), (row) => names[row]?.toLowerCase() ?? '')
  return new Map(
    Array.from(
      Map.groupBy(spend, ({ channel }) => channel.trim().toLowerCase()),
      ([channel, spent]): [string, Paid] => {
        const everyone = periodOf(spent)
        const within = (period: SpendFact) => (rowsBy.get(channel) ?? []).filter((row) => isWithin(period, came.at[row] as number))
        const unknown = within(everyone).filter((row) => came.known[row] === 0)
        // Where it is not known who was new at first, what was spent then is left out as well: else each of the others would cost too much.
        const known = unknown.length === 0 ? spent : spent.filter(({ from }) => from >= came.settled)
        const period = periodOf(known)
        const gained = within(period).filter((row) => came.known[row] === 1)
        const long = periodOf(known.filter(({ until }) => until + A_DAY <= now - A_YEAR))
        const early = within(long).filter((row) => came.known[row] === 1)
        return [channel, { cost: period.cost, gained, unknown, all: long.cost > 0 ? judge(long.cost, early, net) : null }]
      }
    ).filter(([, { cost, unknown }]) => cost > 0 || unknown.length > 0)
  )
}

/** From the first to the last day of what was spent, and all of it; without any, a period in which nothing lies. */
function periodOf(spent: readonly SpendFact[]): SpendFact {
  return spent.reduce(
    (all, { from, until, cost }) => ({
      channel: all.channel,
      from: Math.min(all.from, from),
      until: Math.max(all.until, until),
      cost: all.cost + cost
    }),
    { channel: spent[0]?.channel ?? '', from: Number.POSITIVE_INFINITY, until: Number.NEGATIVE_INFINITY, cost: 0 }
  )
}

function judge(cost: number, gained: readonly number[], net: Float64Array): NonNullable<Money['all']> {
  const brought = gained.map((row) => net[row] as number)
  return {
    gained: gained.length,
    back: sum(brought) / cost,
    low: boundOf(brought, -z975) / cost,
    high: boundOf(brought, z975) / cost
  }
}

function moneyOf({ cost, gained, unknown, all }: Paid, here: ReadonlySet<number>, { net }: Bought): Money {
  const own = gained.filter((row) => here.has(row))
  const brought = sum(own.map((row) => net[row] as number))
  const costEach = gained.length === 0 ? null : cost / gained.length
  const part = (costEach ?? 0) * own.length
  return {
    spend: part,
    gained: own.length,
    net: brought,
    costEach,
    back: part === 0 ? null : brought / part,
    eachOfAll: gained.length === 0 ? null : sum(gained.map((row) => net[row] as number)) / gained.length,
    unknown: unknown.filter((row) => here.has(row)).length,
    all
  }
}

/**
 * A bound of what a channel brings back: how many customers it gains is taken as Poisson distributed, so that the variance of their sum is the sum
 * of their squares (compound Poisson); on the logarithm, as a few bring most of the money.
 */
function boundOf(values: readonly number[], z: number): number {
  const total = sum(values)
  const error = Math.sqrt(sum(values.map((value) => value * value)))
  return total > 0 ? total * Math.exp((z * error) / total) : total + z * error
}

interface Comings {
  /** Seconds, of each row. */
  at: Float64Array
  /** 1 where that is sure. */
  known: Uint8Array
  /** From when on it is sure of everyone. */
  settled: number
}

/**
 * When each customer came: as the files say it, else with the first order. Near the beginning of the data a first order may be that of somebody who
 * had bought before, for as long as nine of ten take from one order to the next; these are not known.
 */
function comingsOf({ customers, moments }: Bought, people: ReadonlyMap<number, PersonFacts>): Comings {
  const firsts = Array.from(moments, (own) => own[0] ?? Number.NaN)
  const begins = firsts.reduce((least, first) => (first < least ? first : least), Number.POSITIVE_INFINITY)
  const gaps = moments.flatMap((own) => (own.length < 2 ? [] : ((own.at(-1) as number) - (own[0] as number)) / (own.length - 1)))
  const settled = begins + (gaps.length === 0 ? 0 : quantile(Float64Array.from(gaps).sort(), COME_BACK))
  const at = new Float64Array(customers.length)
  const known = new Uint8Array(customers.length)
  customers.forEach((customer, row) => {
    const first = firsts[row] as number
    const registered = people.get(customer)?.registeredAt ?? Number.NaN
    // Who registered after the first order had come before that; dates without a time of day lie at their beginning.
    const isTold = !Number.isNaN(registered) && !(registered >= first + A_DAY)
    at[row] = isTold ? registered : first
    known[row] = isTold || first >= settled ? 1 : 0
  })
  return { at, known, settled }
}

/** Whether a moment falls into the days in which money was spent. */
function isWithin({ from, until }: SpendFact, at: number): boolean {
  return at >= from && at < until + A_DAY
}

function ratioOf(a: number, n: number, b: number, m: number): { ratio: number | null; low: number | null; high: number | null } {
  if (a < FEWEST || b < FEWEST || n === 0 || m === 0) return { ratio: null, low: null, high: null }
  const ratio = a / n / (b / m)
  const error = Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
  return { ratio, low: ratio * Math.exp(-z975 * error), high: ratio * Math.exp(z975 * error) }
}

function tallyBy(rows: Iterable<number>, names: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const name = names[row]
    if (name != null) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
