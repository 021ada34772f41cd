import type { ByteDictionary } from '../../byte-dictionary.ts'
import type { CodedColumn } from '../coded/coded-table.ts'
import { isoDay, isoMoment } from '../coded/iso-moment.ts'
import { parseBoolean } from '../values/boolean.ts'
import { parseClock } from '../values/clock.ts'
import { dateForm, dateForms, lastShape, lastZone } from '../values/date.ts'
import { durationForm, durationForms } from '../values/duration.ts'
import { isMissingMark } from '../values/missing.ts'
import { type CountedUnit, likelyUnit } from '../values/moment-number.ts'
import { currencySign, form, numberForms } from '../values/number.ts'
import { beforePercent } from '../values/percent.ts'
import { quickSort } from './quick-look.ts'

/** Distinct values are counted exactly up to here. */
export const distinctCap = 10_000
const sampleCount = 5
/** Different time zones are listed up to here. */
const zoneCap = 20
/** Different currencies beside numbers too. */
const signCap = 20
/** Of an e-mail address (RFC 5321). */
const longestAddress = 254

/** A count with the first text that was counted. */
export interface Seen {
  count: number
  example: string
}

/**
 * Everything about one column that its type, its reading and its field are decided from, over all rows. Values are
 * counted while there are few different ones and judged once each; beyond the cap each cell is judged as it comes.
 * Memory O(distinct up to the cap), time O(cells).
 */
export class ColumnProfile {
  /** Cells with text that is no missing mark. */
  filled = 0
  blank = 0
  /** Texts that may stand for "unknown", by text. */
  readonly marks = new Map<string, number>()
  readonly samples: string[] = []

  // Numbers: by decimal sign, whole ones, and what only one sign can read.
  point = 0
  comma = 0
  wholePoint = 0
  wholeComma = 0
  readonly pointOnly: Seen = { count: 0, example: '' }
  readonly commaOnly: Seen = { count: 0, example: '' }
  /** Numbers that the two signs read differently. */
  readonly signDiffers: Seen = { count: 0, example: '' }
  /** Of these, the ones that no spreadsheet's own number gives: with a comma, or with a zero at the end. */
  differsAsText = 0
  negative = 0
  leadingZero = 0
  long = 0
  readonly pointZero: Seen = { count: 0, example: '' }
  /** Digits only, with or without `.0`: what an id without letters looks like. */
  digits = 0
  /** `1E5`. */
  powered = 0
  /** `+4930123456`. */
  plus = 0
  /** Numbers beside a currency. */
  money = 0
  /** Their codes, or the signs that several share, up to some. */
  readonly signs = new Set<string>()
  readonly shortened: Seen = { count: 0, example: '' }
  /** Whole and short numbers, of which the least and the greatest are known. */
  measured = 0
  least = Number.POSITIVE_INFINITY
  greatest = Number.NEGATIVE_INFINITY
  /** Below -100 or above 100. */
  beyondHundred = 0
  percents = 0
  /** Numbers that may be moments, by what they then count. */
  readonly counted: Record<CountedUnit, number> = { serial: 0, seconds: 0, milliseconds: 0, microseconds: 0 }

  /** Dates, by the set of orders that can read them (bits of `dateForm`). */
  readonly dates: Seen[] = Array.from({ length: 8 }, () => ({ count: 0, example: '' }))
  /** Dates that the orders of the set read differently. */
  readonly datesDiffer: Seen[] = Array.from({ length: 8 }, () => ({ count: 0, example: '' }))
  /** How their numbers are written where the order is open. */
  readonly dateShapes = new Set<string>()
  times = 0
  zones: Seen = { count: 0, example: '' }
  /** Their names as they stand in the cells, up to some. */
  readonly zoneNames = new Map<string, number>()
  compactDates = 0
  /** Dates of which the order does not matter and whose day is after the 12th. */
  plainLate = 0
  readonly months: Seen = { count: 0, example: '' }
  readonly shortYears: Seen = { count: 0, example: '' }

  /** Lengths of time that say what they mean, and such as `1:30`. */
  durations = 0
  readonly clocks: Seen = { count: 0, example: '' }
  /** Of both, the ones that can be a time of the day. */
  dayTimes = 0

