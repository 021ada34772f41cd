/** What the readers of dates share: the parts of the text that is being read, and steps over it. */

/** Parts of the text that was scanned last; one object, since millions of cells are scanned. */
export const parts = {
  /** Whether year, month and day are known (`fixed`), or three numbers whose order is open. */
  fixed: false,
  a: 0,
  b: 0,
  c: 0,
  /** What stands between them. */
  sign: '',
  /** Digits of the first and the last of the three. */
  aDigits: 0,
  cDigits: 0,
  seconds: 0,
  time: false,
  zone: false,
  /** The zone as it stands there, when `zone`. */
  zoneText: '',
  compact: false,
  /** A month without a day; its first day is meant. */
  month: false,
  /** A year of two digits. */
  shortYear: false,
  /** 1 Monday … 7 Sunday, 0 when none is named. */
  weekday: 0
}

export function resetParts(): void {
  parts.fixed = false
  parts.seconds = 0
  parts.time = false
  parts.zone = false
  parts.zoneText = ''
  parts.compact = false
  parts.month = false
  parts.shortYear = false
  parts.weekday = 0
}

export function fix(year: number, month: number, day: number): void {
  parts.fixed = true
  parts.a = year
  parts.b = month
  parts.c = day
}

/** The index behind the digits that begin at `from`. */
export function digitsFrom(text: string, from: number): number {
  let i = from
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) break
  }
  return i
}

export function numberAt(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + (text.charCodeAt(i) - 48)
  return value
}

export function isGap(char: string | undefined): boolean {
  return char === ' ' || char === '\u00a0' || char === '\u202f'
}
