/** Dates in which the month is a word, or the parts are named. */
import { fullYear } from './calendar.ts'
import { timeFrom } from './clock.ts'
import { fix, parts } from './date-scan.ts'
import { monthOf } from './months.ts'

const year = "(\\d{4}|['’]?\\d{2})(?!\\d)"
const dayFirst = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th|er|ère|\\.|º|°)?[\\s/-]*(?:de\\s+|of\\s+)?(\\p{L}{3,12})\\.?,?[\\s/-]*(?:del?\\s+)?${year}`,
  'u'
)
const monthFirst = /^(\p{L}{3,12})\.?[\s/-]+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+|[/-])(\d{4}|(?<=[/-])\d{2})(?!\d)/u
const yearFirst = /^(\d{4})[\s/.-]+(\p{L}{3,12})\.?[\s/-]+(\d{1,2})(?!\d)/u
const monthAndYear = /^(\p{L}{3,12})\.?,?(?:\s+(?:de\s+)?|[/-])(\d{4})$/u
const yearAndMonth = /^(\d{4})[\s/-](\p{L}{3,12})\.?$/u
/** `Mar  4 10:15:00 +0000 2024`, as Unix writes it. */
const unix = /^(\p{L}{3})\s+(\d{1,2})\s+(\d{2}:\d{2}:\d{2}(?:\s+[A-Z+\d-]{2,6})?)\s+(\d{4})$/u
const eastern = /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?:(\d{1,2})\s?[日일])?/u

/** Sets the parts if the text is a date with a spelled month, a time behind it or not. */
export function spelled(text: string): boolean {
  let match = dayFirst.exec(text)
  if (match) return dated(text, match, match[3], match[2], match[1])
  match = monthFirst.exec(text)
  if (match) return dated(text, match, match[3], match[1], match[2])
  match = yearFirst.exec(text)
  if (match) return dated(text, match, match[1], match[2], match[3])
  match = monthAndYear.exec(text)
  if (match) return monthOnly(match[2], match[1])
  match = yearAndMonth.exec(text)
  if (match) return monthOnly(match[1], match[2])
  match = unix.exec(text)
  if (match) return spelled(`${match[1]} ${match[2]} ${match[4]} ${match[3]}`)
  match = eastern.exec(text)
  if (!match) return false
  parts.month = match[3] === undefined
  fix(Number(match[1]), Number(match[2]), Number(match[3] ?? 1))
  return match[0].length === text.length || (!parts.month && timeFrom(text, match[0].length))
}

function dated(text: string, [all]: RegExpExecArray, yearText = '', monthText = '', dayText = ''): boolean {
  const month = monthOf(monthText)
  if (month === 0) return false
  const digits = yearText.replace(/^['’]/, '')
  parts.shortYear = digits.length === 2
  fix(parts.shortYear ? fullYear(Number(digits)) : Number(digits), month, Number(dayText))
  return all.length === text.length || timeFrom(text, all.length)
}

function monthOnly(yearText = '', monthText = ''): boolean {
  const month = monthOf(monthText)
  if (month === 0) return false
  parts.month = true
  fix(Number(yearText), month, 1)
  return true
}

/** Days of the week in the seven languages, as short as they are cut; longer forms begin with these. */
const weekdays: readonly string[] = [
  'mo mon monday montag lun lundi lunes lunedi seg segunda ma maandag',
  'tu tue tues tuesday di die dienstag mar mardi martes martedi ter terca dinsdag',
  'we wed wednesday mi mit mittwoch mer mercredi mie miercoles mercoledi qua quarta wo woensdag',
  'th thu thur thurs thursday do don donnerstag jeu jeudi jue jueves gio giovedi qui quinta donderdag',
  'fr fri friday fre freitag ven vendredi vie viernes venerdi sex sexta vr vrijdag',
  'sa sat saturday sam samstag sonnabend samedi sab sabado sabato za zaterdag',
  'su sun sunday so son sonntag dim dimanche dom domingo domenica zo zondag'
]
const weekdayNumbers = new Map(weekdays.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)))
const leading = /^(\p{L}{2,12})(?:-feira)?\.?,?\s+(?=[\p{L}\d])/u

/** Whether a text begins with the word for a month or a day of the week. */
export function beginsDated(text: string): boolean {
  const word = /^\p{L}{2,12}/u.exec(text)?.[0]
  if (word === undefined) return false
  return monthOf(word) !== 0 || weekdayNumbers.has(plain(word))
}

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** The text without the day of the week before it, which is put down in the parts; null if none stands there. */
export function withoutWeekday(text: string): string | null {
  const match = leading.exec(text)
  const weekday = match?.[1] && weekdayNumbers.get(plain(match[1]))
  if (!match || !weekday) return null
  parts.weekday = weekday
  return text.slice(match[0].length)
}
