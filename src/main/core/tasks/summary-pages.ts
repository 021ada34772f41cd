/** What summaries say of the lines of a first import, as pages of a SQLite file: from arrays alone, so that a thread can do it. */

import { fillPages, type PageFile, type Tree } from '../db/page-file.ts'
import { type CustomerSums, type SummaryLines, sumOrders } from '../db/queries/order-sums.ts'
import type { KnownSums, LineSum } from '../db/queries/summaries.ts'
import type { TreeWriter } from '../db/table-pages.ts'
import { sortedBy, sortedByReal } from '../radix-sort.ts'
import { lineKinds } from './line-kinds.ts'

const none = -1
const [sale, cancellation] = [lineKinds.indexOf('sale'), lineKinds.indexOf('cancellation')]
/** By decimals: of what an amount is counted in. */
const units = Array.from({ length: 16 }, (_, decimals) => 10 ** -decimals)

/** Lines in columns, and what counts of their orders. */
export interface LineColumns {
  /** All of them, in the order of their table. */
  places: Int32Array
  /** Of each, from 0. */
  order: Int32Array
  kind: Uint8Array
  voided: Uint8Array
  /** NaN: none. */
  at: Int32Array | Float64Array
  amount: Int32Array | Float64Array
  decimals: Uint8Array
  /** By order: from 0; -1: none. */
  customer: Int32Array
  /** By order: which of `codes`. */
  currency: Int32Array
  codes: ReadonlyMap<number, string>
  /** Numbers of the first order and customer. */
  first: { order: number; customer: number }
}

/** All memory that they take, each array with one of its own. */
export function memoryOf({ places, order, kind, voided, at, amount, decimals, customer, currency }: LineColumns) {
  return [places, order, kind, voided, at, amount, decimals, customer, currency]
}

/**
 * Adds up all lines and writes `customer_summary`. O(lines + customers); memory as `sumOrders`. Throws what `pause` and the file system
 * throw.
 */
export async function writeSummaries(file: PageFile, lines: LineColumns, pause: () => Promise<void>): Promise<KnownSums> {
  const currencies = currencySums(lines)
  const { people, nets, months } = sumOrders(inOrder(lines), new Map(currencies.map(({ currency, decimals }) => [currency, decimals])))
  await fillPages(file, treesOf(people), pause)
  return { currencies, nets, months }
}

function inOrder({ places, order, kind, voided, at, amount, decimals, customer, currency, codes, first }: LineColumns): SummaryLines {
  return {
    each(visit) {
      for (const i of places) {
        const of = order[i] as number
        const whose = customer[of] as number
        const moment = at[i] as number
        const isVoid = voided[i] === 1
        const written = amount[i] as number
        visit(
          first.order + of,
          whose === none ? null : first.customer + whose,
          codes.get(currency[of] as number) ?? '',
          Number(!isVoid && kind[i] === sale),
          Number.isNaN(moment) ? null : moment,
          // What was taken back brings nothing.
          isVoid ? Math.min(written, 0) : written,
          decimals[i] as number
        )
      }
    }
  }
}

/** What there is of each currency. */
function currencySums({ places, order, kind, voided, at, amount, decimals, customer, currency, codes }: LineColumns): LineSum[] {
  const found = new Map<string, LineSum>()
  /** Neighbours mostly have the same. */
  let sum: LineSum | undefined
  for (let i = 0; i < places.length; i++) {
    const of = order[i] as number
    const code = codes.get(currency[of] as number) ?? ''
    if (sum?.currency !== code) sum = found.get(code)
    if (sum === undefined) {
      sum = { currency: code, decimals: 0, lines: 0, anonymous: 0, cancellations: 0, undated: 0, firstAt: null, lastAt: null, largest: 0 }
      found.set(code, sum)
    }
    const digits = decimals[i] as number
    const moment = at[i] as number
    sum.lines++
    if (digits > sum.decimals) sum.decimals = digits
    if (customer[of] === none) sum.anonymous++
    if (voided[i] === 1 || kind[i] === cancellation) sum.cancellations++
    if (Number.isNaN(moment)) sum.undated++
    else {
      if (sum.firstAt === null || moment < sum.firstAt) sum.firstAt = moment
      if (sum.lastAt === null || moment > sum.lastAt) sum.lastAt = moment
    }
    const size = Math.abs(amount[i] as number) * (units[digits] as number)
    if (size > sum.largest) sum.largest = size
  }
  return [...found.values()]
}

