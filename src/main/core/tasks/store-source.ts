import type { Database } from 'better-sqlite3'
import { importing } from '../../../shared/messages/en/importing.ts'
import type { Warning } from '../../../shared/model/common.ts'
import type { ImportResult } from '../../../shared/model/import.ts'
import { type SourceKind, sourceKinds } from '../../../shared/model/kinds.ts'
import type { RowCounts } from '../../../shared/model/source.ts'
import { zonesOnce } from '../../../shared/warning-key.ts'
import { importLog, type SameBytes } from '../db/queries/import-log.ts'
import { mergedInto } from '../db/queries/merges.ts'
import { repeatRejected } from '../db/queries/repeats.ts'
import type { KnownSums } from '../db/queries/summaries.ts'
import { Tally } from '../import/conversion/tally.ts'
import type { AnyRow, RejectedDraft } from '../import/types.ts'
import { toldLater } from '../jobs/helper-thread.ts'
import { createCustomerBook } from './store-customers.ts'
import { createFeedbackStore } from './store-feedback.ts'
import { createFirstOrderStore } from './store-first-orders.ts'
import { assertBalanced, type FirstImport, type KindStore, type LateNews, type Shelf, type SourceDraft } from './store-kind.ts'
import { createCustomerList, createProductList } from './store-lists.ts'
import { createMending } from './store-mended.ts'
import { createOfferStore } from './store-offers.ts'
import { createProductBook } from './store-products.ts'
import { brokenReferences } from './store-references.ts'
import { dayOf, repeatedSource } from './store-repeated.ts'
import { createSpendStore } from './store-spend.ts'
import { createSubscriptionStore } from './store-subscriptions.ts'
import { createTicketStore } from './store-tickets.ts'
import { createTouchpointStore } from './store-touchpoints.ts'

export type { SourceDraft } from './store-kind.ts'

/** Rows of a kept table that are taken in one turn of the event loop. */
const rowsATurn = 20_000
const lastRows = 5 * rowsATurn

export interface StoredSource {
  source: ImportResult[number]['source']
  rows: RowCounts
  warnings: Warning[]
  /** The first row that was rejected. */
  firstRejected: RejectedDraft | null
}

export interface ImportStore {
  /** Stores one source. `onRows` is told how many rows each batch had; throws `signal.reason` once it is aborted. */
  store(draft: SourceDraft, signal: AbortSignal, onRows: (rows: number) => void): Promise<StoredSource>
  /**
   * Writes what is still held back. To be called once, before the transaction ends. What became of rows may turn out otherwise
   * only now: the counts and warnings that `store` answered are brought up to date. `pause` is called now and then.
   */
  finish(pause?: () => Promise<void>): Promise<void>
  /** Of all order lines that are stored now, where they were added up. To be asked after `finish`. */
  sums(): KnownSums | undefined
}

/** Kinds in the order in which they are stored, so that what they refer to is there: the order of the list of kinds but for who and what. */
export const storingOrder: readonly SourceKind[] = [
  'customers',
  'products',
  ...sourceKinds.filter((kind) => kind !== 'customers' && kind !== 'products')
]

// Each store gets the rows of its own kind alone; the batches of a draft are of the draft's kind.
const factories: Record<SourceKind, (shelf: Shelf) => KindStore<never>> = {
  orders: createFirstOrderStore,
  customers: createCustomerList,
  products: createProductList,
  tickets: createTicketStore,
  touchpoints: createTouchpointStore,
  feedback: createFeedbackStore,
  offers: createOfferStore,
  spend: createSpendStore,
  subscriptions: createSubscriptionStore
}

/**
 * Stores sources of any kind within the transaction of its caller. A row becomes one of: stored (what it is about is new),
 * updated (it was known; the row filled in or changed something), duplicate (nothing in it is new), rejected, or blank.
 *
 * References are not to be checked meanwhile (`checkReferences`): what refers to something may be written before it.
 *
 * @param first lets a drop of many rows fill tables that hold nothing in one go; the result does not depend on it
 * @param cacheLimit how many things of each kind are remembered between rows; the result does not depend on it
 */
