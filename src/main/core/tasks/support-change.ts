import type { Database } from 'better-sqlite3'
import { supportChange } from '../../../engines/support/change.ts'
import type { IsoDate } from '../../../shared/model/common.ts'
import type { SupportCluster } from '../../../shared/model/support.ts'
import type { SupportChange } from '../../../shared/model/support-views.ts'
import { endOfDay, isoDate, secondsADay } from '../db/queries/dates.ts'
import { type ChangeRow, firstTicketAt, ticketsBetween } from '../db/queries/support-change.ts'

/** Longer than half a year before, much else was different too. */
const MOST_DAYS = 182
/** Of what is called a change, so much may be chance. */
const FALSE_SHARE = 0.05
const [WEEKS, HUNDRED] = [28, 100]
const secondsAnHour = 3600

interface ChangeInput {
  run: number
  unit: 'customers' | 'tickets'
  asOf: IsoDate
  clusters: readonly Pick<SupportCluster, 'id' | 'size'>[]
  /** The first day of the change. */
  day: IsoDate
}

/**
 * Support before and after a day, over as many days on both sides as there are. Answers count that were given within their own period: of both,
 * what was still open at the end is left out alike.
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
  const exposureOf = (size: number) => (days / WEEKS) * (unit === 'customers' ? size / HUNDRED : 1)
  const found = supportChange(
    {
      n: rows.length,
      cluster: Int32Array.from(rows, ({ cluster }) => (cluster === null ? -1 : (place.get(cluster) ?? -1))),
      customer: Int32Array.from(rows, ({ customer }) => customer ?? -1),
      after: Uint8Array.from(rows, ({ opened }) => (opened < split ? 0 : 1)),
      response: Float64Array.from(rows, (row) => hours(row, row.response)),
      resolution: Float64Array.from(rows, (row) => hours(row, row.resolved)),
      reopens: Float64Array.from(rows, ({ reopens }) => reopens ?? Number.NaN),
      rating: Float64Array.from(rows, ({ rating }) => rating ?? Number.NaN)
    },
    {
      exposures: clusters.map(({ size }) => exposureOf(size)),
      exposure: exposureOf(clusters.reduce((sum, { size }) => sum + size, 0)),
      q: FALSE_SHARE
    }
  )
  return {
    day,
    from: isoDate(from),
    until: isoDate(until - 1),
    days,
    clusters: clusters.map(({ id }, i) => ({ cluster: id, shifts: found.clusters[i] ?? [] })),
    all: found.all
  }
}
