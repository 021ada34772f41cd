import type { Transform } from '../../../../../shared/model/transforms.ts'
import { isBlank } from '../../blank.ts'
import type { RowBatch, RowFault } from '../../types.ts'
import { squashed } from '../normalise.ts'
import { decimalsOf, fromMinorUnits, htmlText, negated, scaleNumber, withoutTextMark } from './cells.ts'
import { columnFinder } from './columns.ts'
import { headerRowOf, isSecondHeader } from './second-header.ts'

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
  /** Whether the first row below the header is to be left out, because it is part of the header. */
  private secondToCome: boolean

  constructor(headers: readonly string[], transforms: readonly Transform[], hasHeader: boolean) {
    this.headers = [...headers]
    this.width = headers.length
    this.headerToCome = hasHeader
    this.secondToCome = hasHeader && headerRowOf(transforms) !== undefined
    for (const transform of transforms) {
      const step = this.stepFor(transform)
      if (step) this.steps.push(step)
    }
  }

  /** Whether some step has something to do in such a table. */
  get isIdle(): boolean {
    return this.steps.length === 0 && !this.secondToCome
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
    let second = -1
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
      if (this.secondToCome) {
        this.secondToCome = false
        if (isSecondHeader(row)) {
          second = i
          raw.push(row)
          return row
        }
      }
      const changed = padded(row, this.headers.length)
      let fault: Omit<RowFault, 'row'> | null = null
      for (const step of this.steps) fault ??= step(changed)
      if (fault !== null) faults.push({ row: i, ...fault })
      raw.push(this.asKept(row, changed))
      // Surplus cells of the file stay surplus.
      return row.length > this.headers.length ? [...changed, ...row.slice(this.headers.length)] : changed
    })
    const applied = { ...batch, cells, faults, raw }
    return second < 0 ? applied : withoutRow(applied, second)
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

  /** Makes a column. One of the file that has its name keeps what stands in it. */
  private put(header: string, text: (cells: string[]) => string): Step {
    const known = this.headers.indexOf(header)
    const into = known >= 0 ? known : this.headers.push(header) - 1
    return (cells) => {
      if (into >= this.width || !isFilled((cells[into] ?? '').trim())) cells[into] = text(cells)
      return null
    }
  }

  private stepFor(transform: Transform): Step | null {
    const find = columnFinder(this.headers)
    const all = (names: readonly string[]): number[] => names.map(find).filter((index) => index >= 0)
    switch (transform.do) {
      case 'headerRow':
        return null
      case 'carryForward':
        return this.carryForward(find(transform.by), all(transform.columns))
      case 'join': {
        const columns = all(transform.columns)
        if (columns.length === 0) return null
        const text = (cells: string[]): string =>
          columns
            .map((index) => (cells[index] ?? '').trim())
            .filter(isFilled)
            .join(transform.with)
        return this.put(transform.as, text)
      }
      case 'firstOf': {
        const columns = all(transform.columns)
        if (columns.length === 0) return null
        return this.put(transform.as, (cells) => columns.map((index) => cells[index] ?? '').find((cell) => isFilled(cell.trim())) ?? '')
      }
      case 'minorUnits':
        return minorUnits(all(transform.columns), transform.currency === undefined ? -1 : find(transform.currency), transform.digits)
      case 'negate': {
        const [where, isOneOf] = [find(transform.where), oneOf(transform.is)]
        return where < 0 ? null : onCells(all(transform.columns), negated, (cells) => isOneOf(cells[where] ?? ''))
      }
      case 'choose': {
        const [where, taken, other] = [find(transform.where), find(transform.take), find(transform.otherwise)]
        if (where < 0 || taken < 0 || other < 0) return null
        const texts = lowered(transform.is)
        return this.put(transform.as, (cells) => cells[texts.has(lower(cells[where])) ? taken : other] ?? '')
      }
      case 'leaveOut': {
        const spared = transform.unless === undefined ? -1 : find(transform.unless.where)
        const texts = lowered(transform.unless?.is ?? [])
        return leaveOut(find(transform.where), lowered(transform.is), true, (cells) => spared >= 0 && texts.has(lower(cells[spared])))
      }
      case 'keepOnly':
        return leaveOut(find(transform.where), lowered(transform.is), false, () => false)
      case 'textMark':
        return onCells(all(transform.columns), withoutTextMark, () => true)
      case 'scaleNumber':
        return onCells(all(transform.columns), scaleNumber, () => true)
      case 'htmlText':
        return onCells(all(transform.columns), htmlText, () => true)
      case 'fromPreamble': {
        const label = transform.label.toLowerCase()
        return this.put(transform.as, () => this.preamble.said.get(label) ?? '')
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

/** The batch without a row that is no data, which is said. */
function withoutRow(batch: RowBatch & { raw: string[][] }, row: number): RowBatch {
  const rest = <T>(list: readonly T[]): T[] => list.filter((_, i) => i !== row)
  return {
    ...batch,
    lines: rest(batch.lines),
    cells: rest(batch.cells),
    raw: rest(batch.raw),
    faults: batch.faults.filter((fault) => fault.row !== row).map((fault) => (fault.row > row ? { ...fault, row: fault.row - 1 } : fault)),
    leftOut: [...(batch.leftOut ?? []), { line: batch.lines[row] ?? 0, code: 'import.headerRow', cells: batch.cells[row] ?? [] }]
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

/** Different texts that are remembered, of a column of a few types. */
const mostTypes = 1_000

/** Whether a text is one of some, without regard to case, accents, and what stands between words. */
function oneOf(texts: readonly string[]): (text: string) => boolean {
  const all = new Set(texts.map(squashed))
  const known = new Map<string, boolean>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const is = all.has(squashed(text))
    if (known.size < mostTypes) known.set(text, is)
    return is
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

function leaveOut(where: number, texts: ReadonlySet<string>, found: boolean, spared: (cells: string[]) => boolean): Step | null {
  if (where < 0) return null
  return (cells) => {
    const cell = cells[where] ?? ''
    const out = texts.has(lower(cell)) === found && !spared(cells)
    return out ? { code: 'import.reject.leftOut', near: cell.trim(), column: where + 1 } : null
  }
}
