import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { translateFileError } from './db/open.ts'
import { makeFolder } from './make-folder.ts'

const prefix = '.sextant-draft-'

/**
 * A private folder beside the workspaces, for one that is being made: on the same disk, so that it can be moved to its place
 * at once. Those that dead processes left behind are removed. Throws `workspace.noAccess`, `storage.*` and their kin.
 */
export function makeDraftFolder(dataFolder: string): string {
  try {
    makeFolder(dataFolder)
    removeStale(dataFolder)
    // mkdtemp gives mode 0700: what is in it is nobody else's.
    return mkdtempSync(path.join(dataFolder, `${prefix}${process.pid}-`))
  } catch (error) {
    throw translateFileError(error, dataFolder)
  }
}

/** Removes it with all that is in it. Not being able to must not hide what went wrong before: the next one tries again. */
export function removeDraftFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    // See above.
  }
}

function removeStale(dataFolder: string): void {
  for (const name of readdirSync(dataFolder)) {
    if (name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10))) removeDraftFolder(path.join(dataFolder, name))
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
