import { count } from '../../../../shared/format.ts'
import { type ByteScanner, type XmlFailure, XmlText } from '../container/xml.ts'
import { limits } from '../limits.ts'
import { bytesAt, isRemarked } from './row-parser.ts'
import type { StringTable } from './shared-strings.ts'

const LT = 60
const AMPERSAND = 38
const RETURN = 13
const lastAscii = 127

const first = Buffer.from('<si>')
const plain = Buffer.from('<si><t>')
const spaced = Buffer.from('<si><t xml:space="preserve">')
const end = Buffer.from('</t></si>')
const lastEnd = Buffer.from('</si>')
/** What stands before the texts is shorter, unless they are written in another way. */
const longestBeginning = 1 << 16

/**
 * Feeds the bytes of the part with the shared texts to their table: those in the usual form, `<si><t>text</t></si>` without entities, are
 * taken as they stand, all else goes through the general scanner, which is given whole texts only. After anything but texts it takes
 * over to the end.
 */
export class StringScanner implements ByteScanner {
  private readonly table: StringTable
  private readonly xml: XmlText
  private readonly failure: XmlFailure
  private rest: Buffer = Buffer.alloc(0)
  private state: 'before' | 'strings' | 'general' = 'before'
  /** Where the text that was looked at last ends; what it is. */
  private at = 0
  private text = ''

  constructor(table: StringTable, failure: XmlFailure) {
    this.table = table
    this.xml = new XmlText(table, failure)
    this.failure = failure
  }

  push(chunk: Buffer): void {
    if (this.state === 'general') {
      this.xml.push(chunk)
      return
    }
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk])
    this.rest = Buffer.alloc(0)
    if (this.state === 'strings') this.take(bytes, 0)
    else this.begin(bytes)
    if (this.rest.length > limits.xmlToken)
      throw this.failure('tooLarge', `a text in it is longer than ${count(limits.xmlToken)} characters`)
  }

  end(): void {
    if (this.rest.length > 0) this.xml.push(this.rest)
    this.xml.end()
  }

  private begin(bytes: Buffer): void {
    const at = bytes.indexOf(first)
    if (at >= 0 && !isRemarked(bytes, at)) {
      this.state = 'strings'
      this.xml.push(bytes.subarray(0, at))
      this.take(bytes, at)
    } else if (at < 0 && bytes.length < longestBeginning) this.rest = Buffer.from(bytes)
    else this.leave(bytes)
  }

  private take(bytes: Buffer, from: number): void {
    let at = from
    while (at < bytes.length) {
      if (this.parse(bytes, at)) {
        this.table.add(this.text)
        at = this.at
        continue
      }
      if (!bytesAt(bytes, at, first)) {
        if (bytes.length - at < first.length) break
        this.leave(bytes.subarray(at))
        return
      }
      const close = bytes.indexOf(lastEnd, at)
      if (close < 0) break
      this.xml.push(bytes.subarray(at, close + lastEnd.length))
      at = close + lastEnd.length
    }
    // Chunks are valid until the next one only.
    this.rest = Buffer.from(bytes.subarray(at))
  }

  /** False for a text in another form, or one that is not here whole. */
  private parse(bytes: Buffer, from: number): boolean {
    const begin = bytesAt(bytes, from, plain) ? from + plain.length : bytesAt(bytes, from, spaced) ? from + spaced.length : -1
    if (begin < 0) return false
    let isAscii = true
    let p = begin
    for (let code = bytes[p]; code !== LT; code = bytes[++p]) {
      if (code === undefined || code === AMPERSAND || code === RETURN) return false
      if (code > lastAscii) isAscii = false
    }
    if (!bytesAt(bytes, p, end)) return false
    this.text = bytes.toString(isAscii ? 'latin1' : 'utf8', begin, p)
    this.at = p + end.length
    // The general scanner says what is to be said of bytes that are no text.
    return isAscii || !this.text.includes('\ufffd')
  }

  private leave(bytes: Buffer): void {
    this.state = 'general'
    this.xml.push(bytes)
  }
}
