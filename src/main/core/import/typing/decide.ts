import type { ColumnType, DateOrder } from '../../../../shared/model/import.ts'
import { dateForm } from '../values/date.ts'
import { isCertainMark } from '../values/missing.ts'
import type { DecimalSign } from '../values/number.ts'
import { type ColumnProfile, distinctCap } from './column-profile.ts'

/** A column is of a type if this share of its cells is; the others are then wrong cells, not another type. */
const typical = 0.8
/** From this share of codes among numbers on (`85123A` among `71053`) the numbers are codes too, and not the codes wrong numbers. */
const mixedCodes = 0.005

/** Something that is read in one way, could be read in several, or contradicts itself. */
export type Decision<T> =
  | { state: 'certain'; value: T }
  /** Each choice reads all that can be read, differently. */
  | { state: 'open'; choices: Choice<T>[]; sample: string }
  /** No choice reads all that some choice can read; the first reads most. */
  | { state: 'mixed'; choices: Choice<T>[]; sample: string }

export interface Choice<T> {
  value: T
  /** Cells that it cannot read although another choice could. */
  unread: number
}

/** What a column is, over all rows. */
export interface ColumnVerdict {
  type: ColumnType
  /** Share of the filled cells that are of the type. */
  fit: number
  /** Shares of the filled cells that can be a number or a date at all. */
  numbers: number
  dates: number
  decimal: Decision<DecimalSign>
  dateOrder: Decision<DateOrder>
}

/**
 * Decides the type of a column and how its numbers and dates are read. Nothing is decided against any row: an order of
 * day and month is certain only if it reads every cell that can be read at all and no other order does so differently.
 *
 * @param sheet whether the cells come from spreadsheets, whose own numbers always have a decimal point
 */
export function decideColumn(profile: ColumnProfile, sheet: boolean): ColumnVerdict {
  const { filled } = profile
  const share = (n: number): number => (filled === 0 ? 0 : n / filled)
  const decimal = decideDecimal(profile, sheet)
  const dateOrder = decideDateOrder(profile)
  const sign = decimal.state === 'certain' ? decimal.value : (decimal.choices[0]?.value ?? '.')
  const numeric = sign === '.' ? profile.point : profile.comma
  const whole = sign === '.' ? profile.wholePoint : profile.wholeComma
  const dated = profile.dates.reduce((sum, { count }, orders) => (orders === 0 ? sum : sum + count), 0)
  const common = { numbers: share(Math.max(profile.point, profile.comma)), dates: share(dated), decimal, dateOrder }
  const as = (type: ColumnType, n: number): ColumnVerdict => ({ type, fit: share(n), ...common })

  if (filled === 0) return { type: 'empty', fit: 1, ...common }
  if (share(dated) >= (profile.compactDates > 0 ? 0.98 : typical)) return as(profile.times > 0 ? 'datetime' : 'date', dated)
  if (profile.booleans === filled && profile.distinct <= 2 && numeric < filled) return as('boolean', filled)
  const named = profile.codes + profile.digits
  if (share(profile.codes) >= mixedCodes && share(named) >= typical) return as('id', named)
  if (share(numeric) >= typical)
    return looksLikeId(profile) ? as('id', profile.digits) : as(whole === numeric ? 'integer' : 'decimal', numeric)
  return as('text', filled)
}

/** Digits that are a name: a leading zero or a 16th digit would be lost in a number, and `.0` at the end of all of them means nothing. */
function looksLikeId(profile: ColumnProfile): boolean {
  const { filled, digits } = profile
  if (digits < filled || profile.negative > 0) return false
  if (profile.leadingZero > 0 || profile.long > 0 || isPointZero(profile)) return true
  return filled >= 20 && profile.distinct < distinctCap && profile.distinct === filled
}

/** Whether every value is digits with a `.0` that says nothing, or (where a program had no gap to fill) without. */
export function isPointZero(profile: ColumnProfile): boolean {
  return profile.pointZero.count > 0 && profile.digits === profile.filled
}

