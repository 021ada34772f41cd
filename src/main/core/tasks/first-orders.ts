import { ByteDictionary } from '../byte-dictionary.ts'
import { moments } from '../db/entities/fold.ts'
import { restartSeconds } from '../db/entities/order-number.ts'
import type { FreshContent } from '../db/queries/fresh-rows.ts'
import type { TreeWriter } from '../db/table-pages.ts'
import type { SaidOfOrder } from '../import/conversion/row-converter.ts'
import { own } from '../let-go.ts'
import { createColumns, Mostly32 } from './first-columns.ts'
import { FirstKeys } from './first-keys.ts'
import { FirstLines, type Revision } from './first-lines.ts'
import type { ImportHelper } from './import-work.ts'
import type { OrderColumns } from './order-pages.ts'
import type { LineColumns } from './summary-pages.ts'

/** One line, its texts as numbers of dictionaries; -1 is none. */
export interface FirstLine {
  /** Of `FirstOrders.orders`. */
  order: number
  /** Of `customers`. */
  customer: number
  /** Of `products`. */
  product: number
  // Of `texts`.
  customerName: number
  customerEmail: number
  productName: number
  category: number
  currency: number
  country: number
  channel: number
  status: number
  /** NaN: none. */
  at: number
  voided: boolean | null
  kind: number
  quantity: number
  /** NaN: none. */
  unitPrice: number
  amount: number
  decimals: number
  /** Of `texts`, or `extraOfRow`. */
  extra: number
}

/** What things are known by. */
export type FirstTexts = Partial<Record<'order' | 'customer' | 'product', ByteDictionary | undefined>>

/** More text than is to be held in memory: the source has to be stored row by row. */
export class TooMuchText extends Error {}

export type FirstConflict = 'orderCustomerConflict' | 'orderCurrencyConflict' | null

/** What the source has said of an order, a bit each. */
const said = { customer: 1, country: 2, channel: 4, status: 8 } as const
const none = -1
/** Texts are weighed once in so many lines. */
const linesAWeighing = 8

/**
 * The orders of one source, with their lines, customers and products, where nothing is stored yet: what `store-orders.ts`,
 * `store-customers.ts` and `store-products.ts` make of them by the fold of what is said (`db/entities/fold.ts`), held in columns. Within one
 * source, of orders the first value stands and blanks are filled in; of products too; of customers the value of the newest row.
 *
 * Memory: about 35 bytes an order, 24 a customer, 60 a line, and the texts, once each. O(1) a line.
 */
export class FirstOrders {
  readonly orders: FirstKeys
  readonly customers: FirstKeys
  readonly products: FirstKeys
  readonly texts = new ByteDictionary()
  readonly lines: FirstLines
  private readonly assumed: number
  private readonly mostText: number
  private untilWeighed = 0
  private readonly ids: { order: number; customer: number; product: number }
  private readonly revisions = new Map<number, Revision>()

  /** How many lines date their order far from where it was, and the first of them. */
  readonly restarts: { count: number; example: string } = { count: 0, example: '' }

  private inOrder: Int32Array = new Int32Array(0)
  private readonly order = createColumns({
    customer: Int32Array,
    at: Mostly32,
    currency: Int32Array,
    country: Int32Array,
    channel: Int32Array,
    status: Int32Array,
    voided: Uint8Array,
    said: Uint8Array
  })
  private readonly person = createColumns({ name: Int32Array, email: Int32Array, country: Int32Array, seen: Float64Array })
  private readonly article = createColumns({ name: Int32Array, category: Int32Array, seen: Float64Array })

  /**
   * @param ids the numbers that the first order, customer and product get
   * @param currency of orders that name none; '' if there is none
   * @param rows how many lines are expected
   * @param helper a thread that takes work off this one
   * @param texts of numbers, codes and articles, where a table that is kept has them
   * @param mostText bytes of memory that texts may take
   */
  constructor(
    ids: { order: number; customer: number; product: number },
    currency: string,
    rows: number,
    helper: ImportHelper,
    texts: FirstTexts = {},
    mostText = Number.POSITIVE_INFINITY
  ) {
    this.mostText = mostText
    this.ids = ids
    this.orders = new FirstKeys(texts.order)
    this.customers = new FirstKeys(texts.customer)
    this.products = new FirstKeys(texts.product)
    this.assumed = currency === '' ? none : this.texts.addText(currency)
    this.lines = new FirstLines(rows, helper)
  }

