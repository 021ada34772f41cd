import type { Database } from 'better-sqlite3'
import type { CustomerRow, CustomerSort } from '../../../../shared/model/customer.ts'
import type { CustomersAmong } from '../../../../shared/model/explanation.ts'
import { amongSql } from './customers-among.ts'
import { decimalsOf, major } from './money.ts'
import { analysedCurrency } from './settings.ts'

export interface CustomerQuery {
  /** Part of code, name or e-mail address. */
  search: string
  /** Id of a segment. */
  segment: number | null
  /** Exactly those that a count on a screen of segments stands for. */
  among?: CustomersAmong | null
  /** Only these ids; null: whoever else fits. */
  only?: readonly number[] | null
  sort: CustomerSort
  descending: boolean
  offset: number
  limit: number
}

/** An index covers each of these within its table, so that a page of all customers is walked to instead of sorted. */
const sorts: Record<CustomerSort, { table: 'customer' | 'customer_summary'; by: string }> = {
  // Known in a short list alone.
  chance: { table: 'customer', by: '(SELECT h.chance FROM chances h WHERE h.id = k.id)' },
  code: { table: 'customer', by: 'k.code' },
  name: { table: 'customer', by: 'k.name COLLATE NOCASE' },
  country: { table: 'customer', by: 'k.country COLLATE NOCASE' },
  orders: { table: 'customer_summary', by: 'k.orders' },
  net: { table: 'customer_summary', by: 'k.net' },
  meanOrderValue: { table: 'customer_summary', by: 'k.mean_value' },
  firstAt: { table: 'customer_summary', by: 'k.first_at' },
  lastAt: { table: 'customer_summary', by: 'k.last_at' }
}

/** A column of customer c, or where it is blank that of somebody who was merged into it. */
export function knownOf(column: 'name' | 'email' | 'phone' | 'country'): string {
  return `COALESCE(c.${column}, (SELECT m.${column} FROM customer m WHERE m.same_as = c.id AND m.${column} IS NOT NULL ORDER BY m.id LIMIT 1))`
}

/** A `CustomerRow` of customer c and its summary s, amounts in units of the currency's decimals. */
const columns = `c.id, c.code, ${knownOf('name')} AS name, ${knownOf('country')} AS country, COALESCE(s.orders, 0) AS orders, COALESCE(s.net, 0) AS net,
  s.mean_value AS meanOrderValue, s.first_at AS firstAt, s.last_at AS lastAt,
  (SELECT m.segment_id FROM segment_member m WHERE m.customer_id = c.id AND m.run_id = @run) AS segmentId`

/**
 * A page of customers in the analysed currency, unknown values last, and how many match in all. Everyone: O(offset + limit).
 * A segment: O(members). A search: O(customers).
 */
export function listCustomers(db: Database, query: CustomerQuery): { total: number; rows: CustomerRow[] } {
  const currency = analysedCurrency(db)
  const among = query.among ? amongSql(db, query.among) : null
  const { table, by } = sorts[query.sort === 'chance' && !among?.chance ? 'net' : query.sort]
  const direction = query.descending ? 'DESC' : 'ASC'
  const id = table === 'customer' ? 'k.id' : 'k.customer_id'
  const order = `ORDER BY ${by} ${direction} NULLS LAST, ${id} ${direction}`
  const searched = foundSql(query)
  const chosen = [among && `SELECT id FROM (${among.sql})`, searched && `SELECT id FROM (${searched})`].filter((part) => part !== null)
  const from = chosen.length === 0 ? null : chosen.join(' INTERSECT ').replace(/^SELECT id/, 'SELECT DISTINCT id')
  const chances = among?.chance ? `chances AS MATERIALIZED (SELECT id, MAX(chance) AS chance, soon FROM (${among.sql}) GROUP BY id),` : ''
  const page =
    from === null
      ? `SELECT ${id} AS id FROM ${table} k WHERE ${table === 'customer' ? 'k.same_as IS NULL' : 'k.currency = @currency'} ${order} LIMIT @limit OFFSET @offset`
      : `SELECT ${id} AS id FROM found CROSS JOIN ${table} k ON ${id} = found.id ${table === 'customer' ? '' : 'AND k.currency = @currency'}
         ${order} LIMIT @limit OFFSET @offset`
  // The row of the total stands also where the page is empty.
  const rows = db
    .prepare<[object], Omit<Partial<CustomerRow>, 'soon'> & { total: number; soon?: string | null }>(
      `WITH ${chances} ${from === null ? '' : `found AS MATERIALIZED (${from}),`} page AS MATERIALIZED (${page})
       SELECT (SELECT ${from === null ? 'customers FROM workspace_summary' : 'COUNT(*) FROM found'}) AS total, ${columns}
              ${among?.chance ? ', (SELECT h.chance FROM chances h WHERE h.id = c.id) AS chance, (SELECT h.soon FROM chances h WHERE h.id = c.id) AS soon' : ''}
       FROM (SELECT 1) LEFT JOIN page LEFT JOIN customer c ON c.id = page.id
       LEFT JOIN customer_summary s ON s.customer_id = c.id AND s.currency = @currency`
    )
    .all({
      ...query,
      among: null,
      ...among?.parameters,
      ...patterns(query.search),
      only: query.only === undefined || query.only === null ? null : JSON.stringify(query.only),
      currency,
      run: latestRun(db)
    })
  const decimals = decimalsOf(db, currency)
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.flatMap(({ total: _total, soon, ...row }) =>
      row.id === null ? [] : [inMajorUnits({ ...row, ...(soon && { soon: JSON.parse(soon) }) } as CustomerRow, decimals)]
    )
  }
}

