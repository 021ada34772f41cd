import { sameAmount } from '../import/conversion/discount.ts'
import { times, toMoney } from '../import/conversion/money.ts'
import type { Scaled } from '../import/types.ts'
import { type Exact, toNumber } from '../import/values/number.ts'
import { type NumberField, none, odd, type PriceField } from './coded-fields.ts'
import { canonical } from './store-content.ts'
import { moneyOf } from './store-order-lines.ts'

const one: Exact = { units: 1, decimals: 0 }
/** So many amounts are remembered, each at one place that others may take. */
const remembered = 1 << 16
const shift = 32 - 16

/** What a row says of quantity, price and amount, as it is stored. */
export interface LineAmount {
  quantity: number
  /** NaN: none. */
  unitPrice: number
  amount: number
  decimals: number
  isNegative: boolean
  /** Of which the sign counts; NaN: none. */
  price: number
  /** As the content of a line says it. */
  content: string
}

interface AmountFields {
  quantity: NumberField | null
  price: PriceField | null
  total: NumberField | null
}

/** Quantity, price and amount of rows, as `RowConverter` reads them: few of them are different, and each is told once or a few times. */
export class CodedAmounts {
  private readonly fields: AmountFields
  /** How many codes quantity and price have, with that of none. */
  private readonly quantities: number
  private readonly prices: number
  private readonly remembers: boolean
  private readonly amounts: (LineAmount | null)[] = Array(remembered).fill(null)
  private readonly places = new Float64Array(remembered).fill(none)

  constructor(fields: AmountFields) {
    this.fields = fields
    const codes = (field: NumberField | null): number => (field?.column.texts.size ?? 0) + 1
    this.quantities = codes(fields.quantity)
    this.prices = codes(fields.price)
    this.remembers = this.quantities * this.prices * codes(fields.total) < Number.MAX_SAFE_INTEGER
  }

  /** Null: only the usual conversion of the row tells. */
  at(row: number): LineAmount | null {
    const { quantity, price, total } = this.fields
    const quantityCode = quantity === null ? none : quantity.codeAt(row)
    const priceCode = price === null ? none : price.codeAt(row)
    const totalCode = total === null ? none : total.codeAt(row)
    if (!this.remembers) return this.tell(quantityCode, priceCode, totalCode)
    const place = ((totalCode + 1) * this.prices + priceCode + 1) * this.quantities + quantityCode + 1
    // Multiplied, the upper bits are spread best.
    const slot = Math.imul(place ^ (place / 0x100000000), 0x9e3779b1) >>> shift
    if (this.places[slot] === place) return this.amounts[slot] as LineAmount | null
    const amount = this.tell(quantityCode, priceCode, totalCode)
    this.places[slot] = place
    this.amounts[slot] = amount
    return amount
  }

  private tell(quantityCode: number, priceCode: number, totalCode: number): LineAmount | null {
    const { quantity, price, total } = this.fields
    const quantityState = quantity === null ? none : quantity.of(quantityCode)
    const priceState = price === null ? none : price.of(priceCode)
    const totalState = total === null ? none : total.of(totalCode)
    if (quantityState === odd || priceState === odd || totalState === odd) return null
    const count = quantityState === none ? null : (quantity?.values[quantityCode] as Exact)
    const each = priceState === none ? null : (price?.values[priceCode] as Exact)
    let exact: Exact
    if (totalState !== none) {
      exact = total?.values[totalCode] as Exact
      if (each !== null && count !== null && Math.abs(toNumber(times(count, each)) - toNumber(exact)) > sameAmount) return null
    } else {
      if (each === null || (count === null && quantity !== null)) return null
      exact = times(count ?? one, each)
    }
    const money = toMoney(exact)
    if (typeof money === 'string' || money.rounded) return null
    const unitPrice = priceState === none ? null : (price?.money[priceCode] as Scaled)
    const stored = moneyOf({ amount: money.value, unitPrice })
    if (stored === null) return null
    const pieces = count === null ? 1 : toNumber(count)
    return {
      quantity: pieces,
      unitPrice: stored.unitPrice ?? Number.NaN,
      amount: stored.amount,
      decimals: stored.decimals,
      isNegative: (count !== null && count.units < 0) || money.value.units < 0,
      price: each === null ? Number.NaN : Number(each.units),
      content: `|${pieces}|${unitPrice === null ? '-' : canonical(unitPrice)}|${canonical(money.value)}|`
    }
  }
}
