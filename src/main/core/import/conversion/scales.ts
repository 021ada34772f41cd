import type { ConversionRules, KindRow, Table } from '../types.ts'
import { type Asked, askedBy, isRecommendation, type Scales, scaleName, usualScales } from './asked.ts'
import { converterFor, convertTable, isOrderRow } from './convert.ts'

/** The usual best scores, the least first. */
const steps = [5, 7, 10, 100] as const
/** Up to this share of scores beyond a scale they are mistakes; with more it is another scale. */
const mostMistaken = 0.01
/** So many answers to whether one would recommend, and none above five, are answers on a scale of five. */
const enough = 20

interface Scores {
  asked: Asked
  all: number
  zeros: number
  negative: number
  /** Beyond each step. */
  beyond: number[]
  /** Beyond the scale of the answers that are stored. */
  beyondStored: number
}

export interface ToldScale {
  /** In `rules.scales`. */
  name: string
  asked: Asked
  best: number
}

/**
 * The best possible score of each type of feedback, and of each question where a row answers several, told from all scores of all tables: the
 * usual one of the type unless too many go beyond it, then the next that holds nearly all. NPS always goes to 10. A type with scores below 0
 * or above 100 has no scale. Where answers of the type are stored already, theirs holds as long as it can. Reads the tables once more.
 */
export async function tellScales(
  tables: readonly Table[],
  rules: ConversionRules,
  stored: Scales,
  signal: AbortSignal
): Promise<ToldScale[]> {
  const types = new Map<string, Scores>()
  for (const table of tables) {
    for await (const { rows } of convertTable(table, rules, converterFor(rules), signal)) {
      for (const row of rows) if (!isOrderRow(row)) count(types, row, stored)
    }
  }
  return [...types].flatMap(([name, scores]) => {
    const best = isRecommendation(scores.asked) ? recommendationScale(scores, stored) : scaleOf(scores, stored[name])
    return best === null ? [] : [{ name, asked: scores.asked, best }]
  })
}

function count(types: Map<string, Scores>, row: KindRow, stored: Scales): void {
  const values = (row as KindRow<'feedback'>).values
  for (const { header, value } of values.score ?? []) {
    if (value === null) continue
    const asked = askedBy(values, header)
    const name = scaleName(asked)
    const scores = types.get(name) ?? { asked, all: 0, zeros: 0, negative: 0, beyond: steps.map(() => 0), beyondStored: 0 }
    types.set(name, scores)
    scores.all++
    if (value === 0) scores.zeros++
    if (value < 0) scores.negative++
    if (value > (stored[name] ?? Number.POSITIVE_INFINITY)) scores.beyondStored++
    for (const [i, step] of steps.entries()) if (value > step) scores.beyond[i] = (scores.beyond[i] ?? 0) + 1
  }
}

function scaleOf({ asked: { type }, all, negative, beyond, beyondStored }: Scores, stored: number | undefined): number | null {
  if (stored !== undefined && negative + beyondStored <= mostMistaken * all) return stored
  if (type === 'nps') return usualScales.nps ?? null
  if (negative > mostMistaken * all) return null
  const least = usualScales[type] ?? steps[0]
  return steps.find((step, i) => step >= least && (beyond[i] ?? 0) <= mostMistaken * all) ?? null
}

/** From 0 to 10, which is NPS, unless enough answers, or the first ones, go from 1 to 5. */
function recommendationScale(scores: Scores, stored: Scales): number | null {
  const { all, zeros, beyond } = scores
  const mistaken = mostMistaken * all
  if ((beyond[2] ?? 0) > mistaken || scores.negative > mistaken) return scaleOf(scores, undefined)
  if ((beyond[0] ?? 0) > mistaken || zeros > mistaken) return usualScales.nps ?? null
  return all < enough && stored.nps !== undefined ? stored.nps : steps[0]
}
