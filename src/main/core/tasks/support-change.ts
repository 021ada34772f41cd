import type { Database } from 'better-sqlite3'
import { type Exposure, supportChange } from '../../../engines/support/change.ts'
import { holdsEndedAlone, nearlyAllWithin } from '../../../engines/support/followed.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportChange } from '../../../shared/model/support-views.ts'
import { endOfDay, isoDate, secondsADay } from '../db/queries/dates.ts'
import { type ChangeRow, ordersBetween, type Sides, ticketsBegin, ticketsBetween, ticketsDated } from '../db/queries/support-change.ts'

/** Longer than half a year before, much else was different too. */
const MOST_DAYS = 182
/** Of what is called a change, so much may be chance. */
const FALSE_SHARE = 0.05
/** Days: where nothing is known but tickets, those of the first weeks of which any are known may be less than all. */
const LEAD = 28
const [WEEKS, HUNDRED] = [28, 100]
/** Of as many tickets it has to be known who bought, so that orders can be what gave rise to them. */
const BOUGHT = 0.5
const [secondsAnHour, hoursADay] = [3600, 24]

interface ChangeInput {
  run: number
  unit: 'customers' | 'tickets'
  asOf: IsoDate
  clusters: readonly Pick<SupportCluster, 'id'>[]
  /** The first day of the change. */
  day: IsoDate
}

/**
 * Support before and after a day, over as many days on both sides as there are. Times count of tickets that were opened so long before the day, or the
 * end of what is known, that nearly all are over by then. Tickets are counted for the orders of the same side, of the same people. Where orders are not
 * known they are counted by time, and not from the first day of which any are known: who wrote late is no later customer, and a log
 * often begins with less than all of what came. Where that leaves too little, counts are told and none is called a change. A log of solved tickets
 * alone does not hold all of what came at its end either: there the days end earlier.
 *
 * O(tickets · clusters + orders).
 */
export function readSupportChange(db: Database, { run, unit, asOf, clusters, day }: ChangeInput): SupportChange {
  const [split, end] = [endOfDay(day) - secondsADay, endOfDay(asOf)]
  const first = ticketsBegin(db) ?? split
  const known = Math.ceil((split - first) / secondsADay)
  const most = (last: number) => Math.max(0, Math.min(MOST_DAYS, Math.floor((last - split) / secondsADay), known))
  const between = (length: number) =>
    length === 0 ? [] : ticketsBetween(db, run, unit, split - length * secondsADay, split + length * secondsADay)
  const early = between(most(end))
  const solvedWithin = solvedAlone(early, split, end, (most(end) * hoursADay) / 2)
  const complete = solvedWithin === null ? end : end - Math.ceil(solvedWithin / hoursADay) * secondsADay
  const longest = most(complete)
  const all = (solvedWithin === null ? early : between(longest)).filter(
    (row) => solvedWithin === null || !(hoursTo(row, row.resolved, end) > solvedWithin)
  )
  const per = all.filter(({ bought }) => bought === 1).length >= BOUGHT * Math.max(1, all.length) ? 'orders' : 'tickets'
  const led = per === 'orders' || known - longest >= LEAD ? longest : Math.min(longest, known - LEAD)
  // Fewer days than are left out say less than what is left out would.
  const [days, begins] = led >= Math.min(longest, LEAD) ? [led, null] : [longest, longest === 0 ? null : isoDate(first)]
  const [from, until] = [split - days * secondsADay, split + days * secondsADay]
  const rows = all.filter(({ opened }) => opened >= from && opened < until)
  const place = new Map(clusters.map(({ id }, i) => [id, i]))
  const exposures = exposuresOf()
  const { dated, undated } = ticketsDated(db)
  const found = supportChange(
    {
      n: rows.length,
      cluster: Int32Array.from(rows, ({ cluster }) => (cluster === null ? -1 : (place.get(cluster) ?? -1))),
      customer: Int32Array.from(rows, ({ customer }) => customer ?? -1),
      after: Uint8Array.from(rows, ({ opened }) => (opened < split ? 0 : 1)),
      room: Float64Array.from(rows, ({ opened }) => ((opened < split ? split : end) - opened) / secondsAnHour),
      response: Float64Array.from(rows, (row) => hoursTo(row, row.response, end)),
      resolution: Float64Array.from(rows, (row) => hoursTo(row, row.resolved, end)),
      reopens: Float64Array.from(rows, ({ reopens }) => reopens ?? Number.NaN),
      rating: Float64Array.from(rows, ({ rating }) => rating ?? Number.NaN)
    },
    {
      exposures: clusters.map(({ id }) => exposures.ofClusters.get(id) ?? { before: 0, after: 0 }),
      exposure: exposures.all,
      counts: per === 'orders' ? 'exposed' : begins === null ? 'calendar' : 'untold',
      longest: (days * hoursADay) / 2,
      q: FALSE_SHARE
    }
  )
  return {
    day,
    from: isoDate(from),
    until: isoDate(until - 1),
    days,
    per,
    begins,
    within: found.within,
    solvedAlone: solvedWithin !== null,
    undated,
    dated: dated > 0 || undated === 0,
    clusters: clusters.map(({ id }, i) => ({ cluster: id, shifts: found.clusters[i] ?? [] })),
    all: found.all
  }

  function exposuresOf(): { ofClusters: ReadonlyMap<number, Exposure>; all: Exposure } {
    const same = (exposure: Exposure) => ({ ofClusters: new Map(clusters.map(({ id }) => [id, exposure])), all: exposure })
    if (per === 'tickets') return same({ before: days / WEEKS, after: days / WEEKS })
    const sides = days === 0 ? [] : ordersBetween(db, run, from, split, until)
    const scaled = ({ before, after }: Pick<Sides, 'before' | 'after'>) => ({ before: before / HUNDRED, after: after / HUNDRED })
    const sum = sides.reduce((so, side) => ({ before: so.before + side.before, after: so.after + side.after }), { before: 0, after: 0 })
    // Tickets of a kind are of everybody's orders.
    if (unit === 'tickets') return same(scaled(sum))
    return { ofClusters: new Map(sides.flatMap((side) => (side.cluster === null ? [] : [[side.cluster, scaled(side)]]))), all: scaled(sum) }
  }
}

/** What was not over by then was not known to be. */
const hoursTo = ({ opened }: ChangeRow, at: number | null, end: number): number =>
  at === null || at < opened || at >= end ? Number.NaN : (at - opened) / secondsAnHour

/**
 * Hours within which nearly all are solved, where a log seems to hold solved tickets alone; else null. Tickets that were opened since the day
 * and those before it tell how long it takes; whether any are open at the end tells the rest. O(tickets log).
 */
function solvedAlone(rows: readonly ChangeRow[], split: number, end: number, longest: number): number | null {
  const hours = Float64Array.from(rows, (row) => hoursTo(row, row.resolved, end))
  const room = Float64Array.from(rows, ({ opened }) => (end - opened) / secondsAnHour)
  if (!holdsEndedAlone(hours, room, longest)) return null
  return nearlyAllWithin(
    hours,
    room,
    longest,
    Uint8Array.from(rows, ({ opened }) => (opened < split ? 0 : 1))
  )
}
