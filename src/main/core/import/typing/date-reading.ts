import type { DateOrder } from '../../../../shared/model/import.ts'
import { type DateReading, dateForm } from '../values/date.ts'
import type { CountedUnit } from '../values/moment-number.ts'
import type { ColumnProfile } from './column-profile.ts'
import type { Choice, Decision } from './decision.ts'

const orderBits: readonly [DateOrder, number][] = [
  ['dmy', dateForm.dmy],
  ['mdy', dateForm.mdy],
  ['ymd', dateForm.ymd]
]

/** Cells that are a date in some order. */
export function datedCells(profile: ColumnProfile): number {
  return profile.dates.reduce((sum, { count }, orders) => (orders === 0 ? sum : sum + count), 0)
}

/** What the numbers of a column would count if they were moments, and how many of them can be. */
export function countedCells({ counted }: ColumnProfile): { unit: CountedUnit; count: number } {
  return (Object.keys(counted) as CountedUnit[])
    .map((unit) => ({ unit, count: counted[unit] }))
    .reduce((most, one) => (one.count > most.count ? one : most))
}

/**
 * How the dates of a column are read. An order of day and month is certain only if it reads every cell that can be read at all
 * and no other order does so differently: one cell in a million decides, and one in a million can contradict. A column
 * without a written date is read as what its numbers count, if they can be moments.
 */
export function decideDates(profile: ColumnProfile): Decision<DateReading> {
  const read = (bit: number): number => profile.dates.reduce((sum, { count }, orders) => (orders & bit ? sum + count : sum), 0)
  const total = datedCells(profile)
  const moments = countedCells(profile)
  if (moments.count > total) return { state: 'certain', value: moments.unit }
  const all = orderBits
    .map(([value, bit]) => ({ value, bit, unread: total - read(bit) }))
    .filter(({ bit }) => read(bit) > 0)
    .sort((a, b) => a.unread - b.unread)
  const best = all[0]
  if (!best) return { state: 'certain', value: 'ymd' }
  const complete = all.filter(({ unread }) => unread === 0)
  const choices = (from: typeof all): Choice<DateReading>[] => from.map(({ value, unread }) => ({ value, unread }))
  if (complete.length === 0) {
    const other = profile.dates.find(({ count }, orders) => count > 0 && orders !== 0 && (orders & best.bit) === 0)
    return { state: 'mixed', choices: choices(all), sample: other?.example ?? '' }
  }
  const completeBits = complete.reduce((bits, { bit }) => bits | bit, 0)
  const doubtful = profile.datesDiffer.find(({ count }, orders) => count > 0 && several(orders & completeBits))
  if (complete.length > 1 && doubtful) return { state: 'open', choices: choices(complete), sample: doubtful.example }
  return { state: 'certain', value: complete.some(({ value }) => value === 'ymd') ? 'ymd' : best.value }
}

/**
 * Whether cells of the column prove the order that was decided, so that it can speak for another column: dates in it that only
 * this order reads.
 */
export function provesOrder(profile: ColumnProfile, order: DateReading): boolean {
  const bit = orderBits.find(([value]) => value === order)?.[1] ?? 0
  return (profile.dates[bit]?.count ?? 0) > 0
}

function several(bits: number): boolean {
  return (bits & (bits - 1)) !== 0
}
