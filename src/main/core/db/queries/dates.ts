import type { IsoDate } from '../../../../shared/model/common.ts'

export const secondsADay = 86_400

/** The day of a wall-clock moment. */
export function isoDate(at: number): IsoDate {
  return new Date(at * 1_000).toISOString().slice(0, 10)
}

/** The first wall-clock second after a day. */
export function endOfDay(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / 1_000 + secondsADay
}

/** Months are counted through: 12 · year + (month of the year − 1), as in the table `month_summary`. */
export function monthOf(date: IsoDate): number {
  return 12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7)) - 1
}

/** `2011-12` */
export function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

export function firstDayOf(month: number): IsoDate {
  return `${monthText(month)}-01`
}

export function lastDayOf(month: number): IsoDate {
  return isoDate(Date.parse(`${firstDayOf(month + 1)}T00:00:00Z`) / 1_000 - secondsADay)
}
