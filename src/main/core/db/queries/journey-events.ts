/** What the journey is read from, row by row, in the order in which it is stored: callers make columns of it. */
import type { Database } from 'better-sqlite3'
import { laterEvents } from './later-events.ts'
import { decimalsOf } from './money.ts'
import { rowsByRange } from './ranges.ts'
import { analysedCurrency } from './settings.ts'

/** Of the text that names a touchpoint; no file holds it (import takes control characters out of cells). */
export const separator = '\u001f'
/** Parts of that text, in order. */
export const nameParts = ['event', 'channel', 'page', 'campaign', 'device'] as const

/** customer, moment, how it is called (`nameParts`, joined), session. */
export type TouchpointRow = [number | null, number, string, string | null]

/** How many there are before the cutoff, and how many of them stand in a file once more. An index covers it. */
export function countTouchpoints(db: Database, cutoff: number): { all: number; repeated: number } {
  const row = db
    .prepare<[number], { all: number; repeated: number }>(
      'SELECT count(*) AS "all", count(*) FILTER (WHERE ordinal > 1) AS repeated FROM touchpoint WHERE at < ?'
    )
    .get(cutoff)
  return row ?? { all: 0, repeated: 0 }
}

/** Which parts of names are read though a more telling part is there. */
export interface NameDetail {
  page: boolean
  campaign: boolean
}

/**
 * Touchpoints before `cutoff`, many at once. One text a row instead of five, since making texts is what reading costs; pages and campaigns, of which
 * there are many, only where they are asked for or are all that a touchpoint is called.
 */
export function touchpointRows(db: Database, cutoff: number, detail: NameDetail): Generator<TouchpointRow[]> {
  const instead = { page: 'event IS NULL', campaign: 'event IS NULL AND page IS NULL' }
  const name = nameParts
    .map((part) => {
      const isOptional = part === 'page' || part === 'campaign'
      return isOptional && !detail[part] ? `CASE WHEN ${instead[part]} THEN COALESCE(${part}, '') ELSE '' END` : `COALESCE(${part}, '')`
    })
    .join(' || char(31) || ')
  return rowsByRange(
    db,
    'touchpoint',
    'id',
    `SELECT customer_id, at, ${name}, session FROM touchpoint WHERE id > ? AND id <= ? AND +at < ?`,
    cutoff
  )
}

/** customer, moment of the first sale, net amount, first return (also by a reversing document); the last three null where there is none or it is another currency's. */
export type PurchaseRow = [number, number | null, string | null, number | null, number | null]

/** Orders of known customers with a line before `cutoff`: amounts in units of the analysed currency's decimals. O(order lines). */
export function purchaseRows(db: Database, cutoff: number): { decimals: number; rows: IterableIterator<PurchaseRow> } {
  const currency = analysedCurrency(db)
  const decimals = decimalsOf(db, currency)
  const factor = Array.from({ length: decimals + 1 }, (_, d) => `WHEN ${d} THEN ${10 ** (decimals - d)}`).join(' ')
  const rows = db
    .prepare<{ currency: string; cutoff: number }, PurchaseRow>(
      `SELECT o.customer_id,
              min(CASE WHEN l.kind = 'sale' THEN l.at END),
              o.channel,
              CASE WHEN o.currency = @currency THEN sum(l.amount * CASE l.decimals ${factor} END) END,
              min(CASE WHEN l.kind = 'return' OR (l.kind = 'cancellation' AND l.amount < 0) THEN l.at END)
       FROM order_line l JOIN orders o ON o.id = l.order_id
       WHERE o.customer_id IS NOT NULL AND l.at < @cutoff
       GROUP BY l.order_id`
    )
    .raw()
    .iterate({ currency, cutoff })
  return { decimals, rows }
}

/** customer, moment, category, seconds until it was resolved, rating. */
export type TicketRow = [number, number, string | null, number | null]

export function ticketRows(db: Database, cutoff: number): IterableIterator<TicketRow> {
  return db
    .prepare<[number], TicketRow>(
      `SELECT customer_id, opened_at, category, COALESCE(resolved_at, closed_at) - opened_at FROM ticket
       WHERE customer_id IS NOT NULL AND opened_at < ?`
    )
    .raw()
    .iterate(cutoff)
}

