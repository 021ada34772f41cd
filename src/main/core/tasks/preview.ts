import type { Database } from 'better-sqlite3'
import type { Preview, PreviewGroup } from '../../../shared/model/import.ts'
import type { Template } from '../../../shared/model/template.ts'
import { withDatabase } from '../db/open.ts'
import { earlierSources } from '../db/queries/earlier.ts'
import { importOf, type StoredReading, storedReading } from '../db/queries/reading.ts'
import { understand } from '../import/index.ts'
import { builtInTemplates } from '../import/mapping/template/built-in.ts'
import type { PlannedGroup, UnderstandOptions } from '../import/types.ts'
import type { TaskContext } from '../jobs/types.ts'

export interface PreviewInput {
  /** Files and folders. */
  paths: string[]
  /** Their names for people, one a path. */
  files: string[]
  /** By group id of an earlier preview. */
  mappings?: UnderstandOptions['mappings']
  /** For all groups. */
  mapping?: UnderstandOptions['mapping']
  /** Those that the user made; the built-in ones are known. */
  templates?: readonly Template[] | undefined
  /** Where it would be stored, if a workspace is open. */
  workspacePath?: string | undefined
}

/** Reads what was dropped as a whole and says what was understood of it. Stores nothing. */
export async function previewFiles(
  { paths, files, mappings, mapping, templates: own = [], workspacePath }: PreviewInput,
  ctx: TaskContext
): Promise<Preview> {
  const onProgress = (done: number, total: number) => ctx.onProgress({ phase: 'import.read', done, total, unit: 'bytes' })
  const templates = [...own, ...builtInTemplates()]
  const inWorkspace = <T>(use: (db: Database) => T, otherwise: T): T | Promise<T> =>
    workspacePath === undefined ? otherwise : withDatabase(workspacePath, 'read', use)
  const stored = await inWorkspace<Partial<StoredReading>>(storedReading, {})
  const { label, groups, others, failures } = await understand(paths, {
    names: files,
    mappings,
    mapping,
    templates,
    ...stored,
    earlier: (origins) => inWorkspace((db) => earlierSources(db, origins), []),
    signal: ctx.signal,
    onProgress
  })
  const before = await inWorkspace((db) => groups.map((group) => importedBefore(db, group)), [])
  return { label, groups: groups.map(({ preview }, i) => ({ ...preview, before: before[i] ?? null })), others, failures }
}

/** The import that all of its tables came with before, the newest of them; null if one of them is new. */
function importedBefore(db: Database, { tables }: PlannedGroup): NonNullable<PreviewGroup['before']> | null {
  const found = tables.map(({ table, fingerprint }) => importOf(db, fingerprint, table.sheet))
  const [newest = null] = found.filter((one) => one !== undefined).sort((a, b) => b.at - a.at)
  return found.every((one) => one !== undefined) ? newest : null
}
