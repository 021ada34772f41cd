import type { Database } from 'better-sqlite3'
import type { Warning } from '../../../../shared/model/common.ts'
import type { Mapping } from '../../../../shared/model/import.ts'
import type { RowCounts, SourceKind } from '../../../../shared/model/source.ts'

export interface NewSource {
  kind: SourceKind
  file: string
  sheet: string | null
  bytes: number
  /** SHA-256 of the file's bytes, hex. */
  fingerprint: string
  /** Names of the columns, in the order of the cells. */
  header: readonly string[]
  mapping: Mapping
  /** How its cells were read, as JSON. */
  reading: string
}

/** An earlier source of the same bytes (and sheet). */
export interface SameBytes {
  sourceId: number
  importId: number
  label: string
  /** Seconds since 1970 (UTC). */
  importedAt: number
  /** Null: not kept of an import of long ago. */
  reading: string | null
  kind: SourceKind
  columns: Record<string, string>
}

export interface NewRejectedRow {
  line: number
  column: string | null
  value: string | null
  code: string
  raw: readonly string[]
}

/** Which rejected row it was: where it stood, and its cells as JSON. */
export interface FirstRejected {
  file: string
  sheet: string | null
  line: number
  raw: string
}

/** Statements that write down what was imported. */
export function importLog(db: Database) {
  const insertImport = db.prepare('INSERT INTO import (id, label, imported_at, new_customers) VALUES (?, ?, ?, 0)')
  // Numbers of imports that were undone are not given again: somebody may still know them.
  const nextImport = db
    .prepare<[], number>('SELECT MAX(COALESCE((SELECT MAX(id) FROM import), 0), COALESCE((SELECT MAX(id) FROM undone_import), 0)) + 1')
    .pluck()
  const nextSource = db
    .prepare<[], number>(
      'SELECT MAX(COALESCE((SELECT MAX(id) FROM source), 0), COALESCE((SELECT MAX(last_source) FROM undone_import), 0)) + 1'
    )
    .pluck()
  const countNewCustomers = db.prepare(
    'UPDATE import SET new_customers = (SELECT COUNT(*) FROM customer WHERE source_id >= ?) WHERE id = ?'
  )
  const insertSource = db.prepare(
    `INSERT INTO source (id, import_id, kind, file, sheet, bytes, fingerprint, header, mapping, reading, repeats, warnings,
                         rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 0, 0, 0, 0, 0, 0)`
  )
  const finishSource = db.prepare(
    `UPDATE source SET warnings = ?, rows_read = ?, rows_stored = ?, rows_updated = ?, rows_duplicate = ?, rows_rejected = ?, rows_blank = ?
     WHERE id = ?`
  )
  const insertRejected = db.prepare(
    'INSERT INTO rejected_row (source_id, line, column_name, value, code, raw, of_file, of_line, of_sheet, of_raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
  )
  // What was held back because of another import’s orders may go in now.
  const sameBytes = db.prepare<[string, string | null, number], Omit<SameBytes, 'columns'> & { mapping: string }>(
    `SELECT s.id AS sourceId, i.id AS importId, i.label, i.imported_at AS importedAt, s.reading, s.kind, s.mapping
     FROM source s JOIN import i ON i.id = s.import_id
     WHERE s.fingerprint = ? AND s.sheet IS ? AND i.id < ? AND s.repeats IS NULL AND NOT EXISTS (
       SELECT 1 FROM rejected_row r WHERE r.source_id = s.id AND r.code = 'import.reject.orderCurrencyConflict')
     ORDER BY s.id DESC`
  )

  return {
    beginImport(label: string, importedAt: number): number {
      const id = nextImport.get() ?? 1
      insertImport.run(id, label, importedAt)
      return id
    },
    /** Of sources from this one on. */
    countNewCustomers: (id: number, firstSource: number): void => void countNewCustomers.run(firstSource, id),

    /** The number that the next source will have. */
    nextSource: (): number => nextSource.get() ?? 1,
    /** `repeats`: the earlier source that it is once more. */
    beginSource(importId: number, s: NewSource, repeats: number | null = null): number {
      const id = nextSource.get() ?? 1
      const texts = [JSON.stringify(s.header), JSON.stringify(s.mapping), s.reading, repeats]
      insertSource.run(id, importId, s.kind, s.file, s.sheet, s.bytes, s.fingerprint, ...texts)
      return id
    },
    finishSource: (id: number, r: RowCounts, warnings: readonly Warning[]): void =>
      void finishSource.run(JSON.stringify(warnings), r.read, r.stored, r.updated, r.duplicate, r.rejected, r.blank, id),

    /** `of`: the row as it was first rejected, if that is elsewhere. */
    reject(sourceId: number, r: NewRejectedRow, of: FirstRejected | null = null): void {
      const first = [of?.file ?? null, of?.line ?? null, of?.sheet ?? null, of?.raw ?? null]
      insertRejected.run(sourceId, r.line, r.column, r.value, r.code, JSON.stringify(r.raw), ...first)
    },

    /** Rows of the source that name an order or a ticket which is not there. O(rows of the kind). */
    brokenLinks: (kind: SourceKind, sourceId: number): Warning[] => brokenLinks(db, kind, sourceId),

    /** Sources of earlier imports that brought the same bytes (and sheet), the newest first. */
    sameBytes: ({ fingerprint, sheet }: NewSource, importId: number): SameBytes[] =>
      sameBytes
        .all(fingerprint, sheet, importId)
        .map(({ mapping, ...rest }) => ({ ...rest, columns: (JSON.parse(mapping) as Mapping).columns }))
  }
}

const links: Partial<Record<SourceKind, { table: string; column: string; to: string; code: string }[]>> = {
  tickets: [{ table: 'ticket', column: 'order_number', to: 'orders', code: 'import.unknownOrder' }],
  touchpoints: [{ table: 'touchpoint', column: 'order_number', to: 'orders', code: 'import.unknownOrder' }],
  offers: [{ table: 'offer_response', column: 'order_number', to: 'orders', code: 'import.unknownOrder' }],
  feedback: [
    { table: 'feedback', column: 'order_number', to: 'orders', code: 'import.unknownOrder' },
    { table: 'feedback', column: 'ticket_number', to: 'ticket', code: 'import.unknownTicket' }
  ]
}

function brokenLinks(db: Database, kind: SourceKind, sourceId: number): Warning[] {
  return (links[kind] ?? []).flatMap(({ table, column, to, code }) => {
    const found = db
      .prepare<[number], { count: number; example: string | null }>(
        `SELECT COUNT(*) AS count, MIN(t.${column}) AS example FROM ${table} t
         WHERE t.source_id = ? AND t.${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${to} o WHERE o.number = t.${column})`
      )
      .get(sourceId)
    return found === undefined || found.count === 0 ? [] : [{ code, count: found.count, example: found.example ?? '' }]
  })
}
