import type Database from 'better-sqlite3'

const most = 20

/**
 * Structure of the file, then rows without their parent, as SQLite's sentences; empty for a sound file. Reads the whole
 * file in one statement: O(size), nothing to be seen before its end.
 *
 * @see https://sqlite.org/pragma.html#pragma_quick_check
 */
export function findProblems(db: Database.Database): string[] {
  const structure = db.prepare<[], string>(`PRAGMA quick_check(${most})`).pluck().all()
  if (structure.length !== 1 || structure[0] !== 'ok') return structure
  const orphans = db.prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check').all()
  return orphans.slice(0, most).map(({ table, rowid, parent }) => `row ${rowid ?? '?'} of ${table} refers to a missing ${parent}`)
}
