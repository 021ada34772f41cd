import { setFlagsFromString } from 'node:v8'
import { fromWire, type WireError } from '../../../shared/errors.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { ImportResult } from '../../../shared/model/import.ts'
import type { Template } from '../../../shared/model/template.ts'
import { withDatabase } from '../db/open.ts'
import { earlierSources } from '../db/queries/earlier.ts'
import { storedReading } from '../db/queries/reading.ts'
import { markTemplatesUsed } from '../db/queries/templates.ts'
import { convert, understand } from '../import/index.ts'
import { builtInTemplates } from '../import/mapping/template/built-in.ts'
import { ownTemplateNumber } from '../import/mapping/template/own.ts'
import { readingOf, readsAlike } from '../import/reading.ts'
import type { PlannedGroup, PlannedTable, RejectedOrigin, Understanding, UnderstandOptions } from '../import/types.ts'
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
  mappings?: UnderstandOptions['mappings']
  /** For all groups. */
  mapping?: UnderstandOptions['mapping']
  /** Those that the user made; the built-in ones are known. */
  templates?: readonly Template[] | undefined
  /** Seconds since 1970 (UTC). */
  importedAt: number
}

/**
 * Of an import nearly everything is garbage soon: what is left over after a collection may grow by so much of itself before the next one,
 * and not by several times as much; and the room for what is new stays as it is, which is kept three times.
 */
const heapGrowth = ['--heap-growing-percent=40', '--semi-space-growth-factor=1']

/** A smaller file is read again in no time. */
const keepFrom = 1 << 20

/**
 * Reads what was dropped and stores it: all of it, or nothing.
 *
 * Refused, with nothing stored, when a file cannot be read, when a question about a group is open, and when every row of a
 * group is rejected (`import.nothingStored`): then its mapping is wrong. A single file whose rows are all rejected while
 * others of its group go through is imported; its rows are kept as rejected.
 */
export async function importFiles(input: ImportInput, ctx: TaskContext): Promise<ImportResult> {
  for (const flag of heapGrowth) setFlagsFromString(flag)
  const { paths, files: names, mappings, mapping } = input
  const templates = [...(input.templates ?? []), ...builtInTemplates()]
  const onProgress = (done: number, total: number) => ctx.onProgress({ phase: 'import.read', done, total, unit: 'bytes' })
  const stored = await withDatabase(input.workspacePath, 'read', storedReading)
  const earlier = (origins: readonly RejectedOrigin[]) => withDatabase(input.workspacePath, 'read', (db) => earlierSources(db, origins))
  const options = { names, mappings, mapping, templates, ...stored, earlier, keepFrom, rehearse: false, signal: ctx.signal, onProgress }
  const understanding = await understand(paths, options)
  refuseObstacles(understanding)
  const plan = importPlan(understanding, input)
  return withDatabase(input.workspacePath, 'write', async (db) => {
    const result = await storeImport(db, plan, ctx)
    markTemplatesUsed(db, usedTemplates(understanding), input.importedAt)
    return result
  })
}

/** What is to be stored of files that are understood. */
export function importPlan({ label, groups }: Understanding, input: Pick<ImportInput, 'label' | 'importedAt'>): ImportPlan {
  return {
    label: input.label || label,
    importedAt: input.importedAt,
    groups: groups.map(draftsOf),
    rows: groups.reduce((sum, { preview }) => sum + preview.rows, 0)
  }
}

/** Numbers of the user's templates that mapped a group. */
function usedTemplates({ groups }: Understanding): number[] {
  return groups.flatMap(({ preview }) => ownTemplateNumber(preview.mapping.template ?? '') ?? [])
}

function refuseObstacles({ groups, failures }: Understanding): void {
  const obstacles = [...failures.map(({ error }) => error), ...groups.flatMap(({ preview }) => preview.blockers)]
  const [first, ...others] = obstacles
  if (first !== undefined) throw fromWire({ ...first, details: { ...first.details, others: others.length } } as WireError)
}

function draftsOf(group: PlannedGroup): SourceDraft[] {
  return group.tables.map((planned, index) => draftOf(group, planned, index))
}

function draftOf(group: PlannedGroup, planned: PlannedTable, index: number): SourceDraft {
  const { table, fingerprint, warnings } = planned
  const { mapping } = group.preview
  return {
    kind: mapping.kind,
    file: table.file,
    sheet: table.sheet,
    bytes: table.bytes,
    fingerprint,
    header: group.fileHeaders,
    mapping,
    reading: readingOf(group, planned),
    warnings,
    scales: group.rules?.scales,
    currency: group.rules?.assumedCurrency,
    isLog: group.rules?.isLog,
    origins: table.origins,
    readsAlike: (reading, signal) => readsAlike(group, planned, reading, signal),
    coded: codedOf(group, planned),
    rows: (signal) => convert(group, index, signal)
  }
}

/** Rows that were kept from the first reading; those of orders whose numbers take their day or till in are made one by one. */
function codedOf({ rules }: PlannedGroup, planned: PlannedTable): SourceDraft['coded'] {
  const { coded: table, warnings } = planned
  if (table === undefined || rules === null || rules.numbersDaily === true || rules.tills !== undefined) return undefined
  const noticed = (found: readonly Warning[]) => {
    if (!planned.noticed) warnings.push(...found)
    planned.noticed = true
  }
  return { table, rules, noticed }
}
