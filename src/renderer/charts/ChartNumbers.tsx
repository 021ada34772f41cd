import { type Column, DataTable } from '../components/DataTable.tsx'
import { rowsOf } from '../components/rows.ts'
import { format, t } from '../i18n.ts'
import classes from './ChartFigure.module.css'
import type { ChartCell, ChartTable } from './option.ts'

interface ChartNumbersProps {
  table: ChartTable
  label: string
  /** Pixels, so that nothing moves when a chart turns into its table. */
  height: number
}

interface Row {
  index: number
  cells: Said[]
}

/** A cell as it is read: what it says, and below that the interval around it. */
interface Said {
  value: string
  interval: string | null
}

const letterWidth = 7.4
const sides = 28
const heights = { oneLine: 34, twoLines: 46 }

/**
 * A chart's numbers for reading: two decimals, columns of whole numbers as they are, the interval in the same cell. Units
 * may differ from row to row where there are intervals, so those are whole or not by themselves.
 */
export function ChartNumbers({ table, label, height }: ChartNumbersProps) {
  const whole = table.columns.map((_, index) => table.rows.every((row) => typeof row[index] !== 'number' || Number.isInteger(row[index])))
  const rows = table.rows.map((row, index): Row => ({ index, cells: row.map((cell, column) => said(cell, whole[column] === true)) }))
  const columns = table.columns.map(({ header, kind }, index): Column<Row> => {
    const cell = ({ cells }: Row) => <Cell said={cells[index]} />
    if (kind === 'text') return { id: String(index), header, wraps: true, cell }
    const letters = rows.reduce((most, { cells }) => Math.max(most, longest(cells[index])), header.length)
    return { id: String(index), header, align: 'end', width: Math.ceil(letters * letterWidth) + sides, cell }
  })
  const rowHeight = table.columns.some(({ kind }) => kind === 'interval') ? heights.twoLines : heights.oneLine
  return (
    <div className={classes.numbers} style={{ height }}>
      <DataTable label={label} columns={columns} rows={rowsOf(rows)} rowKey={({ index }) => index} rowHeight={rowHeight} />
    </div>
  )
}

function Cell({ said }: { said: Said | undefined }) {
  if (said === undefined) return format.unknown
  return said.interval === null ? (
    said.value
  ) : (
    <>
      {said.value}
      <span className={classes.interval}>{said.interval}</span>
    </>
  )
}

function said(cell: ChartCell, whole: boolean): Said {
  if (typeof cell === 'string') return { value: cell, interval: null }
  if (!Array.isArray(cell)) return { value: whole ? format.count(cell) : format.decimal(cell), interval: null }
  const [value, low, high] = cell
  const isWhole = cell.every(Number.isInteger)
  const number = (x: number | null | undefined) => (isWhole ? format.count(x) : format.decimal(x))
  // A dash beside a minus sign would read as another minus.
  const interval = low < 0 ? t('charts.fromTo', number(low), number(high)) : format.range(low, high, number)
  return { value: number(value), interval }
}

const longest = (said: Said | undefined) => Math.max(said?.value.length ?? 0, said?.interval?.length ?? 0)
