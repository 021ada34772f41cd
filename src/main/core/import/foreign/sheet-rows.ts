import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { limits } from '../limits.ts'
import { isAmbiguousText } from '../text-numbers.ts'
import type { MergedCells } from '../types.ts'
import { formattedNumber } from '../xlsx/formatted-number.ts'
import { bareFormat, type NumberFormat, numberFormat } from '../xlsx/number-format.ts'

/** The parts of a parsed sheet that are read here. */
export interface ParsedSheet {
  rows: readonly (readonly (CellObject | null | undefined)[] | null | undefined)[]
  hidden: ReadonlySet<number>
}

export interface SheetSlice {
  cells: string[][]
  lines: number[]
  hiddenRows: number
  /** Columns that hold texts such as `1.234`. */
  asText: number[]
}

/** Errors as they show, by their number (BIFF). */
const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA'
}

const formats = new Map<string, NumberFormat>()

export function parsedSheet(workbook: WorkBook, index: number): ParsedSheet {
  const sheet = workbook.Sheets[workbook.SheetNames[index] ?? ''] as
    | { '!data'?: ParsedSheet['rows']; '!rows'?: ({ hidden?: boolean } | undefined)[] }
    | undefined
  const hidden = new Set<number>()
  for (const [row, properties] of (sheet?.['!rows'] ?? []).entries()) if (properties?.hidden) hidden.add(row)
  return { rows: sheet?.['!data'] ?? [], hidden }
}

/** The cells of a sheet that are merged over several rows. */
export function mergedIn(sheet: WorkSheet | undefined): MergedCells[] {
  const ranges = (sheet?.['!merges'] ?? []).filter(({ s, e }) => e.r > s.r)
  return ranges.slice(0, limits.mergedCells).map(({ s, e }) => ({ column: s.c, top: s.r + 1, bottom: e.r + 1 }))
}

/** How numbers of a sheet become text. */
interface NumberForm {
  is1904: boolean
  /** Without the currency or the percent sign that their format gives them. */
  isBare: boolean
}

/** Some rows of a sheet as text, in the forms of the other workbooks. Rows without text are none. */
export function sliceOf({ rows, hidden }: ParsedSheet, from: number, to: number, form: NumberForm): SheetSlice {
  const slice: SheetSlice = { cells: [], lines: [], hiddenRows: 0, asText: [] }
  for (let i = from; i < Math.min(to, rows.length); i++) {
    const row: string[] = []
    // Rows are sparse.
    for (const [column, cell] of Object.entries(rows[i] ?? [])) {
      const text = cell ? textOf(cell, form) : ''
      if (text === '') continue
      while (row.length < Number(column)) row.push('')
      row.push(text)
      if (cell?.t === 's' && isAmbiguousText(text) && !slice.asText.includes(Number(column))) slice.asText.push(Number(column))
    }
    if (row.length === 0) continue
    slice.cells.push(row)
    slice.lines.push(i + 1)
    if (hidden.has(i)) slice.hiddenRows++
  }
  return slice
}

function textOf({ t, v, z, w }: CellObject, { is1904, isBare }: NumberForm): string {
  switch (t) {
    case 'n':
      return typeof v === 'number' ? formattedNumber(String(v), formatOf(String(z ?? ''), isBare), is1904) : ''
    case 'b':
      return v === true ? 'TRUE' : 'FALSE'
    case 'e':
      return errors[Number(v)] ?? w ?? '#N/A'
    case 's':
      return typeof v === 'string' ? v : ''
    default:
      return ''
  }
}

function formatOf(code: string, isBare: boolean): NumberFormat {
  const format = formats.get(code) ?? numberFormat(code)
  formats.set(code, format)
  return isBare ? bareFormat(format) : format
}
