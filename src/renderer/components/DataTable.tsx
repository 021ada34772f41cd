import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import classes from './DataTable.module.css'
import { TableHead } from './DataTableHead.tsx'
import { useKeys } from './keyboard.ts'
import type { RowSource } from './rows.ts'

export interface Column<Row> {
  id: string
  header: string
  /** Pixels; the columns without one share what is left. */
  width?: number
  /** Numbers stand at the end. */
  align?: 'start' | 'end'
  sortable?: boolean
  /** May take two lines; `rowHeight` has to leave the room. */
  wraps?: boolean
  /** A longer explanation of the header. */
  hint?: string
  cell: (row: Row) => ReactNode
}

export interface Sorting {
  column: string
  descending: boolean
}

interface DataTableProps<Row> {
  /** Accessible name. */
  label: string
  columns: readonly Column<Row>[]
  rows: RowSource<Row>
  rowKey: (row: Row) => string | number
  sort?: Sorting
  onSort?: (sort: Sorting) => void
  /** Enter or a click; with `onSelect`, Enter or a double click. */
  onOpen?: (row: Row) => void
  /** Space or a click. */
  onSelect?: (row: Row) => void
  /** Whenever a row takes the focus: for lists that are read by going through them. */
  onFocusRow?: (row: Row) => void
  selected?: string | number | null
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
  /** `J` and `K` move in this table wherever the focus is: for the main table of a screen. */
  main?: boolean
  /** Pixels. */
  rowHeight?: number
  /** What the list shows, for instance its search: when it changes, the table goes back to its top. */
  listKey?: string
}

/**
 * A table of any length: only the rows in view are in the page. Arrows, Home, End and the page keys move, Enter opens,
 * Space selects. It fills the height that its parent leaves it.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowKey,
    onOpen,
    onSelect,
    onFocusRow,
    selected = null,
    empty,
    main = false,
    rowHeight = 34,
    listKey
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const total = rows.total ?? 0
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 10 })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items[items.length - 1]?.index ?? 0]

  const { onVisible } = rows
  useEffect(() => {
    onVisible?.(first, last)
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list.
  useEffect(() => {
    setActive(0)
    scroller.current?.scrollTo({ top: 0 })
  }, [listKey])

  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(total - 1, index))
    setActive(next)
    virtual.scrollToIndex(next)
    const focusRow = () => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)
      row?.focus({ preventScroll: true })
      return row != null
    }
    // At once if it is in the page, so that the next key already finds it; else it comes with the scroll.
    if (!focusRow()) requestAnimationFrame(focusRow)
    return true
  }
  const inTable = () => scroller.current?.contains(document.activeElement) ?? false
  useKeys(main && total > 0 ? { j: () => moveTo(inTable() ? active + 1 : active), k: () => moveTo(inTable() ? active - 1 : active) } : {})

  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, index: number, row: Row | undefined) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2)
    const target = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: total - 1 }[
      event.key
    ]
    if (target !== undefined) moveTo(target)
    else if (event.target !== event.currentTarget || row === undefined) return
    else if (event.key === 'Enter' && onOpen) onOpen(row)
    else if (event.key === ' ' && onSelect) onSelect(row)
    else return
    event.preventDefault()
  }

  const fixed = columns.reduce((sum, column) => sum + (column.width ?? 0), 0)
  const below = virtual.getTotalSize() - (items[items.length - 1]?.end ?? 0)
  return (
    <div className={classes.frame}>
      <div className={classes.scroller} ref={scroller}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose rows take the focus. */}
        <table className={classes.table} role="grid" aria-label={label} aria-rowcount={total + 1} style={{ minWidth: fixed }}>
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={column.width === undefined ? {} : { width: column.width }} />
            ))}
          </colgroup>
          <TableHead columns={columns} {...(props.sort ? { sort: props.sort } : {})} {...(props.onSort ? { onSort: props.onSort } : {})} />
          <Spacer height={items[0]?.start ?? 0} span={columns.length} />
          <tbody>
            {items.map(({ index }) => {
              const row = rows.rowAt(index)
              const key = row === undefined ? null : rowKey(row)
              return (
                <tr
                  key={index}
                  data-index={index}
                  className={classes.row}
                  data-acts={onOpen !== undefined || onSelect !== undefined || undefined}
                  aria-rowindex={index + 2}
                  {...(onSelect ? { 'aria-selected': key !== null && key === selected } : {})}
                  tabIndex={index === active || (index === first && (active < first || active > last)) ? 0 : -1}
                  onFocus={() => {
                    setActive(index)
                    if (row !== undefined) onFocusRow?.(row)
                  }}
                  onKeyDown={(event) => onKeyDown(event, index, row)}
                  onClick={() => row !== undefined && (onSelect ?? onOpen)?.(row)}
                  onDoubleClick={() => row !== undefined && onSelect && onOpen?.(row)}
                >
                  {columns.map((column) => (
                    <td key={column.id} data-align={column.align} style={{ height: rowHeight }}>
                      {row === undefined ? (
                        <span className={classes.pending} />
                      ) : column.wraps ? (
                        <div className={classes.wraps}>{column.cell(row)}</div>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
          <Spacer height={below} span={columns.length} />
        </table>
        {rows.total === 0 && empty !== undefined && <div className={classes.empty}>{empty}</div>}
      </div>
    </div>
  )
}

/** Stands for the rows that are not in the page. */
function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null
  return (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={span} className={classes.spacer} style={{ height }} />
      </tr>
    </tbody>
  )
}
