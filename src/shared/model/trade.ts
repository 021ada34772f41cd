/**
 * What customers did, as columns: no object per row. Customers are 0 .. customers - 1, orders 0 .. orders - 1. Only what happened up to
 * the as-of date stands here.
 */
export interface Trade {
  customers: number
  /** Of each order. */
  customerOf: Int32Array
  /** Number of the channel, -1: not known. */
  channelOf: Int32Array
  /** Of each line. */
  orderOf: Int32Array
  /** Seconds since 1970-01-01T00:00 on the shop's clock. */
  at: Float64Array
  /** In one unit for all. */
  amount: Float64Array
  /** SALE; any other number: a return or a cancellation. */
  kind: Uint8Array
  /** Number of the product's category, -1: not known. */
  categoryOf: Int32Array
  /** 1: the line was sold below its price. */
  discounted: Uint8Array
  categories: number
  channels: number
  /** False where no price is known to hold an amount against: then nobody's discounts are known. */
  knowsDiscounts: boolean
}
