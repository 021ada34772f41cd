/**
 * Lengths of time as people and programs write them, in seconds. `1:30` and `90` have several readings: which unit is
 * meant says the header or a person, never a guess.
 */

/** The unit of a bare number, and of the first part of `1:30`. */
export type DurationUnit = 'seconds' | 'minutes' | 'hours' | 'days'

export const unitSeconds: Record<DurationUnit, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }

/** What a text can be as a length of time; flags of `durationForms`. */
export const durationForm = {
  /** It says itself what it means: `2h 5m`, `3 days`, `01:30:00`, `P1DT2H`. */
  fixed: 1,
  /** `1:30`: hours and minutes, or minutes and seconds. */
  clock: 2,
  /** A bare number, its unit open. */
  bare: 4
} as const

const longest = 60

const unitWords: [seconds: number, words: string][] = [
  [
    0.001,
    'ms msec msecs millisecond milliseconds millisekunde millisekunden millisecondes milisegundos millisecondi milissegundos milliseconden'
  ],
  [1, 's sec secs second seconds sek sekunde sekunden seconde secondes seg segs segundo segundos secondo secondi seconden'],
  [60, 'm min mins minute minutes minuten minuto minutos minuti minuut'],
  [3600, 'h hr hrs hour hours std stunde stunden heure heures hora horas ora ore u uur uren'],
  [86_400, 'd day days t tag tage tagen j jour jours dia dias giorno giorni g gg dag dagen'],
  [604_800, 'w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken']
]
const secondsOf = new Map(unitWords.flatMap(([seconds, words]) => words.split(' ').map((word) => [word, seconds] as const)))

const clocks = /^(?:(\d+)(?:\.|\s+|\s*(?:d|days?|tage?)\s*,?\s*))?(\d+):([0-5]\d):([0-5]\d)(?:[.,](\d+))?$/i
const shortClock = /^(\d+):([0-5]\d)$/
const iso = /^P(?!$)(?:(\d+)W)?(?:([\d.,]+)D)?(?:T(?=\d)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?$/i
const number = '\\d+(?:[.,]\\d+)?'
const named = new RegExp(`^(?:${number}\\s*\\p{L}+\\.?(?:\\s*,\\s*|\\s+(?:and|und|et|y|e|en)\\s+|\\s*))+(?:[0-5]\\d)?$`, 'u')
const piece = new RegExp(`(${number})\\s*(\\p{L}+)?`, 'gu')

/** Flags of `durationForm`; 0 if the text is no length of time. O(n). */
export function durationForms(text: string): number {
  const plain = unsigned(text)
  if (plain.length > longest) return 0
  if (bareNumber(plain) !== null) return durationForm.bare
  if (shortClock.test(plain)) return durationForm.clock
  return Number.isNaN(fixed(plain)) ? 0 : durationForm.fixed
}

/**
 * Seconds, with their fraction; NaN if the text is no length of time. A sign before it makes it negative.
 *
 * @param unit of a bare number and of the first part of `1:30`, where days and seconds make no sense and give NaN
 */
export function parseDuration(text: string, unit: DurationUnit): number {
  const plain = unsigned(text)
  if (plain.length > longest) return Number.NaN
  const seconds = length(plain, unit)
  return plain === text ? seconds : 0 - seconds
}

function length(plain: string, unit: DurationUnit): number {
  const bare = bareNumber(plain)
  if (bare !== null) return bare * unitSeconds[unit]
  const short = shortClock.exec(plain)
  if (!short) return fixed(plain)
  if (unit !== 'hours' && unit !== 'minutes') return Number.NaN
  const step = unitSeconds[unit]
  return Number(short[1]) * step + (Number(short[2]) * step) / 60
}

function unsigned(text: string): string {
  return /^[-−]/.test(text) ? text.slice(1).trimStart() : text
}

function bareNumber(text: string): number | null {
  return /^(?:\d+(?:[.,]\d*)?|[.,]\d+)$/.test(text) ? decimal(text) : null
}

/** `1.5` and `1,5`; NaN for `1,500`, which is a thousand and a half or one and a half. */
function decimal(text: string): number {
  if (/^[1-9]\d{0,2},\d{3}$/.test(text)) return Number.NaN
  return Number(text.replace(',', '.'))
}

function fixed(text: string): number {
  const clock = clocks.exec(text)
  if (clock) {
    const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = clock
    return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(`${seconds}.${fraction}0`)
  }
  const parts = iso.exec(text)
  if (parts) return weighted(parts.slice(1), [604_800, 86_400, 3600, 60, 1])
  return named.test(text) ? spelled(text) : Number.NaN
}

function weighted(parts: readonly (string | undefined)[], weights: readonly number[]): number {
  return parts.reduce((sum, part, i) => sum + (part === undefined ? 0 : decimal(part) * (weights[i] ?? 0)), 0)
}

/** `2 h 5 min`, `3 days, 2 hours`, `1h05`: the units fall, and none is named twice. */
function spelled(text: string): number {
  let sum = 0
  let last = Number.POSITIVE_INFINITY
  for (const [, amount = '', word] of text.matchAll(piece)) {
    // The minutes of `1h05` and the seconds of `5m30` go without a name.
    const seconds = word === undefined ? last / 60 : unitOf(word)
    if (seconds === undefined || seconds >= last || (word === undefined && last !== 3600 && last !== 60)) return Number.NaN
    sum += decimal(amount) * seconds
    last = seconds
  }
  return sum
}

function unitOf(word: string): number | undefined {
  return secondsOf.get(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
}

const headerUnits: [DurationUnit, RegExp][] = [
  ['seconds', /^(?:s|sec|secs|seconds?|sek|sekunden|secondes?|segundos|secondi|seconden)$/],
  ['minutes', /^(?:min|mins|minutes?|minuten|minutos|minuti)$/],
  ['hours', /^(?:h|hr|hrs|hours?|std|stunden|heures?|horas|ore|uren|hhmm)$/],
  ['days', /^(?:days?|tage|tagen|jours?|dias|giorni|dagen)$/]
]

/** The unit that a header names, told from its words: `resolution time hours`, `Dauer (Std)`; null if it names none, or several. */
export function unitOfHeader(words: readonly string[]): DurationUnit | null {
  const found = headerUnits.filter(([, pattern]) => words.some((word) => pattern.test(word)))
  // `(hh:mm)` and `(mm:ss)` come apart into words.
  if (words.includes('hh') && words.includes('mm')) return 'hours'
  if (words.includes('mm') && words.includes('ss')) return 'minutes'
  const [only] = found
  return found.length === 1 && only ? only[0] : null
}
