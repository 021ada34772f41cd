import type { OrderField } from '../../../shared/model/import.ts'
import type { ByteDictionary } from '../byte-dictionary.ts'
import { type CodedColumn, type CodedTable, cellAt, partRows, rowAt } from '../import/coded/coded-table.ts'
import { currencyCode } from '../import/conversion/currency.ts'
import { sameAmount } from '../import/conversion/discount.ts'
import { times, toMoney } from '../import/conversion/money.ts'
import { hasMark, isCancelNumber, RowConverter } from '../import/conversion/row-converter.ts'
import type { ConversionRules, OrderRow, RejectedDraft, Scaled } from '../import/types.ts'
import { lastZone, parseDate } from '../import/values/date.ts'
import { isAmbiguousMark } from '../import/values/missing.ts'
import { isCounted } from '../import/values/moment-number.ts'
import { type Exact, parseDecimal, toNumber } from '../import/values/number.ts'
import { isSpreadsheetError } from '../import/values/spreadsheet-error.ts'
import { extraOfRow } from './first-lines.ts'
import type { FirstLine, FirstOrders } from './first-orders.ts'
import { articleContent, canonical, hashOf } from './store-content.ts'
import { moneyOf } from './store-order-lines.ts'

/** What a text is in its column; a number from 0 on is that of a dictionary. */
const none = -1
const unknown = -2
/** Only the usual conversion of the whole row tells. */
const odd = -3

/** Fields that are read here. */
const read: ReadonlySet<string> = new Set<OrderField>([
  ...(['order', 'orderedAt', 'customer', 'customerName', 'customerEmail', 'product', 'productName', 'category'] as const),
  ...(['quantity', 'unitPrice', 'lineTotal', 'currency', 'country', 'channel', 'status'] as const)
])

const one: Exact = { units: 1, decimals: 0 }
const hashSign = 35
const lastAscii = 127

/** One column, with what its texts are as a field. */
interface Field {
  column: CodedColumn
  index: number
  /** By code. */
  known: Int32Array
}

interface NumberField extends Field {
  values: Exact[]
}

interface PriceField extends NumberField {
  money: Scaled[]
  content: string[]
}

/**
 * Converts the rows of a table of which each different text of a column is there once, and gives them to `FirstOrders`: each text is
 * looked at once, with the functions that look at cells. A row with a cell that is rejected, or of which something rare is to be
 * told, is converted as `RowConverter` does it; so rows, reasons and warnings are those.
 */
export class CodedOrders extends RowConverter {
  private readonly table: CodedTable
  private readonly to: FirstOrders
  /** Takes in a row that was converted the usual way; answers why it cannot. */
  private readonly takeRow: (row: OrderRow) => RejectedDraft | null
  /** Rows are of a form that only the usual conversion reads. */
  private readonly isUnusual: boolean

  private readonly order: Field | null
  private readonly customer: Field | null
  private readonly product: Field | null
  private readonly texts: Record<
    'customerName' | 'customerEmail' | 'productName' | 'category' | 'country' | 'channel' | 'status',
    Field | null
  >
  private readonly currencies: Field | null
  private readonly quantity: NumberField | null
  private readonly price: PriceField | null
  private readonly total: NumberField | null
  private readonly dates: (Field & { moments: number[]; zoned: boolean[] }) | null
  private readonly others: Field[]
  private readonly fragments: string[][]
  /** What articles are in the content of a line: by code of product, or of its name. */
  private readonly articles: string[] = []
  private readonly named: string[] = []
  private readonly cancels: boolean[] = []
  private readonly currencyOfHeader: number
  /** Warnings of which more came than were told of yet. */
  private readonly more = new Map<string, number>()
  /** The last row that dates its order. */
  private datedRow = none

