/** What is known of customers besides their orders, as columns in the order of the given ids. */
import type Database from 'better-sqlite3'

/** NaN where it is not known. */
type Numbers = Float64Array
/** Null where it is not known. */
type Texts = (string | null)[]

/** Tickets that a customer opened before the cutoff; null where there are no tickets at all. */
export function ticketCounts(db: Database.Database, customers: Float64Array, cutoff: number): Numbers | null {
  const rows = db
    .prepare<[number], [number, number]>(
      'SELECT customer_id, count(*) FROM ticket WHERE customer_id IS NOT NULL AND (opened_at IS NULL OR opened_at < ?) GROUP BY customer_id'
    )
    .raw()
    .all(cutoff)
  return rows.length === 0 ? null : aligned(customers, rows, 0)
}

/** Mean score of one type of question, as a share of the best score, before the cutoff; null where nobody was asked. */
export function meanScores(db: Database.Database, customers: Float64Array, type: 'csat' | 'nps', cutoff: number): Numbers | null {
  const rows = db
    .prepare<{ type: string; cutoff: number; usual: number }, [number, number]>(
      `SELECT customer_id, avg(score / coalesce(scale, @usual)) FROM feedback
       WHERE customer_id IS NOT NULL AND type = @type AND score IS NOT NULL AND coalesce(scale, @usual) > 0 AND (at IS NULL OR at < @cutoff)
       GROUP BY customer_id`
    )
    .raw()
    .all({ type, cutoff, usual: type === 'nps' ? 10 : 5 })
  return rows.length === 0 ? null : aligned(customers, rows, Number.NaN)
}

/** What groups touchpoints: the one place to change when they belong to stages. */
const touchpointGroup = "coalesce(nullif(trim(event), ''), nullif(trim(channel), ''))"

/** How often each kind of touchpoint happened to each customer before the cutoff, the most frequent kinds first. */
export function touchpointCounts(db: Database.Database, customers: Float64Array, cutoff: number): { name: string; values: Numbers }[] {
  const rows = db
    .prepare<[number], [number, string, number]>(
      `SELECT customer_id, ${touchpointGroup} AS kind, sum(count) FROM touchpoint
       WHERE customer_id IS NOT NULL AND at < ? AND kind IS NOT NULL GROUP BY customer_id, kind`
    )
    .raw()
    .all(cutoff)
  const byName = Map.groupBy(rows, ([, name]) => name)
  const total = (of: typeof rows) => of.reduce((sum, [, , count]) => sum + count, 0)
  return [...byName]
    .sort(([a, x], [b, y]) => total(y) - total(x) || (a < b ? -1 : 1))
    .map(([name, of]) => ({
      name,
      values: aligned(
        customers,
        of.map(([customer, , count]): [number, number] => [customer, count]),
        0
      )
    }))
}

export interface Profiles {
  country: Texts
  region: Texts
  cameFrom: Texts
  newsletter: Numbers
  /** Seconds. */
  registeredAt: Numbers
  /** Columns that no field holds, by their header. */
  extra: Map<string, Texts>
}

/** All customers, ascending; who was merged into another is that one. */
export function customerIds(db: Database.Database): number[] {
  return db.prepare<[], number>('SELECT id FROM customer WHERE same_as IS NULL ORDER BY id').pluck().all()
}

/** What lists of customers say of them. O(customers × columns). */
export function customerProfiles(db: Database.Database, customers: Float64Array): Profiles {
  const rows = db
    .prepare<[], [number, string | null, string | null, string | null, number | null, number | null, string]>(
      'SELECT id, country, region, channel, newsletter, registered_at, extra FROM customer WHERE same_as IS NULL ORDER BY id'
    )
    .raw()
  const found: Profiles = {
    country: [],
    region: [],
    cameFrom: [],
    newsletter: new Float64Array(customers.length).fill(Number.NaN),
    registeredAt: new Float64Array(customers.length).fill(Number.NaN),
    extra: new Map()
  }
  let i = 0
  for (const [id, country, region, channel, newsletter, registered, extra] of rows.iterate()) {
    while (i < customers.length && (customers[i] as number) < id) i++
    if (customers[i] !== id) continue
    found.country[i] = country
    found.region[i] = region
    found.cameFrom[i] = channel
    found.newsletter[i] = newsletter ?? Number.NaN
    found.registeredAt[i] = registered ?? Number.NaN
    for (const [header, text] of Object.entries(JSON.parse(extra) as Record<string, unknown>)) {
      const column = found.extra.get(header) ?? new Array<string | null>(customers.length).fill(null)
      found.extra.set(header, column)
      const value = String(text ?? '').trim()
      column[i] = value === '' ? null : value
    }
  }
  return found
}

function aligned(customers: Float64Array, rows: readonly [number, number][], without: number): Numbers {
  const known = new Map(rows)
  return customers.map((id) => known.get(id) ?? without)
}
