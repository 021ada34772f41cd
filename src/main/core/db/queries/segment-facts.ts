import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { storedSetup } from './stages.ts'

/** Everything here is up to, not including, a moment; arrays of a table are parallel. */

export interface OrderMoments {
  customers: Float64Array
  orders: Float64Array
  /** Of the first sale line. */
  at: Float64Array
}

/** Every order with a sale in the currency, by customer, then moment. O(order lines). */
export function orderMoments(db: Database, currency: string, until: number): OrderMoments {
  const rows = db
    .prepare<[string, number], [number, number, number]>(
      `SELECT o.customer_id, o.id, MIN(l.at) AS at FROM orders o JOIN order_line l ON l.order_id = o.id
       WHERE o.customer_id IS NOT NULL AND o.currency = ? AND l.kind = 'sale' AND l.at < ? GROUP BY o.id ORDER BY o.customer_id, at, o.id`
    )
    .raw()
    .all(currency, until)
  return {
    customers: Float64Array.from(rows, ([customer]) => customer),
    orders: Float64Array.from(rows, ([, order]) => order),
    at: Float64Array.from(rows, ([, , at]) => at)
  }
}

export interface PersonFacts {
  id: number
  code: string
  name: string | null
  /** How they came, as the files say it; else the channel of the first contact or order. */
  channel: string | null
  /** Seconds. */
  registeredAt: number | null
  /** Customers who name this one as the one who sent them. */
  referred: number
}

/**
 * The channel that customer c came by: as the files say it, else of the first contact, else of the first order before
 * `@until`.
 */
export const channelOf = `COALESCE(c.channel,
  (SELECT t.channel FROM touchpoint t WHERE t.customer_id = c.id AND t.channel IS NOT NULL AND t.at < @until ORDER BY t.at, t.id LIMIT 1),
  (SELECT b.channel FROM orders b WHERE b.customer_id = c.id AND b.channel IS NOT NULL AND b.ordered_at < @until ORDER BY b.ordered_at, b.id LIMIT 1))`

/** Who everybody is, by id. O(customers). */
export function peopleFacts(db: Database, until: number): Map<number, PersonFacts> {
  const rows = db
    .prepare<{ until: number }, PersonFacts>(
      `WITH sent AS (
         SELECT COALESCE(b.same_as, b.id) AS customer_id, COUNT(*) AS referred FROM customer c JOIN customer b ON b.code = c.referred_by
         WHERE c.same_as IS NULL GROUP BY 1
       )
       SELECT c.id, c.code, c.name, c.registered_at AS registeredAt, ${channelOf} AS channel, COALESCE(s.referred, 0) AS referred
       FROM customer c LEFT JOIN sent s ON s.customer_id = c.id WHERE c.same_as IS NULL`
    )
    .all({ until })
  return new Map(rows.map((row) => [row.id, row]))
}

export interface ScoreFact {
  id: number
  customer: number
  at: number
  type: string | null
  score: number
  scale: number
  /** It is about how a ticket was handled. */
  ofTicket: boolean
}

/** Scores that customers gave, on a scale that is known. O(feedback). */
export function scoreFacts(db: Database, until: number): ScoreFact[] {
  return db
    .prepare<[number], Omit<ScoreFact, 'ofTicket'> & { ofTicket: number }>(
      `SELECT id, customer_id AS customer, at, lower(type) AS type, score, scale, ticket_number IS NOT NULL AS ofTicket FROM feedback
       WHERE customer_id IS NOT NULL AND at < ? AND score IS NOT NULL AND scale > 0 ORDER BY id`
    )
    .all(until)
    .map((row) => ({ ...row, ofTicket: row.ofTicket === 1 }))
}

export interface TicketFact {
  id: number
  customer: number
  at: number
  answeredAt: number | null
  solvedAt: number | null
  category: string | null
  reopens: number | null
  rating: number | null
}

/** O(tickets). */
export function ticketFacts(db: Database, until: number): TicketFact[] {
  return db
    .prepare<[number], TicketFact>(
      `SELECT id, customer_id AS customer, opened_at AS at, first_response_at AS answeredAt, COALESCE(resolved_at, closed_at) AS solvedAt,
              category, reopens, rating FROM ticket WHERE customer_id IS NOT NULL AND opened_at < ? ORDER BY id`
    )
    .all(until)
}

/** Orders of which something came back, or that were called off, once each. O(order lines). */
export function brokenOrders(
  db: Database,
  until: number
): { order: number; customer: number; at: number; kind: 'return' | 'cancellation' }[] {
  return db
    .prepare<[number], { order: number; customer: number; at: number; kind: 'return' | 'cancellation' }>(
      `SELECT o.id AS "order", o.customer_id AS customer, MIN(l.at) AS at, l.kind FROM order_line l JOIN orders o ON o.id = l.order_id
       WHERE l.kind <> 'sale' AND o.customer_id IS NOT NULL AND l.at < ? GROUP BY o.id, l.kind ORDER BY o.id, l.kind`
    )
    .all(until)
}

export interface SpendFact {
  channel: string
  /** First and last day, seconds. */
  from: number
  until: number
  /** Major units. */
  cost: number
}

/** What was spent on channels in the currency (costs without one count as in it), a row of the files each. O(spend). */
export function spendFacts(db: Database, currency: string, until: number): SpendFact[] {
  return db
    .prepare<[string, number], SpendFact>(
      `SELECT channel, at AS "from", COALESCE(until, at) AS until, cost * POWER(10, -cost_decimals) AS cost FROM marketing_spend
       WHERE channel IS NOT NULL AND cost IS NOT NULL AND currency IN (?, '') AND at < ? ORDER BY channel, at, id`
    )
    .all(currency, until)
}

/**
 * Tells whether anything that only explains segments came or went: tickets, answers, visits, money spent, who customers are and how they came,
 * and how the user set the stages. What segments are made from has a fingerprint of its own. O(rows) of the indexes + customers.
 */
export function explainingMark(db: Database): string {
  const counts = ['ticket', 'feedback', 'touchpoint', 'marketing_spend'].map((table) =>
    db.prepare<[], [number, number | null]>(`SELECT COUNT(*), MAX(id) FROM ${table}`).raw().get()
  )
  const people = db
    .prepare("SELECT COUNT(name), COUNT(channel), COUNT(referred_by), (SELECT MAX(id) FROM source WHERE kind = 'customers') FROM customer")
    .raw()
    .get()
  return createHash('sha256')
    .update(JSON.stringify([counts, people, storedSetup(db)]))
    .digest('hex')
    .slice(0, 16)
}