  constructor(rules: ConversionRules, table: CodedTable, to: FirstOrders, takeRow: (row: OrderRow) => RejectedDraft | null) {
    super(rules)
    this.table = table
    this.to = to
    this.takeRow = takeRow
    const { fields } = rules
    const field = (name: OrderField): Field | null => {
      const index = fields[name]
      const column = index === undefined ? undefined : table.columns[index]
      return index === undefined || column === undefined ? null : fieldOf(column, index)
    }
    this.order = field('order')
    this.customer = field('customer')
    this.product = field('product')
    const names = ['customerName', 'customerEmail', 'productName', 'category', 'country', 'channel', 'status'] as const
    this.texts = Object.fromEntries(names.map((name) => [name, field(name)])) as typeof this.texts
    this.currencies = field('currency')
    const number = (name: OrderField): NumberField | null => {
      const found = field(name)
      return found && { ...found, values: [] }
    }
    this.quantity = number('quantity')
    this.total = number('lineTotal')
    const price = number('unitPrice')
    this.price = price && { ...price, money: [], content: [] }
    const date = field('orderedAt')
    this.dates = date && { ...date, moments: [], zoned: [] }
    this.others = this.extras.map((index) => fieldOf(table.columns[index] as CodedColumn, index))
    this.fragments = this.others.map(() => [])
    const { constants = {}, repeated = {}, notTaken = [] } = rules
    const isConstant = fields.currency === undefined && constants.currency !== undefined
    const currency = isConstant ? currencyCode(constants.currency ?? '') : this.headerCurrency
    this.currencyOfHeader = currency === '' ? none : to.texts.addText(currency)
    this.isUnusual =
      this.order === null ||
      this.dates === null ||
      (this.price === null && this.total === null) ||
      fields.discount !== undefined ||
      rules.discountBeside !== undefined ||
      notTaken.length > 0 ||
      Object.keys(repeated).length > 0 ||
      Object.keys(fields).some((name) => !read.has(name)) ||
      Object.keys(constants).some((name) => name !== 'currency') ||
      (isConstant && currency === '') ||
      // Such names would stand first among the attributes of a row, or not at all.
      (this.others.length > 0 && (this.inherits || this.others.some(({ index }) => /^\d+$/.test(rules.headers[index] ?? ''))))
  }

  /** Takes in the rows from `from` up to `to`; answers those that are rejected, in their order. */
  take(from: number, to: number): RejectedDraft[] {
    const rejected: RejectedDraft[] = []
    for (let row = from; row < to; row++) {
      if (!this.isUnusual && this.takeCoded(row)) continue
      const cells = rowAt(this.table, row)
      if (this.datedRow !== none)
        this.dated = { order: this.orderAt(this.datedRow), at: this.date(this.dateAt(this.datedRow), 'orderedAt') }
      this.datedRow = none
      const converted = this.convert(cells, this.lineOf(row))
      const refused = 'code' in converted ? converted : this.takeRow(converted)
      if (refused !== null) rejected.push(refused)
    }
    return rejected
  }

  /** To be called once, after the last row: brings the warnings up to date. */
  finish(): void {
    for (const [code, count] of this.more) this.tally.add(code, () => '', count)
    this.more.clear()
  }

  /** The attributes of a row as JSON. */
  extraOf(row: number): string {
    let text = ''
    for (let i = 0; i < this.others.length; i++) {
      const { column, known } = this.others[i] as Field
      const code = codeAt(column, row)
      if (known[code] !== none) text += `${text === '' ? '{' : ','}${this.fragments[i]?.[code]}`
    }
    return `${text}}`
  }

  private lineOf(row: number): number {
    return this.table.line + 1 + row
  }

  private orderAt(row: number): string {
    return cellAt(this.table, row, this.order?.index ?? 0).trim()
  }

  private dateAt(row: number): string {
    return cellAt(this.table, row, this.dates?.index ?? 0).trim()
  }

