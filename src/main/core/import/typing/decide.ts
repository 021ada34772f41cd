import type { ColumnType } from '../../../../shared/model/import.ts'
import type { DateReading } from '../values/date.ts'
import type { DecimalSign } from '../values/number.ts'
import { type ColumnProfile, distinctCap } from './column-profile.ts'
import { countedCells, datedCells, decideDates } from './date-reading.ts'
import { decideDecimal } from './decimal-sign.ts'
import { type Decision, likeliest } from './decision.ts'

/** A column is of a type if this share of its cells is; the others are then wrong cells, not another type. */
const typical = 0.8
/** Digits can be dates by chance, so nearly all of them must be. */
const nearlyAll = 0.98
/** From this share of codes among numbers on (`85123A` among `71053`) the numbers are codes too, and not the codes wrong numbers. */
const mixedCodes = 0.005

/** What a column is, over all rows. */
export interface ColumnVerdict {
  type: ColumnType
  /** Share of the filled cells that are of the type. */
  fit: number
  /** Shares of the filled cells that can be a number, a date or a length of time at all. */
  numbers: number
  dates: number
  durations: number
  decimal: Decision<DecimalSign>
  dateOrder: Decision<DateReading>
}

/** What a header says about the values below it, where the values alone leave it open. */
export type ColumnHint = 'date' | 'id' | 'duration' | null

/**
 * Decides the type of a column and how its numbers and dates are read. Nothing is decided against any row: an order of
 * day and month is certain only if it reads every cell that can be read at all and no other order does so differently.
 *
 * @param sheet whether the cells come from spreadsheets, whose own numbers always have a decimal point
 * @param hint what the header says: only then are bare numbers taken for moments, and whole numbers for names
 */
export function decideColumn(profile: ColumnProfile, sheet: boolean, hint: ColumnHint = null): ColumnVerdict {
  const { filled } = profile
  const share = (n: number): number => (filled === 0 ? 0 : n / filled)
  const decimal = decideDecimal(profile, sheet)
  const dateOrder = decideDates(profile)
  const sign = likeliest(decimal) ?? '.'
  const numeric = sign === '.' ? profile.point : profile.comma
  const whole = sign === '.' ? profile.wholePoint : profile.wholeComma
  const written = datedCells(profile)
  const moments = countedCells(profile).count
  const counts = hint === 'date' && moments > written && share(moments) >= nearlyAll
  const timed = profile.durations + profile.clocks.count
  const common = {
    numbers: share(Math.max(profile.point, profile.comma)),
    dates: share(counts ? moments : written),
    durations: share(timed + profile.point),
    decimal,
    dateOrder
  }
  const as = (type: ColumnType, n: number): ColumnVerdict => ({ type, fit: share(n), ...common })

  if (filled === 0) return { type: 'empty', fit: 1, ...common }
  if (counts) return as(whole === filled && dateOrder.state === 'certain' && dateOrder.value === 'serial' ? 'date' : 'datetime', moments)
  if (share(written) >= (profile.compactDates > 0 ? nearlyAll : typical)) return as(profile.times > 0 ? 'datetime' : 'date', written)
  if (profile.booleans === filled && profile.distinct <= 2 && numeric < filled) return as('boolean', filled)
  if (profile.percents > 0 && share(profile.percents + numeric) >= typical) return as('percent', profile.percents + numeric)
  if (hint !== 'duration' && profile.dayTimes > 0 && share(profile.dayTimes) >= typical) return as('time', profile.dayTimes)
  if (timed > 0 && share(timed) >= typical) return as('duration', timed)
  const named = profile.codes + profile.digits
  if (share(profile.codes) >= mixedCodes && share(named) >= typical) return as('id', named)
  if (share(numeric) >= typical)
    return looksLikeId(profile, hint)
      ? as('id', named + profile.powered + profile.shortened.count)
      : as(whole === numeric ? 'integer' : 'decimal', numeric)
  return as('text', filled)
}

/**
 * Digits that are a name: a leading zero, a 15th digit or the plus of a telephone number would be lost in a number, `.0` at the
 * end of all of them means nothing, `1E5` among digits is an article, and `1.23457E+11` a long code that a spreadsheet shortened.
 */
function looksLikeId(profile: ColumnProfile, hint: ColumnHint): boolean {
  const { filled, digits, powered, shortened } = profile
  if (digits + powered + shortened.count < filled || profile.negative > 0) return false
  if (hint === 'id' && profile.booleans < filled) return true
  if (profile.leadingZero + profile.long + profile.plus + powered + shortened.count > 0) return true
  if (isPointZero(profile)) return !isGrade(profile)
  return filled >= 20 && profile.distinct < distinctCap && profile.distinct === filled
}

/** `1.0` to `10.0`: points that a program wrote as it writes all numbers. */
function isGrade({ measured, filled, least, greatest, leadingZero }: ColumnProfile): boolean {
  return measured === filled && least >= 0 && greatest <= 10 && leadingZero === 0
}

/** Whether every value is digits with a `.0` that says nothing, or (where a program had no gap to fill) without. */
export function isPointZero(profile: ColumnProfile): boolean {
  return profile.pointZero.count > 0 && profile.digits === profile.filled
}
