/** Moments that are counted: days of a spreadsheet, or seconds and finer since 1970. */
import { epochOf } from './calendar.ts'
import { type Exact, parseDecimal, toNumber } from './number.ts'

/** What a bare number counts: a spreadsheet's days since 1900, or seconds, thousandths and millionths since 1970 (UTC). */
export type CountedUnit = 'serial' | 'seconds' | 'milliseconds' | 'microseconds'

const daySeconds = 86_400
const units: Record<CountedUnit, number> = { serial: daySeconds, seconds: 1, milliseconds: 1e-3, microseconds: 1e-6 }
/** Day 0 of the 1900 system, from its 1 March 1900 on: the 29 February before it is an error that all spreadsheets repeat. */
const serialOrigin = epochOf(1900, 1, 1, 0) - 2 * daySeconds
const first = epochOf(1900, 3, 1, 0)
const last = epochOf(2199, 12, 31, daySeconds - 1)

export function isCounted(how: string): how is CountedUnit {
  return Object.hasOwn(units, how)
}

/** Wall-clock seconds since 1970-01-01 of a number that counts, rounded to the second; NaN if it is no number or no moment that a shop knows. */
export function countedMoment(text: string, unit: CountedUnit): number {
  const exact = parseDecimal(text, '.') ?? parseDecimal(text, ',')
  return exact === null ? Number.NaN : momentOf(exact, unit)
}

function momentOf(exact: Exact, unit: CountedUnit): number {
  const seconds = toNumber(exact) * units[unit]
  // A moment is the second that it lies in; a day's fraction is rounded, because it is a binary one.
  const epoch = unit === 'serial' ? Math.round(seconds) + serialOrigin : Math.floor(seconds)
  return epoch >= first && epoch <= last ? epoch : Number.NaN
}

/**
 * What a number, if it is a moment at all, most likely counts: from 1990 to 2100 the ranges of the four do not meet. Null if it
 * lies in none.
 */
export function likelyUnit(value: number): CountedUnit | null {
  if (value >= 32_874 && value < 73_416) return 'serial'
  if (value >= 631_152_000 && value < 4_133_980_800) return 'seconds'
  if (value >= 631_152_000_000 && value < 4_133_980_800_000) return 'milliseconds'
  if (value >= 631_152_000_000_000 && value < 4_133_980_800_000_000) return 'microseconds'
  return null
}
