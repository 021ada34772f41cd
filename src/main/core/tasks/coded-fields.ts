/** What the texts of a column are as a field, each told once. */
import { type CodedColumn, partRows } from '../import/coded/coded-table.ts'
import { isoMoment } from '../import/coded/iso-moment.ts'
import { toMoney } from '../import/conversion/money.ts'
import { hasMark } from '../import/conversion/row-converter.ts'
import type { Scaled } from '../import/types.ts'
import { lastZone, parseDate } from '../import/values/date.ts'
import { isAmbiguousMark } from '../import/values/missing.ts'
import { isCounted } from '../import/values/moment-number.ts'
import { type DecimalSign, type Exact, parseDecimal } from '../import/values/number.ts'
import { isSpreadsheetError } from '../import/values/spreadsheet-error.ts'
import type { FirstKeys } from './first-keys.ts'

/** Nothing stands there. Numbers from 0 on are of a dictionary. */
export const none = -1
/** What it identifies has not been made. */
export const unknown = -2
/** Only the usual conversion of the whole row tells. */
export const odd = -3

/** Rows that are read at a time: a whole part of them in some such turns. */
const turnRows = 1 << 13

const untold = 0
const blank = 1
const plain = 2
const trimmed = 3
const strange = 4
const stripped = 5
const hashSign = 35
const lastAscii = 127

/** What stands for "unknown". */
export interface Marks {
  missing: ReadonlySet<string>
  longest: number
}

/** A cell's text without blanks around it, `none`, or `odd`. `typed`: words such as NA cannot be its value. */
function told(cell: string, typed: boolean, { missing, longest }: Marks): string | typeof none | typeof odd {
  const text = cell.trim()
  if (text === '') return none
  if (text.charCodeAt(0) === hashSign && isSpreadsheetError(text)) return odd
  return text.length <= longest && missing.has(text) && (typed || !isAmbiguousMark(text)) ? odd : text
}

/** A column whose texts are looked at once each. */
class Field {
  readonly column: CodedColumn
  readonly index: number
  protected readonly marks: Marks
  protected readonly states: Uint8Array
  private codes: Int32Array = new Int32Array(0)
  private from = 0

  constructor(column: CodedColumn, index: number, marks: Marks) {
    this.column = column
    this.index = index
    this.marks = marks
    this.states = new Uint8Array(column.texts.size)
  }

  /** The text of a row. */
  codeAt(row: number): number {
    const at = row - this.from
    if (at >= 0 && at < this.codes.length) return this.codes[at] as number
    this.load(Math.floor(row / turnRows) * turnRows)
    return this.codes[row - this.from] as number
  }

  /** Codes are kept in arrays of several types, which are quicker to read once they are of one. */
  private load(from: number): void {
    const part = this.column.parts[Math.floor(from / partRows)]
    if (part === undefined) throw new RangeError(`there is no row ${from}`)
    const begin = from % partRows
    this.codes = Int32Array.from(part.subarray(begin, begin + turnRows))
    this.from = from
  }

  cell(code: number): string {
    return this.column.texts.text(code)
  }
}

/** A column that says what a thing is known by. */
export class KeyField extends Field {
  private readonly keys: FirstKeys
  private readonly strips: boolean
  /** Texts with blanks around them, or with a `.0` that says nothing: the one without. */
  private readonly bare = new Map<number, number>()

  /** @param strips whether a `.0` at the end is taken off, which is told */
  constructor(column: CodedColumn, index: number, marks: Marks, keys: FirstKeys, strips: boolean) {
    super(column, index, marks)
    this.keys = keys
    this.strips = strips
  }

  /** The thing, `unknown` while it is not made, `none` or `odd`. */
  of(code: number): number {
    let state = this.states[code] as number
    if (state === untold) {
      state = this.tell(code)
      this.states[code] = state
    }
    if (state === plain) {
      const thing = this.keys.of(code)
      return thing === none ? unknown : thing
    }
    if (state === blank) return none
    if (state === strange) return odd
    const thing = this.keys.of(this.bare.get(code) ?? none)
    return thing === none ? unknown : thing
  }

  /** The thing, made if it was not. */
  make(code: number): number {
    return this.keys.make(this.bareOf(code))
  }

  /** The text that identifies. To be asked of a code that was looked at. */
  textOf(code: number): string {
    return this.cell(this.bareOf(code))
  }

  /** Whether a `.0` was taken off. */
  isStripped(code: number): boolean {
    return this.states[code] === stripped
  }

  private bareOf(code: number): number {
    const state = this.states[code]
    return state === trimmed || state === stripped ? (this.bare.get(code) as number) : code
  }

  private tell(code: number): number {
    const { texts } = this.column
    const [start, end] = [texts.start(code), texts.end(code)]
    // Marks are counted in signs, of which a text has at least a fourth of its bytes.
    const isLong = end - start > 4 * this.marks.longest && isSign(texts.bytes[start]) && isSign(texts.bytes[end - 1])
    if (isLong && !this.strips && texts.bytes[start] !== hashSign) return plain
    const cell = texts.text(code)
    const text = told(cell, true, this.marks)
    if (text === none) return blank
    if (text === odd) return strange
    const isStripped = this.strips && /^\d+\.0$/.test(text)
    if (text === cell && !isStripped) return plain
    this.bare.set(code, texts.addText(isStripped ? text.slice(0, -2) : text))
    return isStripped ? stripped : trimmed
  }
}

