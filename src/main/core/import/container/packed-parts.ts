import { SextantError } from '../../../../shared/errors.ts'
import { bytes } from '../../../../shared/format.ts'
import { type Inspection, verifyVersion } from '../file-bytes.ts'
import { limits } from '../limits.ts'
import { Zip } from './zip.ts'

/** Where a ZIP container is: a file, or packed in one. */
export type ZipSource = Pick<Inspection, 'path' | 'file' | 'version' | 'content' | 'packed'>

/** A source without the first bytes and what else is not needed to open it again: many files may be open at once. */
export function zipSource({ path, file, version, content, packed }: Inspection): ZipSource {
  return { path, file, version, content, packed }
}

/** Errors: `file.damaged`, `file.changed`, `file.tooLarge` (a packed container beyond what memory should hold). */
export async function openZip(source: ZipSource, signal: AbortSignal): Promise<Zip> {
  try {
    return source.packed ? await Zip.from(await wholeContent(source, signal), source.file) : await Zip.open(source.path, source.file)
  } catch (error) {
    throw await unlessChanged(source, signal, error)
  }
}

/** All bytes of packed content. */
export async function wholeContent(
  { file, content }: ZipSource,
  signal: AbortSignal,
  limit: number = limits.packedWorkbook
): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of content(signal)) {
    size += chunk.length
    if (size > limit)
      throw new SextantError('file.tooLarge', {
        file,
        reason: `it is a workbook of more than ${bytes(limit)} that has to be held in memory`
      })
    parts.push(Buffer.from(chunk))
  }
  return Buffer.concat(parts)
}

/** Throws `file.changed` if the file is no longer what it was when it was first read. */
export async function verify({ path, file, version, packed }: ZipSource, signal: AbortSignal): Promise<void> {
  // What was packed is in memory, and was verified as it was unpacked.
  if (!packed) await verifyVersion(path, file, version, signal)
}

/** A file that changes under its reader looks damaged; the change is what is wrong with it. */
export async function unlessChanged({ path, file, version }: ZipSource, signal: AbortSignal, error: unknown): Promise<unknown> {
  signal.throwIfAborted()
  try {
    await verifyVersion(path, file, version, signal)
    return error
  } catch (changed) {
    return changed
  }
}
