/**
 * Time in the sample shop: whole minutes of wall-clock time since 1970-01-01, as the spreadsheets write it, so no time
 * zone and no daylight saving enters.
 */
export type Minutes = number

export const DAY = 24 * 60
export const HOUR = 60

export function at(isoDate: string, hour = 0, minute = 0): Minutes {
  return Date.parse(`${isoDate}T00:00:00Z`) / 60_000 + hour * HOUR + minute
}

/** `2024-03-05` */
export const isoDate = (t: Minutes): string => new Date(t * 60_000).toISOString().slice(0, 10)
/** `2024-03-05 14:12` */
export const isoMinute = (t: Minutes): string => new Date(t * 60_000).toISOString().slice(0, 16).replace('T', ' ')

export const startOfDay = (t: Minutes): Minutes => Math.floor(t / DAY) * DAY
/** 0 is Monday. 1970-01-01 was a Thursday. */
export const weekday = (t: Minutes): number => (Math.floor(t / DAY) + 3) % 7
/** 0 is January. */
export const month = (t: Minutes): number => new Date(t * 60_000).getUTCMonth()
export const year = (t: Minutes): number => new Date(t * 60_000).getUTCFullYear()

/** The export covers two years, [start, end); the continuation the three months after, [end, horizon). */
export const PERIOD = { start: at('2023-10-01'), end: at('2025-10-01'), horizon: at('2026-01-01') } as const

/** The shop was there before: customers registered from here on. */
export const FOUNDED = at('2021-03-01')

const OPENS = 9 * HOUR
const CLOSES = 17 * HOUR + 30

/** `minutes` of support desk time (Monday to Friday, 9:00 to 17:30) after `t`. */
export function afterBusinessMinutes(t: Minutes, minutes: number): Minutes {
  let left = minutes
  let now = t
  for (;;) {
    const day = startOfDay(now)
    const opens = Math.max(now, day + OPENS)
    const room = weekday(day) < 5 ? day + CLOSES - opens : 0
    if (room > left) return opens + Math.ceil(left)
    left -= Math.max(0, room)
    now = day + DAY
  }
}

/** Promotions of the shop: while one runs, its share of the prices is taken off. */
export interface Promotion {
  name: string
  code: string
  from: Minutes
  to: Minutes
  share: number
}

const promotion = (name: string, code: string, from: string, to: string, share: number): Promotion => ({
  name,
  code,
  from: at(from),
  to: at(to),
  share
})

export const PROMOTIONS: readonly Promotion[] = [
  promotion('Black Friday', 'BLACK20', '2023-11-23', '2023-11-28', 0.2),
  promotion('January clear-out', 'NEWYEAR25', '2024-01-03', '2024-01-17', 0.25),
  promotion('Spring weeks', 'SPRING15', '2024-03-11', '2024-03-25', 0.15),
  promotion('Early summer', 'SUMMER15', '2024-05-27', '2024-06-09', 0.15),
  promotion('Back to routine', 'ROUTINE15', '2024-08-26', '2024-09-08', 0.15),
  promotion('Black Friday', 'BLACK20', '2024-11-28', '2024-12-03', 0.2),
  promotion('January clear-out', 'NEWYEAR25', '2025-01-03', '2025-01-17', 0.25),
  promotion('Spring weeks', 'SPRING15', '2025-03-10', '2025-03-24', 0.15),
  promotion('Early summer', 'SUMMER15', '2025-05-26', '2025-06-08', 0.15),
  promotion('Back to routine', 'ROUTINE15', '2025-08-25', '2025-09-07', 0.15),
  promotion('Black Friday', 'BLACK20', '2025-11-27', '2025-12-02', 0.2)
]

export const promotionAt = (t: Minutes): Promotion | undefined => PROMOTIONS.find((p) => t >= p.from && t < p.to)