/** A column of texts that are kept. */
export class TextField extends Field {
  private readonly values: Int32Array
  private readonly keep: (text: string) => number

  /** @param keep answers the number of a text, `none` or `odd` */
  constructor(column: CodedColumn, index: number, marks: Marks, keep: (text: string) => number) {
    super(column, index, marks)
    this.values = new Int32Array(column.texts.size)
    this.keep = keep
  }

  /** The number of the row's text, `none` or `odd`. */
  at(row: number): number {
    const code = this.codeAt(row)
    if (this.states[code] === untold) {
      const text = told(this.cell(code), false, this.marks)
      this.values[code] = typeof text === 'number' ? text : this.keep(text)
      this.states[code] = plain
    }
    return this.values[code] as number
  }
}

/** Fragments of JSON that are made once, and how long they may be. */
const mostFragments = 10_000
const longestFragment = 200

/** A column that no field holds: attributes. */
export class ExtraField extends Field {
  private readonly header: string
  /** As JSON, with the name of the column. */
  private readonly fragments: string[] = []

  constructor(column: CodedColumn, index: number, marks: Marks, header: string) {
    super(column, index, marks)
    this.header = JSON.stringify(header)
  }

  /** `none`, `odd`, or 0 where there is something. */
  at(row: number): number {
    const code = this.codeAt(row)
    let state = this.states[code] as number
    if (state === untold) {
      const text = told(this.cell(code), false, this.marks)
      state = text === none ? blank : text === odd ? strange : plain
      this.states[code] = state
    }
    return state === plain ? 0 : state === blank ? none : odd
  }

  /** To be asked of a row where there is something. */
  fragment(row: number): string {
    const code = this.codeAt(row)
    const known = this.fragments[code]
    if (known !== undefined) return known
    const fragment = `${this.header}:${JSON.stringify(this.cell(code).trim())}`
    // A column of notes has a text a row: those would all be held once more.
    if (code < mostFragments && fragment.length <= longestFragment) this.fragments[code] = fragment
    return fragment
  }
}

export class NumberField extends Field {
  /** By code. */
  readonly values: Exact[] = []
  private readonly sign: DecimalSign
  private readonly isAmount: boolean

  /** @param isAmount a currency beside it matters */
  constructor(column: CodedColumn, index: number, marks: Marks, sign: DecimalSign, isAmount: boolean) {
    super(column, index, marks)
    this.sign = sign
    this.isAmount = isAmount
  }

  /** `none`, `odd`, or 0 where there is a number. */
  of(code: number): number {
    let state = this.states[code] as number
    if (state === untold) {
      state = this.tell(code)
      this.states[code] = state
    }
    return state === plain ? 0 : state === blank ? none : odd
  }

  protected tell(code: number): number {
    const cell = this.cell(code)
    const text = told(cell, true, this.marks)
    if (text === odd || (this.isAmount && hasMark(cell))) return strange
    if (text === none) return blank
    const exact = parseDecimal(text, this.sign)
    if (exact === null) return strange
    this.values[code] = exact
    return plain
  }
}

export class PriceField extends NumberField {
  /** By code. */
  readonly money: Scaled[] = []

  protected override tell(code: number): number {
    const state = super.tell(code)
    if (state !== plain) return state
    const money = toMoney(this.values[code] as Exact)
    if (typeof money === 'string' || money.rounded) return strange
    this.money[code] = money.value
    return plain
  }
}

export class DateField extends Field {
  private readonly moments: Float64Array
  private readonly zones: Uint8Array
  /** Moments in the ISO form are what they are under this order, and no marks. */
  private readonly isIso: boolean
  private readonly order: Parameters<typeof parseDate>[1]

  constructor(column: CodedColumn, index: number, marks: Marks, order: Parameters<typeof parseDate>[1]) {
    super(column, index, marks)
    this.order = order
    this.isIso = !isCounted(order) && ![...marks.missing].some((mark) => mark.length === 19 || mark.length === 20)
    this.moments = new Float64Array(column.texts.size)
    this.zones = new Uint8Array(column.texts.size)
  }

  /** The moment; NaN: only the usual conversion tells. */
  of(code: number): number {
    if (this.states[code] === untold) {
      const { texts } = this.column
      const moment = this.isIso ? isoMoment(texts.bytes, texts.start(code), texts.end(code)) : Number.NaN
      if (!Number.isNaN(moment)) {
        this.moments[code] = moment
        // It ends with a Z, or with its seconds.
        this.zones[code] = Number(texts.end(code) - texts.start(code) === 20)
        this.states[code] = plain
        return moment
      }
      const text = told(this.cell(code), true, this.marks)
      this.moments[code] = typeof text === 'number' ? Number.NaN : parseDate(text, this.order)
      this.zones[code] = Number(!isCounted(this.order) && lastZone() !== '')
      this.states[code] = plain
    }
    return this.moments[code] as number
  }

  /** Whether a text that is a moment names a time zone. */
  isZoned(code: number): boolean {
    return this.zones[code] === 1
  }
}

/** A visible ASCII sign. */
function isSign(byte: number | undefined): boolean {
  return byte !== undefined && byte > 32 && byte < lastAscii
}
