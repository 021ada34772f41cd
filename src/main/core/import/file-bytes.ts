import { createHash } from 'node:crypto'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { SextantError } from '../../../shared/errors.ts'
import { ByteCensus } from './byte-census.ts'
import { type Signature, signatureOf } from './signature.ts'

/** Bytes a read; large enough that the cost of a turn of the event loop vanishes, small enough to keep it turning. */
export const chunkBytes = 128 * 1024
const headBytes = 256 * 1024

/** What identifies the content of a file across several readings. */
export interface FileVersion {
  size: number
  /** SHA-256, hex. */
  fingerprint: string
}

/** A file that is read as it is, and what it held at first. */
export interface WholeFile extends FileVersion {
  path: string
}

/**
 * The bytes that a table is read from: those of its file, or unpacked from it. Each chunk is valid until the next one is
 * asked for. `onBytes` is told how many bytes of the file itself were consumed. Ends with `file.changed` when the file no
 * longer holds what it held at first.
 */
export type Content = (signal: AbortSignal, onBytes?: (bytes: number) => void) => AsyncGenerator<Buffer>

/** Bytes after their first complete reading. */
export interface Inspection {
  path: string
  /** For people. */
  file: string
  /** Of the file on the disk, also when the bytes are packed in it. */
  version: FileVersion
  /** SHA-256 of the bytes, hex. */
  fingerprint: string
  content: Content
  /** The bytes are not the file's own, but unpacked from it. */
  packed: boolean
  /** The first bytes, for sniffing. */
  head: Buffer
  /** Whether `head` is all of them. */
  complete: boolean
  signature: Signature
  /** Of a text; empty otherwise. */
  census: ByteCensus
}

/**
 * Reads a file once from end to end: fingerprint, first bytes, and a census of its bytes.
 *
 * Errors: `file.notFound`, `file.noAccess`, `file.notATable` (not a regular file), `file.empty`.
 */
export async function inspectFile(path: string, file: string, signal: AbortSignal): Promise<Inspection> {
  const { size, ...known } = await inspect(chunks(path, file, signal, false), file)
  const version = { size, fingerprint: known.fingerprint }
  return { path, file, version, content: (again, onBytes) => readVersion(path, file, version, again, onBytes), packed: false, ...known }
}

/** The same for bytes that are packed in a file. Errors: those of unpacking, `file.empty`. */
export async function inspectPacked(
  outer: Pick<Inspection, 'path' | 'version'>,
  file: string,
  content: Content,
  signal: AbortSignal
): Promise<Inspection> {
  const { size: _, ...known } = await inspect(content(signal), file)
  return { path: outer.path, file, version: outer.version, content, packed: true, ...known }
}

type Known = Pick<Inspection, 'fingerprint' | 'head' | 'complete' | 'signature' | 'census'> & { size: number }

async function inspect(bytes: AsyncIterable<Buffer>, file: string): Promise<Known> {
  const census = new ByteCensus()
  const head: Buffer[] = []
  let missing = headBytes
  const hash = createHash('sha256')
  let size = 0
  let signature: Signature | null = null
  for await (const chunk of bytes) {
    hash.update(chunk)
    size += chunk.length
    signature ??= signatureOf(chunk)
    if (signature.kind === 'text') census.add(chunk)
    if (missing > 0) {
      const part = Buffer.from(chunk.subarray(0, missing))
      missing -= part.length
      head.push(part)
    }
  }
  if (signature === null) throw new SextantError('file.empty', { file })
  census.end()
  const complete = size <= headBytes
  return { size, fingerprint: hash.digest('hex'), head: Buffer.concat(head), complete, signature, census }
}

/**
 * The file's bytes in order. Each chunk is valid until the next one is asked for. Ends with `file.changed` when the
 * bytes were not those of `version`, also when the file has vanished.
 */
export async function* readVersion(
  path: string,
  file: string,
  version: FileVersion,
  signal: AbortSignal,
  onBytes?: (bytes: number) => void
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunks(path, file, signal, true)) {
    hash.update(chunk)
    size += chunk.length
    if (size > version.size) throw new SextantError('file.changed', { file })
    onBytes?.(size)
    yield chunk
  }
  if (size !== version.size || hash.digest('hex') !== version.fingerprint) throw new SextantError('file.changed', { file })
}

/** Throws `file.changed` unless the file still holds the bytes of `version`. For readers that jump about in the file. */
export async function verifyVersion(path: string, file: string, version: FileVersion, signal: AbortSignal): Promise<void> {
  for await (const _ of readVersion(path, file, version, signal));
}

/** The coded error of a failed file operation; `known` files have been read before, so their absence is a change. */
export function fileError(error: unknown, file: string, known: boolean): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SextantError(known ? 'file.changed' : 'file.notFound', { file }, { cause: error })
    case 'EACCES':
    case 'EPERM':
      return new SextantError('file.noAccess', { file }, { cause: error })
    case 'EISDIR':
      return new SextantError(known ? 'file.changed' : 'file.notATable', { file, reason: 'it is a folder' }, { cause: error })
    case 'EIO':
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'ESTALE':
      return new SextantError('file.damaged', { file, reason: `the system cannot read it (${code})` }, { cause: error })
    default:
      return error
  }
}

/** Opens a regular file; a pipe or device would never end, so neither is opened. */
export async function openRegular(path: string, file: string, known: boolean): Promise<FileHandle> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw new SextantError('file.notATable', { file, reason: 'it is a folder' })
    if (!found.isFile()) throw new SextantError('file.notATable', { file, reason: 'it is a device or a pipe, not a file' })
    return await open(path, 'r')
  } catch (error) {
    throw fileError(error, file, known)
  }
}

async function* chunks(path: string, file: string, signal: AbortSignal, known: boolean): AsyncGenerator<Buffer> {
  signal.throwIfAborted()
  const handle = await openRegular(path, file, known)
  // While one is looked at, the next is read.
  const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const
  const read = (into: Buffer): ReturnType<typeof handle.read> => {
    const reading = handle.read(into, 0, chunkBytes, null)
    // What fails is told when it is asked for.
    reading.catch(() => {})
    return reading
  }
  let [current, other]: readonly Buffer[] = buffers
  let reading = read(buffers[0])
  try {
    for (;;) {
      const { bytesRead, buffer } = await reading
      signal.throwIfAborted()
      if (bytesRead === 0) return
      ;[current, other] = [other, current]
      reading = read(current as Buffer)
      yield (buffer as Buffer).subarray(0, bytesRead)
    }
  } catch (error) {
    throw fileError(error, file, known)
  } finally {
    await reading.catch(() => {})
    await handle.close()
  }
}
