import type { Database } from 'better-sqlite3'
import { isoDate, monthOf, secondsADay } from './dates.ts'
import { scaled } from './scaled.ts'

const window = 12

/** One month of one currency, as the table `month_summary` holds it. */
interface Month {
  lines: number
  net: bigint
  gross: bigint
  orders: number
  customers: number
  /** Change of the number of customers who ordered within the window, and of those who did so twice, against the month before. */
  activeStep: number
  repeatStep: number
}

/**
 * Fills `month_summary` from the temporary table `order_sum` (see summaries.ts). One pass over the orders by customer, O(orders
 * log orders).
 *
 * Who ordered within a window of twelve months is counted without looking at each window: an order makes its customer
 * active from its month until the window has left it behind or the customer's next order takes over, and two orders in a
 * row make a repeat customer from the later one until the window has left the earlier behind or the next pair takes over.
 * Each such span adds one at its start and takes one away after its end; running totals give the counts.
 */
export function summariseMonths(db: Database): void {
  const currencies = new Map<string, Map<number, Month>>()
  const at = (currency: string, month: number): Month => {
    const months = currencies.get(currency) ?? new Map<number, Month>()
    const found = months.get(month) ?? { lines: 0, net: 0n, gross: 0n, orders: 0, customers: 0, activeStep: 0, repeatStep: 0 }
    currencies.set(currency, months.set(month, found))
    return found
  }
  countLines(db, at)
  countOrders(db, at)
  write(db, currencies)
}

type MonthAt = (currency: string, month: number) => Month

function countLines(db: Database, at: MonthAt): void {
  const day = (moment: string) => `(${moment} - CASE WHEN ${moment} < 0 THEN ${secondsADay - 1} ELSE 0 END) / ${secondsADay}`
  const days = db
    .prepare<[], [string, bigint, bigint, bigint, bigint]>(
      // Nearly every order has all its lines at one moment, and then its sum will do.
      `SELECT currency, ${day('earliest')}, SUM(lines), SUM(net), SUM(gross) FROM order_sum WHERE earliest = latest GROUP BY 1, 2
       UNION ALL
       SELECT s.currency, ${day('l.at')}, COUNT(*), SUM(${scaled}), SUM(CASE l.kind WHEN 'sale' THEN ${scaled} ELSE 0 END)
       FROM order_sum s CROSS JOIN order_line l ON l.order_id = s.order_id CROSS JOIN currency c ON c.code = s.currency
       WHERE s.earliest <> s.latest AND l.at IS NOT NULL GROUP BY 1, 2`
    )
    .raw()
    .safeIntegers()
  for (const [currency, number, lines, net, gross] of days.iterate()) {
    const month = at(currency, monthOf(isoDate(Number(number) * secondsADay)))
    month.lines += Number(lines)
    month.net += net
    month.gross += gross
  }
}

function countOrders(db: Database, at: MonthAt): void {
  const monthOfDay = new Map<number, number>()
  const monthAt = (moment: number): number => {
    const day = Math.floor(moment / secondsADay)
    const month = monthOfDay.get(day) ?? monthOf(isoDate(moment))
    monthOfDay.set(day, month)
    return month
  }
  const sales = db
    .prepare<[], [number | null, string, number]>(
      'SELECT customer_id, currency, first_sale FROM order_sum WHERE first_sale IS NOT NULL ORDER BY customer_id, currency, first_sale'
    )
    .raw()
  let customer: number | null = null
  let currency = ''
  /** Months of the customer's last order and of the one before it. */
  let last: number | null = null
  let previous: number | null = null

  /** Ends the spans that the last order started, as soon as the next order starts its own. */
  const endSpans = (next: number) => {
    if (last === null) return
    at(currency, Math.min(last + window, next)).activeStep--
    if (previous !== null && last < previous + window) at(currency, Math.min(previous + window, next)).repeatStep--
  }

  for (const [id, code, moment] of sales.iterate()) {
    const now = monthAt(moment)
    const month = at(code, now)
    month.orders++
    const goesOn = id === customer && code === currency
    if (!goesOn) endSpans(Number.POSITIVE_INFINITY)
    if (!goesOn || id === null) [customer, currency, last, previous] = [id, code, null, null]
    if (id === null) continue
    endSpans(now)
    if (last !== now) month.customers++
    month.activeStep++
    if (last !== null && now < last + window) month.repeatStep++
    previous = last
    last = now
  }
  endSpans(Number.POSITIVE_INFINITY)
}

/** Every month from the first to the last with a line; spans may end later. */
function write(db: Database, currencies: ReadonlyMap<string, ReadonlyMap<number, Month>>): void {
  db.exec('DELETE FROM month_summary')
  const insert = db.prepare(
    `INSERT INTO month_summary (currency, month, lines, net, gross, orders, customers, customers_12, repeat_12)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  for (const [currency, months] of currencies) {
    const filled = [...months].filter(([, { lines }]) => lines > 0).map(([month]) => month)
    let active = 0
    let repeating = 0
    for (let month = Math.min(...filled); month <= Math.max(...filled); month++) {
      const { lines = 0, net = 0n, gross = 0n, orders = 0, customers = 0, activeStep = 0, repeatStep = 0 } = months.get(month) ?? {}
      active += activeStep
      repeating += repeatStep
      insert.run(currency, month, lines, net, gross, orders, customers, active, repeating)
    }
  }
}
