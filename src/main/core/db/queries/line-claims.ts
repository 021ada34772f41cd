/**
 * Which import says what of the lines of an order that several imports speak of: which of these lines stand and which are void
 * in the end. An order of one import has no claims: what stands in the line is what that import says.
 */
import type { Database } from 'better-sqlite3'
import { othersOf } from '../entities/book.ts'
import { changeStatements, userImport } from '../entities/changes.ts'
import { type FoldedLines, foldLines, type LineStatement, type Mends } from '../entities/line-fold.ts'
import type { FoldLine } from '../entities/line-pairs.ts'
import { isNumbered } from '../entities/order-number.ts'
import { entityStatements } from '../entities/statements.ts'
import { entities } from '../entities/tables.ts'

export interface ClaimedLine {
  orderId: number
  contentHash: bigint
  ordinal: number
  sourceId: number
  /** What its own status says; null: it has none. */
  ownVoided: boolean | null
  /** As written. */
  kind: string
  /** JSON object. */
  extra: string | null
}

/** A line as it is stored. */
export interface StoredLine {
  voided: number
  kind: string
  extra: string | null
  /** Of the first import that holds it. */
  sourceId: number
}

/** Which lines of an order stand, and of each import the source that holds each line. */
export interface SettledLines extends FoldedLines {
  /** By import, then by key. */
  sources: ReadonlyMap<number, ReadonlyMap<string, number>>
  /** The first source that held the line, by key. */
  brought: ReadonlyMap<string, number>
}

export interface LineClaims {
  /** This import's file holds the line; `stored`: as it stood before, null if it is new. Written with the next few, or by `flush`. */
  claim(line: ClaimedLine, importId: number, stored: StoredLine | null): void
  flush(): void
  /** All lines of the order that this import's files have named so far are void, or are not. */
  restate(orderId: number, importId: number, voided: boolean): void
  /** Writes down what earlier imports made of the lines of the order, unless that was done before. */
  keepOthers(orderId: number): void
  /** Decides anew which lines are void, from what all imports say of the order and its lines. */
  refold(orderId: number): void
  /** Takes in the lines of the order that did not stand, so that all that imports hold of it is in one place; false if there are none. */
  gather(orderId: number): boolean
  /** How many lines of the order are in, and how many of them this import holds. */
  count(orderId: number, importId: number): { lines: number; mine: number }
  /** Which lines stand. To be asked of an order whose lines are gathered and all claimed; undefined if the order is not there. */
  judge(orderId: number): SettledLines | undefined
  /** Puts the lines that do not stand aside. */
  settle(orderId: number): SettledLines | undefined
}

interface Line {
  hash: bigint
  ordinal: bigint
  voided: bigint
}

interface Claim {
  hash: bigint
  ordinal: bigint
  importId: bigint
  voided: bigint | null
}

interface HeldLine {
  hash: bigint
  ordinal: bigint
  importId: bigint
  sourceId: bigint
  brought: bigint
  productId: bigint | null
  at: bigint | null
  quantity: number
  unitPrice: bigint | null
  amount: bigint
  decimals: bigint
  code: string | null
}

/** One statement for so many rows, as with the lines. */
const groupRows = 50

/** Of both tables of lines. */
export const lineColumns =
  'order_id, content_hash, ordinal, product_id, at, quantity, unit_price, written_amount, decimals, written_kind, voided, extra, source_id, code'

/** Whether the source `s` has a column for articles: the totals of orders stand in files that have none. */
export const namesArticles = `EXISTS (SELECT 1 FROM json_each(s.mapping, '$.columns') c WHERE c.value IN ('product', 'productName'))`

