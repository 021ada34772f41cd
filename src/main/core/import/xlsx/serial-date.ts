import { epochOf, isoText } from '../values/calendar.ts'
import type { DateFormat } from './number-format.ts'

const daySeconds = 86_400
/** Day 0 of the two systems, in days from 1970-01-01. In the 1900 system the serials before its 29 February 1900, a day that never was, are one less. */
const origin1900 = epochOf(1900, 1, 1, 0) / daySeconds - 2
const origin1904 = epochOf(1904, 1, 1, 0) / daySeconds
/** 9999-12-31 in the 1900 system. */
const lastSerial = 2_958_466

/**
 * The ISO text of a day number: `2011-12-09`, `2011-12-09T12:50:00` if it has a time or its format shows one, `12:50:00`
 * for a time without a day. Seconds are rounded. Null for what no calendar has: negative numbers, the invented 29
 * February 1900, days after 9999.
 */
export function serialText(serial: number, format: Exclude<DateFormat, 'none'>, is1904: boolean): string | null {
  const seconds = Math.round(serial * daySeconds)
  const day = Math.floor(seconds / daySeconds)
  const rest = seconds - day * daySeconds
  if (serial < 0 || day >= lastSerial) return null
  if (day === 0 && !is1904) return format === 'time' ? timeText(rest) : null
  if (day === 60 && !is1904) return null
  const days = is1904 ? origin1904 + day : origin1900 + day + (day < 60 ? 1 : 0)
  const date = dayText(days)
  return rest === 0 && format !== 'time' ? date : `${date}T${timeText(rest)}`
}

/** Days come many times over, so their texts are kept; a sheet of other days begins anew. */
const dayTexts = new Map<number, string>()
const mostDays = 20_000

function dayText(days: number): string {
  const known = dayTexts.get(days)
  if (known !== undefined) return known
  if (dayTexts.size >= mostDays) dayTexts.clear()
  const text = isoText(days * daySeconds, false)
  dayTexts.set(days, text)
  return text
}

const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

function timeText(second: number): string {
  const hours = Math.floor(second / 3_600)
  return `${two[hours]}:${two[Math.floor(second / 60) % 60]}:${two[second % 60]}`
}
