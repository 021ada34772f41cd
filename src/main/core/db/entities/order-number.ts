/** Where no column numbers the orders, what one customer (or nobody by name) bought at one moment in one currency is an order. */
export function numberFrom(at: number | null, customer: string | null, currency: string): string {
  const moment = at === null ? '' : new Date(at * 1_000).toISOString().slice(0, 19).replace('T', ' ')
  return [moment, customer ?? '', currency].filter((part) => part !== '').join(' · ')
}

/** Whether the order has a number of its own, and not one that `numberFrom` made. */
export function isNumbered(number: string): boolean {
  return !/^[+-]?\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?: · .*)?$/s.test(number)
}

/** Half a year: one number further apart is that of two orders, since numbers begin anew each year in many a shop. */
export const restartSeconds = 180 * 86_400
