import { crc32, createInflateRaw, type ZlibOptions } from 'node:zlib'
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { SextantError } from '../../../../shared/errors.ts'
import { count } from '../../../../shared/format.ts'
import { fileError, openRegular } from '../file-bytes.ts'
import { limits } from '../limits.ts'
import { damaged, refuseBomb } from './guard.ts'

const stored = 0
const deflated = 8
const chunkBytes = 256 * 1024
const options = { autoClose: false, decodeStrings: false } as const
/** A workbook lists its parts at its very end: that is what a download or copy that was cut off lacks. */
const noDirectory = 'the list of its parts, which stands at its end, is missing or broken'

/** The parts of a ZIP container, read as streams under limits. To be closed. */
export class Zip {
  private readonly zip: ZipFile
  private readonly file: string
  private readonly entries: readonly Entry[]
  private readonly byName: ReadonlyMap<string, Entry>
  private readonly byAnyCase: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, file: string, entries: readonly Entry[]) {
    this.zip = zip
    this.file = file
    this.entries = entries
    this.byName = new Map(entries.map((entry) => [plain(entry), entry]))
    this.byAnyCase = new Map(entries.map((entry) => [plain(entry).toLowerCase(), entry]))
  }

  /** Errors: `file.damaged` (cut off or no directory), `file.tooLarge`, and those of opening a file. */
  static async open(path: string, file: string): Promise<Zip> {
    // Looked at first, so that a missing or forbidden file gives its own error.
    await (await openRegular(path, file, true)).close()
    const zip = await openPromise(path, options).catch((error: unknown) => {
      throw asDamaged(fileError(error, file, true), file)
    })
    return Zip.of(zip, file)
  }

  /** The same for a container that is itself packed in a file. */
  static async from(bytes: Buffer, file: string): Promise<Zip> {
    const zip = await fromBufferPromise(bytes, options).catch((error: unknown) => {
      throw asDamaged(error, file)
    })
    return Zip.of(zip, file)
  }

  private static async of(zip: ZipFile, file: string): Promise<Zip> {
    try {
      return new Zip(zip, file, await directory(zip, file))
    } catch (error) {
      zip.close()
      throw asDamaged(error, file)
    }
  }

  close(): void {
    this.zip.close()
  }

  /** The parts in the order of the directory; those whose name ends with a slash are folders. */
  get names(): string[] {
    return this.entries.map(plain)
  }

  /** Unpacked size of a part as the directory gives it; 0 if there is none. */
  sizeOf(name: string): number {
    return this.find(name)?.uncompressedSize ?? 0
  }

  /** Names are looked up without regard to a leading slash, and to case where none is written so, as spreadsheets do. */
  has(name: string): boolean {
    return this.find(name) !== undefined
  }

  private find(name: string): Entry | undefined {
    const wanted = withoutSlash(name)
    return this.byName.get(wanted) ?? this.byAnyCase.get(wanted.toLowerCase())
  }

  /**
   * The unpacked bytes of a part, checked against its size and checksum. `onPacked` is told how many packed bytes were
   * consumed of how many.
   *
   * Errors: `file.damaged`, `file.encrypted`, `file.tooLarge` (a part that unpacks out of all proportion).
   */
  async *read(name: string, signal: AbortSignal, onPacked?: (done: number, total: number) => void): AsyncGenerator<Buffer> {
    const { file } = this
    const entry = this.find(name)
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
    const inflate =
      entry.compressionMethod === deflated
        ? createInflateRaw({ chunkSize: chunkBytes, readableHighWaterMark: 4 * chunkBytes } as ZlibOptions)
        : null
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
        refuseBomb(size, entry.compressedSize, this.file)
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

async function directory(zip: ZipFile, file: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= limits.zipEntries)
      throw new SextantError('file.tooLarge', { file, reason: `it holds more than ${count(limits.zipEntries)} parts` })
    entries.push(entry)
  }
  return entries
}

/** Nothing is ever written under these names, so odd ones do no harm. */
function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
}

const plain = (entry: Entry): string => withoutSlash(nameOf(entry))

function withoutSlash(name: string): string {
  return name.replace(/^\/+/, '')
}

/** What the container's libraries throw is damage, told in words of our own; coded errors and those of the system stay what they are. */
function asDamaged(error: unknown, file: string, reason = noDirectory): unknown {
  if (error instanceof SextantError) return error
  const code = (error as NodeJS.ErrnoException | null)?.code ?? ''
  return code === 'ENOMEM' || code === 'EMFILE' ? error : damaged(file, reason, error)
}
