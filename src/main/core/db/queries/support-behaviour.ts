/** What customers are grouped by where there are no tickets, in the columns of tickets: answers stand in their place. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { endOfDay, secondsADay } from './dates.ts'
import { analysedCurrency } from './settings.ts'
import { byCustomer, dictionary, readOrders, returnsOf, type SupportData } from './support-data.ts'

interface AnswerRow {
  id: number
  customer: number | null
  at: number | null
  rating: number | null
  title: string | null
  comment: string | null
  product: string | null
  channel: string | null
}

/** Orders placed, and answers given, up to the end of the as-of date. What an effort was rated tells the opposite, and is left out. O(rows log). */
export function loadBehaviour(db: Database, asOf: IsoDate): SupportData {
  const cutoff = endOfDay(asOf)
  const currency = analysedCurrency(db)
  const rows = db
    .prepare<[number], AnswerRow>(
      `SELECT f.id, f.customer_id AS customer, f.at, CASE WHEN f.score >= 0 AND f.scale > 0 THEN MIN(1.0, f.score / f.scale) END AS rating,
              f.title, f.comment, COALESCE(p.name, p.sku) AS product, f.channel
       FROM feedback f LEFT JOIN product p ON p.id = f.product_id
       WHERE (f.at IS NULL OR f.at < ?) AND lower(COALESCE(f.type, '')) <> 'ces' ORDER BY f.at, f.id`
    )
    .all(cutoff)
  const ids = new Set<number>(rows.flatMap(({ customer }) => (customer === null ? [] : [customer])))
  const orders = readOrders(db, currency, cutoff, ids)
  const customerIds = Float64Array.from(ids).sort()
  const placeOf = new Map(Array.from(customerIds, (id, i) => [id, i]))
  const [product, channel] = [dictionary(), dictionary()]
  const nobody = rows.filter(({ customer }) => customer === null).length
  const unknown = () => new Float64Array(rows.length).fill(Number.NaN)
  const none = () => new Int32Array(rows.length).fill(-1)
  return {
    currency,
    columns: {
      lastDay: cutoff / secondsADay - 1,
      customers: customerIds.length,
      ...byCustomer(orders.placed, placeOf, customerIds.length),
      returns: returnsOf(orders.returned, placeOf, customerIds.length),
      soldDay: new Int32Array(),
      soldProduct: new Int32Array(),
      lineCustomer: new Int32Array(),
      lineCategory: new Int32Array(),
      about: [],
      tickets: {
        n: rows.length,
        customer: Int32Array.from(rows, ({ customer }) => (customer === null ? -1 : (placeOf.get(customer) as number))),
        opened: Float64Array.from(rows, ({ at }) => (at === null ? Number.NaN : at / secondsADay)),
        response: unknown(),
        resolution: unknown(),
        reopens: unknown(),
        rating: Float64Array.from(rows, ({ rating }) => rating ?? Number.NaN),
        category: none(),
        subcategory: none(),
        priority: none(),
        channel: Int32Array.from(rows, (row) => channel.codeOf(row.channel)),
        product: Int32Array.from(rows, (row) => product.codeOf(row.product)),
        agent: none(),
        team: none(),
        open: new Uint8Array(rows.length)
      }
    },
    names: { category: [], channel: channel.names, product: product.names, agent: [], team: [], bought: [] },
    customerIds,
    ticketIds: Float64Array.from(rows, ({ id }) => id),
    numbers: rows.map(() => ''),
    texts: rows.map(({ title, comment }) => [title, comment].filter((part) => part !== null && part.trim() !== '').join('. ')),
    notes: nobody === 0 ? [] : [{ code: 'support.note.unknownAnswer', count: nobody, example: '' }]
  }
}
