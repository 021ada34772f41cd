/** What lies in a watched folder at one moment, and what of it is new and complete. */
import { stat } from 'node:fs/promises'
import { isSextantError } from '../../../shared/errors.ts'
import type { FileRecord } from '../db/queries/watched.ts'
import { collectFiles } from '../import/discovery.ts'

export interface SeenFile extends FileRecord {
  path: string
}

/** The tables in a folder. An empty one is no problem here. Throws `file.notFound`, `file.noAccess` and `file.tooLarge` of the folder. */
export async function look(folder: string): Promise<SeenFile[]> {
  const found = await collectFiles([folder]).catch((error: unknown) => {
    if (isSextantError(error, 'file.noTables')) return []
    throw error
  })
  const seen: SeenFile[] = []
  for (const { path, file } of found) {
    // One that has gone in the meantime is not there.
    const entry = await stat(path).catch(() => null)
    if (entry !== null) seen.push({ path, file, bytes: entry.size, modifiedMs: entry.mtimeMs })
  }
  return seen
}

/**
 * The files that have not been looked at in their present state, and that nobody is still writing: they are as they were at the
 * look before this one. `before` is what the last look saw.
 */
export function arrived(now: readonly SeenFile[], before: readonly SeenFile[], known: ReadonlyMap<string, FileRecord>): SeenFile[] {
  const earlier = new Map(before.map((file) => [file.path, file]))
  return now.filter((file) => !isSame(known.get(file.file), file) && isSame(earlier.get(file.path), file))
}

function isSame(one: FileRecord | undefined, other: FileRecord): boolean {
  return one?.bytes === other.bytes && one.modifiedMs === other.modifiedMs
}
