/** What single cells say, for the types that are neither texts, numbers nor dates. Null: the text says no such thing. */
import { words } from '../mapping/normalise.ts'
import { parseDecimal, toNumber } from '../values/number.ts'

const yes = new Set(
  'true yes y t 1 ja j oui o vrai si s sim verdadero verdadeiro vero wahr waar opened open clicked accepted converted subscribed responded bought redeemed x'.split(
    ' '
  )
)
const no = new Set('false no n f 0 nein non faux nao falso falsch nee onwaar rejected declined unsubscribed ignored none not'.split(' '))

/** Yes or no, in the usual languages. */
export function parseBoolean(text: string): boolean | null {
  if (text.length > 24) return null
  const [word, ...more] = words(text)
  if (word === undefined || more.length > 0) return /^[✓✔☑]$/u.test(text) ? true : null
  if (yes.has(word)) return true
  return no.has(word) ? false : null
}

const secondsOf: readonly [RegExp, number][] = [
  [/^(s|sec|secs|second|seconds|sekunde|sekunden|seconde|secondes|segundo|segundos|secondo|secondi|seconden)$/, 1],
  [/^(m|min|mins|minute|minutes|minuten|minuto|minutos|minuti|minuut)$/, 60],
  [/^(h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas|ora|ore|uur|uren)$/, 3_600],
  [/^(d|day|days|tag|tage|jour|jours|dia|dias|giorno|giorni|dag|dagen)$/, 86_400],
  [/^(w|week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|weken)$/, 604_800]
]

function unitSeconds(word: string): number | null {
  return secondsOf.find(([pattern]) => pattern.test(word))?.[1] ?? null
}

/** The unit that a header names: "First reply time in minutes", "Resolution time (hrs)". Null if it names none, or two. */
export function unitOfHeader(header: string): number | null {
  const units = new Set(words(header).flatMap((word) => (word.length === 1 ? [] : (unitSeconds(word) ?? []))))
  const [unit] = units
  return units.size === 1 && unit !== undefined ? unit : null
}

/**
 * A length of time in seconds: `1:30` (hours and minutes), `1:30:00`, `26:00:00`, `2d 4h`, `90 min`, or a plain number in
 * the unit of its header. A plain number without a unit says nothing.
 */
export function parseDuration(text: string, unit: number | null, decimal: '.' | ','): number | null {
  const clock = /^(\d{1,5}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?$/.exec(text)
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)
  const plain = parseDecimal(text, decimal)
  if (plain !== null) return unit === null ? null : toNumber(plain) * unit
  if (text.length > 60) return null
  let seconds = 0
  let rest = text.toLowerCase()
  for (let part = /^\s*(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?,?/u.exec(rest); part !== null; part = /^\s*(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?,?/u.exec(rest)) {
    const each = unitSeconds(part[2] ?? '')
    if (each === null) return null
    seconds += Number((part[1] ?? '').replace(',', '.')) * each
    rest = rest.slice(part[0].length)
  }
  return rest.trim() === '' && rest !== text.toLowerCase() ? seconds : null
}

const spelledTypes: readonly [RegExp, string][] = [
  [/\bnps\b|net promoter/, 'nps'],
  [/\bcsat\b|satisfaction|zufriedenheit|satisfaccion|soddisfazione|satisfacao|tevredenheid/, 'csat'],
  [/\bces\b|effort/, 'ces'],
  [/review|rating|stars|bewertung|sterne|avis|resena|valoracion|recensione|avaliacao|beoordeling/, 'review']
]

/** What a questionnaire asks for, from its own name for it or from the header of the score; null if that tells nothing. */
export function feedbackType(text: string): string | null {
  const said = words(text).join(' ')
  return spelledTypes.find(([pattern]) => pattern.test(said))?.[1] ?? null
}

const controlWords = /\b(control|holdout|hold out|kontrolle|kontrollgruppe|controle|controllo|untreated|none|no (e )?mail|no offer|no treatment|not (sent|treated|mailed))\b/

/** Whether a group or variant is the one that was left alone. */
export function isControl(text: string): boolean {
  return controlWords.test(words(text).join(' '))
}
