import { count } from '../../../../shared/format.ts'
import type { XmlFailure, XmlHandler } from '../container/xml.ts'
import { limits } from '../limits.ts'
import { isAmbiguousText } from '../text-numbers.ts'
import { unescapeXstring } from './cell-value.ts'

/** Collects the strings that cells refer to by number. Runs of rich text are joined, readings of Japanese words left out. */
export class StringTable implements XmlHandler {
  wantsText = false
  readonly strings: string[] = []
  /** Numbers of the strings that look like a number which may be read in two ways. */
  readonly ambiguous = new Set<number>()
  private readonly failure: XmlFailure
  private current = ''
  private phonetic = false
  private total = 0

  constructor(failure: XmlFailure) {
    this.failure = failure
  }

  open(name: string): void {
    if (name === 'si') this.current = ''
    else if (name === 'rPh') this.phonetic = true
    else if (name === 't') this.wantsText = !this.phonetic
  }

  close(name: string): void {
    if (name === 't') this.wantsText = false
    else if (name === 'rPh') this.phonetic = false
    else if (name === 'si') this.add(this.current)
  }

  /** Takes in the next text, as it is written. */
  add(written: string): void {
    this.checkLength(written)
    const text = unescapeXstring(written)
    if (isAmbiguousText(text)) this.ambiguous.add(this.strings.length)
    this.strings.push(text)
    this.total += written.length + 16
    if (this.total > limits.sharedStringChars)
      throw this.failure('tooLarge', `its texts are longer than ${count(limits.sharedStringChars)} characters together`)
  }

  text(value: string): void {
    this.current = this.current === '' ? value : this.current + value
    this.checkLength(this.current)
  }

  private checkLength(text: string): void {
    if (text.length > limits.cellChars) throw this.failure('tooLarge', `a text in it is longer than ${count(limits.cellChars)} characters`)
  }
}
