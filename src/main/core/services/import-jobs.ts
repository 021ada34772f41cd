/** The two jobs of an import, as the page and the watched folders submit them. */
import { importing } from '../../../shared/messages/en/importing.ts'
import type { ImportResult, Preview } from '../../../shared/model/import.ts'
import type { WorkspaceSession } from '../app-workspace.ts'
import { newestImport, storedImport } from '../db/queries/sources.ts'
import { emptyWriteAheadLog } from '../db/queries/transaction.ts'
import type { UnderstandOptions } from '../import/types.ts'
import type { JobQueue } from '../jobs/queue.ts'
import type { tasks } from '../tasks/index.ts'
import { ownTemplates } from './templates.ts'

export interface GivenFiles {
  paths: string[]
  /** For people, one a path. */
  names: string[]
  /** By group id of a preview. */
  mappings?: UnderstandOptions['mappings']
  /** For all groups. */
  mapping?: UnderstandOptions['mapping']
}

const labelOf = ([first = '', ...more]: readonly string[]): string => importing.label(first, more.length)

interface Importer {
  session: WorkspaceSession
  jobs: JobQueue<typeof tasks>
  /** Milliseconds since the epoch. */
  now: () => number
}

/** Without a workspace nothing can be stored, but files can be looked at. */
export function submitPreview({ session, jobs }: Omit<Importer, 'now'>, { paths, names, mappings, mapping }: GivenFiles): Promise<Preview> {
  const db = session.describe() === null ? null : session.current().db
  const ofWorkspace = db === null ? {} : { templates: ownTemplates(db), workspacePath: session.current().path }
  const input = { paths, files: names, mappings, mapping, ...ofWorkspace }
  return jobs.submit({ kind: 'preview', label: labelOf(names), task: 'preview', input }).result
}

/** Into the workspace that is open now. `label`: what the import is called, else after its files. */
export async function submitImport(
  { session, jobs, now }: Importer,
  { paths, names, mappings, mapping, label = '' }: GivenFiles & { label?: string }
): Promise<ImportResult> {
  const { path: workspacePath, db } = session.current()
  const importedAt = Math.floor(now() / 1_000)
  const input = { workspacePath, paths, files: names, label, mappings, mapping, templates: ownTemplates(db), importedAt }
  const newest = newestImport(db)
  const stored = () => (db.open ? storedImport(db, importedAt, newest) : undefined)
  try {
    return await jobs.submit({ kind: 'import', label: label || labelOf(names), task: 'import', input, stored }).result
  } catch (error) {
    // A worker that was killed leaves its log behind, as large as what it had read.
    if (db.open) emptyWriteAheadLog(db)
    throw error
  }
}
