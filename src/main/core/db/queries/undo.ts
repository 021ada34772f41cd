/** Statements that take an import out of the workspace, for `tasks/undo-import.ts`, which says in which order. */
import type { Database } from 'better-sqlite3'
import type { SourceKind } from '../../../../shared/model/kinds.ts'
import type { UndoReport } from '../../../../shared/model/source.ts'
import { userImport } from '../entities/changes.ts'
import { type EntityName, entities, entityNames } from '../entities/tables.ts'
import { createWithdrawal, type Withdrawn } from '../entities/withdraw.ts'
import { bookmates, booksOf, ordersOf, reopenBooks, restoreBooks, settleBooks } from './books.ts'
import { type LineClaims, lineClaims, type SettledLines } from './line-claims.ts'
import { mergedInto } from './merges.ts'
import { dateOrders } from './order-dates.ts'
import { removeRepeating } from './repeats.ts'

/** An import that is to be undone, and its sources. */
export interface UndoneImport {
  id: number
  label: string
  importedAt: number
  firstSource: number
  lastSource: number
}

/** Undefined if there is no such import. */
export function findImport(db: Database, id: number): UndoneImport | undefined {
  return db
    .prepare<[number], UndoneImport>(
      `SELECT i.id, i.label, i.imported_at AS importedAt, COALESCE(MIN(s.id), 0) AS firstSource, COALESCE(MAX(s.id), 0) AS lastSource
       FROM import i LEFT JOIN source s ON s.import_id = i.id WHERE i.id = ? GROUP BY i.id`
    )
    .get(id)
}

/** Rows that other imports hold too, by the source that is now the first to hold them. */
export type Heirs = Map<number, number>

/** How many lines stood in an order, which did not, and how many of those that did each source counts as stored. */
interface OrderBefore {
  standing: number
  aside: readonly string[]
  stored: Heirs
}

/** What withdrawing lines came to; what it came to in orders whose lines are decided anew is known when that is done. */
export interface WithdrawnLines {
  removed: number
  heirs: Heirs
  before: ReadonlyMap<number, OrderBefore>
}

/**
 * Takes the import's order lines away. A line that a later import holds too stays, as that import has it. Which lines are void, and
 * which stand where imports hold different lines of an order, is not decided yet: that follows when their orders are.
 *
 * O(lines + claims).
 */
