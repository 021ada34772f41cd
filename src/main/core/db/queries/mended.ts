/** Rejected rows and the rows that are their mended versions. */
import type { Database } from 'better-sqlite3'
import type { SourceKind } from '../../../../shared/model/kinds.ts'
import type { RejectedOrigin } from '../../import/types.ts'
import type { FirstRejected } from './import-log.ts'

/** Tables whose rows are told apart by what they say and an ordinal. */
export type MendedTable = 'order_line' | 'touchpoint' | 'feedback' | 'offer_response' | 'marketing_spend'

/** A rejected row that another row is the mended version of. Which one it is, say file, sheet, line and cells. */
export interface MendedOf extends FirstRejected {
  column: string
  value: string
  /** The import whose file it belongs to. */
  importId: number
}

export interface OpenRejected extends MendedOf {
  cells: string[]
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
  const found = `s.import_id AS importId, s.sheet, r.raw, r.column_name IS NULLIF(@column, '') AND COALESCE(r.value, '') = @value AS exact
     FROM rejected_row r JOIN source s ON s.id = r.source_id`
  const inSource = db.prepare<[object], Found>(
    `SELECT ${found} WHERE r.line = @line AND s.file = @file AND r.of_file IS NULL AND s.id = @source ORDER BY exact DESC, r.id LIMIT 1`
  )
  // A mended version that was rejected in its turn.
  const version = db.prepare<[object], Found>(
    `SELECT s.import_id AS importId, r.of_sheet AS sheet, r.of_raw AS raw, 1 AS exact
     FROM rejected_row r JOIN source s ON s.id = r.source_id
     WHERE r.source_id = @source AND r.of_file = @file AND r.of_line = @line AND r.of_raw IS NOT NULL LIMIT 1`
  )
  const anywhere = db.prepare<[object], Found>(
    `SELECT ${found} WHERE r.line = @line AND s.file = @file AND r.of_file IS NULL AND (@sheet IS NULL OR s.sheet = @sheet) ORDER BY r.id`
  )
  const isIt = 's.file = @file AND s.sheet IS @sheet AND r.line = @line AND r.raw = @raw AND r.of_file IS NULL'
  const original = db
    .prepare<[object], number>(
      `SELECT s.import_id FROM rejected_row r JOIN source s ON s.id = r.source_id WHERE ${isIt} ORDER BY r.id LIMIT 1`
    )
    .pluck()
  const open = db
    .prepare<[object], number>(
      `SELECT EXISTS (SELECT 1 FROM rejected_row r JOIN source s ON s.id = r.source_id WHERE r.settled IS NULL AND ${isIt})
         OR EXISTS (SELECT 1 FROM rejected_row r WHERE r.settled IS NULL
                    AND r.of_file = @file AND r.of_sheet IS @sheet AND r.of_line = @line AND r.of_raw = @raw)`
    )
    .pluck()
  const ofFile = db.prepare<[string, string | null, string, number], Omit<OpenRejected, 'cells'>>(
    `SELECT s.file, s.sheet, r.line, COALESCE(r.column_name, '') AS "column", COALESCE(r.value, '') AS value, s.import_id AS importId, r.raw
     FROM source s JOIN rejected_row r ON r.source_id = s.id
     WHERE s.file = ? AND s.sheet IS ? AND s.kind = ? AND s.id < ? AND r.of_file IS NULL
       AND r.settled IS NOT 'again' ORDER BY r.id`
  )
  const insert = db.prepare(
    `INSERT INTO mended_row (source_id, line, of_file, of_line, of_column, of_value, of_import, rejected, entity, parent, identity, ordinal,
                             of_sheet, of_raw, in_place)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
  )
  const things = db.prepare<[string, number, bigint, string, string | null, number], { line: number; ordinal: number }>(
    `SELECT of_line AS line, ordinal FROM mended_row
     WHERE entity = ? AND parent = ? AND identity = ? AND of_file = ? AND of_sheet IS ? AND of_import = ? AND in_place = 0`
  )
  const holds = new Map<MendedTable, (parent: number, identity: bigint, importId: number) => number>()

  return {
    /** The row that was rejected there; undefined if nothing is known of it, or if it may be one of several. */
    find({ file, line, column, value, sheet, source }: RejectedOrigin): MendedOf | undefined {
      const place = { file, line, column, value }
      const first = source === undefined ? undefined : inSource.get({ ...place, source })
      if (first !== undefined) return { ...place, ...rowOf(first) }
      const again = source === undefined ? undefined : version.get({ file, line, source })
      if (again !== undefined) {
        const row = rowOf(again)
        return { ...place, ...row, importId: original.get({ file, line, sheet: row.sheet, raw: row.raw }) ?? row.importId }
      }
      const all = anywhere.all({ ...place, sheet: sheet ?? null })
      const exact = all.filter((row) => row.exact === 1)
      const [one, ...others] = exact.length > 0 ? exact : all
      if (one === undefined || others.some((other) => other.raw !== one.raw || other.sheet !== one.sheet)) return undefined
      return { ...place, ...rowOf(one) }
    },
    /** Whether the row is in the list of rejected rows, and not settled. */
    isOpen: ({ file, sheet, line, raw }: MendedOf): boolean => open.get({ file, sheet, line, raw }) === 1,
    /** Rows of a file of this name that earlier sources rejected. */
    ofFile: (file: string, sheet: string | null, kind: SourceKind, before: number): OpenRejected[] =>
      ofFile.all(file, sheet, kind, before).map((row) => ({ ...row, cells: JSON.parse(row.raw) })),
    /** `inPlace`: the row stands in its file, and is counted with the others of it. */
    add({ sourceId, line, of, rejected }: MendedRow, thing?: MendedThing, inPlace = false): void {
      const { entity = null, parent = null, identity = 0n, ordinal = null } = thing ?? {}
      const place = [of.file, of.line, of.column, of.value, of.importId]
      insert.run(sourceId, line, ...place, Number(rejected), entity, parent, identity, ordinal, of.sheet, of.raw, Number(inPlace))
    },
    /** Mended rows of one file that are stored as this. */
    things: (entity: MendedTable, parent: number, identity: bigint, { file, sheet, importId }: MendedOf) =>
      things.all(entity, parent, identity, file, sheet, importId),
    /** How many equal things an import holds, mended rows apart. */
    held(entity: MendedTable, parent: number, identity: bigint, importId: number): number {
      const count = holds.get(entity) ?? holdingOf(db, entity)
      holds.set(entity, count)
      return count(parent, identity, importId)
    }
  }
}

interface Found {
  importId: number
  sheet: string | null
  raw: string
  /** Whether it was rejected for that value of that column. */
  exact: number
}

const rowOf = ({ importId, sheet, raw }: Found) => ({ importId, sheet, raw })

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
     FROM (SELECT of_file, of_sheet, of_line, of_raw, MIN(rejected) AS rejected, MAX(source_id) AS latest
           FROM mended_row GROUP BY 1, 2, 3, 4) m, source s
     WHERE s.id = rejected_row.source_id AND ${place}
       AND (m.rejected = 0 OR rejected_row.source_id < m.latest)`
  db.exec(
    settle(
      'rejected_row.of_file IS NULL AND rejected_row.line = m.of_line AND s.file = m.of_file AND s.sheet IS m.of_sheet AND rejected_row.raw = m.of_raw'
    )
  )
  db.exec(
    settle(
      `rejected_row.of_file = m.of_file AND rejected_row.of_line = m.of_line AND rejected_row.of_sheet IS m.of_sheet
       AND rejected_row.of_raw = m.of_raw`
    )
  )
  // However the file is called now.
  db.exec(
    "UPDATE rejected_row SET settled = 'again' WHERE settled IS NULL AND source_id IN (SELECT id FROM source WHERE repeats IS NOT NULL)"
  )
}
