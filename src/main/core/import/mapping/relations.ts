import { readTotal } from '../conversion/discount.ts'
import { type DecimalSign, type Exact, parseDecimal, toNumber } from '../values/number.ts'
import { parsePercent } from '../values/percent.ts'
import type { ColumnContent } from './content.ts'

/** Columns of which one is the product of two others, row by row. */
export interface ProductRelation {
  factors: [number, number]
  product: number
}

/** A relation must hold on this share of the rows that could break it, and on this many of them. */
const holds = 0.95
const enough = 3
/** More numeric columns than this are not tried in all combinations. */
const most = 14

/** Broken cells are no reason to overlook what the others show. */
const numeric = 0.2

/** Numbers of a sample, by column; NaN where a cell is no number. Null for columns with hardly a number. */
export function sampleNumbers(sample: readonly string[][], columns: readonly ColumnContent[]): (Float64Array | null)[] {
  return columns.map(({ verdict }, index) => {
    if (verdict.numbers < numeric || verdict.dates >= 0.8) return null
    const sign = signOf(verdict)
    return Float64Array.from(sample, (row) => numberOf(parseDecimal((row[index] ?? '').trim(), sign)))
  })
}

/** Shares of a sample's column of percentages. */
export function sampleShares(sample: readonly string[][], column: number, { verdict }: ColumnContent): Float64Array {
  return Float64Array.from(sample, (row) => numberOf(parsePercent((row[column] ?? '').trim(), signOf(verdict))))
}

function signOf({ decimal }: ColumnContent['verdict']): DecimalSign {
  return decimal.state === 'certain' ? decimal.value : (decimal.choices[0]?.value ?? '.')
}

function numberOf(exact: Exact | null): number {
  return exact === null ? Number.NaN : toNumber(exact)
}

/** Finds quantity × price = total among the numeric columns. O(columns³ · sample). */
export function findProduct(numbers: readonly (Float64Array | null)[]): ProductRelation | null {
  const used = numbers.flatMap((values, index) => (values ? [{ values, index }] : [])).slice(0, most)
  for (const total of used) {
    for (const [i, a] of used.entries()) {
      for (const b of used.slice(i + 1)) {
        if (a === total || b === total) continue
        if (isProduct(a.values, b.values, total.values)) return { factors: [a.index, b.index], product: total.index }
      }
    }
  }
  return null
}

/**
 * Whether a·b is c up to a cent's rounding. Rows in which a factor is 0 or 1 prove nothing, so enough others are asked for.
 */
export function isProduct(a: Float64Array, b: Float64Array, c: Float64Array): boolean {
  let told = 0
  let held = 0
  for (let i = 0; i < c.length; i++) {
    const [x, y, z] = [a[i] ?? Number.NaN, b[i] ?? Number.NaN, c[i] ?? Number.NaN]
    if (Number.isNaN(x + y + z) || x === 0 || y === 0 || x === 1 || y === 1) continue
    told++
    if (Math.abs(x * y - z) <= 0.0051 + 1e-9 * Math.abs(z)) held++
  }
  return told >= enough && held >= holds * told
}

/** Columns of a sample; null where none is mapped. A cell that is no number is NaN, be it blank or broken. */
export interface AmountColumns {
  total: Float64Array | null
  quantity: Float64Array | null
  price: Float64Array | null
}

/**
 * Whether a total belongs to the order and not to its lines: beside quantity and price it is blank on some lines, or
 * the same on neighbouring lines of an order whose quantity × price differ. Without a column of quantities they are 1.
 *
 * @param isNamed whether its header says that it is of the order: then one such pair of lines is enough
 */
export function isOrderTotal(
  { total, quantity, price }: AmountColumns,
  sample: readonly string[][],
  columns: { total: number; order: number | undefined },
  isNamed = false
): boolean {
  if (!total || !price) return false
  const { order } = columns
  const lineAt = (i: number): number => (quantity === null ? 1 : (quantity[i] ?? Number.NaN)) * (price[i] ?? Number.NaN)
  let different = 0
  let same = 0
  let blank = 0
  for (let i = 0; i < total.length; i++) {
    const [z, line] = [total[i] ?? Number.NaN, lineAt(i)]
    if (Number.isNaN(line)) continue
    if (Number.isNaN(z) && (sample[i]?.[columns.total] ?? '').trim() === '') blank++
    const before = lineAt(i - 1)
    if (order === undefined || sample[i]?.[order] !== sample[i - 1]?.[order] || Number.isNaN(before) || before === line) continue
    different++
    if (z === total[i - 1]) same++
  }
  return blank > 0.05 * total.length || (different >= (isNamed ? 1 : enough) && same >= 0.8 * different)
}

/**
 * Whether line totals have the discount beside them taken off, as far as the sample tells: the row that shows it, or null.
 */
export function findDiscount(
  { total, quantity, price }: AmountColumns,
  discount: Float64Array | null
): { reads: 'after' | 'before'; row: number; rows: number } | null {
  if (!total || !quantity || !price || !discount) return null
  const told = { after: [] as number[], before: [] as number[] }
  for (let i = 0; i < total.length; i++) {
    const reads = readTotal((quantity[i] ?? Number.NaN) * (price[i] ?? Number.NaN), discount[i] ?? 0, total[i] ?? Number.NaN)
    if (reads !== null) told[reads].push(i)
  }
  const all = told.after.length + told.before.length
  for (const reads of ['after', 'before'] as const) {
    const [row] = told[reads]
    if (row !== undefined && told[reads].length >= holds * all) return { reads, row, rows: told[reads].length }
  }
  return null
}
