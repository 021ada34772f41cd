/** The inbox: alerts that last from run to run. */
import type { Database } from 'better-sqlite3'
import {
  type Alert,
  type AlertKind,
  type AlertLesson,
  AlertPlan,
  type AlertState,
  type InboxAlert,
  type InboxChange,
  type InboxFilter,
  UNTRUE
} from '../../../../shared/model/alerts.ts'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { endOfDay } from './dates.ts'
import { getSetting } from './settings.ts'

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
 * an earlier day than the newest changes nothing: it looks back. But where the data no longer reach that newest day, as an import was undone, the
 * run is of today, and what only the later days had shown goes, unless somebody has dealt with it. To be called within the transaction that stores the run.
 *
 * @param known the newest day of the data
 *
 * O(alerts + open alerts).
 */
export function receiveAlerts(db: Database, asOf: IsoDate, known: IsoDate | null, alerts: readonly Alert[]): void {
  const newest = db.prepare<[], string | null>('SELECT max(last_as_of) FROM alert').pluck().get() ?? null
  if (newest !== null && asOf < newest) {
    if (known !== null && asOf < known) return
    db.prepare('DELETE FROM alert WHERE first_as_of > ? AND changed_at IS NULL').run(asOf)
  }
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
  customerId: number | null
  name: string | null
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

export interface Inbox {
  total: number
  rows: InboxAlert[]
  /** How many there are under the same filter but for what is counted by. */
  states: Partial<Record<AlertState, number>>
  kinds: Partial<Record<AlertKind, number>>
  /** Of the kinds of which any was dismissed. */
  lessons: Partial<Record<AlertKind, AlertLesson>>
  /** Everybody who owns an alert that is open. */
  owners: string[]
}

/** A snooze that is over by the as-of date is new again. */
const stateNow = "CASE WHEN state = 'snoozed' AND snoozed_until <= @asOf THEN 'new' ELSE state END"
const waiting = "('new', 'seen', 'planned')"
/** What an alert is ordered by. */
const weighed = "worth * COALESCE(@weights ->> ('$.\"' || kind || '\"'), 1)"

/** So many kept ones are taken for granted, so that the first dismissal does not bury a kind. */
const GRANTED = 8

/** What was made of each kind. O(alerts). */
function lessonsOf(db: Database): Partial<Record<AlertKind, AlertLesson>> {
  const rows = db
    .prepare<[], { kind: AlertKind; kept: number; dismissed: number }>(
      `SELECT kind, SUM(state IN ('planned', 'done')) AS kept, SUM(state = 'dismissed') AS dismissed FROM alert GROUP BY kind HAVING dismissed > 0`
    )
    .all()
  return Object.fromEntries(
    rows.map(({ kind, kept, dismissed }) => [kind, { kept, dismissed, weight: (kept + GRANTED) / (kept + dismissed + GRANTED) }])
  )
}

/**
 * A page of the inbox, the most worthwhile first. `room`: how many more can be handled this week; only asked for when the filter is of the
 * week. `learns`: worth is weighed by what was made of the kind so far. O(alerts).
 */
export function listInbox(
  db: Database,
  asOf: IsoDate,
  { states, kinds, owner, customer, dismissal, closed, week }: InboxFilter,
  { offset, limit, room, learns }: { offset: number; limit: number; room: number; learns: boolean }
): Inbox {
  const lessons = lessonsOf(db)
  const values = {
    asOf,
    owner: owner ?? null,
    customer: customer ?? null,
    dismissal: dismissal ?? null,
    kinds: kinds ? JSON.stringify(kinds) : null,
    states: states ? JSON.stringify(states) : null,
    room: week ? Math.max(0, room) : null,
    weights: JSON.stringify(learns ? Object.fromEntries(Object.entries(lessons).map(([kind, { weight }]) => [kind, weight])) : {})
  }
  const open = `closed_as_of IS ${closed ? 'NOT NULL' : 'NULL'}`
  const whose =
    '(@owner IS NULL OR owner = @owner) AND (@customer IS NULL OR subject = @customer) AND (@dismissal IS NULL OR reason = @dismissal)'
  const ofKinds = '(@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))'
  const inStates = `(@states IS NULL OR ${stateNow} IN (SELECT value FROM json_each(@states)))`
  const ofWeek = `(@room IS NULL OR id IN (SELECT id FROM alert WHERE closed_as_of IS NULL AND ${stateNow} IN ${waiting} ORDER BY ${weighed} DESC, id LIMIT @room))`
  const counted = <T extends string>(by: string, where: readonly string[]) =>
    db
      .prepare<typeof values, [T, number]>(`SELECT ${by} AS what, count(*) FROM alert WHERE ${where.join(' AND ')} GROUP BY what`)
      .raw()
      .all(values)
  const where = [open, whose, ofKinds, inStates, ofWeek]
  const rows = db
    .prepare<typeof values & { offset: number; limit: number }, Row>(
      `SELECT found.*, COALESCE(c.same_as, c.id) AS customerId, c.name AS name
       FROM (SELECT id, ${stateNow} AS state, first_as_of AS firstSeen, last_as_of AS lastSeen, looks, snoozed_until AS snoozedUntil,
                    reason AS dismissal, owner, note, closed_as_of AS closedAsOf, closed_why AS closedWhy, content, subject, ${weighed} AS weighed
             FROM alert WHERE ${where.join(' AND ')} ORDER BY weighed DESC, id LIMIT @limit OFFSET @offset) found
       LEFT JOIN customer c ON c.code = found.subject AND found.content ->> '$.customer' IS NOT NULL
       ORDER BY found.weighed DESC, found.id`
    )
    .all({ ...values, offset, limit })
  const byState = counted<AlertState>(stateNow, [open, whose, ofKinds])
  return {
    total: counted('1', where)[0]?.[1] ?? 0,
    states: Object.fromEntries(byState),
    lessons,
    kinds: Object.fromEntries(counted<AlertKind>('kind', [open, whose, inStates, ofWeek])),
    owners: db
      .prepare<[], string>('SELECT DISTINCT owner FROM alert WHERE owner IS NOT NULL AND closed_as_of IS NULL ORDER BY owner')
      .pluck()
      .all(),
    rows: rows.map(({ content, closedAsOf, closedWhy, snoozedUntil, ...row }) =>
      inboxAlert(row, content, closedAsOf, closedWhy, snoozedUntil)
    )
  }
}

/** The customer is the one who has the code now: imports come and go. */
function inboxAlert(
  row: Omit<Row, 'content' | 'closedAsOf' | 'closedWhy' | 'snoozedUntil'>,
  content: string,
  closedAsOf: string | null,
  closedWhy: 'ordered' | 'over' | null,
  snoozedUntil: string | null
): InboxAlert {
  return {
    ...(JSON.parse(content) as Alert),
    ...row,
    snoozedUntil: row.state === 'snoozed' ? snoozedUntil : null,
    closed: closedAsOf === null || closedWhy === null ? null : { asOf: closedAsOf, why: closedWhy }
  }
}

/** Alerts of each kind that the user called not true, as far as the plan says that they count. In the order of the kinds' names. */
export function countUntrue(db: Database): Partial<Record<AlertKind, number>> {
  const { believes, believesFrom } = AlertPlan.parse(getSetting(db, 'alertPlan') ?? {})
  if (!believes) return {}
  const rows = db
    .prepare<[string, number], [AlertKind, number]>(
      "SELECT kind, count(*) FROM alert WHERE state = 'dismissed' AND reason = ? AND changed_at >= ? GROUP BY kind ORDER BY kind"
    )
    .raw()
    .all(UNTRUE, believesFrom)
  return Object.fromEntries(rows)
}

/** Alerts are numbered as they come: the number of the newest, and how many came after one. */
export function newestAlert(db: Database): number {
  return db.prepare<[], number>('SELECT COALESCE(max(id), 0) FROM alert').pluck().get() ?? 0
}

export function countFresh(db: Database, after: number): number {
  return db.prepare<[number], number>('SELECT count(*) FROM alert WHERE id > ? AND closed_as_of IS NULL').pluck().get(after) ?? 0
}

/** How many were done since a moment, in seconds since the epoch. */
export function countDone(db: Database, since: number): number {
  return db.prepare<[number], number>("SELECT count(*) FROM alert WHERE state = 'done' AND changed_at >= ?").pluck().get(since) ?? 0
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
