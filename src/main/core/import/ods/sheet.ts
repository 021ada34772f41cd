import { count } from '../../../../shared/format.ts'
import type { XmlFailure, XmlHandler, XmlTag } from '../container/xml.ts'
import { limits } from '../limits.ts'
import { isAmbiguousText } from '../text-numbers.ts'
import type { MergedCells, RowBatch } from '../types.ts'
import { formattedNumber } from '../xlsx/formatted-number.ts'

/** A sheet of an OpenDocument spreadsheet, in the order of the file. */
export interface OdsSheet {
  name: string
  hidden: boolean
}

/** Collects the names of the sheets and the styles that hide some. */
export class OdsSheetList implements XmlHandler {
  readonly wantsText = false
  private readonly found: { name: string; style: string }[] = []
  private readonly hiding = new Set<string>()
  private style = ''

  open(name: string, tag: XmlTag): void {
    if (name === 'style') this.style = tag.attribute('style:name') ?? ''
    else if (name === 'table-properties' && tag.attribute('display') === 'false') this.hiding.add(this.style)
    else if (name === 'table')
      this.found.push({ name: tag.attribute('name') ?? `Sheet ${this.found.length + 1}`, style: tag.attribute('style-name') ?? '' })
  }

  close(): void {}
  text(): void {}

  get sheets(): OdsSheet[] {
    return this.found.map(({ name, style }) => ({ name, hidden: this.hiding.has(style) }))
  }
}

/**
 * Collects the rows of one sheet as text: numbers in their shortest form, dates as the file has them (ISO), booleans as TRUE
 * and FALSE, errors as they show. A number that is shown with zeros in front is an id and keeps them. Rows without text are
 * no rows, as in other workbooks.
 */
export class OdsRows implements XmlHandler {
  wantsText = false
  cells: string[][] = []
  lines: number[] = []
  pendingCells = 0
  hiddenRows = 0

  /** Cells that are merged over several rows, the first of them. */
  readonly merged: MergedCells[] = []
  /** Columns that hold texts such as `1.234`. */
  private readonly asText = new Set<number>()
  private readonly sheet: number
  private readonly isBare: boolean
  private readonly failure: XmlFailure
  private current = -1
  private inSheet = false
  private line = 0
  private rowRepeat = 1
  private row: string[] = []
  private column = 0
  private columnRepeat = 1
  private inCell = false
  private value: string | null = null
  private isText = false
  private shown = ''
  private paragraphs = 0
  /** Elements within the cell whose text is none of it: notes, pictures. */
  private aside = 0
  private total = 0
  private repeated = 0

  /**
   * @param sheet its number, from 0
   * @param isBare whether numbers come without their unit
   */
  constructor(sheet: number, isBare: boolean, failure: XmlFailure) {
    this.sheet = sheet
    this.isBare = isBare
    this.failure = failure
  }

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

  open(name: string, tag: XmlTag): void {
    if (name === 'table' && !this.inCell) {
      this.current++
      this.inSheet = this.current === this.sheet
    }
    if (!this.inSheet) return
    if (this.inCell) this.openWithin(name, tag)
    else if (name === 'table-row') this.openRow(tag)
    else if (name === 'table-cell' || name === 'covered-table-cell') this.openCell(tag)
  }

  close(name: string): void {
    if (!this.inSheet) return
    if (this.inCell && name !== 'table-cell' && name !== 'covered-table-cell') this.closeWithin(name)
    else if (name === 'table-cell' || name === 'covered-table-cell') this.closeCell()
    else if (name === 'table-row') this.closeRow()
    else if (name === 'table') this.inSheet = false
  }

  text(value: string): void {
    // Blanks are written as elements where they count; runs of others stand for one.
    this.append(value.replace(/[ \t\r\n]+/g, ' '))
  }

  private openRow(tag: XmlTag): void {
    this.rowRepeat = repeatOf(tag.attribute('number-rows-repeated'), limits.sheetRows)
    const visibility = tag.attribute('visibility')
    if (visibility === 'collapse' || visibility === 'filter') this.hiddenRows += this.rowRepeat < limits.sheetRows / 2 ? this.rowRepeat : 0
    this.row = []
    this.column = 0
  }

  private openCell(tag: XmlTag): void {
    this.inCell = true
    this.columnRepeat = repeatOf(tag.attribute('number-columns-repeated'), limits.columns)
    this.value = tag.attribute('calcext:value-type') === 'error' ? null : typedValue(tag, this.isBare)
    this.isText = this.value === null || tag.attribute('office:value-type') === 'string'
    this.shown = ''
    this.paragraphs = 0
    this.aside = 0
    const rows = repeatOf(tag.attribute('number-rows-spanned'), limits.sheetRows)
    if (rows > 1 && this.merged.length < limits.mergedCells)
      this.merged.push({ column: this.column, top: this.line + 1, bottom: this.line + rows })
  }

