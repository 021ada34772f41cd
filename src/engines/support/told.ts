/** What is told of units, beside what they are clustered by: figures of a group are those of all its tickets, or orders, together. */
import { pooled } from '../../shared/pooled.ts'
import type { Source, SupportFeature, SupportTable } from './features.ts'

/** Row-major n x p, as the table's features: each unit's own figure (NaN: not known), and for how much it counts in a group's (0: not known). */
export interface SupportTold {
  values: Float64Array
  weights: Float64Array
}

/**
 * Each unit's own figures with what they count for: what tickets say for the tickets that say it, shares of tickets for all tickets, what is told
 * of an order for the orders, shares of what is bought for the lines, waits for how many there were; everything else once.
 *
 * O(n p + tickets + lines).
 */
export function toldOf(source: Source, { n, p, features, original }: SupportTable): SupportTold {
  const { columns, units } = source
  const { starts, tickets } = units
  const told: SupportTold = { values: original.slice(), weights: new Float64Array(n * p) }
  const lines = new Int32Array(columns.customers)
  for (const c of columns.lineCustomer) lines[c] = (lines[c] as number) + 1
  const ofCustomer = (counts: (c: number) => number) => (u: number) => {
    const c = units.customer[u] as number
    return c < 0 ? 0 : counts(c)
  }
  const orders = ofCustomer((c) => (columns.orderStarts[c + 1] as number) - (columns.orderStarts[c] as number))
  const saying = (values: Float64Array) => (u: number) => {
    let count = 0
    for (let at = starts[u] as number; at < (starts[u + 1] as number); at++) {
      if (!Number.isNaN(values[tickets[at] as number] as number)) count++
    }
    return count
  }
  features.forEach(({ id }, d) => {
    const weightOf = weights(id)
    const times = id === 'response' || id === 'resolution' ? columns.tickets[id] : null
    for (let u = 0; u < n; u++) {
      const at = u * p + d
      if (Number.isNaN(original[at] as number)) continue
      told.weights[at] = weightOf(u)
      if (times !== null) told.values[at] = pooled(id, timesOf(u, times)) ?? Number.NaN
    }
  })
  return told

  function* timesOf(u: number, values: Float64Array): Generator<[number, number]> {
    for (let at = starts[u] as number; at < (starts[u + 1] as number); at++) {
      const value = values[tickets[at] as number] as number
      if (!Number.isNaN(value)) yield [value, 1]
    }
  }

  function weights(id: SupportFeature['id']): (u: number) => number {
    switch (id) {
      case 'delay':
        return saying(source.delay)
      case 'response':
      case 'resolution':
      case 'reopens':
      case 'rating':
      case 'tone':
        return saying(columns.tickets[id])
      case 'category':
      case 'channel':
        return (u) => (starts[u + 1] as number) - (starts[u] as number)
      case 'perOrder':
      case 'returns':
      case 'value':
        return orders
      case 'bought':
        return ofCustomer((c) => lines[c] as number)
      case 'gap':
        return (u) => orders(u) - 1
      default:
        return () => 1
    }
  }
}
