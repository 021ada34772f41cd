import { numberText } from './cell-value.ts'
import { formattedNumber } from './formatted-number.ts'
import type { SheetContext } from './sheet.ts'

const SPACE = 32
const QUOTE = 34
const MINUS = 45
const POINT = 46
const SLASH = 47
const ZERO = 48
const NINE = 57
const LT = 60
const EQUALS = 61
const GT = 62
const C = 99
const N = 110
const R = 114
const S = 115
const T = 116
const V = 118

const hidden = Buffer.from('hidden="')
const cellEnd = Buffer.from('</v></c>')
const rowEnd = Buffer.from('</row>')
/** Whole numbers of up to so many digits are turned into text without a look at the bytes again. */
const shortDigits = 9

/**
 * Parses rows in the one form in which nearly all programs write them: `<row r="2"><c r="A2" s="1" t="s"><v>0</v></c></row>`,
 * in a single pass over the bytes, without a call for each tag. Whatever is written differently, however lawfully, it
 * declines, and the general scanner reads the row instead; so it needs to know no more of XML than this, and is held equal
 * to that by a test.
 */
export class RowParser {
  /** Of the row that was parsed last. */
  line = 0
  hidden = false
  cells: string[] = []
  /** Its columns with texts that look like a number which may be read in two ways; hardly any row has one. */
  readonly asText: number[] = []

  private readonly context: SheetContext
  // Of the cell that is being parsed: where its attributes end, and what they say.
  private at = 0
  private column = -1
  private style = 0
  private shared = false
  private text = ''

  constructor(context: SheetContext) {
    this.context = context
  }

  /**
   * @param from of `<row`
   * @returns where the row ends, or -1, with nothing said, for a row in another form or one that is not here whole
   */
  parse(bytes: Buffer, from: number): number {
    let p = this.rowTag(bytes, from + 4)
    if (p < 0) return -1
    const cells: string[] = []
    if (this.asText.length > 0) this.asText.length = 0
    for (;;) {
      if (bytes[p] !== LT) return -1
      if (bytes[p + 1] !== C) break
      if (!this.cellTag(bytes, p + 2)) return -1
      p = this.at
      if (bytes[p - 2] === SLASH) continue
      // `<v>` and nothing before it.
      if (bytes[p] !== LT || bytes[p + 1] !== V || bytes[p + 2] !== GT) return -1
      const end = this.shared ? this.sharedText(bytes, p + 3) : this.number(bytes, p + 3)
      if (end < 0 || !bytesAt(bytes, end, cellEnd)) return -1
      p = end + cellEnd.length
      if (this.text === '') continue
      const { column } = this
      if (cells.length > column) return -1
      while (cells.length < column) cells.push('')
      cells.push(this.text)
    }
    if (!bytesAt(bytes, p, rowEnd)) return -1
    this.cells = cells
    return p + rowEnd.length
  }

  /** Sets `text`; answers where the value ends, or -1. */
  private sharedText(bytes: Buffer, from: number): number {
    let p = from
    let index = 0
    for (let code = bytes[p] ?? 0; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) index = index * 10 + code - ZERO
    const text = this.context.strings[index]
    // The general scanner says which text is missing.
    if (p === from || text === undefined) return -1
    this.text = text
    if (this.context.ambiguous.size > 0 && this.context.ambiguous.has(index)) this.asText.push(this.column)
    return p
  }

  private number(bytes: Buffer, from: number): number {
    let p = from
    let units = 0
    let code = bytes[p] ?? 0
    for (; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) units = units * 10 + code - ZERO
    const format = this.context.formats[this.style] ?? 'none'
    const digits = p - from
    if (code === LT && format === 'none' && digits > 0 && digits <= shortDigits && (bytes[from] !== ZERO || digits === 1)) {
      this.text = String(units)
      return p
    }
    for (; (code >= ZERO && code <= NINE) || code === POINT || code === MINUS || code === 69 || code === 43; code = bytes[++p] ?? 0);
    if (p === from) return -1
    const value = bytes.toString('latin1', from, p)
    this.text = format === 'none' ? numberText(value) : formattedNumber(value, format, this.context.is1904)
    return p
  }

  /** Reads `r` and `hidden`; answers where the tag ends, or -1. */
  private rowTag(bytes: Buffer, from: number): number {
    let line = 0
    this.hidden = false
    let p = from
    while (bytes[p] === SPACE) {
      p++
      if (bytes[p] === R && bytes[p + 1] === EQUALS && bytes[p + 2] === QUOTE) {
        p += 3
        line = 0
        for (let code = bytes[p] ?? 0; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) line = line * 10 + code - ZERO
        if (bytes[p] !== QUOTE) return -1
      } else {
        if (bytesAt(bytes, p, hidden)) this.hidden = bytes[p + hidden.length] === 49 || bytes[p + hidden.length] === T
        while (bytes[p] !== EQUALS) if ((bytes[p++] ?? 0) <= SPACE) return -1
        if (bytes[p + 1] !== QUOTE) return -1
        p = bytes.indexOf(QUOTE, p + 2)
        if (p < 0) return -1
      }
      p++
    }
    this.line = line
    return bytes[p] === GT && line > 0 ? p + 1 : -1
  }

  /** Reads `r`, `s` and `t` of a cell whose name ends at `from`; sets `at` behind its `>`. */
  private cellTag(bytes: Buffer, from: number): boolean {
    let p = from
    let column = 0
    this.style = 0
    this.shared = false
    // Names of one letter only, with a double quote right behind the sign.
    while (bytes[p] === SPACE && bytes[p + 2] === EQUALS && bytes[p + 3] === QUOTE) {
      const name = bytes[p + 1]
      p += 4
      let code = bytes[p] ?? 0
      if (name === R) {
        column = 0
        for (; code >= 65 && code <= 90; code = bytes[++p] ?? 0) column = column * 26 + code - 64
        for (; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0);
      } else if (name === S) {
        let style = 0
        for (; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) style = style * 10 + code - ZERO
        this.style = style
      } else if (name === T && (code === S || code === N)) {
        // Of longer types the words matter.
        this.shared = code === S
        code = bytes[++p] ?? 0
      } else return false
      if (code !== QUOTE) return false
      p++
    }
    if (bytes[p] === SLASH) p++
    if (bytes[p] !== GT || column < 1 || column > 16_384) return false
    this.column = column - 1
    this.at = p + 1
    return true
  }
}

/** Whether the bytes at a place are these. */
export function bytesAt(bytes: Buffer, at: number, what: Buffer): boolean {
  for (let i = 0; i < what.length; i++) if (bytes[at + i] !== what[i]) return false
  return true
}
