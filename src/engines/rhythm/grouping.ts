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
  const columns = [distinct([x]), distinct([tx]), distinct([T])]
  const { values, index } = distinct(columns.map((column) => Float64Array.from(column.index)))
  const groups = values.length
  const weight = new Float64Array(groups)
  const firstRow = new Int32Array(groups)
  for (let i = index.length - 1; i >= 0; i--) {
    const group = index[i] as number
    weight[group] = (weight[group] as number) + 1
    firstRow[group] = i
  }
  const [ofX, ofTx, ofT] = columns.map((column) => ({
    values: column.values,
    index: Int32Array.from(firstRow, (row) => column.index[row] as number)
  })) as [Distinct, Distinct, Distinct]
  return { x: ofX, tx: ofTx, T: ofT, weight, customers: x.length }
}

/** Every n-th group, with its customers: enough to see where the maximum is. */
export function thinned({ x, tx, T, weight }: Groups, most: number): Groups {
  const every = Math.max(1, Math.ceil(weight.length / most))
  const keep = <A extends Int32Array | Float64Array>(values: A): A => values.filter((_, i) => i % every === 0) as A
  const kept = keep(weight)
  const thin = (column: Distinct): Distinct => {
    const index = keep(column.index)
    const used = distinct([Float64Array.from(index, (at) => column.values[at] as number)])
    return used
  }
  return { x: thin(x), tx: thin(tx), T: thin(T), weight: kept, customers: kept.reduce((sum, count) => sum + count, 0) }
}

/** Rows that agree in all columns, numbered as they first come; `values` are those of the first column. Hashing, O(n). */
function distinct(columns: readonly Float64Array[]): Distinct {
  const [first] = columns as readonly [Float64Array]
  const n = first.length
  let size = 64
  while (size < 2 * n) size *= 2
  const slots = new Int32Array(size).fill(-1)
  const index = new Int32Array(n)
  const rows = new Int32Array(n)
  const bits = new Float64Array(1)
  const words = new Int32Array(bits.buffer)
  let found = 0
  for (let i = 0; i < n; i++) {
    let hash = 0
    for (const column of columns) {
      // Adding 0 makes -0 the 0 that it equals.
      bits[0] = (column[i] as number) + 0
      hash = Math.imul(hash ^ (words[0] as number), 0x85ebca6b)
      hash = Math.imul(hash ^ (hash >>> 13) ^ (words[1] as number), 0xc2b2ae35)
    }
    let slot = (hash ^ (hash >>> 16)) & (size - 1)
    for (;;) {
      const known = slots[slot] as number
      if (known < 0) {
        slots[slot] = found
        rows[found] = i
        index[i] = found++
        break
      }
      const row = rows[known] as number
      if (columns.every((column) => column[row] === column[i])) {
        index[i] = known
        break
      }
      slot = (slot + 1) & (size - 1)
    }
  }
  return { values: Float64Array.from(rows.subarray(0, found), (row) => first[row] as number), index }
}
