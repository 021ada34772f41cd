/** Order numbers that begin anew each day, as those of tills do. */

/** Of the numbers of all days, at least so many must stand on another day too, and so many days must begin with one of the first numbers. */
const mostly = 0.5
const nearly = 0.8
/** The very first may be missing: a receipt that was cancelled. */
const first = 3
/** By so many different numbers of days it is told: memory is to stay small. */
export const mostNumbers = 200_000
/** A file of one day, as some tills write them, has so many numbers, and few between the first and the last are missing. */
const fewest = 10
const missing = 0.2

const longestDate = 60

/** Watches numbers and days go by, in any order, each till's by themselves. Memory: one entry for each number of each day and till. */
export class DailyNumbers {
  private readonly days = new Map<string, { till: string; numbers: Set<number> }>()
  private pairs = 0
  /** Once it is told. */
  private told: boolean | null = null

  add(text: string, date: string, till: string): void {
    const number = text.trim()
    if (this.told !== null || number === '') return
    const n = /^\d{1,9}$/.test(number) ? Number(number) : -1
    // Numbers with letters, or with a year before them, do not begin anew.
    if (n < 0 || this.pairs > mostNumbers) {
      this.told = n >= 0 && this.areDaily
      this.days.clear()
      return
    }
    const day = `${dayIn(date)}\n${till}`
    const { numbers } = this.days.get(day) ?? { numbers: new Set<number>() }
    this.days.set(day, { till, numbers })
    if (!numbers.has(n)) this.pairs++
    numbers.add(n)
  }

  /** Whether more of them say nothing any more. */
  get isTold(): boolean {
    return this.told !== null
  }

  /**
   * Whether the numbers begin anew each day: most of them stand on several days, and nearly every day begins with one of the first. So an order
   * with lines of several days, a return or a later parcel, does not look like that. Of one day alone they look like it where they count from one of the first
   * numbers on: the next day's file does so again, and a shop's own numbers do not begin at 1.
   */
  get areDaily(): boolean {
    if (this.told !== null) return this.told
    const [only] = this.days.values()
    if (only === undefined) return false
    if (this.days.size === 1) {
      const numbers = [...only.numbers]
      const [least, greatest] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))]
      return numbers.length >= fewest && least <= first && (1 - missing) * (greatest - least + 1) <= numbers.length
    }
    const met = new Map<string, number>()
    for (const { till, numbers } of this.days.values())
      for (const n of numbers) met.set(`${n}\n${till}`, (met.get(`${n}\n${till}`) ?? 0) + 1)
    const again = [...met.values()].filter((days) => days > 1)
    const begun = [...this.days.values()].filter(({ numbers }) => [...numbers].some((n) => n <= first)).length
    return again.length > 1 && again.reduce((sum, days) => sum + days, 0) >= mostly * this.pairs && begun >= nearly * this.days.size
  }
}

/** A date without its time, as it is written. No date is longer than that; and from each of a thousand blanks the time might begin. */
function dayIn(text: string): string {
  return text
    .trim()
    .slice(0, longestDate)
    .replace(/[T\s]+\d{1,2}:\d{2}.*$/, '')
}
