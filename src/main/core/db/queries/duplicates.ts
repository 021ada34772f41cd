import type { Database } from 'better-sqlite3'
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
export function duplicateCustomers(db: Database, offset: number, limit: number): { total: number; rows: DuplicateGroup[] } {
  const isApart = apartTest(db)
  const found = db
    .prepare<[], { by: DuplicateGroup['by']; key: string; ids: string }>(
      `SELECT "by", key, ids FROM (${groups('email')} UNION ALL ${groups('phone')}) GROUP BY ids HAVING "by" = MIN("by") ORDER BY first, "by", key`
    )
    .all()
    .map(({ ids, ...group }) => ({ ...group, ids: (JSON.parse(ids) as number[]).sort((a, b) => a - b) }))
    .filter(({ ids }) => !isApart(ids))
  const reach = db.prepare<[number], { email: string | null; phone: string | null }>('SELECT email, phone FROM customer WHERE id = ?')
  const rows = found.slice(offset, offset + limit).map(({ by, key, ids }) => ({
    by,
    key,
    customers: ids.flatMap((id) => {
      const customer = findCustomer(db, id)
      return customer === undefined ? [] : [{ ...customer, email: null, phone: null, ...reach.get(id) }]
    })
  }))
  return { total: found.length, rows }
}
