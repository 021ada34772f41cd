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
  const insertImport = db.prepare('INSERT INTO import (label, imported_at, new_customers) VALUES (?, ?, 0)')
  const finishImport = db.prepare('UPDATE import SET new_customers = ? WHERE id = ?')
  const insertSource = db.prepare(
    `INSERT INTO source (import_id, kind, file, sheet, bytes, fingerprint, header, mapping, warnings,
                         rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, '[]', 0, 0, 0, 0, 0, 0)`
  )
  const finishSource = db.prepare(
    `UPDATE source SET warnings = ?, rows_read = ?, rows_stored = ?, rows_updated = ?, rows_duplicate = ?, rows_rejected = ?, rows_blank = ?
     WHERE id = ?`
  )
  const insertRejected = db.prepare('INSERT INTO rejected_row (source_id, line, column_name, value, code, raw) VALUES (?, ?, ?, ?, ?, ?)')
  const sameBytes = db
    .prepare<[string, string | null, number], string>(
      `SELECT i.label FROM source s JOIN import i ON i.id = s.import_id
     WHERE s.fingerprint = ? AND s.sheet IS ? AND s.id < ? ORDER BY s.id DESC LIMIT 1`
    )
    .pluck()

  return {
    beginImport: (label: string, importedAt: number): number => Number(insertImport.run(label, importedAt).lastInsertRowid),
    finishImport: (id: number, newCustomers: number): void => void finishImport.run(newCustomers, id),

    beginSource: (importId: number, s: NewSource): number =>
      Number(
        insertSource.run(importId, s.kind, s.file, s.sheet, s.bytes, s.fingerprint, JSON.stringify(s.header), JSON.stringify(s.mapping))
          .lastInsertRowid
      ),
    finishSource: (id: number, r: RowCounts, warnings: readonly Warning[]): void =>
      void finishSource.run(JSON.stringify(warnings), r.read, r.stored, r.updated, r.duplicate, r.rejected, r.blank, id),

    reject: (sourceId: number, r: NewRejectedRow): void =>
      void insertRejected.run(sourceId, r.line, r.column, r.value, r.code, JSON.stringify(r.raw)),

    /** Label of the newest earlier import that held the same bytes (and sheet); undefined if none did. */
    importedBefore: (s: NewSource, sourceId: number): string | undefined => sameBytes.get(s.fingerprint, s.sheet, sourceId)
  }
}