  /**
   * Why a line cannot be one of the order; null if it can. To be asked before `add`.
   *
   * @param customer -1 if the line names one that is new, or none
   */
  conflict(order: number, customer: number, currency: number, namesCustomer: boolean): FirstConflict {
    if (order >= this.order.count) return null
    const { said: bits, customer: whose, currency: known } = this.order.at
    if (namesCustomer && ((bits[order] as number) & said.customer) !== 0 && customer !== whose[order]) return 'orderCustomerConflict'
    return currency !== none && known[order] !== none && known[order] !== currency ? 'orderCurrencyConflict' : null
  }

  /** When an order was placed (NaN: nothing says so), and whether a line names its customer. */
  said(order: number): SaidOfOrder {
    if (order >= this.order.count) return { at: Number.NaN, named: false }
    const { at, customer } = this.order.at
    return { at: at[order] as number, named: customer[order] !== none }
  }

  /** Takes in a line that is in no conflict, and of which `lines.hashes` has been told. `number`: the line of the file. Throws `TooMuchText`. */
  add(line: FirstLine, number: number): void {
    if (this.untilWeighed-- === 0) {
      if (this.textBytes() > this.mostText) throw new TooMuchText()
      this.untilWeighed = linesAWeighing
    }
    const { order, customer, product } = line
    if (line.kind === 0 && order < this.order.count && Math.abs(line.at - (this.order.at.at[order] as number)) > restartSeconds) {
      if (this.restarts.count++ === 0) this.restarts.example = `${this.orders.text(order)}, line ${number}`
    }
    if (customer !== none) this.meetCustomer(customer, line)
    const voided = this.meetOrder(line)
    if (product !== none) this.meetProduct(product, line.productName, line.category)
    this.lines.add(line, line.voided ?? voided)
  }

  /**
   * What is written: to be called once, after the last line, and when all hashes are there. Orders are handed over, and nothing of them is
   * left but whose they are and in which currency.
   *
   * @param extraOf the attributes of a row of the source
   */
  content(
    sourceId: number,
    extraOf: (row: number) => string
  ): Pick<FreshContent, 'customer' | 'product' | 'lines'> & { orders: OrderColumns } {
    const inOrder = this.lines.sorted(this.order.count, this.revisions)
    this.inOrder = inOrder
    const { ids, texts, person, article, lines } = this
    return {
      customer: { count: person.count, first: ids.customer, write: (to, i) => this.writeCustomer(to, i, sourceId) },
      product: { count: article.count, first: ids.product, write: (to, i) => this.writeProduct(to, i, sourceId) },
      lines: { count: lines.count, first: 0, write: (to, i) => lines.write(to, inOrder[i] as number, sourceId, ids, texts, extraOf) },
      orders: this.orderColumns(sourceId)
    }
  }

  private orderColumns(sourceId: number): OrderColumns {
    const { order, ids, texts } = this
    const { customer, at, currency, country, channel, status, voided } = order.at
    const needed = new ByteDictionary()
    /** By code of `texts`: that of `needed` and one. */
    const codes = new Int32Array(texts.size)
    const taken = (column: Int32Array): OrderColumns['currency'] => {
      for (let i = 0; i < order.count; i++) {
        const code = column[i] as number
        if (code !== none && codes[code] === 0) codes[code] = needed.add(texts.bytes, texts.start(code), texts.end(code)) + 1
      }
      const told = needed.size < 1 << 8 ? new Uint8Array(order.count) : new Int32Array(order.count)
      for (let i = 0; i < told.length; i++) {
        const code = column[i] as number
        if (code !== none) told[i] = codes[code] as number
      }
      return told
    }
    const columns: OrderColumns = {
      count: order.count,
      first: ids.order,
      firstCustomer: ids.customer,
      sourceId,
      numbers: this.orders.handOver(),
      customer: customer.slice(0, order.count),
      at: at.slice(0, order.count),
      currency: taken(currency),
      country: taken(country),
      channel: taken(channel),
      status: taken(status),
      voided: voided.slice(0, order.count),
      texts: needed.handOver()
    }
    order.drop('at', 'country', 'channel', 'status', 'voided', 'said')
    return columns
  }

  /** What summaries need. To be called once lines are written: nothing is left from then on. */
  lineColumns(): LineColumns {
    const { texts, order } = this
    const { currency } = order.at
    const codes = new Map<number, string>()
    for (let i = 0; i < order.count; i++) {
      const code = currency[i] as number
      if (!codes.has(code)) codes.set(code, code === none ? '' : texts.text(code))
    }
    const columns = {
      ...this.lines.handOver(),
      places: own(this.inOrder),
      customer: order.take('customer'),
      currency: order.take('currency'),
      codes,
      first: this.ids
    }
    this.person.drop('name', 'email', 'country', 'seen')
    for (const keys of [this.customers, this.products]) keys.release()
    return columns
  }

