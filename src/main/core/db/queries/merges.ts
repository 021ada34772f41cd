/**
 * Customers who are one person. The one who was merged keeps its row, code and name; everything that names it stands under the
 * other (`customer_id`), with whom the file names beside it (`named_id`), so that a merge can be taken back whatever was imported
 * since, and whoever reads a table by `customer_id` sees one customer.
 */
import type { Database } from 'better-sqlite3'
import type { Merge } from '../../../../shared/model/customer.ts'
import type { Canonical } from '../entities/statements.ts'

/** Tables whose rows name a customer. */
const naming = ['orders', 'ticket', 'touchpoint', 'feedback', 'offer_response', 'subscription'] as const

/** Under whom each customer that was merged stands. O(merged customers), then O(1). */
export function mergedInto(db: Database): Canonical {
  const pairs = db.prepare<[], [number, number]>('SELECT id, same_as FROM customer WHERE same_as IS NOT NULL').raw().all()
  const into = new Map(pairs)
  return (customer) => into.get(customer) ?? customer
}

interface Member {
  id: number
  code: string
  mergedInto: number | null
  sameAs: number | null
}

const columns = 'id, code, merged_into AS mergedInto, same_as AS sameAs'

/** A customer as merges see it; undefined if there is none. */
export function findMember(db: Database, id: number): Member | undefined {
  return db.prepare<[number], Member>(`SELECT ${columns} FROM customer WHERE id = ?`).get(id)
}

/** Those who stand under a customer, the earliest first. */
export function membersOf(db: Database, root: number): Member[] {
  return db.prepare<[number], Member>(`SELECT ${columns} FROM customer WHERE same_as = ? ORDER BY id`).all(root)
}

/** Merges that stand, the newest first, each with whom it was merged into. O(merged customers). */
export function listMerges(db: Database, offset: number, limit: number): { total: number; rows: Merge[] } {
  const total = db.prepare<[], number>('SELECT COUNT(*) FROM customer WHERE merged_into IS NOT NULL').pluck().get() ?? 0
  const rows = db
    .prepare<[number, number], Omit<Merge, 'into'> & { intoId: number; intoCode: string; intoName: string | null }>(
      `SELECT c.id, c.code, c.name, COALESCE(c.merged_at, 0) AS mergedAt, r.id AS intoId, r.code AS intoCode, r.name AS intoName
       FROM customer c JOIN customer r ON r.id = c.same_as WHERE c.merged_into IS NOT NULL ORDER BY c.merged_at DESC, c.id LIMIT ? OFFSET ?`
    )
    .all(limit, offset)
  return {
    total,
    rows: rows.map(({ intoId, intoCode, intoName, ...merge }) => ({ ...merge, into: { id: intoId, code: intoCode, name: intoName } }))
  }
}

/** Everybody who stands under `other`, and that one, stand under `root` from now on. Both are nobody's members. */
export function merge(db: Database, root: number, other: number, at: number): void {
  db.prepare('UPDATE customer SET merged_into = ?, merged_at = ? WHERE id = ?').run(root, at, other)
  for (const { id } of [{ id: other }, ...membersOf(db, other)]) stand(db, id, other, root)
}

/** Takes the merge of this customer back, with whom had been merged into it before. */
export function unmerge(db: Database, id: number): void {
  const root = findMember(db, id)?.sameAs
  if (root === null || root === undefined) return
  db.prepare('UPDATE customer SET merged_into = NULL, merged_at = NULL WHERE id = ?').run(id)
  const branch = db
    .prepare<[number], number>(
      `WITH RECURSIVE branch (id) AS (VALUES (?) UNION SELECT c.id FROM customer c JOIN branch b ON c.merged_into = b.id) SELECT id FROM branch`
    )
    .pluck()
    .all(id)
  for (const member of branch) stand(db, member, root, id)
}

/** Moves what names `id` from under one customer to under another. O(rows under the one). */
function stand(db: Database, id: number, from: number, to: number): void {
  db.prepare('UPDATE customer SET same_as = ? WHERE id = ?').run(id === to ? null : to, id)
  for (const table of naming) {
    db.prepare(`UPDATE ${table} SET customer_id = ?, named_id = ? WHERE customer_id = ? AND COALESCE(named_id, customer_id) = ?`).run(
      to,
      id === to ? null : id,
      from,
      id
    )
  }
}

/**
 * Before customers are removed whom only one import knows: those who were merged with one of them stay together without it.
 * Answers the codes of customers who lose one that they were merged with.
 */
export function dissolveMerges(db: Database, undone: { firstSource: number; lastSource: number; id: number }): string[] {
  const leaving = new Set(
    db
      .prepare<[object], number>(
        `SELECT c.id FROM customer c WHERE c.source_id BETWEEN @firstSource AND @lastSource
           AND (c.same_as IS NOT NULL OR EXISTS (SELECT 1 FROM customer m WHERE m.same_as = c.id))
           AND NOT EXISTS (SELECT 1 FROM import_change k WHERE k.entity = 'customer' AND k.entity_id = c.id AND k.import_id <> @id)`
      )
      .pluck()
      .all(undone)
  )
  const losing = new Set<string>()
  for (const id of leaving) {
    const member = findMember(db, id)
    if (member === undefined) continue
    const children = db.prepare<[number], number>('SELECT id FROM customer WHERE merged_into = ?').pluck().all(id)
    const staying = children.filter((child) => !leaving.has(child))
    const next = member.mergedInto ?? staying[0] ?? children[0]
    if (member.mergedInto === null && next !== undefined) {
      // The first who stays takes the place of the one under whom all stand.
      db.prepare('UPDATE customer SET merged_into = NULL, merged_at = NULL WHERE id = ?').run(next)
      for (const { id: under } of membersOf(db, id)) stand(db, under, id, next)
    } else unmergeAlone(db, id)
    db.prepare('UPDATE customer SET merged_into = ? WHERE merged_into = ? AND id <> ?').run(next ?? null, id, next ?? 0)
    const root = next === undefined ? undefined : findMember(db, next)
    const heads = root === undefined ? [] : [findMember(db, root.sameAs ?? root.id)]
    for (const head of heads) if (head !== undefined && !leaving.has(head.id)) losing.add(head.code)
  }
  return [...losing]
}

/** Lets one customer go without those who were merged into it. */
function unmergeAlone(db: Database, id: number): void {
  const root = findMember(db, id)?.sameAs
  if (root === null || root === undefined) return
  db.prepare('UPDATE customer SET merged_into = NULL, merged_at = NULL WHERE id = ?').run(id)
  stand(db, id, root, id)
}
