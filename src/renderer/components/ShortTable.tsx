import type { ReactNode } from 'react'
import classes from './ShortTable.module.css'

interface Column<Row> {
  id: string
  header: string
  number?: boolean
  /** Of the first column: its names may be long. */
  wraps?: boolean
  cell: (row: Row) => ReactNode
}

interface ShortTableProps<Row> {
  /** Its name; another one than that of the section it stands in. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
}

/** A short table, whole; its first column names the rows. */
export function ShortTable<Row>({ label, columns, rows }: ShortTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled sideways has to be reachable by keyboard.
    <section className={classes.scroller} aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map(({ id, header, number }) => (
              <th key={id} scope="col" data-number={number || undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a report never move.
            <tr key={i}>
              {columns.map(({ id, number, wraps, cell }, place) =>
                place === 0 ? (
                  <th key={id} scope="row" data-wraps={wraps || undefined}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={id} data-number={number || undefined}>
                    {cell(row)}
                  </td>
                )
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
