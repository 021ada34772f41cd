import { isBlank } from '../blank.ts'
import { type CodedTable, rowAt } from '../coded/coded-table.ts'
import { Tally } from '../conversion/tally.ts'
import { detectHeader } from '../header.ts'
import { isRejectedExport } from '../rejected-export.ts'
import type { LeftOutRow, RowBatch, RowFault, Table } from '../types.ts'
import { beginsTable, sharesNames } from './next-table.ts'
import { joinedHeader, outlineOf, sameCells } from './outline.ts'
import { typedColumns } from './row-facts.ts'
import { RunningSums } from './running-sums.ts'
import { isNamelessTotal, isNote, isSubtotal, isTotalRow, totalWords } from './total-row.ts'

/** Filled rows that the header is told from. */
const headRows = 100
/** Rows that are looked at beyond the one that is judged, and rows that are held back because a table's end may follow. */
const lookAhead = 16
const heldBack = 8
/** Totals and notes below a table. */
const mostBelow = 8
/** Each table of a file costs one reading of the file. */
const mostTables = 50
/** Pages repeat the header, but hardly in more rows than this share. */
const mostRepeated = 0.2
/** A row of this share of the first rows fills a column that is usually filled. */
const usual = 0.9

/**
 * The table in a text or sheet as people mean it. Lines above the header, repetitions of the header further down and the
 * rows of further tables are left out, a header of several rows is joined into one, totals at the end are marked as
 * faults. All of that is told: in the batches' `notes` and `leftOut`. Further tables are reached by `below`.
 */
export function shaped(raw: Table): Table {
  return raw.headed ? raw : part(raw, 1, 0)
}

/** The n-th table (from 1) of a text or sheet, or null. Reads it n - 1 times. */
export async function shapedPart(raw: Table, n: number, signal: AbortSignal): Promise<Table | null> {
  let table: Table | null = shaped(raw)
  for (let i = 1; i < n && table !== null; i++) {
    for await (const _ of table.rows(signal));
    table = table.below?.() ?? null
  }
  return table
}

/** How the n-th table of a text or sheet is called. */
export function partName(sheet: string | null, n: number): string | null {
  if (n === 1) return sheet
  return sheet === null ? `table ${n}` : `${sheet}, table ${n}`
}

/** What `partName` made a name of; null if it is no such name. */
export function parsePartName(name: string): { sheet: string | null; n: number } | null {
  const found = /^(?:(.*), )?table ([1-9]\d?)$/s.exec(name)
  return found === null ? null : { sheet: found[1] ?? null, n: Number(found[2]) }
}

function part(raw: Table, n: number, from: number): Table {
  const seen: { next: number | null } = { next: null }
  const { coded, ...plain } = raw
  return {
    ...plain,
    ...(coded === undefined || n > 1
      ? {}
      : {
          coded: async (signal, onBytes) => {
            const table = await coded(signal, onBytes)
            return table !== null && (await isShaped(raw, table, signal)) ? table : null
          }
        }),
    sheet: partName(raw.sheet, n),
    warnings: n === 1 ? raw.warnings : [],
    rows: (signal) => new Shaper(raw, from, n < mostTables, seen).run(signal),
    below: () => (seen.next === null ? null : part(raw, n + 1, seen.next))
  }
}

/**
 * Whether all rows below the first are those of the table that the first names the columns of: none is left out or marked, and nothing is to
 * be told. Rows that are not blank and do not repeat a name of the header are of no matter but at the beginning and the end: so
 * these alone are looked at as if they were all. O(different texts of a column).
 */
