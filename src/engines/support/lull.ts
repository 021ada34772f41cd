const DAYS = 7
/** A shorter gap is a holiday. */
const FEWEST_WEEKS = 4
/** What is usual is taken from so many weeks before, at most. */
const USUAL_WEEKS = 13
/** Weeks of the gap have at most this share of what is usual. */
const FEW = 0.05
/** Fewer tickets than so many, usually, in as long: chance leaves that out by itself. */
const FEWEST_EXPECTED = 20

/**
 * The first day of the weeks up to the last day in which tickets have nearly stopped: four at least, each with at most a twentieth of what the thirteen
 * before had on average, in which twenty tickets or more would have been usual. What is told of the last weeks is then told of a file that ends, not of a
 * shop.
 *
 * O(tickets + weeks²).
 *
 * @param opened day of each ticket, NaN where it is not known
 * @param lastDay the as-of date
 * @returns null: tickets have not stopped
 */
export function quietFrom(opened: Float64Array, lastDay: number): number | null {
  const days = opened.map(Math.floor).filter((day) => day <= lastDay)
  const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY)
  if (!Number.isFinite(first)) return null
  const weekOf = (day: number) => Math.floor((lastDay - day) / DAYS)
  // The newest first; the oldest may be a part of one.
  const weeks = new Float64Array(weekOf(first) + 1)
  for (const day of days) weeks[weekOf(day)] = (weeks[weekOf(day)] as number) + 1
  let most = 0
  let found: { weeks: number; usual: number } | null = null
  for (let quiet = 1; quiet < weeks.length; quiet++) {
    most = Math.max(most, weeks[quiet - 1] as number)
    const before = weeks.subarray(quiet, quiet + USUAL_WEEKS)
    const usual = before.reduce((sum, count) => sum + count, 0) / before.length
    if (quiet >= FEWEST_WEEKS && most <= FEW * usual && usual * quiet >= FEWEST_EXPECTED) found = { weeks: quiet, usual }
  }
  if (found === null) return null
  return lastBusyDay(days, lastDay - found.weeks * DAYS, (FEW * found.usual) / DAYS) + 1
}

/** Of the week that ends with this day, the last day with more tickets than the days after it have. */
function lastBusyDay(days: Float64Array, end: number, few: number): number {
  const counts = new Float64Array(DAYS)
  for (const day of days) if (day <= end && day > end - DAYS) counts[end - day] = (counts[end - day] as number) + 1
  return (
    end -
    Math.max(
      0,
      counts.findIndex((count) => count > few)
    )
  )
}
