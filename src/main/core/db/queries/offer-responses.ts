import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { moments } from '../entities/fold.ts'
import { endOfDay, secondsADay } from './dates.ts'

export interface OfferRow {
  customer: number
  campaign: string
  offer: string
  variant: string
  control: boolean
  channel: string
  day: number
  /** As far as was known on the day; an answer without a date of its own is taken to have come within a fortnight. */
  accepted: boolean
}

/** Offers to known customers that were sent until a day, in the order they were sent, and what had come of them by then. */
export function offerRows(db: Database, asOf: IsoDate): OfferRow[] {
  const end = endOfDay(asOf)
  const rows = db
    .prepare<[number], [number, string | null, string, string | null, number | null, string | null, number, number | null, number | null]>(
      `SELECT customer_id, campaign, offer, variant, control, channel, sent_at, accepted, accepted_at FROM offer_response
       WHERE customer_id IS NOT NULL AND sent_at IS NOT NULL AND sent_at < ? ORDER BY sent_at, id`
    )
    .raw()
    .all(end)
  return rows.map(([customer, campaign, offer, variant, control, channel, sentAt, accepted, acceptedAt]) => ({
    customer,
    campaign: campaign?.trim() || offer,
    offer,
    variant: variant?.trim() ?? '',
    control: control === 1,
    channel: channel?.trim() ?? '',
    day: Math.floor(sentAt / secondsADay),
    accepted: acceptedAt === null ? accepted === 1 : acceptedAt < end
  }))
}

/**
 * Customers with a ticket that is open on a day, by its dates; where none tells, by its state, unless that is known to be of a later day; and those who were
 * sent an offer within so many days before.
 */
export function notToBeAsked(db: Database, asOf: IsoDate, days: number): { complaining: Set<number>; contacted: Set<number> } {
  const end = endOfDay(asOf)
  const complaining = db
    .prepare<[number, number, number, number], number>(
      `SELECT DISTINCT customer_id FROM ticket WHERE customer_id IS NOT NULL AND opened_at < ?
       AND (resolved_at IS NULL OR resolved_at >= ?) AND (closed_at IS NULL OR closed_at >= ?)
       AND (resolved_at IS NOT NULL OR closed_at IS NOT NULL OR (state_at >= ? AND state_at < ${moments.list})
            OR COALESCE(LOWER(status), '') NOT IN ('closed', 'resolved', 'solved', 'done', 'cancelled', 'canceled'))`
    )
    .pluck()
    .all(end, end, end, end)
  const contacted = db
    .prepare<[number, number], number>(
      'SELECT DISTINCT customer_id FROM offer_response WHERE customer_id IS NOT NULL AND control IS NOT 1 AND sent_at < ? AND sent_at >= ?'
    )
    .pluck()
    .all(end, end - days * secondsADay)
  return { complaining: new Set(complaining), contacted: new Set(contacted) }
}