async function isShaped(raw: Table, table: CodedTable, signal: AbortSignal): Promise<boolean> {
  const { header, rows, columns, line } = table
  const key = header.findIndex((name) => name.trim() !== '')
  const texts = columns[key]?.texts
  if (texts === undefined || isRejectedExport(header)) return false
  // Totals may stand anywhere, and need the rows above them to be added up.
  if (columns.some((column) => totalWords.some((word) => column.texts.findText(word) >= 0)) || rowAt(table, rows - 1)[key]?.trim() === '')
    return false
  for (const name of header) if (name.trim() !== '' && texts.findText(name.trim()) >= 0) return false
  const head = Math.min(table.headRows, 4 * headRows + lookAhead)
  const tail = Math.max(head, rows - (mostBelow + lookAhead))
  const places = [...Array.from({ length: head }, (_, i) => i), ...Array.from({ length: rows - tail }, (_, i) => tail + i)]
  const cells = [header, ...places.map((row) => rowAt(table, row))]
  const batch = { cells, lines: cells.map((_, i) => line + i), faults: [], bytesRead: 0 }
  const ends: Table = {
    ...raw,
    async *rows() {
      yield { ...batch, cells: cells.slice(0, head + 1), lines: batch.lines.slice(0, head + 1) }
      if (places.length > head) yield { ...batch, cells: cells.slice(head + 1), lines: batch.lines.slice(head + 1) }
    }
  }
  let found = 0
  for await (const { cells: kept, faults, leftOut, notes, header: told } of part(ends, 1, 0).rows(signal)) {
    if (faults.length > 0 || leftOut !== undefined || notes !== undefined || (told !== undefined && told.length !== 1)) return false
    found += kept.length
  }
  return found === cells.length
}

/** One reading of one table. Holds a batch and the rows around its ends. */
class Shaper {
  private readonly raw: Table
  private readonly from: number
  private readonly mayEnd: boolean
  private readonly seen: { next: number | null }

  private cells: string[][] = []
  private lines: number[] = []
  private readonly faults = new Map<number, RowFault>()
  /** Rows of the window that are left out. */
  private readonly out = new Map<number, string>()
  /** Rows of the window that are judged already. */
  private judged = 0
  /** Index in the source of the window's first row. */
  private base = 0
  private bytesRead = 0
  private readonly asText = new Set<number>()
  private tally = new Tally()

  private header: string[][] | null = null
  private headerToTell: string[][] | null = null
  private names = new Set<string>()
  private key = 0
  private firstRow: readonly string[] | null = null
  private usuallyFilled: boolean[] = []
  private above: readonly (readonly string[])[] = []
  private blankBefore = false
  private sums = new RunningSums([])
  /** The row that was added to them last. */
  private summed: readonly string[] = []
  /** Row of the window that would be a total if it were the last. */
  private nameless = -1

  constructor(raw: Table, from: number, mayEnd: boolean, seen: { next: number | null }) {
    this.raw = raw
    this.from = from
    this.mayEnd = mayEnd
    this.seen = seen
    this.base = from
  }

  async *run(signal: AbortSignal): AsyncGenerator<RowBatch> {
    let skip = this.from
    let filled = 0
    let begun = false
    let ended = false
    for await (const batch of this.raw.rows(signal)) {
      // Read on to the end: only then is it known that the file has not changed.
      if (ended) continue
      const start = Math.min(skip, batch.cells.length)
      skip -= start
      this.append(batch, start)
      if (!begun) {
        filled += batch.cells.filter((row, i) => i >= start && !isBlank(row)).length
        // Any number of blank rows may come first; they need not be kept.
        if (filled === 0) yield this.take(this.cells.length)
        if (filled < headRows) continue
        begun = true
        this.begin()
      }
      ended = this.judge(false)
      yield this.take(ended ? this.finish() : Math.max(0, this.judged - heldBack))
    }
    if (ended) return
    if (!begun) this.begin()
    this.judge(true)
    yield this.take(this.finish())
  }

  private append(batch: RowBatch, start: number): void {
    const offset = this.cells.length - start
    this.cells =
      this.cells.length === 0 && start === 0 ? batch.cells : this.cells.concat(start === 0 ? batch.cells : batch.cells.slice(start))
    this.lines =
      this.lines.length === 0 && start === 0 ? batch.lines : this.lines.concat(start === 0 ? batch.lines : batch.lines.slice(start))
    for (const fault of batch.faults) if (fault.row >= start) this.faults.set(fault.row + offset, fault)
    this.bytesRead = batch.bytesRead
    this.tally.addAll(batch.notes ?? [])
    for (const column of batch.asText ?? []) this.asText.add(column)
  }