  /** False: the row is one for the usual conversion, and nothing of it was taken in. */
  private takeCoded(row: number): boolean {
    const { to, order, dates: date, price, total, quantity } = this
    if (order === null || date === null) return false
    const orderCode = codeAt(order.column, row)
    const orderKnown = this.idState(order, orderCode)
    const dateCode = codeAt(date.column, row)
    if (orderKnown < unknown || orderKnown === none || this.dateState(dateCode) !== 0) return false
    const { customer, product } = this
    const customerCode = customer === null ? none : codeAt(customer.column, row)
    const customerKnown = customer === null ? none : this.idState(customer, customerCode)
    const productCode = product === null ? none : codeAt(product.column, row)
    const productKnown = product === null ? none : this.idState(product, productCode)
    if (customerKnown === odd || productKnown === odd) return false
    const customerName = this.textAt(this.texts.customerName, row)
    const customerEmail = this.textAt(this.texts.customerEmail, row)
    const productName = this.textAt(this.texts.productName, row)
    const category = this.textAt(this.texts.category, row)
    const country = this.textAt(this.texts.country, row)
    const channel = this.textAt(this.texts.channel, row)
    const status = this.statusAt(row)
    const currency = this.currencyAt(row)
    if (customerName === odd || customerEmail === odd || productName === odd || category === odd) return false
    if (country === odd || channel === odd || status === odd || currency === odd) return false
    const hasExtra = this.extraState(row)
    if (hasExtra === odd) return false

    const quantityCode = quantity === null ? none : codeAt(quantity.column, row)
    const quantityState = quantity === null ? none : this.numberState(quantity, quantityCode, 'quantity')
    const priceCode = price === null ? none : codeAt(price.column, row)
    const priceState = price === null ? none : this.priceState(price, priceCode)
    const totalCode = total === null ? none : codeAt(total.column, row)
    const totalState = total === null ? none : this.numberState(total, totalCode, 'lineTotal')
    if (quantityState === odd || priceState === odd || totalState === odd) return false
    const count = quantityState === none ? null : (quantity?.values[quantityCode] as Exact)
    const each = priceState === none ? null : (price?.values[priceCode] as Exact)
    let exact: Exact
    if (totalState !== none) {
      exact = total?.values[totalCode] as Exact
      if (each !== null && count !== null && Math.abs(toNumber(times(count, each)) - toNumber(exact)) > sameAmount) return false
    } else {
      if (each === null || (count === null && quantity !== null)) return false
      exact = times(count ?? one, each)
    }
    const money = toMoney(exact)
    if (typeof money === 'string' || money.rounded) return false
    const unitPrice = priceState === none ? null : (price?.money[priceCode] as Scaled)
    const amount = moneyOf({ amount: money.value, unitPrice })
    if (amount === null) return false

    const orderOf = orderKnown >= 0 ? orderKnown : this.idOf(order, orderCode, to.orders)
    const found = customerKnown === unknown && customer !== null ? this.findId(customer, customerCode, to.customers) : customerKnown
    if (to.conflict(orderOf, found, currency, customerKnown !== none) !== null) return false
    const customerOf = customerKnown === unknown && customer !== null ? this.idOf(customer, customerCode, to.customers) : customerKnown
    const productOf =
      productKnown === unknown && product !== null
        ? this.idOf(product, productCode, to.products)
        : productKnown === none && productName !== none
          ? to.products.addText(to.texts.text(productName))
          : productKnown

    const at = date.moments[dateCode] as number
    const number = count === null ? 1 : toNumber(count)
    const isCancelled = this.rules.cancelByNumber && this.isCancelled(orderCode)
    const isNegative = (count !== null && count.units < 0) || money.value.units < 0
    this.note(row, dateCode, customerKnown === none, isCancelled, isNegative, each)
    this.datedRow = row
    const article = product !== null && productKnown !== none ? this.articleAt(product, productCode) : this.namedArticle(productName)
    const { low, high } = hashOf(
      `${at}|${number}|${unitPrice === null ? '-' : price?.content[priceCode]}|${canonical(money.value)}|${article}`
    )
    const line = this.line
    line.order = orderOf
    line.customer = customerOf
    line.product = productOf
    line.customerName = customerName
    line.customerEmail = customerEmail
    line.productName = productName
    line.category = category
    line.currency = currency
    line.country = country
    line.channel = channel
    line.status = status
    line.at = at
    line.voided = status === none ? null : false
    line.kind = isCancelled ? 2 : isNegative ? 1 : 0
    line.quantity = number
    line.unitPrice = amount.unitPrice ?? Number.NaN
    line.amount = amount.amount
    line.decimals = amount.decimals
    line.extra = hasExtra === none ? none : extraOfRow(row)
    line.low = low
    line.high = high
    to.add(line)
    return true
  }

  /** The line that is taken in, filled anew each time. */
  private readonly line: FirstLine = {
    order: 0,
    customer: 0,
    product: 0,
    customerName: 0,
    customerEmail: 0,
    productName: 0,
    category: 0,
    currency: 0,
    country: 0,
    channel: 0,
    status: 0,
    at: 0,
    voided: null,
    kind: 0,
    quantity: 0.5,
    unitPrice: 0.5,
    amount: 0.5,
    decimals: 0,
    extra: 0,
    low: 0,
    high: 0
  }

