import { importing } from '../../../../shared/messages/en/importing.ts'
import type { OrderField } from '../../../../shared/model/import.ts'
import type { ConversionRules, OrderRow, RejectedDraft, Scaled } from '../types.ts'
import { currencyOf, currencySign, type Exact, mayMean, parseDecimal, toNumber, toText } from '../values/number.ts'
import { parsePercent } from '../values/percent.ts'
import { CellReader } from './cell-reader.ts'
import { chosenUnless, currencyCode } from './currency.ts'
import { type DiscountShare, parseShare, readTotal, sameAmount } from './discount.ts'
import { type Money, minus, times, toMoney } from './money.ts'
import { Rejection } from './rejection.ts'
import { saysNotPaid, saysTakenBack } from './status.ts'

const one: Exact = { units: 1, decimals: 0 }
const nothing: Exact = { units: 0, decimals: 0 }
/** Orders that are remembered, the newest: further apart no export has the lines of one. */
const mostRemembered = 1 << 16

/** What the rows of a file have said of an order. */
export interface SaidOfOrder {
  /** The earliest of its moments; NaN: none. */
  at: number
  /** Whether some row names a customer. */
  named: boolean
}

/**
 * Turns the rows of one table into order rows. A cell that its column's rule cannot read rejects the row with the reason;
 * it never becomes "unknown". O(cells) a row.
 */
export class RowConverter extends CellReader {
  protected readonly headerCurrency: string
  /** The currency that was chosen for rows that name none; ''. */
  private readonly chosenCurrency: string
  /** The order that was dated last. */
  protected dated = { order: '', at: 0 }
  /** The tills of the number that was read last. */
  private tilled: { number: string; tills: (string | null)[] } = { number: '', tills: [] }
  private readonly said = new Map<string, SaidOfOrder>()
  /** Sums by column. */
  private readonly notTaken = new Map<number, Exact>()
  /** By column, the order and the cell that were added last: what the next line of the order repeats is the order's, and said once. */
  private readonly addedLast = new Map<number, string>()
  /** Orders whose total is counted, as it is written, where lines repeat it. */
  private readonly counted = new Map<string, string>()
  private readonly takenBack = new Map<string, boolean>()

  constructor(rules: ConversionRules) {
    super(rules)
    const [total, price] = [this.headerOf('lineTotal') ?? '', this.headerOf('unitPrice') ?? '']
    this.chosenCurrency = currencyCode(rules.constants?.currency ?? '')
    this.headerCurrency = currencyOf(total) || currencyOf(price) || this.meantBy(currencySign(total) || currencySign(price))
  }

  /** `line` is where the row stands in its file. */
  convert(cells: string[], line: number): OrderRow | RejectedDraft {
    try {
      return this.orderRow(cells, line)
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      const { code, column, value } = error
      return { line, column, value, code, raw: cells }
    }
  }

