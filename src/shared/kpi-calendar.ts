/** Periods as days counted from 1970-01-01: which there are, and what each is held against. The Gregorian calendar, proleptic; no clock. */
import type { Period, Window } from './model/kpi-columns.ts'
import type { KpiComparison, KpiPeriod } from './model/kpis.ts'

/** Data that begin up to so many days into a span still hold nearly all of it. */
export const tolerance = 7

/** Periods that are whole months, and those that are so many days. */
const monthsOf: Partial<Record<KpiPeriod, number>> = { month: 1, quarter: 3, year: 12 }
const daysOf: Partial<Record<KpiPeriod, number>> = { last30: 30, last90: 90 }

/** Days from 1970-01-01 to the first day of a month, counted through: 12 · year + (month − 1). Source: H. Hinnant, chrono-compatible date algorithms. */
export function firstDayOfMonth(month: number): number {
  const shifted = month - 2
  const year = Math.floor(shifted / 12)
  const era = Math.floor(year / 400)
  const ofEra = year - era * 400
  const dayOfYear = Math.floor((153 * (shifted - 12 * year) + 2) / 5)
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + dayOfYear - 719_468
}

/** The month that a day lies in. */
export function monthOfDay(day: number): number {
  let month = 12 * (1970 + Math.floor(day / 365.2425)) + 13
  while (firstDayOfMonth(month) > day) month--
  return month
}

/** Calendar months, or quarters, that do not begin before the data by more than the tolerance and have ended by the last day. */
export function monthWindows(firstDay: number, lastDay: number, length: 1 | 3): Window[] {
  const windows: Window[] = []
  const begin = Math.floor(monthOfDay(firstDay) / length) * length
  for (let month = begin; firstDayOfMonth(month + length) - 1 <= lastDay; month += length) {
    const from = firstDayOfMonth(month)
    if (from >= firstDay - tolerance) windows.push({ from, to: firstDayOfMonth(month + length) - 1 })
  }
  return windows
}

/** Whole weeks, Monday to Sunday. 1970-01-01 was a Thursday. */
export function weekWindows(firstDay: number, lastDay: number): Window[] {
  const windows: Window[] = []
  const monday = firstDay + ((7 - ((firstDay + 3) % 7)) % 7)
  for (let from = monday; from + 6 <= lastDay; from += 7) windows.push({ from, to: from + 6 })
  return windows
}

/** The newest span of a kind: the last whole month or quarter, the twelve months that end with the last whole one, so many days. Null where the data are shorter. */
export function spanOf(period: KpiPeriod, firstDay: number, lastDay: number): Window | null {
  const days = daysOf[period]
  const span = (): Window | null => {
    if (period === 'all') return { from: firstDay, to: lastDay }
    if (days !== undefined) return { from: lastDay - days + 1, to: lastDay }
    if (period !== 'year') return monthWindows(firstDay, lastDay, period === 'month' ? 1 : 3).at(-1) ?? null
    const end = monthOfDay(lastDay + 1)
    return { from: firstDayOfMonth(end - 12), to: firstDayOfMonth(end) - 1 }
  }
  const found = span()
  return found !== null && reaches(found, firstDay) ? found : null
}

/** Whether the data hold the span, but for a few days. */
export function reaches({ from }: Window, firstDay: number): boolean {
  return from >= firstDay - tolerance
}

/** The span that another of its kind is held against; null for everything, which has nothing before it. */
export function heldAgainst(span: Window, period: KpiPeriod, compare: KpiComparison): Window | null {
  const months = monthsOf[period]
  if (period === 'all') return null
  if (months !== undefined) {
    const shift = compare === 'year' ? 12 : months
    return { from: firstDayOfMonth(monthOfDay(span.from) - shift), to: firstDayOfMonth(monthOfDay(span.to) + 1 - shift) - 1 }
  }
  if (compare === 'previous') return { from: 2 * span.from - span.to - 1, to: span.from - 1 }
  return { from: yearBefore(span.from), to: yearBefore(span.to) }
}

/** A span with the one right before it. */
export function followed(span: Window, period: KpiPeriod): Period {
  return { ...span, preceding: heldAgainst(span, period, 'previous') }
}

/** The same day a year earlier; of 29 February, the 28th. */
function yearBefore(day: number): number {
  const month = monthOfDay(day)
  const start = firstDayOfMonth(month - 12)
  return Math.min(start + day - firstDayOfMonth(month), firstDayOfMonth(month - 11) - 1)
}
