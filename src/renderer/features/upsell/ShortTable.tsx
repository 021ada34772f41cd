import type { ReactNode } from 'react'
import classes from './upsell.module.css'

interface Column<Row> {
  id: string
  header: string
  number?: boolean
  cell: (row: Row) => ReactNode
}

/** A short table, whole; its first column names the rows. */
export function ShortTable<Row>({ label, columns, rows }: { label: string; columns: readonly Column<Row>[]; rows: readonly Row[] }) {
  return (
    <table className={classes.short} aria-label={label}>
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
  )
}
