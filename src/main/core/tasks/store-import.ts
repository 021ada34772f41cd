import type { Database } from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import type { ImportResult } from '../../../shared/model/import.ts'
import { createFreshRows } from '../db/queries/fresh-rows.ts'
import { importLog } from '../db/queries/import-log.ts'
import { withoutIndexes } from '../db/queries/late-indexes.ts'
import type { KnownSums } from '../db/queries/summaries.ts'
import { checkReferences, emptyWriteAheadLog, inTransaction, setCache } from '../db/queries/transaction.ts'
import { release } from '../import/coded/coded-table.ts'
import type { WholeFile } from '../import/file-bytes.ts'
import { HelperThread } from '../jobs/helper-thread.ts'
import type { TaskContext } from '../jobs/types.ts'
import { TooMuchText } from './first-orders.ts'
import type { ImportHelper } from './import-work.ts'
import type { FirstImport } from './store-kind.ts'
import { rejectReason } from './store-reasons.ts'
import { createImportStore, type SourceDraft, type StoredSource, storingOrder } from './store-source.ts'
import { summarise } from './store-summaries.ts'

/** Groups of sources that are mapped alike. */
export interface ImportPlan {
  label: string
  importedAt: number
  groups: SourceDraft[][]
  /** Of all sources, for progress. */
  rows: number
}

/** Megabytes: less than a worker's usual cache, since an import also holds what it reads. */
const storingCache = 32
const sortingCache = 8

/** A drop of fewer rows is stored row by row soon enough; one of more would take too much memory at once. */
const fewestRows = 20_000
const mostRows = 1_250_000
/** Bytes of memory that texts may take which are held for that. */
const mostTextHeld = 64 << 20

/**
 * Stores a plan in one transaction of `db`, summaries included. O(rows log rows). Memory does not grow with the file but for
 * 32 bytes a line of its largest source; of a first import of up to `mostRows` it is about 150 bytes a line.
 *
 * Throws `import.nothingStored`, `import.sumTooLarge`, what the sources throw, what SQLite throws, and `ctx.signal.reason`.
 */
export async function storeImport(db: Database, plan: ImportPlan, ctx: TaskContext, mostText = mostTextHeld): Promise<ImportResult> {
  setCache(db, storingCache)
  // What refers to something may be written before it.
  checkReferences(db, false)
  const fresh = createFreshRows(db)
  const isLarge = plan.rows >= fewestRows && plan.rows <= mostRows
  const onRows = forward(plan, ctx)
  const helper: ImportHelper = new HelperThread()
  const isSame = (file: WholeFile) => helper.ask('unchanged', file).catch(() => false)
  try {
    try {
      return await storeOnce(db, plan, isLarge ? { fill: fresh.fill, rows: plan.rows, mostText, helper, isSame } : null, onRows(), ctx)
    } catch (error) {
      if (!(error instanceof TooMuchText)) throw error
    }
    // Nothing of that stands; row by row the texts need not be held.
    fresh.release()
    for (const draft of plan.groups.flat()) {
      for (const column of draft.coded?.table.columns ?? []) release(column)
      draft.coded = undefined
    }
    return await storeOnce(db, plan, null, onRows(), ctx)
  } finally {
    await helper.close()
    fresh.release()
    checkReferences(db, true)
    emptyWriteAheadLog(db)
  }
}

type OnRows = (rows: number) => void

/** Tells of progress, which never goes back though rows may be stored from the first one again. */
function forward({ rows: total }: ImportPlan, { onProgress }: TaskContext): () => OnRows {
  let told = 0
  return () => {
    let done = 0
    return (rows) => {
      done += rows
      told = Math.max(told, done)
      onProgress({ phase: 'import.store', done: told, total, unit: 'rows' })
    }
  }
}

function storeOnce(db: Database, plan: ImportPlan, first: FirstImport | null, onRows: OnRows, ctx: TaskContext): Promise<ImportResult> {
  return inTransaction(db, async () => {
    const makeIndexes = withoutIndexes(db, plan.rows)
    const filling: FirstImport | null = first && { ...first, fill: (content, pause) => first.fill(content, pause, makeIndexes) }
    const { result, sums } = await storeGroups(db, plan, filling, onRows, ctx)
    setCache(db, sortingCache)
    makeIndexes()
    await summarise(db, ctx, sums)
    ctx.committing?.()
    return result
  })
}

async function storeGroups(
  db: Database,
  plan: ImportPlan,
  first: FirstImport | null,
  onRows: OnRows,
  { signal }: TaskContext
): Promise<{ result: ImportResult; sums: KnownSums | undefined }> {
  const log = importLog(db)
  const importId = log.beginImport(plan.label, plan.importedAt)
  const store = createImportStore(db, importId, first)
  const result: ImportResult = []
  for (const group of inStoringOrder(plan.groups)) {
    const stored: StoredSource[] = []
    for (const draft of group) stored.push(await store.store(draft, signal, onRows))
    refuseAllRejected(stored)
    result.push(...stored.map(({ source, rows, warnings }) => ({ source, rows, warnings })))
  }
  await store.finish(async () => {
    onRows(0)
    await new Promise(setImmediate)
    signal.throwIfAborted()
  })
  return { result, sums: store.sums() }
}

/** What others refer to first; within a kind, as they were dropped. */
function inStoringOrder(groups: readonly SourceDraft[][]): SourceDraft[][] {
  const place = ([first]: readonly SourceDraft[]): number => (first === undefined ? 0 : storingOrder.indexOf(first.kind))
  return [...groups].sort((a, b) => place(a) - place(b))
}

function refuseAllRejected(group: readonly StoredSource[]): void {
  const filled = group.reduce((sum, { rows }) => sum + rows.read - rows.blank, 0)
  const rejected = group.reduce((sum, { rows }) => sum + rows.rejected, 0)
  const first = group.find(({ firstRejected }) => firstRejected !== null)
  if (rejected < filled || !first?.firstRejected) return
  const { source, firstRejected } = first
  throw new SextantError('import.nothingStored', {
    file: source.file,
    rejected,
    line: firstRejected.line,
    reason: rejectReason(firstRejected)
  })
}
