import type { Database } from 'better-sqlite3'
import { entityNames } from '../entities/tables.ts'

/** Fewer rows are put into an index as they come. */
const manyRows = 20_000

/**
 * Takes away the indexes of tables that are empty and about to be filled, but for those that keep keys unique: made of all rows at once,
 * an index costs a third. Answers how to make those again that are not there by then, in the same transaction.
 */
export function withoutIndexes(db: Database, rows: number): () => void {
  if (rows < manyRows) return () => {}
  const isEmpty = (table: string) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined
  const indexes = entityNames.filter(isEmpty).flatMap((table) => indexesOf(db, table))
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  return () => {
    makeMissing(db, indexes)
  }
}

/** Makes those that are not there. */
export function makeMissing(db: Database, indexes: readonly { name: string; sql: string }[]): void {
  const find = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?")
  for (const { name, sql } of indexes) if (find.get(name) === undefined) db.exec(sql)
}

/** Runs `work`, which fills an empty table, and makes the table's indexes of its rows at once. */
export function indexedAfter(db: Database, table: string, work: () => void): void {
  const indexes = indexesOf(db, table)
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  work()
  for (const { sql } of indexes) db.exec(sql)
}

/** Without those of keys, which have no text of their own. */
function indexesOf(db: Database, table: string): { name: string; sql: string }[] {
  return db
    .prepare<[string], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY rowid"
    )
    .all(table)
}
