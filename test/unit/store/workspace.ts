import Database from 'better-sqlite3'
import { migrateNew } from '../../../src/main/core/db/migrate.ts'
import type { TaskContext } from '../../../src/main/core/jobs/types.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'
import type { SourceDraft } from '../../../src/main/core/tasks/store-source.ts'
import type { ImportResult } from '../../../src/shared/model/import.ts'
import type { RowCounts } from '../../../src/shared/model/source.ts'

export type Db = Database.Database

export function emptyWorkspace(): Db {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrateNew(db)
  return db
}

export const quiet: TaskContext = { signal: new AbortController().signal, onProgress: () => {}, now: () => 0 }

let imports = 0

/** One drop of these sources, each group mapped alike. */
export function importGroups(db: Db, groups: SourceDraft[][], ctx: TaskContext = quiet): Promise<ImportResult> {
  return storeImport(db, { label: `drop ${++imports}`, importedAt: imports, groups, rows: 0 }, ctx)
}

/** One drop of one group; answers what became of the rows of each source. */
export async function importSources(db: Db, ...drafts: SourceDraft[]): Promise<RowCounts[]> {
  return (await importGroups(db, [drafts])).map(({ rows }) => rows)
}

export const all = <T = Record<string, unknown>>(db: Db, sql: string, ...params: unknown[]): T[] =>
  db.prepare<unknown[], T>(sql).all(...params)
export const value = (db: Db, sql: string, ...params: unknown[]): unknown =>
  db
    .prepare(sql)
    .pluck()
    .get(...params)
