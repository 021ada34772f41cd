import { hash } from 'node:crypto'

/** So many contents and bytes a batch holds at most. */
const batchRows = 8_192
const batchBytes = 1 << 19

/** Contents of lines one behind the other, and what comes of them: memory that threads share. */
export interface HashBatch {
  bytes: Uint8Array
  /** Where each content ends. */
  ends: Uint32Array
  low: Int32Array
  high: Int32Array
}

export function createBatch(): HashBatch {
  const words = () => new SharedArrayBuffer(4 * batchRows)
  return {
    bytes: new Uint8Array(new SharedArrayBuffer(batchBytes)),
    ends: new Uint32Array(words()),
    low: new Int32Array(words()),
    high: new Int32Array(words())
  }
}

/** The first 64 bits of SHA-256 of each content (`hashOf`). O(bytes). */
export function hashBatch({ bytes, ends, low, high }: HashBatch, count: number): void {
  // The library reads no shared memory.
  const own = Buffer.from(bytes.slice(0, count === 0 ? 0 : ends[count - 1]))
  let start = 0
  for (let i = 0; i < count; i++) {
    const end = ends[i] as number
    const digest = hash('sha256', own.subarray(start, end), 'binary')
    low[i] = word(digest, 0)
    high[i] = word(digest, 4)
    start = end
  }
}

/** 32 bits of a digest, the lowest first. */
export function word(digest: string, from: number): number {
  return (
    digest.charCodeAt(from) | (digest.charCodeAt(from + 1) << 8) | (digest.charCodeAt(from + 2) << 16) | (digest.charCodeAt(from + 3) << 24)
  )
}