  /** Finds the header in the first rows. Without one, rows are taken as they are. */
  private begin(): void {
    this.judged = this.cells.length
    const start = this.cells.findIndex((row) => !isBlank(row))
    const head = this.cells.slice(Math.max(0, start), start + 4 * headRows)
    const [first] = head
    if (first === undefined || isRejectedExport(first)) return
    const { preamble, headerRows } = outlineOf(head, this.raw.sheet !== null)
    const names = head.slice(preamble, preamble + headerRows)
    const below = head.slice(preamble + headerRows).filter((row) => !isBlank(row))
    if (preamble > 0 || headerRows > 1 || detectHeader([first, ...below]).hasHeader) {
      this.leaveOutPreamble(start, head.slice(0, preamble))
      this.setHeader(start + preamble, names, below)
    }
  }

  private leaveOutPreamble(start: number, above: readonly (readonly string[])[]): void {
    for (const [i, row] of above.entries()) {
      if (isBlank(row)) continue
      this.out.set(start + i, 'import.preamble')
      this.tally.add('import.preamble', () => row.filter((cell) => cell.trim() !== '').join(' '))
    }
  }

  private setHeader(from: number, rows: string[][], below: readonly (readonly string[])[]): void {
    this.header = rows
    this.headerToTell = rows
    if (rows.length > 1) {
      const joined = joinedHeader(rows, true)
      this.tally.add('import.headerRows', () => joined.find((name) => name.includes(' ')) ?? joined[0] ?? '')
      this.cells = this.cells.with(from, joined)
      for (let i = 1; i < rows.length; i++) this.out.set(from + i, 'import.headerRow')
    }
    const last = rows.at(-1) ?? []
    this.key = Math.max(
      0,
      last.findIndex((name) => name.trim() !== '')
    )
    // A table that says its first row again and again holds it as data.
    const repeated = below.filter((row) => sameCells(row, last)).length
    const names = repeated > mostRepeated * below.length ? [] : rows.flat().map((name) => name.trim())
    this.names = new Set(names.filter((name) => name !== ''))
    this.firstRow = below[0] ?? null
    // In a short table the last rows may be totals and notes already.
    const body = below.slice(0, Math.max(Math.ceil(below.length / 2), below.length - mostBelow))
    this.above = body
    const width = Math.max(...rows.map((row) => row.length))
    this.usuallyFilled = Array.from(
      { length: width },
      (_, i) => body.filter((row) => (row[i] ?? '').trim() !== '').length >= usual * body.length
    )
    this.sums = new RunningSums(body)
    this.judged = from + rows.length
  }

  /** Judges the rows of the window that enough rows follow; true when the table ends among them. */
  private judge(last: boolean): boolean {
    const to = last ? this.cells.length : this.cells.length - lookAhead
    if (this.header === null) {
      this.judged = this.cells.length
      return false
    }
    for (; this.judged < to; this.judged++) {
      const row = this.cells[this.judged] as string[]
      if (isBlank(row)) {
        this.blankBefore = true
        continue
      }
      const apart = this.blankBefore || this.isApart(this.judged) || this.isRemark(row)
      this.blankBefore = false
      const name = row[this.key]
      if (((name !== undefined && this.names.has(name)) || apart) && this.endsAt(row, apart)) return true
      this.addUp(this.judged, row)
    }
    return false
  }

  /** A line that begins with `#` below rows of which none does: programs write such lines above each table of a report. */
  private isRemark(row: readonly string[]): boolean {
    return row[0]?.startsWith('#') === true && this.firstRow?.[0]?.startsWith('#') === false
  }

  /** Marks a row that adds up rows above it. */
  private addUp(i: number, row: readonly string[]): void {
    if (this.sums.isOver || this.out.has(i) || this.faults.has(i)) return
    this.nameless = -1
    if (isSubtotal(row, this.summed, this.sums)) {
      this.faults.set(i, { row: i, code: 'import.reject.totalRow', near: row.find((cell) => cell.trim() !== '') ?? '' })
      this.sums.begin()
      return
    }
    if (isNamelessTotal(row, this.usuallyFilled, this.sums)) this.nameless = i
    this.sums.add(row)
    this.summed = row
  }

  /** Sheets leave blank rows out. */
  private isApart(i: number): boolean {
    return this.raw.sheet !== null && i > 0 && (this.lines[i] ?? 0) > (this.lines[i - 1] ?? 0) + 1
  }

