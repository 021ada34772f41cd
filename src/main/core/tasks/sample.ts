import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { withDatabase } from '../db/open.ts'
import { setSetting } from '../db/queries/settings.ts'
import { openWorkspace } from '../db/workspace.ts'
import type { TaskContext } from '../jobs/types.ts'
import { importFiles } from './import.ts'

export interface SampleInput {
  /** An empty folder of the caller, who removes it with all that is in it, whatever comes of the job. */
  folder: string
  /** What the workspace and its import are called. */
  name: string
  /** Left out: the usual ones. */
  customers?: number
  seed?: number
}

export interface SampleResult {
  /** A closed workspace within `folder`, whole in its one file. */
  workspacePath: string
}

/**
 * Makes a workspace of the sample shop as a person would: writes its spreadsheets and imports whatever of them the importer
 * knows. It is nobody's workspace until the caller takes it out of the folder: being stopped at any
 * moment leaves nothing behind.
 */
export async function sample({ folder, name, customers, seed }: SampleInput, ctx: TaskContext): Promise<SampleResult> {
  // Without `committing`: there is nothing here that must not be killed.
  const { signal, onProgress, now } = ctx
  const part: TaskContext = { signal, onProgress, now }
  const files = path.join(folder, name)
  // Loaded when it is asked for: every other job and command would carry it along.
  const { writeSampleShop } = await import('../sample/index.ts')
  await writeSampleShop({ folder: files, signal, onProgress, ...(customers && { customers }), ...(seed !== undefined && { seed }) })

  const workspacePath = path.join(folder, `${name}.sextant`)
  openWorkspace(workspacePath, { create: true, now }).close()
  const importedAt = Math.floor(now() / 1_000)
  await importFiles({ workspacePath, paths: [files], files: [name], label: name, importedAt }, part)
  await rm(files, { recursive: true })

  await withDatabase(workspacePath, 'write', (db) => setSetting(db, 'sample', true))
  signal.throwIfAborted()
  // The last connection moves SQLite's log into the file; without that the file alone would not be the workspace.
  if (existsSync(`${workspacePath}-wal`)) throw new Error('the workspace is not whole')
  return { workspacePath }
}
