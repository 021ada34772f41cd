/**
 * What alerts are found in, as columns: for the query that reads and the engine that looks. Days are counted from 1970-01-01, codes
 * from 0; −1 is unknown. Lists of something per customer or order lie one after another: those of i from starts[i] to starts[i + 1].
 */
export interface AlertHistory {
  customers: number
  /** First day with an order, and the as-of date. */
  firstDay: number
  lastDay: number
  /** Where the order days of each customer begin. What one customer ordered on one day is one order. */
  orders: Int32Array
  /** Of each order day, ascending within a customer. */
  day: Int32Array
  /** What was bought on it, whole units of money; returns do not lower it. */
  value: Float64Array
  channel: Int32Array
  /** Where the items of each order day begin: one a product. */
  items: Int32Array
  product: Int32Array
  amount: Float64Array
  /** Of each product. */
  category: Int32Array
  /** Of each product: 0 where it is postage, a fee or a correction by its name. */
  isGoods: Uint8Array
  /** Days on which a customer wrote a ticket or gave a low score, and on which one was seen without ordering. */
  troubles: Int32Array
  troubleDay: Int32Array
  visits: Int32Array
  visitDay: Int32Array
  /** When a customer was written to or seen, through which channel, and whether that was answered; −1 where only its orders can tell. */
  contacts: Int32Array
  contactDay: Int32Array
  contactChannel: Int32Array
  contactAnswered: Int8Array
  /** Of each customer. */
  segment: Int32Array
  categories: number
  channels: number
  segments: number
  /** Channels of contacts; others than those of orders. */
  contactChannels: number
}
