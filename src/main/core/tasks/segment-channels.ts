import { z975 } from '../../../engines/math/tail.ts'
import type { SegmentChannel } from '../../../shared/model/explanation.ts'
import type { PersonFacts, SpendFact } from '../db/queries/segment-facts.ts'
import type { Members } from './segment-people.ts'

/** Fewer customers than this on either side, and no ratio is told. */
const FEWEST = 5

/**
 * By which channels the customers of each segment came, against everyone else, and what became of the money that was spent there. The
 * interval of a ratio of two shares is Katz's (1978), on the logarithm. Money counts for customers whose first order falls into the
 * period in which it was spent; what they bring later counts too. Nobody knows which money brought whom, so that each customer whom a
 * channel gained costs the same, and a group bears its part. Most customers first. O(n channels).
 *
 * @param places the segment of each customer
 */
export function channelsOf(
  members: Members,
  people: ReadonlyMap<number, PersonFacts>,
  spend: readonly SpendFact[],
  places: Int32Array,
  k: number
): SegmentChannel[][] {
  const names = Array.from(members.customers, (customer) => people.get(customer)?.channel?.trim() || null)
  const spentOn = new Map(spend.map((of) => [of.channel.trim().toLowerCase(), of]))
  const all = tallyBy(names.keys(), names)
  const knownOfAll = sum(all.values())
  const gainedBy = gainedInAll(names, spentOn, members)
  return Array.from({ length: k }, (_, segment) => {
    const rows = [...names.keys()].filter((row) => places[row] === segment)
    const own = tallyBy(rows, names)
    const known = sum(own.values())
    return [...own]
      .map(([channel, customers]): SegmentChannel => {
        const total = all.get(channel) ?? 0
        const here = rows.filter((row) => names[row] === channel)
        return {
          channel,
          customers,
          share: customers / known,
          shareOfAll: total / knownOfAll,
          ...ratioOf(customers, known, total - customers, knownOfAll - known),
          net: sum(here.map((row) => members.net[row] ?? 0)),
          money: moneyOf(spentOn.get(channel.toLowerCase()), gainedBy.get(channel.toLowerCase()) ?? 0, here, members)
        }
      })
      .sort((a, b) => b.customers - a.customers || (a.channel < b.channel ? -1 : 1))
  })
}

function moneyOf(spent: SpendFact | undefined, inAll: number, rows: readonly number[], members: Members): SegmentChannel['money'] {
  if (spent === undefined || spent.cost <= 0) return null
  const gained = rows.filter((row) => isGained(spent, members.moments[row]))
  const net = sum(gained.map((row) => members.net[row] ?? 0))
  const costEach = inAll === 0 ? null : spent.cost / inAll
  const part = (costEach ?? 0) * gained.length
  return { spend: part, gained: gained.length, net, costEach, back: part === 0 ? null : net / part }
}

/** How many customers each channel gained while money was spent there, by its name in small letters. */
function gainedInAll(names: readonly (string | null)[], spentOn: ReadonlyMap<string, SpendFact>, members: Members): Map<string, number> {
  const gained = new Map<string, number>()
  names.forEach((name, row) => {
    const key = name?.toLowerCase() ?? ''
    const spent = spentOn.get(key)
    if (spent !== undefined && isGained(spent, members.moments[row])) gained.set(key, (gained.get(key) ?? 0) + 1)
  })
  return gained
}

/** Whether somebody's first order falls into the days in which money was spent. */
function isGained({ from, until }: SpendFact, moments: Float64Array | undefined): boolean {
  const first = moments?.[0]
  return first !== undefined && first >= from && first < until + 86_400
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
