/**
 * Numbers, money, dates and spans for people. Prose rounds to three significant figures (`…About`), tables show two
 * decimals, counts and stored amounts are exact, and what is unknown is a dash, never 0.
 */

export const unknown = '–'

/** What can be unknown. */
type Maybe = number | null | undefined

let locale = 'en-GB'
/** The catalogue is English, so months are too: in the user's order if that is English, else day first, which the spelled month makes clear. */
let dateLocale = 'en-GB'
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

/** Sets the locale of all formats, once at start; `en-GB` until then, so that tests see the same everywhere. */
export function setLocale(tag: string): void {
  locale = Intl.getCanonicalLocales(tag)[0] ?? 'en-GB'
  dateLocale = locale.startsWith('en') ? locale : 'en-GB'
  made.clear()
}

/** Making a formatter costs far more than using it. */
function number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${JSON.stringify(options)}`
  const found = made.get(key)
  if (found instanceof Intl.NumberFormat) return found
  const fresh = new Intl.NumberFormat(locale, options)
  made.set(key, fresh)
  return fresh
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${JSON.stringify(options)}`
  const found = made.get(key)
  if (found instanceof Intl.DateTimeFormat) return found
  const fresh = new Intl.DateTimeFormat(dateLocale, options)
  made.set(key, fresh)
  return fresh
}

const isKnown = (value: Maybe): value is number => value !== null && value !== undefined && Number.isFinite(value)

/** With a minus as wide as the plus that it is read against: Intl writes a hyphen. */
function written(options: Intl.NumberFormatOptions, value: number): string {
  return number(options).format(value).replace('-', '−')
}

/** Whole things: 541,909. */
export function count(value: Maybe): string {
  return isKnown(value) ? written({ maximumFractionDigits: 0 }, value) : unknown
}

/** A count that is an estimate: whole, and below ten to one decimal. */
export function countAbout(value: Maybe): string {
  return typeof value === 'number' && value < 10 ? about(Math.round(value * 10) / 10) : count(value)
}

/** A count with its noun: `1 row`, `541,909 rows`. */
export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** For tables: two decimals, or as many as asked. */
export function decimal(value: Maybe, digits = 2): string {
  return isKnown(value) ? written({ minimumFractionDigits: digits, maximumFractionDigits: digits }, value) : unknown
}

/** As somebody wrote it: up to four decimals, none added. */
export function plain(value: Maybe): string {
  return isKnown(value) ? written({ maximumFractionDigits: 4 }, value) : unknown
}

/** The signs that numbers are written with here: between thousands, and before decimals. */
export function separators(): { group: string; decimal: string } {
  const parts = number({ minimumFractionDigits: 1 }).formatToParts(1_234_567.5)
  const sign = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? ''
  return { group: sign('group'), decimal: sign('decimal') }
}

/** For prose: at most three significant figures. */
export function about(value: Maybe): string {
  return isKnown(value) ? written({ maximumSignificantDigits: 3 }, value) : unknown
}

/** For tables and stored amounts: exact to the cent. Without a currency the bare number. */
export function money(value: Maybe, currency: string): string {
  if (!isKnown(value)) return unknown
  return isCurrency(currency) ? written({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }, value) : decimal(value)
}

/** For prose and figures: at most three significant figures, shortened from a hundred thousand on (`£9.75m`); no lone decimal (`£42`, not `£42.1`). */
export function moneyAbout(value: Maybe, currency: string): string {
  if (!isKnown(value)) return unknown
  const size = Math.abs(value)
  const decimals = size > 0 && size < 9.995 ? 2 : 0
  const rounding: Intl.NumberFormatOptions =
    size < 1000
      ? { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
      : { maximumSignificantDigits: 3, ...(size >= 99_950 ? { notation: 'compact' } : {}) }
  const style: Intl.NumberFormatOptions = isCurrency(currency) ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}
  return written({ ...style, ...rounding }, value)
}

/** For marks of a chart, where there is little room: `€5.5k`, `€113k`, `£950`. */
export function moneyShort(value: Maybe, currency: string): string {
  if (!isKnown(value) || Math.abs(value) < 999.5) return moneyAbout(value, currency)
  const style: Intl.NumberFormatOptions = isCurrency(currency) ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}
  return written({ ...style, notation: 'compact' }, value)
}

