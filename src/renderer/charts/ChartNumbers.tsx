import { type Column, DataTable } from '../components/DataTable.tsx'
import { rowsOf } from '../components/rows.ts'
import { format } from '../i18n.ts'
import classes from './ChartFigure.module.css'
import type { ChartTable } from './option.ts'

interface ChartNumbersProps {
  table: ChartTable
  label: string
  /** Pixels, so that nothing moves when a chart turns into its table. */
  height: number
}

type Row = ChartTable['rows'][number]

/** A chart's numbers for reading: two decimals, whole numbers as they are. */
export function ChartNumbers({ table, label, height }: ChartNumbersProps) {
  const whole = table.columns.map((_, index) => table.rows.every((row) => typeof row[index] !== 'number' || Number.isInteger(row[index])))
  const columns = table.columns.map(
    ({ header, numeric }, index): Column<{ row: Row; index: number }> => ({
      id: String(index),
      header,
      align: numeric ? 'end' : 'start',
      cell: ({ row }) => cell(row[index] ?? null, whole[index] === true)
    })
  )
  const rows = table.rows.map((row, index) => ({ row, index }))
  return (
    <div className={classes.numbers} style={{ height }}>
      <DataTable label={label} columns={columns} rows={rowsOf(rows)} rowKey={({ index }) => index} />
    </div>
  )
}

function cell(value: Row[number], whole: boolean): string {
  if (typeof value === 'string') return value
  return whole ? format.count(value) : format.decimal(value)
}