/** Columns of the table that have an index, beside the currency. */
const indexed = ['orders', 'net', 'mean_value', 'first_at', 'last_at'] as const
type Cells = Record<(typeof indexed)[number] | 'gross', (place: number) => number | bigint | null>

/** The table first, whose rows are entries of its key; those of an index end with the number of the customer. */
function* treesOf(people: CustomerSums): Generator<Tree> {
  const { inOrder: placed, customer, currency, currencies, orders, net, gross, first, last } = people
  const ofSale = (told: (place: number) => number) => (place: number) => (orders[place] === 0 ? null : told(place))
  const cells: Cells = {
    orders: (place) => orders[place] as number,
    net,
    gross,
    mean_value: ofSale((place) => Number(gross(place)) / (orders[place] as number)),
    first_at: ofSale((place) => first[place] as number),
    last_at: ofSale((place) => last[place] as number)
  }
  const codes = currencies.map((code) => Buffer.from(code))
  const writeCode = (to: TreeWriter, place: number) => {
    const code = codes[currency[place] as number] as Buffer
    to.text(code, 0, code.length)
  }
  const writeCell = (to: TreeWriter, name: keyof Cells, place: number) => {
    const cell = cells[name](place)
    if (cell === null) to.none()
    else if (name === 'mean_value') to.real(Number(cell))
    else to.whole(cell)
  }
  const tree = (name: string, columns: number, sorted: Int32Array, write: (to: TreeWriter, place: number) => void): Tree => ({
    name,
    kind: 'index',
    columns,
    count: sorted.length,
    first: 0,
    write: (to, i) => write(to, sorted[i] as number)
  })
  yield tree('customer_summary', 8, placed, (to, place) => {
    to.int(customer[place] as number)
    writeCode(to, place)
    for (const name of ['orders', 'net', 'gross', 'mean_value', 'first_at', 'last_at'] as const) writeCell(to, name, place)
  })
  for (const name of indexed) {
    const sorted = sortedBy(Float64Array.from(currency), sortedByCell(cells[name], placed))
    yield tree(`customer_summary_${name}`, 3, sorted, (to, place) => {
      writeCode(to, place)
      writeCell(to, name, place)
      to.int(customer[place] as number)
    })
  }
}

/** Places by what they have, none first; equal ones as they stand. */
function sortedByCell(cell: (place: number) => number | bigint | null, placed: Int32Array): Int32Array {
  const keys = new Float64Array(placed.length)
  let least = Number.POSITIVE_INFINITY
  let greatest = Number.NEGATIVE_INFINITY
  let areWhole = true
  for (const place of placed) {
    const told = cell(place)
    // Beyond this not each whole number is one of these.
    if (typeof told === 'bigint') return placed.slice().sort((a, b) => compare(cell(a), cell(b)))
    keys[place] = told ?? Number.NEGATIVE_INFINITY
    if (told === null) continue
    if (told < least) least = told
    if (told > greatest) greatest = told
    if (told !== Math.floor(told)) areWhole = false
  }
  if (!areWhole || greatest - least >= Number.MAX_SAFE_INTEGER) return sortedByReal(keys, placed)
  for (let i = 0; i < keys.length; i++) keys[i] = Math.max((keys[i] as number) - least + 1, 0)
  return sortedBy(keys, placed)
}

function compare(a: number | bigint | null, b: number | bigint | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null)
  return a < b ? -1 : Number(a > b)
}
