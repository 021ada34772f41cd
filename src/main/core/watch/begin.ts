import { stat } from 'node:fs/promises'
import nodePath from 'node:path'
import type { Database } from 'better-sqlite3'
import { SextantError, toWire } from '../../../shared/errors.ts'
import type { ImportResult, PartialMapping } from '../../../shared/model/import.ts'
import type { WatchRequest } from '../../../shared/model/watch.ts'
import { recordFiles, saveFolder } from '../db/queries/watched.ts'
import { look, type SeenFile } from './look.ts'

/** The tables in a folder that a person named. Throws `watch.notAFolder`, `file.noTables` and what looking throws. */
export async function lookAtNamed(folder: string): Promise<SeenFile[]> {
  if (!nodePath.isAbsolute(folder) || !(await isFolder(folder))) throw new SextantError('watch.notAFolder', { path: folder })
  const files = await look(folder)
  if (files.length === 0) throw new SextantError('watch.emptyFolder', { folder })
  return files
}

/**
 * To be called before the import that confirms what a folder's files are, and its answer after it: what lay in the folder then
 * counts as imported, what has changed since is looked at, and what of the folder was left out of the import as well. A file of which
 * nothing was stored, because it is a table of other things, is left to a person, and told of.
 *
 * @param paths the files that are imported
 */
export async function watchAfterImport(
  { path, rerun }: WatchRequest,
  mappings: Readonly<Record<string, PartialMapping>>,
  paths: readonly string[]
): Promise<(db: Database, importedAt: number, result: ImportResult) => void> {
  const files = (await lookAtNamed(path)).filter((file) => paths.includes(file.path))
  return (db, importedAt, result) => {
    // What lies in an archive is named after it.
    const isStored = ({ file }: SeenFile) => result.some(({ source }) => source.file === file || source.file.startsWith(`${file}/`))
    const id = saveFolder(db, { path: nodePath.resolve(path), mappings, rerun }, importedAt)
    recordFiles(
      db,
      id,
      files.map((file) => ({
        ...file,
        error: isStored(file) ? null : toWire(new SextantError('watch.unknownHeader', { file: file.file }))
      })),
      importedAt
    )
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false
}