export async function withdrawLines(
  db: Database,
  { id, firstSource, lastSource }: UndoneImport,
  each: () => Promise<void>
): Promise<WithdrawnLines> {
  const range = { id, firstSource, lastSource }
  settleBooks(db)
  findShared(db, 'orders', range)
  const claims = lineClaims(db)
  const corrected = db
    .prepare<[], number>('SELECT DISTINCT order_id FROM order_line_replaced WHERE order_id IN (SELECT id FROM shared_orders)')
    .pluck()
    .all()
  for (const order of corrected) claims.gather(order)
  // Where an import has changed which lines are void, what each made of them is known; elsewhere all agree, if all hold the same lines.
  db.exec(
    `UPDATE shared_orders SET alike = 0 WHERE alike AND (
       EXISTS (
         SELECT 1 FROM orders o JOIN source s ON s.id = o.source_id JOIN order_line_claim c ON c.order_id = o.id AND c.import_id = s.import_id
         WHERE o.id = shared_orders.id)
       OR EXISTS (
         SELECT 1 FROM orders o JOIN source owner ON owner.id = o.source_id CROSS JOIN order_line l ON l.order_id = o.id
           JOIN source s ON s.id = l.source_id
         WHERE o.id = shared_orders.id AND s.import_id <> owner.import_id)
       OR (SELECT COUNT(*) FROM order_line_claim WHERE order_id = shared_orders.id) <>
          (SELECT COUNT(*) FROM order_line WHERE order_id = shared_orders.id)
          * (SELECT COUNT(*) FROM import_change WHERE entity = 'orders' AND entity_id = shared_orders.id));
     INSERT INTO order_line_claim (order_id, content_hash, ordinal, import_id, source_id, voided)
       SELECT l.order_id, l.content_hash, l.ordinal, s.import_id, l.source_id, l.voided
       FROM shared_orders shared CROSS JOIN order_line l ON l.order_id = shared.id JOIN source s ON s.id = l.source_id WHERE NOT shared.alike
       ON CONFLICT DO NOTHING`
  )
  const before = new Map<number, OrderBefore>()
  for (const order of db.prepare<[], number>('SELECT id FROM shared_orders WHERE NOT alike').pluck().all()) {
    if (before.size % 1_000 === 999) await each()
    const judged = claims.judge(order)
    if (judged !== undefined) before.set(order, { standing: judged.standing.size, aside: asideIn(judged), stored: storedBy(judged) })
  }
  db.exec(`
    DROP TABLE IF EXISTS temp.line_heir;
    CREATE TEMP TABLE line_heir (
      order_id INTEGER, content_hash INTEGER, ordinal INTEGER, source_id INTEGER, import_id INTEGER, written_kind TEXT, extra TEXT,
      PRIMARY KEY (order_id, content_hash, ordinal)
    ) WITHOUT ROWID`)
  db.prepare(
    `INSERT INTO line_heir (order_id, content_hash, ordinal, source_id, import_id, written_kind, extra)
     SELECT l.order_id, l.content_hash, l.ordinal, c.source_id, MIN(c.import_id), c.written_kind, c.extra
     FROM order_line_claim c CROSS JOIN order_line l
       ON l.order_id = c.order_id AND l.content_hash = c.content_hash AND l.ordinal = c.ordinal
     WHERE c.import_id <> @id AND l.source_id BETWEEN @firstSource AND @lastSource GROUP BY 1, 2, 3`
  ).run(range)
  const sameLine = (a: string, b: string) =>
    `${a}.order_id = ${b}.order_id AND ${a}.content_hash = ${b}.content_hash AND ${a}.ordinal = ${b}.ordinal`
  // Who said "as it stands in the line" meant the line as it stood.
  db.exec(`
    UPDATE order_line_claim SET extra = COALESCE(l.extra, '{}') FROM line_heir h JOIN order_line l ON ${sameLine('l', 'h')}
      WHERE ${sameLine('order_line_claim', 'h')} AND h.extra IS NOT NULL AND order_line_claim.extra IS NULL;
    UPDATE order_line_claim SET written_kind = l.written_kind FROM line_heir h JOIN order_line l ON ${sameLine('l', 'h')}
      WHERE ${sameLine('order_line_claim', 'h')} AND h.written_kind IS NOT NULL AND order_line_claim.written_kind IS NULL;
    UPDATE order_line_written SET source_id = h.source_id, written_kind = COALESCE(h.written_kind, order_line_written.written_kind),
        extra = CASE WHEN h.extra IS NULL THEN order_line_written.extra ELSE NULLIF(h.extra, '{}') END
      FROM line_heir h WHERE ${sameLine('order_line_written', 'h')};
    UPDATE order_line_claim SET extra = NULL, written_kind = NULL FROM line_heir h
      WHERE ${sameLine('order_line_claim', 'h')} AND order_line_claim.import_id = h.import_id;`)
  const alike = 'order_id NOT IN (SELECT id FROM shared_orders WHERE NOT alike)'
  const heirs = db.prepare<[], [number, number]>(`SELECT source_id, COUNT(*) FROM line_heir WHERE ${alike} GROUP BY 1`).raw().all()
  const remove = 'DELETE FROM order_line_written WHERE source_id BETWEEN @firstSource AND @lastSource'
  const removed = db.prepare(`${remove} AND ${alike}`).run(range).changes
  db.prepare(remove).run(range)
  // Totals that stood beside the lines of an order of this import alone.
  db.prepare('DELETE FROM order_line_replaced WHERE source_id BETWEEN @firstSource AND @lastSource').run(range)
  db.prepare('DELETE FROM order_line_claim WHERE import_id = @id').run(range)
  db.exec('DROP TABLE temp.line_heir')
  return { removed, heirs: new Map(heirs), before }
}

/** Lines that a source counts as stored: those that were no known ones with other values. */
function storedBy({ became, sources }: SettledLines): Heirs {
  const stored: Heirs = new Map()
  for (const [importId, lines] of became) {
    for (const [key, is] of lines) {
      const source = sources.get(importId)?.get(key)
      if (is === 'new' && source !== undefined) stored.set(source, (stored.get(source) ?? 0) + 1)
    }
  }
  return stored
}

const asideIn = ({ brought, standing }: SettledLines): string[] => [...brought.keys()].filter((key) => !standing.has(key))

