import { count } from '../../../../shared/format.ts'
import type { XmlFailure, XmlHandler, XmlTag } from '../container/xml.ts'
import { limits } from '../limits.ts'
import { isAmbiguousText } from '../text-numbers.ts'
import type { MergedCells, RowBatch } from '../types.ts'
import { columnOf, unescapeXstring } from './cell-value.ts'
import { formattedNumber } from './formatted-number.ts'
import type { NumberFormat } from './number-format.ts'

/** What cells refer to. */
export interface SheetContext {
  strings: readonly string[]
  /** Numbers of the strings that look like a number which may be read in two ways. */
  ambiguous: ReadonlySet<number>
  formats: readonly NumberFormat[]
  is1904: boolean
}

/**
 * Collects the rows of a worksheet as text: numbers in their shortest form, dates as ISO text, booleans as TRUE and FALSE,
 * errors as they show. Gaps between cells are blank cells; rows that the sheet does not hold are not rows.
 */
export class SheetRows implements XmlHandler {
  wantsText = false
  cells: string[][] = []
  /** The sheet's row numbers. */
  lines: number[] = []

  private readonly context: SheetContext
  private readonly failure: XmlFailure
  private inData = false
  private row: string[] = []
  private line = 0
  private rowHidden = false
  private column = -1
  private hasFormula = false
  private hasValue = false
  private type = ''
  private style = 0
  private value = ''
  private inline = ''
  private inInline = false
  private phonetic = false
  private total = 0

  constructor(context: SheetContext, failure: XmlFailure) {
    this.context = context
    this.failure = failure
  }

  /** Cells of the rows since the last `take`. */
  pendingCells = 0
  /** Rows with text that the sheet does not show. */
  hiddenRows = 0
  /** Formulas whose result the program that wrote the sheet did not store, and where the first of them is. */
  readonly uncached = { count: 0, first: '' }

  /** Rows whose number is not above that of all rows before, and the first of these numbers. */
  readonly misplaced = { count: 0, first: '' }
  /** Cells that are merged over several rows, the first of them. */
  readonly merged: MergedCells[] = []
  /** Columns that hold texts such as `1.234`. */
  private readonly asText = new Set<number>()
  private highest = 0

  /** The rows since the last call. */
  take(): Pick<RowBatch, 'cells' | 'lines' | 'asText'> {
    const { cells, lines, asText } = this
    this.cells = []
    this.lines = []
    this.pendingCells = 0
    if (asText.size === 0) return { cells, lines }
    const columns = [...asText]
    asText.clear()
    return { cells, lines, asText: columns }
  }

  /** Notes that a column holds a text that looks like a number which may be read in two ways. */
  noteText(column: number): void {
    this.asText.add(column)
  }

  /** Adds a row that was parsed elsewhere. */
  add(line: number, hidden: boolean, cells: string[]): void {
    this.checkLine(line, String(line))
    this.line = line
    this.total += cells.length
    this.checkTotal()
    if (hidden && cells.length > 0) this.hiddenRows++
    this.push(cells)
  }

