/**
 * Dropped files. A page cannot name a path, so each file is streamed into a private temporary folder, known to the page
 * by an id alone, and deleted as soon as its import is done or given up, at the latest when this process ends.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { SextantError } from '../../../shared/errors.ts'
import { count, bytes as size } from '../../../shared/format.ts'
import { isAlive } from '../../core/process-alive.ts'
import { safeRelative } from '../common/dropped-name.ts'

export interface Upload {
  path: string
  /** Relative to what was dropped, with `/`. */
  name: string
}

export interface Uploads {
  /** Stores one file. Throws `file.tooLarge`, `storage.full` or `storage.failed`; nothing is left behind then. */
  receive(name: string, body: Readable): Promise<{ id: string }>
  /** Throws `request.unknownFile` for an id that was not handed out or is gone. */
  resolve(id: string): Upload
  /** Deletes; unknown ids are ignored, so that it may be repeated. */
  forget(ids: readonly string[]): Promise<void>
  /** Deletes everything. */
  dispose(): Promise<void>
}

export interface UploadLimits {
  bytes: number
  files: number
}

const prefix = 'sextant-files-'
const defaults: UploadLimits = { bytes: 16 * 2 ** 30, files: 20_000 }

/** Makes the private folder, after removing those that dead processes left behind. */
export async function createUploads(limits: UploadLimits = defaults, parent: string = os.tmpdir()): Promise<Uploads> {
  await removeStale(parent)
  // mkdtemp gives mode 0700: nobody else reads what was dropped.
  const folder = await mkdtemp(path.join(parent, `${prefix}${process.pid}-`))
  const known = new Map<string, Upload>()

  return {
    async receive(name, body) {
      const relative = safeRelative(name)
      if (known.size >= limits.files)
        throw new SextantError('file.tooLarge', { file: relative, reason: `more than ${count(limits.files)} files` })
      const id = randomUUID()
      const target = path.join(folder, id, shorten(path.posix.basename(relative)))
      await mkdir(path.dirname(target))
      try {
        await write(target, body, limits.bytes, relative)
      } catch (error) {
        await rm(path.dirname(target), { recursive: true, force: true })
        throw storageError(error, relative)
      }
      known.set(id, { path: target, name: relative })
      return { id }
    },
    resolve(id) {
      const upload = known.get(id)
      if (!upload) throw new SextantError('request.unknownFile')
      return upload
    },
    async forget(ids) {
      const gone = ids.filter((id) => known.delete(id))
      await Promise.all(gone.map((id) => rm(path.join(folder, id), { recursive: true, force: true })))
    },
    async dispose() {
      known.clear()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** At most 80 characters (file systems allow 255 bytes, a character takes up to three), the extension kept, since it tells what the file is. */
function shorten(part: string): string {
  if (part.length <= 80) return part
  const extension = path.extname(part).slice(0, 20)
  return part.slice(0, 80 - extension.length) + extension
}

/** Not a `pipeline`: that would destroy the request on a full disk, and with it the connection that is to carry the answer. */
async function write(target: string, body: Readable, limit: number, file: string): Promise<void> {
  const handle = await open(target, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > limit) throw new SextantError('file.tooLarge', { file, reason: `more than ${size(limit)}` })
      await handle.writeFile(chunk)
    }
  } finally {
    await handle.close()
  }
}

function storageError(error: unknown, file: string): unknown {
  if (error instanceof SextantError || !(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new SextantError('storage.full', { path: file }, { cause: error })
  return new SextantError('storage.failed', { path: file, reason: error.message }, { cause: error })
}

async function removeStale(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  const stale = names.filter((name) => name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length).split('-')[0])))
  // Another user's leftovers cannot be removed; they are private to that user and theirs to remove.
  await Promise.all(stale.map((name) => rm(path.join(parent, name), { recursive: true, force: true }).catch(() => {})))
}