/** Decides anew which lines of an order stand and which are void; answers what that changed since `before`. */
function resettle(claims: LineClaims, order: number, before: OrderBefore | undefined): { removed: number; restored: number; heirs: Heirs } {
  claims.refold(order)
  const settled = claims.settle(order)
  const stored = settled === undefined ? new Map<number, number>() : storedBy(settled)
  const heirs: Heirs = new Map()
  for (const [source, n] of stored) {
    const more = n - (before?.stored.get(source) ?? 0)
    if (more !== 0) heirs.set(source, more)
  }
  for (const [source, n] of before?.stored ?? []) if (!stored.has(source)) heirs.set(source, -n)
  const restored = before?.aside.filter((key) => settled?.standing.has(key)).length ?? 0
  return { removed: (before?.standing ?? 0) - (settled?.standing.size ?? 0), restored, heirs }
}

/**
 * Decides anew which lines stand, in these orders and in those of imports that are of another book now that the import has gone. Answers how
 * many lines stand again; `lines` is completed.
 */
async function resettleLines(
  db: Database,
  importId: number,
  orders: readonly number[],
  lines: WithdrawnLines,
  each: () => Promise<void>
): Promise<number> {
  if (orders.length === 0) return 0
  const claims = lineClaims(db)
  const before = new Map(lines.before)
  const mates = bookmates(db, importId)
  const books = booksOf(db)
  reopenBooks(db, importId)
  settleBooks(db)
  const now = bookmates(db, importId)
  const moved = [...mates].filter(([id, earlier]) => now.get(id) !== earlier).map(([id]) => id)
  const others = ordersOf(db, moved).filter((order) => !before.has(order))
  if (others.length > 0) {
    const decided = booksOf(db)
    restoreBooks(db, books)
    for (const [n, order] of others.entries()) {
      if (n % 1_000 === 999) await each()
      claims.gather(order)
      claims.keepOthers(order)
      const judged = claims.judge(order)
      if (judged !== undefined) before.set(order, { standing: judged.standing.size, aside: asideIn(judged), stored: storedBy(judged) })
    }
    restoreBooks(db, decided)
  }
  let restored = 0
  for (const [n, order] of [...new Set([...orders, ...others])].entries()) {
    if (n % 1_000 === 999) await each()
    const settled = resettle(claims, order, before.get(order))
    lines.removed += settled.removed
    restored += settled.restored
    for (const [source, n] of settled.heirs) lines.heirs.set(source, (lines.heirs.get(source) ?? 0) + n)
  }
  dateOrders(db, [...orders, ...others])
  return restored
}

/** What came of taking an import's word back on the things of one table. */
export interface WithdrawnTable {
  removed: number
  /** Things that read otherwise now. */
  restored: number
  /** Things that other imports speak of too, by the source that is now the first to do so and counts them among its rows. */
  heirs: Heirs
  /** Things that only the user still speaks of. */
  byUser: number[]
}

/** Tables in an order in which nothing is removed that a row still refers to. */
export const withdrawalOrder: readonly EntityName[] = [
  ...entityNames.filter((name) => name !== 'customer' && name !== 'product'),
  'product',
  'customer'
]

/** Kinds whose sources count the things of a table as their rows. Orders are counted by their lines. */
const countedBy: Partial<Record<EntityName, SourceKind>> = {
  customer: 'customers',
  product: 'products',
  ticket: 'tickets',
  touchpoint: 'touchpoints',
  feedback: 'feedback',
  offer_response: 'offers',
  marketing_spend: 'spend',
  subscription: 'subscriptions'
}

/**
 * Takes back what the import said of the things of one table; with orders, `lines` is completed. O(things of the table), and some statements for each thing that
 * others speak of too. `each` is called between some of these, to show progress and to stop.
 */
