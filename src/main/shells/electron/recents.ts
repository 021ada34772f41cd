import path from 'node:path'
import { app } from 'electron'
import { readRecents } from '../../core/app-recents.ts'

export interface RecentWorkspace {
  path: string
  name: string
}

const shown = 10

/** For the menu, the newest first. */
export function recentWorkspaces(dataFolder: string): RecentWorkspace[] {
  return readRecents(dataFolder)
    .slice(0, shown)
    .map((file) => ({ path: file, name: path.basename(file, path.extname(file)) }))
}

/** Tells the system as well: the dock of macOS and the jump list of Windows have lists of their own. */
export function tellSystemOfWorkspace(file: string): void {
  app.addRecentDocument(file)
}
