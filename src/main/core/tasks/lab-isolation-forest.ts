import { growForest, reasonsOf, scoreRows } from '../../../engines/isolation-forest.ts'
import { column } from '../../../engines/math/columns.ts'
import { quantile } from '../../../engines/math/quantile.ts'
import { partOf } from '../../../engines/pace.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, type NumericTable, numericTable, withoutBlankRows } from './lab-table.ts'

export interface LabIsolationForestOptions extends LabOptions {
  trees: number
  sample: number
  /** Reasons of so many of the strangest rows. */
  reasons: number
}

export const labIsolationForestDefaults = { trees: 100, sample: 256, reasons: 0 } as const

export interface LabIsolationForestResult extends LabResult {
  /** Of each row that is not blank, between 0 and 1; higher is stranger. */
  scores: number[]
  /** The strangest rows, strangest first; each with its columns, the one that speaks loudest first. */
  reasons?: {
    row: number
    line: number
    score: number
    /** `part`: by how many splits the column shortens the row's path. */
    columns: { column: string; value: number; median: number; part: number }[]
  }[]
}

/** Isolation forest on a plain table. @throws lab.*, engine.badParameter */
export async function labIsolationForest(
  input: LabTable,
  options: LabIsolationForestOptions,
  ctx: TaskContext
): Promise<LabIsolationForestResult> {
  const { trees, sample, reasons, seed } = options
  checkWhole('trees', trees, 1)
  checkWhole('sample', sample, 2)
  checkWhole('reasons', reasons, 0)
  checkWhole('seed', seed, 0)
  const rows = withoutBlankRows(input)
  const table = numericTable(rows, options)
  const { data, n, p } = table
  const { found, begun, ended } = await timed(ctx, seed, async (context) => {
    const forest = await growForest(data, n, p, { trees, sample }, partOf(context, 0, 0.1))
    return { forest, scores: await scoreRows(forest, data, n, partOf(context, 0.1, 1)) }
  })
  const medians = mediansOf(table)
  const strangest = Array.from(found.scores.keys())
    .sort((a, b) => (found.scores[b] as number) - (found.scores[a] as number) || a - b)
    .slice(0, reasons)
  return {
    ...about('isolation-forest', { trees, sample }, seed, table),
    scores: Array.from(found.scores),
    ...(reasons === 0
      ? {}
      : {
          reasons: strangest.map((row) => {
            const values = data.subarray(row * p, (row + 1) * p)
            const parts = reasonsOf(found.forest, values)
            const columns = table.columns
              .map((name, j) => ({ column: name, value: values[j] as number, median: medians[j] as number, part: parts[j] as number }))
              .sort((a, b) => b.part - a.part)
            return { row, line: rows.lines[row] ?? 0, score: found.scores[row] as number, columns }
          })
        }),
    ...timing(options, begun, ended)
  }
}

function mediansOf({ data, n, p }: NumericTable): number[] {
  return Array.from({ length: p }, (_, j) => quantile(column(data, n, p, j).slice().sort(), 0.5))
}
