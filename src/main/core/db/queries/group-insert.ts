import type { Database, Statement } from 'better-sqlite3'

export type Cell = string | number | bigint | null

/** One statement for so many rows costs a third less than one statement a row; more rows gain nothing. */
export const groupRows = 50

/** Statements that are kept; others bind all of their cells. */
const mostShapes = 64
/** Texts that columns often have in all rows, as SQL. */
const words: ReadonlyMap<Cell, string> = new Map(['', '{}', 'sale', 'return', 'cancellation'].map((word) => [word, `'${word}'`]))
const greatestLiteral = 99

/**
 * Inserts rows, `groupRows` at a time. Handing a cell over costs as much as storing it, and most columns are blank or the same in all of
 * neighbouring rows: such a value is written into the statement.
 *
 * @param onConflict what to do with a row of a known key
 */
export function createGroupInsert(db: Database, table: string, columns: readonly string[], onConflict = '') {
  const width = columns.length
  const shapes = new Map<string, Statement>()
  const prepare = (row: string, rows: number) =>
    db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array(rows).fill(row).join(',')} ${onConflict}`)
  const bound = `(${Array(width).fill('?').join(',')})`
  const one = prepare(bound, 1)

  function literalOf(cells: readonly Cell[], column: number): string {
    const first = cells[column] as Cell
    const literal = asLiteral(first)
    if (literal === null) return '?'
    for (let i = column + width; i < cells.length; i += width) if (cells[i] !== first) return '?'
    return literal
  }

  return {
    /** The cells of `groupRows` rows, row by row; answers how many rows were inserted. */
    group(cells: readonly Cell[]): number {
      const literals: string[] = []
      const free: number[] = []
      for (let column = 0; column < width; column++) {
        const literal = literalOf(cells, column)
        literals.push(literal)
        if (literal === '?') free.push(column)
      }
      const shape = `(${literals.join(',')})`
      let statement = shapes.get(shape)
      if (statement === undefined) {
        if (shapes.size >= mostShapes) shapes.clear()
        statement = prepare(shape, groupRows)
        shapes.set(shape, statement)
      }
      const values: Cell[] = []
      for (let row = 0; row < cells.length; row += width) for (const column of free) values.push(cells[row + column] as Cell)
      return statement.run(values).changes
    },
    /** The cells of one row; tells whether it was inserted. */
    one: (cells: readonly Cell[]): boolean => one.run(cells).changes === 1
  }
}

function asLiteral(cell: Cell): string | null {
  if (cell === null) return 'NULL'
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= 0 && cell <= greatestLiteral ? String(cell) : null
  return words.get(cell) ?? null
}
