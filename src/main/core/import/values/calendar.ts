/** The proleptic Gregorian calendar in whole seconds, without time zones and without `Date`. */

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0)
}

/**
 * Days from 1970-01-01. O(1). The year is shifted to begin in March, so that the leap day is its last.
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Years that a date of a shop can have. Beyond them a "date" is a placeholder or a number. */
const firstYear = 1900
const lastYear = 2199

/** Wall-clock seconds since 1970-01-01, or NaN if there is no such day. */
export function epochOf(year: number, month: number, day: number, secondOfDay: number): number {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN
  return daysFromCivil(year, month, day) * 86_400 + secondOfDay
}

/** `2011-12-09T12:50:00`, or `2011-12-09` when only the day is wanted. */
export function isoText(epoch: number, withTime: boolean): string {
  const iso = new Date(epoch * 1000).toISOString()
  return withTime ? iso.slice(0, 19) : iso.slice(0, 10)
}

/** Two-digit years as POSIX reads them: 69–99 are of the last century. */
export function fullYear(year: number): number {
  return year >= 69 ? 1900 + year : 2000 + year
}

/** 1 Monday … 7 Sunday of a moment; NaN for NaN. */
export function weekdayOf(epoch: number): number {
  const day = Math.floor(epoch / 86_400)
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1
}
