/** A chart's numbers as CSV, unrounded. */
import { csvText } from '../../shared/csv.ts'
import { t } from '../../shared/messages/index.ts'
import type { ChartCell, ChartTable } from './option.ts'

export function toCsv(table: ChartTable): string {
  const header = table.columns.flatMap(({ header, kind }) =>
    kind === 'interval' ? [header, t('charts.low', header), t('charts.high', header)] : [header]
  )
  const rows = table.rows.map((row) => row.flatMap((value, index) => spread(value, table.columns[index]?.kind === 'interval')))
  return csvText([header, ...rows])
}

/** An interval takes three columns, known or not. */
function spread(value: ChartCell, isInterval: boolean): (string | number | null)[] {
  if (Array.isArray(value)) return value
  return isInterval ? [null, null, null] : [value]
}
