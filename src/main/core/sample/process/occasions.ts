import { at, DAY, type Minutes, PERIOD, year } from '../calendar.ts'
import { GIVING, OCCASIONS } from '../parameters.ts'
import type { Stream } from '../random/stream.ts'

const LAST_YEAR = year(PERIOD.horizon - 1)

function dateOf(occasion: number, inYear: number): Minutes {
  const { month, day } = OCCASIONS[occasion] ?? OCCASIONS[0]
  return at(`${inYear}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
}

/** Start of the shopping days before the next Christmas or second occasion after `t`. */
export function nextOccasion(second: number, t: Minutes): Minutes {
  const starts: Minutes[] = []
  for (let y = year(t); y <= LAST_YEAR + 1; y++) {
    for (const occasion of [0, second]) starts.push(dateOf(occasion, y) - (OCCASIONS[occasion]?.before ?? 0) * DAY)
  }
  return Math.min(...starts.filter((s) => s >= t))
}

/** Days on which a giver buys, from `from` to the horizon, in order. The first occasion is never missed. */
export function givingDays(random: Stream, second: number, from: Minutes): Minutes[] {
  const result: Minutes[] = []
  for (let y = year(Math.max(from, PERIOD.start)); y <= LAST_YEAR; y++) {
    for (const occasion of [0, second]) {
      const day = dateOf(occasion, y)
      const before = (OCCASIONS[occasion]?.before ?? 0) * DAY
      const acts = random.chance(occasion === 0 ? GIVING.christmas : GIVING.second)
      const times = occasion === 0 && random.chance(GIVING.twice) ? 2 : 1
      const moments = Array.from({ length: times }, () => Math.floor(day - random.between(0.05, 0.98) * before))
      if (day - before >= Math.max(from, PERIOD.start) && day < PERIOD.horizon && (acts || result.length === 0)) result.push(...moments)
    }
  }
  return result.sort((a, b) => a - b)
}