export async function withdrawThings(
  db: Database,
  name: EntityName,
  { id, firstSource, lastSource }: UndoneImport,
  lines: WithdrawnLines,
  each: () => Promise<void>
): Promise<WithdrawnTable> {
  const table = entities[name]
  const kind = countedBy[name]
  const kindOf = db.prepare<[number], string>('SELECT kind FROM source WHERE id = ?').pluck()
  const result: WithdrawnTable = { removed: 0, restored: 0, heirs: new Map(), byUser: [] }
  keepGiven(db, name)
  // Those of orders were found when their lines were taken away.
  if (name !== 'orders') findShared(db, name, { id, firstSource, lastSource })
  for (const [source, n] of withdrawAlike(db, name, { id, firstSource, lastSource })) {
    if (kindOf.get(source) === kind) result.heirs.set(source, n)
  }
  await each()
  const shared = db.prepare<[], number>(`SELECT id FROM shared_${name} WHERE NOT alike`).pluck().all()
  const withdraw = createWithdrawal(db, table, id, mergedInto(db))
  const isFirst = firstOfRow(db, name)
  for (const [n, thing] of shared.entries()) {
    if (n % 1_000 === 999) await each()
    const became: Withdrawn = withdraw(thing)
    if (became.became === 'removed') {
      result.removed++
      continue
    }
    if (became.changed) result.restored++
    if (became.heir === null) result.byUser.push(thing)
    else if (became.heir !== undefined && kindOf.get(became.heir) === kind && isFirst(thing)) {
      result.heirs.set(became.heir, (result.heirs.get(became.heir) ?? 0) + 1)
    }
  }
  await each()
  if (name === 'orders') result.restored += await resettleLines(db, id, shared, lines, each)
  result.removed += db
    .prepare(
      `DELETE FROM ${name} WHERE source_id BETWEEN @firstSource AND @lastSource
         AND NOT EXISTS (SELECT 1 FROM import_change k WHERE k.entity = @name AND k.entity_id = ${name}.id)`
    )
    .run({ name, firstSource, lastSource }).changes
  db.exec(`DROP TABLE temp.shared_${name}`)
  return result
}

/** Notes the greatest number that was given in a table, so that none is given twice: runs may still name things that are gone. O(1). */
function keepGiven(db: Database, name: EntityName): void {
  db.prepare(
    `INSERT INTO given_number (entity, last) SELECT ?, MAX(id) FROM ${name} HAVING MAX(id) IS NOT NULL
     ON CONFLICT (entity) DO UPDATE SET last = MAX(last, excluded.last)`
  ).run(name)
}

/** Lists the things of a table that the import and others speak of, and whether all of them say the same. */
function findShared(db: Database, name: EntityName, range: { id: number; firstSource: number; lastSource: number }): void {
  db.exec(`DROP TABLE IF EXISTS temp.shared_${name}; CREATE TEMP TABLE shared_${name} (id INTEGER PRIMARY KEY, alike INTEGER)`)
  db.prepare(
    `INSERT INTO shared_${name} (id, alike)
     SELECT k.entity_id, MAX(k.said IS NOT NULL) = 0 AND MIN(k.import_id) <> ${userImport} FROM import_change k JOIN ${name} t ON t.id = k.entity_id
     WHERE k.entity = @name GROUP BY k.entity_id
     HAVING MAX(k.import_id = @id) OR MAX(t.source_id BETWEEN @firstSource AND @lastSource)`
  ).run({ name, ...range })
}

/**
 * Things of which all say the same stay as they are; only who is the first to say it changes. Answers how many rows each source has
 * inherited.
 */
function withdrawAlike(db: Database, name: EntityName, range: { id: number; firstSource: number; lastSource: number }): [number, number][] {
  db.exec('DROP TABLE IF EXISTS temp.heir; CREATE TEMP TABLE heir (id INTEGER PRIMARY KEY, source_id INTEGER, import_id INTEGER)')
  db.prepare(
    `INSERT INTO heir (id, source_id, import_id)
     SELECT k.entity_id, k.source_id, MIN(k.import_id) FROM shared_${name} h CROSS JOIN import_change k ON k.entity = @name AND k.entity_id = h.id
       JOIN ${name} t ON t.id = h.id
     WHERE h.alike AND t.source_id BETWEEN @firstSource AND @lastSource GROUP BY k.entity_id`
  ).run({ name, firstSource: range.firstSource, lastSource: range.lastSource })
  const counted = name === 'feedback' || name === 'offer_response' ? `JOIN ${name} t ON t.id = h.id AND t.first_of_row = 1` : ''
  const heirs = db.prepare<[], [number, number]>(`SELECT h.source_id, COUNT(*) FROM heir h ${counted} GROUP BY 1`).raw().all()
  db.exec(`UPDATE ${name} SET source_id = h.source_id FROM heir h WHERE h.id = ${name}.id`)
  db.prepare(
    `DELETE FROM import_change WHERE entity = @name AND (
       EXISTS (SELECT 1 FROM heir h WHERE h.id = entity_id AND h.import_id = import_change.import_id)
       OR (import_id = @id AND EXISTS (SELECT 1 FROM shared_${name} s WHERE s.id = entity_id AND s.alike)))`
  ).run({ name, id: range.id })
  db.exec('DROP TABLE temp.heir')
  return heirs
}