  private openWithin(name: string, tag: XmlTag): void {
    if (name === 'annotation' || name === 'frame' || name === 'custom-shape' || name === 'table' || this.aside > 0) this.aside++
    else if (name === 'p' || name === 'h') {
      if (this.paragraphs++ > 0) this.append('\n')
      this.wantsText = true
    } else if (name === 's') this.append(' '.repeat(repeatOf(tag.attribute('c'), limits.cellChars)))
    else if (name === 'tab') this.append('\t')
    else if (name === 'line-break') this.append('\n')
    else if (name === 'rt') this.aside++
    if (this.aside > 0) this.wantsText = false
  }

  private closeWithin(name: string): void {
    if (this.aside > 0) {
      this.aside--
      // Back in a paragraph, if it was within one.
      if (this.aside === 0 && name === 'rt') this.wantsText = true
    } else if (name === 'p' || name === 'h') this.wantsText = false
  }

  private closeCell(): void {
    this.inCell = false
    this.wantsText = false
    const text = this.cellText()
    const from = this.column
    this.column += this.columnRepeat
    if (text === '') return
    if (this.column > limits.columns)
      throw this.failure('tooLarge', `row ${this.line + 1} of it has more than ${count(limits.columns)} cells`)
    if (this.columnRepeat > 1) this.repeat(this.columnRepeat)
    if (this.isText && isAmbiguousText(text)) for (let i = 0; i < this.columnRepeat; i++) this.asText.add(from + i)
    while (this.row.length < from) this.row.push('')
    for (let i = 0; i < this.columnRepeat; i++) this.row.push(text)
  }

  private closeRow(): void {
    const { row, rowRepeat } = this
    const first = this.line + 1
    this.line += rowRepeat
    if (row.length === 0) return
    if (this.line > limits.sheetRows) throw this.failure('tooLarge', `it has more than ${count(limits.sheetRows)} rows`)
    if (rowRepeat > 1) this.repeat(rowRepeat * row.length)
    this.total += rowRepeat * row.length
    if (this.total > limits.sheetCells) throw this.failure('tooLarge', `it has more than ${count(limits.sheetCells)} cells`)
    for (let i = 0; i < rowRepeat; i++) {
      this.cells.push(i === 0 ? row : [...row])
      this.lines.push(first + i)
    }
    this.pendingCells += rowRepeat * (row.length + 1)
  }

  private repeat(cells: number): void {
    this.repeated += cells
    if (this.repeated > limits.repeatedCells) throw this.failure('tooLarge', `it repeats more than ${count(limits.repeatedCells)} cells`)
  }

  private append(text: string): void {
    this.shown = this.shown === '' ? text : this.shown + text
    if (this.shown.length > limits.cellChars)
      throw this.failure('tooLarge', `a cell in row ${this.line + 1} is longer than ${count(limits.cellChars)} characters`)
  }

  private cellText(): string {
    const { value, shown } = this
    if (value === null) return shown
    return /^0\d+$/.test(shown) && Number(shown) === Number(value) ? shown : value
  }
}

/** Of what says its value in attributes; null for texts, which say it in their paragraphs. */
function typedValue(tag: XmlTag, isBare: boolean): string | null {
  switch (tag.attribute('office:value-type')) {
    case 'float':
    case 'percentage':
    case 'currency': {
      const unit = isBare ? '' : unitOf(tag)
      return mapped(tag.attribute('office:value'), (value) => formattedNumber(value, unit === '' ? 'none' : { unit }, false))
    }
    case 'date':
      return mapped(tag.attribute('office:date-value'), (date) => date.replace(/\.\d*$/, ''))
    case 'time':
      return mapped(tag.attribute('office:time-value'), timeText)
    case 'boolean':
      return mapped(tag.attribute('office:boolean-value'), (truth) => (truth === 'true' ? 'TRUE' : 'FALSE'))
    case 'string':
      return tag.attribute('office:string-value')
    default:
      return null
  }
}

function unitOf(tag: XmlTag): string {
  const type = tag.attribute('office:value-type')
  return type === 'percentage' ? '%' : type === 'currency' ? (tag.attribute('office:currency') ?? '') : ''
}

const mapped = (text: string | null, map: (text: string) => string): string | null => (text === null ? null : map(text))

/** `PT12H30M05S` is `12:30:05`. */
function timeText(duration: string): string {
  const [, hours, minutes, seconds] = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/.exec(duration) ?? []
  if (hours === undefined || minutes === undefined || seconds === undefined) return duration
  return [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':')
}

function repeatOf(text: string | null, most: number): number {
  const count = text === null ? 1 : Number(text)
  return Number.isInteger(count) && count > 0 ? Math.min(count, most + 1) : 1
}
