import type { Database } from 'better-sqlite3'
import type { Warning } from '../../../../shared/model/common.ts'
import type { ImportResult } from '../../../../shared/model/import.ts'
import type { ImportGroup, RowCounts, Source, SourceKind, UndoReport } from '../../../../shared/model/source.ts'
import { warningKey } from '../../../../shared/warning-key.ts'
import { exactText } from './money.ts'

interface SourceRecord extends RowCounts {
  id: number
  importId: number
  kind: SourceKind
  file: string
  sheet: string | null
  mended: number
  warnings: string
  label: string
  importedAt: number
}

const countColumns = `rows_read AS read, rows_stored AS stored, rows_updated AS updated, rows_duplicate AS duplicate,
  rows_rejected AS rejected, rows_blank AS blank`

/** All imports with their sources, the newest first. O(sources + rejected rows). */
export function listImports(db: Database): ImportGroup[] {
  const records = db
    .prepare<[], SourceRecord>(
      `SELECT s.id, s.import_id AS importId, s.kind, s.file, s.sheet, s.warnings, i.label, i.imported_at AS importedAt, ${countColumns},
              (SELECT COUNT(*) FROM rejected_row r WHERE r.source_id = s.id AND r.settled = 'mended') AS mended
       FROM source s JOIN import i ON i.id = s.import_id ORDER BY i.id DESC, s.id`
    )
    .all()
  const groups = new Map<number, ImportGroup>()
  for (const { label, importId, importedAt, warnings, mended, id, kind, file, sheet, ...rows } of records) {
    const source: Source = { id, importId, kind, file, sheet, importedAt, rows, mended, warnings: JSON.parse(warnings) }
    const group = groups.get(importId)
    if (group === undefined) {
      groups.set(importId, { id: importId, label, importedAt, rows: { ...rows }, mended, warnings: source.warnings, sources: [source] })
      continue
    }
    group.rows = sum(group.rows, rows)
    group.mended += mended
    group.warnings = combine(group.warnings, source.warnings)
    group.sources.push(source)
  }
  return [...groups.values()]
}

function sum(a: RowCounts, b: RowCounts): RowCounts {
  return {
    read: a.read + b.read,
    stored: a.stored + b.stored,
    updated: a.updated + b.updated,
    duplicate: a.duplicate + b.duplicate,
    rejected: a.rejected + b.rejected,
    blank: a.blank + b.blank
  }
}

/** The same warning of several sources becomes one, with the example of the first. */
function combine(known: readonly Warning[], more: readonly Warning[]): Warning[] {
  const combined = new Map(known.map((warning) => [warningKey(warning), warning]))
  for (const warning of more) {
    const same = combined.get(warningKey(warning))
    combined.set(warningKey(warning), same === undefined ? warning : { ...same, count: same.count + warning.count })
  }
  return [...combined.values()]
}

/** The number of the newest import; 0: there is none. */
export function newestImport(db: Database): number {
  return db.prepare<[], number>('SELECT COALESCE(MAX(id), 0) FROM import').pluck().get() ?? 0
}

/** What became of the sources of the import that was begun at that moment and has a number above `after`; undefined: it is not there. */
export function storedImport(db: Database, importedAt: number, after: number): ImportResult | undefined {
  const id = db
    .prepare<[number, number], number>('SELECT MAX(id) FROM import WHERE imported_at = ? AND id > ?')
    .pluck()
    .get(importedAt, after)
  return listImports(db)
    .find((group) => group.id === id)
    ?.sources.map(({ id: source, kind, file, sheet, rows, warnings }) => ({ source: { id: source, kind, file, sheet }, rows, warnings }))
}

/** What came of undoing an import; undefined: it was not undone. */
export function storedUndo(db: Database, importId: number): UndoReport | undefined {
  const report = db.prepare<[number], string>('SELECT report FROM undone_import WHERE id = ?').pluck().get(importId)
  return report === undefined ? undefined : ({ repeats: [], ...JSON.parse(report) } as UndoReport)
}

/** Whether there is such an import or source. */
export function sourceExists(db: Database, which: { importId?: number | undefined; sourceId?: number | undefined }): boolean {
  const { importId = null, sourceId = null } = which
  return (
    db
      .prepare('SELECT 1 FROM source WHERE (? IS NULL OR import_id = ?) AND (? IS NULL OR id = ?) LIMIT 1')
      .pluck()
      .get(importId, importId, sourceId, sourceId) === 1
  )
}

/** Rows of all sources, and the exact sum of all stored amounts by currency. O(sources). */
export function importTotals(db: Database): { rows: RowCounts; amounts: { currency: string; total: string }[] } {
  const rows = db
    .prepare<[], RowCounts>(
      `SELECT COALESCE(SUM(rows_read), 0) AS read, COALESCE(SUM(rows_stored), 0) AS stored, COALESCE(SUM(rows_updated), 0) AS updated,
              COALESCE(SUM(rows_duplicate), 0) AS duplicate, COALESCE(SUM(rows_rejected), 0) AS rejected, COALESCE(SUM(rows_blank), 0) AS blank
       FROM source`
    )
    .get()
  const currencies = db
    .prepare<[], { code: string; net: bigint; decimals: bigint }>('SELECT code, net, decimals FROM currency ORDER BY lines DESC, code')
    .safeIntegers()
    .all()
  return {
    rows: rows ?? { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 },
    amounts: currencies.map(({ code, net, decimals }) => ({ currency: code, total: exactText(net, Number(decimals)) }))
  }
}
