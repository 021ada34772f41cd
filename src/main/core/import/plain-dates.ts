import { SextantError } from '../../../shared/errors.ts'
import type { DateOrder } from '../../../shared/model/import.ts'
import { ColumnProfile } from './typing/column-profile.ts'
import { decideDates } from './typing/date-reading.ts'
import { parseDate } from './values/date.ts'

/**
 * The dates of one column of a plain table, in wall-clock seconds since 1970-01-01; NaN where a cell is none. As in an import, the
 * order of day and month is decided over all rows or asked for, never guessed. O(cells).
 *
 * @throws import.ambiguousDate, import.mixedDates
 */
export function plainDates(cells: readonly string[], order: DateOrder | undefined, where: { file: string; column: string }): Float64Array {
  const profile = new ColumnProfile()
  profile.addColumn(
    cells.map((cell) => [cell]),
    0,
    new Set()
  )
  profile.finish()
  const decision = decideDates(profile)
  if (order === undefined && decision.state !== 'certain') {
    throw new SextantError(decision.state === 'open' ? 'import.ambiguousDate' : 'import.mixedDates', { ...where, sample: decision.sample })
  }
  const reading = order ?? (decision.state === 'certain' ? decision.value : 'ymd')
  return Float64Array.from(cells, (cell) => parseDate(cell, reading))
}
