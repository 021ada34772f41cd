/**
 * Dates and moments as people and programs write them, as wall-clock seconds: what stands there is what is kept, no
 * time zone is applied. `04/03/2011` has two readings, and only all rows together can say which is meant.
 */
import type { DateOrder } from '../../../../shared/model/import.ts'
import { epochOf, fullYear } from './calendar.ts'
import { monthOf } from './months.ts'

/** What a text can be as a date; flags of `dateForms`. */
export const dateForm = {
  dmy: 1,
  mdy: 2,
  ymd: 4,
  /** Some of these readings give different days. */
  differ: 8,
  time: 16,
  zone: 32,
  /** Digits only (`20111209`): an integer as well. */
  compact: 64
} as const

const allOrders = dateForm.dmy | dateForm.mdy | dateForm.ymd

/** Parts of the text that was scanned last; one object, since millions of cells are scanned. */
const parts = {
  /** Whether year, month and day are known (`fixed`), or three numbers whose order is open. */
  fixed: false,
  a: 0,
  b: 0,
  c: 0,
  /** Digits of the first and the last of the three. */
  aDigits: 0,
  cDigits: 0,
  seconds: 0,
  time: false,
  zone: false,
  compact: false
}

/**
 * Wall-clock seconds since 1970-01-01 of a text whose numbers stand in the given order, or NaN if it is no such date.
 * Year-first dates with four digits, digits-only dates and dates with a spelled month have one reading and are accepted
 * under each order. O(n).
 */
export function parseDate(text: string, order: DateOrder): number {
  return scan(text) ? reading(order) : Number.NaN
}

/** Everything that a text could be as a date, as flags of `dateForm`; 0 if it is none. */
export function dateForms(text: string): number {
  if (!scan(text)) return 0
  const rest = (parts.time ? dateForm.time : 0) | (parts.zone ? dateForm.zone : 0) | (parts.compact ? dateForm.compact : 0)
  if (parts.fixed) return Number.isNaN(reading('ymd')) ? 0 : allOrders | rest
  const dmy = reading('dmy')
  const mdy = reading('mdy')
  const ymd = reading('ymd')
  let orders = 0
  if (!Number.isNaN(dmy)) orders |= dateForm.dmy
  if (!Number.isNaN(mdy)) orders |= dateForm.mdy
  if (!Number.isNaN(ymd)) orders |= dateForm.ymd
  if (orders === 0) return 0
  const known = [dmy, mdy, ymd].filter((epoch) => !Number.isNaN(epoch))
  return orders | rest | (known.some((epoch) => epoch !== known[0]) ? dateForm.differ : 0)
}

function reading(order: DateOrder): number {
  const { a, b, c, aDigits, cDigits, seconds } = parts
  if (parts.fixed) return epochOf(a, b, c, seconds)
  const year = cDigits === 4 ? c : fullYear(c)
  if (order === 'dmy') return epochOf(year, b, a, seconds)
  if (order === 'mdy') return epochOf(year, a, b, seconds)
  return cDigits === 2 && aDigits === 2 ? epochOf(fullYear(a), b, c, seconds) : Number.NaN
}

function scan(text: string): boolean {
  const n = text.length
  if (n < 6 || n > 80) return false
  parts.time = false
  parts.zone = false
  parts.compact = false
  parts.seconds = 0
  const aEnd = digitsFrom(text, 0)
  if (aEnd === 0 || aEnd > 14) return aEnd === 0 && /\d/.test(text) && spelled(text)
  if (aEnd >= 8) return compact(text, aEnd)
  const sign = text[aEnd]
  if (sign !== '-' && sign !== '/' && sign !== '.') return spelled(text)
  const bEnd = digitsFrom(text, aEnd + 1)
  const bDigits = bEnd - aEnd - 1
  if (bDigits === 0) return spelled(text)
  if (bDigits > 2 || text[bEnd] !== sign) return false
  const cEnd = digitsFrom(text, bEnd + 1)
  const cDigits = cEnd - bEnd - 1
  if (aEnd === 4 ? cDigits < 1 || cDigits > 2 : aEnd > 2 || (cDigits !== 2 && cDigits !== 4)) return false
  parts.fixed = aEnd === 4
  parts.a = numberAt(text, 0, aEnd)
  parts.b = numberAt(text, aEnd + 1, bEnd)
  parts.c = numberAt(text, bEnd + 1, cEnd)
  parts.aDigits = aEnd
  parts.cDigits = cDigits
  return cEnd === n || timeFrom(text, cEnd)
}