  booleans = 0
  /** Codes: one word with a digit in it. */
  codes = 0
  emails = 0
  /** Telephone numbers with blanks, brackets or dashes in them. */
  phones = 0
  /** Addresses of pages. */
  addresses = 0
  currencies = 0
  cancelNumbers = 0
  longest = 0
  /** Letters of all filled cells, for their mean length. */
  letters = 0

  /** Null once there are more than `distinctCap`. */
  private values: Map<string, { n: number }> | null = new Map()
  private last = ''
  private run = 0
  /** What stands before the digits of the first code. */
  private codeBeginning: Buffer = Buffer.alloc(0)

  /** Counts column `index` of all rows but those in `skip`. */
  addColumn(rows: readonly string[][], index: number, skip: ReadonlySet<number>): void {
    for (let i = 0; i < rows.length; i++) {
      if (skip.size > 0 && skip.has(i)) continue
      const cell = rows[i]?.[index] ?? ''
      if (cell === '') this.blank++
      else if (cell === this.last) this.run++
      else {
        this.flush()
        this.last = cell
        this.run = 1
      }
    }
    this.flush()
    // Cells are slices of the chunk that they were read from; a kept one would keep the whole chunk.
    this.last = ''
  }

  /** Counts all rows of a column of which each different text is known: the same as row by row. */
  addCounted({ texts, counts }: CodedColumn): void {
    for (let code = 0; code < texts.size; code++) {
      this.run = counts[code] as number
      if (this.values === null && this.judgeAlike(texts, code, this.run)) {
        this.run = 0
        continue
      }
      const text = texts.text(code)
      if (text === '') {
        this.blank += this.run
        this.run = 0
      } else {
        this.last = text
        this.flush()
        // Of C and digits more is told.
        if (this.codeBeginning.length === 0 && this.values === null && quickSort(text) === 'code' && !/^c\d/i.test(text)) {
          this.codeBeginning = Buffer.from(text.replace(/\d+$/, ''))
        }
      }
    }
    this.last = ''
  }

  /** How many of its dates the order of day, month and year may matter to; null while texts are still counted. */
  get orderedDates(): number | null {
    if (this.values !== null) return null
    const all = this.dates.concat(this.datesDiffer).reduce((sum, { count }) => sum + count, 0)
    return all - (this.dates[allOrders] as Seen).count
  }

  /** Notes that among the cells are texts of a workbook that look like a number which may be read in two ways. */
  noteAsText(): void {
    this.differsAsText++
  }

  /** Exact up to `distinctCap`, then that. Missing marks are not counted. */
  get distinct(): number {
    return this.distinctValues
  }

  private distinctValues = 0

  /** To be called once, after the last row. */
  finish(): void {
    if (this.values) this.judgeAll(this.values)
    this.values = null
  }

  private flush(): void {
    if (this.run === 0) return
    const { last, run } = this
    this.run = 0
    if (!this.values) {
      this.judge(last, run)
      return
    }
    const entry = this.values.get(last)
    if (entry) entry.n += run
    else if (this.values.size < distinctCap) this.values.set(detached(last), { n: run })
    else {
      const { values } = this
      this.values = null
      this.judgeAll(values)
      this.judge(last, run)
      this.distinctValues = distinctCap
    }
  }

  private judgeAll(values: Map<string, { n: number }>): void {
    for (const [text, { n }] of values) {
      const before = this.filled
      this.judge(text, n)
      if (this.filled > before) this.distinctValues++
    }
  }

  /** Adds what one text is, `n` times. */
  private judge(cell: string, n: number): void {
    const text = cell.trim()
    if (text === '') {
      this.blank += n
      return
    }
    if (isMissingMark(text)) {
      this.marks.set(text, (this.marks.get(text) ?? 0) + n)
      return
    }
    this.filled += n
    if (this.samples.length < sampleCount && !this.samples.includes(text)) this.samples.push(detached(text.slice(0, 120)))
    if (text.length > this.longest) this.longest = text.length
    this.letters += text.length * n
    if (this.judgeQuickly(text, n)) return
    const number = numberForms(text)
    if (number !== 0) this.addNumber(text, number, n)
    else this.addWord(text, n)
    this.addDate(text, n)
  }

