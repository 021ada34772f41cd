import { epochOf } from '../values/calendar.ts'

const ZERO = 48
const DASH = 45
const COLON = 58
const SPACE = 32
const T = 84
const Z = 90

/**
 * Wall-clock seconds of `2024-03-09T08:20:00`, with or without a Z, or with a blank before the time, as `parseDate` reads it under any order;
 * NaN if the bytes are anything else. O(1).
 */
export function isoMoment(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start
  if (length !== 19 && !(length === 20 && bytes[end - 1] === Z)) return Number.NaN
  const gap = bytes[start + 10]
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH || (gap !== T && gap !== SPACE)) return Number.NaN
  if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return Number.NaN
  const year = 100 * two(bytes, start) + two(bytes, start + 2)
  const month = two(bytes, start + 5)
  const day = two(bytes, start + 8)
  const hour = two(bytes, start + 11)
  const minute = two(bytes, start + 14)
  const second = two(bytes, start + 17)
  // What is no digit makes a number that is not one.
  if (!(hour < 24 && minute < 60 && second < 60 && day > 0)) return Number.NaN
  return epochOf(year, month, day, hour * 3_600 + minute * 60 + second)
}

/** Day of the month of such a moment. */
export function isoDay(bytes: Uint8Array, start: number): number {
  return two(bytes, start + 8)
}

/** Two digits; NaN if they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO
  const ones = (bytes[at + 1] as number) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN
}
