import { stl, stlParams } from '../../../engines/stl.ts'
import { SextantError } from '../../../shared/errors.ts'
import type { TaskContext } from '../jobs/types.ts'
import { about, bad, checkWhole, type LabOptions, type LabResult, timed, timing } from './lab-common.ts'
import { type LabTable, numericTable, withoutBlankRows } from './lab-table.ts'

export interface LabStlOptions extends Omit<LabOptions, 'columns' | 'omit'> {
  /** The column that holds the series; the only numeric one if left out. */
  value: string | undefined
  period: number
  seasonal: number | 'periodic' | undefined
  trend: number | undefined
  degree: 0 | 1 | undefined
  robust: boolean
}

export interface LabStlResult extends LabResult {
  /** One of each for each row that is not blank; they add up to the value. */
  trend: number[]
  seasonal: number[]
  residual: number[]
  /** How much each value counted, 0 .. 1. */
  weights: number[]
}

/** Trend, season and rest of one column, its rows in order of time. @throws lab.*, engine.badParameter */
export async function labStl(input: LabTable, options: LabStlOptions, ctx: TaskContext): Promise<LabStlResult> {
  const { value, period, seasonal, trend, degree, robust, seed } = options
  checkWhole('period', period, 2)
  if (typeof seasonal === 'number') checkWindow('seasonal', seasonal)
  if (trend !== undefined) checkWindow('trend', trend)
  const rows = withoutBlankRows(input)
  const table = numericTable(rows, value === undefined ? {} : { columns: [value] })
  if (table.p > 1) throw new SextantError('lab.severalColumns', { file: rows.file, columns: table.columns })
  const choice = stlParams({ period, seasonal, trend, degree, robust })
  const { found, begun, ended } = await timed(ctx, seed, async () => stl(table.data, choice))
  const params = { period, seasonal: seasonal ?? 7, trend: choice.trend.window, degree: degree ?? 1, robust }
  return {
    ...about('stl', params, seed, table),
    trend: Array.from(found.trend),
    seasonal: Array.from(found.seasonal),
    residual: Array.from(found.residual),
    weights: Array.from(found.weights),
    ...timing(options, begun, ended)
  }
}

function checkWindow(parameter: string, window: number): void {
  if (!Number.isSafeInteger(window) || window < 3 || window % 2 === 0) bad(parameter, window, 'it must be an odd whole number from 3')
}