  /**
   * Judges a text like one that was judged before, from which it differs in digits that make no difference: a code behind the same letters,
   * or a moment in the ISO form. False: it has to be looked at. Nothing new is to be remembered of such a text.
   */
  private judgeAlike(texts: ByteDictionary, code: number, n: number): boolean {
    if (this.samples.length < sampleCount) return false
    const { bytes } = texts
    const [start, end] = [texts.start(code), texts.end(code)]
    if (this.isLikeCode(bytes, start, end)) this.codes += n
    else {
      const day = Number.isNaN(isoMoment(bytes, start, end)) ? 0 : isoDay(bytes, start)
      const isZoned = end - start === 20
      const zoned = this.zoneNames.get('Z')
      const dates = this.dates[allOrders] as Seen
      if (day === 0 || dates.count === 0 || (isZoned && zoned === undefined)) return false
      if (bytes[start + 10] !== blankSign) this.codes += n
      dates.count += n
      this.times += n
      if (day > 12) this.plainLate += n
      if (isZoned) {
        this.zones.count += n
        this.zoneNames.set('Z', (zoned ?? 0) + n)
      }
    }
    this.filled += n
    if (end - start > this.longest) this.longest = end - start
    this.letters += (end - start) * n
    return true
  }

  private isLikeCode(bytes: Buffer, start: number, end: number): boolean {
    const { codeBeginning } = this
    const digits = start + codeBeginning.length
    if (codeBeginning.length === 0 || digits >= end || end - start > longestCode) return false
    for (let i = start; i < digits; i++) if (bytes[i] !== codeBeginning[i - start]) return false
    for (let i = digits; i < end; i++) {
      const byte = bytes[i] as number
      if (byte < 48 || byte > 57) return false
    }
    return true
  }

  /** What the rules below say of codes and of moments in the ISO form, which are most of the distinct values that there are. */
  protected judgeQuickly(text: string, n: number): boolean {
    const sort = quickSort(text)
    if (sort === null) return false
    if (sort === 'code') {
      this.codes += n
      if ((text.charCodeAt(0) | 32) === 99 && /^[Cc]\d{3,}$/.test(text)) this.cancelNumbers += n
      return true
    }
    if (text.charCodeAt(10) !== 32) this.codes += n
    // Digits and dashes could be a telephone number as well.
    if (sort === 'day') this.phones += n
    this.addDate(text, n)
    return true
  }

  private addNumber(text: string, flags: number, n: number): void {
    const point = (flags & form.point) !== 0
    const comma = (flags & form.comma) !== 0
    if (point) this.point += n
    if (comma) this.comma += n
    if (flags & form.wholePoint) this.wholePoint += n
    if (flags & form.wholeComma) this.wholeComma += n
    if (point && !comma) see(this.pointOnly, text, n)
    if (comma && !point) see(this.commaOnly, text, n)
    if (flags & form.differ) {
      see(this.signDiffers, text, n)
      if (text.includes(',') || text.endsWith('0')) this.differsAsText += n
    }
    if (flags & form.negative) this.negative += n
    if (flags & form.leadingZero) this.leadingZero += n
    if (flags & form.long) this.long += n
    if (flags & (form.digits | form.pointZero)) this.digits += n
    if (flags & form.pointZero) see(this.pointZero, text, n)
    if (flags & form.powered) this.powered += n
    if (flags & form.plus) this.plus += n
    if (flags & form.money) this.addMoney(text, n)
    if (flags & form.shortened) see(this.shortened, text, n)
    if (text === '0' || text === '1' || text === '1.0' || text === '0.0') this.booleans += n
    this.measure(text, flags, n)
  }

  private addMoney(text: string, n: number): void {
    this.money += n
    if (this.signs.size < signCap) this.signs.add(detached(currencySign(text)))
  }

  /** The size of numbers whose size is seen at once. */
  private measure(text: string, flags: number, n: number): void {
    const plain = (flags & form.digits) !== 0
    const value = plain || text.length <= 5 ? Number(text.replace(',', '.')) : Number.NaN
    if (!Number.isNaN(value)) {
      this.measured += n
      if (value < this.least) this.least = value
      if (value > this.greatest) this.greatest = value
      if (value > 100 || value < -100) this.beyondHundred += n
    }
    const fraction = text[5] === '.' || text[5] === ','
    const unit = plain || fraction ? likelyUnit(plain ? value : Number(text.slice(0, 5))) : null
    if (unit !== null) this.counted[unit] += n
  }

