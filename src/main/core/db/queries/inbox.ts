/** The inbox: alerts that last from run to run. */
import type { Database } from 'better-sqlite3'
import type { Alert, AlertState, InboxAlert, InboxChange, InboxFilter } from '../../../../shared/model/alerts.ts'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { endOfDay } from './dates.ts'

/** Kinds that are one matter until the next order, and what else tells this time from the last one. */
function episodeOf({ kind, evidence }: Alert): string {
  if (kind === 'unplanned-purchase') return String(evidence.orderDate ?? '')
  if (kind === 'preference-shift') return String(evidence.category ?? '')
  if (kind === 'spend-change') return evidence.rising === 1 ? 'rising' : 'falling'
  return kind === 'newly-regular' || kind === 'population-anomaly' ? '' : String(evidence.lastOrderDate ?? '')
}

function subjectOf({ customer, evidence }: Alert): string {
  return customer ?? `${evidence.grouping}:${evidence.subject}`
}

/**
 * Takes in what a run found: what is known already ages, what is new is new, what the run does not find any more closes by itself. A run for
 * an earlier day than the newest changes nothing: it looks back. To be called within the transaction that stores the run.
 *
 * O(alerts + open alerts).
 */
export function receiveAlerts(db: Database, asOf: IsoDate, alerts: readonly Alert[]): void {
  const newest = db.prepare<[], string | null>('SELECT max(last_as_of) FROM alert').pluck().get() ?? null
  if (newest !== null && asOf < newest) return
  const put = db.prepare(
    `INSERT INTO alert (kind, subject, episode, first_as_of, last_as_of, looks, worth, content)
     VALUES (@kind, @subject, @episode, @asOf, @asOf, 1, @worth, @content)
     ON CONFLICT (kind, subject, episode) DO UPDATE SET
       looks = looks + (last_as_of < excluded.last_as_of), last_as_of = excluded.last_as_of, worth = excluded.worth, content = excluded.content,
       closed_as_of = NULL, closed_why = NULL`
  )
  const found = new Set<string>()
  for (const alert of alerts) {
    const [subject, episode] = [subjectOf(alert), episodeOf(alert)]
    found.add(JSON.stringify([alert.kind, subject, episode]))
    put.run({ kind: alert.kind, subject, episode, asOf, worth: alert.worth, content: JSON.stringify(alert) })
  }
  const open = db
    .prepare<[], { id: number; kind: string; subject: string; episode: string; since: string }>(
      `SELECT id, kind, subject, episode, COALESCE(content ->> '$.evidence.lastOrderDate', first_as_of) AS since
       FROM alert WHERE closed_as_of IS NULL`
    )
    .all()
  const ordered = db
    .prepare<{ subject: string; since: number; cutoff: number }, number>(
      `SELECT EXISTS (SELECT 1 FROM customer c
                      JOIN orders o ON o.customer_id = COALESCE(c.same_as, c.id)
                      JOIN order_line l ON l.order_id = o.id
                      WHERE c.code = @subject AND l.kind = 'sale' AND l.at >= @since AND l.at < @cutoff)`
    )
    .pluck()
  const close = db.prepare('UPDATE alert SET closed_as_of = ?, closed_why = ? WHERE id = ?')
  for (const { id, kind, subject, episode, since } of open) {
    if (found.has(JSON.stringify([kind, subject, episode]))) continue
    const hasOrdered = ordered.get({ subject, since: endOfDay(since), cutoff: endOfDay(asOf) }) === 1
    close.run(asOf, hasOrdered ? 'ordered' : 'over', id)
  }
}

interface Row {
  id: number
  state: AlertState
  firstSeen: string
  lastSeen: string
  looks: number
  snoozedUntil: string | null
  dismissal: string | null
  owner: string | null
  note: string | null
  closedAsOf: string | null
  closedWhy: 'ordered' | 'over' | null
  content: string
}

/** A snooze that is over by the as-of date is new again. */
const stateNow = "CASE WHEN state = 'snoozed' AND snoozed_until <= @asOf THEN 'new' ELSE state END"

/** A page of the inbox, the most worthwhile first, and how many are in which state under the same filter but for the states. O(alerts). */
export function listInbox(
  db: Database,
  asOf: IsoDate,
  { states, kinds, owner, customer, closed }: InboxFilter,
  offset: number,
  limit: number
): { total: number; rows: InboxAlert[]; states: Partial<Record<AlertState, number>> } {
  const values = { asOf, owner: owner ?? null, customer: customer ?? null, kinds: kinds ? JSON.stringify(kinds) : null }
  const among = `(closed_as_of IS ${closed ? 'NOT NULL' : 'NULL'}) AND (@owner IS NULL OR owner = @owner) AND (@customer IS NULL OR subject = @customer)
    AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))`
  const counts = db
    .prepare<typeof values, [AlertState, number]>(`SELECT ${stateNow} AS now, count(*) FROM alert WHERE ${among} GROUP BY now`)
    .raw()
    .all(values)
  const wanted = states ?? null
  const rows = db
    .prepare<typeof values & { states: string | null; offset: number; limit: number }, Row>(
      `SELECT id, ${stateNow} AS state, first_as_of AS firstSeen, last_as_of AS lastSeen, looks, snoozed_until AS snoozedUntil, reason AS dismissal,
              owner, note, closed_as_of AS closedAsOf, closed_why AS closedWhy, content
       FROM alert WHERE ${among} AND (@states IS NULL OR ${stateNow} IN (SELECT value FROM json_each(@states)))
       ORDER BY worth DESC, id LIMIT @limit OFFSET @offset`
    )
    .all({ ...values, states: wanted && JSON.stringify(wanted), offset, limit })
  return {
    total: counts.reduce((sum, [state, n]) => sum + (wanted === null || wanted.includes(state) ? n : 0), 0),
    states: Object.fromEntries(counts),
    rows: rows.map(({ content, closedAsOf, closedWhy, snoozedUntil, ...row }) => ({
      ...(JSON.parse(content) as Alert),
      ...row,
      snoozedUntil: row.state === 'snoozed' ? snoozedUntil : null,
      closed: closedAsOf === null || closedWhy === null ? null : { asOf: closedAsOf, why: closedWhy }
    }))
  }
}

/** Changes some alerts at once; how many of them there were. */
export function changeInbox(db: Database, ids: readonly number[], change: InboxChange, now: number): number {
  const sets: string[] = ['changed_at = @now']
  if (change.state !== undefined) sets.push('state = @state', 'snoozed_until = @snoozedUntil')
  // A dismissal is the reason of one state; another state takes it away.
  if (change.dismissal !== undefined || (change.state !== undefined && change.state !== 'dismissed')) sets.push('reason = @dismissal')
  if (change.owner !== undefined) sets.push('owner = @owner')
  if (change.note !== undefined) sets.push('note = @note')
  return db.prepare(`UPDATE alert SET ${sets.join(', ')} WHERE id IN (SELECT value FROM json_each(@ids))`).run({
    ids: JSON.stringify(ids),
    now: Math.floor(now / 1_000),
    state: change.state ?? null,
    snoozedUntil: change.snoozedUntil ?? null,
    dismissal: change.dismissal || null,
    owner: change.owner || null,
    note: change.note || null
  }).changes
}
