import { count } from '../../../../shared/format.ts'
import { createDecoder } from '../encoding.ts'
import { limits } from '../limits.ts'

/** What a part's reader is told, in the order of the text. Names come without their namespace prefix. */
export interface XmlHandler {
  /** Text is cut out and handed over only while this is set. */
  wantsText: boolean
  open(name: string, tag: XmlTag): void
  close(name: string): void
  text(value: string): void
}

/** The tag that is being opened; valid during `open` only. */
export interface XmlTag {
  /** The value of an attribute, by its name without prefix, or with it where that matters; null if it has none. */
  attribute(name: string): string | null
}

/** Makes the coded error for XML that cannot be read. */
export type XmlFailure = (kind: 'damaged' | 'tooLarge', reason: string) => Error

const LT = 60
const GT = 62
const SLASH = 47
const BANG = 33
const QUESTION = 63
const EQUALS = 61
const COLON = 58
const DOUBLE = 34
const SINGLE = 39

/**
 * A streaming XML scanner for the machine-written parts of workbooks: elements, attributes, text, CDATA. It resolves the
 * five named entities and character references and nothing else: document types, and with them every expanding or
 * external entity, are refused. It never recurses. O(n) time, memory of one chunk.
 */
export class XmlScanner implements XmlTag {
  private readonly handler: XmlHandler
  private readonly failure: XmlFailure
  private rest = ''
  private cr = ''
  private depth = 0
  private begun = false
  /** The text being scanned, and where the attributes of the current tag stand in it. */
  private source = ''
  private attributesFrom = 0
  private attributesTo = 0

  constructor(handler: XmlHandler, failure: XmlFailure) {
    this.handler = handler
    this.failure = failure
  }

  push(chunk: string): void {
    const text = this.cr === '' ? chunk : this.cr + chunk
    // Half a line end waits for the other half; all line ends are one to XML.
    this.cr = text.endsWith('\r') ? '\r' : ''
    const whole = this.cr === '' ? text : text.slice(0, -1)
    const lines = whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
    this.source = this.rest === '' ? lines : this.rest + lines
    const { source } = this
    let at = 0
    while (at < source.length) {
      const lt = source.indexOf('<', at)
      if (lt < 0) break
      if (lt > at && this.handler.wantsText) this.handler.text(resolveEntities(source.slice(at, lt)))
      at = lt
      const end = this.markup(lt)
      if (end < 0) break
      at = end
    }
    this.rest = source.slice(at)
    this.source = ''
    if (this.rest.length > limits.xmlToken)
      throw this.failure('tooLarge', `a text in it is longer than ${count(limits.xmlToken)} characters`)
  }

  /** To be called after the last chunk. */
  end(): void {
    if (this.depth !== 0 || !this.begun || this.rest.trim() !== '') throw this.failure('damaged', 'a part of it ends too early')
  }

  /** Reads the markup that begins at `lt`; answers where it ends, or -1 if that is not here yet. */
  private markup(lt: number): number {
    const { source } = this
    switch (source.charCodeAt(lt + 1)) {
      case SLASH: {
        const gt = source.indexOf('>', lt)
        if (gt < 0) return -1
        this.depth--
        this.handler.close(localName(source, lt + 2, gt))
        return gt + 1
      }
      case BANG:
        return this.declaration(lt)
      case QUESTION: {
        const end = source.indexOf('?>', lt)
        return end < 0 ? -1 : end + 2
      }
      default:
        return this.startTag(lt)
    }
  }

  private declaration(lt: number): number {
    const { source } = this
    if (source.startsWith('<!--', lt)) {
      const end = source.indexOf('-->', lt + 4)
      return end < 0 ? -1 : end + 3
    }
    if (source.startsWith('<![CDATA[', lt)) {
      const end = source.indexOf(']]>', lt)
      if (end < 0) return -1
      if (this.handler.wantsText) this.handler.text(source.slice(lt + 9, end))
      return end + 3
    }
    if (source.length - lt < 9 && ('<![CDATA['.startsWith(source.slice(lt)) || '<!--'.startsWith(source.slice(lt)))) return -1
    throw this.failure('damaged', 'it declares a document type, which workbooks never do')
  }

