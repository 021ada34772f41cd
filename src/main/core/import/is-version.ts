import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { chunkBytes, type WholeFile } from './file-bytes.ts'

/** Whether a file holds the bytes of `version`; a file that cannot be read does not. For a thread, which may stand still meanwhile. O(bytes). */
export function isVersion({ path, size, fingerprint }: WholeFile): boolean {
  try {
    const descriptor = openSync(path, 'r')
    try {
      const hash = createHash('sha256')
      const buffer = Buffer.allocUnsafe(chunkBytes)
      let read = 0
      for (;;) {
        const length = readSync(descriptor, buffer, 0, chunkBytes, null)
        if (length === 0) return read === size && hash.digest('hex') === fingerprint
        read += length
        if (read > size) return false
        hash.update(buffer.subarray(0, length))
      }
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return false
  }
}
