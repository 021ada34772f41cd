/** Where there are no tickets: customers by what they send back, what they say when they are asked, and whether they come again. */
import type { SupportColumns } from '../../shared/model/support-columns.ts'
import type { SingleMode } from '../null/single-mode.ts'
import { sharesOf } from './buying.ts'
import { dealt, shuffled } from './dealt.ts'
import { type Candidate, type Means, meansOf, type Source, type SupportFeature, type SupportTable, tableOf } from './features.ts'

/** What goes wrong, and what is said of it, is to tell groups apart more than how often somebody buys. */
const WEIGHTS = { returns: 2, rating: 1.5, tone: 1.5, orders: 1, gap: 0.5, since: 0.5 } as const
/** Without one of these nothing is known of what anybody needs: how long ago they bought does not tell it. */
const TELLING: readonly SupportFeature['id'][] = ['returns', 'rating', 'tone', 'orders']

/** What is dealt by lot: of each customer how many orders came back, and from where each answer's content and each wait between orders is taken. */
interface Lot {
  returns: Int32Array
  answer: Int32Array
  wait: Int32Array
}

/** Whether the features tell anything of what customers need. */
export function tellsNeeds({ features }: SupportTable): boolean {
  return features.some(({ id }) => TELLING.includes(id))
}

/** The features of customers, standardised and weighed. What is not known of one is everybody's mean. O(orders + answers). */
export function behaviourFeatures(source: Source): SupportTable {
  const { columns } = source
  const own = new Int32Array(columns.tickets.n).map((_, i) => i)
  return tableFrom(source, { returns: columns.returns, answer: own, wait: waitsOf(columns).places })
}

function tableFrom({ columns, units, about }: Source, lot: Lot): SupportTable {
  const { orderStarts, orderDay, lastDay, tickets } = columns
  const waits = waitsOf(columns).days
  const n = units.customer.length
  const orders = Float64Array.from({ length: n }, (_, c) => (orderStarts[c + 1] as number) - (orderStarts[c] as number))
  const ofCustomers = (of: (c: number) => number): Means => {
    const values = Float64Array.from({ length: n }, (_, c) => of(c))
    return { own: values, drawn: values }
  }
  const mean = (values: Float64Array) => meansOf(units, (answer) => values[lot.answer[answer] as number] as number)
  const candidates: [SupportFeature['id'] & keyof typeof WEIGHTS, Means, boolean][] = [
    ['returns', sharesOf(lot.returns, orders), false],
    ['rating', mean(tickets.rating), false],
    ['tone', mean(tickets.tone), false],
    ['orders', ofCustomers((c) => Math.log1p(orders[c] as number)), true],
    ['gap', ofCustomers((c) => typicalWait(c, orderStarts, waits, lot.wait)), true],
    ['since', ofCustomers((c) => ((orders[c] as number) === 0 ? Number.NaN : Math.log1p(sinceOf(c, orderStarts, orderDay, lastDay)))), true]
  ]
  return tableOf(n, [
    ...candidates.map(([id, values, log]): Candidate => ({ feature: { id, of: null }, values, weight: WEIGHTS[id], log })),
    ...about
  ])
}

const sinceOf = (c: number, starts: Int32Array, day: Int32Array, lastDay: number): number =>
  Math.max(0, lastDay - (day[(starts[c + 1] as number) - 1] as number))

/** Logarithms of 1 + days from each order to the next of its customer, in place of the earlier one; the last has none. */
function waitsOf({ orderStarts, orderDay, customers }: SupportColumns): { days: Float64Array; places: Int32Array } {
  const days = new Float64Array(orderDay.length).fill(Number.NaN)
  for (let c = 0; c < customers; c++) {
    for (let at = orderStarts[c] as number; at < (orderStarts[c + 1] as number) - 1; at++) {
      days[at] = Math.log1p((orderDay[at + 1] as number) - (orderDay[at] as number))
    }
  }
  return { days, places: new Int32Array(orderDay.length).map((_, i) => i) }
}

function typicalWait(c: number, starts: Int32Array, waits: Float64Array, from: Int32Array): number {
  const [first, last] = [starts[c] as number, (starts[c + 1] as number) - 1]
  if (last <= first) return Number.NaN
  let sum = 0
  for (let at = first; at < last; at++) sum += waits[from[at] as number] as number
  return sum / (last - first)
}

/**
 * What customers would look like if nothing made them differ but chance and how often they buy: everybody keeps how many orders and answers they
 * have and when the last order was; returns are dealt to orders by lot, answers to those who answered, waits to those who came again. That somebody
 * sends back more than others, is let down more often, or comes at a pace of their own goes; how much few orders vary stays.
 */
export function behaviourNull(source: Source): SingleMode {
  const { columns, units } = source
  const { orderStarts, orderDay, customers, returns } = columns
  const customerOf = new Int32Array(orderDay.length)
  for (let c = 0; c < customers; c++) customerOf.fill(c, orderStarts[c] as number, orderStarts[c + 1] as number)
  const { days } = waitsOf(columns)
  const waiting = Int32Array.from(days.keys()).filter((at) => !Number.isNaN(days[at] as number))
  const all = returns.reduce((sum, count) => sum + count, 0)
  return {
    bandwidths: [],
    draw(into, rng) {
      const table = tableFrom(source, {
        returns: dealtReturns(all, customerOf, customers, rng),
        answer: dealt(columns.tickets.n, units.tickets, rng),
        wait: dealt(orderDay.length, waiting, rng)
      })
      const rows = into.length / table.p
      const chosen = shuffled(
        Int32Array.from({ length: table.n }, (_, u) => u),
        rng
      )
      for (let i = 0; i < rows; i++) {
        const from = (chosen[i % table.n] as number) * table.p
        into.set(table.scaled.subarray(from, from + table.p), i * table.p)
      }
    }
  }
}

function dealtReturns(count: number, customerOf: Int32Array, customers: number, rng: () => number): Int32Array {
  const returns = new Int32Array(customers)
  for (let i = 0; i < count && customerOf.length > 0; i++) {
    const c = customerOf[Math.floor(rng() * customerOf.length)] as number
    returns[c] = (returns[c] as number) + 1
  }
  return returns
}
