/** What the journey is read from. */
import type { Database } from 'better-sqlite3'
import { blocksOf, keysOf, TextNumbers, wholeNumbers } from './block-columns.ts'
import { laterEvents } from './later-events.ts'
import { decimalsOf } from './money.ts'
import { analysedCurrency } from './settings.ts'

/** Of the text that names a touchpoint; no file holds it (import takes control characters out of cells). */
export const separator = '\u001f'
/** Parts of that text, in order. */
export const nameParts = ['event', 'channel', 'page', 'campaign', 'device'] as const

/** Which parts of names are read though a more telling part is there. */
export interface NameDetail {
  page: boolean
  campaign: boolean
}

/** Touchpoints as columns: customer (0: unknown), moment, which of `names` (`nameParts`, joined), session (0: none). */
export interface TouchpointColumns {
  length: number
  customer: Int32Array
  at: Float64Array
  name: Int32Array
  session: Int32Array
  names: readonly string[]
  /** Rows that stand in a file once more. */
  repeated: number
  /** Rows that name an order. */
  ofOrders: number
}

/**
 * Touchpoints before `cutoff`, in the order in which they are stored. Pages and campaigns, of which there are many, are read only where they are asked
 * for or are all that a touchpoint is called. O(touchpoints).
 */
export async function touchpointColumns(
  db: Database,
  cutoff: number,
  detail: NameDetail,
  pause: (done: number, total: number) => Promise<void>
): Promise<TouchpointColumns> {
  const instead = { page: 'event IS NULL', campaign: 'event IS NULL AND page IS NULL' }
  const name = nameParts
    .map((part) => {
      const isOptional = part === 'page' || part === 'campaign'
      return isOptional && !detail[part] ? `CASE WHEN ${instead[part]} THEN COALESCE(${part}, '') ELSE '' END` : `COALESCE(${part}, '')`
    })
    .join(` || '${separator}' || `)
  const [first, last] = keysOf(db, 'touchpoint', 'id')
  const most = last - first + 1
  const customer = new Int32Array(most)
  const at = new Float64Array(most)
  const of = new Int32Array(most)
  const session = new Int32Array(most)
  const names = new TextNumbers(true)
  const sessions = new TextNumbers(false)
  const from = 'touchpoint WHERE id > @after AND id <= @until AND +at < @cutoff'
  let [n, repeated, ofOrders] = [0, 0, 0]
  const marks = "CASE WHEN ordinal > 1 THEN 'r' ELSE '' END || CASE WHEN order_number IS NULL THEN '' ELSE 'o' END"
  const columns = ['customer_id', 'at', name, 'session', marks]
  for (const { rows, texts } of blocksOf(db, { table: 'touchpoint', key: 'id', from }, columns, { cutoff })) {
    const [whom, moments, called, stay, marked] = texts as [string, string, string, string, string]
    wholeNumbers(whom, customer, n, 0)
    wholeNumbers(moments, at, n, 0)
    names.read(called, of, n)
    sessions.read(stay, session, n)
    // One separator a row is all of most blocks.
    if (marked.length > rows) {
      repeated += marked.split('r').length - 1
      ofOrders += marked.split('o').length - 1
    }
    n += rows
    await pause(n, most)
  }
  for (let i = 0; i < n; i++) session[i] = (session[i] as number) + 1
  return { length: n, customer, at, name: of, session, names: names.texts, repeated, ofOrders }
}

/** Orders of known customers as columns; NaN where there is none, or where it is another currency's. */
export interface PurchaseColumns {
  length: number
  decimals: number
  customer: Int32Array
  /** First sale. */
  soldAt: Float64Array
  /** First return, also by a reversing document. */
  returnedAt: Float64Array
  /** Net amount in units of the analysed currency's decimals. */
  amount: Float64Array
  /** Of `channels`; −1: none. */
  channel: Int32Array
  channels: readonly string[]
}

/** Orders with a line before `cutoff`. O(order lines). */
export function purchaseColumns(db: Database, cutoff: number): PurchaseColumns {
  const currency = analysedCurrency(db)
  const decimals = decimalsOf(db, currency)
  const factor = Array.from({ length: decimals + 1 }, (_, d) => `WHEN ${d} THEN ${10 ** (decimals - d)}`).join(' ')
  const [first, last] = keysOf(db, 'orders', 'id')
  const most = last - first + 1
  const found = {
    customer: new Int32Array(most),
    soldAt: new Float64Array(most),
    returnedAt: new Float64Array(most),
    amount: new Float64Array(most),
    channel: new Int32Array(most)
  }
  const channels = new TextNumbers(true)
  const from = `(
    SELECT o.customer_id AS customer,
           min(CASE WHEN l.kind = 'sale' THEN l.at END) AS sold,
           min(CASE WHEN l.kind = 'return' OR (l.kind = 'cancellation' AND l.amount < 0) THEN l.at END) AS returned,
           CASE WHEN o.currency = @currency THEN sum(l.amount * CASE l.decimals ${factor} END) END AS amount,
           o.channel AS channel
    FROM order_line l JOIN orders o ON o.id = l.order_id
    WHERE l.order_id > @after AND l.order_id <= @until AND o.customer_id IS NOT NULL AND l.at < @cutoff
    GROUP BY l.order_id)`
  let n = 0
  const columns = ['customer', 'sold', 'returned', 'amount', 'channel']
  for (const { rows, texts } of blocksOf(db, { table: 'orders', key: 'id', from }, columns, { currency, cutoff })) {
    const [customer, sold, returned, amount, channel] = texts as [string, string, string, string, string]
    wholeNumbers(customer, found.customer, n, 0)
    wholeNumbers(sold, found.soldAt, n, Number.NaN)
    wholeNumbers(returned, found.returnedAt, n, Number.NaN)
    wholeNumbers(amount, found.amount, n, Number.NaN)
    channels.read(channel, found.channel, n)
    n += rows
  }
  return { length: n, decimals, ...found, channels: channels.texts }
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
