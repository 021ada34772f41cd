import type { Database } from 'better-sqlite3'
import type { Warning } from '../../../shared/model/common.ts'
import type { Field, Mapping } from '../../../shared/model/import.ts'
import type { RowCounts } from '../../../shared/model/source.ts'
import type { ImportScope, Outcome } from '../db/entities/book.ts'
import type { FreshFiller } from '../db/queries/fresh-rows.ts'
import type { NewSource } from '../db/queries/import-log.ts'
import type { KnownSums } from '../db/queries/summaries.ts'
import type { CodedTable } from '../import/coded/coded-table.ts'
import type { Tally } from '../import/conversion/tally.ts'
import type { WholeFile } from '../import/file-bytes.ts'
import type { AnyRow, ConversionRules, ConvertedBatch, RejectedDraft, RejectedOrigin, Scaled } from '../import/types.ts'
import type { ImportHelper } from './import-work.ts'
import { shortest } from './store-content.ts'
import type { CustomerBook } from './store-customers.ts'
import type { Mending } from './store-mended.ts'
import type { ProductBook } from './store-products.ts'

/** One file or sheet that is to be stored. */
export interface SourceDraft extends NewSource {
  warnings: Warning[]
  /** Of feedback, by type: the best possible score. */
  scales?: Record<string, number> | undefined
  /** Of orders: the currency of those that name none. */
  currency?: string | undefined
  /** Of tickets: they have several rows each, one an event. */
  isLog?: true | undefined
  /** Of a file of rejected rows that were exported: where each row of it was rejected, by its line. Filled as the rows are read. */
  origins?: ReadonlyMap<number, RejectedOrigin> | undefined
  /** Whether its rows are the same as with this reading of an earlier import of the same bytes. */
  readsAlike(reading: string, signal: AbortSignal): Promise<boolean>
  /** All rows as they were read first, if they were kept; `noticed` is told what their conversion noticed, once. */
  coded?: { table: CodedTable; rules: ConversionRules; noticed: (warnings: readonly Warning[]) => void } | undefined
  /** The rows, typed or rejected. Each call reads the file anew. */
  rows(signal: AbortSignal): AsyncIterable<ConvertedBatch>
}

/** What the stores of all kinds share within one import. */
export interface Shelf {
  db: Database
  scope: ImportScope
  customers: CustomerBook
  products: ProductBook
  mending: Mending
  /** How many things are remembered between rows, each; the result does not depend on it. */
  cacheLimit: number | undefined
  /** How tables that hold nothing are filled; null: row by row. */
  first: FirstImport | null
}

/** A drop that may fill tables which hold nothing. */
export interface FirstImport {
  fill: FreshFiller['fill']
  /** How many it has, about. */
  rows: number
  /** Bytes of memory that its texts may take. */
  mostText: number
  /** A thread that takes work off this one. */
  helper: ImportHelper
  /** Whether a file holds what it held, which the thread finds out; no if there is none. */
  isSame: (file: WholeFile) => Promise<boolean>
}

export type Became = 'stored' | 'updated' | 'duplicate'

/** What is known of rows of a source only when the whole drop is read: what they are after all, and what is to be told. */
export type LateNews =
  /** `known`: a duplicate, or else updated. */
  { sourceId: number; from: 'stored' | 'known'; to: 'stored' | 'updated' | 'known'; count: number } | { sourceId: number; warning: Warning }

/** Takes in rows of a table that was kept. */
export interface CodedRows {
  /** Those from `from` up to `to`: all are stored but the ones that it answers, in their order. */
  take(from: number, to: number): RejectedDraft[]
  /** After the last row: brings the warnings up to date. */
  finish(): void
  readonly tally: Tally
}

/** Stores the rows of one kind, source after source. */
export interface KindStore<R extends AnyRow = AnyRow> {
  /** From here on rows belong to this source. */
  begin(source: { id: number; draft: SourceDraft; noticed: Tally }): void
  /** `pending`: counted by `end`. */
  row(row: R): Became | 'pending' | RejectedDraft
  /** After the last row of the source: what is to be added to its counts. */
  end(): Partial<Record<Became, number>>
  /** Where rows that were kept can be taken in without being made one by one: how. To be asked after `begin`. */
  coded?(rows: NonNullable<SourceDraft['coded']>): CodedRows | null
  /** After `end`: writes what was held back because there is much of it. `pause` as in `finish`. */
  fill?(pause: () => Promise<void>): Promise<void>
  /** Writes what is still held back. */
  save(): void
  /** Of all order lines that are stored now, where they were added up. To be asked at the end. */
  sums?(): KnownSums | null
  /** After the last source, and after `save`. `pause` lets others have their turn, and throws if the import was cancelled. */
  finish?(pause: () => Promise<void>): Promise<LateNews[]>
}

/** Rows that are remembered of kinds whose rows hold long texts. */
export const fewEntries = 4_000

/** What a row became that speaks of several things: the first decides whether it is new. */
export function becameOf(outcomes: readonly Outcome[], otherwiseChanged = false): Became {
  if (outcomes[0] === 'new') return 'stored'
  return otherwiseChanged || outcomes.some((outcome) => outcome !== 'same') ? 'updated' : 'duplicate'
}

/** Rows that changed something which in the end is as it was are nothing new. */
export function takenBack(rows: number): Partial<Record<Became, number>> {
  return { updated: -rows, duplicate: rows }
}

/** Header of the column that holds the field. */
export function headerOf({ columns }: Mapping, field: Field): string | null {
  return Object.keys(columns).find((header) => columns[header] === field) ?? null
}

/** An amount as statements hold it: decimal text with as few decimals as it needs. */
export function amountText(amount: Scaled | null | undefined): string | null {
  if (amount === null || amount === undefined) return null
  const { units, decimals } = shortest(amount)
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return units < 0 ? `-${text}` : text
}

/** Yes and no as SQLite has them. */
export function bit(value: boolean | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value)
}

/** `read = stored + updated + duplicate + rejected + blank`: a row that is unaccounted for is a defect of this code. */
export function assertBalanced({ read, stored, updated, duplicate, rejected, blank }: RowCounts, { file }: SourceDraft): void {
  const sum = stored + updated + duplicate + rejected + blank
  if (read !== sum || updated < 0) throw new Error(`${file}: ${read} rows were read, but ${sum} are accounted for`)
}
