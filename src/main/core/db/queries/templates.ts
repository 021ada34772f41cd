import type { Database } from 'better-sqlite3'
import { Mapping } from '../../../../shared/model/import.ts'

/** A template that the user made, as the workspace keeps it. */
export interface StoredTemplate {
  id: number
  name: string
  header: string[]
  mapping: Mapping
  createdAt: number
  usedAt: number | null
}

interface Row {
  id: number
  name: string
  header: string
  mapping: string
  createdAt: number
  usedAt: number | null
}

const columns = 'id, name, header, mapping, created_at AS createdAt, used_at AS usedAt'

export function listTemplates(db: Database): StoredTemplate[] {
  const rows = db.prepare<[], Row>(`SELECT ${columns} FROM mapping_template ORDER BY name COLLATE NOCASE, id`).all()
  return rows.map(({ header, mapping, ...rest }) => ({ ...rest, header: JSON.parse(header), mapping: Mapping.parse(JSON.parse(mapping)) }))
}

/** Keeps a template; one for the same header is replaced and keeps its number. Fails when another header has the name. */
export function saveTemplate(db: Database, template: Omit<StoredTemplate, 'id' | 'usedAt'> & { signature: string }): number {
  const { name, signature, header, mapping, createdAt } = template
  return db
    .prepare<unknown[], number>(
      `INSERT INTO mapping_template (name, signature, header, mapping, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (signature) DO UPDATE SET name = excluded.name, header = excluded.header, mapping = excluded.mapping
       RETURNING id`
    )
    .pluck()
    .get(name, signature, JSON.stringify(header), JSON.stringify(mapping), createdAt) as number
}

/** Whether another header than this one has a template of the name. */
export function isNameTaken(db: Database, name: string, besides: { signature?: string; id?: number }): boolean {
  return (
    db
      .prepare('SELECT 1 FROM mapping_template WHERE name = ? AND signature IS NOT ? AND id IS NOT ?')
      .get(name, besides.signature ?? null, besides.id ?? null) !== undefined
  )
}

/** Whether there was such a template. */
export function renameTemplate(db: Database, id: number, name: string): boolean {
  return db.prepare('UPDATE mapping_template SET name = ? WHERE id = ?').run(name, id).changes > 0
}

export function deleteTemplate(db: Database, id: number): boolean {
  return db.prepare('DELETE FROM mapping_template WHERE id = ?').run(id).changes > 0
}

/** Puts down that templates were used; seconds since 1970 (UTC). */
export function markTemplatesUsed(db: Database, ids: readonly number[], at: number): void {
  const update = db.prepare('UPDATE mapping_template SET used_at = ? WHERE id = ?')
  for (const id of ids) update.run(at, id)
}
