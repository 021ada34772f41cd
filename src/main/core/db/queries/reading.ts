/** What is stored already that the reading of further files depends on. */
import type { Database } from 'better-sqlite3'
import { orderCurrencies } from './money.ts'

export interface StoredReading {
  /** Of orders; '' for those that name none. */
  currencies: string[]
  /** Best possible scores of feedback, by type and, where a row answers several, question, as `scaleName` names them. */
  scales: Record<string, number>
}

/** O(answers). */
export function storedReading(db: Database): StoredReading {
  const scales = db
    .prepare<[], { name: string; scale: number }>(
      `SELECT type || COALESCE(': ' || question, '') AS name, scale FROM feedback
       WHERE type IS NOT NULL AND scale IS NOT NULL GROUP BY name, scale ORDER BY name, COUNT(*)`
    )
    .all()
  // Of several, the one of most answers.
  return { currencies: orderCurrencies(db), scales: Object.fromEntries(scales.map(({ name, scale }) => [name, scale])) }
}

/** The newest import that is still there and held the same bytes, and sheet. */
export function importOf(db: Database, fingerprint: string, sheet: string | null): { label: string; at: number } | undefined {
  return db
    .prepare<[string, string | null], { label: string; at: number }>(
      `SELECT i.label, i.imported_at AS at FROM source s JOIN import i ON i.id = s.import_id
       WHERE s.fingerprint = ? AND s.sheet IS ? ORDER BY s.id DESC LIMIT 1`
    )
    .get(fingerprint, sheet)
}
