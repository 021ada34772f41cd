/** Customers who share an address or a number and are different people all the same: the user's word, kept by their codes. */
import type { Database } from 'better-sqlite3'
import type { ApartPair } from '../../../../shared/model/customer.ts'
import { getSetting, setSetting } from './settings.ts'

type Codes = [string, string]

const inOrder = (a: string, b: string): Codes => (a < b ? [a, b] : [b, a])
const same = ([a, b]: Codes, [c, d]: Codes): boolean => a === c && b === d

/** Writes down that each of these is another person than each other one, or takes that back. O(pairs known × pairs said). */
export function sayApart(db: Database, codes: readonly string[], apart: boolean): void {
  const said = codes.flatMap((code, i) => codes.slice(i + 1).map((other) => inOrder(code, other)))
  const others = (getSetting(db, 'apart') ?? []).filter((known) => !said.some((pair) => same(pair, known)))
  const all = apart ? [...others, ...said] : others
  setSetting(db, 'apart', all.length === 0 ? null : all)
}

/** Whether the user said of all of these, pair by pair, that they are different people. */
export function apartTest(db: Database): (ids: readonly number[]) => boolean {
  const pairs = new Set(knownPairs(db).map(({ customers: [a, b] }) => `${Math.min(a.id, b.id)} ${Math.max(a.id, b.id)}`))
  if (pairs.size === 0) return () => false
  return (ids) => ids.every((id, i) => ids.slice(i + 1).every((other) => pairs.has(`${Math.min(id, other)} ${Math.max(id, other)}`)))
}

/** The pairs, the newest first. One whose customers are not both in the workspace any more says nothing. O(pairs). */
export function apartPairs(db: Database, offset: number, limit: number): { total: number; rows: ApartPair[] } {
  const pairs = knownPairs(db).reverse()
  return { total: pairs.length, rows: pairs.slice(offset, offset + limit) }
}

function knownPairs(db: Database): ApartPair[] {
  const find = db.prepare<[string], ApartPair['customers'][0]>('SELECT id, code, name FROM customer WHERE code = ?')
  return (getSetting(db, 'apart') ?? []).flatMap(([a, b]) => {
    const [first, second] = [find.get(a), find.get(b)]
    return first === undefined || second === undefined ? [] : [{ customers: [first, second] }]
  })
}
