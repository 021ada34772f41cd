import type { Database } from 'better-sqlite3'
import type { SupportComplement } from '../../../../shared/model/support-views.ts'
import type { UpsellFilter, UpsellOfferRow, UpsellOverview, UpsellSelection } from '../../../../shared/model/upsell-view.ts'
import type { AmongSql } from './customers-among.ts'

const newest = "(SELECT MAX(id) FROM run WHERE kind = 'upsell')"
/** Offers of the newest run, with the customer who has them now: somebody may have been merged since. */
const offers = `upsell_score s JOIN customer c ON c.id = s.customer_id JOIN customer k ON k.id = COALESCE(c.same_as, c.id)`
const product = "s.content ->> '$.reason.product'"
const narrowed = `s.run_id = ${newest} AND (@kind IS NULL OR s.kind = @kind) AND (@offer IS NULL OR s.offer = @offer)
  AND (@product IS NULL OR ${product} = @product) AND (@customer IS NULL OR k.id = @customer)`
/** The customers whom the capacity is for: those whose best offer of the narrowed list is worth most. Each counts once. */
const chosen = `(@capacity IS NULL OR k.id IN (
  SELECT k.id FROM ${offers} WHERE ${narrowed} GROUP BY k.id ORDER BY max(s.value) DESC, k.id LIMIT @capacity))`
/** The same in every answer, however equal the values. */
const order = 's.value DESC, s.customer_id, s.kind, s.offer'

type Row = { content: string; customerId: number; code: string; name: string | null; email: string | null }

/** Offers of the newest run, those worth most first; without a page all that are kept. O(offers kept). */
export function upsellOffers(db: Database, filter: UpsellFilter, page: { offset: number; limit: number } | null): UpsellOfferRow[] {
  return db
    .prepare<UpsellFilter & { offset: number; limit: number }, Row>(
      `SELECT s.content, k.id AS customerId, k.code, k.name, k.email FROM ${offers} WHERE ${narrowed} AND ${chosen}
       ORDER BY ${order} LIMIT @limit OFFSET @offset`
    )
    .all({ ...filter, ...(page ?? { offset: 0, limit: -1 }) })
    .map(({ content, customerId, code, name, email }) => ({ ...JSON.parse(content), customer: code, customerId, name, email }))
}

/**
 * How many offers and customers, and of what: kinds and things are counted but for what they are narrowed by themselves, each within the capacity as if
 * the list were narrowed to it.
 */
export function countOffers(db: Database, filter: UpsellFilter) {
  const counts = db.prepare<UpsellFilter, { total: number; customers: number }>(
    `SELECT count(*) AS total, count(DISTINCT k.id) AS customers FROM ${offers} WHERE ${narrowed} AND ${chosen}`
  )
  const none = { total: 0, customers: 0 }
  const { total, customers } = counts.get(filter) ?? none
  const leftOut = filter.capacity === null ? 0 : (counts.get({ ...filter, capacity: null }) ?? none).customers - customers
  const counted = (by: string, where: UpsellFilter) =>
    db
      .prepare<UpsellFilter, [string, number]>(
        `WITH had AS (SELECT ${by} AS what, k.id AS customer, count(*) AS many, max(s.value) AS best FROM ${offers} WHERE ${narrowed} GROUP BY 1, 2),
              placed AS (SELECT what, many, row_number() OVER (PARTITION BY what ORDER BY best DESC, customer) AS place FROM had)
         SELECT what, sum(many) AS many FROM placed WHERE @capacity IS NULL OR place <= @capacity GROUP BY what ORDER BY many DESC, what`
      )
      .raw()
      .all(where)
  return {
    total,
    customers,
    leftOut,
    kinds: Object.fromEntries(counted('s.kind', { ...filter, kind: null })),
    things: counted('s.offer', { ...filter, offer: null, product: null }).map(([offer, count]) => ({ offer, count }))
  }
}

/** What the list comes to: customers, the worth of the best offer of each, and how many there are for each piece of advice. */
export function upsellSums(db: Database): Pick<UpsellOverview, 'people' | 'worth' | 'listed' | 'fits'> {
  const sums = db
    .prepare<[], { people: number; worth: number | null; listed: number | null }>(
      `SELECT count(*) AS people, sum(best) AS worth, sum(many) AS listed
       FROM (SELECT max(s.value) AS best, count(*) AS many FROM ${offers} WHERE s.run_id = ${newest} GROUP BY k.id)`
    )
    .get()
  const fits = db
    .prepare<[], UpsellOverview['fits'][number]>(
      `SELECT s.kind, ${product} AS product, s.offer, count(DISTINCT k.id) AS customers FROM ${offers} WHERE s.run_id = ${newest}
       GROUP BY 1, 2, 3 ORDER BY customers DESC, s.offer, product`
    )
    .all()
  return { people: sums?.people ?? 0, worth: sums?.worth ?? 0, listed: sums?.listed ?? 0, fits }
}

/** What goes with what some customers have: the three pieces of advice of the newest run that fit most of them. */
export function complementsAmong(db: Database, { sql, parameters }: AmongSql): SupportComplement[] {
  return db
    .prepare<[object], SupportComplement>(
      `SELECT s.offer, ${product} AS product, count(DISTINCT k.id) AS customers FROM ${offers}
       WHERE s.run_id = ${newest} AND s.kind = 'complement' AND ${product} IS NOT NULL AND k.id IN (${sql})
       GROUP BY 1, 2 ORDER BY customers DESC, s.offer, product LIMIT 3`
    )
    .all(parameters)
}

/** Whom the newest run offers something for the sake of a piece of advice. */
export function upsellAmongSql({ kind, product: has, offer }: UpsellSelection): AmongSql {
  return {
    sql: `SELECT k.id AS id FROM ${offers}
          WHERE s.run_id = ${newest} AND s.kind = @upsellKind AND s.offer = @upsellOffer AND COALESCE(${product}, '') = @upsellProduct`,
    parameters: { upsellKind: kind, upsellOffer: offer, upsellProduct: has ?? '' }
  }
}
