/**
 * Which imports are of the same book of orders, so that a number means the same order in both: numbers start at 1 in every shop, and at
 * every till (docs/adr/010-a-corrected-order-line.md).
 */
import type { Database } from 'better-sqlite3'
import { restartSeconds } from '../entities/order-number.ts'
import { type BookLine, isSameOrder } from '../entities/same-order.ts'

interface SharedOrder {
  id: number
  /** Another import of the book names the same customer. */
  sameCustomer: number
}

/** Numbers that an order has where no column numbers it: they say nothing of a book. */
const madeNumber = "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"

/** Whom a statement names, and when it has the order placed, as it is written in `import_change`. */
const named = (statement: string) => `json_extract(${statement}, '$.said.customer')`
const placed = (statement: string) => `json_extract(${statement}, '$.said.ordered_at')`

/** Numbers begin anew each year in many a shop: that a customer has the same one again says nothing. */
const near = (moment: string) => `COALESCE(ABS(${moment} - placed) <= ${restartSeconds}, 1)`

/**
 * Orders of the import that an earlier one of the book holds too. Where nothing is written of the first import, all say what stands
 * in the row; where nothing is written of another, it says the same as the first.
 */
const sharedSql = `
  SELECT id, EXISTS (
      SELECT 1 FROM import b WHERE b.book = @book AND b.id = owner AND customer = first AND ${near('first_placed')}
    ) OR EXISTS (
      SELECT 1 FROM import_change k JOIN import b ON b.id = k.import_id
      WHERE k.entity = 'orders' AND k.entity_id = mine.id AND k.import_id < @import AND k.import_id <> owner AND b.book = @book
        AND CASE WHEN k.said IS NULL THEN first ELSE ${named('k.said')} END = customer
        AND ${near(`CASE WHEN k.said IS NULL THEN first_placed ELSE ${placed('k.said')} END`)}
    ) AS sameCustomer
  FROM (
    SELECT id, owner, first, first_placed, CASE WHEN said IS NULL THEN first ELSE ${named('said')} END AS customer,
      CASE WHEN said IS NULL THEN first_placed ELSE ${placed('said')} END AS placed
    FROM (
      SELECT o.id, k.said, s.import_id AS owner,
        CASE WHEN w.said IS NULL THEN COALESCE(o.named_id, o.customer_id) ELSE ${named('w.said')} END AS first,
        CASE WHEN w.said IS NULL THEN o.ordered_at ELSE ${placed('w.said')} END AS first_placed
      FROM import_change k JOIN orders o ON o.id = k.entity_id JOIN source s ON s.id = o.source_id
        LEFT JOIN import_change w ON w.entity = 'orders' AND w.entity_id = o.id AND w.import_id = s.import_id
      WHERE k.entity = 'orders' AND k.import_id = @import AND s.import_id <> @import AND o.number NOT GLOB ${madeNumber}
    )
  ) mine
  WHERE (SELECT book FROM import WHERE id = owner) = @book OR EXISTS (
    SELECT 1 FROM import_change k JOIN import b ON b.id = k.import_id
    WHERE k.entity = 'orders' AND k.entity_id = mine.id AND k.import_id < @import AND b.book = @book)`

const everyLine = `(
  SELECT order_id, content_hash, ordinal, product_id, at, written_amount, decimals, source_id FROM order_line WHERE order_id = @order
  UNION ALL
  SELECT order_id, content_hash, ordinal, product_id, at, written_amount, decimals, source_id FROM order_line_replaced WHERE order_id = @order)`

/** Each line of an order with each of its holders: the first import that brought it, and those that claim it. */
const heldSql = `
  SELECT DISTINCT l.content_hash || ' ' || l.ordinal AS "key", l.product_id AS productId, l.at, l.written_amount / pow(10, l.decimals) AS amount,
    h.source_id AS sourceId, h.import_id AS importId, b.book,
    (SELECT MIN(of_import) FROM mended_row m WHERE m.source_id = h.source_id AND m.entity = 'order_line' AND m.parent = @order
       AND m.identity = l.content_hash AND m.ordinal = l.ordinal) AS mends
  FROM ${everyLine} l JOIN (
    SELECT l.content_hash, l.ordinal, l.source_id, s.import_id FROM ${everyLine} l JOIN source s ON s.id = l.source_id
    UNION
    SELECT content_hash, ordinal, source_id, import_id FROM order_line_claim WHERE order_id = @order
  ) h ON h.content_hash = l.content_hash AND h.ordinal = l.ordinal JOIN import b ON b.id = h.import_id
  WHERE h.import_id <= @import`

