import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import classes from './DataTable.module.css'
import type { Column, Sorting } from './DataTable.tsx'

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[]
  sort?: Sorting
  onSort?: (sort: Sorting) => void
}

/** The header row; a sortable column's header is a button. Numbers first sort downwards, words upwards. */
export function TableHead<Row>({ columns, sort, onSort }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const sorted = sort?.column === column.id ? sort : null
          const arrow = sorted?.descending ? <IconArrowDown size={14} aria-hidden="true" /> : <IconArrowUp size={14} aria-hidden="true" />
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              title={column.hint}
              {...(column.sortable ? { 'aria-sort': sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none' } : {})}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={sorted !== null || undefined}
                  onClick={() => onSort({ column: column.id, descending: sorted ? !sorted.descending : column.align === 'end' })}
                >
                  <span className={classes.headText}>{column.header}</span>
                  <span className={classes.arrow}>{arrow}</span>
                </button>
              ) : (
                <span className={classes.headText}>{column.header}</span>
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
