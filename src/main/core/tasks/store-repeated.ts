import { isDeepStrictEqual } from 'node:util'
import { SextantError } from '../../../shared/errors.ts'
import type { importLog, SameBytes } from '../db/queries/import-log.ts'
import type { SourceDraft } from './store-kind.ts'

/**
 * The source of an earlier import that the draft is once more: the same bytes, read alike. Such a source says nothing, whatever
 * was imported since: a newer word would be taken back by an older one. Null: these bytes are new.
 *
 * @throws import.readOtherwise if the bytes are there in another reading, since both together would count everything twice.
 */
export async function repeatedSource(
  log: ReturnType<typeof importLog>,
  draft: SourceDraft,
  importId: number,
  signal: AbortSignal
): Promise<SameBytes | null> {
  const [newest, ...older] = log.sameBytes(draft, importId)
  if (newest === undefined) return null
  for (const before of [newest, ...older]) if (await isAlike(draft, before, signal)) return before
  throw new SextantError('import.readOtherwise', {
    file: draft.sheet === null ? draft.file : `${draft.file}, ${draft.sheet}`,
    import: newest.importId,
    label: newest.label,
    day: dayOf(newest)
  })
}

async function isAlike(draft: SourceDraft, { reading, kind, columns }: SameBytes, signal: AbortSignal): Promise<boolean> {
  if (reading !== null) return draft.readsAlike(reading, signal)
  return kind === draft.kind && isDeepStrictEqual(columns, draft.mapping.columns)
}

/** The day of the import, as ISO text. */
export const dayOf = ({ importedAt }: SameBytes): string => new Date(importedAt * 1_000).toISOString().slice(0, 10)