/** One customer in the analysed currency; undefined if there is none. O(log n). */
export function findCustomer(db: Database, id: number): CustomerRow | undefined {
  const currency = analysedCurrency(db)
  const row = db
    .prepare<[object], CustomerRow>(
      `SELECT ${columns} FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id AND s.currency = @currency WHERE c.id = @id`
    )
    .get({ id, currency, run: latestRun(db) })
  return row && inMajorUnits(row, decimalsOf(db, currency))
}

/** How the files call these customers, by id. O(n log customers). */
export function customerCodes(db: Database, ids: readonly number[]): Map<number, string> {
  const rows = db
    .prepare<[string], [number, string]>('SELECT c.id, c.code FROM json_each(?) ids CROSS JOIN customer c ON c.id = ids.value')
    .raw()
    .all(JSON.stringify(ids))
  return new Map(rows)
}

/** Id of the newest segmentation. */
export function latestRun(db: Database): number | null {
  return db.prepare<[], number | null>("SELECT MAX(id) FROM run WHERE kind = 'segments'").pluck().get() ?? null
}

/** Ids of those who match; null when nothing is asked. */
function foundSql(query: CustomerQuery): string | null {
  const { search, segment, only = null } = query
  if (only !== null) {
    const rest = foundSql({ ...query, only: null })
    // Who was merged since is counted as the one.
    const chosen = 'SELECT DISTINCT COALESCE(c.same_as, c.id) AS id FROM json_each(@only) o JOIN customer c ON c.id = o.value'
    return rest === null ? chosen : `SELECT id FROM (${chosen}) WHERE id IN (${rest})`
  }
  const columnsSearched = ['c.code', 'c.name', 'c.email']
  const matches = columnsSearched
    .flatMap((column) => Object.keys(patterns(search)).map((pattern) => `${column} LIKE @${pattern} ESCAPE '\\'`))
    .join(' OR ')
  // Who was merged into another is found, and counted, as that one.
  const members = 'SELECT DISTINCT COALESCE(c.same_as, c.id) AS id FROM segment_member m JOIN customer c ON c.id = m.customer_id'
  if (segment === null) return search === '' ? null : `SELECT DISTINCT COALESCE(c.same_as, c.id) AS id FROM customer c WHERE ${matches}`
  return `${members} WHERE m.segment_id = @segment ${search === '' ? '' : `AND (${matches})`}`
}

/** LIKE ignores the case of ASCII letters alone: for others the text is looked for in both cases and capitalised. */
function patterns(search: string): Record<string, string> {
  const escaped = search.replace(/[\\%_]/g, '\\$&')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what ASCII is.
  if (/^[\x00-\x7f]*$/.test(escaped)) return { text: `%${escaped}%` }
  const lower = escaped.toLowerCase()
  const forms = [escaped, lower, escaped.toUpperCase(), lower.replace(/(^|[\s-])\S/gu, (start) => start.toUpperCase())]
  return Object.fromEntries([...new Set(forms)].map((form, i) => [`text${i}`, `%${form}%`]))
}

function inMajorUnits(row: CustomerRow, decimals: number): CustomerRow {
  return { ...row, net: major(row.net, decimals), meanOrderValue: row.meanOrderValue === null ? null : major(row.meanOrderValue, decimals) }
}
