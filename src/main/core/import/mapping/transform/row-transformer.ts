import type { Transform } from '../../../../../shared/model/transforms.ts'
import { isBlank } from '../../blank.ts'
import type { RowBatch, RowFault } from '../../types.ts'
import { decimalsOf, fromMinorUnits, negated, withoutTextMark } from './cells.ts'
import { columnFinder } from './columns.ts'

/** One step, its columns found: changes the cells of a row and says why the row is rejected, if it is. */
type Step = (cells: string[]) => Omit<RowFault, 'row'> | null

/** What lines above the header say, for the steps that ask for it. */
interface Preamble {
  said: Map<string, string>
}

/**
 * Applies the steps of a mapping to the rows of one table, from its first to its last: some steps look at the row above. Steps whose
 * columns are not there do nothing. O(cells of the steps) a row.
 */
export class RowTransformer {
  /** The headers of the file, and those of the columns that steps make. */
  readonly headers: string[]
  private readonly width: number
  private readonly steps: Step[] = []
  private readonly preamble: Preamble = { said: new Map() }
  private headerToCome: boolean

  constructor(headers: readonly string[], transforms: readonly Transform[], hasHeader: boolean) {
    this.headers = [...headers]
    this.width = headers.length
    this.headerToCome = hasHeader
    for (const transform of transforms) {
      const step = this.stepFor(transform)
      if (step) this.steps.push(step)
    }
  }

  /** Whether some step has something to do in such a table. */
  get isIdle(): boolean {
    return this.steps.length === 0
  }

  /**
   * The batch with its rows as the steps leave them. `raw` holds the rows as they are kept when they are rejected: as in the file, with
   * what was carried forward, so that a mended row can be read by itself, and without the columns that steps made.
   */
  apply(batch: RowBatch): RowBatch {
    for (const { cells } of batch.leftOut ?? []) this.listen(cells)
    const faults = [...batch.faults]
    const broken = new Set(faults.map(({ row }) => row))
    const raw: string[][] = []
    const cells = batch.cells.map((row, i) => {
      if (isBlank(row) || broken.has(i)) {
        raw.push(row)
        return row
      }
      if (this.headerToCome) {
        this.headerToCome = false
        raw.push(row)
        return [...padded(row, this.width), ...this.headers.slice(this.width)]
      }
      const changed = padded(row, this.headers.length)
      let fault: Omit<RowFault, 'row'> | null = null
      for (const step of this.steps) fault ??= step(changed)
      if (fault !== null) faults.push({ row: i, ...fault })
      raw.push(this.asKept(row, changed))
      // Surplus cells of the file stay surplus.
      return row.length > this.headers.length ? [...changed, ...row.slice(this.headers.length)] : changed
    })
    return { ...batch, cells, faults, raw }
  }

  private readonly carried = new Set<number>()

  private asKept(row: readonly string[], changed: readonly string[]): string[] {
    return row.map((cell, i) => (this.carried.has(i) && cell.trim() === '' ? (changed[i] ?? cell) : cell))
  }

  /** `# Start date: 20240101` in one cell, or a label and its value in two. */
  private listen(cells: readonly string[]): void {
    const texts = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    const [first = '', second] = texts
    const line = first.replace(/^[#\s"']+/, '')
    const colon = line.indexOf(':')
    if (colon > 0 && line.length > colon + 1)
      this.preamble.said.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
    else if (second !== undefined) this.preamble.said.set(line.replace(/:$/, '').trim().toLowerCase(), second)
  }

  private add(header: string): number {
    const known = this.headers.indexOf(header)
    if (known >= 0) return known
    this.headers.push(header)
    return this.headers.length - 1
  }

  private stepFor(transform: Transform): Step | null {
    const find = columnFinder(this.headers)
    const all = (names: readonly string[]): number[] => names.map(find).filter((index) => index >= 0)
    switch (transform.do) {
      case 'carryForward':
        return this.carryForward(find(transform.by), all(transform.columns))
      case 'join': {
        const columns = all(transform.columns)
        if (columns.length === 0) return null
        const into = this.add(transform.as)
        return put(into, (cells) =>
          columns
            .map((index) => (cells[index] ?? '').trim())
            .filter(isFilled)
            .join(transform.with)
        )
      }
      case 'firstOf': {
        const columns = all(transform.columns)
        if (columns.length === 0) return null
        const into = this.add(transform.as)
        return put(into, (cells) => columns.map((index) => cells[index] ?? '').find((cell) => isFilled(cell.trim())) ?? '')
      }
      case 'minorUnits':
        return minorUnits(all(transform.columns), transform.currency === undefined ? -1 : find(transform.currency), transform.digits)
      case 'negate': {
        const [where, texts] = [find(transform.where), lowered(transform.is)]
        return where < 0 ? null : onCells(all(transform.columns), negated, (cells) => texts.has(lower(cells[where])))
      }
      case 'leaveOut':
        return leaveOut(find(transform.where), lowered(transform.is), true)
      case 'keepOnly':
        return leaveOut(find(transform.where), lowered(transform.is), false)
      case 'textMark':
        return onCells(all(transform.columns), withoutTextMark, () => true)
      case 'fromPreamble': {
        const into = this.add(transform.as)
        const label = transform.label.toLowerCase()
        return put(into, () => this.preamble.said.get(label) ?? '')
      }
    }
  }

  private carryForward(by: number, columns: readonly number[]): Step | null {
    if (by < 0 || columns.length === 0) return null
    for (const index of columns) this.carried.add(index)
    let key = ''
    let last: string[] = []
    return (cells) => {
      const now = (cells[by] ?? '').trim()
      // A row that does not say whose it is belongs to none.
      const same = now !== '' && now === key
      key = now
      for (const index of columns) {
        const cell = cells[index] ?? ''
        if (cell.trim() === '' && same) cells[index] = last[index] ?? ''
      }
      last = [...cells]
      return null
    }
  }
}

function padded(row: readonly string[], width: number): string[] {
  const cells = row.slice(0, width)
  while (cells.length < width) cells.push('')
  return cells
}

const isFilled = (text: string): boolean => text !== ''
const lower = (cell = ''): string => cell.trim().toLowerCase()
const lowered = (texts: readonly string[]): ReadonlySet<string> => new Set(texts.map(lower))

function put(into: number, text: (cells: string[]) => string): Step {
  return (cells) => {
    cells[into] = text(cells)
    return null
  }
}

function onCells(columns: readonly number[], change: (cell: string) => string, when: (cells: string[]) => boolean): Step | null {
  if (columns.length === 0) return null
  return (cells) => {
    if (when(cells)) for (const index of columns) cells[index] = change(cells[index] ?? '')
    return null
  }
}

function minorUnits(columns: readonly number[], currency: number, digits: number): Step | null {
  if (columns.length === 0) return null
  return (cells) => {
    const decimals = currency < 0 ? digits : decimalsOf(cells[currency] ?? '', digits)
    for (const index of columns) {
      const cell = cells[index] ?? ''
      const amount = fromMinorUnits(cell, decimals)
      if (amount === null) return { code: 'import.reject.notMinorUnits', near: cell, column: index + 1 }
      cells[index] = amount
    }
    return null
  }
}

function leaveOut(where: number, texts: ReadonlySet<string>, found: boolean): Step | null {
  if (where < 0) return null
  return (cells) => {
    const cell = cells[where] ?? ''
    return texts.has(lower(cell)) === found ? { code: 'import.reject.leftOut', near: cell.trim(), column: where + 1 } : null
  }
}