  private orderRow(cells: string[], line: number): OrderRow {
    // Everything that can reject the row comes first, so that only rows that are stored are counted in the tally.
    this.begin(cells)
    const at = this.moment(cells)
    const quantity = this.number(cells, 'quantity')
    const price = this.number(cells, 'unitPrice')
    const number = this.id(cells, 'order')
    const order = number === null ? null : this.orderOf(number, cells, at)
    const isCounted = this.rules.totalOnce === true && this.isCounted(cells, order)
    const amount = this.money(isCounted ? nothing : this.amount(cells, quantity, price), cells)
    const unitPrice = price === null ? null : this.money(price, cells)
    const customer = this.id(cells, 'customer')
    const orderLine = this.id(cells, 'orderLine')
    const currency = this.currency(cells)
    const status = this.text(cells, 'status')
    const voided = status === null ? null : this.isTakenBack(status)
    const cancelled = voided === true || (this.rules.cancelByNumber && number !== null && isCancelNumber(number))
    const negative = (quantity !== null && quantity.units < 0) || amount.units < 0
    const example = (): string => (order === null ? `line ${line}` : `${order}, line ${line}`)
    if (order !== number) {
      if (this.rules.numbersDaily === true) this.tally.add('import.numbersDaily', () => `${number}: ${order}`)
      if (this.rules.tills !== undefined)
        this.tally.add('import.numbersOfTills', () => importing.partOfNumbers(this.tillHeaders(), number ?? '', order ?? ''))
    }
    if (isCounted) this.tally.add('import.totalOnce', example)
    else if (this.rules.totalOnce === true) this.counted.set(order ?? '', this.cell(cells, 'lineTotal', true) ?? '')
    if (customer === null)
      this.tally.add(order !== null && this.saidOf(order)?.named ? 'import.customerInherited' : 'import.anonymous', example)
    if (voided === true) this.tally.add('import.voided', example)
    else if (cancelled) this.tally.add('import.cancellations', example)
    else if (negative) this.tally.add('import.returns', example)
    if (price !== null && price.units < 0) this.tally.add('import.negativePrice', example)
    if (price !== null && price.units === 0) this.tally.add('import.zeroPrice', example)
    if (at === null) this.tally.add('import.undated', example)
    else this.noteZone()
    const row: OrderRow = {
      line,
      customer,
      customerName: this.text(cells, 'customerName'),
      customerEmail: this.text(cells, 'customerEmail'),
      order,
      orderLine,
      at,
      kind: cancelled && voided !== true ? 'cancellation' : negative ? 'return' : 'sale',
      voided,
      product: this.id(cells, 'product'),
      productName: this.text(cells, 'productName'),
      category: this.text(cells, 'category'),
      quantity: quantity === null ? 1 : toNumber(quantity),
      unitPrice,
      amount,
      currency,
      country: this.text(cells, 'country'),
      channel: this.text(cells, 'channel'),
      status,
      extra: this.extra(cells),
      raw: cells
    }
    if (voided !== true) this.addNotTaken(cells)
    if (order !== null) this.remember(order, at, customer !== null)
    this.end()
    return row
  }

  /** Null only where no column holds dates: then an order number is there. */
  private moment(cells: string[]): number | null {
    const { orderedAt } = this.rules.fields
    const text = this.cell(cells, 'orderedAt', true)
    const number = this.cell(cells, 'order', true)
    const order = number === null ? null : this.atTill(number, cells)
    if (text !== null) {
      const at = this.date(text, 'orderedAt')
      if (order !== null) this.dated = { order, at }
      return at
    }
    // Shops that write one row a line often fill what belongs to the order on its first line alone.
    if (order !== null && order === this.dated.order) {
      this.tally.add('import.dateInherited', () => order)
      return this.dated.at
    }
    const known = order === null ? Number.NaN : (this.saidOf(order)?.at ?? Number.NaN)
    if (order !== null && !Number.isNaN(known)) {
      this.tally.add('import.dateInherited', () => order)
      return known
    }
    if (orderedAt !== undefined) return this.lacks('noDate', cells, 'orderedAt')
    if (order === null) return this.lacks('needed', cells, 'order')
    return null
  }

  /** The number with what it is a number of: `17` of till 2 on the 13th of January is `17 · 2 · 2024-01-13`. */
  private orderOf(number: string, cells: string[], at: number | null): string {
    const here = this.atTill(number, cells)
    return this.rules.numbersDaily === true && at !== null ? `${here} · ${new Date(at * 1_000).toISOString().slice(0, 10)}` : here
  }

  /** The number with its till; a line that names none is of the till of the line before it, if that is of the same number. */
  private atTill(number: string, cells: string[]): string {
    const { tills } = this.rules
    if (tills === undefined) return number
    const named = tills.map((column) => this.cellAt(cells, column, true))
    const before = this.tilled.number === number ? this.tilled.tills : []
    const here = named.map((till, i) => till ?? before[i] ?? null)
    this.tilled = { number, tills: here }
    return [number, ...here.filter((till) => till !== null)].join(' · ')
  }

