import type { OrderField } from '../../../../shared/model/import.ts'
import type { ConversionRules, OrderRow, RejectedDraft, Scaled } from '../types.ts'
import { dateForm, dateForms, parseDate } from '../values/date.ts'
import { isAmbiguousMark } from '../values/missing.ts'
import { currencyOf, type Exact, parseDecimal, toNumber } from '../values/number.ts'
import { currencyCode } from './currency.ts'
import { readTotal, sameAmount } from './discount.ts'
import { type Money, minus, times, toMoney } from './money.ts'
import { saysTakenBack } from './status.ts'
import { Tally } from './tally.ts'

/** Why a row is rejected. Thrown and caught within one conversion; never crosses the module. */
class Rejection {
  readonly code: string
  readonly column: string | null
  readonly value: string | null

  constructor(code: string, column: string | null, value: string | null) {
    this.code = `import.reject.${code}`
    this.column = column
    this.value = value
  }
}

const one: Exact = { units: 1, decimals: 0 }
const nothing: Exact = { units: 0, decimals: 0 }

/**
 * Turns the rows of one table into order rows. A cell that its column's rule cannot read rejects the row with the reason;
 * it never becomes "unknown". O(cells) a row.
 */
export class RowConverter {
  /** What was noticed so far. */
  readonly tally = new Tally()
  private readonly rules: ConversionRules
  private readonly missing: ReadonlySet<string>
  private readonly longestMark: number
  private readonly strip: ReadonlySet<number>
  private readonly extras: number[]
  private readonly headerCurrency: string
  /** Missing marks of the row that is being converted. */
  private readonly marks: string[] = []
  private readonly takenBack = new Map<string, boolean>()
  private lastDate = ''
  private lastAt = Number.NaN
  private lastZoned = false

  constructor(rules: ConversionRules) {
    this.rules = rules
    this.missing = new Set(rules.missing)
    this.longestMark = rules.missing.reduce((most, mark) => Math.max(most, mark.length), 0)
    this.strip = new Set(rules.stripPointZero)
    const used = new Set(Object.values(rules.fields))
    this.extras = rules.headers.flatMap((_, i) => (used.has(i) ? [] : [i]))
    this.headerCurrency = currencyOf(this.headerOf('lineTotal') ?? '') || currencyOf(this.headerOf('unitPrice') ?? '')
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
    this.marks.length = 0
    this.refuseSurplus(cells)
    const at = this.moment(cells)
    const quantity = this.number(cells, 'quantity')
    const price = this.number(cells, 'unitPrice')
    const amount = this.money(this.amount(cells, quantity, price), cells)
    const unitPrice = price === null ? null : this.money(price, cells)
    const customer = this.id(cells, 'customer')
    const order = this.id(cells, 'order')
    const status = this.text(cells, 'status')
    const voided = status === null ? null : this.isTakenBack(status)
    const cancelled = voided === true || (this.rules.cancelByNumber && order !== null && isCancelNumber(order))
    const negative = (quantity !== null && quantity.units < 0) || amount.units < 0
    const example = (): string => (order === null ? `line ${line}` : `${order}, line ${line}`)
    if (customer === null) this.tally.add('import.anonymous', example)
    if (voided === true) this.tally.add('import.voided', example)
    else if (cancelled) this.tally.add('import.cancellations', example)
    else if (negative) this.tally.add('import.returns', example)
    if (price !== null && price.units < 0) this.tally.add('import.negativePrice', example)
    if (price !== null && price.units === 0) this.tally.add('import.zeroPrice', example)
    if (this.lastZoned) this.tally.add('import.zoneDropped', () => this.lastDate)
    const row: OrderRow = {
      line,
      customer,
      customerName: this.text(cells, 'customerName'),
      customerEmail: this.text(cells, 'customerEmail'),
      order,
      at,
      kind: cancelled && voided !== true ? 'cancellation' : negative ? 'return' : 'sale',
      voided,
      product: this.id(cells, 'product'),
      productName: this.text(cells, 'productName'),
      category: this.text(cells, 'category'),
      quantity: quantity === null ? 1 : toNumber(quantity),
      unitPrice,
      amount,
      currency: this.currency(cells),
      country: this.text(cells, 'country'),
      channel: this.text(cells, 'channel'),
      status,
      extra: this.extra(cells),
      raw: cells
    }
    for (const mark of this.marks) this.tally.add('import.missingMark', () => mark)
    return row
  }

