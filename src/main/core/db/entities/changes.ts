import type { Database } from 'better-sqlite3'
import { parseStatement, type Statement } from './fold.ts'
import type { EntityName } from './tables.ts'

/** Stands for an import where the user speaks. */
export const userImport = 0

/** What one import said of a thing that several speak of. */
export interface Change {
  importId: number
  sourceId: number | null
  /** Null: the same as the first import. */
  statement: Statement | null
}

export interface ChangeStatements {
  /** In the order in which they count: imports as they came, then the user. Empty where one import alone speaks of the thing. */
  of(entity: EntityName, id: number): Change[]
  /** `said`: text of a statement. */
  put(entity: EntityName, id: number, importId: number, sourceId: number | null, said: string | null): void
  /** The same, unless the import has spoken already. */
  add(entity: EntityName, id: number, importId: number, sourceId: number | null, said: string | null): void
  remove(entity: EntityName, id: number, importId: number): void
  importOf(sourceId: number): number
}

/** Prepared statements over what imports said. Each O(log n + imports that speak of the thing). */
export function changeStatements(db: Database): ChangeStatements {
  const of = db
    .prepare<[string, number], [number, number | null, string | null]>(
      `SELECT import_id, source_id, said FROM import_change WHERE entity = ? AND entity_id = ? ORDER BY import_id = ${userImport}, import_id`
    )
    .raw()
  const any = db.prepare<[string], number>('SELECT 1 FROM import_change WHERE entity = ? LIMIT 1').pluck()
  /** Entities of which it is known that there is something. */
  const filled = new Set<EntityName>()
  const isEmpty = (entity: EntityName): boolean => {
    if (filled.has(entity)) return false
    if (any.get(entity) === undefined) return true
    filled.add(entity)
    return false
  }
  const insert = 'INSERT INTO import_change (entity, entity_id, import_id, source_id, said) VALUES (?, ?, ?, ?, ?)'
  const put = db.prepare(`${insert} ON CONFLICT DO UPDATE SET said = excluded.said`)
  const add = db.prepare(`${insert} ON CONFLICT DO NOTHING`)
  const remove = db.prepare('DELETE FROM import_change WHERE entity = ? AND entity_id = ? AND import_id = ?')
  const importOf = db.prepare<[number], number>('SELECT import_id FROM source WHERE id = ?').pluck()
  const imports = new Map<number, number>()
  return {
    of(entity, id) {
      if (isEmpty(entity)) return []
      return of
        .all(entity, id)
        .map(([importId, sourceId, said]) => ({ importId, sourceId, statement: said === null ? null : parseStatement(said) }))
    },
    put: (...row) => void put.run(...row),
    add: (...row) => void add.run(...row),
    remove: (...row) => void remove.run(...row),
    importOf(sourceId) {
      const known = imports.get(sourceId) ?? importOf.get(sourceId)
      if (known === undefined) throw new RangeError(`no source ${sourceId}`)
      imports.set(sourceId, known)
      return known
    }
  }
}
