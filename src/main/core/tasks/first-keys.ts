import { ByteDictionary } from '../byte-dictionary.ts'
import { letGo, longer, own } from '../let-go.ts'
import type { TextsInBytes } from './first-sorting.ts'

/**
 * Things by the text that they are known by, numbered as they are made. The texts may be those of a table that is kept, so that most
 * of them need not be looked for; of some of them no thing is ever made. Memory: 8 bytes a text.
 */
export class FirstKeys {
  texts: ByteDictionary
  /** How many things there are. */
  count = 0
  /** By text: the number of the thing and one; 0: there is none. */
  private things: Int32Array
  /** By thing. */
  private codes: Int32Array

  constructor(texts: ByteDictionary = new ByteDictionary()) {
    this.texts = texts
    this.things = new Int32Array(Math.max(texts.size, 1 << 10))
    this.codes = new Int32Array(Math.max(texts.size, 1 << 10))
  }

  /** The thing of a text; -1 if there is none. */
  of(code: number): number {
    return code < 0 || code >= this.things.length ? -1 : (this.things[code] as number) - 1
  }

  /** The same, made if there is none. */
  make(code: number): number {
    const known = this.of(code)
    if (known >= 0) return known
    if (code >= this.things.length) this.things = longer(this.things, 2 * code)
    if (this.count === this.codes.length) this.codes = longer(this.codes, 2 * this.count)
    this.codes[this.count] = code
    this.things[code] = ++this.count
    return this.count - 1
  }

  makeOf(text: string): number {
    return this.make(this.texts.addText(text))
  }

  find(text: string): number {
    return this.of(this.texts.findText(text))
  }

  /** What a thing is known by. */
  text(thing: number): string {
    return this.texts.text(this.codes[thing] as number)
  }

  /** Hands over all of it: nothing is left here. */
  handOver(): TextsInBytes {
    const parts = { ...this.texts.handOver(), codes: own(this.codes) }
    this.release()
    return parts
  }

  /** Lets go of all of it. */
  release(): void {
    this.texts.release()
    letGo(this.things)
    letGo(this.codes)
    this.things = new Int32Array(0)
    this.codes = new Int32Array(0)
  }

  /** Where the text of a thing begins in `texts.bytes`. */
  start(thing: number): number {
    return this.texts.start(this.codes[thing] as number)
  }

  end(thing: number): number {
    return this.texts.end(this.codes[thing] as number)
  }
}
