/** What a score of feedback answers, and up to what it goes. */
import type { ValuesOf } from '../types.ts'
import { asksSatisfaction, asksWhetherRecommended, feedbackType } from './values.ts'

/** Best possible scores of questionnaires that everybody asks alike. */
export const usualScales: Readonly<Record<string, number>> = { nps: 10, csat: 5, ces: 7, review: 5 }

/** Asked in words whether one would recommend: on the scale from 0 to 10 that is NPS, on one of five stars it is not. */
const recommendation = 'recommendation'
const plain = 'score'

export interface Asked {
  /** NPS, CSAT …, from the row or else from the header of the score. */
  type: string
  /** Which of several scores in a row; null: the only one. */
  question: string | null
}

export type Scales = Readonly<Record<string, number>>

/** What the score of that column answers. */
export function askedBy({ type, score = [] }: ValuesOf<'feedback'>, header: string): Asked {
  if (type != null) return { type: feedbackType(type) ?? type.toLowerCase(), question: null }
  return { type: typeAsked(header), question: score.length > 1 ? header : null }
}

function typeAsked(header: string): string {
  const named = feedbackType(header)
  if (named !== null) return named
  if (asksWhetherRecommended(header)) return recommendation
  return asksSatisfaction(header) ? 'csat' : plain
}

/** The name of the answers' scale: each question of a row has its own. */
export function scaleName({ type, question }: Asked): string {
  return question === null ? type : `${type}: ${question}`
}

/** The best possible score; null: it is not known. */
export function bestOf(asked: Asked, scales: Scales | undefined): number | null {
  return scales?.[scaleName(asked)] ?? null
}

/** As which type the answer counts, once it is known what the scores go up to. */
export function countsAs(asked: Asked, scales: Scales | undefined): string {
  if (asked.type !== recommendation) return asked.type
  return bestOf(asked, scales) === usualScales.nps ? 'nps' : plain
}

/** By which type it is told apart from other answers: never by what other answers decide. */
export function toldApartAs({ type }: Pick<ValuesOf<'feedback'>, 'type'>, header: string): string {
  if (type != null) return feedbackType(type) ?? type.toLowerCase()
  return feedbackType(header) ?? plain
}

export const isRecommendation = ({ type }: Asked): boolean => type === recommendation