function decideDecimal(profile: ColumnProfile, sheet: boolean): Decision<DecimalSign> {
  const { pointOnly, commaOnly, signDiffers } = profile
  const certain = (value: DecimalSign): Decision<DecimalSign> => ({ state: 'certain', value })
  if (pointOnly.count > 0 && commaOnly.count > 0) {
    const point = { value: '.' as const, unread: commaOnly.count }
    const comma = { value: ',' as const, unread: pointOnly.count }
    const choices = point.unread <= comma.unread ? [point, comma] : [comma, point]
    // A stray cell among thousands is a wrong cell; but it leaves doubt about cells that both signs can read.
    const stray = (choices[0]?.unread ?? 0) <= 0.01 * (choices[1]?.unread ?? 0) && signDiffers.count === 0
    if (stray) return certain(choices[0]?.value ?? '.')
    return { state: 'mixed', choices, sample: (choices[0]?.value === '.' ? commaOnly : pointOnly).example }
  }
  if (pointOnly.count > 0) return certain('.')
  if (commaOnly.count > 0) return certain(',')
  if (signDiffers.count === 0 || (sheet && profile.differsWithComma === 0)) return certain('.')
  return {
    state: 'open',
    choices: [
      { value: '.', unread: 0 },
      { value: ',', unread: 0 }
    ],
    sample: signDiffers.example
  }
}

const orderBits: readonly [DateOrder, number][] = [
  ['dmy', dateForm.dmy],
  ['mdy', dateForm.mdy],
  ['ymd', dateForm.ymd]
]

function decideDateOrder(profile: ColumnProfile): Decision<DateOrder> {
  const read = (bit: number): number => profile.dates.reduce((sum, { count }, orders) => (orders & bit ? sum + count : sum), 0)
  const total = profile.dates.reduce((sum, { count }, orders) => (orders === 0 ? sum : sum + count), 0)
  const all = orderBits
    .map(([value, bit]) => ({ value, bit, unread: total - read(bit) }))
    .filter(({ bit }) => read(bit) > 0)
    .sort((a, b) => a.unread - b.unread)
  const best = all[0]
  if (!best) return { state: 'certain', value: 'ymd' }
  const complete = all.filter(({ unread }) => unread === 0)
  const choices = (from: typeof all): Choice<DateOrder>[] => from.map(({ value, unread }) => ({ value, unread }))
  if (complete.length === 0) {
    const other = profile.dates.find(({ count }, orders) => count > 0 && orders !== 0 && (orders & best.bit) === 0)
    return { state: 'mixed', choices: choices(all), sample: other?.example ?? '' }
  }
  const completeBits = complete.reduce((bits, { bit }) => bits | bit, 0)
  const doubtful = profile.datesDiffer.find(({ count }, orders) => count > 0 && several(orders & completeBits))
  if (complete.length > 1 && doubtful) return { state: 'open', choices: choices(complete), sample: doubtful.example }
  return { state: 'certain', value: complete.some(({ value }) => value === 'ymd') ? 'ymd' : best.value }
}

function several(bits: number): boolean {
  return (bits & (bits - 1)) !== 0
}

/**
 * The missing marks that count in a group: unmistakable ones wherever they stand; words such as `NA` only if they stand
 * in a column of numbers, dates or ids, where they cannot be a name.
 */
export function decideMarks(profiles: readonly ColumnProfile[], verdicts: readonly ColumnVerdict[]): string[] {
  const marks = new Set<string>()
  for (const [i, profile] of profiles.entries()) {
    const type = verdicts[i]?.type
    for (const mark of profile.marks.keys()) {
      if (isCertainMark(mark) || (type !== 'text' && type !== 'boolean' && type !== 'empty')) marks.add(mark)
    }
  }
  return [...marks].sort()
}
