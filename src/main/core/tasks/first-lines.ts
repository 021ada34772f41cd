import type { ByteDictionary } from '../byte-dictionary.ts'
import type { TreeWriter } from '../db/table-pages.ts'
import { createColumns, Mostly32 } from './first-columns.ts'
import { type FirstLine, writeText } from './first-orders.ts'
import type { ImportHelper } from './import-work.ts'
import { LineHashes } from './line-hashes.ts'
import { lineKinds } from './line-kinds.ts'

const kindBytes = lineKinds.map((kind) => Buffer.from(kind))
const none = -1

/** What a row says of the lines of its order that came before it: the first `lines` of the source. */
export interface Revision {
  lines: number
  voided: number
}

/** Attributes that are told anew from a row of the source when they are written, and the row. */
export const extraOfRow = (row: number): number => none - 1 - row
const rowOfExtra = (extra: number): number => none - 1 - extra

/** A column that mostly holds one value: nothing is kept before the first row with another. */
class SeldomColumn {
  private readonly usual: number
  private values = new Int32Array(0)

  constructor(usual: number) {
    this.usual = usual
  }

  get(i: number): number {
    return i < this.values.length ? (this.values[i] as number) : this.usual
  }

  set(i: number, value: number): void {
    if (value !== this.usual && i >= this.values.length) {
      const larger = new Int32Array(Math.max(2 * i, 1 << 10)).fill(this.usual)
      larger.set(this.values)
      this.values = larger
    }
    if (i < this.values.length) this.values[i] = value
  }
}

/** Order lines in columns, as they come. Equal lines of an order are counted. */
export class FirstLines {
  private readonly columns
  private readonly ordinal = new SeldomColumn(1)
  private readonly extra = new SeldomColumn(none)
  /** By order: how many lines it has. */
  private readonly of = createColumns({ count: Int32Array })
  readonly hashes: LineHashes

  /** @param rows how many are expected */
  constructor(rows: number, helper: ImportHelper) {
    this.hashes = new LineHashes(rows, helper)
    this.columns = createColumns(
      {
        order: Int32Array,
        product: Int32Array,
        at: Mostly32,
        quantity: Mostly32,
        unitPrice: Mostly32,
        amount: Mostly32,
        decimals: Uint8Array,
        kind: Uint8Array,
        voided: Uint8Array
      },
      rows
    )
  }

  get count(): number {
    return this.columns.count
  }

  /** Takes in a line of which `hashes` has been told. */
  add(line: FirstLine, voided: boolean): void {
    const { columns } = this
    const { order } = line
    columns.fit('at', line.at)
    columns.fit('quantity', line.quantity)
    columns.fit('unitPrice', line.unitPrice)
    columns.fit('amount', line.amount)
    const i = columns.grow()
    const to = columns.at
    to.order[i] = order
    if (order === this.of.count) this.of.grow()
    this.of.at.count[order] = (this.of.at.count[order] as number) + 1
    to.product[i] = line.product
    to.at[i] = line.at
    to.quantity[i] = line.quantity
    to.unitPrice[i] = line.unitPrice
    to.amount[i] = line.amount
    to.decimals[i] = line.decimals
    to.kind[i] = line.kind
    to.voided[i] = Number(voided)
    this.extra.set(i, line.extra)
  }

  /**
   * All lines by order, content and ordinal, which is the order of their table; equal lines of an order are counted in the order of the file.
   * To be called once all hashes are there. O(n), and O(k log k) in each order of k lines.
   *
   * @param revisions by order
   */
  sorted(orders: number, revisions: ReadonlyMap<number, Revision>): Int32Array {
    const { order, voided } = this.columns.at
    const { low, high } = this.hashes
    const starts = new Int32Array(orders + 1)
    for (let i = 0; i < orders; i++) starts[i + 1] = (starts[i] as number) + (this.of.at.count[i] as number)
    const next = starts.slice()
    const places = new Int32Array(this.count)
    for (let i = 0; i < places.length; i++) {
      const at = next[order[i] as number] as number
      places[at] = i
      next[order[i] as number] = at + 1
    }
    // The upper half carries the sign, the lower has none.
    const compare = (a: number, b: number): number =>
      (high[a] as number) - (high[b] as number) || ((low[a] as number) >>> 0) - ((low[b] as number) >>> 0) || a - b
    for (let i = 0; i < orders; i++) {
      const [from, to] = [starts[i] as number, starts[i + 1] as number]
      if (to - from < 2) continue
      places.subarray(from, to).sort(compare)
      for (let at = from + 1; at < to; at++) {
        const [line, before] = [places[at] as number, places[at - 1] as number]
        if (low[line] === low[before] && high[line] === high[before]) this.ordinal.set(line, this.ordinal.get(before) + 1)
      }
    }
    for (const [i, revision] of revisions) {
      for (const line of places.subarray(starts[i], starts[i + 1])) if (line < revision.lines) voided[line] = revision.voided
    }
    return places
  }

  /** Hands over what counts of each line, once all are written: nothing is left here. */
  handOver() {
    const { columns } = this
    columns.drop('product', 'quantity', 'unitPrice')
    this.of.drop('count')
    this.hashes.release()
    return {
      order: columns.take('order'),
      kind: columns.take('kind'),
      voided: columns.take('voided'),
      at: columns.take('at'),
      amount: columns.take('amount'),
      decimals: columns.take('decimals')
    }
  }

  /**
   * Writes a line.
   *
   * @param first numbers of the first order and product
   * @param extraOf the attributes of a row of the source, which need not be kept
   */
  write(
    to: TreeWriter,
    line: number,
    sourceId: number,
    first: { order: number; product: number },
    texts: ByteDictionary,
    extraOf: (row: number) => string
  ): void {
    const from = this.columns.at
    const product = from.product[line] as number
    const moment = from.at[line] as number
    const price = from.unitPrice[line] as number
    const extra = this.extra.get(line)
    const kind = kindBytes[from.kind[line] as number] as Buffer
    to.int(first.order + (from.order[line] as number))
    to.words(this.hashes.high[line] as number, this.hashes.low[line] as number)
    to.int(this.ordinal.get(line))
    if (product === none) to.none()
    else to.int(first.product + product)
    if (Number.isNaN(moment)) to.none()
    else to.int(moment)
    to.real(from.quantity[line] as number)
    if (Number.isNaN(price)) to.none()
    else to.int(price)
    to.int(from.amount[line] as number)
    to.int(from.decimals[line] as number)
    to.text(kind, 0, kind.length)
    to.int(from.voided[line] as number)
    if (extra < none) {
      const attributes = Buffer.from(extraOf(rowOfExtra(extra)))
      to.text(attributes, 0, attributes.length)
    } else writeText(to, texts, extra)
    to.int(sourceId)
    // Lines that have a number of their own go another way.
    to.none()
  }
}
