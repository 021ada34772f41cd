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
}

export interface NewRejectedRow {
  line: number
  column: string | null
  value: string | null
  code: string
  raw: readonly string[]
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
    `INSERT INTO source (id, import_id, kind, file, sheet, bytes, fingerprint, header, mapping, warnings,
                         rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 0, 0, 0, 0, 0, 0)`
  )
  const finishSource = db.prepare(
    `UPDATE source SET warnings = ?, rows_read = ?, rows_stored = ?, rows_updated = ?, rows_duplicate = ?, rows_rejected = ?, rows_blank = ?
     WHERE id = ?`
  )
  const insertRejected = db.prepare(
    'INSERT INTO rejected_row (source_id, line, column_name, value, code, raw, of_file, of_line) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  )
  const sameBytes = db
    .prepare<[string, string | null, number], string>(
      `SELECT i.label FROM source s JOIN import i ON i.id = s.import_id
     WHERE s.fingerprint = ? AND s.sheet IS ? AND s.id < ? ORDER BY s.id DESC LIMIT 1`
    )
    .pluck()

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
    beginSource(importId: number, s: NewSource): number {
      const id = nextSource.get() ?? 1
      const texts = [JSON.stringify(s.header), JSON.stringify(s.mapping)]
      insertSource.run(id, importId, s.kind, s.file, s.sheet, s.bytes, s.fingerprint, ...texts)
      return id
    },
    finishSource: (id: number, r: RowCounts, warnings: readonly Warning[]): void =>
      void finishSource.run(JSON.stringify(warnings), r.read, r.stored, r.updated, r.duplicate, r.rejected, r.blank, id),

    /** `of`: where the row stood when it was first rejected, if that is elsewhere. */
    reject: (sourceId: number, r: NewRejectedRow, of: { file: string; line: number } | null = null): void =>
      void insertRejected.run(sourceId, r.line, r.column, r.value, r.code, JSON.stringify(r.raw), of?.file ?? null, of?.line ?? null),

    /** Rows of the source that name an order or a ticket which is not there. O(rows of the kind). */
    brokenLinks: (kind: SourceKind, sourceId: number): Warning[] => brokenLinks(db, kind, sourceId),

    /** Label of the newest earlier import that held the same bytes (and sheet); undefined if none did. */
    importedBefore: (s: NewSource, sourceId: number): string | undefined => sameBytes.get(s.fingerprint, s.sheet, sourceId)
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
