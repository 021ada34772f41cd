import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Content } from '../file-bytes.ts'
import { damaged, refuseBomb } from './guard.ts'

const chunkBytes = 256 * 1024

/**
 * The unpacked bytes of gzip content, as a stream, checked by its own sums.
 *
 * Errors: `file.damaged` (cut off, broken), `file.tooLarge` (unpacks out of all proportion), those of the content.
 */
export function gunzipped(packed: Content, file: string): Content {
  return async function* unpacked(signal, onBytes) {
    let consumed = 0
    const counted = (bytes: number) => {
      consumed = bytes
      onBytes?.(bytes)
    }
    const source = Readable.from(copies(packed(signal, counted)), { objectMode: true, highWaterMark: 2 })
    const gunzip = createGunzip({ chunkSize: chunkBytes })
    source.on('error', (error) => gunzip.destroy(error))
    source.pipe(gunzip)
    let size = 0
    try {
      for await (const chunk of gunzip as AsyncIterable<Buffer>) {
        signal.throwIfAborted()
        size += chunk.length
        refuseBomb(size, consumed, file)
        yield chunk
      }
    } catch (error) {
      signal.throwIfAborted()
      throw asDamaged(error, file)
    } finally {
      source.destroy()
      gunzip.destroy()
    }
  }
}

/** Chunks are valid until the next is asked for, but a stream asks for more before it has used them. */
async function* copies(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk)
}

function asDamaged(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
  if (!code.startsWith('Z_')) return error
  return damaged(file, code === 'Z_BUF_ERROR' ? 'its packed data ends too early' : 'its packed data is broken', error)
}
