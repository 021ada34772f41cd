import type { OrderField } from '../../../shared/model/import.ts'
import { type CodedTable, partRows, release, rowAt } from '../import/coded/coded-table.ts'
import { currencyCode } from '../import/conversion/currency.ts'
import { isCancelNumber, RowConverter, type SaidOfOrder } from '../import/conversion/row-converter.ts'
import type { ConversionRules, OrderRow, RejectedDraft } from '../import/types.ts'
import { letGo } from '../let-go.ts'
import { CodedAmounts, type LineAmount } from './coded-amounts.ts'
import { DateField, ExtraField, KeyField, NumberField, none, odd, PriceField, TextField, unknown } from './coded-fields.ts'
import { extraOfRow } from './first-lines.ts'
import type { FirstLine, FirstOrders } from './first-orders.ts'
import { articleContent } from './store-content.ts'

const textFields = ['customerName', 'customerEmail', 'productName', 'category', 'country', 'channel', 'status'] as const
/** Fields that are read here. */
const read: ReadonlySet<string> = new Set<OrderField>([
  ...(['order', 'orderedAt', 'customer', 'product', 'quantity', 'unitPrice', 'lineTotal', 'currency'] as const),
  ...textFields
])
type Fields = NonNullable<ReturnType<CodedOrders['fieldsOf']>>

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
  /** Null: rows are of a form that only the usual conversion reads. */
  private fields: Fields | null
  private readonly attributes: ExtraField[]
  /** Columns of attributes, which are told when lines are written. */
  private readonly kept: ReadonlySet<number>
  /** What was bought, as the content of a line says it: by code of the product, or of its name. */
  private readonly articles: string[] = []
  private readonly named: string[] = []
  private readonly amounts: CodedAmounts | null
  /** Warnings of which more came than were told of yet. */
  private readonly more = new Map<string, number>()
  /** Of these mostly all rows. */
  private zoned = 0
  /** The last row that dates its order. */
  private datedRow: number = none
  /** Parts of rows that are gone. */
  private forgotten = 0

  constructor(rules: ConversionRules, table: CodedTable, to: FirstOrders, takeRow: (row: OrderRow) => RejectedDraft | null) {
    super(rules)
    this.table = table
    this.to = to
    this.takeRow = takeRow
    const marks = { missing: this.missing, longest: this.longestMark }
    this.attributes = this.extras.flatMap((index) => {
      const column = table.columns[index]
      return column === undefined ? [] : [new ExtraField(column, index, marks, rules.headers[index] ?? '')]
    })
    this.kept = new Set(this.attributes.map(({ index }) => index))
    const fields = this.fieldsOf()
    this.fields = fields
    this.amounts = fields && new CodedAmounts(fields)
  }

  private fieldsOf() {
    const { rules, table, to, extras, inherits } = this
    const { fields, constants = {}, repeated = {}, notTaken = [] } = rules
    const marks = { missing: this.missing, longest: this.longestMark }
    const make = <F>(name: OrderField, how: (column: CodedTable['columns'][number], index: number) => F): F | null => {
      const index = fields[name]
      const column = index === undefined ? undefined : table.columns[index]
      return index === undefined || column === undefined ? null : how(column, index)
    }
    const key = (name: 'order' | 'customer' | 'product') =>
      make(name, (column, i) => new KeyField(column, i, marks, to[`${name}s`], this.strip.has(i)))
    const text = (name: OrderField, keep = (said: string): number => to.texts.addText(said)) =>
      make(name, (column, i) => new TextField(column, i, marks, keep))
    const sign = (name: OrderField) => rules.decimal[name] ?? '.'
    const order = key('order')
    const total = make('lineTotal', (column, i) => new NumberField(column, i, marks, sign('lineTotal'), true))
    const price = make('unitPrice', (column, i) => new PriceField(column, i, marks, sign('unitPrice'), total === null))
    const dateOrder = rules.dateOrders?.orderedAt ?? rules.dateOrder
    const date = make('orderedAt', (column, i) => new DateField(column, i, marks, dateOrder))
    const isUsual =
      fields.discount === undefined &&
      rules.discountBeside === undefined &&
      rules.totalOnce !== true &&
      notTaken.length === 0 &&
      Object.keys(repeated).length === 0 &&
      Object.keys(fields).every((name) => read.has(name)) &&
      Object.keys(constants).every((name) => name === 'currency') &&
      // Such names would stand first among the attributes of a row, or not at all.
      (extras.length === 0 || (!inherits && extras.every((index) => !/^\d+$/.test(rules.headers[index] ?? ''))))
    if (!isUsual || order === null || date === null || (price === null && total === null)) return null
    return {
      order,
      date,
      price,
      total,
      customer: key('customer'),
      product: key('product'),
      quantity: make('quantity', (column, i) => new NumberField(column, i, marks, sign('quantity'), false)),
      customerName: text('customerName'),
      customerEmail: text('customerEmail'),
      productName: text('productName'),
      category: text('category'),
      country: text('country'),
      channel: text('channel'),
      // Of what was taken back more is to be told.
      status: text('status', (said) => (this.isTakenBack(said) ? odd : to.texts.addText(said))),
      currency: text('currency', (said) => {
        const code = currencyCode(said)
        return code === '' ? odd : to.texts.addText(code)
      }),
      usualCurrency: this.headerCurrency === '' ? none : to.texts.addText(this.headerCurrency)
    }
  }

  /** Takes in the rows from `from` up to `to`; answers those that are rejected, in their order. */
  take(from: number, to: number): RejectedDraft[] {
    const rejected: RejectedDraft[] = []
    for (let row = from; row < to; row++) {
      if (this.takeCoded(row)) continue
      const { fields, datedRow } = this
      if (fields !== null && datedRow !== none)
        this.dated = { order: this.orderAt(datedRow), at: this.date(this.dateAt(datedRow), 'orderedAt') }
      this.datedRow = none
      const converted = this.convert(rowAt(this.table, row), this.lineOf(row))
      const refused = 'code' in converted ? converted : this.takeRow(converted)
      if (refused !== null) rejected.push(refused)
    }
    this.forgetUpTo(to)
    return rejected
  }

  /** Lets go of rows that are not asked for any more: of the last one the date may be, and of attributes all. */
  private forgetUpTo(row: number): void {
    const done = Math.floor((row - 1) / partRows)
    for (const [i, { parts }] of this.table.columns.entries()) {
      if (!this.kept.has(i)) for (const part of parts.slice(this.forgotten, done)) letGo(part)
    }
    this.forgotten = Math.max(this.forgotten, done)
  }

  /** To be called once, after the last row: brings the warnings up to date. Only attributes can be asked for from then on. */
  finish(): void {
    if (this.zoned > 0) this.more.set('import.zoneDropped', this.zoned - 1)
    for (const [code, count] of this.more) this.tally.add(code, () => '', count)
    this.more.clear()
    this.fields = null
    const { orders, customers, products } = this.to
    const known = new Set([orders, customers, products].map(({ texts }) => texts))
    for (const [i, column] of this.table.columns.entries()) {
      if (this.kept.has(i)) continue
      const { texts } = column
      release(column)
      if (!known.has(texts)) texts.release()
    }
  }

  /** The attributes of a row as JSON. */
  extraOf(row: number): string {
    let text = ''
    for (const field of this.attributes) {
      if (field.at(row) === 0) text += `${text === '' ? '{' : ','}${field.fragment(row)}`
    }
    return `${text}}`
  }

  protected override saidOf(order: string): SaidOfOrder | undefined {
    const known = this.to.orders.find(order)
    return known < 0 ? undefined : this.to.said(known)
  }

  /** It is all there. */
  protected override remember(): void {}

  private lineOf(row: number): number {
    return this.table.line + 1 + row
  }

  private orderAt(row: number): string {
    const { fields } = this
    return fields === null ? '' : fields.order.textOf(fields.order.codeAt(row))
  }

  private dateAt(row: number): string {
    const { fields } = this
    return fields === null ? '' : fields.date.cell(fields.date.codeAt(row)).trim()
  }

  /** False: the row is one for the usual conversion, and nothing of it was taken in. */
  private takeCoded(row: number): boolean {
    const { fields, to, line } = this
    if (fields === null) return false
    const { order, date, customer, product } = fields
    const orderCode = order.codeAt(row)
    const orderOf = order.of(orderCode)
    const dateCode = date.codeAt(row)
    const at = date.of(dateCode)
    if (orderOf === odd || orderOf === none || Number.isNaN(at)) return false
    const customerCode = customer === null ? none : customer.codeAt(row)
    const customerOf = customer === null ? none : customer.of(customerCode)
    const productCode = product === null ? none : product.codeAt(row)
    const productOf = product === null ? none : product.of(productCode)
    if (customerOf === odd || productOf === odd || !this.takeTexts(row)) return false

    const amount = this.amounts?.at(row) ?? null
    if (amount === null) return false

    // An order that is there: the row may contradict it.
    if (orderOf >= 0 && to.conflict(orderOf, customerOf < 0 ? none : customerOf, line.currency, customerOf !== none) !== null) return false
    const isCancelled = this.rules.cancelByNumber && isCancelNumber(this.orderAt(row))
    if (customer?.isStripped(customerCode)) this.noteStripped(customer, customerCode)
    if (order.isStripped(orderCode)) this.noteStripped(order, orderCode)
    const names = customerOf !== none ? 'customer' : orderOf >= 0 && to.said(orderOf).named ? 'none' : 'nobody'
    if (names !== 'customer' || isCancelled || amount.isNegative || amount.price <= 0) this.note(row, names, isCancelled, amount)
    if (date.isZoned(dateCode) && this.zoned++ === 0) this.count('import.zoneDropped', () => this.dateAt(row))
    if (product?.isStripped(productCode)) this.noteStripped(product, productCode)
    this.datedRow = row
    line.order = orderOf === unknown ? order.make(orderCode) : orderOf
    line.customer = customerOf === unknown && customer !== null ? customer.make(customerCode) : customerOf
    line.product =
      productOf === unknown && product !== null
        ? product.make(productCode)
        : productOf === none && line.productName !== none
          ? to.products.makeOf(to.texts.text(line.productName))
          : productOf
    line.at = at
    line.voided = line.status === none ? null : false
    line.kind = isCancelled ? 2 : amount.isNegative ? 1 : 0
    line.quantity = amount.quantity
    line.unitPrice = amount.unitPrice
    line.amount = amount.amount
    line.decimals = amount.decimals
    const article = product !== null && productOf !== none ? this.articleOf(product, productCode) : this.namedArticle(line.productName)
    to.lines.hashes.add(at, amount.content, article)
    to.add(line, this.lineOf(row))
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
    at: 0.5,
    voided: null,
    kind: 0,
    quantity: 0.5,
    unitPrice: 0.5,
    amount: 0.5,
    decimals: 0,
    extra: 0
  }

  /** Fills in what is kept as text; false if something is odd. */
  private takeTexts(row: number): boolean {
    const { line, fields } = this
    if (fields === null) return false
    line.customerName = fields.customerName?.at(row) ?? none
    line.customerEmail = fields.customerEmail?.at(row) ?? none
    line.productName = fields.productName?.at(row) ?? none
    line.category = fields.category?.at(row) ?? none
    line.country = fields.country?.at(row) ?? none
    line.channel = fields.channel?.at(row) ?? none
    line.status = fields.status?.at(row) ?? none
    const currency = fields.currency?.at(row) ?? none
    line.currency = currency === none ? fields.usualCurrency : currency
    let hasExtra = none
    for (const field of this.attributes) {
      const state = field.at(row)
      if (state === odd) return false
      if (state === 0) hasExtra = 0
    }
    line.extra = hasExtra === none ? none : extraOfRow(row)
    return (
      line.customerName !== odd &&
      line.customerEmail !== odd &&
      line.productName !== odd &&
      line.category !== odd &&
      line.country !== odd &&
      line.channel !== odd &&
      line.status !== odd &&
      line.currency !== odd
    )
  }

  private noteStripped(field: KeyField, code: number): void {
    this.count('import.pointZero', () => `${field.cell(code).trim()} → ${field.textOf(code)}`)
  }

  /** In the order in which the usual conversion notices. */
  private note(row: number, names: 'customer' | 'none' | 'nobody', isCancelled: boolean, { isNegative, price }: LineAmount): void {
    const example = () => `${this.orderAt(row)}, line ${this.lineOf(row)}`
    if (names !== 'customer') this.count(names === 'none' ? 'import.customerInherited' : 'import.anonymous', example)
    if (isCancelled) this.count('import.cancellations', example)
    else if (isNegative) this.count('import.returns', example)
    if (price < 0) this.count('import.negativePrice', example)
    if (price === 0) this.count('import.zeroPrice', example)
  }

  private count(code: string, example: () => string): void {
    const known = this.more.get(code)
    if (known !== undefined) {
      this.more.set(code, known + 1)
      return
    }
    this.tally.add(code, example)
    this.more.set(code, 0)
  }

  private articleOf(product: KeyField, code: number): string {
    const known = this.articles[code]
    if (known !== undefined) return known
    const article = articleContent(product.textOf(code), null)
    this.articles[code] = article
    return article
  }

  private namedArticle(name: number): string {
    const known = this.named[name + 1]
    if (known !== undefined) return known
    const article = articleContent(null, name === none ? null : this.to.texts.text(name))
    this.named[name + 1] = article
    return article
  }
}
