import type { OrderField } from '../../../../shared/model/import.ts'
import { squashed, words } from './normalise.ts'
import { neutralWords, type Phrase, synonyms } from './synonyms.ts'

/** How surely a header alone names a field: exactly a usual phrase, a loose one, or a usual one with neutral words. */
export const headerConfidence = { usual: 0.95, loose: 0.6, dressed: 0.75 } as const

/** Confidence, 0..1, by field, of what a header can mean. O(words² · phrases), once a column. */
export function matchHeader(header: string): Map<OrderField, number> {
  const found = new Map<OrderField, number>()
  const whole = squashed(header)
  const parts = words(header)
  for (const [field, phrases] of synonyms) {
    const exact = phrases.find((phrase) => phrase.squashed === whole)
    if (exact) found.set(field, headerConfidence[exact.strength])
    else if (isDressed(parts, phrases)) found.set(field, headerConfidence.dressed)
  }
  return found
}

/** Whether some run of the words is a usual phrase and all other words are neutral. */
function isDressed(parts: readonly string[], phrases: readonly Phrase[]): boolean {
  if (parts.length < 2 || parts.length > 8) return false
  for (let from = 0; from < parts.length; from++) {
    for (let to = parts.length; to > from; to--) {
      if (to - from === parts.length) continue
      const others = [...parts.slice(0, from), ...parts.slice(to)]
      if (!others.every((word) => neutralWords.has(word) || /^\d+$/.test(word))) continue
      const run = parts.slice(from, to).join('')
      if (phrases.some((phrase) => phrase.strength === 'usual' && phrase.squashed === run)) return true
    }
  }
  return false
}
