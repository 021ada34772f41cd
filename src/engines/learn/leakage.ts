import type { EngineContext } from '../context.ts'
import { column } from '../math/columns.ts'
import { rocAuc } from '../math/roc-auc.ts'
import { sampleRows } from '../math/sample.ts'
import { partOf } from '../pace.ts'
import { crossValidate, meanOf } from './cross-validate.ts'
import { foldsOf, stratifiedParts } from './folds.ts'
import { logisticLearner } from './logistic.ts'
import { everyRow, type LearnTable, labelsOf } from './table.ts'

export interface Suspect {
  column: number
  /** How well the column ranks alone, whichever way round. */
  alone: number
  /** How well all the others rank together; null where it is not needed. */
  others: number | null
}

/** Alone it gives the answer away. */
const GIVES_AWAY = 0.95
/** Below this a column is no suspect, however little the others know. */
const SUSPICIOUS = 0.8
const MOST_ROWS = 10_000
const FOLDS = 3

/**
 * Columns that may know the future. A column written down after the fact, such as how long the call lasted that was to sell something, ranks
 * alone as well as all the others together, or nearly perfectly.
 *
 * @param groups columns that are one and the same thing, such as the values of a category: judged by their best, left out together
 * @returns the most suspicious first
 */
export async function leakageProbe(table: LearnTable, groups: readonly (readonly number[])[], ctx: EngineContext): Promise<Suspect[]> {
  const rows = table.n > MOST_ROWS ? Int32Array.from(sampleRows(table.n, MOST_ROWS, ctx.rng)) : everyRow(table.n)
  const alone = groups.map((columns) => Math.max(...columns.map((j) => aucOf(table, j))))
  const found: Suspect[] = []
  for (const [g, auc] of alone.entries()) {
    if (auc < SUSPICIOUS) continue
    const first = (groups[g] as readonly number[])[0] as number
    if (auc >= GIVES_AWAY) {
      found.push({ column: first, alone: auc, others: null })
      continue
    }
    const rest = groups.filter((_, other) => other !== g).flat()
    // Where there is no other column, that it ranks well is no sign: only that it ranks nearly perfectly is.
    if (rest.length === 0) continue
    const others = await together(table, rows, rest, partOf(ctx, g / groups.length, (g + 1) / groups.length))
    if (others !== null && auc >= others) found.push({ column: first, alone: auc, others })
  }
  return found.sort((a, b) => b.alone - a.alone || a.column - b.column)
}

/**
 * Columns that alone give the answer away. Of columns that are built from earlier days none should.
 *
 * @param kept columns that are not looked at
 * O(p · n log n).
 */
export function giveaways(table: LearnTable, kept: ReadonlySet<number>): number[] {
  return Array.from({ length: table.p }, (_, j) => j).filter((j) => !kept.has(j) && aucOf(table, j) >= GIVES_AWAY)
}

/** How well one column ranks alone, whichever way round: 0.5 … 1. */
export function aucOf({ data, n, p, label }: LearnTable, j: number): number {
  const auc = rocAuc(column(data, n, p, j), label)
  return Number.isNaN(auc) ? 0.5 : Math.max(auc, 1 - auc)
}

async function together(table: LearnTable, rows: Int32Array, columns: readonly number[], ctx: EngineContext): Promise<number | null> {
  const p = columns.length
  const data = new Float64Array(rows.length * p)
  rows.forEach((row, i) => {
    columns.forEach((j, at) => {
      data[i * p + at] = table.data[row * table.p + j] as number
    })
  })
  const part: LearnTable = { data, n: rows.length, p, label: labelsOf(table, rows) }
  const folds = foldsOf(stratifiedParts(part.label, null, FOLDS, ctx.rng), FOLDS)
  const [judged] = await crossValidate(part, folds, [logisticLearner({ penalty: 1, standardise: true })], ctx)
  return judged ? (meanOf(judged, 'auc')?.mean ?? null) : null
}
