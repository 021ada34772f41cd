import { access, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { isSextantError, SextantError } from '../../../../shared/errors.ts'
import { makeFolder } from '../../make-folder.ts'

export interface OutputFile {
  name: string
  bytes: Uint8Array
}

/**
 * Writes all files under temporary names first and renames them when all are there; a failure to write leaves none. The folder is
 * made if it is missing.
 * @throws `signal.reason` when aborted; `storage.full`, `workspace.noAccess`, `sample.notAFolder` or `storage.failed`
 */
export async function storeFiles(folder: string, files: readonly OutputFile[], signal?: AbortSignal): Promise<void> {
  const temporary = (name: string) => path.join(folder, `.${name}.part`)
  try {
    makeFolder(folder)
    if (!(await stat(folder)).isDirectory()) throw new SextantError('sample.notAFolder', { folder })
    for (const { name, bytes } of files) await writeFile(temporary(name), bytes, signal ? { signal } : {})
    signal?.throwIfAborted()
    for (const { name } of files) await rename(temporary(name), path.join(folder, name))
  } catch (error) {
    await Promise.all(files.map(({ name }) => rm(temporary(name), { force: true }).catch(() => undefined)))
    signal?.throwIfAborted()
    throw isSextantError(error) ? error : storageError(folder, error)
  }
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false
  )
}

function storageError(folder: string, error: unknown): SextantError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EEXIST' || code === 'ENOTDIR') return new SextantError('sample.notAFolder', { folder }, { cause: error })
  if (code === 'ENOSPC') return new SextantError('storage.full', { path: folder }, { cause: error })
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return new SextantError('workspace.noAccess', { path: folder }, { cause: error })
  return new SextantError(
    'storage.failed',
    { path: folder, reason: error instanceof Error ? error.message : String(error) },
    { cause: error }
  )
}
