import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { SextantError } from '../../../../shared/errors.ts'
import { fileError, openRegular } from '../file-bytes.ts'
import { limits } from '../limits.ts'

const stored = 0
const deflated = 8
const chunkBytes = 256 * 1024
/** A workbook lists its parts at its very end: that is what a download or copy that was cut off lacks. */
const noDirectory = 'the list of its parts, which stands at its end, is missing or broken'

/** The parts of a ZIP container, read as streams under limits. To be closed. */
export class Zip {
  private readonly zip: ZipFile
  private readonly file: string
  private readonly entries: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, file: string, entries: ReadonlyMap<string, Entry>) {
    this.zip = zip
    this.file = file
    this.entries = entries
  }

  /** Errors: `file.damaged` (cut off or no directory), `file.tooLarge`, and those of opening a file. */
  static async open(path: string, file: string): Promise<Zip> {
    // Looked at first, so that a missing or forbidden file gives its own error.
    await (await openRegular(path, file, true)).close()
    const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch((error: unknown) => {
      throw asDamaged(fileError(error, file, true), file, noDirectory)
    })
    try {
      return new Zip(zip, file, await directory(zip, file))
    } catch (error) {
      zip.close()
      throw asDamaged(error, file, noDirectory)
    }
  }

  close(): void {
    this.zip.close()
  }

  /** Names are looked up without regard to case and a leading slash, as spreadsheets do. */
  has(name: string): boolean {
    return this.entries.has(normal(name))
  }

  /**
   * The unpacked bytes of a part, checked against its size and checksum. `onPacked` is told how many packed bytes were
   * consumed of how many.
   *
   * Errors: `file.damaged`, `file.encrypted`, `file.tooLarge` (a part that unpacks out of all proportion).
   */
  async *read(name: string, signal: AbortSignal, onPacked?: (done: number, total: number) => void): AsyncGenerator<Buffer> {
    const { file } = this
    const entry = this.entries.get(normal(name))
    if (!entry) throw damaged(file, `its part ${name} is missing`)
    if (entry.isEncrypted()) throw new SextantError('file.encrypted', { file })
    if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) {
      throw damaged(file, `its part ${name} is packed in an unknown way`)
    }
    try {
      yield* this.unpacked(entry, name, signal, onPacked)
    } catch (error) {
      signal.throwIfAborted()
      throw asDamaged(error, file, `its part ${name} cannot be unpacked`)
    }
  }

  private async *unpacked(
    entry: Entry,
    name: string,
    signal: AbortSignal,
    onPacked: ((done: number, total: number) => void) | undefined
  ): AsyncGenerator<Buffer> {
    const raw = await this.zip.openReadStreamPromise(entry, { decodeFileData: false })
    const inflate = entry.compressionMethod === deflated ? createInflateRaw({ chunkSize: chunkBytes }) : null
    if (inflate) {
      raw.on('error', (error) => inflate.destroy(error))
      raw.pipe(inflate)
    }
    let size = 0
    let sum = 0
    try {
      for await (const chunk of (inflate ?? raw) as AsyncIterable<Buffer>) {
        signal.throwIfAborted()
        size += chunk.length
        if (size > entry.uncompressedSize) throw damaged(this.file, `its part ${name} is longer than it says`)
        if (size > limits.inflateFloor && size > limits.inflateRatio * entry.compressedSize) {
          throw new SextantError('file.tooLarge', {
            file: this.file,
            reason: `it unpacks to more than ${limits.inflateRatio} times its size`
          })
        }
        sum = crc32(chunk, sum)
        onPacked?.(inflate?.bytesWritten ?? size, entry.compressedSize)
        yield chunk
      }
    } finally {
      raw.destroy()
      inflate?.destroy()
    }
    if (size !== entry.uncompressedSize || sum !== entry.crc32) throw damaged(this.file, `its part ${name} is not what was packed`)
  }
}

async function directory(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= limits.zipEntries)
      throw new SextantError('file.tooLarge', { file, reason: `it holds more than ${limits.zipEntries} parts` })
    // Nothing is ever written under these names, so odd ones do no harm.
    const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
    entries.set(normal(name), entry)
  }
  return entries
}

function normal(name: string): string {
  return name.replace(/^\/+/, '').toLowerCase()
}

export function damaged(file: string, reason: string, cause?: unknown): SextantError {
  return new SextantError('file.damaged', { file, reason }, cause === undefined ? undefined : { cause })
}

/** What the container's libraries throw is damage, told in our words; coded errors stay what they are. */
function asDamaged(error: unknown, file: string, reason: string): unknown {
  return error instanceof SextantError ? error : damaged(file, reason, error)
}
