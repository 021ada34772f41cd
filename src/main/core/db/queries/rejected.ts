import type { Database } from 'better-sqlite3'

/** Rejected rows of one import or of one source; without either, those of the workspace that are open, each once. */
export interface RejectedFilter {
  importId?: number | undefined
  sourceId?: number | undefined
}

export interface RejectedRecord {
  id: number
  sourceId: number
  file: string
  sheet: string | null
  line: number
  column: string | null
  value: string | null
  code: string
  raw: string[]
  settled: 'again' | 'mended' | null
}

const columns = `r.id, r.source_id AS sourceId, COALESCE(r.of_file, s.file) AS file,
  CASE WHEN r.of_file IS NULL THEN s.sheet ELSE r.of_sheet END AS sheet, COALESCE(r.of_line, r.line) AS line,
  r.column_name AS "column", r.value, r.code, r.raw, r.settled`
const condition = '(@importId IS NULL OR s.import_id = @importId) AND (@sourceId IS NULL OR s.id = @sourceId)'
const shown = `${condition} AND (COALESCE(@importId, @sourceId) IS NOT NULL OR r.settled IS NULL)`

const bound = ({ importId, sourceId }: RejectedFilter) => ({ importId: importId ?? null, sourceId: sourceId ?? null })

/** How many there are. O(sources), or of the workspace O(rejected rows). */
export function countRejected(db: Database, filter: RejectedFilter): number {
  const sql =
    filter.importId === undefined && filter.sourceId === undefined
      ? 'SELECT COUNT(*) FROM rejected_row WHERE settled IS NULL'
      : `SELECT COALESCE(SUM(rows_rejected), 0) FROM source s WHERE ${condition}`
  return db.prepare<[object], number>(sql).pluck().get(bound(filter)) ?? 0
}

/** In the order of import. O(offset + limit). */
export function rejectedPage(db: Database, filter: RejectedFilter, offset: number, limit: number): RejectedRecord[] {
  return db
    .prepare<[object], Omit<RejectedRecord, 'raw'> & { raw: string }>(
      `SELECT ${columns} FROM source s CROSS JOIN rejected_row r ON r.source_id = s.id
       WHERE ${shown} ORDER BY s.id, r.id LIMIT @limit OFFSET @offset`
    )
    .all({ ...bound(filter), limit, offset })
    .map((row) => ({ ...row, raw: JSON.parse(row.raw) }))
}

/** Names of the columns of the sources that have some, each once; one entry if all have the same. */
export function rejectedHeaders(db: Database, filter: RejectedFilter): string[][] {
  return db
    .prepare<[object], string>(
      `SELECT DISTINCT s.header FROM source s JOIN rejected_row r ON r.source_id = s.id WHERE r.settled IS NOT 'mended' AND ${shown}`
    )
    .pluck()
    .all(bound(filter))
    .map((header) => JSON.parse(header))
}
