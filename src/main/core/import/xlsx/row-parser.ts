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
const A = 65
const Z = 90
const C = 99
const N = 110
const R = 114
const S = 115
const T = 116
const V = 118

const hidden = Buffer.from('hidden="')
const cellEndLength = '</v></c>'.length
const rowEnd = Buffer.from('</row>')
/** Whole numbers of up to so many digits are turned into text without a look at the bytes again. */
const shortDigits = 9
const mostColumns = 16_384

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
  private readonly decimals = new Decimals()
  /** Cells of the row that is being parsed. */
  private readonly scratch: string[] = []
  /** Of the number that was read last. */
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
    const { scratch: cells, context, asText } = this
    const { strings, ambiguous } = context
    let width = 0
    if (asText.length > 0) asText.length = 0
    while (bytes[p] === LT && bytes[p + 1] === C) {
      p += 2
      let column = 0
      let style = 0
      let shared = false
      // Names of one letter only, with a double quote right behind the sign.
      while (bytes[p] === SPACE && bytes[p + 2] === EQUALS && bytes[p + 3] === QUOTE) {
        const name = bytes[p + 1]
        p += 4
        let code = bytes[p] ?? 0
        if (name === R) {
          column = 0
          for (; code >= A && code <= Z; code = bytes[++p] ?? 0) column = column * 26 + code - A + 1
          for (; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0);
        } else if (name === S) {
          style = 0
          for (; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) style = style * 10 + code - ZERO
        } else if (name === T && (code === S || code === N)) {
          // Of longer types the words matter.
          shared = code === S
          code = bytes[++p] ?? 0
        } else return -1
        if (code !== QUOTE) return -1
        p++
      }
      const isEmpty = bytes[p] === SLASH
      if (isEmpty) p++
      if (bytes[p] !== GT || column < 1 || column > mostColumns) return -1
      p++
      if (isEmpty) continue
      // `<v>` and nothing before it.
      if (bytes[p] !== LT || bytes[p + 1] !== V || bytes[p + 2] !== GT) return -1
      p += 3
      column--
      let text = ''
      if (shared) {
        const first = p
        let index = 0
        for (let code = bytes[p] ?? 0; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) index = index * 10 + code - ZERO
        const found = strings[index]
        // The general scanner says which text is missing.
        if (p === first || found === undefined) return -1
        text = found
        if (ambiguous.size > 0 && ambiguous.has(index)) asText.push(column)
      } else {
        p = this.number(bytes, p, style)
        if (p < 0) return -1
        text = this.text
      }
      if (!isCellEnd(bytes, p)) return -1
      p += cellEndLength
      if (text === '') continue
      if (width > column) return -1
      while (width < column) cells[width++] = ''
      cells[width++] = text
    }
    if (!bytesAt(bytes, p, rowEnd)) return -1
    // No longer than they need be: as many of these arrays are made as there are rows.
    this.cells = cells.slice(0, width)
    return p + rowEnd.length
  }

  /** Sets `text`; answers where the value ends, or -1. */
  private number(bytes: Buffer, from: number, style: number): number {
    let p = from
    let units = 0
    let code = bytes[p] ?? 0
    for (; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) units = units * 10 + code - ZERO
    const format = this.context.formats[style] ?? 'none'
    const digits = p - from
    if (code === LT && format === 'none' && digits > 0 && digits <= shortDigits && (bytes[from] !== ZERO || digits === 1)) {
      this.text = String(units)
      return p
    }
    if (code === POINT && format === 'none' && digits > 0 && (bytes[from] !== ZERO || digits === 1)) {
      const point = p
      for (code = bytes[++p] ?? 0; code >= ZERO && code <= NINE; code = bytes[++p] ?? 0) units = units * 10 + code - ZERO
      const decimals = p - point - 1
      // Without a zero at the end it is the shortest form already; few prices are different.
      if (code === LT && decimals > 0 && digits + decimals <= shortDigits && bytes[p - 1] !== ZERO) {
        this.text = this.decimals.text(units, decimals, bytes, from, p)
        return p
      }
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
}

/** Texts of numbers with decimals that came of late, each at one place that others may take: O(1), and no new text for most. */
class Decimals {
  private readonly texts: string[] = Array(1 << 12).fill('')
  private readonly units = new Float64Array(1 << 12)
  private readonly places = new Uint8Array(1 << 12)

  text(units: number, places: number, bytes: Buffer, from: number, to: number): string {
    const slot = (Math.imul(units, 0x9e3779b1) ^ places) >>> 20
    const known = this.texts[slot] as string
    if (known !== '' && this.units[slot] === units && this.places[slot] === places) return known
    const text = bytes.toString('latin1', from, to)
    this.texts[slot] = text
    this.units[slot] = units
    this.places[slot] = places
    return text
  }
}

/** Whether `</v></c>` stands at a place: asked of every cell. */
function isCellEnd(bytes: Buffer, at: number): boolean {
  return (
    bytes[at] === LT &&
    bytes[at + 1] === SLASH &&
    bytes[at + 2] === V &&
    bytes[at + 3] === GT &&
    bytes[at + 4] === LT &&
    bytes[at + 5] === SLASH &&
    bytes[at + 6] === C &&
    bytes[at + 7] === GT
  )
}

const remark = Buffer.from('<!')

/** Whether a comment or the like stands before a place: then what is found there may be in it. */
export function isRemarked(bytes: Buffer, before: number): boolean {
  return bytes.subarray(0, before).includes(remark)
}

/** Whether the bytes at a place are these. */
export function bytesAt(bytes: Buffer, at: number, what: Buffer): boolean {
  for (let i = 0; i < what.length; i++) if (bytes[at + i] !== what[i]) return false
  return true
}
