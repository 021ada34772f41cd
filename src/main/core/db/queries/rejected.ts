import type { Database } from 'better-sqlite3'

/** Rejected rows of one import, of one source, or of all. */
export interface RejectedFilter {
  importId?: number | undefined
  sourceId?: number | undefined
}

export interface RejectedRecord {
  id: number
  sourceId: number
  file: string
  line: number
  column: string | null
  value: string | null
  code: string
  raw: string[]
}

const columns = 'r.id, r.source_id AS sourceId, s.file, r.line, r.column_name AS "column", r.value, r.code, r.raw'
const condition = '(@importId IS NULL OR s.import_id = @importId) AND (@sourceId IS NULL OR s.id = @sourceId)'

const bound = ({ importId, sourceId }: RejectedFilter) => ({ importId: importId ?? null, sourceId: sourceId ?? null })

/** How many there are. O(sources): each knows its own. */
export function countRejected(db: Database, filter: RejectedFilter): number {
  return (
    db.prepare<[object], number>(`SELECT COALESCE(SUM(rows_rejected), 0) FROM source s WHERE ${condition}`).pluck().get(bound(filter)) ?? 0
  )
}

/** In the order of import. O(offset + limit). */
export function rejectedPage(db: Database, filter: RejectedFilter, offset: number, limit: number): RejectedRecord[] {
  return db
    .prepare<[object], Omit<RejectedRecord, 'raw'> & { raw: string }>(
      `SELECT ${columns} FROM source s CROSS JOIN rejected_row r ON r.source_id = s.id
       WHERE ${condition} ORDER BY s.id, r.id LIMIT @limit OFFSET @offset`
    )
    .all({ ...bound(filter), limit, offset })
    .map((row) => ({ ...row, raw: JSON.parse(row.raw) }))
}

/** Names of the columns of their sources, each once; one entry if all have the same. */
export function rejectedHeaders(db: Database, filter: RejectedFilter): string[][] {
  return db
    .prepare<[object], string>(`SELECT DISTINCT header FROM source s WHERE rows_rejected > 0 AND ${condition}`)
    .pluck()
    .all(bound(filter))
    .map((header) => JSON.parse(header))
}
