import type { MergedCells, RowBatch, Table } from './types.ts'

/**
 * The table with the text of cells that are merged over several rows in each of these rows, below the header: who ordered and when often stands
 * once beside the lines of an order. In a sheet of XLSX or ODS it is known from the second reading on which cells are merged;
 * the first one sees gaps. Rows of which nothing else is filled stay blank.
 */
export function withMergedCells(table: Table): Table {
  const { below, merged } = table
  if (merged === undefined) return table
  return {
    ...table,
    ...(below && { below: () => wrapped(below()) }),
    async *rows(signal) {
      const filler = new Filler(merged())
      let bytesRead = 0
      for await (const batch of table.rows(signal)) {
        bytesRead = batch.bytesRead
        yield filler.fill(batch)
      }
      const told = merged().filter(({ top }) => top > filler.header)
      const [first] = told
      if (first === undefined) return
      const notes = [{ code: 'import.mergedCells', count: told.length, example: `row ${first.top}` }]
      yield { cells: [], lines: [], faults: [], bytesRead, notes }
    }
  }
}

const wrapped = (table: Table | null): Table | null => table && withMergedCells(table)

interface Open extends MergedCells {
  text: string
}

/** Follows the ranges down the rows. O(rows + ranges log ranges) and, for each row, the ranges that it lies in. */
class Filler {
  private readonly ranges: readonly MergedCells[]
  private next = 0
  private open: Open[] = []
  /** The sheet row of the header, or its last one. */
  header = Number.POSITIVE_INFINITY

  constructor(ranges: readonly MergedCells[]) {
    this.ranges = [...ranges].sort((a, b) => a.top - b.top)
  }

  fill(batch: RowBatch): RowBatch {
    if (this.ranges.length === 0 && this.header !== Number.POSITIVE_INFINITY) return batch
    const cells = batch.cells.map((row, i) => {
      const line = batch.lines[i] ?? 0
      if (this.header === Number.POSITIVE_INFINITY) {
        if (row.some((text) => text.trim() !== '')) this.header = line
        // What reaches from the header into the rows is a heading.
        while ((this.ranges[this.next]?.top ?? Number.POSITIVE_INFINITY) <= line) this.next++
        return row
      }
      const filled = this.filled(row, line)
      this.begin(filled, line)
      return filled
    })
    return { ...batch, cells }
  }

  private filled(row: string[], line: number): string[] {
    this.open = this.open.filter(({ bottom }) => bottom >= line)
    const due = this.open.filter(({ top, column, text }) => top < line && text !== '' && (row[column] ?? '') === '')
    if (due.length === 0 || row.every((text) => text.trim() === '')) return row
    const filled = [...row]
    for (const { column, text } of due) {
      while (filled.length < column) filled.push('')
      filled[column] = text
    }
    return filled
  }

  /** Ranges that begin in the row. */
  private begin(row: readonly string[], line: number): void {
    for (let range = this.ranges[this.next]; range !== undefined && range.top <= line; range = this.ranges[++this.next]) {
      if (range.top === line) this.open.push({ ...range, text: row[range.column] ?? '' })
    }
  }
}
