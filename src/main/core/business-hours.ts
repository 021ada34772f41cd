/** When somebody is there to answer. */
export interface BusinessHours {
  /** 1 Monday … 7 Sunday. */
  days: number[]
  /** Hours of the day, `to` excluded. */
  from: number
  to: number
}

export const usualHours: BusinessHours = { days: [1, 2, 3, 4, 5], from: 9, to: 17 }

const secondsADay = 86_400
/** The Monday before 1970-01-01, a Thursday. */
const monday = -3 * secondsADay

/**
 * Seconds of business between two wall-clock moments. O(days of the week).
 *
 * @example businessSeconds(fridayAt16, mondayAt10, usualHours) // two hours
 */
export function businessSeconds(from: number, to: number, hours: BusinessHours): number {
  return elapsed(to, hours) - elapsed(from, hours)
}

/** Seconds of business since that Monday. */
function elapsed(at: number, { days, from, to }: BusinessHours): number {
  const perDay = (to - from) * 3_600
  const since = at - monday
  const week = Math.floor(since / (7 * secondsADay))
  let seconds = week * days.length * perDay
  for (const day of days) {
    const opens = week * 7 * secondsADay + (day - 1) * secondsADay + from * 3_600
    seconds += Math.min(Math.max(since - opens, 0), perDay)
  }
  return seconds
}
