/** The table of orders with its indexes, as pages of a SQLite file: from arrays alone, so that a thread can write them. */
import { fillPages, type PageFile, type Tree } from '../db/page-file.ts'
import type { TreeWriter } from '../db/table-pages.ts'
import { sortedBy } from '../radix-sort.ts'
import { momentKeys, sortedByText, type TextsInBytes } from './first-sorting.ts'

const none = -1

/** Orders in columns, in the order of their numbers. */
export interface OrderColumns {
  count: number
  /** Number of the first order, and of the first customer. */
  first: number
  firstCustomer: number
  sourceId: number
  /** What each is known by. */
  numbers: TextsInBytes
  /** By code: the other texts. */
  texts: Pick<TextsInBytes, 'bytes' | 'starts'>
  /** From 0; -1: none. */
  customer: Int32Array
  /** NaN: none. */
  at: Int32Array | Float64Array
  // Codes of `texts` and one; 0: none.
  currency: Uint8Array | Int32Array
  country: Uint8Array | Int32Array
  channel: Uint8Array | Int32Array
  status: Uint8Array | Int32Array
  voided: Uint8Array
}

/** O(bytes), and O(n log n) where numbers have much in common. Throws what `pause` and the file system throw. */
export function writeOrders(file: PageFile, orders: OrderColumns, pause: () => Promise<void>): Promise<void> {
  return fillPages(file, treesOf(orders), pause)
}

/** All memory that they take, each array with one of its own. */
export function arraysOf({ numbers, texts, customer, at, currency, country, channel, status, voided }: OrderColumns) {
  return [numbers.bytes, numbers.starts, numbers.codes, texts.bytes, texts.starts, customer, at, currency, country, channel, status, voided]
}

/** The table first; an entry of an index ends with the number of its row. */
function* treesOf(orders: OrderColumns): Generator<Tree> {
  const { count, first, numbers, customer, at } = orders
  yield { name: 'orders', kind: 'table', columns: 11, count, first, write: (to, i) => writeOrder(to, i, orders) }
  const index = (name: string, columns: number, sorted: Int32Array, write: (to: TreeWriter, row: number) => void): Tree => ({
    name,
    kind: 'index',
    columns,
    count,
    first: 0,
    write(to, i) {
      const row = sorted[i] as number
      write(to, row)
      to.int(first + row)
    }
  })
  yield index('sqlite_autoindex_orders_1', 2, sortedByText(numbers, count), (to, row) =>
    writeText(to, numbers, numbers.codes[row] as number)
  )
  const dated = sortedBy(momentKeys(at, count))
  yield index('orders_date', 2, dated, (to, row) => writeMoment(to, at[row] as number))
  const buyers = new Float64Array(count)
  // From 0, which is none.
  for (let i = 0; i < count; i++) buyers[i] = (customer[i] as number) + 1
  yield index('orders_customer', 3, sortedBy(buyers, dated), (to, row) => {
    writeBuyer(to, row, orders)
    writeMoment(to, at[row] as number)
  })
}

function writeOrder(to: TreeWriter, i: number, orders: OrderColumns): void {
  const { numbers, texts, at, currency, country, channel, status, voided, sourceId } = orders
  const money = (currency[i] as number) - 1
  // Its number is that of the row.
  to.none()
  writeText(to, numbers, numbers.codes[i] as number)
  writeBuyer(to, i, orders)
  writeMoment(to, at[i] as number)
  if (money === none) to.text(texts.bytes, 0, 0)
  else writeText(to, texts, money)
  writeText(to, texts, (country[i] as number) - 1)
  writeText(to, texts, (channel[i] as number) - 1)
  writeText(to, texts, (status[i] as number) - 1)
  to.int(voided[i] as number)
  to.int(sourceId)
  // Whom else the order names: nobody yet.
  to.none()
}

function writeBuyer(to: TreeWriter, i: number, { customer, firstCustomer }: OrderColumns): void {
  const whose = customer[i] as number
  if (whose === none) to.none()
  else to.int(firstCustomer + whose)
}

function writeMoment(to: TreeWriter, moment: number): void {
  if (Number.isNaN(moment)) to.none()
  else to.int(moment)
}

function writeText(to: TreeWriter, { bytes, starts }: Pick<TextsInBytes, 'bytes' | 'starts'>, code: number): void {
  if (code === none) to.none()
  else to.text(bytes, starts[code] as number, starts[code + 1] as number)
}