  private tillHeaders(): string[] {
    return (this.rules.tills ?? []).map((column) => this.rules.headers[column] ?? '')
  }

  /** What rows before said of an order; undefined: nothing, or too long ago. */
  protected saidOf(order: string): SaidOfOrder | undefined {
    return this.said.get(order)
  }

  /** To be called for each row that is kept. */
  protected remember(order: string, at: number | null, named: boolean): void {
    const known = this.said.get(order)
    if (known === undefined) {
      const [oldest] = this.said.size < mostRemembered ? [] : this.said.keys()
      if (oldest !== undefined) this.said.delete(oldest)
      this.said.set(order, { at: at ?? Number.NaN, named })
      return
    }
    if (at !== null && !(known.at <= at)) known.at = at
    known.named ||= named
  }

  private number(cells: string[], field: OrderField): Exact | null {
    const text = this.cell(cells, field, true)
    if (text === null) return null
    const exact = parseDecimal(text, this.rules.decimal[field] ?? '.')
    if (exact === null) throw new Rejection('notANumber', this.headerOf(field), text)
    return exact
  }

  /** The file's own amount, else quantity × unit price less discount. */
  private amount(cells: string[], quantity: Exact | null, price: Exact | null): Exact {
    const total = this.number(cells, 'lineTotal')
    const { discountShare } = this.rules
    const share = discountShare === undefined ? null : this.share(cells, discountShare)
    const discount = share ?? (discountShare === undefined ? this.number(cells, 'discount') : null) ?? nothing
    if (total !== null) {
      if (price !== null && quantity !== null) this.compare(toNumber(times(quantity, price)), cells, toNumber(discount), toNumber(total))
      return total
    }
    const product = price === null ? null : times(quantity ?? one, price)
    const computed = product === null ? null : share === null ? minusUnlessZero(product, discount) : this.lowered(product, share)
    if (computed !== null && (quantity !== null || this.rules.fields.quantity === undefined)) return computed
    const { fields } = this.rules
    const lacking =
      price === null && fields.unitPrice !== undefined
        ? 'unitPrice'
        : fields.quantity !== undefined && quantity === null
          ? 'quantity'
          : 'lineTotal'
    return this.lacks('noAmount', cells, lacking)
  }

  /** Whether an earlier line of the order brought the total that this one repeats, or leaves blank. */
  private isCounted(cells: string[], order: string | null): boolean {
    const before = order === null ? undefined : this.counted.get(order)
    const total = this.cell(cells, 'lineTotal', true)
    return before !== undefined && (total === null || total === before)
  }

  private share(cells: string[], how: DiscountShare): Exact | null {
    const text = this.cell(cells, 'discount', true)
    if (text === null) return null
    const share = parseShare(text, how, this.rules.decimal.discount ?? '.')
    if (share === null) throw new Rejection('notAShare', this.headerOf('discount'), text)
    return share
  }

  private lowered(product: Exact, share: Exact): Exact {
    if (share.units === 0) return product
    const amount = times(product, minus(one, share))
    this.tally.add('import.discountTaken', () => importing.discountTakenOff(toNumber(product), toNumber(share), toNumber(amount)))
    return amount
  }

  /** Holds the file's amount against quantity × price and the discount, if there is one. */
  private compare(product: number, cells: string[], mapped: number, total: number): void {
    const discount = mapped === 0 ? this.discountBeside(cells) : mapped
    const reads = readTotal(product, discount, total)
    if (reads === 'before') this.tally.add('import.totalBeforeDiscount', () => `${total}, ${discount}`)
    else if (reads === null && Math.abs(product - total) > sameAmount) {
      this.tally.add('import.totalDiffers', () => `${product}${discount === 0 ? '' : ` − ${discount}`} ≠ ${total}`)
    }
  }

