import { lexicon } from 'vader-sentiment/src/vader_lexicon.js'

/** Changes whenever the same text could give another score. Stored with each run. */
export const SENTIMENT_VERSION = 'sentiment/1'

/** How much a word of degree adds to the rating of the word after it, and capitals where not all is in capitals. */
const DEGREE = 0.293
const CAPITALS = 0.733
/** A negated word means the opposite, less strongly. */
const NEGATED = -0.74
const NEVER_SO = 1.25
/** Degree words count less the farther before. */
const FADING = [1, 0.95, 0.9] as const
const EXCLAMATION = 0.292
const QUESTION = 0.18
const MANY_QUESTIONS = 0.96
/** What weighs the sum against: 15 puts one strong word at about 0.6. */
const SCALE = 15

const stronger = new Set(
  `absolutely amazingly awfully completely considerable considerably decidedly deeply enormous enormously entirely especially exceptional exceptionally
  extreme extremely fabulously fully greatly hella highly hugely incredible incredibly intensely major majorly more most particularly purely quite
  really remarkably so substantially thoroughly total totally tremendous tremendously uber unbelievably unusually utter utterly very`.split(
    /\s+/
  )
)
const weaker = new Set(
  `almost barely hardly just enough kinda less little marginal marginally occasional occasionally partly scarce scarcely slight slightly somewhat
  sorta`.split(/\s+/)
)
const negations = new Set(
  `aint arent cannot cant couldnt darent didnt doesnt dont hadnt hasnt havent isnt mightnt mustnt neither never none nope nor not nothing nowhere
  oughtnt shant shouldnt uhuh wasnt werent without wont wouldnt rarely seldom despite`.split(/\s+/)
)
/** Ratings of words that only mean it together, by the last of them. */
const together: Readonly<Record<string, number>> = {
  'the bomb': 3,
  'bad ass': 1.5,
  'yeah right': -2,
  'kiss of death': -1.5,
  'to die for': 3,
  'beating heart': 3.1,
  'broken heart': -2.9
}

interface Token {
  word: string
  lower: string
  capitals: boolean
}

/**
 * How a text in English sounds, -1 (bad) .. 1 (good), 0 where nothing in it is rated. Ratings of 7,500 words and emoticons come from VADER's
 * lexicon; negation within three words, words of degree, capitals, "but", "least" and exclamation marks change them as its paper found.
 *
 * Source: C. Hutto, E. Gilbert (2014), VADER: a parsimonious rule-based model for sentiment analysis of social media text, ICWSM.
 *
 * @example sentiment('Not bad at all') // 0.431
 * O(words).
 */
export function sentiment(text: string): number {
  const tokens = tokensOf(text)
  const emphasis = tokens.some(({ capitals }) => capitals) && !tokens.every(({ capitals }) => capitals)
  const ratings = tokens.map((_, i) => ratingAt(tokens, i, emphasis))
  const but = tokens.findIndex(({ lower }) => lower === 'but')
  let sum = 0
  for (const [i, rating] of ratings.entries()) sum += but < 0 ? rating : rating * (i < but ? 0.5 : i > but ? 1.5 : 1)
  const loud = punctuation(text)
  const total = sum > 0 ? sum + loud : sum < 0 ? sum - loud : 0
  return total / Math.sqrt(total * total + SCALE)
}

const EDGES = /^[!-/:-@[-`{-~‘’“”…]+|[!-/:-@[-`{-~‘’“”…]+$/g

function tokensOf(text: string): Token[] {
  return text
    .replaceAll('’', "'")
    .split(/\s+/)
    .filter((token) => token.length > 0)
    .map((token) => {
      const bare = token.replace(EDGES, '')
      // What would be left of an emoticon is no word.
      const word = bare.length <= 2 ? token : bare
      return { word, lower: word.toLowerCase(), capitals: word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase() }
    })
}

const rated = (lower: string): number | undefined => (Object.hasOwn(lexicon, lower) ? lexicon[lower] : undefined)

function ratingAt(tokens: readonly Token[], i: number, emphasis: boolean): number {
  const { lower, capitals } = tokens[i] as Token
  const before = (steps: number): string => tokens[i - steps]?.lower ?? ''
  const idiom = together[[before(2), before(1), lower].join(' ')] ?? together[[before(1), lower].join(' ')]
  const own = idiom ?? rated(lower)
  if (own === undefined || stronger.has(lower) || weaker.has(lower)) return 0
  const next = tokens[i + 1]?.lower ?? ''
  if ((lower === 'kind' || lower === 'sort') && next === 'of') return 0
  // "no" before a rated word only turns that word round.
  if (lower === 'no' && rated(next) !== undefined) return 0
  let rating = own
  if ([1, 2, 3].some((steps) => before(steps) === 'no' && (steps < 3 || ['or', 'nor'].includes(before(1))))) rating *= NEGATED
  if (capitals && emphasis) rating += Math.sign(rating) * CAPITALS
  for (const steps of [1, 2, 3]) {
    const token = tokens[i - steps]
    if (token === undefined || rated(token.lower) !== undefined) continue
    rating += degree(token, rating, emphasis) * (FADING[steps - 1] as number)
    rating = turned(rating, before, steps)
  }
  if (before(1) === 'least' && before(2) !== 'at' && before(2) !== 'very') rating *= NEGATED
  return rating
}

function degree({ lower, capitals }: Token, rating: number, emphasis: boolean): number {
  const amount = stronger.has(lower) ? DEGREE : weaker.has(lower) ? -DEGREE : 0
  if (amount === 0) return 0
  const loud = capitals && emphasis ? CAPITALS : 0
  return Math.sign(rating) * (amount + (amount > 0 ? loud : 0))
}

function turned(rating: number, before: (steps: number) => string, steps: number): number {
  const word = before(steps)
  const soAfter = [1, 2].some((at) => at < steps && ['so', 'this'].includes(before(at)))
  if (word === 'never' && steps > 1 && soAfter) return rating * NEVER_SO
  if (word === 'without' && [1, 2].some((at) => at < steps && before(at) === 'doubt')) return rating
  return negations.has(word) || word.includes("n't") ? rating * NEGATED : rating
}

function punctuation(text: string): number {
  const exclamations = Math.min(4, text.split('!').length - 1) * EXCLAMATION
  const questions = text.split('?').length - 1
  return exclamations + (questions < 2 ? 0 : questions <= 3 ? questions * QUESTION : MANY_QUESTIONS)
}
