import { fromWire, type WireError } from '../../../shared/errors.ts'
import type { ImportResult, Mapping } from '../../../shared/model/import.ts'
import { withDatabase } from '../db/open.ts'
import { convert, understand } from '../import/index.ts'
import type { PlannedGroup, Understanding, UnderstandOptions } from '../import/types.ts'
import type { TaskContext } from '../jobs/types.ts'
import { type ImportPlan, storeImport } from './store-import.ts'
import type { SourceDraft } from './store-source.ts'

export interface ImportInput {
  workspacePath: string
  /** Files and folders. */
  paths: string[]
  /** Their names for people, one a path. */
  files: string[]
  /** What the drop is called. */
  label: string
  /** By group id of the preview. */
  mappings?: Record<string, Mapping> | undefined
  /** For all groups. */
  mapping?: UnderstandOptions['mapping']
  /** Seconds since 1970 (UTC). */
  importedAt: number
}

/**
 * Reads what was dropped and stores it: all of it, or nothing.
 *
 * Refused, with nothing stored, when a file cannot be read, when a question about a group is open, and when every row of a
 * group is rejected (`import.nothingStored`): then its mapping is wrong. A single file whose rows are all rejected while
 * others of its group go through is imported; its rows are kept as rejected.
 */
export async function importFiles(input: ImportInput, ctx: TaskContext): Promise<ImportResult> {
  const { paths, files: names, mappings, mapping } = input
  const onProgress = (done: number, total: number) => ctx.onProgress({ phase: 'import.read', done, total, unit: 'bytes' })
  const understanding = await understand(paths, { names, mappings, mapping, rehearse: false, signal: ctx.signal, onProgress })
  refuseObstacles(understanding)
  const plan: ImportPlan = {
    label: input.label || understanding.label,
    importedAt: input.importedAt,
    groups: understanding.groups.map(draftsOf),
    rows: understanding.groups.reduce((sum, { preview }) => sum + preview.rows, 0)
  }
  return withDatabase(input.workspacePath, 'write', (db) => storeImport(db, plan, ctx))
}

function refuseObstacles({ groups, failures }: Understanding): void {
  const obstacles = [...failures.map(({ error }) => error), ...groups.flatMap(({ preview }) => preview.blockers)]
  const [first, ...others] = obstacles
  if (first !== undefined) throw fromWire({ ...first, details: { ...first.details, others: others.length } } as WireError)
}

function draftsOf(group: PlannedGroup): SourceDraft[] {
  const { mapping, columns } = group.preview
  const header = columns.map((column) => column.header)
  return group.tables.map(({ table, fingerprint, warnings }, index) => ({
    kind: mapping.kind,
    file: table.file,
    sheet: table.sheet,
    bytes: table.bytes,
    fingerprint,
    header,
    mapping,
    warnings,
    scales: group.rules?.scales,
    rows: (signal) => convert(group, index, signal)
  }))
}