  private startTag(lt: number): number {
    const { source } = this
    let nameEnd = -1
    let quote = 0
    for (let i = lt + 1; i < source.length; i++) {
      const code = source.charCodeAt(i)
      if (quote !== 0) {
        if (code === quote) quote = 0
      } else if (code === GT) return this.opened(lt, nameEnd < 0 ? i : nameEnd, i)
      else if (code === DOUBLE || code === SINGLE) quote = code
      else if (code <= 32 && nameEnd < 0) nameEnd = i
      else if (code === LT) throw this.failure('damaged', 'a tag in it is broken')
    }
    return -1
  }

  private opened(lt: number, nameEnd: number, gt: number): number {
    const { source, handler } = this
    const empty = source.charCodeAt(gt - 1) === SLASH
    const name = localName(source, lt + 1, empty && nameEnd === gt ? gt - 1 : nameEnd)
    this.attributesFrom = nameEnd
    this.attributesTo = empty ? gt - 1 : gt
    this.begun = true
    handler.open(name, this)
    if (empty) handler.close(name)
    else this.depth++
    return gt + 1
  }

  attribute(name: string): string | null {
    const { source, attributesTo } = this
    const whole = name.includes(':')
    let i = this.attributesFrom
    while (i < attributesTo) {
      if (source.charCodeAt(i) <= 32) {
        i++
        continue
      }
      let from = i
      while (i < attributesTo && source.charCodeAt(i) !== EQUALS) {
        if (!whole && source.charCodeAt(i) === COLON) from = i + 1
        i++
      }
      let to = i
      while (to > from && source.charCodeAt(to - 1) <= 32) to--
      do i++
      while (i < attributesTo && source.charCodeAt(i) <= 32)
      const close = source.indexOf(source.charAt(i), i + 1)
      if (close < 0 || close > attributesTo) return null
      if (to - from === name.length && source.startsWith(name, from)) return resolveEntities(source.slice(i + 1, close))
      i = close + 1
    }
    return null
  }
}

function localName(source: string, from: number, to: number): string {
  let start = from
  let end = to
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i)
    if (code === COLON) start = i + 1
    else if (code <= 32) {
      end = i
      break
    }
  }
  return source.slice(start, end)
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Named entities of XML and character references; what is neither stays as it is. */
export function resolveEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g,
    (all: string, hex?: string, dec?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? all
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    }
  )
}

/** What takes the bytes of a part, chunk by chunk; each is valid until the next comes. */
export interface ByteScanner {
  push(chunk: Buffer): void
  end(): void
}

/** The general scanner of bytes. UTF-8 unless a byte order mark says UTF-16. */
export class XmlText implements ByteScanner {
  private readonly scanner: XmlScanner
  private decoder: ReturnType<typeof createDecoder> | null = null

  constructor(handler: XmlHandler, failure: XmlFailure) {
    this.scanner = new XmlScanner(handler, failure)
  }

  push(chunk: Buffer): void {
    this.decoder ??= createDecoder(encodingOf(chunk), '')
    this.scanner.push(this.decoder.push(chunk))
  }

  end(): void {
    this.scanner.end()
  }
}

/** Feeds a part's bytes to a scanner. Yields after each chunk. */
export async function* scanXml(bytes: AsyncIterable<Buffer>, scanner: ByteScanner): AsyncGenerator<void> {
  for await (const chunk of bytes) {
    scanner.push(chunk)
    yield
  }
  scanner.end()
}

/** Reads a small part to its end. */
export async function readXml(bytes: AsyncIterable<Buffer>, handler: XmlHandler, failure: XmlFailure): Promise<void> {
  for await (const _ of scanXml(bytes, new XmlText(handler, failure)));
}

function encodingOf(first: Buffer): { label: string; skip: number; forced: boolean } {
  if (first[0] === 0xff && first[1] === 0xfe) return { label: 'utf-16le', skip: 2, forced: false }
  if (first[0] === 0xfe && first[1] === 0xff) return { label: 'utf-16be', skip: 2, forced: false }
  return { label: 'utf-8', skip: first[0] === 0xef ? 3 : 0, forced: false }
}
