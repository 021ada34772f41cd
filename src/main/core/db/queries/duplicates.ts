import type { Database } from 'better-sqlite3'
import { likelyRoot, namesAgree } from '../../../../shared/duplicates.ts'
import type { DuplicateGroup } from '../../../../shared/model/customer.ts'
import { apartTest } from './apart.ts'
import { findCustomer } from './customers.ts'

/** More people than this with the same address or number share it: it is the shop's own, or a placeholder. */
const mostPeople = 20

/** The one of each customer that lists show. */
const root = 'COALESCE(c.same_as, c.id)'

/** Keys that stand more than once are found in the index alone, so that the many that stand once cost little. */
const groups = (by: 'email' | 'phone'): string =>
  `SELECT '${by}' AS "by", k.key, MIN(${root}) AS first, json_group_array(DISTINCT ${root}) AS ids
   FROM (SELECT ${by}_key AS key FROM customer WHERE ${by}_key IS NOT NULL GROUP BY 1 HAVING COUNT(*) > 1) k
   CROSS JOIN customer c ON c.${by}_key = k.key AND c.${by}_key IS NOT NULL
   GROUP BY k.key HAVING COUNT(DISTINCT ${root}) BETWEEN 2 AND ${mostPeople}`

/**
 * Customers with the same normalised e-mail address or phone number, those known longest first. People who have both in common
 * are one group; those of whom the user said that they are different people are none. O(customers with an address or a number).
 */
export function duplicateCustomers(db: Database, offset: number, limit: number): DuplicatePage {
  const found = groupsFound(db)
  const reach = db.prepare<[number], { email: string | null; phone: string | null }>('SELECT email, phone FROM customer WHERE id = ?')
  const rows = found.slice(offset, offset + limit).map(({ by, key, ids }) => ({
    by,
    key,
    customers: ids.flatMap((id) => {
      const customer = findCustomer(db, id)
      return customer === undefined ? [] : [{ ...customer, email: null, phone: null, ...reach.get(id) }]
    })
  }))
  const people = new Set(found.flatMap(({ ids }) => ids)).size
  return { total: found.length, people, alike: found.filter(alike(db)).length, rows }
}

interface DuplicatePage {
  total: number
  /** How many customers stand in all of the groups. */
  people: number
  /** How many groups share an e-mail address and have names that agree. */
  alike: number
  rows: DuplicateGroup[]
}

/** Of each group that shares an e-mail address and whose names agree: who stays, and who is merged into that one. */
export function alikeCustomers(db: Database): { into: number; others: number[] }[] {
  return groupsFound(db)
    .filter(alike(db))
    .flatMap(({ ids }) => {
      const into = likelyRoot(ids.flatMap((id) => findCustomer(db, id) ?? []))
      return into === null ? [] : [{ into, others: ids.filter((id) => id !== into) }]
    })
}

interface Found {
  by: DuplicateGroup['by']
  key: string
  ids: number[]
}

function groupsFound(db: Database): Found[] {
  const isApart = apartTest(db)
  return db
    .prepare<[], { by: DuplicateGroup['by']; key: string; ids: string }>(
      `SELECT "by", key, ids FROM (${groups('email')} UNION ALL ${groups('phone')}) GROUP BY ids HAVING "by" = MIN("by") ORDER BY first, "by", key`
    )
    .all()
    .map(({ ids, ...group }) => ({ ...group, ids: (JSON.parse(ids) as number[]).sort((a, b) => a - b) }))
    .filter(({ ids }) => !isApart(ids))
}

function alike(db: Database): (group: Found) => boolean {
  const name = db.prepare<[number], string | null>('SELECT NULLIF(name, code) FROM customer WHERE id = ?').pluck()
  return ({ by, ids }) => by === 'email' && namesAgree(ids.map((id) => name.get(id) ?? null))
}
