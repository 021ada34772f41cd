import type { Database } from 'better-sqlite3'

const idsAtOnce = 20_000

/**
 * Rows of a large table by ranges of a key, in its order: rows that are handed over together cost about half of what one by one they do,
 * and a walk in the order of the table a fraction of one in the order of an index. `sql` has the range as its first two parameters,
 * the key greater than the first and no greater than the second. O(rows + keys).
 */
export function* rowsByRange<Row>(db: Database, table: string, key: string, sql: string, ...more: number[]): Generator<Row[]> {
  const ends = db.prepare<[], [number | null, number | null]>(`SELECT min(${key}), max(${key}) FROM ${table}`).raw().get()
  const [first, last] = ends ?? [null, null]
  if (first === null || last === null) return
  const rows = db.prepare<number[], Row>(sql).raw()
  for (let after = first - 1; after < last; after += idsAtOnce) yield rows.all(after, after + idsAtOnce, ...more)
}
