import { SextantError } from '../../../../shared/errors.ts'
import { count } from '../../../../shared/format.ts'
import { limits } from '../limits.ts'

/** What a JSON text holds, in its order. Every value is either a scalar or opened and closed. */
export interface JsonHandler {
  open(kind: 'object' | 'array'): void
  close(kind: 'object' | 'array'): void
  /** Of the member of an object whose value comes next. */
  key(name: string): void
  /** Texts unescaped; numbers as they are written, digit for digit; `true`, `false` and `null`. */
  scalar(text: string, kind: 'text' | 'number' | 'word'): void
}

type Expected = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next' | 'end'

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** The last two are no JSON, but some programs write them for "unknown". */
const word = /true|false|null|NaN|-?Infinity/y
/** The longest word, or a number's shortest end, may be cut by a chunk. */
const tokenEnd = /[\s,\]}]/
const outOfPlace = /[\\\p{Cc}]/u

/**
 * A streaming JSON parser. It keeps digits of numbers, never recurses, and is strict about structure: what it cannot read
 * is an error with line and column. O(n) time; memory of one chunk and one text.
 *
 * Errors: `file.badJson`, `file.tooLarge` (a text beyond the limits, nesting beyond `limits.depth`).
 */
export class JsonParser {
  /** 1-based line of the value that is being handed over. */
  line = 1
  private readonly handler: JsonHandler
  private readonly file: string
  private readonly stack: ('object' | 'array')[] = []
  private expected: Expected = 'value'
  private text = ''
  private at = 0
  /** Up to where lines are counted, and where the current line begins, within `text`; the latter may be before it. */
  private counted = 0
  private lineStart = 0

  /** @param line on which the text begins in its file */
  constructor(handler: JsonHandler, file: string, line = 1) {
    this.handler = handler
    this.file = file
    this.line = line
  }

  push(chunk: string, last: boolean): void {
    this.countLines(this.at)
    this.lineStart -= this.at
    this.counted = 0
    this.text = this.text.slice(this.at) + chunk
    this.at = 0
    while (this.step(last));
    if (!last) return
    this.skipBlanks()
    if (this.expected !== 'end' || this.at < this.text.length) throw this.failure('it ends too early')
  }

  /** Reads one token; false when the next one is not complete yet. */
  private step(last: boolean): boolean {
    this.skipBlanks()
    if (this.at >= this.text.length) return false
    const mark = this.text.charAt(this.at)
    switch (this.expected) {
      case 'end':
        throw this.failure('there is more after its end')
      case 'colon':
        if (mark !== ':') throw this.failure('a colon is missing')
        this.at++
        this.expected = 'value'
        return true
      case 'next':
        return this.next(mark)
      case 'firstKey':
      case 'key':
        if (mark === '}' && this.expected === 'firstKey') return this.closing(mark)
        if (mark !== '"') throw this.failure('the name of a member is missing')
        return this.string(last, (name) => {
          this.expected = 'colon'
          this.handler.key(name)
        })
      default:
        if (mark === ']' && this.expected === 'firstValue') return this.closing(mark)
        return this.value(mark, last)
    }
  }

  private next(mark: string): boolean {
    if (mark !== ',') return this.closing(mark)
    this.at++
    this.expected = this.stack.at(-1) === 'object' ? 'key' : 'value'
    return true
  }

  private closing(mark: string): boolean {
    const kind = this.stack.at(-1)
    if (mark !== (kind === 'object' ? '}' : ']')) throw this.failure('a comma or a closing bracket is missing')
    this.at++
    this.stack.pop()
    this.afterValue()
    this.handler.close(kind ?? 'array')
    return true
  }

  private value(mark: string, last: boolean): boolean {
    this.countLines(this.at)
    if (mark === '{' || mark === '[') {
      const kind = mark === '{' ? 'object' : 'array'
      if (this.stack.length >= limits.depth) {
        throw new SextantError('file.tooLarge', {
          file: this.file,
          reason: `it nests more than ${count(limits.depth)} deep`,
          line: this.line
        })
      }
      this.at++
      this.stack.push(kind)
      this.expected = kind === 'object' ? 'firstKey' : 'firstValue'
      this.handler.open(kind)
      return true
    }
    if (mark === '"') {
      return this.string(last, (text) => {
        this.afterValue()
        this.handler.scalar(text, 'text')
      })
    }
    return this.bare(last)
  }

  private afterValue(): void {
    this.expected = this.stack.length === 0 ? 'end' : 'next'
  }

  private bare(last: boolean): boolean {
    const { text, at } = this
    if (!last && !tokenEnd.test(text.slice(at))) {
      if (text.length - at > limits.cellChars) throw this.tooLong()
      return false
    }
    for (const [pattern, kind] of [
      [number, 'number'],
      [word, 'word']
    ] as const) {
      pattern.lastIndex = at
      const found = pattern.exec(text)?.[0]
      if (found === undefined || !(at + found.length >= text.length || tokenEnd.test(text.charAt(at + found.length)))) continue
      this.at += found.length
      this.afterValue()
      this.handler.scalar(found, kind)
      return true
    }
    throw this.failure('a value is missing or is no JSON')
  }

  private string(last: boolean, take: (text: string) => void): boolean {
    const { text, at } = this
    let close = at + 1
    for (;;) {
      close = text.indexOf('"', close)
      if (close < 0 || text.charAt(close - 1) !== '\\') break
      let slashes = 1
      while (text.charAt(close - 1 - slashes) === '\\') slashes++
      if (slashes % 2 === 0) break
      close++
    }
    if ((close < 0 ? text.length : close) - at > limits.cellChars) throw this.tooLong()
    if (close < 0) {
      if (last) throw this.failure('a text is never closed')
      return false
    }
    const plain = text.slice(at + 1, close)
    const unescaped = outOfPlace.test(plain) ? this.unescaped(text.slice(at, close + 1)) : plain
    this.at = close + 1
    take(unescaped)
    return true
  }

  private unescaped(quoted: string): string {
    try {
      // Line breaks and tabs have to be escaped, but nothing else can be meant.
      return JSON.parse(quoted.replace(/\p{Cc}/gu, (code) => `\\u${code.charCodeAt(0).toString(16).padStart(4, '0')}`)) as string
    } catch {
      throw this.failure('a text has an escape that is none')
    }
  }

  private skipBlanks(): void {
    const { text } = this
    let { at } = this
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) break
    }
    this.at = at
  }

  private countLines(to: number): void {
    for (;;) {
      const end = this.text.indexOf('\n', this.counted)
      if (end < 0 || end >= to) break
      this.line++
      this.counted = end + 1
      this.lineStart = end + 1
    }
    this.counted = Math.max(this.counted, to)
  }

  private failure(reason: string): SextantError {
    this.countLines(this.at)
    return new SextantError('file.badJson', { file: this.file, line: this.line, column: this.at - this.lineStart + 1, reason })
  }

  private tooLong(): SextantError {
    const reason = `a text on line ${this.line} has more than ${count(limits.cellChars)} characters`
    return new SextantError('file.tooLarge', { file: this.file, reason, line: this.line })
  }
}
