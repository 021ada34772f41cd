import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { SextantError } from '../../../shared/errors.ts'
import type { DroppedFiles } from '../../core/services/context.ts'
import { safeRelative } from '../common/dropped-name.ts'

export interface StagedFiles extends DroppedFiles {
  /** Takes a file that lies at `path`. Throws `file.notFound`, `file.noAccess` or `file.notATable`. */
  stage(path: string, name: string): Promise<{ id: string }>
}

/**
 * Files that were dropped or chosen. They are read where they lie; the page knows them by ids alone, so that nothing which
 * runs in it can name a path.
 */
export function createStagedFiles(): StagedFiles {
  const known = new Map<string, { path: string; name: string }>()

  return {
    async stage(file, name) {
      const shown = safeRelative(name)
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
      for (const id of ids) known.delete(id)
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
