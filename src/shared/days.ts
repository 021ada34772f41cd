import type { IsoDate } from './model/common.ts'

const aDay = 86_400_000

/** The day before: `2016-05-28` of `2016-05-29`. */
export function dayBefore(day: IsoDate): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) - aDay).toISOString().slice(0, 10)
}