  private endsAt(row: readonly string[], apart: boolean): boolean {
    const header = this.header ?? []
    const at = this.judged
    if (header.some((names) => sameCells(names, row)) && row.length > 1) {
      const next = this.cells
        .slice(at + 1, at + lookAhead)
        .find((cells) => !isBlank(cells) && !header.some((names) => sameCells(names, cells)))
      if (this.mayEnd && next !== undefined && this.firstRow !== null && sameCells(next, this.firstRow)) return this.end(at)
      this.out.set(at, 'import.repeatedHeader')
      this.tally.add('import.repeatedHeader', () => `line ${this.lines[at]}`)
      return false
    }
    if (!this.mayEnd) return false
    if (sharesNames(row, this.names)) return this.end(at)
    const window = this.cells.slice(at, at + lookAhead)
    return apart && beginsTable(window, header.at(-1) ?? [], this.above) ? this.end(at) : false
  }

  private end(at: number): true {
    this.seen.next = this.base + at
    this.tally.add('import.moreTables', () => `line ${this.lines[at]}`)
    this.judged = at
    return true
  }

  /** Marks totals and notes among the last rows of the table; answers where it ends in the window. */
  private finish(): number {
    if (this.header === null) return this.judged
    const typed = new Set([...typedColumns(this.above)].filter((i) => this.usuallyFilled[i]))
    const usualCells = this.usuallyFilled.filter(Boolean).length
    let marked = 0
    for (let i = this.judged - 1; i >= 0 && marked < mostBelow; i--) {
      const row = this.cells[i] ?? []
      if (isBlank(row) || this.out.has(i)) continue
      const isTotal = i === this.nameless || this.faults.get(i)?.code === 'import.reject.totalRow' || isTotalRow(row, this.usuallyFilled)
      const code = isTotal ? 'totalRow' : isNote(row, typed, usualCells) ? 'note' : null
      if (code === null) break
      const near = row.find((cell) => cell.trim() !== '') ?? ''
      if (!this.faults.has(i)) this.faults.set(i, { row: i, code: `import.reject.${code}`, near })
      marked++
    }
    return this.judged
  }

  /** Hands over the first rows of the window. */
  private take(count: number): RowBatch {
    const { cells, lines, faults, out, bytesRead, tally } = this
    const notes = tally.warnings
    this.tally = new Tally()
    this.cells = cells.slice(count)
    this.lines = lines.slice(count)
    this.judged -= count
    this.nameless -= count
    this.base += count
    const batch: RowBatch =
      out.size === 0 && faults.size === 0
        ? {
            cells: count === cells.length ? cells : cells.slice(0, count),
            lines: count === lines.length ? lines : lines.slice(0, count),
            faults: [],
            bytesRead
          }
        : this.filtered(cells, lines, count)
    if (notes.length > 0) batch.notes = notes
    if (this.asText.size > 0) batch.asText = [...this.asText]
    this.asText.clear()
    if (this.headerToTell !== null && batch.cells.length > 0) {
      batch.header = this.headerToTell
      this.headerToTell = null
    }
    return batch
  }

  private filtered(cells: readonly string[][], lines: readonly number[], count: number): RowBatch {
    const batch: RowBatch = { cells: [], lines: [], faults: [], bytesRead: this.bytesRead }
    const leftOut: LeftOutRow[] = []
    for (let i = 0; i < count; i++) {
      const row = cells[i] as string[]
      const line = lines[i] as number
      const code = this.out.get(i)
      if (code !== undefined) {
        leftOut.push({ line, code, cells: row })
        continue
      }
      const fault = this.faults.get(i)
      if (fault) batch.faults.push({ ...fault, row: batch.cells.length })
      batch.cells.push(row)
      batch.lines.push(line)
    }
    shift(this.out, count)
    shift(this.faults, count)
    if (leftOut.length > 0) batch.leftOut = leftOut
    return batch
  }
}

/** Moves the keys of a map of rows when the first rows of the window go. */
function shift<T>(map: Map<number, T>, count: number): void {
  const later = [...map].filter(([row]) => row >= count)
  map.clear()
  for (const [row, value] of later) map.set(row - count, value)
}