  /** 0 if there is none, or none that can be read: it only explains an amount that stands by itself. */
  private discountBeside(cells: string[]): number {
    const { discountBeside } = this.rules
    if (discountBeside === undefined) return 0
    const exact = parsePercent((cells[discountBeside.column] ?? '').trim(), discountBeside.decimal)
    return exact === null ? 0 : toNumber(exact)
  }

  private money(exact: Exact, cells: string[]): Scaled {
    const money: Money = toMoney(exact)
    if (typeof money !== 'string') {
      if (money.rounded) this.tally.add('import.rounded', () => String(toNumber(exact)))
      return money.value
    }
    const field = this.rules.fields.lineTotal === undefined ? 'unitPrice' : 'lineTotal'
    throw new Rejection(money, this.headerOf(field), this.cell(cells, field, true))
  }

  /** Adds up what concerns a whole order and is not in its lines. */
  private addNotTaken(cells: string[]): void {
    const { notTaken = [], headers, decimal } = this.rules
    let isMore = false
    for (const index of notTaken) {
      const exact = parseDecimal((cells[index] ?? '').trim(), decimal.unitPrice ?? decimal.lineTotal ?? '.')
      if (exact === null || Number(exact.units) === 0) continue
      const order = this.cell(cells, 'order', true)
      const said = `${order}\n${cells[index]}`
      if (order !== null && this.addedLast.get(index) === said) continue
      this.addedLast.set(index, said)
      const sum = this.notTaken.get(index) ?? nothing
      this.notTaken.set(index, minus(sum, { units: -exact.units, decimals: exact.decimals }))
      isMore = true
    }
    const said = () => [...this.notTaken].map(([index, sum]) => importing.sumOf(headers[index] ?? '', toText(sum))).join(', ')
    if (isMore) this.tally.grow('import.notTaken', said)
  }

  private text(cells: string[], field: OrderField): string | null {
    return this.cell(cells, field, false)
  }

  /** What the row says itself, else what the header says; '' if neither names one, whatever was chosen for such rows. */
  private currency(cells: string[]): string {
    const { fields } = this.rules
    const named = fields.currency === undefined ? null : this.text(cells, 'currency')
    const amount = cells[fields.lineTotal ?? fields.unitPrice ?? -1] ?? ''
    const sign = hasMark(amount) ? currencySign(amount) : ''
    if (named === null) return (sign !== '' && currencyOf(amount)) || this.headerCurrency || this.meantBy(sign)
    const code = currencyCode(named)
    if (code === '' && currencySign(named) === '') throw new Rejection('notACurrency', this.headerOf('currency'), named)
    if (code !== '' && sign !== '' && !mayMean(sign, code)) this.tally.add('import.currencyContradicted', () => `${amount}, ${named}`)
    return code || this.meantBy(currencySign(named))
  }

  /** What a sign that several currencies share means where somebody chose a currency. */
  private meantBy(sign: string): string {
    return sign === '' ? '' : chosenUnless(sign, this.chosenCurrency)
  }

  protected isTakenBack(status: string): boolean {
    let known = this.takenBack.get(status)
    if (known === undefined) {
      known = saysTakenBack(status) || saysNotPaid(status)
      if (this.takenBack.size < 1000) this.takenBack.set(status, known)
    }
    return known
  }
}

function minusUnlessZero(amount: Exact, discount: Exact): Exact {
  return discount.units === 0 ? amount : minus(amount, discount)
}

/** Whether something beside a number stands in a cell, such as a currency. */
export const hasMark = (amount: string): boolean => /[^\d.,+\-\s]/.test(amount)

/** C and digits. */
export function isCancelNumber(order: string): boolean {
  const first = order.charCodeAt(0)
  return (first === 67 || first === 99) && /^[Cc]\d+$/.test(order)
}