  private textBytes(): number {
    const { texts, orders, customers, products } = this
    return texts.bytes.length + orders.texts.bytes.length + customers.texts.bytes.length + products.texts.bytes.length
  }

  private meetCustomer(customer: number, { customerName: name, customerEmail: email, country, at }: FirstLine): void {
    const { person } = this
    const { name: names, email: emails, country: countries, seen } = person.at
    if (customer === person.count) {
      const i = person.grow()
      const known = person.at
      known.name[i] = name
      known.email[i] = email
      known.country[i] = country
      known.seen[i] = name === none && email === none && country === none ? moments.never : momentOf(at)
      return
    }
    if (name === none && email === none && country === none) return
    const moment = momentOf(at)
    const isNewer = moment > (seen[customer] as number)
    if (name !== none && (isNewer || names[customer] === none)) names[customer] = name
    if (email !== none && (isNewer || emails[customer] === none)) emails[customer] = email
    if (country !== none && (isNewer || countries[customer] === none)) countries[customer] = country
    if (isNewer) seen[customer] = moment
  }

  /** Whether the order is void now. */
  private meetOrder(line: FirstLine): boolean {
    const { order, customer, country, channel, status, currency, at } = line
    const { order: known } = this
    const isNew = order === known.count
    known.fit('at', at)
    if (isNew) {
      known.grow()
      const { customer: customers, at: dates, currency: currencies, country: countries, channel: channels, status: states } = known.at
      customers[order] = none
      dates[order] = at
      currencies[order] = none
      countries[order] = none
      channels[order] = none
      states[order] = none
    }
    const columns = known.at
    const before = columns.said[order] as number
    let bits = before
    if (columns.currency[order] === none) columns.currency[order] = currency === none ? this.assumed : currency
    // The earliest of its lines; a line without a date says nothing.
    if (!((columns.at[order] as number) <= at) && !Number.isNaN(at)) columns.at[order] = at
    if (customer !== none && !(before & said.customer)) {
      columns.customer[order] = customer
      bits |= said.customer
    }
    if (country !== none && !(before & said.country)) {
      columns.country[order] = country
      bits |= said.country
    }
    if (channel !== none && !(before & said.channel)) {
      columns.channel[order] = channel
      bits |= said.channel
    }
    if (status !== none && !(before & said.status)) {
      columns.status[order] = status
      bits |= said.status
      const voided = Number(line.voided ?? columns.voided[order])
      if (!isNew && voided !== columns.voided[order]) this.revisions.set(order, { lines: this.lines.count, voided })
      columns.voided[order] = voided
    }
    columns.said[order] = bits
    return columns.voided[order] === 1
  }

  private meetProduct(product: number, name: number, category: number): void {
    const { article } = this
    const isNew = product === article.count
    if (isNew) article.grow()
    const { name: names, category: categories, seen } = article.at
    if (isNew) {
      names[product] = none
      categories[product] = none
      seen[product] = moments.never
    }
    if (names[product] === none) names[product] = name
    if (categories[product] === none) categories[product] = category
    if (name !== none || category !== none) seen[product] = 0
  }

  private writeCustomer(to: TreeWriter, i: number, sourceId: number): void {
    const { customers, texts } = this
    const { name, email, country, seen } = this.person.at
    to.text(customers.texts.bytes, customers.start(i), customers.end(i))
    writeText(to, texts, name[i] as number)
    writeText(to, texts, email[i] as number)
    writeText(to, texts, country[i] as number)
    to.int(seen[i] as number)
    to.int(sourceId)
  }

  private writeProduct(to: TreeWriter, i: number, sourceId: number): void {
    const { products, texts } = this
    const { name, category, seen } = this.article.at
    to.text(products.texts.bytes, products.start(i), products.end(i))
    writeText(to, texts, name[i] as number)
    writeText(to, texts, category[i] as number)
    to.int(seen[i] as number)
    to.int(sourceId)
  }
}

const momentOf = (at: number): number => (Number.isNaN(at) ? moments.undated : at)

export function writeText(to: TreeWriter, texts: ByteDictionary, code: number): void {
  if (code === none) to.none()
  else to.text(texts.bytes, texts.start(code), texts.end(code))
}
