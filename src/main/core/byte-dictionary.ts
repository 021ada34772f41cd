import { letGo, longer, own } from './let-go.ts'

/** Shorter texts are written sign by sign. */
const fewSigns = 64

/** The hash of no bytes, and by what it is multiplied once a byte has changed it (FNV-1a). */
export const hashSeed = 0x811c9dc5 | 0
export const hashPrime = 0x01000193

/** A dictionary to go on with in another thread. */
export interface DictionaryState {
  bytes: Uint8Array<ArrayBuffer>
  starts: Uint32Array<ArrayBuffer>
  hashes: Int32Array<ArrayBuffer>
  slots: Int32Array<ArrayBuffer>
  size: number
  isAscii: boolean
  isSorted: boolean
}

/**
 * Different texts, numbered as they come. They are kept as UTF-8, one behind the other, and found by an open-addressed table (linear
 * probing, at most half full): 16 to 24 bytes a text beside its own bytes, where a `Map` of strings takes over a hundred; 4 to 8 as long as they come in order. Expected O(bytes)
 * a look-up. Half a surrogate pair becomes the sign that replaces it, as in SQLite.
 */
export class ByteDictionary {
  /** The bytes of all texts. */
  bytes = Buffer.alloc(1 << 12)
  /** How many texts there are. */
  size = 0
  /** Where each text begins; the next one begins where it ends. */
  private starts = new Uint32Array(1 << 10)
  private hashes = new Int32Array(0)
  /** A text's number and one; 0 is an empty slot. */
  private slots = new Int32Array(0)
  private scratch = Buffer.alloc(1 << 10)
  private isAscii = true
  /**
   * Each text so far comes after the one before, as numbers and moments mostly do: then nothing has to be looked up, since a greater one
   * is new.
   */
  private isSorted = true

  static from({ bytes, starts, hashes, slots, size, isAscii, isSorted }: DictionaryState): ByteDictionary {
    const made = new ByteDictionary()
    made.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    made.starts = starts
    made.hashes = hashes
    made.slots = slots
    made.size = size
    made.isAscii = isAscii
    made.isSorted = isSorted
    return made
  }

  /** All of it, in memory of its own; not a copy. */
  state(): DictionaryState {
    const { starts, hashes, slots, size, isAscii, isSorted } = this
    return { bytes: own<Uint8Array<ArrayBuffer>>(this.bytes), starts, hashes, slots, size, isAscii, isSorted }
  }

  /** The number of the text that stands in `from` at `start` up to `end`. */
  add(from: Uint8Array, start: number, end: number): number {
    return this.addHashed(from, start, end, hashOf(from, start, end))
  }

  /** The same where the bytes were gone through already: `hash` begins with `hashSeed`. */
  addHashed(from: Uint8Array, start: number, end: number, hash: number): number {
    if (this.isSorted) {
      const order = this.size === 0 ? -1 : this.compare(this.size - 1, from, start, end)
      if (order === 0) return this.size - 1
      if (order < 0) return this.append(from, start, end)
      this.isSorted = false
    }
    if (this.slots.length === 0) this.rebuild()
    const finished = finish(hash)
    const slot = this.slotOf(finished, from, start, end)
    const known = this.slots[slot] as number
    return known > 0 ? known - 1 : this.place(slot, finished, this.append(from, start, end))
  }

  /** The same, or -1 if the text is not there. */
  find(from: Uint8Array, start: number, end: number): number {
    if (this.isSorted) return this.search(from, start, end)
    if (this.slots.length === 0) this.rebuild()
    return (this.slots[this.slotOf(finish(hashOf(from, start, end)), from, start, end)] as number) - 1
  }

  addText(text: string): number {
    const length = this.write(text)
    return this.add(this.scratch, 0, length)
  }

  /** -1 if the text is not there. */
  findText(text: string): number {
    const length = this.write(text)
    return this.find(this.scratch, 0, length)
  }

  /** Where a text begins in `bytes`. */
  start(code: number): number {
    return this.starts[code] as number
  }

  /** Where it ends. */
  end(code: number): number {
    return this.starts[code + 1] as number
  }

  text(code: number): string {
    const { bytes, isAscii } = this
    return bytes.toString(isAscii ? 'latin1' : 'utf8', this.start(code), this.end(code))
  }

  /** Lets go of what is needed to look texts up; it is made again when one is. */
  compact(): void {
    const { bytes, starts } = this
    this.bytes = Buffer.from(bytes.subarray(0, starts[this.size]))
    this.starts = starts.slice(0, this.size + 1)
    letGo(bytes)
    letGo(starts)
    this.forgetPlaces()
  }

