import { dateForm, dateForms } from '../values/date.ts'
import { isMissingMark } from '../values/missing.ts'
import { form, numberForms } from '../values/number.ts'

/** Distinct values are counted exactly up to here. */
export const distinctCap = 10_000
const sampleCount = 5
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
  /** Of these, the ones with a comma. */
  differsWithComma = 0
  negative = 0
  leadingZero = 0
  long = 0
  readonly pointZero: Seen = { count: 0, example: '' }
  /** Digits only, with or without `.0`: what an id without letters looks like. */
  digits = 0

  /** Dates, by the set of orders that can read them (bits of `dateForm`). */
  readonly dates: Seen[] = Array.from({ length: 8 }, () => ({ count: 0, example: '' }))
  /** Dates that the orders of the set read differently. */
  readonly datesDiffer: Seen[] = Array.from({ length: 8 }, () => ({ count: 0, example: '' }))
  times = 0
  zones: Seen = { count: 0, example: '' }
  compactDates = 0

  booleans = 0
  /** Codes: one word with a digit in it. */
  codes = 0
  emails = 0
  currencies = 0
  cancelNumbers = 0
  longest = 0

  /** Null once there are more than `distinctCap`. */
  private values: Map<string, { n: number }> | null = new Map()
  private last = ''
  private run = 0

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
    const number = numberForms(text)
    if (number !== 0) this.addNumber(text, number, n)
    else this.addWord(text, n)
    this.addDate(text, n)
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
      if (text.includes(',')) this.differsWithComma += n
    }
    if (flags & form.negative) this.negative += n
    if (flags & form.leadingZero) this.leadingZero += n
    if (flags & form.long) this.long += n
    if (flags & (form.digits | form.pointZero)) this.digits += n
    if (flags & form.pointZero) see(this.pointZero, text, n)
    if (text === '0' || text === '1') this.booleans += n
  }

  private addWord(text: string, n: number): void {
    if (isBoolean(text)) this.booleans += n
    if (/^[^\s]{1,40}$/.test(text) && /\d/.test(text) && !/^\p{Sc}/u.test(text)) this.codes += n
    if (text.length <= longestAddress && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) this.emails += n
    if (/^[A-Z]{3}$/.test(text)) this.currencies += n
    if (/^[Cc]\d{3,}$/.test(text)) this.cancelNumbers += n
  }

  private addDate(text: string, n: number): void {
    const flags = dateForms(text)
    if (flags === 0) return
    const orders = flags & (dateForm.dmy | dateForm.mdy | dateForm.ymd)
    see(this.dates[orders], text, n)
    if (flags & dateForm.differ) see(this.datesDiffer[orders], text, n)
    if (flags & dateForm.time) this.times += n
    if (flags & dateForm.zone) see(this.zones, text, n)
    if (flags & dateForm.compact) this.compactDates += n
  }
}

function see(seen: Seen | undefined, text: string, n: number): void {
  if (!seen) return
  if (seen.count === 0) seen.example = detached(text)
  seen.count += n
}

const booleanWords = new Set(
  'true false yes no y n t f ja nein oui non si sí no vero falso sim não nao nee waar onwaar wahr falsch vrai faux verdadero verdadeiro'.split(
    ' '
  )
)

function isBoolean(text: string): boolean {
  return text.length <= 10 && booleanWords.has(text.toLowerCase())
}

/** A copy that does not keep the text alive that it is a slice of. Engines slice from 13 characters on. */
export function detached(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le')
}