/** The sign of a currency for a header: `£`, or an empty text without one. */
export function currencySign(currency: string): string {
  if (!isCurrency(currency)) return ''
  const parts = number({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}

/** Files may name a currency that Intl does not accept; such amounts are shown bare rather than not at all. */
function isCurrency(currency: string): boolean {
  return /^[A-Z]{3}$/.test(currency)
}

/** A share (0..1) for tables: `12.35%`; `digits` fewer where two would be noise. */
export function percent(share: Maybe, digits = 2): string {
  return isKnown(share) ? written({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }, share) : unknown
}

/** A share for prose: whole per cents (or as many decimals at most), and one more figure below 1 % so that little is not shown as nothing. */
export function percentAbout(share: Maybe, digits = 0): string {
  if (!isKnown(share)) return unknown
  const size = Math.abs(share)
  const options: Intl.NumberFormatOptions =
    size > 0 && size < 0.00995 ? { maximumSignificantDigits: digits + 1 } : { maximumFractionDigits: digits }
  return written({ style: 'percent', ...options }, share)
}

/** A change as a share of what was before, signed: `+12%`; unknown when there was nothing before. */
export function change(now: Maybe, before: Maybe): string {
  if (!isKnown(now) || !isKnown(before) || before === 0) return unknown
  const share = (now - before) / Math.abs(before)
  return written({ style: 'percent', maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0, signDisplay: 'exceptZero' }, share)
}

/** A difference with its sign: `+1.8`. */
export function signed(value: Maybe): string {
  return isKnown(value) ? written({ maximumFractionDigits: 1, signDisplay: 'exceptZero' }, value) : unknown
}

/** How many times as much: `1.8×`. */
export function times(ratio: Maybe): string {
  return isKnown(ratio) ? `${written({ maximumSignificantDigits: 2 }, ratio)}×` : unknown
}

/** A span of whole days: `1 day`, `31 days`. */
export function days(value: Maybe): string {
  return isKnown(value) ? counted(Math.round(value), 'day', 'days') : unknown
}

/** A usual value with its spread: `31 ± 4`. */
export function plusMinus(value: Maybe, spread: Maybe, format: (value: Maybe) => string = about): string {
  return isKnown(spread) ? `${format(value)} ± ${format(spread)}` : format(value)
}

/** From–to in the same unit: `12–18`, with the sign or unit once where the language does so. */
export function range(low: Maybe, high: Maybe, format: (value: Maybe) => string = about): string {
  return isKnown(low) && isKnown(high) ? `${format(low)}–${format(high)}` : unknown
}

/** A calendar day: `9 Dec 2011`. Takes an ISO date or wall-clock seconds, to which no time zone is applied. */
export function date(value: string | Maybe): string {
  const at = wallClock(value)
  return at === null ? unknown : dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at)
}

/** A calendar day in full: `9 December 2011`. */
export function dateLong(value: string | Maybe): string {
  const at = wallClock(value)
  return at === null ? unknown : dates({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at)
}

/** The month of a day: `December`. */
export function monthName(value: string | Maybe): string {
  const at = wallClock(value)
  return at === null ? unknown : dates({ month: 'long', timeZone: 'UTC' }).format(at)
}

/** From day to day: `9 Dec 2010 – 8 Dec 2011`. */
export function dateRange(from: string | Maybe, to: string | Maybe): string {
  const [start, end] = [wallClock(from), wallClock(to)]
  if (start === null || end === null) return unknown
  return dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(start, end)
}

/** A month from `2011-12` where its year is clear: `Dec`. */
export function monthShort(value: string): string {
  const at = wallClock(`${value}-01`)
  return at === null ? unknown : dates({ month: 'short', timeZone: 'UTC' }).format(at)
}

/** A month from `2011-12`: `Dec 2011`. */
export function month(value: string): string {
  const at = wallClock(`${value}-01`)
  return at === null ? unknown : dates({ month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at)
}

/** When something happened on this computer, in its own time zone: `9 Dec 2011, 12:50`. Seconds since 1970 (UTC). */
export function moment(seconds: Maybe): string {
  if (!isKnown(seconds)) return unknown
  return dates({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(seconds * 1000)
}

function wallClock(value: string | Maybe): Date | null {
  if (value === null || value === undefined) return null
  const at = typeof value === 'number' ? new Date(value * 1000) : new Date(`${value}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

/** A wait: `8 s left` needs `8 s`; `3 min`; `1 h 20 min`. */
export function duration(seconds: Maybe): string {
  if (!isKnown(seconds)) return unknown
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.round(whole / 60)
  if (minutes < 60) return `${minutes} min`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** File sizes: `46 MB`. */
export function bytes(value: Maybe): string {
  if (!isKnown(value)) return unknown
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3))
  return number({
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3
  }).format(value / 1000 ** step)
}
