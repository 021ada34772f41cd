/**
 * Which import says what of the lines of an order that several imports speak of, and which of these lines are void in the
 * end. An order of one import has no claims: what stands in the line is what that import says.
 */
import type { Database } from 'better-sqlite3'
import { othersOf } from '../entities/book.ts'
import { changeStatements, userImport } from '../entities/changes.ts'
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

/** One statement for so many rows, as with the lines. */
const groupRows = 50

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
  const revise = db.prepare('UPDATE order_line SET voided = ? WHERE order_id = ? AND content_hash = ? AND ordinal = ?')
  const orders = entityStatements(db, entities.orders, (customer) => customer)
  const changes = changeStatements(db)

  /** Of each import, in order: whether its status says that the order is void; null: it has none. */
  function statuses(orderId: number): { importId: number; voided: number | null }[] {
    const row = orders.get(orderId)
    if (row === undefined) return []
    const found = changes.of('orders', orderId)
    const { others, base } = othersOf(entities.orders, row, found, changes, userImport)
    const voidedOf = (said: Record<string, unknown> | undefined) => (said?.voided ?? null) as number | null
    const owner = others === null ? [] : [{ importId: others.importId, voided: voidedOf(base?.said) }]
    const rest = found
      .filter(({ importId }) => importId !== others?.importId)
      .map(({ importId, statement }) => ({ importId, voided: voidedOf((statement ?? base)?.said) }))
    return [...owner, ...rest]
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
      const key = ({ hash, ordinal }: { hash: bigint; ordinal: bigint }) => `${hash} ${ordinal}`
      const stored = lines.all(orderId)
      const claimed = Map.groupBy(claims.all(orderId), ({ importId }) => Number(importId))
      const voided = new Map<string, number>()
      let order = 0
      for (const { importId, voided: said } of statuses(orderId)) {
        const next = said ?? order
        if (next !== order) for (const line of voided.keys()) voided.set(line, next)
        order = next
        for (const line of claimed.get(importId) ?? []) voided.set(key(line), line.voided === null ? order : Number(line.voided))
      }
      for (const line of stored) {
        const now = voided.get(key(line)) ?? order
        if (now !== Number(line.voided)) revise.run(now, orderId, line.hash, line.ordinal)
      }
    }
  }
}