/** `20111209`, `20111209T1250`, `201112091250`, `20111209125000`. */
function compact(text: string, end: number): boolean {
  if (end !== 8 && end !== 12 && end !== 14) return false
  fix(numberAt(text, 0, 4), numberAt(text, 4, 6), numberAt(text, 6, 8))
  parts.compact = end === text.length
  if (end > 8) return parts.compact && clock(numberAt(text, 8, 10), numberAt(text, 10, 12), end === 14 ? numberAt(text, 12, 14) : 0, '')
  return parts.compact || timeFrom(text, 8)
}

function fix(year: number, month: number, day: number): void {
  parts.fixed = true
  parts.a = year
  parts.b = month
  parts.c = day
}

const weekday = '(?:\\p{L}{2,12}\\.?,?\\s+)?'
const dayFirst = new RegExp(
  `^${weekday}(\\d{1,2})(?:st|nd|rd|th|er|\\.|º|°)?[\\s/-]*(?:de\\s+)?(\\p{L}{3,12})\\.?,?[\\s/-]*(?:del?\\s+)?(\\d{4}|\\d{2})(?!\\d)`,
  'u'
)
const monthFirst = new RegExp(`^${weekday}(\\p{L}{3,12})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, 'u')
const yearFirst = /^(\d{4})[\s/-](\p{L}{3,12})\.?[\s/-](\d{1,2})(?!\d)/u

/** A date with a spelled month. */
function spelled(text: string): boolean {
  let match = dayFirst.exec(text)
  let [day, month, year] = [match?.[1], match?.[2], match?.[3]]
  if (!match) {
    match = monthFirst.exec(text)
    ;[month, day, year] = [match?.[1], match?.[2], match?.[3]]
  }
  if (!match) {
    match = yearFirst.exec(text)
    ;[year, month, day] = [match?.[1], match?.[2], match?.[3]]
  }
  if (!match || day === undefined || month === undefined || year === undefined) return false
  const number = monthOf(month)
  if (number === 0) return false
  fix(year.length === 2 ? fullYear(Number(year)) : Number(year), number, Number(day))
  return match[0].length === text.length || timeFrom(text, match[0].length)
}

/** Reads what follows the date: a blank, comma or T, a time, perhaps a zone. Sets `seconds`, `time` and `zone`. */
function timeFrom(text: string, from: number): boolean {
  const n = text.length
  let i = from
  if (text[i] === 'T') i++
  else {
    if (text[i] === ',') i++
    if (text[i] !== ' ' && text[i] !== '\u00a0' && text[i] !== '\u202f') return false
    while (text[i] === ' ' || text[i] === '\u00a0' || text[i] === '\u202f') i++
  }
  const hourEnd = digitsFrom(text, i)
  if (hourEnd === n && (n - i === 4 || n - i === 6) && text[i - 1] === 'T') {
    return clock(numberAt(text, i, i + 2), numberAt(text, i + 2, i + 4), n - i === 6 ? numberAt(text, i + 4, n) : 0, '')
  }
  if (hourEnd === i || hourEnd > i + 2 || text[hourEnd] !== ':') return false
  const minuteEnd = digitsFrom(text, hourEnd + 1)
  if (minuteEnd !== hourEnd + 3) return false
  const hour = numberAt(text, i, hourEnd)
  const minute = numberAt(text, hourEnd + 1, minuteEnd)
  let second = 0
  let end = minuteEnd
  if (text[end] === ':') {
    const secondEnd = digitsFrom(text, end + 1)
    if (secondEnd !== end + 3) return false
    second = numberAt(text, end + 1, secondEnd)
    end = secondEnd
    if ((text[end] === '.' || text[end] === ',') && digitsFrom(text, end + 1) > end + 1) end = digitsFrom(text, end + 1)
  }
  if (end === n) return clock(hour, minute, second, '')
  const tail = /^\s*([aApP]\.?[mM]\.?)?\s*(Uhr|h)?\s*(Z|UTC|GMT)?([+-]\d{2}:?(?:\d{2})?)?\s*(?:\([^()]*\))?$/.exec(text.slice(end))
  if (!tail) return false
  parts.zone = tail[3] !== undefined || tail[4] !== undefined
  return clock(hour, minute, second, (tail[1] ?? '').replaceAll('.', '').toLowerCase())
}

/** Sets the second of the day; `half` is `am`, `pm` or nothing. */
function clock(hour: number, minute: number, second: number, half: string): boolean {
  const whole = half === '' ? hour : (hour % 12) + (half === 'pm' ? 12 : 0)
  if (half !== '' && (hour < 1 || hour > 12)) return false
  if (whole > 23 || minute > 59 || second > 59) return false
  parts.seconds = whole * 3600 + minute * 60 + second
  parts.time = true
  return true
}

function digitsFrom(text: string, from: number): number {
  let i = from
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) break
  }
  return i
}

function numberAt(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + (text.charCodeAt(i) - 48)
  return value
}