  /** A text that is no number. What it can be is told from its first letter as far as that goes: millions of cells come here. */
  private addWord(text: string, n: number): void {
    if (parseBoolean(text) !== null) this.booleans += n
    const first = text.charCodeAt(0)
    const digitFirst = first >= 48 && first <= 57
    const markFirst = first === 40 || first === 43 || first === 45
    // A digit, a sign or the P of ISO 8601 begins a length of time.
    if (digitFirst || first === 45 || first === 80) this.addDuration(text, n)
    if (text.includes('@')) {
      if (isEmail(text)) this.emails += n
    } else if (mayBeAddress(first) && address.test(text)) this.addresses += n
    if (!hasDigit(text)) {
      if (text.length <= 3 && currencyCode.test(text)) this.currencies += n
      return
    }
    if (digitFirst || markFirst || text.includes('%')) this.addPercent(text, n)
    if (text.length <= longestCode && !/\s/.test(text) && (first < 128 ? first !== 36 : !/^\p{Sc}/u.test(text))) this.codes += n
    if ((digitFirst || markFirst) && phone.test(text) && /\d.*\d.*\d.*\d.*\d/.test(text)) this.phones += n
    if ((first === 67 || first === 99) && /^[Cc]\d{3,}$/.test(text)) this.cancelNumbers += n
  }

  private addPercent(text: string, n: number): void {
    const bare = beforePercent(text)
    if (bare === null) return
    const flags = numberForms(bare)
    if (flags === 0) return
    this.percents += n
    const point = (flags & form.point) !== 0
    const comma = (flags & form.comma) !== 0
    if (point && !comma) see(this.pointOnly, text, n)
    if (comma && !point) see(this.commaOnly, text, n)
    if (flags & form.differ) {
      see(this.signDiffers, text, n)
      if (bare.includes(',') || bare.endsWith('0')) this.differsAsText += n
    }
  }

  private addDuration(text: string, n: number): void {
    const flags = durationForms(text)
    if (flags === durationForm.fixed) this.durations += n
    else if (flags === durationForm.clock) see(this.clocks, text, n)
    else if (flags === 0 && Number.isNaN(parseClock(text))) return
    if (!Number.isNaN(parseClock(text))) this.dayTimes += n
  }

  private addDate(text: string, n: number): void {
    const flags = dateForms(text)
    if (flags === 0) return
    const orders = flags & (dateForm.dmy | dateForm.mdy | dateForm.ymd)
    see(this.dates[orders], text, n)
    const shape = lastShape()
    if (shape !== '') this.dateShapes.add(shape)
    if (flags & dateForm.differ) see(this.datesDiffer[orders], text, n)
    if (flags & dateForm.time) this.times += n
    if (flags & dateForm.zone) this.addZone(text, n)
    if (flags & dateForm.compact) this.compactDates += n
    if (flags & dateForm.plainLate) this.plainLate += n
    if (flags & dateForm.month) see(this.months, text, n)
    if (flags & dateForm.shortYear) see(this.shortYears, text, n)
  }

  private addZone(text: string, n: number): void {
    const zone = detached(lastZone())
    see(this.zones, text, n)
    if (this.zoneNames.size < zoneCap || this.zoneNames.has(zone)) this.zoneNames.set(zone, (this.zoneNames.get(zone) ?? 0) + n)
  }
}

function see(seen: Seen | undefined, text: string, n: number): void {
  if (!seen) return
  if (seen.count === 0) seen.example = detached(text)
  seen.count += n
}

const address = /^(?:https?:|www\.|\/[\w-])/
const phone = /^[+(]?\d[\d\s()./-]{5,24}$/
const longestCode = 40
const blankSign = 32
/** Place of the dates that all orders read. */
const allOrders = dateForm.dmy | dateForm.mdy | dateForm.ymd
const currencyCode = /^(?:[A-Z]{3}|\p{Sc})$/u

/** `http…`, `www…` and `/…`. */
function mayBeAddress(first: number): boolean {
  return first === 104 || first === 119 || first === 47
}

function hasDigit(text: string): boolean {
  return /\d/.test(text)
}

function isEmail(text: string): boolean {
  return text.includes('@') && text.length <= longestAddress && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
}

/** A copy that does not keep the text alive that it is a slice of. Engines slice from 13 characters on. */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
