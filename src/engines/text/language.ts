import { dan, deu, eng, fra, ita, nld, pol, por, spa, swe } from 'stopword'

const lists = { eng, deu, fra, spa, ita, por, nld, swe, dan, pol }
export type Language = keyof typeof lists

/** Words in which many languages write the same say little of which it is. */
const languagesOf = new Map<string, Language[]>()
for (const [language, words] of Object.entries(lists) as [Language, readonly string[]][]) {
  for (const word of new Set(words)) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])
}

/** Two small words at least, and one in eight of all, before a language is said to be known. */
const LEAST_WORDS = 2
const LEAST_SHARE = 1 / 8

/** Words in lower case, of letters of any script and of digits; what stands after an apostrophe belongs to its word. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? []
  )
}

/**
 * The language of a text, by the small words that it holds: each counts for the languages that have it, the less the more they are. Null where too
 * few say so. O(words).
 */
export function languageOf(words: readonly string[]): Language | null {
  const votes = new Map<Language, number>()
  const hits = new Map<Language, number>()
  for (const word of words) {
    const languages = languagesOf.get(word) ?? []
    for (const language of languages) {
      votes.set(language, (votes.get(language) ?? 0) + 1 / languages.length)
      hits.set(language, (hits.get(language) ?? 0) + 1)
    }
  }
  let best: Language | null = null
  for (const [language, vote] of votes) if (best === null || vote > (votes.get(best) ?? 0)) best = language
  const found = best === null ? 0 : (hits.get(best) ?? 0)
  return found >= LEAST_WORDS && found >= LEAST_SHARE * words.length ? best : null
}

/** Whether a word is too common, in any of the languages, to say what a text is about. */
export function isStopWord(word: string): boolean {
  return languagesOf.has(word)
}