type HeldLine = BookLine & { importId: number; book: number; mends: number | null }

/**
 * Decides for the imports for which that is open, in their order, which book they are of: the earlier book with most of whose shared order
 * numbers they mean the same orders; else one of their own. A first import, and one that shares no number, cost nothing.
 *
 * O(orders that are shared) each, and O(lines) of those in which no customer tells.
 */
export function settleBooks(db: Database): void {
  const open = db.prepare<[], number>('SELECT id FROM import WHERE book IS NULL ORDER BY id').pluck().all()
  if (open.length === 0) return
  const write = db.prepare('UPDATE import SET book = ? WHERE id = ?')
  const sharing = new Set(db.prepare<[], number>("SELECT DISTINCT import_id FROM import_change WHERE entity = 'orders'").pluck().all())
  const booksBefore = db.prepare<[number], number>('SELECT DISTINCT book FROM import WHERE id < ? ORDER BY book').pluck()
  const shared = db.prepare<[object], SharedOrder>(sharedSql)
  const held = db.prepare<[object], HeldLine>(heldSql)
  const bookOf = db.prepare<[number], number>('SELECT book FROM import WHERE id = ?').pluck()

  // The import shows a row as rejected that is in mended: it is the file that the row came from.
  const rejects = db
    .prepare<[object], number>(
      `SELECT EXISTS (
         SELECT 1 FROM mended_row m JOIN source s ON s.id = m.source_id JOIN import b ON b.id = s.import_id
         WHERE m.entity = 'order_line' AND m.parent = @order AND s.import_id < @import AND b.book = @book AND EXISTS (
           SELECT 1 FROM source w JOIN rejected_row r ON r.source_id = w.id WHERE w.import_id = @import AND r.line = m.of_line AND r.raw = m.of_raw))`
    )
    .pluck()

  function isSame(order: number, importId: number, book: number): boolean {
    const lines = held.all({ order, import: importId })
    const mine = lines.filter((line) => line.importId === importId)
    if (mine.some(({ mends }) => mends !== null && bookOf.get(mends) === book)) return true
    if (rejects.get({ order, import: importId, book }) === 1) return true
    return isSameOrder(
      mine,
      lines.filter((line) => line.importId < importId && line.book === book)
    )
  }

  for (const importId of open) {
    let best: { book: number; same: number } | null = null
    for (const book of sharing.has(importId) ? booksBefore.all(importId) : []) {
      const orders = shared.all({ import: importId, book })
      let same = 0
      for (const { id, sameCustomer } of orders) if (sameCustomer === 1 || isSame(id, importId, book)) same++
      // Half of them is enough: two shops agree in a few by chance.
      if (same > 0 && same * 2 >= orders.length && same > (best?.same ?? 0)) best = { book, same }
    }
    write.run(best?.book ?? importId, importId)
  }
}

/** For each later import the earlier ones of its book, but for this one. */
export function bookmates(db: Database, importId: number): ReadonlyMap<number, string> {
  const rows = db
    .prepare<[object], [number, string | null]>(
      `SELECT i.id, (SELECT group_concat(e.id, ' ' ORDER BY e.id) FROM import e WHERE e.book = i.book AND e.id < i.id AND e.id <> @importId)
       FROM import i WHERE i.id > @importId`
    )
    .raw()
    .all({ importId })
  return new Map(rows.map(([id, mates]) => [id, mates ?? '']))
}

/** Leaves open again which books the later imports are of. */
export function reopenBooks(db: Database, importId: number): void {
  db.prepare('UPDATE import SET book = NULL WHERE id > ?').run(importId)
}

/** The book of each import. */
export function booksOf(db: Database): [book: number | null, importId: number][] {
  return db.prepare<[], [number | null, number]>('SELECT book, id FROM import').raw().all()
}

export function restoreBooks(db: Database, books: readonly [book: number | null, importId: number][]): void {
  const write = db.prepare('UPDATE import SET book = ? WHERE id = ?')
  for (const row of books) write.run(...row)
}

/** Orders that these imports share with earlier ones. */
export function ordersOf(db: Database, imports: readonly number[]): number[] {
  if (imports.length === 0) return []
  return db
    .prepare<[string], number>(
      `SELECT DISTINCT k.entity_id FROM import_change k
       WHERE k.entity = 'orders' AND k.import_id IN (SELECT value FROM json_each(?))
       ORDER BY 1`
    )
    .pluck()
    .all(JSON.stringify(imports))
}
