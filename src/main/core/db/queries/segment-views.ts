import type { Database } from 'better-sqlite3'
import type { PainCellKey, PainRow } from '../../../../shared/model/explanation.ts'
import { latestRun } from './customers.ts'
import { decimalsOf, major } from './money.ts'
import { analysedCurrency } from './settings.ts'

/** A page of what happened to the customers of one cell of the pain points, the newest first, and how many rows there are. */
export function painRows(db: Database, cell: PainCellKey, offset: number, limit: number): { total: number; rows: PainRow[] } {
  const where = 'p.segment_id = @segment AND p.stage = @stage AND p.kind = @kind AND p.topic = @topic'
  const total =
    db
      .prepare<[object], number>(`SELECT COUNT(*) FROM segment_pain p JOIN customer c ON c.id = p.customer_id WHERE ${where}`)
      .pluck()
      .get(cell) ?? 0
  const rows = db
    .prepare<[object], PainRow>(
      `SELECT COALESCE(c.same_as, c.id) AS customer, c.code, c.name, p.at,
              CASE p.source WHEN 'ticket' THEN t.number WHEN 'order' THEN o.number WHEN 'touchpoint' THEN COALESCE(v.page, v.session, v.channel) ELSE f.type END AS reference,
              COALESCE(t.subject, f.title, t.category, v.event, v.page, v.campaign, v.channel) AS title, COALESCE(t.message, f.comment) AS text,
              COALESCE(f.score, t.rating) AS score, f.scale
       FROM segment_pain p JOIN customer c ON c.id = p.customer_id
       LEFT JOIN ticket t ON p.source = 'ticket' AND t.id = p.reference
       LEFT JOIN feedback f ON p.source = 'feedback' AND f.id = p.reference
       LEFT JOIN touchpoint v ON p.source = 'touchpoint' AND v.id = p.reference
       LEFT JOIN orders o ON p.source = 'order' AND o.id = p.reference
       WHERE ${where} ORDER BY p.at DESC, p.rowid LIMIT @limit OFFSET @offset`
    )
    .all({ ...cell, offset, limit })
  return { total, rows }
}

/** Stores who is in which segment on a day; a day that is there already stays. `places[i]` is an index into `segments`. */
export function storeAssignment(
  db: Database,
  run: number,
  asOf: string,
  customers: Float64Array,
  places: Int32Array,
  segments: readonly number[]
): void {
  db.transaction(() => {
    db.prepare('DELETE FROM segment_assignment WHERE run_id = ? AND as_of = ?').run(run, asOf)
    const insert = db.prepare('INSERT INTO segment_assignment (run_id, as_of, customer_id, segment_id) VALUES (?, ?, ?, ?)')
    customers.forEach((customer, i) => {
      insert.run(run, asOf, customer, segments[places[i] ?? -1] ?? -1)
    })
  })()
}

export interface MemberRow {
  code: string
  name: string | null
  email: string | null
  country: string | null
  segment: number
  segmentName: string
  orders: number
  net: number
  currency: string
  firstAt: number | null
  lastAt: number | null
  rfm: string | null
  champion: number
  risk: number | null
}

/** Everybody in the newest segments, or in one of them, by number. O(members). */
export function memberRows(db: Database, segment: number | null): MemberRow[] {
  const currency = analysedCurrency(db)
  const decimals = decimalsOf(db, currency)
  return db
    .prepare<{ run: number | null; segment: number | null; currency: string }, MemberRow>(
      `SELECT c.code, c.name, c.email, c.country, g.id AS segment, g.name AS segmentName, COALESCE(s.orders, 0) AS orders, COALESCE(s.net, 0) AS net,
              @currency AS currency, s.first_at AS firstAt, s.last_at AS lastAt, m.rfm, m.champion IS NOT NULL AS champion, m.risk
       FROM segment_member m JOIN segment g ON g.id = m.segment_id JOIN customer c ON c.id = m.customer_id
       LEFT JOIN customer_summary s ON s.customer_id = c.id AND s.currency = @currency
       WHERE m.run_id = @run AND (@segment IS NULL OR m.segment_id = @segment) ORDER BY c.code`
    )
    .all({ run: latestRun(db), segment, currency })
    .map((row) => ({ ...row, net: major(row.net, decimals) }))
}