  /** In the order in which the usual conversion notices. */
  private note(row: number, dateCode: number, isAnonymous: boolean, isCancelled: boolean, isNegative: boolean, price: Exact | null): void {
    if (isAnonymous) this.count('import.anonymous', row)
    if (isCancelled) this.count('import.cancellations', row)
    else if (isNegative) this.count('import.returns', row)
    if (price !== null && price.units < 0) this.count('import.negativePrice', row)
    if (price !== null && price.units === 0) this.count('import.zeroPrice', row)
    if (this.dates?.zoned[dateCode]) this.count('import.zoneDropped', row, this.dateAt(row))
  }

  private count(code: string, row: number, example?: string): void {
    const known = this.more.get(code)
    if (known !== undefined) {
      this.more.set(code, known + 1)
      return
    }
    this.tally.add(code, () => example ?? `${this.orderAt(row)}, line ${this.lineOf(row)}`)
    this.more.set(code, 0)
  }

  /** A text without blanks around it, or what it is else. */
  private state(text: string, typed: boolean): string | typeof none | typeof odd {
    const trimmed = text.trim()
    if (trimmed === '') return none
    if (trimmed.charCodeAt(0) === hashSign && isSpreadsheetError(trimmed)) return odd
    if (trimmed.length <= this.longestMark && this.missing.has(trimmed) && (typed || !isAmbiguousMark(trimmed))) return odd
    return trimmed
  }

  /** The number of what the text identifies, `unknown` as long as it has none, `none` or `odd`. */
  private idState(field: Field, code: number): number {
    const known = field.known[code] as number
    if (known !== untold) return known
    const { texts } = field.column
    let told = unknown
    if (!this.isPlain(texts, code) || this.strip.has(field.index)) {
      const text = this.state(texts.text(code), true)
      if (typeof text === 'number') told = text
      else if (this.strip.has(field.index) && /^\d+\.0$/.test(text)) told = odd
    }
    field.known[code] = told
    return told
  }

  /** Whether a text is for certain neither blank nor a mark, and has no blanks around it. */
  private isPlain(texts: ByteDictionary, code: number): boolean {
    const [start, end] = [texts.start(code), texts.end(code)]
    const first = texts.bytes[start] as number
    const last = texts.bytes[end - 1] as number
    // Marks are counted in signs, of which there are no more than bytes, and at least a fourth of them.
    return end - start > 4 * this.longestMark && isMark(first) && isMark(last) && first !== hashSign
  }

  private idOf(field: Field, code: number, ids: ByteDictionary): number {
    const { texts } = field.column
    const id = this.isPlain(texts, code) ? ids.add(texts.bytes, texts.start(code), texts.end(code)) : ids.addText(texts.text(code).trim())
    field.known[code] = id
    return id
  }

  private findId(field: Field, code: number, ids: ByteDictionary): number {
    const { texts } = field.column
    return this.isPlain(texts, code) ? ids.find(texts.bytes, texts.start(code), texts.end(code)) : ids.findText(texts.text(code).trim())
  }

  private textAt(field: Field | null, row: number): number {
    if (field === null) return none
    const code = codeAt(field.column, row)
    const known = field.known[code] as number
    if (known !== untold) return known
    const text = this.state(field.column.texts.text(code), false)
    const told = typeof text === 'number' ? text : this.to.texts.addText(text)
    field.known[code] = told
    return told
  }

  private statusAt(row: number): number {
    const { status } = this.texts
    if (status === null) return none
    const code = codeAt(status.column, row)
    if (status.known[code] === untold) {
      const text = this.state(status.column.texts.text(code), false)
      if (typeof text !== 'number' && this.isTakenBack(text)) status.known[code] = odd
    }
    return this.textAt(status, row)
  }

