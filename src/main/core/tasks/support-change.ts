import type { Database } from 'better-sqlite3'
import { type Exposure, supportChange } from '../../../engines/support/change.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportChange } from '../../../shared/model/support-views.ts'
import { endOfDay, isoDate, secondsADay } from '../db/queries/dates.ts'
import { type ChangeRow, firstTicketAt, membersBetween, ordersBetween, type Sides, ticketsBetween } from '../db/queries/support-change.ts'

/** Longer than half a year before, much else was different too. */
const MOST_DAYS = 182
/** Of what is called a change, so much may be chance. */
const FALSE_SHARE = 0.05
const [WEEKS, HUNDRED] = [28, 100]
/** Of as many tickets it has to be known who bought, so that orders can be what gave rise to them. */
const BOUGHT = 0.5
const secondsAnHour = 3600

interface ChangeInput {
  run: number
  unit: 'customers' | 'tickets'
  asOf: IsoDate
  clusters: readonly Pick<SupportCluster, 'id'>[]
  /** The first day of the change. */
  day: IsoDate
}

/**
 * Support before and after a day, over as many days on both sides as there are. Answers count that were given within their own period: of both,
 * what was still open at the end is left out alike. Tickets are counted for the orders of the same side, of the same people; where orders are not
 * known, for the customers who were known already, a customer's first ticket left out if it is all that made them known.
 */
export function readSupportChange(db: Database, { run, unit, asOf, clusters, day }: ChangeInput): SupportChange {
  const [split, end] = [endOfDay(day) - secondsADay, endOfDay(asOf)]
  const first = firstTicketAt(db) ?? split
  const days = Math.max(0, Math.min(MOST_DAYS, (end - split) / secondsADay, Math.ceil((split - first) / secondsADay)))
  const [from, until] = [split - days * secondsADay, split + days * secondsADay]
  const rows = days === 0 ? [] : ticketsBetween(db, run, unit, from, until)
  const place = new Map(clusters.map(({ id }, i) => [id, i]))
  const hours = (row: ChangeRow, at: number | null) =>
    at === null || at < row.opened || at >= (row.opened < split ? split : until) ? Number.NaN : (at - row.opened) / secondsAnHour
  const of = rows.filter(({ bought }) => bought === 1).length >= BOUGHT * Math.max(1, rows.length) ? 'orders' : unit
  const exposures = exposuresOf(of)
  const found = supportChange(
    {
      n: rows.length,
      cluster: Int32Array.from(rows, ({ cluster }) => (cluster === null ? -1 : (place.get(cluster) ?? -1))),
      customer: Int32Array.from(rows, ({ customer }) => customer ?? -1),
      after: Uint8Array.from(rows, ({ opened }) => (opened < split ? 0 : 1)),
      counts: Uint8Array.from(rows, ({ first }) => (of === 'customers' && first === 1 ? 0 : 1)),
      response: Float64Array.from(rows, (row) => hours(row, row.response)),
      resolution: Float64Array.from(rows, (row) => hours(row, row.resolved)),
      reopens: Float64Array.from(rows, ({ reopens }) => reopens ?? Number.NaN),
      rating: Float64Array.from(rows, ({ rating }) => rating ?? Number.NaN)
    },
    {
      exposures: clusters.map(({ id }) => exposures.ofClusters.get(id) ?? { before: 0, after: 0 }),
      exposure: exposures.all,
      q: FALSE_SHARE
    }
  )
  return {
    day,
    from: isoDate(from),
    until: isoDate(until - 1),
    days,
    per: of,
    clusters: clusters.map(({ id }, i) => ({ cluster: id, shifts: found.clusters[i] ?? [] })),
    all: found.all
  }

  function exposuresOf(per: SupportChange['per']): { ofClusters: ReadonlyMap<number, Exposure>; all: Exposure } {
    const time = { before: days / WEEKS, after: days / WEEKS }
    const sides =
      days === 0 || per === 'tickets'
        ? []
        : per === 'orders'
          ? ordersBetween(db, run, from, split, until)
          : membersBetween(db, run, from, split, until)
    const unitOf = per === 'orders' ? HUNDRED : HUNDRED * WEEKS * secondsADay
    const scaled = ({ before, after }: Pick<Sides, 'before' | 'after'>) => ({ before: before / unitOf, after: after / unitOf })
    const sum = sides.reduce((so, side) => ({ before: so.before + side.before, after: so.after + side.after }), { before: 0, after: 0 })
    const all = per === 'tickets' ? time : scaled(sum)
    // Tickets of a kind are of everybody's orders.
    if (unit === 'tickets') return { ofClusters: new Map(clusters.map(({ id }) => [id, all])), all }
    return { ofClusters: new Map(sides.flatMap((side) => (side.cluster === null ? [] : [[side.cluster, scaled(side)]]))), all }
  }
}
