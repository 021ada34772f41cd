import { count } from '../../../../shared/format.ts'
import { type ByteScanner, type XmlFailure, XmlText } from '../container/xml.ts'
import { limits } from '../limits.ts'
import { bytesAt, isRemarked, RowParser } from './row-parser.ts'
import type { SheetContext, SheetRows } from './sheet.ts'

const begin = Buffer.from('<sheetData>')
const row = Buffer.from('<row')
const rowEnd = Buffer.from('</row>')
/** What stands before the rows is shorter, unless they are written in another way. */
const longestBeginning = 1 << 16
/** Nearly all rows are shorter. */
const longestRow = 1 << 12
const nothing = Buffer.alloc(0)

/**
 * Feeds the bytes of a worksheet to its rows: those in the usual form by a parser of their own, all else through the general
 * scanner, which is given whole rows only and so always knows where it is. After anything but rows it takes over to the end.
 */
export class SheetScanner implements ByteScanner {
  private readonly rows: SheetRows
  private readonly xml: XmlText
  private readonly parser: RowParser
  private readonly failure: XmlFailure
  private rest: Buffer = nothing
  private state: 'before' | 'rows' | 'general' = 'before'

  constructor(rows: SheetRows, context: SheetContext, failure: XmlFailure) {
    this.rows = rows
    this.xml = new XmlText(rows, failure)
    this.parser = new RowParser(context)
    this.failure = failure
  }

  push(chunk: Buffer): void {
    if (this.state === 'general') this.xml.push(chunk)
    else if (this.state === 'rows') this.go(chunk)
    else this.begin(this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]))
    if (this.rest.length > limits.xmlToken)
      throw this.failure('tooLarge', `a row in it is longer than ${count(limits.xmlToken)} characters`)
  }

  end(): void {
    if (this.rest.length > 0) this.xml.push(this.rest)
    this.xml.end()
  }

  private begin(bytes: Buffer): void {
    const open = bytes.indexOf(begin)
    if (open >= 0 && !isRemarked(bytes, open)) {
      this.state = 'rows'
      this.xml.push(bytes.subarray(0, open + begin.length))
      this.keep(bytes, this.take(bytes, open + begin.length))
    } else if (open < 0 && bytes.length < longestBeginning) this.rest = Buffer.from(bytes)
    else {
      this.state = 'general'
      this.keep(bytes, 0)
    }
  }

  /** Only the row that the last chunk broke off is put together anew: copying chunks would cost as much as reading them. */
  private go(chunk: Buffer): void {
    const { rest } = this
    if (rest.length === 0) {
      this.keep(chunk, this.take(chunk, 0))
      return
    }
    const head = Math.min(chunk.length, longestRow)
    const joint = Buffer.concat([rest, chunk.subarray(0, head)])
    const at = this.take(joint, 0)
    if (this.isGeneral) {
      this.keep(joint, at)
      this.xml.push(chunk.subarray(head))
    } else if (at >= rest.length) this.keep(chunk, this.take(chunk, at - rest.length))
    else {
      const whole = Buffer.concat([rest.subarray(at), chunk])
      this.keep(whole, this.take(whole, 0))
    }
  }

  private get isGeneral(): boolean {
    return this.state === 'general'
  }

  /** Takes in rows from a place on; answers where what is left begins: a row that is not here whole, or all that is no row. */
  private take(bytes: Buffer, from: number): number {
    const n = bytes.length
    let at = from
    while (at < n) {
      if (!bytesAt(bytes, at, row)) {
        if (n - at >= row.length) this.state = 'general'
        break
      }
      const parsed = this.parser.parse(bytes, at)
      if (parsed >= 0) {
        this.rows.add(this.parser.line, this.parser.hidden, this.parser.cells)
        for (const column of this.parser.asText) this.rows.noteText(column)
        at = parsed
        continue
      }
      const end = bytes.indexOf(rowEnd, at)
      if (end < 0) break
      this.xml.push(bytes.subarray(at, end + rowEnd.length))
      at = end + rowEnd.length
    }
    return at
  }

  /** Keeps what is left of a chunk, which is valid until the next one only, or leaves it to the general scanner. */
  private keep(bytes: Buffer, at: number): void {
    const left = bytes.subarray(at)
    this.rest = this.isGeneral ? nothing : Buffer.from(left)
    if (this.isGeneral) this.xml.push(left)
  }
}
