/**
 * DEFLATE (RFC 1951) with one block of fixed Huffman codes and greedy matches of the latest occurrence. zlib would be
 * smaller, but what it emits depends on its version and on the processor, and the sample shop promises equal bytes.
 */
const WINDOW = 32_768
const LONGEST = 258
const HASH_BITS = 16

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]
const LENGTH_EXTRA = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const DISTANCE_BASE = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12_289, 16_385,
  24_577
]

/** Index of the last base that is not above `value`. */
function slot(bases: readonly number[], value: number): number {
  let i = bases.length - 1
  while ((bases[i] ?? 0) > value) i--
  return i
}

const LENGTH_SLOT = Uint8Array.from({ length: LONGEST + 1 }, (_, length) => (length < 3 ? 0 : slot(LENGTH_BASE, length)))

class BitWriter {
  private bytes: Uint8Array
  private size = 0
  private held = 0
  private count = 0

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity)
  }

  /** Appends the low `n` bits (at most 16), lowest first. */
  write(value: number, n: number): void {
    this.held |= value << this.count
    this.count += n
    while (this.count >= 8) {
      if (this.size === this.bytes.length) this.grow()
      this.bytes[this.size++] = this.held & 255
      this.held >>>= 8
      this.count -= 8
    }
  }

  /** Huffman codes are stored highest bit first. */
  code(value: number, n: number): void {
    let reversed = 0
    for (let i = 0; i < n; i++) reversed |= ((value >>> i) & 1) << (n - 1 - i)
    this.write(reversed, n)
  }

  finish(): Uint8Array {
    if (this.count > 0) this.write(0, 8 - this.count)
    return this.bytes.subarray(0, this.size)
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2)
    larger.set(this.bytes)
    this.bytes = larger
  }
}

function symbol(out: BitWriter, s: number): void {
  if (s < 144) out.code(0x30 + s, 8)
  else if (s < 256) out.code(0x190 + s - 144, 9)
  else if (s < 280) out.code(s - 256, 7)
  else out.code(0xc0 + s - 280, 8)
}

function match(out: BitWriter, length: number, distance: number): void {
  const l = LENGTH_SLOT[length] ?? 0
  symbol(out, 257 + l)
  out.write(length - (LENGTH_BASE[l] ?? 0), LENGTH_EXTRA[l] ?? 0)
  const d = slot(DISTANCE_BASE, distance)
  out.code(d, 5)
  out.write(distance - (DISTANCE_BASE[d] ?? 0), d < 4 ? 0 : (d >> 1) - 1)
}

/** Compresses `data`; O(n). */
export function deflate(data: Uint8Array): Uint8Array {
  const out = new BitWriter(Math.max(64, data.length >> 2))
  const latest = new Int32Array(1 << HASH_BITS).fill(-WINDOW - 1)
  const hash = (i: number) =>
    Math.imul((data[i] ?? 0) | ((data[i + 1] ?? 0) << 8) | ((data[i + 2] ?? 0) << 16) | ((data[i + 3] ?? 0) << 24), 0x9e3779b1) >>>
    (32 - HASH_BITS)
  out.write(1, 1) // the last block
  out.write(1, 2) // fixed codes
  for (let i = 0; i < data.length; ) {
    const h = hash(i)
    const before = latest[h] ?? -1
    latest[h] = i
    let length = 0
    if (before >= 0 && i - before <= WINDOW) {
      const most = Math.min(LONGEST, data.length - i)
      while (length < most && data[before + length] === data[i + length]) length++
    }
    if (length < 4) {
      symbol(out, data[i++] ?? 0)
      continue
    }
    match(out, length, i - before)
    for (let k = 1; k < length; k++) latest[hash(i + k)] = i + k
    i += length
  }
  symbol(out, 256)
  return out.finish()
}
