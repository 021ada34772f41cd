import type { Database } from 'better-sqlite3'
import type { CustomersAmong } from '../../../../shared/model/explanation.ts'
import { alertAmongSql } from './alert-among.ts'
import { kpiAmongSql } from './kpi-among.ts'
import { channelOf } from './segment-facts.ts'
import { supportAmongSql } from './support-picks.ts'
import { upsellAmongSql } from './upsell-view.ts'

/** Ids of exactly the customers that a count on a screen stands for, as SQL, with its parameters. */
export interface AmongSql {
  sql: string
  /** Whether the SQL gives a chance of each beside the id, and what it is made of as JSON (`soon`). */
  chance?: true
  parameters: Record<string, string | number>
}

const SECONDS_A_DAY = 86_400

/** Who was merged into another since is found, and counted, as that one. */
const members = 'SELECT COALESCE(c.same_as, c.id) AS id FROM segment_member m JOIN customer c ON c.id = m.customer_id'

export function amongSql(db: Database, among: CustomersAmong): AmongSql {
  switch (among.of) {
    case 'champions':
      return {
        sql: `${members} WHERE m.segment_id = @amongSegment AND m.champion IS NOT NULL`,
        parameters: { amongSegment: among.segment }
      }
    case 'risk':
      return { sql: `${members} WHERE m.segment_id = @amongSegment AND m.risk IS NOT NULL`, parameters: { amongSegment: among.segment } }
    case 'rfm':
      return {
        sql: `${members} WHERE m.run_id = @amongRun AND m.rfm = @group ${among.segment === null ? '' : 'AND m.segment_id = @amongSegment'}`,
        parameters: { amongRun: among.run, group: among.group, ...(among.segment === null ? {} : { amongSegment: among.segment }) }
      }
    case 'pain':
      return {
        sql: `SELECT COALESCE(c.same_as, c.id) AS id FROM segment_pain m JOIN customer c ON c.id = m.customer_id
              WHERE m.segment_id = @amongSegment AND m.stage = @stage AND m.kind = @painKind AND m.topic = @topic`,
        parameters: { amongSegment: among.segment, stage: among.stage, painKind: among.kind, topic: among.topic }
      }
    case 'alert':
      return alertAmongSql(db, among.alert)
    case 'support':
      return supportAmongSql(db, among.pick)
    case 'moved':
      return movedSql(among)
    case 'kpi':
      return kpiAmongSql(among)
    case 'upsell':
      return upsellAmongSql(among)
    case 'channel':
      return {
        sql: `${members} WHERE m.segment_id = @amongSegment AND trim(${channelOf}) = @channel`,
        parameters: { amongSegment: among.segment, channel: among.channel, until: endOfRun(db, among.segment) }
      }
  }
}

/** Both days' assignments side by side; nobody on one of them is a side of its own. */
function movedSql({ run, from, to, source, target }: Extract<CustomersAmong, { of: 'moved' }>): AmongSql {
  const known = (side: number | null, name: string) => (side === null ? `${name}.customer_id IS NULL` : `${name}.segment_id = @${name}`)
  const there = (name: string, day: string) => `segment_assignment ${name} ON ${name}.run_id = @amongRun AND ${name}.as_of = @${day}`
  const [base, other] = target === null ? (['source', 'target'] as const) : (['target', 'source'] as const)
  const dayOf = { source: 'fromDay', target: 'toDay' } as const
  return {
    sql: `SELECT COALESCE(c.same_as, c.id) AS id FROM customer c
          JOIN ${there(base, dayOf[base])} AND ${base}.customer_id = c.id
          LEFT JOIN ${there(other, dayOf[other])} AND ${other}.customer_id = c.id
          WHERE ${known(source, 'source')} AND ${known(target, 'target')}`,
    parameters: {
      amongRun: run,
      fromDay: from,
      toDay: to,
      ...(source === null ? {} : { source }),
      ...(target === null ? {} : { target })
    }
  }
}

/** Seconds: the end of the day that the segment's run is as of. */
function endOfRun(db: Database, segment: number): number {
  const asOf = db
    .prepare<[number], string>('SELECT r.as_of FROM segment s JOIN run r ON r.id = s.run_id WHERE s.id = ?')
    .pluck()
    .get(segment)
  return asOf === undefined ? 0 : Date.parse(`${asOf}T00:00:00Z`) / 1000 + SECONDS_A_DAY
}
