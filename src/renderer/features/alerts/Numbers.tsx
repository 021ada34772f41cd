import type { ReactNode } from 'react'
import classes from './alerts.module.css'

interface Column<Row> {
  id: string
  header: string
  number?: boolean
  cell: (row: Row) => ReactNode
}

/** A short table, whole; its first column names the rows. */
export function Numbers<Row>({ label, columns, rows }: { label: string; columns: readonly Column<Row>[]; rows: readonly Row[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled sideways has to be reachable by keyboard.
    <section className={classes.scroller} aria-label={label} tabIndex={0}>
      <table className={classes.numbers}>
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
              {columns.map(({ id, number, cell }, place) =>
                place === 0 ? (
                  <th key={id} scope="row">
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
