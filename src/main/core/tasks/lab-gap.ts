import { type GapOfK, gapStatistic } from '../../../engines/gap.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, numericTable, withoutBlankRows } from './lab-table.ts'

export interface LabGapOptions extends LabOptions {
  kMax: number
  references: number
  starts: number
}

export const labGapDefaults = { kMax: 10, references: 50, starts: 10, seed: 1 } as const

/** As scikit-learn's defaults. */
const stopping = { tolerance: 1e-4, maxIterations: 300 }

export interface LabGapResult extends LabResult {
  k: GapOfK[]
  firstSEmax: number
  tibs2001SEmax: number
}

/** The gap statistic for k = 1 .. kMax. @throws lab.*, engine.badParameter */
export async function labGap(input: LabTable, options: LabGapOptions, ctx: TaskContext): Promise<LabGapResult> {
  const { kMax, references, starts, seed } = options
  checkWhole('k-max', kMax, 1)
  checkWhole('references', references, 2)
  checkWhole('starts', starts, 1)
  checkWhole('seed', seed, 0)
  const table = numericTable(withoutBlankRows(input), options)
  const { found, begun, ended } = await timed(ctx, seed, (context) =>
    gapStatistic(table.data, table.n, table.p, { kMax, references, starts, ...stopping }, context)
  )
  return { ...about('gap', { kMax, references, starts }, seed, table), ...found, ...timing(options, begun, ended) }
}
