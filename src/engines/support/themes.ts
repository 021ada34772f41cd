import type { EngineContext } from '../context.ts'
import { kmeans } from '../kmeans.ts'
import { countDistinct } from '../math/distinct.ts'
import { sampleRows } from '../math/sample.ts'
import { isStopWord, wordsOf } from '../text/language.ts'

export interface Theme {
  /** Words that tell it from the others, the most telling first. */
  words: string[]
  /** Texts in it. */
  size: number
}

export interface Themes {
  themes: Theme[]
  /** The theme of each text, the largest 0; −1 of texts in which none of the words occurs, and of those that were not looked at. */
  of: Int32Array
  /** How near each text lies to the middle of its theme, the greater the nearer; NaN of those without one. */
  near: Float64Array
}

/** Words that are counted: the most frequent of those that few enough texts hold. */
const WORDS = 200
const [LEAST_TEXTS, MOST_SHARE] = [3, 0.4]
const MOST_THEMES = 8
const TEXTS_A_THEME = 40
const TOLD_WORDS = 5
/** Themes are sought in so many texts, by lot where there are more. */
const MOST_TEXTS = 10_000
const SETTINGS = { starts: 3, tolerance: 1e-4, maxIterations: 50 }

/**
 * What texts are about: k-means over their words (TF-IDF, each text of length 1), and for each theme the words by class-based TF-IDF: how often a word is
 * in the theme, times the logarithm of how rare it is in all themes together. Numbered by size; the same texts and seed give the same themes.
 *
 * Source: M. Grootendorst (2022), BERTopic: neural topic modeling with a class-based TF-IDF procedure, arXiv:2203.05794 (the words).
 * O(texts × words × themes).
 */
export async function findThemes(texts: readonly string[], ctx: EngineContext): Promise<Themes> {
  const of = new Int32Array(texts.length).fill(-1)
  const near = new Float64Array(texts.length).fill(Number.NaN)
  const words = texts.map((text) => wordsOf(text).filter((word) => word.length > 2 && !isStopWord(word) && !/^\d/.test(word)))
  const vocabulary = frequentWords(words)
  const p = vocabulary.length
  const at = new Map(vocabulary.map((word, d) => [word, d]))
  const known = Int32Array.from(words.keys()).filter((i) => (words[i] as string[]).some((word) => at.has(word)))
  const chosen = Int32Array.from(sampleRows(known.length, MOST_TEXTS, ctx.rng), (i) => known[i] as number)
  const wanted = Math.min(MOST_THEMES, Math.floor(chosen.length / TEXTS_A_THEME))
  if (p === 0 || wanted < 2) return { themes: [], of, near }
  const data = new Float64Array(chosen.length * p)
  const holding = new Float64Array(p)
  chosen.forEach((text, i) => {
    for (const word of words[text] as string[]) {
      const d = at.get(word)
      if (d !== undefined) data[i * p + d] = (data[i * p + d] as number) + 1
    }
    for (let d = 0; d < p; d++) if ((data[i * p + d] as number) > 0) holding[d] = (holding[d] as number) + 1
  })
  for (let i = 0; i < chosen.length; i++) weigh(data.subarray(i * p, (i + 1) * p), holding, chosen.length)
  const k = Math.min(wanted, countDistinct(data, p, wanted))
  if (k < 2) return { themes: [], of, near }
  const { labels, centroids } = await kmeans(data, chosen.length, p, { ...SETTINGS, k }, ctx)
  const sizes = new Int32Array(k)
  chosen.forEach((text, i) => {
    const theme = labels[i] as number
    of[text] = theme
    sizes[theme] = (sizes[theme] as number) + 1
    let sum = 0
    for (let d = 0; d < p; d++) sum += (data[i * p + d] as number) * (centroids[theme * p + d] as number)
    near[text] = sum
  })
  const telling = classWords(words, of, vocabulary, at, k)
  return { themes: telling.map((told, theme) => ({ words: told, size: sizes[theme] as number })), of, near }
}

/** Those of these texts that tell their theme best: nearest to its middle, equal ones as they come. O(n log n). */
export function typicalTexts({ near }: Pick<Themes, 'near'>, texts: readonly number[], most: number): number[] {
  return [...texts].sort((a, b) => (near[b] as number) - (near[a] as number) || a - b).slice(0, most)
}

/** Frequent words that are not in nearly every text, the most frequent first, equal ones by the alphabet. */
function frequentWords(words: readonly string[][]): string[] {
  const texts = new Map<string, number>()
  for (const text of words) for (const word of new Set(text)) texts.set(word, (texts.get(word) ?? 0) + 1)
  return [...texts]
    .filter(([, count]) => count >= LEAST_TEXTS && count <= MOST_SHARE * words.length)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, WORDS)
    .map(([word]) => word)
}

function weigh(row: Float64Array, holding: Float64Array, n: number): void {
  let squares = 0
  for (let d = 0; d < row.length; d++) {
    row[d] = (row[d] as number) * Math.log((1 + n) / (1 + (holding[d] as number)))
    squares += (row[d] as number) ** 2
  }
  const length = Math.sqrt(squares) || 1
  for (let d = 0; d < row.length; d++) row[d] = (row[d] as number) / length
}

function classWords(
  words: readonly string[][],
  of: Int32Array,
  vocabulary: readonly string[],
  at: Map<string, number>,
  k: number
): string[][] {
  const p = vocabulary.length
  const counts = new Float64Array(k * p)
  const lengths = new Float64Array(k)
  words.forEach((text, i) => {
    const theme = of[i] as number
    if (theme < 0) return
    for (const word of text) {
      const d = at.get(word)
      if (d === undefined) continue
      counts[theme * p + d] = (counts[theme * p + d] as number) + 1
      lengths[theme] = (lengths[theme] as number) + 1
    }
  })
  const mean = lengths.reduce((sum, length) => sum + length, 0) / k
  return Array.from(lengths, (length, theme) => {
    const score = (d: number) => {
      let all = 0
      for (let other = 0; other < k; other++) all += counts[other * p + d] as number
      return ((counts[theme * p + d] as number) / Math.max(1, length)) * Math.log(1 + mean / all)
    }
    return vocabulary
      .map((word, d) => ({ word, score: score(d) }))
      .filter(({ score: of }) => of > 0)
      .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
      .slice(0, TOLD_WORDS)
      .map(({ word }) => word)
  })
}
