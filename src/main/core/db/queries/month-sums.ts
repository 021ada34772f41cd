import { isoDate, monthOf, secondsADay } from './dates.ts'
import { createExactSums } from './exact-sums.ts'

const window = 12

/** One month of one currency, as the table `month_summary` holds it; its sums have its place. */
interface Month {
  place: number
  lines: number
  orders: number
  customers: number
  /** Change of the number of customers who ordered within the window, and of those who did so twice, against the month before. */
  activeStep: number
  repeatStep: number
}

/** A row of `month_summary`. */
export interface MonthSum {
  currency: string
  month: number
  lines: number
  net: number | bigint
  gross: number | bigint
  orders: number
  customers: number
  active: number
  repeating: number
}

/**
 * Counts what `month_summary` holds.
 *
 * Who ordered within a window of twelve months is counted without looking at each window: an order makes its customer
 * active from its month until the window has left it behind or the customer's next order takes over, and two orders in a
 * row make a repeat customer from the later one until the window has left the earlier behind or the next pair takes over.
 * Each such span adds one at its start and takes one away after its end; running totals give the counts.
 */
export function createMonths() {
  const currencies = new Map<string, Map<number, Month>>()
  const net = createExactSums()
  const gross = createExactSums()
  const monthOfDay = new Map<number, number>()
  let places = 0
  let last: { currency: string; number: number; month: Month } | null = null
  let lastDay = { day: Number.NaN, number: 0 }

  function monthAt(currency: string, number: number): Month {
    if (last?.number === number && last.currency === currency) return last.month
    let months = currencies.get(currency)
    if (months === undefined) {
      months = new Map()
      currencies.set(currency, months)
    }
    let month = months.get(number)
    if (month === undefined) {
      month = { place: places++, lines: 0, orders: 0, customers: 0, activeStep: 0, repeatStep: 0 }
      months.set(number, month)
    }
    last = { currency, number, month }
    return month
  }

  function numberOf(moment: number): number {
    const day = Math.floor(moment / secondsADay)
    if (day === lastDay.day) return lastDay.number
    const number = monthOfNew(day, moment)
    lastDay = { day, number }
    return number
  }

  function monthOfNew(day: number, moment: number): number {
    const known = monthOfDay.get(day)
    if (known !== undefined) return known
    const number = monthOf(isoDate(moment))
    monthOfDay.set(day, number)
    return number
  }

  return {
    /** The month of a moment. */
    at: (currency: string, moment: number): Month => monthAt(currency, numberOf(moment)),
    /** Its amount is `amount` times `factor`. */
    addLine(currency: string, moment: number, amount: number, factor: number, isSale: boolean): void {
      const month = monthAt(currency, numberOf(moment))
      month.lines++
      net.add(month.place, amount, factor)
      if (isSale) gross.add(month.place, amount, factor)
    },
    /** One customer's orders with a sale, in the order of time. */
    addBuyer(currency: string, moments: Float64Array): void {
      /** Months of the last order and of the one before it. */
      let last: number | null = null
      let previous: number | null = null
      /** Ends the spans that the last order started, as soon as the next order starts its own. */
      const endSpans = (next: number) => {
        if (last === null) return
        monthAt(currency, Math.min(last + window, next)).activeStep--
        if (previous !== null && last < previous + window) monthAt(currency, Math.min(previous + window, next)).repeatStep--
      }
      for (const moment of moments) {
        const now = numberOf(moment)
        endSpans(now)
        const month = monthAt(currency, now)
        if (last !== now) month.customers++
        month.activeStep++
        if (last !== null && now < last + window) month.repeatStep++
        previous = last
        last = now
      }
      endSpans(Number.POSITIVE_INFINITY)
    },
    /** Every month from the first to the last with a line; spans may end later. */
    all(): MonthSum[] {
      const all: MonthSum[] = []
      for (const [currency, months] of currencies) {
        const filled = [...months].filter(([, { lines }]) => lines > 0).map(([month]) => month)
        let active = 0
        let repeating = 0
        for (let number = Math.min(...filled); number <= Math.max(...filled); number++) {
          const month = months.get(number)
          const { lines = 0, orders = 0, customers = 0, activeStep = 0, repeatStep = 0 } = month ?? {}
          active += activeStep
          repeating += repeatStep
          const [netOf, grossOf] = month === undefined ? [0, 0] : [net.at(month.place), gross.at(month.place)]
          all.push({ currency, month: number, lines, net: netOf, gross: grossOf, orders, customers, active, repeating })
        }
      }
      return all
    }
  }
}
