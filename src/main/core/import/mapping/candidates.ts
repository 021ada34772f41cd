import { importing } from '../../../../shared/messages/en/importing.ts'
import type { Field, SourceKind } from '../../../../shared/model/kinds.ts'
import { feedbackType } from '../conversion/values.ts'
import { belief } from './belief.ts'
import { type ColumnContent, contentFit, isFewNumbers } from './content.ts'
import { countsRows } from './counting.ts'
import { headerConfidence } from './header-match.ts'
import { dated } from './lacking.ts'
import { words } from './normalise.ts'
import type { TableContent } from './propose.ts'

/** Below this a guess is not worth being made. */
export const worthwhile = 0.5

/** How well a column bears a field, 0..1, and why. */
export interface Candidate {
  score: number
  /** In words. */
  because: string
  /** Nothing names the column: somebody has to say that it is so. */
  isGuess?: true
}

/** For each column, the fields that it may be. */
export type Candidates = Map<Field, Candidate>[]

const { header, content, both } = importing.because

/** The field that the only column of dates is, where no header says more. */
const mainDate: Partial<Record<SourceKind, Field>> = {
  orders: 'orderedAt',
  tickets: 'openedAt',
  touchpoints: 'at',
  feedback: 'at',
  offers: 'sentAt',
  spend: 'date',
  subscriptions: 'startedAt'
}

/** What each column of a table of the kind may be, from its header and its content over all rows. */
export function candidatesFor(kind: SourceKind, table: TableContent): Candidates {
  const { meanings, columns, isExported = false } = table
  const candidates: Candidates = columns.map((of, column) => {
    const found: Candidates[number] = new Map()
    for (const [field, byHeader] of meanings[column]?.get(kind) ?? []) {
      const fit = contentFit(kind, field, of)
      const isSure = byHeader > headerConfidence.dressed && (isExported || isFewNumbers(kind, field, of))
      const told = isSure ? 1 : belief(kind, field, of, byHeader)
      const score = byHeader * Math.max(fit, told)
      if (score >= worthwhile) found.set(field, { score, because: fit === 1 ? both : header })
    }
    return found
  })
  addByContent(kind, candidates, table)
  if (kind === 'feedback') addQuestions(candidates, table)
  return candidates
}

/** What no header names, if only one column can be it. The number of the row is nothing of it. */
function addByContent(kind: SourceKind, candidates: Candidates, { columns, sample, meanings }: TableContent): void {
  const only = (field: Field | undefined, score: number, is: (column: ColumnContent, index: number) => boolean): void => {
    // A column that is called so is it, whatever some of its cells are.
    if (field === undefined || candidates.some((of) => of.has(field))) return
    const found = columns.flatMap((column, i) => (column.profile.filled > 0 && is(column, i) && !countsRows(sample, i) ? [i] : []))
    const candidate = candidates[found[0] ?? -1]
    if (found.length === 1 && candidate?.size === 0 && contentFit(kind, field, columns[found[0] ?? -1] as ColumnContent) > 0)
      candidate.set(field, { score, because: content })
  }
  only(mainDate[kind], 0.6, isMostlyDates)
  if (kind !== 'products' && kind !== 'spend') only('customerEmail', 0.9, ({ profile }) => profile.emails >= 0.95 * profile.filled)
  if (kind === 'feedback') {
    only('comment', 0.55, isProse)
    // How many were bought is no score, however few they are.
    const isBought = (i: number): boolean => (meanings[i]?.get('orders')?.get('quantity') ?? 0) > headerConfidence.loose
    only('score', 0.55, (column, i) => isScale(column) && !isBought(i))
  }
  if (kind === 'tickets') only('message', 0.55, isProse)
  if (kind === 'touchpoints') only('page', 0.6, ({ profile }) => profile.addresses >= 0.9 * profile.filled)
}

/** Digits alone may be dates by chance, so there nearly all of them must be. */
function isMostlyDates({ profile, verdict }: ColumnContent): boolean {
  return verdict.dates >= (profile.compactDates > 0 ? 0.98 : dated)
}

/** Columns that are named by a question and hold points or sentences are the answers of a survey; so are points that are named a rating of something. */
function addQuestions(candidates: Candidates, { headers, columns, sample }: TableContent): void {
  for (const [i, column] of columns.entries()) {
    const candidate = candidates[i]
    const name = headers[i] ?? ''
    if (candidate?.size !== 0 || column.profile.filled === 0 || countsRows(sample, i)) continue
    if (feedbackType(name) !== null && isScale(column)) candidate.set('score', { score: 0.55, because: both })
    if (asksForWords(name) && column.verdict.type === 'text') candidate.set('comment', { score: 0.6, because: both })
    if (!isQuestion(name)) continue
    if (isPoints(column)) candidate.set('score', { score: 0.6, because: both })
    else if (candidate.size === 0 && column.verdict.type === 'text' && column.profile.letters >= 12 * column.profile.filled)
      candidate.set('comment', { score: 0.55, because: both })
  }
}

/** What a survey asks for, at the head of a question. */
const asks = new Set(words('rate bewerten bewerte notez evaluez valore valora califique valuta valutate avalie classifique beoordeel'))

/** A question mark, so many words that it is a sentence, or a word that asks for points. */
function isQuestion(header: string): boolean {
  const said = words(header)
  return /[?？]\s*(?:[:(].*)?$/.test(header) || said.length >= 6 || said.slice(0, 3).some((word) => asks.has(word))
}

const wordsAsked =
  /^(?:comments?|feedback|remarks?|suggestions?|improve|kommentare?|anmerkung(?:en)?|vorschlage?|verbessern|commentaires?|remarques?|ameliorer|comentarios?|sugerencias?|mejorar|commenti?o?|suggerimenti|migliorare|sugestoes|melhorar|opmerking(?:en)?|suggesties|verbeteren)$/

/** Whether a header asks for something to be said, however short: `Any comments?` */
function asksForWords(header: string): boolean {
  return words(header).some((word) => wordsAsked.test(word))
}

function isPoints({ profile, verdict }: ColumnContent): boolean {
  return (
    (verdict.type === 'integer' || verdict.type === 'decimal') &&
    profile.measured === profile.filled &&
    profile.least >= 0 &&
    profile.greatest <= 10
  )
}

/** Sentences, few of them twice. */
function isProse({ profile }: ColumnContent): boolean {
  return profile.letters >= 25 * profile.filled && profile.distinct >= Math.min(0.5 * profile.filled, 5_000)
}

/** Whole numbers from 0 or 1 to at most 10, several of them. */
function isScale({ profile, verdict }: ColumnContent): boolean {
  return verdict.type === 'integer' && profile.least >= 0 && profile.greatest <= 10 && profile.greatest >= 3 && profile.distinct >= 3
}