  private refuseSurplus(cells: string[]): void {
    const width = this.rules.headers.length
    if (cells.length <= width) return
    const surplus = cells.slice(width).find((cell) => cell.trim() !== '')
    if (surplus !== undefined) throw new Rejection('tooManyCells', null, surplus)
  }

  private moment(cells: string[]): number {
    const text = this.cell(cells, 'orderedAt', true)
    if (text === null) throw new Rejection('noDate', this.headerOf('orderedAt'), null)
    if (text === this.lastDate) return this.lastAt
    const at = parseDate(text, this.rules.dateOrder)
    if (Number.isNaN(at)) throw new Rejection('notADate', this.headerOf('orderedAt'), text)
    this.lastZoned = (dateForms(text) & dateForm.zone) !== 0
    this.lastDate = text
    this.lastAt = at
    return at
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
    const discount = this.number(cells, 'discount') ?? nothing
    if (total !== null) {
      if (price !== null && quantity !== null) this.compare(toNumber(times(quantity, price)), cells, toNumber(discount), toNumber(total))
      return total
    }
    const computed = price === null ? null : minusUnlessZero(times(quantity ?? one, price), discount)
    if (computed !== null && (quantity !== null || this.rules.fields.quantity === undefined)) return computed
    const { fields } = this.rules
    const lacking =
      price === null && fields.unitPrice !== undefined
        ? 'unitPrice'
        : fields.quantity !== undefined && quantity === null
          ? 'quantity'
          : 'lineTotal'
    throw new Rejection('noAmount', this.headerOf(lacking), null)
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
    const exact = parseDecimal((cells[discountBeside.column] ?? '').trim(), discountBeside.decimal)
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

  private id(cells: string[], field: OrderField): string | null {
    const text = this.cell(cells, field, true)
    const index = this.rules.fields[field]
    if (text === null || index === undefined || !this.strip.has(index) || !/^\d+\.0$/.test(text)) return text
    const plain = text.slice(0, -2)
    this.tally.add('import.pointZero', () => `${text} → ${plain}`)
    return plain
  }

  private text(cells: string[], field: OrderField): string | null {
    return this.cell(cells, field, false)
  }

  private currency(cells: string[]): string {
    const named = this.text(cells, 'currency')
    if (named !== null) return currencyCode(named)
    const amount = cells[this.rules.fields.lineTotal ?? this.rules.fields.unitPrice ?? -1] ?? ''
    return (/[^\d.,+\-\s]/.test(amount) && currencyOf(amount)) || this.headerCurrency
  }

  private extra(cells: string[]): Record<string, string> | null {
    let extra: Record<string, string> | null = null
    for (const index of this.extras) {
      const text = (cells[index] ?? '').trim()
      if (text === '' || (this.missing.has(text) && !isAmbiguousMark(text))) continue
      extra ??= {}
      extra[this.rules.headers[index] ?? ''] = text
    }
    return extra
  }

  /** A mapped cell without blanks around it; null if it is empty or stands for "unknown". `typed`: words such as NA cannot be its value. */
  private cell(cells: string[], field: OrderField, typed: boolean): string | null {
    const index = this.rules.fields[field]
    if (index === undefined) return null
    const text = (cells[index] ?? '').trim()
    if (text === '') return null
    if (text.length > this.longestMark || !this.missing.has(text) || (!typed && isAmbiguousMark(text))) return text
    this.marks.push(`${text} in ${this.rules.headers[index]}`)
    return null
  }

  private isTakenBack(status: string): boolean {
    let known = this.takenBack.get(status)
    if (known === undefined) {
      known = saysTakenBack(status)
      if (this.takenBack.size < 1000) this.takenBack.set(status, known)
    }
    return known
  }

  private headerOf(field: OrderField): string | null {
    const index = this.rules.fields[field]
    return index === undefined ? null : (this.rules.headers[index] ?? null)
  }
}

function minusUnlessZero(amount: Exact, discount: Exact): Exact {
  return discount.units === 0 ? amount : minus(amount, discount)
}

/** C and digits. */
function isCancelNumber(order: string): boolean {
  const first = order.charCodeAt(0)
  return (first === 67 || first === 99) && /^[Cc]\d+$/.test(order)
}