export function createImportStore(db: Database, importId: number, first: FirstImport | null = null, cacheLimit?: number): ImportStore {
  const log = importLog(db)
  const scope = { importId, firstSource: log.nextSource(), canonical: mergedInto(db) }
  const customers = createCustomerBook(db, scope, cacheLimit)
  const products = createProductBook(db, scope, cacheLimit)
  const mending = createMending(db)
  const shelf: Shelf = { db, scope, customers, products, mending, cacheLimit, first }
  const begun = new Map<number, StoredSource & { draft: SourceDraft }>()
  const stores = new Map<SourceKind, KindStore<AnyRow>>()

  function storeOf(kind: SourceKind): KindStore<AnyRow> {
    const store = stores.get(kind) ?? (factories[kind](shelf) as unknown as KindStore<AnyRow>)
    stores.set(kind, store)
    return store
  }

  /** Accounts for a file that is once more what it was, rejected rows included; nothing of it is stored. It is read, so that a file that changes meanwhile is noticed. */
  async function known(
    draft: SourceDraft,
    repeated: SameBytes,
    signal: AbortSignal,
    onRows: (rows: number) => void
  ): Promise<StoredSource> {
    const rows: RowCounts = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
    const sourceId = log.beginSource(importId, draft, repeated.sourceId)
    for await (const batch of draft.rows(signal)) {
      signal.throwIfAborted()
      rows.blank += batch.blank
      const read = batch.rows.length + batch.rejected.length + batch.blank
      rows.read += read
      onRows(read)
    }
    rows.rejected = repeatRejected(db, sourceId, repeated.sourceId)
    rows.duplicate = rows.read - rows.blank - rows.rejected
    assertBalanced(rows, draft)
    const example = importing.importOf(repeated.label, dayOf(repeated))
    const warnings = [...draft.warnings, { code: 'import.sameFile', count: 1, example }]
    log.finishSource(sourceId, rows, warnings)
    const { kind, file, sheet } = draft
    return { source: { id: sourceId, kind, file, sheet }, rows, warnings, firstRejected: null }
  }

  return {
    async store(draft, signal, onRows) {
      const repeated = await repeatedSource(log, draft, importId, signal)
      if (repeated !== null) return known(draft, repeated, signal, onRows)
      const broken = await brokenReferences(customers, draft, signal)
      const sourceId = log.beginSource(importId, draft)
      const noticed = new Tally()
      const counts: RowCounts = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
      let firstRejected: RejectedDraft | null = null
      const reject = (row: RejectedDraft) => {
        log.reject(sourceId, row, mending.rejected(row))
        firstRejected ??= row
        counts.rejected++
      }
      const store = storeOf(draft.kind)
      customers.begin(draft.kind, noticed)
      mending.begin(sourceId, draft)
      store.begin({ id: sourceId, draft, noticed })

      const kept = draft.coded === undefined ? null : (store.coded?.(draft.coded) ?? null)
      if (kept !== null && draft.coded !== undefined) {
        const { table, noticed: told } = draft.coded
        let unchanged: Promise<void> | null = null
        for (let from = 0; from < table.rows; from += rowsATurn) {
          // A thread does it beside the last rows.
          if (from + lastRows >= table.rows) unchanged ??= toldLater(table.unchanged(signal, first?.isSame))
          const to = Math.min(from + rowsATurn, table.rows)
          const refused = kept.take(from, to)
          for (const row of refused) reject(row)
          counts.read += to - from
          counts.stored += to - from - refused.length
          onRows(to - from)
          await new Promise(setImmediate)
          signal.throwIfAborted()
        }
        // Rows that are read one by one notice so at the end of their file.
        await (unchanged ?? table.unchanged(signal))
        kept.finish()
        told(kept.tally.warnings)
      }
      for await (const batch of kept === null ? draft.rows(signal) : []) {
        signal.throwIfAborted()
        // Rows are rejected in the order of the file, whatever rejects them.
        const refused: RejectedDraft[] = []
        for (const row of batch.rows) {
          const became = broken(row) ?? store.row(row)
          if (typeof became === 'object') {
            refused.push(became)
            continue
          }
          if (became !== 'pending') counts[became]++
          mending.stored(row)
        }
        for (const row of refused.concat(batch.rejected).sort((a, b) => a.line - b.line)) reject(row)
        counts.blank += batch.blank
        const rows = batch.rows.length + batch.rejected.length + batch.blank
        counts.read += rows
        onRows(rows)
      }
      const { stored = 0, updated = 0, duplicate = 0 } = store.end()
      counts.stored += stored
      counts.updated += updated
      counts.duplicate += duplicate
      customers.endSource()
      products.endSource()
      assertBalanced(counts, draft)
      await store.fill?.(async () => {
        onRows(0)
        await new Promise(setImmediate)
        signal.throwIfAborted()
      })

      store.save()
      for (const { code, count, example } of log.brokenLinks(draft.kind, sourceId)) noticed.add(code, () => example, count)
      const mended = mending.end()
      if (mended !== null) noticed.add('import.mended', () => mended.example, mended.count)
      const warnings = zonesOnce([...draft.warnings, ...noticed.warnings])
      log.finishSource(sourceId, counts, warnings)
      const { kind, file, sheet } = draft
      const answer: StoredSource = { source: { id: sourceId, kind, file, sheet }, rows: counts, warnings, firstRejected }
      begun.set(sourceId, { ...answer, draft })
      return answer
    },

    async finish(pause = async () => {}) {
      for (const store of stores.values()) store.save()
      customers.save()
      products.save()
      const late = new Set<number>()
      for (const store of stores.values()) {
        for (const news of (await store.finish?.(pause)) ?? []) {
          const source = begun.get(news.sourceId)
          if (source === undefined) continue
          takeIn(news, source)
          late.add(news.sourceId)
        }
      }
      for (const id of late) {
        const source = begun.get(id)
        if (source === undefined) continue
        assertBalanced(source.rows, source.draft)
        log.finishSource(id, source.rows, source.warnings)
      }
      log.countNewCustomers(importId, scope.firstSource)
    },
    sums: () => stores.get('orders')?.sums?.() ?? undefined
  }
}

function takeIn(news: LateNews, { rows, warnings }: StoredSource): void {
  if ('warning' in news) {
    const { code, count, example } = news.warning
    const said = warnings.find((warning) => warning.code === code)
    if (said === undefined) warnings.push({ code, count, example })
    else said.count += count
    return
  }
  const duplicates = news.from === 'known' ? Math.min(news.count, rows.duplicate) : 0
  rows.duplicate -= duplicates
  rows[news.from === 'stored' ? 'stored' : 'updated'] -= news.count - duplicates
  rows[news.to === 'known' ? 'duplicate' : news.to] += news.count
}
