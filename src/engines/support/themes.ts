import type { EngineContext } from '../context.ts'
import { kmeans } from '../kmeans.ts'
import { countDistinct } from '../math/distinct.ts'
import { sampleRows } from '../math/sample.ts'
import { withoutCourtesies } from '../text/courtesies.ts'
import { isStopWord, wordsOf } from '../text/language.ts'
import { saysMoodAlone } from '../text/manners.ts'
import { stemOf } from '../text/stem.ts'

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
  /** How many of the words of its theme each text holds. */
  holds: Uint8Array
  /** What each text says: its words by their stems, without those that say nothing. */
  stems: readonly string[][]
}

/** Words that are counted: the most frequent of those that few enough texts hold. */
const WORDS = 200
const [LEAST_TEXTS, MOST_SHARE] = [3, 0.4]
const MOST_THEMES = 8
const TEXTS_A_THEME = 40
const TOLD_WORDS = 5
/** Themes are sought in so many texts, by lot where there are more. */
const MOST_TEXTS = 10_000
const SETTINGS = { starts: 10, tolerance: 1e-4, maxIterations: 50 }

/**
 * What texts are about, whatever their manners and mood, and whichever product they name: that is known beside. k-means over their words (TF-IDF, each text of length 1), and for each theme the words by class-based TF-IDF: how often a word is
 * in the theme, times the logarithm of how rare it is in all themes together. Numbered by size; the same texts and seed give the same themes.
 *
 * @param names what each text is known to be of, as a product's name; null or none: nothing
 * Source: M. Grootendorst (2022), BERTopic: neural topic modeling with a class-based TF-IDF procedure, arXiv:2203.05794 (the words).
 * O(texts × words × themes).
 */
export async function findThemes(texts: readonly string[], ctx: EngineContext, names: readonly (string | null)[] = []): Promise<Themes> {
  const of = new Int32Array(texts.length).fill(-1)
  const near = new Float64Array(texts.length).fill(Number.NaN)
  const holds = new Uint8Array(texts.length)
  const spoken = texts.map((text, i) => {
    const named = new Set(wordsOf(names[i] ?? '').map(stemOf))
    return wordsOf(withoutCourtesies(text))
      .map((word) => word.replace(/'s$/, ''))
      .filter((word) => word.length > 2 && !isStopWord(word) && !saysMoodAlone(word) && !/^\d/.test(word) && !named.has(stemOf(word)))
  })
  // One word, whether of one thing or of several; told is the form that is written most.
  const words = spoken.map((text) => text.map(stemOf))
  const forms = usualForms(spoken)
  const vocabulary = frequentWords(words)
  const p = vocabulary.length
  const at = new Map(vocabulary.map((word, d) => [word, d]))
  const known = Int32Array.from(words.keys()).filter((i) => (words[i] as string[]).some((word) => at.has(word)))
  const chosen = Int32Array.from(sampleRows(known.length, MOST_TEXTS, ctx.rng), (i) => known[i] as number)
  const wanted = Math.min(MOST_THEMES, Math.floor(chosen.length / TEXTS_A_THEME))
  if (p === 0 || wanted < 2) return { themes: [], of, near, holds, stems: words }
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
  if (k < 2) return { themes: [], of, near, holds, stems: words }
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
  words.forEach((text, i) => {
    const told = telling[of[i] as number] ?? []
    holds[i] = told.filter((word) => text.includes(word)).length
  })
  const themes = telling.map((told, theme) => ({ words: told.map((stem) => forms.get(stem) as string), size: sizes[theme] as number }))
  return { themes, of, near, holds, stems: words }
}

/** Two texts of which so many of the words are in both say the same. */
const SAME = 0.5

/**
 * Those of these texts that tell their theme best: which hold most of its words, of equals the nearest to its middle, of equals as they come; none
 * that holds fewer than half as many as the first, nor any that says the same as another of them. O(n log n).
 */
export function typicalTexts(
  { near, holds, stems }: Pick<Themes, 'near' | 'holds' | 'stems'>,
  texts: readonly number[],
  most: number
): number[] {
  const chosen: { text: number; says: ReadonlySet<string> }[] = []
  const best = texts.toSorted((a, b) => (holds[b] as number) - (holds[a] as number) || (near[b] as number) - (near[a] as number) || a - b)
  for (const text of best) {
    // What holds few of the words is another matter that happens to lie near.
    if (chosen.length === most || 2 * (holds[text] as number) < (holds[best[0] as number] as number)) break
    const says = new Set(stems[text])
    if (!chosen.some((other) => isSame(says, other.says))) chosen.push({ text, says })
  }
  return chosen.map(({ text }) => text)
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const both = a.intersection(b).size
  return both >= SAME * (a.size + b.size - both)
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

/** Of each stem the form that is written most often, the first by the alphabet of equals. O(words). */
function usualForms(spoken: readonly string[][]): Map<string, string> {
  const counts = new Map<string, number>()
  for (const word of spoken.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const forms = new Map<string, string>()
  for (const [word, count] of counts) {
    const stem = stemOf(word)
    const other = forms.get(stem)
    const most = other === undefined ? 0 : (counts.get(other) ?? 0)
    if (other === undefined || count > most || (count === most && word < other)) forms.set(stem, word)
  }
  return forms
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
