import { qiniOf } from '../../../engines/upsell/qini.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, bad, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, numericTable, withoutBlankRows } from './lab-table.ts'

export interface LabQiniOptions extends LabOptions {
  /** Columns: 1 or 0 for treated or not, what happened, and what ranks. */
  treatment: string
  outcome: string
  score: string
}

export interface LabQiniResult extends LabResult {
  qini: number
  low: number
  high: number
  /** Extra outcomes when the first tenth, two tenths … are treated. */
  curve: number[]
}

/** How well a score ranks by what treating changes. @throws lab.*, engine.badParameter */
export async function labQini(input: LabTable, options: LabQiniOptions, ctx: TaskContext): Promise<LabQiniResult> {
  const { treatment, outcome, score, seed } = options
  checkWhole('seed', seed, 0)
  const table = numericTable(withoutBlankRows(input), { columns: [treatment, outcome, score] })
  if (table.p !== 3) bad('score', score, 'treatment, outcome and score must be three columns')
  const { data, n } = table
  const at = (j: number) => Float64Array.from({ length: n }, (_, i) => data[i * 3 + j] as number)
  const treated = at(0)
  const other = treated.find((value) => value !== 0 && value !== 1)
  if (other !== undefined) bad('treatment', other, 'it must be 1 for treated and 0 for not')
  const count = treated.reduce((sum, value) => sum + value, 0)
  if (count === 0 || count === n) bad('treatment', treatment, 'both treated and untreated rows are needed')
  const { found, begun, ended } = await timed(ctx, seed, (context) => qiniOf(at(2), Uint8Array.from(treated), at(1), context))
  return { ...about('qini', { treatment, outcome, score }, seed, table), ...found, ...timing(options, begun, ended) }
}
