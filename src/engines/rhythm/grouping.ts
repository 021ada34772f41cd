import type { Histories } from './histories.ts'

/** Different values of a column, and for each row which of them it has. */
export interface Distinct {
  values: Float64Array
  index: Int32Array
}

/** Customers with the same history, counted: the likelihood is computed once for them. */
export interface Groups {
  /** The different numbers of orders, moments of the last one and lengths of time, and which each group has. */
  x: Distinct
  tx: Distinct
  T: Distinct
  /** Customers of each group. */
  weight: Float64Array
  customers: number
}

/** Logarithms are then taken of the different values, of which there are far fewer than customers when dates are days. O(n). */
export function groupHistories({ x, tx, T }: Histories): Groups {
  const columns = [distinct(x), distinct(tx), distinct(T)] as const
  const { values, index } = columns.reduce((all, column) => distinct(paired(all, column)))
  const weight = new Float64Array(values.length)
  const row = new Int32Array(values.length)
  for (let i = 0; i < index.length; i++) {
    const group = index[i] as number
    weight[group] = (weight[group] as number) + 1
    row[group] = i
  }
  const ofGroups = (column: Distinct): Distinct => ({ values: column.values, index: row.map((i) => column.index[i] as number) })
  return { x: ofGroups(columns[0]), tx: ofGroups(columns[1]), T: ofGroups(columns[2]), weight, customers: x.length }
}

/** One whole number for each pair of values. */
function paired(a: Distinct, b: Distinct): Float64Array {
  const pairs = new Float64Array(a.index.length)
  for (let i = 0; i < pairs.length; i++) pairs[i] = (a.index[i] as number) * b.values.length + (b.index[i] as number)
  return pairs
}

/** Every n-th group, with its customers: enough to see where the maximum is. */
export function thinned({ x, tx, T, weight }: Groups, most: number): Groups {
  const every = Math.max(1, Math.ceil(weight.length / most))
  const keep = <A extends Int32Array | Float64Array>(values: A): A => values.filter((_, i) => i % every === 0) as A
  const kept = keep(weight)
  const thin = (column: Distinct): Distinct => {
    const index = keep(column.index)
    return distinct(Float64Array.from(index, (at) => column.values[at] as number))
  }
  return { x: thin(x), tx: thin(tx), T: thin(T), weight: kept, customers: kept.reduce((sum, count) => sum + count, 0) }
}

/** The values of a column, numbered as they first come. Hashing, O(n). */
function distinct(column: Float64Array): Distinct {
  let size = 64
  while (size < 2 * column.length) size *= 2
  const slots = new Int32Array(size)
  const index = new Int32Array(column.length)
  const values = new Float64Array(column.length)
  const bits = new Float64Array(1)
  const words = new Int32Array(bits.buffer)
  let found = 0
  for (let i = 0; i < column.length; i++) {
    // Adding 0 makes -0 the 0 that it equals.
    const value = (column[i] as number) + 0
    bits[0] = value
    const mixed = Math.imul((words[0] as number) ^ Math.imul(words[1] as number, 0x85ebca6b), 0xc2b2ae35)
    let slot = (mixed ^ (mixed >>> 15)) & (size - 1)
    // A slot holds the number of its value plus 1; 0 is free.
    while ((slots[slot] as number) > 0 && values[(slots[slot] as number) - 1] !== value) slot = (slot + 1) & (size - 1)
    if (slots[slot] === 0) {
      values[found] = value
      slots[slot] = ++found
    }
    index[i] = (slots[slot] as number) - 1
  }
  return { values: values.slice(0, found), index }
}
