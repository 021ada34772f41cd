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

/** English words that carry no matter and are not in the package's short list: negations, auxiliaries, pronouns, adverbs of degree and time, days and months. */
const empty = new Set(
  `no not nor none nothing nobody neither never cannot does doing done don't having being should shall ought dare need needs
  she her hers herself himself its itself ours ourselves yours yourself theirs themselves whom whose someone somebody something anyone anybody anything everyone everybody everything
  few both each either every own once twice ever always often sometimes yet already again later soon then than too just only even quite rather really almost though although
  however because while until unless since whether whatever why upon within without during between into onto off down away back here there let lets
  say says said tell tells told know knows knew want wants wanted get gets got getting give gives gave given go goes going went gone put see seen use used using
  thing things bit lot lots kind sort way one two three first second last next day days week weeks month months year years today yesterday tomorrow
  monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
  yes please hello thanks thank dear regards best wishes cheers team sir madam`.split(/\s+/)
)

/** Whether a word is too common, in any of the languages, to say what a text is about; contractions (`didn't`, `I've`) are. */
export function isStopWord(word: string): boolean {
  return languagesOf.has(word) || empty.has(word) || /'(?:t|m|ve|re|ll|d)$/.test(word)
}
