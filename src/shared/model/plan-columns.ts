/**
 * Subscriptions as columns, for the query that reads them and the engine that looks for steps: one row of a file each, those of a customer after one
 * another, those of a subscription too, by period. Days are counted from 1970-01-01; −1 is unknown, and NaN where it is a number.
 */
export interface PlanColumns {
  n: number
  /** Customers with a subscription, counted from 0. */
  customers: number
  customer: Int32Array
  subscription: Int32Array
  /** Code of the plan's name, and of the product that it is a plan of. */
  plan: Int32Array
  product: Int32Array
  started: Int32Array
  ended: Int32Array
  /** First day of the period that usage is of. */
  period: Int32Array
  /** Whole units of money, and the months that it is said to be for. */
  price: Float64Array
  months: Float64Array
  /** Usage over its limit. */
  share: Float64Array
  plans: number
  /** The newest day that is looked at. */
  asOf: number
}