/** customer, moment, type, score, best possible score. */
export type FeedbackRow = [number, number, string | null, number | null, number | null]

export function feedbackRows(db: Database, cutoff: number): IterableIterator<FeedbackRow> {
  return db
    .prepare<[number], FeedbackRow>('SELECT customer_id, at, type, score, scale FROM feedback WHERE customer_id IS NOT NULL AND at < ?')
    .raw()
    .iterate(cutoff)
}

/** Who sent somebody, and when that person came: bought first, or registered. */
export function referralRows(db: Database, cutoff: number): [number, number][] {
  return db
    .prepare<{ currency: string; cutoff: number }, [number, number]>(
      `SELECT COALESCE(r.same_as, r.id),
              COALESCE((SELECT min(o.ordered_at) FROM orders o WHERE o.customer_id = c.id), c.registered_at) AS came
       FROM customer c JOIN customer r ON r.code = c.referred_by
       WHERE c.referred_by IS NOT NULL AND came < @cutoff`
    )
    .raw()
    .all({ currency: analysedCurrency(db), cutoff })
}

/** Cost of marketing by channel, campaign and day, of the analysed currency; an unnamed currency counts as it. */
export function spendRows(db: Database, cutoff: number): { at: number; channel: string | null; campaign: string | null; cost: number }[] {
  return db
    .prepare<{ currency: string; cutoff: number }, { at: number; channel: string | null; campaign: string | null; cost: number }>(
      `SELECT at, channel, campaign, cost / pow(10, cost_decimals) AS cost FROM marketing_spend
       WHERE at < @cutoff AND currency IN (@currency, '')`
    )
    .all({ currency: analysedCurrency(db), cutoff })
}

/** Rows that no moment, or one after the cutoff, keeps out, by table. O(rows). */
export function leftOutRows(db: Database, cutoff: number): { undated: number; later: number; anonymousOrders: number } {
  const count = (sql: string) => db.prepare<[number], number>(sql).pluck().get(cutoff) ?? 0
  // Each touchpoint has a moment.
  const dated = { ticket: 'opened_at', feedback: 'at', orders: 'ordered_at' }
  let undated = 0
  for (const [table, column] of Object.entries(dated))
    undated += count(`SELECT count(*) FROM ${table} WHERE ${column} IS NULL AND ? IS NOT NULL`)
  return {
    undated,
    later: laterEvents(db, cutoff),
    anonymousOrders: count('SELECT count(*) FROM orders WHERE customer_id IS NULL AND ordered_at < ?')
  }
}

/**
 * Purchases that the touchpoints report, by the file they are in and by how many hours their moment is from that of the order:
 * a file whose hours are all shifted was written in another time zone. Looks at 20,000 at most.
 */
export function purchaseShifts(db: Database): { file: string; hours: number; count: number }[] {
  return db
    .prepare<[], { file: string; hours: number; count: number }>(
      `SELECT s.file, CAST(round((t.at - o.ordered_at) / 3600.0) AS INTEGER) AS hours, count(*) AS count
       FROM (SELECT at, order_number, source_id FROM touchpoint WHERE order_number IS NOT NULL LIMIT 20000) t
       JOIN orders o ON o.number = t.order_number JOIN source s ON s.id = t.source_id
       WHERE abs(t.at - o.ordered_at) <= 50400
       GROUP BY t.source_id, hours`
    )
    .all()
}

/** Sources whose columns of moments named several time zones. */
export function mixedZoneSources(db: Database): { file: string; count: number; example: string }[] {
  return db
    .prepare<[], { file: string; count: number; example: string }>(
      `SELECT s.file, json_extract(w.value, '$.count') AS count, json_extract(w.value, '$.example') AS example
       FROM source s, json_each(s.warnings) w WHERE json_extract(w.value, '$.code') LIKE '%mixedZones'`
    )
    .all()
}

/** Members of a segment. */
export function segmentMembers(db: Database, segment: number): number[] {
  return db
    .prepare<[number], number>(
      'SELECT DISTINCT COALESCE(c.same_as, c.id) FROM segment_member m JOIN customer c ON c.id = m.customer_id WHERE m.segment_id = ?'
    )
    .pluck()
    .all(segment)
}
