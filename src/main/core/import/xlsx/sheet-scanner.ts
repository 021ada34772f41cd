import { count } from '../../../../shared/format.ts'
import { type ByteScanner, type XmlFailure, XmlText } from '../container/xml.ts'
import { limits } from '../limits.ts'
import { bytesAt, RowParser } from './row-parser.ts'
import type { SheetContext, SheetRows } from './sheet.ts'

const begin = Buffer.from('<sheetData>')
const row = Buffer.from('<row')
const rowEnd = Buffer.from('</row>')
/** What stands before the rows is shorter, unless they are written in another way. */
const longestBeginning = 1 << 16

/**
 * Feeds the bytes of a worksheet to its rows: those in the usual form by a parser of their own, all else through the general
 * scanner, which is given whole rows only and so always knows where it is. After anything but rows it takes over to the end.
 */
export class SheetScanner implements ByteScanner {
  private readonly rows: SheetRows
  private readonly xml: XmlText
  private readonly parser: RowParser
  private readonly failure: XmlFailure
  private rest: Buffer = Buffer.alloc(0)
  private state: 'before' | 'rows' | 'general' = 'before'

  constructor(rows: SheetRows, context: SheetContext, failure: XmlFailure) {
    this.rows = rows
    this.xml = new XmlText(rows, failure)
    this.parser = new RowParser(context)
    this.failure = failure
  }

  push(chunk: Buffer): void {
    if (this.state === 'general') {
      this.xml.push(chunk)
      return
    }
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    this.rest = Buffer.alloc(0)
    if (this.state === 'rows') this.take(bytes, 0)
    else this.begin(bytes)
    if (this.rest.length > limits.xmlToken)
      throw this.failure('tooLarge', `a row in it is longer than ${count(limits.xmlToken)} characters`)
  }

  end(): void {
    if (this.rest.length > 0) this.xml.push(this.rest)
    this.xml.end()
  }

  private begin(bytes: Buffer): void {
    const open = bytes.indexOf(begin)
    if (open >= 0) {
      this.state = 'rows'
      this.xml.push(bytes.subarray(0, open + begin.length))
      this.take(bytes, open + begin.length)
    } else if (bytes.length < longestBeginning) this.rest = Buffer.from(bytes)
    else this.leave(bytes)
  }

  private take(bytes: Buffer, from: number): void {
    const n = bytes.length
    let at = from
    while (at < n) {
      if (!bytesAt(bytes, at, row)) {
        if (n - at < row.length) break
        this.leave(bytes.subarray(at))
        return
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
    // Chunks are valid until the next one only.
    this.rest = Buffer.from(bytes.subarray(at))
  }

  private leave(bytes: Buffer): void {
    this.state = 'general'
    this.xml.push(bytes)
  }
}
