/** Where a table's rows come from: all at hand, or a long list that arrives in pages. */
export interface RowSource<Row> {
  /** Null until it is known. */
  total: number | null
  /** Undefined while it is on its way. */
  rowAt: (index: number) => Row | undefined
  /** Told which rows are on screen. */
  onVisible?: (first: number, last: number) => void
}

/** Rows that are all at hand. */
export function rowsOf<Row>(rows: readonly Row[]): RowSource<Row> {
  return { total: rows.length, rowAt: (index) => rows[index] }
}
