import * as z from 'zod'
import { Epoch, Warning } from './common.ts'
import { sourceKinds } from './kinds.ts'

export const SourceKind = z.enum(sourceKinds)
export type SourceKind = z.infer<typeof SourceKind>

/** `read = stored + updated + duplicate + rejected + blank`; the database checks it too. */
export const RowCounts = z.object({
  read: z.int(),
  stored: z.int(),
  updated: z.int(),
  duplicate: z.int(),
  rejected: z.int(),
  blank: z.int()
})
export type RowCounts = z.infer<typeof RowCounts>

/** One imported file or sheet. */
export const Source = z.object({
  id: z.int(),
  /** The drop or command it came with. */
  importId: z.int(),
  kind: SourceKind,
  file: z.string(),
  sheet: z.string().nullable(),
  importedAt: Epoch,
  rows: RowCounts,
  /** How many of its rejected rows are mended by now. */
  mended: z.int(),
  warnings: z.array(Warning)
})
export type Source = z.infer<typeof Source>

/** One drop: all its sources were stored in one transaction. */
export const ImportGroup = z.object({
  id: z.int(),
  label: z.string(),
  importedAt: Epoch,
  rows: RowCounts,
  mended: z.int(),
  warnings: z.array(Warning),
  sources: z.array(Source)
})
export type ImportGroup = z.infer<typeof ImportGroup>

export const RejectedRow = z.object({
  id: z.int(),
  sourceId: z.int(),
  /** Where it was rejected first: a mended row that is still wrong keeps the place of the row that it comes from. */
  file: z.string(),
  /** 1-based line (CSV: of the row's first line) or sheet row. */
  line: z.int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  /** Catalogue key of the reason, and the sentence. */
  code: z.string(),
  reason: z.string(),
  raw: z.array(z.string()),
  /** `again`: the same row stands elsewhere in the list of all; null: it is open. */
  settled: z.enum(['again', 'mended']).nullable()
})
export type RejectedRow = z.infer<typeof RejectedRow>

/** What came of undoing an import. */
export const UndoReport = z.object({
  import: z.object({ id: z.int(), label: z.string() }),
  removed: z.object({
    customers: z.int(),
    products: z.int(),
    orders: z.int(),
    orderLines: z.int(),
    tickets: z.int(),
    touchpoints: z.int(),
    feedback: z.int(),
    offerResponses: z.int(),
    spendRows: z.int(),
    subscriptions: z.int(),
    rejectedRows: z.int()
  }),
  /** Things that other imports speak of too and that read otherwise now: as these others say. */
  restored: z.int(),
  /** Rows that other imports hold as well; they stay, and count as stored by these. */
  stayed: z.int(),
  /** Codes of customers whom no import knows any more, kept because the user changed them. */
  keptCustomers: z.array(z.string()),
  /** Customers who were merged with one that is gone, by code. */
  dissolvedMerges: z.array(z.string()),
  /** Later imports that brought the same file again, of which nothing was stored: they go as well. */
  repeats: z.array(z.object({ id: z.int(), label: z.string(), importedAt: Epoch })),
  /** Rows of later imports that were rejected because of it and may be dropped in again. */
  rejectedBecauseOf: z.int(),
  /** Runs that had its rows among their input. */
  runs: z.int()
})
export type UndoReport = z.infer<typeof UndoReport>
