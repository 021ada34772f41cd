/** Sources that are once more what an earlier one was, byte for byte: nothing is stored of them, so they stand and fall with it. */
import type { Database } from 'better-sqlite3'
import type { UndoReport } from '../../../../shared/model/source.ts'

const repeating = 'SELECT id FROM source WHERE repeats IN (SELECT id FROM source WHERE import_id = @id) AND import_id <> @id'

/** Lists the rows that the earlier source rejected as rejected rows of this one, too, and answers how many they are. O(rejected rows). */
export function repeatRejected(db: Database, sourceId: number, repeats: number): number {
  return db
    .prepare(
      `INSERT INTO rejected_row (source_id, line, column_name, value, code, raw, of_file, of_line, of_sheet, of_raw, settled)
       SELECT ?, line, column_name, value, code, raw, of_file, of_line, of_sheet, of_raw, 'again' FROM rejected_row WHERE source_id = ? ORDER BY id`
    )
    .run(sourceId, repeats).changes
}

/** Imports whose files are once more those of this import, in their order. */
export function repeatingImports(db: Database, id: number): UndoReport['repeats'] {
  return db
    .prepare<[object], UndoReport['repeats'][number]>(
      `SELECT id, label, imported_at AS importedAt FROM import
       WHERE id IN (SELECT import_id FROM source WHERE id IN (${repeating})) ORDER BY id`
    )
    .all({ id })
}

/**
 * Takes the sources that repeat those of the import out of the list, and imports of which nothing else is left; answers the numbers of
 * these, and the greatest number of a source that went.
 */
export function removeRepeating(db: Database, id: number): { imports: number[]; lastSource: number } {
  const touched = repeatingImports(db, id)
  const lastSource = db.prepare<[object], number | null>(`SELECT MAX(id) FROM (${repeating})`).pluck().get({ id }) ?? 0
  db.prepare(`DELETE FROM rejected_row WHERE source_id IN (${repeating})`).run({ id })
  db.prepare(`DELETE FROM source WHERE id IN (${repeating})`).run({ id })
  const remove = db.prepare('DELETE FROM import WHERE id = ? AND NOT EXISTS (SELECT 1 FROM source s WHERE s.import_id = import.id)')
  return { imports: touched.filter((one) => remove.run(one.id).changes > 0).map((one) => one.id), lastSource }
}
