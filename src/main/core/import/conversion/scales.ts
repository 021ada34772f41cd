import type { ConversionRules, KindRow, Table } from '../types.ts'
import { typeOf } from './checks.ts'
import { converterFor, convertTable, isOrderRow } from './convert.ts'

/** The usual best scores, the least first. */
const steps = [5, 7, 10, 100] as const
/** Best scores of questionnaires that everybody asks alike. */
export const usualScales: Readonly<Record<string, number>> = { nps: 10, csat: 5, ces: 7, review: 5 }
/** Up to this share of scores beyond a scale they are mistakes; with more it is another scale. */
const mostMistaken = 0.01

interface Scores {
  all: number
  negative: number
  /** Beyond each step. */
  beyond: number[]
  /** Beyond the scale of the answers that are stored. */
  beyondStored: number
}

/**
 * The best possible score of each type of feedback, told from all scores of all tables: the usual one of the type unless too many
 * go beyond it, then the next that holds nearly all. NPS always goes to 10. A type with scores below 0 or above 100 has no
 * scale. Where answers of the type are stored already, theirs holds as long as it can. Reads the tables once more.
 */
export async function tellScales(
  tables: readonly Table[],
  rules: ConversionRules,
  stored: Readonly<Record<string, number>>,
  signal: AbortSignal
): Promise<Record<string, number>> {
  const types = new Map<string, Scores>()
  for (const table of tables) {
    for await (const { rows } of convertTable(table, rules, converterFor(rules), signal)) {
      for (const row of rows) if (!isOrderRow(row)) count(types, row, stored)
    }
  }
  const scales: Record<string, number> = {}
  for (const [type, scores] of types) {
    const scale = scaleOf(type, scores, stored[type])
    if (scale !== null) scales[type] = scale
  }
  return scales
}

function count(types: Map<string, Scores>, row: KindRow, stored: Readonly<Record<string, number>>): void {
  const values = (row as KindRow<'feedback'>).values
  for (const { header, value } of values.score ?? []) {
    if (value === null) continue
    const type = typeOf(values, header)
    const scores = types.get(type) ?? { all: 0, negative: 0, beyond: steps.map(() => 0), beyondStored: 0 }
    types.set(type, scores)
    scores.all++
    if (value < 0) scores.negative++
    if (value > (stored[type] ?? Number.POSITIVE_INFINITY)) scores.beyondStored++
    for (const [i, step] of steps.entries()) if (value > step) scores.beyond[i] = (scores.beyond[i] ?? 0) + 1
  }
}

function scaleOf(type: string, { all, negative, beyond, beyondStored }: Scores, stored: number | undefined): number | null {
  if (stored !== undefined && negative + beyondStored <= mostMistaken * all) return stored
  if (type === 'nps') return usualScales.nps ?? null
  if (negative > mostMistaken * all) return null
  const least = usualScales[type] ?? steps[0]
  return steps.find((step, i) => step >= least && (beyond[i] ?? 0) <= mostMistaken * all) ?? null
}
