/** Rejected rows and the rows that are their mended versions. */
import type { Database } from 'better-sqlite3'
import type { SourceKind } from '../../../../shared/model/kinds.ts'
import type { RejectedOrigin } from '../../import/types.ts'

/** Tables whose rows are told apart by what they say and an ordinal. */
export type MendedTable = 'order_line' | 'touchpoint' | 'feedback' | 'offer_response' | 'marketing_spend'

/** A rejected row that another row is the mended version of. */
export interface MendedOf extends RejectedOrigin {
  /** The import whose file it belongs to. */
  importId: number
}

export interface OpenRejected extends MendedOf {
  raw: string[]
}

export interface MendedRow {
  sourceId: number
  line: number
  of: MendedOf
  rejected: boolean
}

/** What a mended row is stored as. */
export interface MendedThing {
  entity: MendedTable
  parent: number
  identity: bigint
  ordinal: number
}

/** Prepared statements. Each O(log n + rejected rows of that line, or mended rows of that content). */
export function mendedStatements(db: Database) {
  const find = db
    .prepare<[object], number>(
      // The file itself before a mended version that was rejected in its turn.
      `SELECT s.import_id FROM rejected_row r JOIN source s ON s.id = r.source_id
     WHERE r.line = @line AND s.file = @file AND r.of_file IS NULL
     ORDER BY r.column_name IS NULLIF(@column, '') AND COALESCE(r.value, '') = @value DESC, r.id LIMIT 1`
    )
    .pluck()
  const open = db
    .prepare<[object], number>(
      `SELECT 1 FROM rejected_row r JOIN source s ON s.id = r.source_id
     WHERE r.settled IS NULL AND COALESCE(r.column_name, '') = @column AND COALESCE(r.value, '') = @value
       AND ((r.of_file IS NULL AND r.line = @line AND s.file = @file) OR (r.of_file = @file AND r.of_line = @line)) LIMIT 1`
    )
    .pluck()
  const ofFile = db.prepare<[string, string | null, string, number], Omit<OpenRejected, 'raw'> & { raw: string }>(
    `SELECT s.file, r.line, COALESCE(r.column_name, '') AS "column", COALESCE(r.value, '') AS value, s.import_id AS importId, r.raw
     FROM source s JOIN rejected_row r ON r.source_id = s.id
     WHERE s.file = ? AND s.sheet IS ? AND s.kind = ? AND s.id < ? AND r.of_file IS NULL
       AND r.settled IS NOT 'again' ORDER BY r.id`
  )
  const insert = db.prepare(
    `INSERT INTO mended_row (source_id, line, of_file, of_line, of_column, of_value, of_import, rejected, entity, parent, identity, ordinal)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
  )
  const things = db.prepare<[string, number, bigint, string, number], { line: number; ordinal: number }>(
    `SELECT of_line AS line, ordinal FROM mended_row
     WHERE entity = ? AND parent = ? AND identity = ? AND of_file = ? AND of_import = ?`
  )
  const holds = new Map<MendedTable, (parent: number, identity: bigint, importId: number) => number>()

  return {
    /** The import that rejected the row; undefined if nothing is known of it. */
    find({ file, line, column, value }: RejectedOrigin): MendedOf | undefined {
      const importId = find.get({ file, line, column, value })
      return importId === undefined ? undefined : { file, line, column, value, importId }
    },
    /** Whether such a row is in the list of rejected rows, and not settled. */
    isOpen: ({ file, line, column, value }: RejectedOrigin): boolean => open.get({ file, line, column, value }) === 1,
    /** Rows of a file of this name that earlier sources rejected. */
    ofFile: (file: string, sheet: string | null, kind: SourceKind, before: number): OpenRejected[] =>
      ofFile.all(file, sheet, kind, before).map((row) => ({ ...row, raw: JSON.parse(row.raw) })),
    add({ sourceId, line, of, rejected }: MendedRow, thing?: MendedThing): void {
      const { entity = null, parent = null, identity = 0n, ordinal = null } = thing ?? {}
      insert.run(sourceId, line, of.file, of.line, of.column, of.value, of.importId, Number(rejected), entity, parent, identity, ordinal)
    },
    /** Mended rows of one file that are stored as this. */
    things: (entity: MendedTable, parent: number, identity: bigint, { file, importId }: MendedOf) =>
      things.all(entity, parent, identity, file, importId),
    /** How many equal things an import holds, mended rows apart. */
    held(entity: MendedTable, parent: number, identity: bigint, importId: number): number {
      const count = holds.get(entity) ?? holdingOf(db, entity)
      holds.set(entity, count)
      return count(parent, identity, importId)
    }
  }
}

function holdingOf(db: Database, entity: MendedTable): (parent: number, identity: bigint, importId: number) => number {
  if (entity === 'order_line') {
    const ordinals = (table: string) =>
      `SELECT l.ordinal FROM ${table} l JOIN source s ON s.id = l.source_id
       WHERE l.order_id = @parent AND l.content_hash = @identity AND s.import_id = @importId`
    const held = db
      .prepare<[object], number>(
        `SELECT COUNT(*) FROM (
         SELECT ordinal FROM order_line_claim WHERE order_id = @parent AND content_hash = @identity AND import_id = @importId
         UNION ${ordinals('order_line')} UNION ${ordinals('order_line_replaced')})`
      )
      .pluck()
    return (parent, identity, importId) => held.get({ parent, identity, importId }) ?? 0
  }
  // Touchpoints are found by their moment first.
  const parentIs = entity === 'touchpoint' ? 't.at = @parent AND' : ''
  const held = db
    .prepare<[object], number>(
      `SELECT COUNT(*) FROM ${entity} t WHERE ${parentIs} t.identity = @identity AND (
       (SELECT import_id FROM source WHERE id = t.source_id) = @importId
       OR EXISTS (SELECT 1 FROM import_change k WHERE k.entity = '${entity}' AND k.entity_id = t.id AND k.import_id = @importId))`
    )
    .pluck()
  return (parent, identity, importId) => held.get({ parent, identity, importId }) ?? 0
}

/**
 * Tells of each rejected row whether it is settled: mended, or once more in the list. A row of a file is there once however often the
 * file is read, and a mended version that was rejected in its turn takes its place. O(rejected rows).
 */
export function settleRejected(db: Database): void {
  db.exec(`
    UPDATE rejected_row SET settled = NULL WHERE settled IS NOT NULL;
    UPDATE rejected_row SET settled = 'again' WHERE id IN (
      SELECT id FROM (
        SELECT r.id, ROW_NUMBER() OVER (PARTITION BY s.file, s.sheet, r.line, r.raw ORDER BY r.id) AS n
        FROM rejected_row r JOIN source s ON s.id = r.source_id WHERE r.of_file IS NULL)
      WHERE n > 1);`)
  const settle = (place: string) =>
    `UPDATE rejected_row SET settled = CASE WHEN m.rejected = 0 THEN 'mended' ELSE 'again' END
     FROM (SELECT of_file, of_line, of_column, of_value, MIN(rejected) AS rejected, MAX(source_id) AS latest
           FROM mended_row GROUP BY 1, 2, 3, 4) m, source s
     WHERE s.id = rejected_row.source_id AND ${place}
       AND COALESCE(rejected_row.column_name, '') = m.of_column AND COALESCE(rejected_row.value, '') = m.of_value
       AND (m.rejected = 0 OR rejected_row.source_id < m.latest)`
  db.exec(settle('rejected_row.of_file IS NULL AND rejected_row.line = m.of_line AND s.file = m.of_file'))
  db.exec(settle('rejected_row.of_file = m.of_file AND rejected_row.of_line = m.of_line'))
}
