import type { Database } from 'better-sqlite3'
import type { Mapping } from '../../../../shared/model/import.ts'

/** How each source of an import was read: the columns of its file, and what they were taken for. O(sources of the import). */
export function importMappings(db: Database, importId: number): { header: string[]; mapping: Mapping }[] {
  return db
    .prepare<[number], { header: string; mapping: string }>('SELECT header, mapping FROM source WHERE import_id = ? ORDER BY id')
    .all(importId)
    .map(({ header, mapping }) => ({ header: JSON.parse(header) as string[], mapping: JSON.parse(mapping) as Mapping }))
}
