import { type Language, languageOf, wordsOf } from '../../../engines/text/language.ts'
import { sentiment } from '../../../engines/text/sentiment.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, textColumn, withoutBlankRows } from './lab-table.ts'

export interface LabSentimentOptions extends LabOptions {
  /** The column of the texts. */
  text: string
}

export interface LabSentimentResult extends LabResult {
  /** Of each row that is not blank, -1 .. 1. */
  scores: number[]
  /** Rows of each language that was recognised; the ratings are of English words. */
  languages: Partial<Record<Language | 'unknown', number>>
}

const ROWS_AT_ONCE = 1000

/** Sentiment of a column of texts. @throws lab.* */
export async function labSentiment(input: LabTable, options: LabSentimentOptions, ctx: TaskContext): Promise<LabSentimentResult> {
  checkWhole('seed', options.seed, 0)
  const texts = textColumn(withoutBlankRows(input), options.text)
  const n = texts.length
  const { found, begun, ended } = await timed(ctx, options.seed, async ({ signal, onProgress }) => {
    const scores: number[] = []
    for (const [i, text] of texts.entries()) {
      scores.push(sentiment(text))
      if (i % ROWS_AT_ONCE !== 0) continue
      signal.throwIfAborted()
      onProgress(i / n)
    }
    return scores
  })
  const languages: LabSentimentResult['languages'] = {}
  for (const text of texts) {
    const language = languageOf(wordsOf(text)) ?? 'unknown'
    languages[language] = (languages[language] ?? 0) + 1
  }
  const table = { data: new Float64Array(), n, p: 1, columns: [options.text] }
  return { ...about('sentiment', { text: options.text }, options.seed, table), scores: found, languages, ...timing(options, begun, ended) }
}
