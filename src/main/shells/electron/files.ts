import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import type { DroppedFiles } from '../../core/services/context.ts'
import { safeRelative } from '../common/dropped-name.ts'

export interface StagedFiles extends DroppedFiles {
  /**
   * Takes a file that lies at `path`, or what was pasted and lies nowhere: that is kept in a private temporary folder until it is
   * forgotten, at the latest until the end. Throws `file.notFound`, `file.noAccess` or `file.notATable`.
   */
  stage(path: string, name: string, bytes?: Uint8Array | null): Promise<{ id: string }>
}

/**
 * Files that were dropped or chosen. They are read where they lie; the page knows them by ids alone, so that nothing which
 * runs in it can name a path.
 */
export function createStagedFiles(): StagedFiles {
  const known = new Map<string, { path: string; name: string }>()
  const own = new Set<string>()
  let folder: string | null = null

  async function keep(bytes: Uint8Array, id: string, extension: string): Promise<string> {
    if (folder === null) {
      const made = mkdtempSync(path.join(os.tmpdir(), 'sextant-pasted-'))
      process.once('exit', () => rmSync(made, { recursive: true, force: true }))
      folder = made
    }
    const file = path.join(folder, `${id}${extension}`)
    await writeFile(file, bytes, { mode: 0o600 })
    own.add(id)
    return file
  }

  return {
    async stage(file, name, bytes = null) {
      const shown = safeRelative(name)
      if (file === '' && bytes !== null) {
        const id = randomUUID()
        known.set(id, { path: await keep(bytes, id, path.extname(shown)), name: shown })
        return { id }
      }
      // Made by a script, or dragged out of a program that keeps it nowhere.
      if (!path.isAbsolute(file)) throw new SextantError('file.notFound', { file: shown })
      await mustBeFile(file, shown)
      const id = randomUUID()
      known.set(id, { path: file, name: shown })
      return { id }
    },
    resolve(id) {
      const file = known.get(id)
      if (file === undefined) throw new SextantError('request.unknownFile')
      return file
    },
    async forget(ids) {
      for (const id of ids) {
        const file = known.get(id)
        known.delete(id)
        if (file !== undefined && own.delete(id)) await rm(file.path, { force: true })
      }
    }
  }
}

async function mustBeFile(file: string, shown: string): Promise<void> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    const code = error.code === 'EACCES' || error.code === 'EPERM' ? 'file.noAccess' : 'file.notFound'
    throw new SextantError(code, { file: shown }, { cause: error })
  })
  // A pipe or a device would never end.
  if (!found.isFile()) throw new SextantError('file.notATable', { file: shown, reason: 'it is not a file' })
}