/** Prepared statements over claims. */
export function lineClaims(db: Database): LineClaims {
  const insertSql = (rows: number) =>
    `INSERT INTO order_line_claim (order_id, content_hash, ordinal, import_id, source_id, voided, written_kind, extra)
     VALUES ${Array(rows).fill('(?,?,?,?,?,?,?,?)').join(',')} ON CONFLICT DO UPDATE SET voided = excluded.voided`
  const insertGroup = db.prepare(insertSql(groupRows))
  const insertOne = db.prepare(insertSql(1))
  const restate = db.prepare('UPDATE order_line_claim SET voided = ? WHERE order_id = ? AND import_id = ?')
  const keep = db.prepare(
    `INSERT INTO order_line_claim (order_id, content_hash, ordinal, import_id, source_id, voided)
     SELECT l.order_id, l.content_hash, l.ordinal, s.import_id, l.source_id, l.voided
     FROM order_line l JOIN source s ON s.id = l.source_id WHERE l.order_id = ? ON CONFLICT DO NOTHING`
  )
  const lines = db.prepare<[number], Line>('SELECT content_hash AS hash, ordinal, voided FROM order_line WHERE order_id = ?').safeIntegers()
  const claims = db
    .prepare<[number], Claim>(
      `SELECT content_hash AS hash, ordinal, import_id AS importId, voided FROM order_line_claim WHERE order_id = ? ORDER BY import_id`
    )
    .safeIntegers()
  const revise = db.prepare('UPDATE order_line_written SET voided = ? WHERE order_id = ? AND content_hash = ? AND ordinal = ?')
  const orders = entityStatements(db, entities.orders, (customer) => customer)
  const changes = changeStatements(db)

  /** Of each import, in order: whether its status says that the order is void; null: it says nothing of that. */
  function sayings(orderId: number): { importId: number; voided: number | null }[] {
    const row = orders.get(orderId)
    if (row === undefined) return []
    const found = changes.of('orders', orderId)
    const { others, base } = othersOf(entities.orders, row, found, changes, userImport)
    const saying = (importId: number, said: Record<string, unknown> = {}) => ({ importId, voided: (said.voided ?? null) as number | null })
    const owner = others === null ? [] : [saying(others.importId, base?.said)]
    const rest = found
      .filter(({ importId }) => importId !== others?.importId)
      .map(({ importId, statement }) => saying(importId, (statement ?? base)?.said))
    return [...owner, ...rest]
  }

  const gather = db.prepare(
    `INSERT INTO order_line_written (${lineColumns}) SELECT ${lineColumns} FROM order_line_replaced WHERE order_id = ?`
  )
  const forget = db.prepare('DELETE FROM order_line_replaced WHERE order_id = ?')
  const count = db.prepare<[number, number, number], { lines: number; mine: number }>(
    `SELECT (SELECT COUNT(*) FROM order_line WHERE order_id = ?) AS lines,
            (SELECT COUNT(*) FROM order_line_claim WHERE order_id = ? AND import_id = ?) AS mine`
  )
  const held = db
    .prepare<[number], HeldLine>(
      `SELECT l.content_hash AS hash, l.ordinal, c.import_id AS importId, c.source_id AS sourceId, l.source_id AS brought, l.product_id AS productId, l.at, l.quantity,
              l.unit_price AS unitPrice, l.written_amount AS amount, l.decimals, l.code
       FROM order_line_claim c CROSS JOIN order_line l
         ON l.order_id = c.order_id AND l.content_hash = c.content_hash AND l.ordinal = c.ordinal
       WHERE c.order_id = ?`
    )
    .safeIntegers()
  const mended = db
    .prepare<
      [number],
      { hash: bigint; ordinal: bigint; importId: bigint; of: bigint; file: string; line: bigint; raw: string; inPlace: bigint }
    >(
      `SELECT m.identity AS hash, m.ordinal, s.import_id AS importId, m.of_import AS "of", m.of_file AS file, m.of_line AS line, m.of_raw AS raw,
              m.in_place AS inPlace
       FROM mended_row m JOIN source s ON s.id = m.source_id WHERE m.entity = 'order_line' AND m.parent = ?`
    )
    .safeIntegers()
  const book = db.prepare<[number], number>('SELECT COALESCE(book, id) FROM import WHERE id = ?').pluck()
  const stillRejected = db.prepare<[], { raw: string; importId: number }>(
    `SELECT r.raw, s.import_id AS importId FROM rejected_row r JOIN source s ON s.id = r.source_id
     WHERE r.raw IN (SELECT of_raw FROM mended_row WHERE entity = 'order_line')`
  )
  const articles = db.prepare<[number], number>(`SELECT ${namesArticles} FROM source s WHERE s.id = ?`).pluck()
  const totalsIn = new Map<number, boolean>()
  const ofTotals = (sourceId: number): boolean => {
    const known = totalsIn.get(sourceId) ?? articles.get(sourceId) === 0
    totalsIn.set(sourceId, known)
    return known
  }
  /** Imports whose files show a row as rejected that is in as a mended one. */
  let rejecting: ReadonlyMap<string, readonly { importId: number }[]> | null = null
  const number = db.prepare<[number], string>('SELECT number FROM orders WHERE id = ?').pluck()
  const setAside = db.prepare(
    `INSERT INTO order_line_replaced (${lineColumns}) SELECT ${lineColumns} FROM order_line WHERE order_id = ? AND content_hash = ? AND ordinal = ?`
  )
  const remove = db.prepare('DELETE FROM order_line_written WHERE order_id = ? AND content_hash = ? AND ordinal = ?')

  function judge(orderId: number): SettledLines | undefined {
    flush()
    const name = number.get(orderId)
    if (name === undefined) return undefined
    const all = held.all(orderId)
    const brought = new Map(all.map((line) => [keyOf(line), Number(line.brought)]))
    const byImport = Map.groupBy(all, ({ importId }) => Number(importId))
    const mendedHere = mended.all(orderId)
    const mends = Map.groupBy(mendedHere, ({ importId }) => Number(importId))
    if (mendedHere.length > 0) rejecting ??= Map.groupBy(stillRejected.all(), ({ raw }) => raw)
    const sources = new Map<number, ReadonlyMap<string, number>>()
    const statements = sayings(orderId).map(({ importId }): LineStatement => {
      const lines = byImport.get(importId) ?? []
      sources.set(importId, new Map(lines.map((line) => [keyOf(line), Number(line.sourceId)])))
      const rows = mends.get(importId) ?? []
      const exported = rows.filter(({ inPlace }) => inPlace === 0n)
      const mine = exported.map(({ of, file, line, ...key }): [string, Mends] => [
        keyOf(key),
        { importId: Number(of), place: `${line} ${file}` }
      ])
      const cells = new Map(rows.map(({ raw, ...key }) => [keyOf(key), raw]))
      const rejects = (raw: string) => rejecting?.get(raw)?.some((row) => row.importId === importId) ?? false
      return {
        importId,
        book: book.get(importId) ?? importId,
        lines: lines.map((line) => foldLine(line, ofTotals)),
        mends: new Map(mine),
        mended: cells,
        rejects
      }
    })
    return { ...foldLines(statements, isNumbered(name)), sources, brought }
  }

  const kept: unknown[][] = []
  function flush(): void {
    for (const values of kept) insertOne.run(values)
    kept.length = 0
  }

  return {
    claim({ orderId, contentHash, ordinal, sourceId, ownVoided, kind, extra }, importId, stored) {
      const own = ownVoided === null ? null : Number(ownVoided)
      const otherKind = stored === null || stored.kind === kind ? null : kind
      const otherExtra = stored === null || stored.extra === extra ? null : (extra ?? '{}')
      kept.push([orderId, contentHash, ordinal, importId, sourceId, own, otherKind, otherExtra])
      if (kept.length < groupRows) return
      insertGroup.run(kept.flat())
      kept.length = 0
    },
    flush,
    restate(orderId, importId, voided) {
      flush()
      restate.run(Number(voided), orderId, importId)
    },
    keepOthers(orderId) {
      flush()
      keep.run(orderId)
    },
    refold(orderId) {
      flush()
      const stored = lines.all(orderId)
      const claimed = Map.groupBy(claims.all(orderId), ({ importId }) => Number(importId))
      const voided = new Map<string, number>()
      let order = 0
      for (const { importId, voided: said } of sayings(orderId)) {
        const next = said ?? order
        if (next !== order) for (const line of voided.keys()) voided.set(line, next)
        order = next
        for (const line of claimed.get(importId) ?? []) voided.set(keyOf(line), line.voided === null ? order : Number(line.voided))
      }
      for (const line of stored) {
        const now = voided.get(keyOf(line)) ?? order
        if (now !== Number(line.voided)) revise.run(now, orderId, line.hash, line.ordinal)
      }
    },
    gather(orderId) {
      if (gather.run(orderId).changes === 0) return false
      forget.run(orderId)
      return true
    },
    count(orderId, importId) {
      flush()
      return count.get(orderId, orderId, importId) ?? { lines: 0, mine: 0 }
    },
    judge,
    settle(orderId) {
      const judged = judge(orderId)
      if (judged === undefined) return undefined
      for (const line of lines.all(orderId)) {
        if (judged.standing.has(keyOf(line))) continue
        setAside.run(orderId, line.hash, line.ordinal)
        remove.run(orderId, line.hash, line.ordinal)
      }
      return judged
    }
  }
}

const keyOf = ({ hash, ordinal }: { hash: bigint; ordinal: bigint }): string => `${hash} ${ordinal}`

function foldLine(line: HeldLine, ofTotals: (sourceId: number) => boolean): FoldLine {
  const { hash, ordinal, sourceId, productId, at, quantity, unitPrice, amount, decimals, code } = line
  const unit = 10 ** Number(decimals)
  return {
    key: keyOf(line),
    content: String(hash),
    code,
    ordinal: Number(ordinal),
    sourceId: Number(sourceId),
    productId: productId === null ? null : Number(productId),
    ofTotals: ofTotals(Number(sourceId)),
    at: at === null ? null : Number(at),
    quantity,
    unitPrice: unitPrice === null ? null : Number(unitPrice) / unit,
    amount: Number(amount) / unit
  }
}
