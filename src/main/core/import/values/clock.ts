/** Times of the day, alone or behind a date. */
import { digitsFrom, isGap, numberAt, parts, resetParts } from './date-scan.ts'

/** `GMT+1`, `Z`, `+01:00`, `CET`, `Europe/Berlin`, `+01:00[Europe/Berlin]`. The T at the end of an abbreviation stands for time. */
const abbreviations = 'Z|UTC|[A-Z]{1,4}T|MES?Z|WIB|WITA'
const place = '\\[?[A-Z][A-Za-z]+(?:/[A-Za-z_+\\-0-9]+){1,2}\\]?'
const zone = `(?:${abbreviations})?(?:[+-]\\d{1,2}(?::?\\d{2})?)?(?:\\s?${place})?`
/** What may follow the digits of a time: half of the day, the word for o'clock, a zone, and a note on it in brackets. */
const tail = new RegExp(`^\\s*(?:([ap])\\.?\\s?m\\.?(?![a-z]))?\\s*(?:Uhr|hs?|uur)?\\s*(${zone})\\s*(?:\\([^()]*\\))?$`, 'iu')
/** Words between a date and its time. */
const link = /^(?:-|at|um|à|às|a las|alle(?: ore)?|ore|om|kl\.?)\s+/iu

/** Reads what follows the date: a blank, comma or T, a time, perhaps a zone. Sets `seconds`, `time` and the zone. */
export function timeFrom(text: string, from: number): boolean {
  const n = text.length
  let i = from
  const glued = text[i] === 'T' || text[i] === ':'
  if (glued) i++
  else {
    if (text[i] === ',') i++
    if (!isGap(text[i])) return false
    while (isGap(text[i])) i++
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) {
      const word = link.exec(text.slice(i))
      if (!word) return false
      i += word[0].length
    }
  }
  return clockAt(text, i, n, glued && text[i - 1] === 'T')
}

/** Reads a time from `at` to the end. `basic`: digits without colons are one, as in `T1250`. */
function clockAt(text: string, at: number, n: number, basic: boolean): boolean {
  const hourEnd = digitsFrom(text, at)
  if (basic && (hourEnd - at === 4 || hourEnd - at === 6)) {
    const second = hourEnd - at === 6 ? numberAt(text, at + 4, hourEnd) : 0
    return ending(text.slice(hourEnd), numberAt(text, at, at + 2), numberAt(text, at + 2, at + 4), second, false)
  }
  if (hourEnd === at || hourEnd > at + 2) return false
  const hour = numberAt(text, at, hourEnd)
  const sign = text[hourEnd]
  if (sign !== ':' && sign !== '.' && sign !== 'h') return ending(text.slice(hourEnd), hour, 0, 0, true)
  const minuteEnd = digitsFrom(text, hourEnd + 1)
  if (minuteEnd !== hourEnd + 3) return sign === 'h' && minuteEnd === hourEnd + 1 && minuteEnd === n && clock(hour, 0, 0, '')
  const minute = numberAt(text, hourEnd + 1, minuteEnd)
  let second = 0
  let end = minuteEnd
  if (text[end] === sign && sign !== 'h') {
    const secondEnd = digitsFrom(text, end + 1)
    if (secondEnd !== end + 3) return false
    second = numberAt(text, end + 1, secondEnd)
    end = secondEnd
    if ((text[end] === '.' || text[end] === ',') && digitsFrom(text, end + 1) > end + 1) end = digitsFrom(text, end + 1)
  }
  return end === n ? clock(hour, minute, second, '') : ending(text.slice(end), hour, minute, second, false)
}

/** `half`: only the half of the day makes these digits a time, as in `8 PM`. */
function ending(rest: string, hour: number, minute: number, second: number, half: boolean): boolean {
  if (rest === 'Z' && !half) {
    // By far the most frequent, and the pattern takes long.
    parts.zoneText = rest
    parts.zone = true
    return clock(hour, minute, second, '')
  }
  const found = tail.exec(rest)
  if (!found || (half && found[1] === undefined)) return false
  parts.zoneText = found[2] ?? ''
  parts.zone = parts.zoneText !== ''
  return clock(hour, minute, second, (found[1] ?? '').toLowerCase())
}

/** Sets the second of the day; `half` is `a`, `p` or nothing. */
export function clock(hour: number, minute: number, second: number, half: string): boolean {
  const whole = half === '' ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  if (half !== '' && (hour < 1 || hour > 12)) return false
  if (whole > 23 || minute > 59 || second > 59) return false
  parts.seconds = whole * 3600 + minute * 60 + second
  parts.time = true
  return true
}

/** Seconds since midnight of a text that is a time and nothing else (`14:30`, `2:30:05 PM`), or NaN. */
export function parseClock(text: string): number {
  resetParts()
  return text.length <= 40 && /^\d/.test(text) && clockAt(text, 0, text.length, false) ? parts.seconds : Number.NaN
}
