import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import { translateFileError } from './db/open.ts'
import { makeFolder } from './make-folder.ts'
import { draftPrefix, removeStaleDrafts } from './stale-drafts.ts'

export { removeDraftFolder } from './stale-drafts.ts'

/**
 * A private folder beside the workspaces, for one that is being made: on the same disk, so that it can be moved to its place
 * at once. Those that dead processes left behind are removed. Throws `workspace.noAccess`, `storage.*` and their kin.
 */
export function makeDraftFolder(dataFolder: string): string {
  try {
    makeFolder(dataFolder)
    removeStaleDrafts(dataFolder)
    // mkdtemp gives mode 0700: what is in it is nobody else's.
    return mkdtempSync(path.join(dataFolder, draftPrefix()))
  } catch (error) {
    throw translateFileError(error, dataFolder)
  }
}
