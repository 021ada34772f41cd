import type { Field } from '../../../../shared/model/import.ts'
import type { ConversionRules } from '../types.ts'
import { lastZone, parseDate } from '../values/date.ts'
import { isAmbiguousMark } from '../values/missing.ts'
import { isCounted } from '../values/moment-number.ts'
import { isSpreadsheetError } from '../values/spreadsheet-error.ts'
import { Rejection } from './rejection.ts'
import { Tally } from './tally.ts'

const hash = 35
const blank = 32

/**
 * Reads the cells of one table's rows by field. A cell that its column's rule cannot read rejects the row with the reason; it
 * never becomes "unknown".
 */
export class CellReader {
  /** What was noticed so far. */
  readonly tally = new Tally()
  protected readonly rules: ConversionRules
  protected readonly missing: ReadonlySet<string>
  protected readonly longestMark: number
  protected readonly strip: ReadonlySet<number>
  protected readonly extras: number[]
  /** The columns of fields. */
  private readonly used: number[]
  /** Whether a column is called like what every object has (`__proto__`); objects that have nothing of their own are slower. */
  protected readonly inherits: boolean
  /** Missing marks of the row that is being converted, each cell's once, however often it is looked at. */
  private readonly marks = new Set<string>()
  /** The same of errors of formulas in columns that are kept as they stand. */
  private readonly errors: string[] = []
  private lastDate = ''
  private lastOrder = ''
  private lastAt = Number.NaN
  private lastZoned = false

  constructor(rules: ConversionRules) {
    this.rules = rules
    this.missing = new Set(rules.missing)
    this.longestMark = rules.missing.reduce((most, mark) => Math.max(most, mark.length), 0)
    this.strip = new Set(rules.stripPointZero)
    const used = new Set([...Object.values(rules.fields), ...Object.values(rules.repeated ?? {}).flat()])
    this.used = [...used]
    this.inherits = rules.headers.some((header) => header in Object.prototype)
    this.extras = rules.headers.flatMap((_, i) => (used.has(i) ? [] : [i]))
  }

  /** To be called before the cells of a row are read. Refuses a row with more cells than the header, or with the error of a formula in a field. */
  protected begin(cells: readonly string[]): void {
    if (this.marks.size > 0) this.marks.clear()
    this.errors.length = 0
    const { headers } = this.rules
    const surplus = cells.length <= headers.length ? undefined : cells.slice(headers.length).find((cell) => cell.trim() !== '')
    if (surplus !== undefined) throw new Rejection('tooManyCells', null, surplus)
    for (const index of this.used) {
      const cell = cells[index] ?? ''
      const first = cell.charCodeAt(0)
      if (first !== hash && first > blank) continue
      const text = cell.trim()
      if (isSpreadsheetError(text) && !this.missing.has(text)) throw new Rejection('formulaError', headers[index] ?? null, text)
    }
  }

  /** To be called once the row is sure to be kept, so that the tally is of rows that are kept. */
  protected end(): void {
    for (const error of this.errors.splice(0)) this.tally.add('import.formulaErrors', () => error)
    for (const mark of this.marks) this.tally.add('import.missingMark', () => mark)
  }

  /** A mapped cell without blanks around it; null if it is empty or stands for "unknown". `typed`: words such as NA cannot be its value. */
  protected cell(cells: readonly string[], field: Field, typed: boolean): string | null {
    const index = this.rules.fields[field]
    if (index === undefined) return this.rules.constants?.[field] || null
    return this.cellAt(cells, index, typed)
  }

  protected cellAt(cells: readonly string[], index: number, typed: boolean): string | null {
    const text = (cells[index] ?? '').trim()
    if (text === '') return null
    if (text.length > this.longestMark || !this.missing.has(text) || (!typed && isAmbiguousMark(text))) return text
    this.mark(text, index)
    return null
  }

  private mark(text: string, index: number): void {
    this.marks.add(`${text} in ${this.rules.headers[index]}`)
  }

  /** Kept letter for letter, but for a `.0` that says nothing. */
  protected id(cells: readonly string[], field: Field): string | null {
    const text = this.cell(cells, field, true)
    const index = this.rules.fields[field]
    if (text === null || index === undefined || !this.strip.has(index) || !/^\d+\.0$/.test(text)) return text
    const plain = text.slice(0, -2)
    this.tally.add('import.pointZero', () => `${text} → ${plain}`)
    return plain
  }

  /** Wall-clock seconds. */
  protected date(text: string, field: Field): number {
    const order = this.rules.dateOrders?.[field] ?? this.rules.dateOrder
    if (text === this.lastDate && order === this.lastOrder) return this.lastAt
    const at = parseDate(text, order)
    if (Number.isNaN(at)) throw new Rejection('notADate', this.headerOf(field), text)
    this.lastZoned = !isCounted(order) && lastZone() !== ''
    this.lastDate = text
    this.lastOrder = order
    this.lastAt = at
    return at
  }

  /** Notes that the date that was read last names a time zone. */
  protected noteZone(): void {
    if (this.lastZoned) this.tally.add('import.zoneDropped', () => this.lastDate)
  }

  /** What no field holds. */
  protected extra(cells: readonly string[]): Record<string, string> | null {
    let extra: Record<string, string> | null = null
    for (const index of this.extras) {
      const text = (cells[index] ?? '').trim()
      if (text === '') continue
      if (isSpreadsheetError(text)) {
        this.errors.push(`${text} in ${this.rules.headers[index]}`)
        continue
      }
      if (text.length <= this.longestMark && this.missing.has(text) && !isAmbiguousMark(text)) {
        this.mark(text, index)
        continue
      }
      extra ??= this.inherits ? (Object.create(null) as Record<string, string>) : {}
      extra[this.rules.headers[index] ?? ''] = text
    }
    return extra
  }

  /** Rejects a row that lacks the field; what stands for "unknown" there is named. */
  protected lacks(code: 'noAmount' | 'noDate' | 'needed', cells: readonly string[], field: Field): never {
    const text = (cells[this.rules.fields[field] ?? -1] ?? '').trim()
    throw new Rejection(code, this.headerOf(field), text === '' ? null : text)
  }

  protected headerOf(field: Field): string | null {
    const index = this.rules.fields[field]
    return index === undefined ? null : (this.rules.headers[index] ?? null)
  }
}