  /** Hands over the bytes of all texts, and where each begins: nothing is left here. */
  handOver(): { bytes: Uint8Array; starts: Uint32Array } {
    const parts = { bytes: own(this.bytes), starts: own(this.starts) }
    this.release()
    return parts
  }

  /** Lets go of all texts. */
  release(): void {
    letGo(this.bytes)
    letGo(this.starts)
    this.bytes = Buffer.alloc(1 << 12)
    this.starts = new Uint32Array(1 << 10)
    this.size = 0
    this.forgetPlaces()
    this.isAscii = true
    this.isSorted = true
  }

  private forgetPlaces(): void {
    letGo(this.hashes)
    letGo(this.slots)
    this.hashes = new Int32Array(0)
    this.slots = new Int32Array(0)
  }

  private rebuild(): void {
    this.hashes = new Int32Array(Math.max(this.starts.length, 1 << 10))
    for (let code = 0; code < this.size; code++) this.hashes[code] = finish(hashOf(this.bytes, this.start(code), this.end(code)))
    let length = 1 << 10
    while (length < 2 * this.size) length *= 2
    this.rehash(length)
  }

  /** Bytes of memory. */
  get weight(): number {
    return this.bytes.length + 4 * (this.starts.length + this.hashes.length + this.slots.length)
  }

  private write(text: string): number {
    const n = text.length
    const { scratch } = this
    if (n <= fewSigns) {
      let i = 0
      for (; i < n; i++) {
        const code = text.charCodeAt(i)
        if (code > 127) break
        scratch[i] = code
      }
      if (i === n) return n
    }
    if (3 * n > scratch.length) this.scratch = Buffer.alloc(4 * n)
    return this.scratch.write(text)
  }

  private slotOf(hash: number, from: Uint8Array, start: number, end: number): number {
    const { slots, hashes, starts, bytes } = this
    const mask = slots.length - 1
    const length = end - start
    let slot = hash & mask
    for (;;) {
      const code = (slots[slot] as number) - 1
      if (code < 0) return slot
      if (hashes[code] === hash) {
        const at = starts[code] as number
        if ((starts[code + 1] as number) - at === length) {
          let i = 0
          while (i < length && bytes[at + i] === from[start + i]) i++
          if (i === length) return slot
        }
      }
      slot = (slot + 1) & mask
    }
  }

  /** Among texts that are in order. */
  private search(from: Uint8Array, start: number, end: number): number {
    let low = 0
    let high = this.size - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const order = this.compare(middle, from, start, end)
      if (order === 0) return middle
      if (order < 0) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** Below 0: the text of the code comes before this one, byte by byte; 0: it is the same. */
  private compare(code: number, from: Uint8Array, start: number, end: number): number {
    const { bytes } = this
    const at = this.starts[code] as number
    const length = (this.starts[code + 1] as number) - at
    const common = Math.min(length, end - start)
    for (let i = 0; i < common; i++) {
      const difference = (bytes[at + i] as number) - (from[start + i] as number)
      if (difference !== 0) return difference
    }
    return length - (end - start)
  }

  private append(from: Uint8Array, start: number, end: number): number {
    const code = this.size++
    if (code + 1 >= this.starts.length) {
      this.starts = longer(this.starts, Math.max(2 * this.starts.length, 1 << 10))
    }
    const at = this.starts[code] as number
    const next = at + end - start
    if (next > this.bytes.length) this.bytes = enlarged(this.bytes, Math.max(2 * this.bytes.length, next))
    const { bytes } = this
    let all = 0
    for (let i = start, to = at; i < end; i++, to++) {
      const byte = from[i] as number
      bytes[to] = byte
      all |= byte
    }
    if (all > 127) this.isAscii = false
    this.starts[code + 1] = next
    return code
  }

  private place(slot: number, hash: number, code: number): number {
    if (code >= this.hashes.length) this.hashes = longer(this.hashes, Math.max(2 * code, 1 << 10))
    this.hashes[code] = hash
    this.slots[slot] = code + 1
    if (2 * this.size > this.slots.length) this.rehash(2 * this.slots.length)
    return code
  }

  private rehash(length: number): void {
    const slots = new Int32Array(length)
    const mask = slots.length - 1
    for (let code = 0; code < this.size; code++) {
      let slot = (this.hashes[code] as number) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = code + 1
    }
    letGo(this.slots)
    this.slots = slots
  }
}

function enlarged(kept: Buffer<ArrayBuffer>, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(length)
  kept.copy(larger)
  letGo(kept)
  return larger
}

/**
 * FNV-1a with the finish of MurmurHash3.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
function hashOf(from: Uint8Array, start: number, end: number): number {
  let hash = hashSeed
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (from[i] as number), hashPrime)
  return hash
}

function finish(begun: number): number {
  let hash = Math.imul(begun ^ (begun >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