/** A row of several answers counts once, with its first. */
function firstOfRow(db: Database, name: EntityName): (id: number) => boolean {
  if (name !== 'feedback' && name !== 'offer_response') return () => true
  const find = db.prepare<[number], number>(`SELECT first_of_row FROM ${name} WHERE id = ?`).pluck()
  return (id) => find.get(id) === 1
}

/** Claims on lines of orders of which one import alone is left to speak say nothing that the lines do not say. O(claims). */
export function forgetSingleClaims(db: Database): void {
  db.exec(
    `DELETE FROM order_line_claim WHERE NOT EXISTS (SELECT 1 FROM import_change k WHERE k.entity = 'orders' AND k.entity_id = order_line_claim.order_id)`
  )
}

/** Rows that a source found known, of which it is now the first, are rows that it stored. */
export function countHeirs(db: Database, heirs: ReadonlyMap<number, number>): void {
  // A row that is stored no longer, because another import’s line is now the one that it corrects, counts as updated.
  const update = db.prepare(
    `UPDATE source SET rows_stored = rows_stored + @n, rows_duplicate = rows_duplicate - MAX(MIN(@n, rows_duplicate), 0),
                       rows_updated = rows_updated - CASE WHEN @n < 0 THEN @n ELSE MAX(@n - rows_duplicate, 0) END WHERE id = @id`
  )
  for (const [id, n] of heirs) update.run({ id, n })
}

/** Customers who are in no longer are members of no segment. O(members). */
export function forgetMembers(db: Database): void {
  db.exec('DELETE FROM segment_member WHERE customer_id NOT IN (SELECT id FROM customer)')
}

/** Rows of later imports that were rejected because the import held their order in another currency: they can be dropped in again. */
export function rejectedBecauseOf(db: Database, { lastSource }: UndoneImport): number {
  return (
    db
      .prepare<[number], number>("SELECT COUNT(*) FROM rejected_row WHERE source_id > ? AND code = 'import.reject.orderCurrencyConflict'")
      .pluck()
      .get(lastSource) ?? 0
  )
}

/** Marks the runs that had the import's rows among their input. */
export function markRuns(db: Database, { label, importedAt }: UndoneImport): number {
  return db.prepare('UPDATE run SET input_gone = ? WHERE input_gone IS NULL AND created_at >= ?').run(label, importedAt).changes
}

/**
 * Takes the import itself out of the list, with its sources and rejected rows, and notes that it was there and what came of it, by the number
 * of its rejected rows.
 */
export function removeImport(db: Database, undone: UndoneImport, undoneAt: number, reportOf: (rejected: number) => UndoReport): UndoReport {
  const { id, label, importedAt, lastSource } = undone
  db.prepare('DELETE FROM mended_row WHERE source_id IN (SELECT id FROM source WHERE import_id = ?)').run(id)
  const rejected = db.prepare('DELETE FROM rejected_row WHERE source_id IN (SELECT id FROM source WHERE import_id = ?)').run(id).changes
  const report = reportOf(rejected)
  const repeating = removeRepeating(db, id)
  db.prepare('DELETE FROM source WHERE import_id = ?').run(id)
  db.prepare('DELETE FROM import WHERE id = ?').run(id)
  const note = db.prepare('INSERT INTO undone_import (id, label, imported_at, undone_at, last_source, report) VALUES (?, ?, ?, ?, ?, ?)')
  const last = Math.max(lastSource, repeating.lastSource)
  note.run(id, label, importedAt, undoneAt, last, JSON.stringify(report))
  for (const { id: other, ...then } of report.repeats) {
    if (repeating.imports.includes(other)) note.run(other, then.label, then.importedAt, undoneAt, last, JSON.stringify(report))
  }
  db.exec(
    `UPDATE import SET new_customers =
       (SELECT COUNT(*) FROM customer c JOIN source s ON s.id = c.source_id WHERE s.import_id = import.id)`
  )
  return report
}

/** Codes of customers by their ids. */
export function customerCodes(db: Database, ids: readonly number[]): string[] {
  const find = db.prepare<[number], string>('SELECT code FROM customer WHERE id = ?').pluck()
  return ids.map((id) => find.get(id) ?? '')
}

/** Tables whose rows refer to rows that are not there; empty in a sound workspace. O(rows). */
export function brokenTables(db: Database): string[] {
  const broken = db.pragma('foreign_key_check') as { table: string }[]
  return [...new Set(broken.map(({ table }) => table))]
}

export { userImport }
