import type { Database } from 'better-sqlite3'
import { latestRun } from './customers.ts'

/** Segments of the newest segmentation, and which one each customer is in: 1 for the first name. */
export interface SegmentGroups {
  run: number
  names: { name: string; segment: number; slot: number }[]
  slotOf: Map<number, number>
}

let kept: { db: Database; members: number; groups: SegmentGroups } | null = null

/** Null before the first segmentation. O(members) for each new one. */
export function segmentGroups(db: Database): SegmentGroups | null {
  const run = latestRun(db)
  if (run === null) return null
  const members = db.prepare<[number], number>('SELECT count(*) FROM segment_member WHERE run_id = ?').pluck().get(run) ?? 0
  if (kept?.db === db && kept.groups.run === run && kept.members === members) return kept.groups
  const segments = db
    .prepare<[number], { id: number; name: string; slot: number }>('SELECT id, name, slot FROM segment WHERE run_id = ? ORDER BY slot')
    .all(run)
  const indexOf = new Map(segments.map(({ id }, i) => [id, i + 1]))
  const rows = db
    .prepare<[number], [number, number]>(
      `SELECT COALESCE(c.same_as, c.id), m.segment_id FROM segment_member m JOIN customer c ON c.id = m.customer_id WHERE m.run_id = ?`
    )
    .raw()
    .all(run)
  const groups: SegmentGroups = {
    run,
    names: segments.map(({ id, name, slot }) => ({ name, segment: id, slot })),
    slotOf: new Map(rows.map(([customer, segment]) => [customer, indexOf.get(segment) ?? 0]))
  }
  kept = { db, members, groups }
  return groups
}
