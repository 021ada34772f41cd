import type { Database } from 'better-sqlite3'
import { type Belief, type BeliefChoices, BeliefResult, type BeliefStatement } from '../../../../shared/model/belief.ts'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { endOfDay } from './dates.ts'
import { segmentGroups } from './journey-segments.ts'

interface Row {
  id: number
  statement: string
  asOf: string | null
  verdict: Belief['verdict']
  result: string | null
}

/** The newest first. What was found before it was looked at what came after is not told: such a belief counts as not tested. */
export function listBeliefs(db: Database): Belief[] {
  return db
    .prepare<[], Row>('SELECT id, statement, as_of AS asOf, verdict, result FROM belief ORDER BY id DESC')
    .all()
    .map(({ id, statement, asOf, verdict, result }) => {
      const found = BeliefResult.safeParse(result === null ? null : JSON.parse(result))
      const tested = found.success ? { asOf, verdict, result: found.data } : { asOf: null, verdict: null, result: null }
      return { id, statement: JSON.parse(statement), ...tested }
    })
}

/** Keeps what was found of a statement; one that was stated before is found anew. */
export function storeBelief(db: Database, statement: BeliefStatement, now: number, tested: Omit<Belief, 'id' | 'statement'>): number {
  return db.transaction(() => {
    const text = JSON.stringify(statement)
    db.prepare('DELETE FROM belief WHERE statement = ?').run(text)
    const { lastInsertRowid } = db
      .prepare('INSERT INTO belief (statement, created_at, as_of, verdict, result) VALUES (?, ?, ?, ?, ?)')
      .run(text, Math.floor(now / 1_000), tested.asOf, tested.verdict, JSON.stringify(tested.result))
    return Number(lastInsertRowid)
  })()
}

export function removeBelief(db: Database, id: number): void {
  db.prepare('DELETE FROM belief WHERE id = ?').run(id)
}

/** What statements can be about, by name. O(products log). */
export function beliefChoices(db: Database): BeliefChoices {
  const products = db
    .prepare<[], { sku: string; name: string | null; category: string | null }>('SELECT sku, name, category FROM product')
    .all()
  const named = products.map(({ sku, name, category }) => ({ sku, name: name?.trim() || sku, category: category?.trim() ?? '' }))
  // Two products of one name are told apart by their numbers.
  const alike = Map.groupBy(named, ({ name }) => name)
  const sorted = (names: Iterable<string>) => [...names].sort((a, b) => a.localeCompare(b, 'en'))
  // A category is the same in small letters.
  const categories = new Map(named.filter(({ category }) => category !== '').map(({ category }) => [category.toLowerCase(), category]))
  return {
    products: sorted(new Set(named.map(({ name, sku }) => ((alike.get(name)?.length ?? 0) > 1 ? `${name} (${sku})` : name)))),
    categories: sorted(categories.values()),
    segments: segmentGroups(db)?.names.map(({ name }) => name) ?? [],
    newsletter: db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM customer WHERE newsletter IS NOT NULL)').pluck().get() === 1
  }
}

/** Of customers with orders until a day: whether they take the newsletter (null: not known), lines bought and lines given back. */
export function returnsByCustomer(
  db: Database,
  asOf: IsoDate
): { customer: number; newsletter: boolean | null; bought: number; back: number }[] {
  const end = endOfDay(asOf)
  return db
    .prepare<[number], { customer: number; newsletter: number | null; bought: number; back: number }>(
      `SELECT c.id AS customer, c.newsletter AS newsletter, SUM(l.kind = 'sale') AS bought, SUM(l.kind = 'return') AS back
       FROM orders o JOIN order_line l ON l.order_id = o.id JOIN customer c ON c.id = o.customer_id
       WHERE l.at < ? GROUP BY c.id ORDER BY c.id`
    )
    .all(end)
    .map(({ newsletter, ...rest }) => ({ ...rest, newsletter: newsletter === null ? null : newsletter === 1 }))
}