  open(name: string, tag: XmlTag): void {
    switch (name) {
      case 'sheetData':
        this.inData = true
        break
      case 'row':
        if (this.inData) this.openRow(tag)
        break
      case 'c':
        if (this.inData) this.openCell(tag)
        break
      case 'v':
        this.wantsText = this.inData
        this.hasValue = true
        break
      case 'f':
        this.hasFormula = true
        break
      case 'is':
        this.inInline = this.inData
        break
      case 'rPh':
        this.phonetic = true
        break
      case 'mergeCell':
        this.merge(tag.attribute('ref') ?? '')
        break
      case 't':
        this.wantsText = this.inInline && !this.phonetic
        break
    }
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.wantsText = false
        break
      case 'c':
        if (this.inData) this.closeCell()
        break
      case 'row':
        if (!this.inData) break
        if (this.rowHidden && this.row.length > 0) this.hiddenRows++
        this.push(this.row)
        break
      case 'is':
        this.inInline = false
        break
      case 'rPh':
        this.phonetic = false
        break
      case 'sheetData':
        this.inData = false
        break
    }
  }

  text(value: string): void {
    if (this.inInline) this.inline += value
    else this.value = this.value === '' ? value : this.value + value
    if (this.inline.length + this.value.length > limits.cellChars) {
      throw this.failure('tooLarge', `a cell in row ${this.line} is longer than ${count(limits.cellChars)} characters`)
    }
  }

  private merge(reference: string): void {
    const [, from, top, bottom] = /^([A-Z]{1,3}\d+)(?<=[A-Z](\d+)):[A-Z]{1,3}(\d+)$/.exec(reference) ?? []
    if (from === undefined || this.merged.length >= limits.mergedCells) return
    const range = { column: columnOf(from), top: Number(top), bottom: Number(bottom) }
    if (range.bottom > range.top) this.merged.push(range)
  }

  private push(row: string[]): void {
    if (this.line > this.highest) this.highest = this.line
    else if (this.misplaced.count++ === 0) this.misplaced.first = `row ${this.line}`
    this.cells.push(row)
    this.lines.push(this.line)
    this.pendingCells += row.length + 1
  }

  private checkLine(line: number, given: string): void {
    if (!Number.isInteger(line) || line < 1 || line > limits.sheetRows) throw this.failure('damaged', `it has a row “${given}”`)
  }

  private checkTotal(): void {
    if (this.total > limits.sheetCells) throw this.failure('tooLarge', `it has more than ${count(limits.sheetCells)} cells`)
  }

  private openRow(tag: XmlTag): void {
    const given = tag.attribute('r')
    const line = given === null ? this.line + 1 : Number(given)
    this.checkLine(line, given ?? String(line))
    this.line = line
    this.row = []
    const hidden = tag.attribute('hidden')
    this.rowHidden = hidden === '1' || hidden === 'true'
    this.column = -1
  }

  private openCell(tag: XmlTag): void {
    const reference = tag.attribute('r')
    const column = reference === null ? this.column + 1 : columnOf(reference)
    if (column < 0 || column >= limits.columns) throw this.failure('damaged', `it has a cell “${reference ?? column}”`)
    this.column = column
    this.type = tag.attribute('t') ?? 'n'
    this.style = this.type === 'n' ? Number(tag.attribute('s') ?? 0) : 0
    this.value = ''
    this.inline = ''
    this.hasFormula = false
    this.hasValue = false
  }

  private closeCell(): void {
    const text = this.cellText()
    if (text === '') {
      if (this.hasFormula && !this.hasValue && this.uncached.count++ === 0)
        this.uncached.first = `row ${this.line}, column ${this.column + 1}`
      return
    }
    const { row, column } = this
    this.total += Math.max(1, column + 1 - row.length)
    this.checkTotal()
    while (row.length < column) row.push('')
    row[column] = text
  }

  private cellText(): string {
    const { value } = this
    switch (this.type) {
      case 'n':
        return this.number(value)
      case 's':
        return value === '' ? '' : this.shared(value)
      case 'b':
        return value.trim() === '1' ? 'TRUE' : value.trim() === '0' ? 'FALSE' : value
      case 'inlineStr':
        return this.ownText(this.inline === '' ? value : this.inline)
      case 'd':
      case 'e':
        return value.trim()
      default:
        return this.ownText(value === '' ? this.inline : value)
    }
  }

  private ownText(written: string): string {
    const text = unescapeXstring(written)
    if (isAmbiguousText(text)) this.noteText(this.column)
    return text
  }

  private number(value: string): string {
    if (value === '') return this.inline
    const format = this.context.formats[this.style]
    return formattedNumber(value, format ?? 'none', this.context.is1904)
  }

  private shared(value: string): string {
    const text = this.context.strings[Number(value)]
    if (text === undefined) throw this.failure('damaged', `a cell in row ${this.line} refers to text ${value}, which is not there`)
    if (this.context.ambiguous.has(Number(value))) this.noteText(this.column)
    return text
  }
}