  /** Beside a number that names one itself, the usual conversion compares them. */
  private currencyAt(row: number): number {
    const amount = this.total ?? this.price
    if (amount !== null && this.isMarked(amount, row)) return odd
    const { currencies } = this
    if (currencies === null) return this.currencyOfHeader
    const code = codeAt(currencies.column, row)
    const known = currencies.known[code] as number
    if (known !== untold) return known
    const text = this.state(currencies.column.texts.text(code), false)
    const named = typeof text === 'number' ? '' : currencyCode(text)
    const told = text === none ? this.currencyOfHeader : text === odd || named === '' ? odd : this.to.texts.addText(named)
    currencies.known[code] = told
    return told
  }

  private isMarked(amount: NumberField, row: number): boolean {
    const code = codeAt(amount.column, row)
    // A marked number is odd; which ones are is told when they are read.
    this.numberState(amount, code, amount === this.total ? 'lineTotal' : 'unitPrice')
    return amount.known[code] === odd
  }

  private numberState(field: NumberField, code: number, name: OrderField): number {
    const known = field.known[code] as number
    if (known !== untold) return known
    const cell = field.column.texts.text(code)
    const text = this.state(cell, true)
    const exact = typeof text === 'number' ? null : parseDecimal(text, this.rules.decimal[name] ?? '.')
    const isBare = field !== (this.total ?? this.price) || !hasMark(cell)
    const told = text === none ? (isBare ? none : odd) : exact === null || !isBare ? odd : 0
    if (exact !== null) field.values[code] = exact
    field.known[code] = told
    return told
  }

  private priceState(field: PriceField, code: number): number {
    const told = this.numberState(field, code, 'unitPrice')
    if (told !== 0 || field.money[code] !== undefined) return told
    const money = toMoney(field.values[code] as Exact)
    if (typeof money === 'string' || money.rounded) {
      field.known[code] = odd
      return odd
    }
    field.money[code] = money.value
    field.content[code] = canonical(money.value)
    return told
  }

  private dateState(code: number): number {
    const { dates: date } = this
    if (date === null) return odd
    const known = date.known[code] as number
    if (known !== untold) return known
    const text = this.state(date.column.texts.text(code), true)
    const order = this.rules.dateOrders?.orderedAt ?? this.rules.dateOrder
    const at = typeof text === 'number' ? Number.NaN : parseDate(text, order)
    date.moments[code] = at
    date.zoned[code] = !isCounted(order) && lastZone() !== ''
    const told = Number.isNaN(at) ? odd : 0
    date.known[code] = told
    return told
  }

  private isCancelled(code: number): boolean {
    const known = this.cancels[code]
    if (known !== undefined) return known
    const told = isCancelNumber(this.order?.column.texts.text(code).trim() ?? '')
    this.cancels[code] = told
    return told
  }

  private articleAt({ column }: Field, code: number): string {
    const known = this.articles[code]
    if (known !== undefined) return known
    const told = articleContent(column.texts.text(code).trim(), null)
    this.articles[code] = told
    return told
  }

  private namedArticle(name: number): string {
    const known = this.named[name + 1]
    if (known !== undefined) return known
    const told = articleContent(null, name === none ? null : this.to.texts.text(name))
    this.named[name + 1] = told
    return told
  }

  /** `none`, `odd`, or 0 where the row has attributes. */
  private extraState(row: number): number {
    let all = none
    for (let i = 0; i < this.others.length; i++) {
      const { column, index, known } = this.others[i] as Field
      const code = codeAt(column, row)
      let told = known[code] as number
      if (told === untold) {
        const text = this.state(column.texts.text(code), false)
        told = typeof text === 'number' ? text : 0
        if (typeof text !== 'number') {
          const header = JSON.stringify(this.rules.headers[index] ?? '')
          ;(this.fragments[i] as string[])[code] = `${header}:${JSON.stringify(text)}`
        }
        known[code] = told
      }
      if (told === odd) return odd
      if (told === 0) all = 0
    }
    return all
  }
}

/** What a text is has not been told yet. */
const untold = -4

function fieldOf(column: CodedColumn, index: number): Field {
  return { column, index, known: new Int32Array(column.texts.size).fill(untold) }
}

function codeAt({ parts }: CodedColumn, row: number): number {
  return (parts[(row / partRows) | 0] as Int32Array)[row % partRows] as number
}

/** A visible ASCII sign. */
function isMark(byte: number): boolean {
  return byte > 32 && byte < lastAscii
}
