import { isAscii, isUtf8 } from 'node:buffer'

const sampleBytes = 64 * 1024

/**
 * What all bytes of a file tell about their encoding. A sample cannot: the one name with an accent may stand in the
 * last row. O(n) time; text that is valid UTF-8, nearly always so, costs one vectorised check.
 */
export class ByteCensus {
  /** Offset of the first zero byte, or -1. Text holds none, unless it is UTF-16. */
  firstNul = -1
  /** Offset of the first chunk in which UTF-8 breaks, or -1. */
  firstInvalid = -1
  /** Bytes that are no UTF-8, and characters beyond ASCII that are. */
  broken = 0
  wellFormed = 0
  /** The surroundings of the first bytes that are not UTF-8, for a detector to judge. */
  sample: Buffer = Buffer.alloc(0)

  private offset = 0
  private carried: Buffer = Buffer.alloc(0)

  add(chunk: Buffer): void {
    if (this.firstNul < 0) {
      const nul = chunk.indexOf(0)
      if (nul >= 0) this.firstNul = this.offset + nul
    }
    const start = this.offset - this.carried.length
    const bytes = this.carried.length === 0 ? chunk : Buffer.concat([this.carried, chunk])
    const end = completeLength(bytes)
    this.judge(bytes.subarray(0, end), start)
    this.carried = Buffer.from(bytes.subarray(end))
    this.offset += chunk.length
  }

  end(): void {
    this.judge(this.carried, this.offset - this.carried.length)
    this.carried = Buffer.alloc(0)
  }

  private judge(bytes: Buffer, start: number): void {
    if (isAscii(bytes)) return
    if (isUtf8(bytes)) {
      for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) >= 0xc0) this.wellFormed++
      return
    }
    if (this.firstInvalid < 0) this.firstInvalid = start + firstInvalidByte(bytes)
    if (this.sample.length === 0) {
      const first = Math.max(0, firstInvalidByte(bytes) - sampleBytes / 2)
      this.sample = Buffer.from(bytes.subarray(first, first + sampleBytes))
    }
    const text = bytes.toString('utf8')
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 0xfffd) this.broken++
      else if (code > 0x7f) this.wellFormed++
    }
  }
}

/** How many bytes of `bytes` end with a complete UTF-8 character: at most the last three are left over. */
export function completeLength(bytes: Uint8Array): number {
  const n = bytes.length
  for (let back = 1; back <= 3 && back <= n; back++) {
    const byte = bytes[n - back] ?? 0
    if (byte < 0x80) return n
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? n - back : n
    }
  }
  return n
}

/** Index of the first byte at which the text stops being UTF-8, by halving: O(n). */
function firstInvalidByte(bytes: Buffer): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const end = good + completeLength(bytes.subarray(good, middle))
    if (end > good && isUtf8(bytes.subarray(good, end))) good = end
    else if (end > good) bad = middle
    else break
  }
  while (good < bytes.length) {
    const byte = bytes[good] ?? 0
    const size = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (!isUtf8(bytes.subarray(good, good + size))) break
    good += size
  }
  return good
}
