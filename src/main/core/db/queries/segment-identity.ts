import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import type { NameReason } from '../../../../shared/model/segments.ts'
import type { Members, StoredResult } from './segments.ts'

/** A stored run: its segments as they are called now, and who is in which. */
export interface StoredRun {
  id: number
  asOf: IsoDate
  /** In the order of the result's segments. */
  segments: EarlierSegment[]
  /** `slots[i]` is the place of the customer's segment in `segments`. */
  members: Members
}

/** A stored run as far as a later one goes on with it. */
export interface EarlierRun extends StoredRun {
  /** Names that the user gave, in this run or before. */
  said: SaidName[]
}

/** A name of the user's, and for whom it was meant. */
export interface SaidName extends Said {
  own: readonly number[]
  /** All who were grouped then. */
  there: ReadonlySet<number>
}

/** Where a name of the user's was given, as a run keeps it (`storeRunView`). */
export interface Said {
  name: string
  /** The segment of the run that has the name; null: none has, its people are not together in it. */
  segment: number | null
  /** The segment, and its run, whose members were meant. */
  of: { run: number; segment: number }
}

/** Name of the view that holds a run's `Said[]`; without one where nothing was said before it. */
export const SAID_VIEW = 'said'

export interface EarlierSegment {
  id: number
  slot: number
  name: string
  given: boolean
  /** What the name says; empty: nothing in particular, or nothing that is known. */
  because: NameReason[]
  /** Centre in original units, by feature. */
  centroid: Record<string, number>
  /** Most frequent value of each category. */
  modes: Record<string, string>
}

/** The run with this id, or the newest one, and what the user called its segments and those before; null where there is none. O(members × names). */
export function earlierRun(db: Database, id: number | null): EarlierRun | null {
  const run = storedRun(db, id)
  return run && { ...run, said: withPeople(db, saidIn(db, run.id, namesOf(db, run.id))) }
}

/** The same without what the user said. O(members). */
export function storedRun(db: Database, id: number | null): StoredRun | null {
  const run = db
    .prepare<[number | null, number | null], { id: number; asOf: IsoDate; result: string }>(
      `SELECT id, as_of AS asOf, result FROM run WHERE kind = 'segments' AND (? IS NULL OR id = ?) ORDER BY id DESC LIMIT 1`
    )
    .get(id, id)
  if (run === undefined) return null
  const { segments } = JSON.parse(run.result) as StoredResult
  const named = namesOf(db, run.id)
  const place = new Map(segments.map((segment, i) => [segment.id, i]))
  const rows = membersOf(db, run.id)
  return {
    id: run.id,
    asOf: run.asOf,
    segments: segments.map(({ id: segment, slot, name, because, centroid, modes }) => ({
      id: segment,
      slot,
      name: named.get(segment)?.name ?? name,
      given: named.get(segment)?.given ?? false,
      because: because ?? [],
      centroid,
      modes: modes ?? {}
    })),
    members: {
      customers: Float64Array.from(rows, ([customer]) => customer),
      slots: Int32Array.from(rows, ([, segment]) => place.get(segment) ?? 0)
    }
  }
}

/** Customer and segment, by customer. */
function membersOf(db: Database, run: number): [customer: number, segment: number][] {
  return db
    .prepare<[number], [number, number]>('SELECT customer_id, segment_id FROM segment_member WHERE run_id = ? ORDER BY customer_id')
    .raw()
    .all(run)
}

/** A name that was given in the run itself is meant for its members as they are; one that is now another segment's is that one's alone. */
function saidIn(db: Database, run: number, named: ReadonlyMap<number, { name: string; given: boolean }>): Said[] {
  const before = runView<Said[]>(db, run, SAID_VIEW) ?? []
  const here = [...named].flatMap(([segment, { name, given }]): Said[] => {
    if (!given) return []
    return [before.find((said) => said.segment === segment && said.name === name) ?? { name, segment, of: { run, segment } }]
  })
  const names = new Set([...named.values()].map(({ name }) => name.toLowerCase()))
  return [...here, ...before.filter(({ segment, name }) => segment === null && !names.has(name.toLowerCase()))]
}

function withPeople(db: Database, said: readonly Said[]): SaidName[] {
  const runs = new Map([...new Set(said.map(({ of }) => of.run))].map((run) => [run, membersOf(db, run)]))
  return said.map((one) => {
    const rows = runs.get(one.of.run) ?? []
    const own = rows.flatMap(([customer, segment]) => (segment === one.of.segment ? [customer] : []))
    return { ...one, own, there: new Set(rows.map(([customer]) => customer)) }
  })
}

/** The run that a stored one went on with. */
export function comparedRun(db: Database, run: number): number | null {
  return db.prepare<[number], number | null>('SELECT compared_id FROM run WHERE id = ?').pluck().get(run) ?? null
}

/** What the segments of a run are called now, by id. */
export function namesOf(db: Database, run: number): Map<number, { name: string; given: boolean }> {
  const rows = db
    .prepare<[number], { id: number; name: string; given: number }>('SELECT id, name, given FROM segment WHERE run_id = ?')
    .all(run)
  return new Map(rows.map(({ id, name, given }) => [id, { name, given: given === 1 }]))
}

/** Gives a segment of the newest run another name; null takes the proposed one again. False: it is no segment of that run. */
export function renameSegment(db: Database, segment: number, name: string | null): boolean {
  const found = db
    .prepare<[number], { run: number; result: string }>(
      `SELECT r.id AS run, r.result FROM segment s JOIN run r ON r.id = s.run_id
       WHERE s.id = ? AND r.id = (SELECT MAX(id) FROM run WHERE kind = 'segments')`
    )
    .get(segment)
  const stored = found && (JSON.parse(found.result) as StoredResult).segments.find(({ id }) => id === segment)
  if (stored === undefined) return false
  db.prepare('UPDATE segment SET name = ?, given = ? WHERE id = ?').run(name ?? stored.proposed, name === null ? 0 : 1, segment)
  return true
}

/** Whether another segment of the same run has this name. */
export function nameIsTaken(db: Database, segment: number, name: string): boolean {
  return (
    db
      .prepare<[number, string], number>(
        `SELECT EXISTS (SELECT 1 FROM segment a JOIN segment b ON b.run_id = a.run_id AND b.id <> a.id
                        WHERE a.id = ? AND b.name = ? COLLATE NOCASE)`
      )
      .pluck()
      .get(segment, name) === 1
  )
}

/** A view of a run that was stored beside its result; null where there is none. */
export function runView<T>(db: Database, run: number, name: string): T | null {
  const text = db.prepare<[number, string], string>('SELECT content FROM run_view WHERE run_id = ? AND name = ?').pluck().get(run, name)
  return text === undefined ? null : (JSON.parse(text) as T)
}

export function storeRunView(db: Database, run: number, name: string, content: unknown): void {
  db.prepare('INSERT OR REPLACE INTO run_view (run_id, name, content) VALUES (?, ?, ?)').run(run, name, JSON.stringify(content))
}
