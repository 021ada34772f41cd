import type { SingleMode } from '../null/single-mode.ts'
import { asIs, type Dealt, type Source, supportFeatures } from './features.ts'

/**
 * What units would look like if nothing made them differ but chance.
 *
 * - Of customers: every ticket is dealt to a customer by lot, whole as it is; each customer keeps how many it has, and how many orders. What one kind
 *   of ticket is like stays, and so does how much few tickets vary; that a customer's tickets are alike goes.
 * - Of tickets: what a ticket is about, how it came, how long it took, how it was rated and how it sounds are dealt each by itself. How often each
 *   occurs stays; that they go together goes.
 *
 * A copula of the columns, as segments are held against, would break both: shares of a customer with one ticket are 0 and 1, and cluster by themselves.
 */
export function dealtNull(source: Source): SingleMode {
  const { units, columns } = source
  const n = columns.tickets.n
  const each = units.tickets.length === units.customer.length && units.tickets.length === n
  return {
    bandwidths: [],
    draw(into, rng) {
      const table = supportFeatures(source, each ? apart(n, units.tickets, rng) : whole(n, units.tickets, rng))
      const width = table.p
      const rows = into.length / width
      const chosen = shuffled(
        Int32Array.from({ length: table.n }, (_, u) => u),
        rng
      )
      for (let i = 0; i < rows; i++) {
        const from = (chosen[i % table.n] as number) * width
        into.set(table.scaled.subarray(from, from + width), i * width)
      }
    }
  }
}

function whole(n: number, tickets: Int32Array, rng: () => number): Dealt {
  const from = dealt(n, tickets, rng)
  return { category: from, channel: from, times: from, delay: from, rating: from, tone: from }
}

function apart(n: number, tickets: Int32Array, rng: () => number): Dealt {
  const parts = asIs(n)
  for (const part of Object.keys(parts) as (keyof Dealt)[]) parts[part] = dealt(n, tickets, rng)
  return parts
}

/** Another ticket for each, among those that belong to units. */
export function dealt(n: number, tickets: Int32Array, rng: () => number): Int32Array {
  const from = new Int32Array(n)
  const order = shuffled(tickets.slice(), rng)
  tickets.forEach((ticket, at) => {
    from[ticket] = order[at] as number
  })
  return from
}

/** Fisher and Yates's shuffle, in place. */
export function shuffled(values: Int32Array, rng: () => number): Int32Array {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(rng() * (i + 1))
    const value = values[i] as number
    values[i] = values[j] as number
    values[j] = value
  }
  return values
}
