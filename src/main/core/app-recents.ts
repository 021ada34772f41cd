import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { makeFolder } from './make-folder.ts'

const Recents = z.object({ workspaces: z.array(z.string()) })
const most = 20

/** Paths of the workspaces that were opened here, the newest first, in `<folder>/recent.json`. A file that is missing or broken counts as empty. */
export function readRecents(folder: string): string[] {
  try {
    return Recents.parse(JSON.parse(readFileSync(path.join(folder, 'recent.json'), 'utf8'))).workspaces
  } catch {
    return []
  }
}

/** Puts a workspace first. */
export function rememberWorkspace(folder: string, workspace: string): void {
  write(folder, [workspace, ...readRecents(folder).filter((known) => known !== workspace)].slice(0, most))
}

/** Takes a workspace off the list. */
export function forgetWorkspace(folder: string, workspace: string): void {
  write(
    folder,
    readRecents(folder).filter((known) => known !== workspace)
  )
}

function write(folder: string, workspaces: readonly string[]): void {
  try {
    makeFolder(folder)
    const draft = path.join(folder, `recent.json.${process.pid}`)
    writeFileSync(draft, `${JSON.stringify({ workspaces }, null, 2)}\n`)
    renameSync(draft, path.join(folder, 'recent.json'))
  } catch {
    // Failing to remember must not keep anybody from working.
  }
}
