/** What single cells say beyond their type. */
import { words } from '../mapping/normalise.ts'
import { parseBoolean } from '../values/boolean.ts'

/** Words by which answers to offers say yes and no, beside the plain ones. */
const taken = new Set('opened open clicked accepted converted subscribed responded bought redeemed sent visited'.split(' '))
const left = new Set('rejected declined unsubscribed ignored none not unopened'.split(' '))

/** Whether somebody did what is asked for; null: the text does not say. */
export function parseAnswer(text: string): boolean | null {
  const plain = parseBoolean(text)
  if (plain !== null || text.length > 24) return plain
  const said = words(text)
  if (said.length === 0) return null
  if (said.some((word) => left.has(word))) return false
  return said.length === 1 && taken.has(said[0] ?? '') ? true : null
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

const satisfied = /\b(satisf|zufrieden|soddisf|satisfeit|tevreden)/
const recommended = /\b(recommend|weiterempf|recommand|recomend|raccomand|consigli|aanbevel|aanraden)/

/** Whether a question is how satisfied somebody is. */
export const asksSatisfaction = (text: string): boolean => satisfied.test(words(text).join(' '))

/** Whether a question is if somebody would recommend the shop. */
export const asksWhetherRecommended = (text: string): boolean => recommended.test(words(text).join(' '))

const controlWords =
  /\b(control|holdout|hold out|kontrolle|kontrollgruppe|controle|controllo|untreated|none|no (e )?mail|no offer|no treatment|not (sent|treated|mailed))\b/

/** Whether a group or variant is the one that was left alone. */
export function isControl(text: string): boolean {
  return controlWords.test(words(text).join(' '))
}
