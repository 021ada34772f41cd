/**
 * Dates and moments as people and programs write them, as wall-clock seconds: what stands there is what is kept, no
 * time zone is applied. `04/03/2011` has two readings, and only all rows together can say which is meant.
 */
import type { DateOrder } from '../../../../shared/model/import.ts'
import { epochOf, fullYear, weekdayOf } from './calendar.ts'
import { clock, timeFrom } from './clock.ts'
import { digitsFrom, fix, isGap, numberAt, parts, resetParts } from './date-scan.ts'
import { type CountedUnit, countedMoment, isCounted } from './moment-number.ts'
import { beginsDated, spelled, withoutWeekday } from './spelled-date.ts'

/** How the cells of a column are read as dates: the order of the numbers in them, or what a bare number counts. */
export type DateReading = DateOrder | CountedUnit

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
  compact: 64,
  /** A month without a day, whose first day is meant. */
  month: 128,
  /** A year of two digits. */
  shortYear: 256,
  /** The order does not matter, and the day is after the 12th. */
  plainLate: 512
} as const

const allOrders = dateForm.dmy | dateForm.mdy | dateForm.ymd

/**
 * Wall-clock seconds since 1970-01-01 of a text that is read in the given way, or NaN if it is no such date. Year-first
 * dates with four digits, digits-only dates and dates with a spelled month have one reading and are accepted under each
 * order. O(n).
 */
export function parseDate(text: string, how: DateReading): number {
  if (isCounted(how)) return countedMoment(text, how)
  return scan(text) ? reading(how) : Number.NaN
}

/** Everything that a text could be as a date, as flags of `dateForm`; 0 if it is none. */
export function dateForms(text: string): number {
  if (!scan(text)) return 0
  const rest =
    (parts.time ? dateForm.time : 0) |
    (parts.zone ? dateForm.zone : 0) |
    (parts.compact ? dateForm.compact : 0) |
    (parts.month ? dateForm.month : 0) |
    (parts.shortYear ? dateForm.shortYear : 0)
  if (parts.fixed) return Number.isNaN(reading('ymd')) ? 0 : allOrders | rest | (parts.c > 12 ? dateForm.plainLate : 0)
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

/** The time zone of the text that was read last, as it stands there; '' if it names none. */
export function lastZone(): string {
  return parts.zone ? parts.zoneText : ''
}

/**
 * How the three numbers of the text that was read last are written, where their order is open: the sign between them and the
 * digits of the last; '' otherwise. Columns that one program wrote have the same.
 */
export function lastShape(): string {
  return parts.fixed ? '' : `${parts.sign}${parts.cDigits}`
}

function reading(order: DateOrder): number {
  const { a, b, c, aDigits, cDigits, seconds, weekday } = parts
  if (parts.fixed) return epochOf(a, b, c, seconds)
  const year = cDigits === 4 ? c : fullYear(c)
  let epoch = Number.NaN
  if (order === 'dmy') epoch = epochOf(year, b, a, seconds)
  else if (order === 'mdy') epoch = epochOf(year, a, b, seconds)
  else if (cDigits === 2 && aDigits === 2) epoch = epochOf(fullYear(a), b, c, seconds)
  // A day of the week beside the numbers tells which of them is the month.
  return weekday === 0 || weekdayOf(epoch) === weekday ? epoch : Number.NaN
}

function scan(text: string): boolean {
  const n = text.length
  if (n < 6 || n > 80) return false
  resetParts()
  const code = text.charCodeAt(0)
  if (code >= 48 && code <= 57) return fromDigits(text)
  // Most texts are no dates, and trying the forms of one costs more than a look at their first word.
  if (!/\d/.test(text) || !beginsDated(text)) return false
  if (spelled(text)) return true
  resetParts()
  const rest = withoutWeekday(text)
  return rest !== null && (fromDigits(rest) || spelled(rest))
}

/** A text that begins with a digit. */
function fromDigits(text: string): boolean {
  const n = text.length
  const aEnd = digitsFrom(text, 0)
  if (aEnd === 0 || aEnd > 14) return false
  if (aEnd >= 8) return compact(text, aEnd)
  const sign = text[aEnd]
  if (sign !== '-' && sign !== '/' && sign !== '.') return sign === ':' ? timeFirst(text) : spelled(text)
  // A point may have a blank behind it: `4. 3. 2024`.
  const bStart = sign === '.' && isGap(text[aEnd + 1]) ? aEnd + 2 : aEnd + 1
  const bEnd = digitsFrom(text, bStart)
  const bDigits = bEnd - bStart
  if (bDigits === 0) return spelled(text)
  if (text[bEnd] !== sign) return bEnd === n && sign !== '.' && yearAndMonth(text, aEnd, bStart, bDigits)
  if (bDigits > 2) return false
  const cStart = sign === '.' && isGap(text[bEnd + 1]) ? bEnd + 2 : bEnd + 1
  const cEnd = digitsFrom(text, cStart)
  const cDigits = cEnd - cStart
  if (aEnd === 4 ? cDigits < 1 || cDigits > 2 : aEnd > 2 || (cDigits !== 2 && cDigits !== 4)) return false
  parts.fixed = aEnd === 4
  parts.a = numberAt(text, 0, aEnd)
  parts.b = numberAt(text, bStart, bEnd)
  parts.c = numberAt(text, cStart, cEnd)
  parts.sign = sign
  parts.aDigits = aEnd
  parts.cDigits = cDigits
  parts.shortYear = aEnd !== 4 && cDigits === 2
  // `2024. 3. 4.` ends with a point.
  const end = parts.fixed && sign === '.' && text[cEnd] === '.' ? cEnd + 1 : cEnd
  return end === n || timeFrom(text, end)
}

/** `2024-03` and `03/2024`. */
function yearAndMonth(text: string, aDigits: number, bStart: number, bDigits: number): boolean {
  const yearFirst = aDigits === 4 && bDigits === 2
  if (!yearFirst && !(aDigits <= 2 && bDigits === 4)) return false
  const a = numberAt(text, 0, aDigits)
  const b = numberAt(text, bStart, bStart + bDigits)
  fix(yearFirst ? a : b, yearFirst ? b : a, 1)
  parts.month = true
  return true
}

/** `20111209`, `20111209T1250`, `201112091250`, `20111209125000`. */
function compact(text: string, end: number): boolean {
  if (end !== 8 && end !== 12 && end !== 14) return false
  fix(numberAt(text, 0, 4), numberAt(text, 4, 6), numberAt(text, 6, 8))
  parts.compact = end === text.length
  if (end > 8) return parts.compact && clock(numberAt(text, 8, 10), numberAt(text, 10, 12), end === 14 ? numberAt(text, 12, 14) : 0, '')
  return parts.compact || timeFrom(text, 8)
}

const leadingTime = /^(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?\s?m\.?)?)\s*[,-]?\s+(?=\S*\D)(.{6,})$/iu

/** A time before its date: `10:15 04/03/2024`. */
function timeFirst(text: string): boolean {
  const match = leadingTime.exec(text)
  if (!match) return false
  const [, time = '', date = ''] = match
  return scan(date) && !parts.time && timeFrom(` ${time}`, 0)
}
