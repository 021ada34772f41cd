import type Database from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import type { SegmentsResult } from '../../../../shared/model/segments.ts'
import { insertRun, type RunIdentity } from './runs.ts'
import { namesOf, storeRunView } from './segment-identity.ts'
import { analysedCurrency } from './settings.ts'

const KIND = 'segments'

/** Ids that the database gave to a run and to its segments, in the order of its segments. */
export interface RunIds {
  run: number
  segments: number[]
}

/** A result as it is kept; whether it is stale is found out when it is read. */
export type StoredResult = Omit<SegmentsResult, 'stale' | 'inputGone'>

export interface SegmentToStore {
  slot: number
  name: string
  given: boolean
  size: number
  /** The segment of the compared run that it goes on from. */
  continues: number | null
}

/** `slots[i]` is the place of the segment of `customers[i]` in the run. */
export interface Members {
  customers: Float64Array
  slots: Int32Array
}

/** What a run knows of each of its customers; arrays as long as its members. */
export interface MemberMarks {
  rfm: readonly string[]
  /** NaN: none. */
  champion: Float64Array
  risk: Float64Array
}

/** Something that hurt a customer, as evidence. */
export interface PainToStore {
  /** Place of the customer's segment in the run. */
  segment: number
  stage: string
  kind: string
  topic: string
  customer: number
  at: number
  source: 'ticket' | 'feedback' | 'order' | 'touchpoint'
  reference: number
}

/** The newest result, with `stale` true when the data or the as-of date are no longer those it was computed from; null before the first run. */
export function latestSegments(db: Database.Database, asOf: IsoDate | null): SegmentsResult | null {
  const stored = newestStored(db)
  if (stored === null) return null
  const { basis, ...result } = stored
  const inputGone = goneInput(db, result.run.id)
  return withNames(db, { ...result, stale: inputGone !== null || result.run.asOf !== asOf || basis !== dataBasis(db), inputGone })
}

/** What the user called the segments since is what they are called. */
export function withNames(db: Database.Database, result: SegmentsResult): SegmentsResult {
  const names = namesOf(db, result.run.id)
  return { ...result, segments: result.segments.map((segment) => ({ ...segment, ...names.get(segment.id) })) }
}

/** The newest run if it is the same run as one that is asked for now: then it is the answer, and up to date with `basis`. */
export function reuseNewest(db: Database.Database, identity: RunIdentity, basis: string): StoredResult | null {
  const stored = newestStored(db)
  if (stored === null) return null
  const { id, kind, ...found } = stored.run
  // Its members may be customers who are gone, even if the same rows were imported again.
  if (kind !== KIND || canonical(found) !== canonical(identity) || goneInput(db, id) !== null) return null
  const { basis: before, ...result } = stored
  if (before !== basis) db.prepare('UPDATE run SET result = ? WHERE id = ?').run(JSON.stringify({ ...result, basis }), id)
  return result
}

/** A stored run by its id, if it is one of segments. */
export function storedSegments(db: Database.Database, run: number): StoredResult | null {
  const text = db.prepare<[number, string], string>('SELECT result FROM run WHERE id = ? AND kind = ?').pluck().get(run, KIND)
  if (text === undefined) return null
  const { basis: _, ...result } = completed(JSON.parse(text))
  return result
}

/**
 * Adds to a stored run what the comparison with chance gave, and to those that only assigned customers to its groups. A run that is gone stays
 * gone; names and views are kept apart from the result and stay what they are.
 */
export function storeVerdict(db: Database.Database, run: number, judged: Partial<StoredResult> & Pick<StoredResult, 'verdict'>): void {
  db.transaction(() => {
    const update = db.prepare('UPDATE run SET verdict = ?, result = ? WHERE id = ?')
    const rows = db
      .prepare<{ run: number; kind: string }, { id: number; text: string }>(
        `SELECT id, result AS text FROM run
         WHERE kind = @kind AND (id = @run OR (id > @run AND params ->> '$.mode' = 'score' AND params ->> '$.foundBy' = @run))`
      )
      .all({ run, kind: KIND })
    for (const { id, text } of rows) update.run(judged.verdict.level, JSON.stringify({ ...JSON.parse(text), ...judged }), id)
  }).immediate()
}

export interface RunToStore {
  identity: RunIdentity
  /** Of the data that was loaded. */
  basis: string
  /** Milliseconds since the epoch. */
  now: number
  /** The run that it goes on with. */
  compared: number | null
  segments: SegmentToStore[]
  members: Members
  marks: MemberMarks
  pains: readonly PainToStore[]
  /** Further views, by name, around the ids. */
  viewsOf: (ids: RunIds) => Readonly<Record<string, unknown>>
  /** Builds the result around the ids. */
  resultOf: (ids: RunIds) => StoredResult
  /** Called right before the transaction is committed; may throw to undo it. */
  beforeCommit: () => void
}

/** Stores a run, its segments and their members in one transaction. */
export function storeSegments(db: Database.Database, toStore: RunToStore): StoredResult {
  const { identity, basis, now, compared, segments, members, marks, pains, viewsOf, resultOf, beforeCommit } = toStore
  return db.transaction(() => {
    const run = insertRun(db, { kind: KIND, identity, now, compared })
    const ids: RunIds = { run, segments: segments.map((segment) => insertSegment(db, run, segment)) }
    const idOf = (place: number | undefined) => ids.segments[place ?? -1] ?? -1
    const insertMember = db.prepare(
      'INSERT INTO segment_member (run_id, customer_id, segment_id, rfm, champion, risk) VALUES (?, ?, ?, ?, ?, ?)'
    )
    members.customers.forEach((customer, i) => {
      insertMember.run(run, customer, idOf(members.slots[i]), marks.rfm[i] ?? null, known(marks.champion[i]), known(marks.risk[i]))
    })
    const insertPain = db.prepare(
      `INSERT INTO segment_pain (run_id, segment_id, stage, kind, topic, customer_id, at, source, reference)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    )
    for (const { segment, stage, kind, topic, customer, at, source, reference } of pains)
      insertPain.run(run, idOf(segment), stage, kind, topic, customer, at, source, reference)
    for (const [name, content] of Object.entries(viewsOf(ids))) storeRunView(db, run, name, content)
    const result = resultOf(ids)
    db.prepare('UPDATE run SET verdict = ?, result = ? WHERE id = ?').run(result.verdict.level, JSON.stringify({ ...result, basis }), run)
    beforeCommit()
    return result
  })()
}

const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

/** Members of a stored run as they were stored, in the order of the customers' ids. */
export function storedMembers(db: Database.Database, ids: RunIds): Members {
  const rows = db
    .prepare<[number], [number, number]>('SELECT customer_id, segment_id FROM segment_member WHERE run_id = ? ORDER BY customer_id')
    .raw()
    .all(ids.run)
  const slotOf = new Map(ids.segments.map((id, slot) => [id, slot]))
  return {
    customers: Float64Array.from(rows, ([customer]) => customer),
    slots: Int32Array.from(rows, ([, segment]) => slotOf.get(segment) ?? -1)
  }
}

/** Label of an import that the run was computed from and that was undone. */
function goneInput(db: Database.Database, run: number): string | null {
  return db.prepare<[number], string | null>('SELECT input_gone FROM run WHERE id = ?').pluck().get(run) ?? null
}

/** The newest result as it was stored; null before the first run. */
export function newestResult(db: Database.Database): StoredResult | null {
  const stored = newestStored(db)
  if (stored === null) return null
  const { basis: _, ...result } = stored
  return result
}

function newestStored(db: Database.Database): (StoredResult & { basis: string }) | null {
  const text = db.prepare<[string], string>('SELECT result FROM run WHERE kind = ? ORDER BY id DESC LIMIT 1').pluck().get(KIND)
  if (text === undefined) return null
  return completed(JSON.parse(text))
}

type Kept = StoredResult & { basis: string }

/** Runs from before segments went on with earlier ones, and from before there was a verdict against chance, say nothing of it. */
function completed(stored: Kept): Kept {
  return {
    ...stored,
    verdictPending: stored.verdictPending ?? false,
    proposals: stored.proposals ?? [],
    chance: stored.chance ?? null,
    kChosenBy: (stored.kChosenBy as string) === 'silhouette' ? 'evidence' : stored.kChosenBy,
    criteria: stored.criteria.map((of) => ({
      ...of,
      calinskiHarabasz: of.calinskiHarabasz ?? null,
      daviesBouldin: of.daviesBouldin ?? null,
      gap: of.gap ?? null,
      gapSE: of.gapSE ?? null,
      stability: of.stability ?? null,
      leastStable: of.leastStable ?? null,
      smallest: of.smallest ?? 0
    })),
    gap: stored.gap ?? null,
    seedAgreement: stored.seedAgreement ?? null,
    features: stored.features.map((of) => ({
      ...of,
      // Amounts of both signs had a logarithm of their own.
      transform: (of.transform as string) === 'signed-log' ? 'log' : of.transform,
      scale: of.scale ?? 'robust',
      missing: of.missing ?? 0,
      winsorised: of.winsorised ?? 0
    })),
    categories: stored.categories ?? [],
    gamma: stored.gamma ?? null,
    dropped: stored.dropped ?? [],
    compared: stored.compared ?? null,
    mode: stored.mode ?? 'refit',
    segments: stored.segments.map((segment) => ({
      ...segment,
      stability: segment.stability ?? null,
      modes: segment.modes ?? {},
      given: segment.given ?? false,
      proposed: segment.proposed ?? segment.name,
      continues: segment.continues ?? null
    }))
  }
}

function insertSegment(db: Database.Database, run: number, { slot, name, given, size, continues }: SegmentToStore): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO segment (run_id, slot, name, given, size, continues_id) VALUES (?, ?, ?, ?, ?, ?)')
    .run(run, slot, name, given ? 1 : 0, size, continues)
  return Number(lastInsertRowid)
}

/**
 * Changes with every import, undone import, merge of customers and choice of currency: cheap enough to compare whenever a screen opens. An
 * import that changed nothing changes it too; the next run then finds its input unchanged and says so.
 */
export function dataBasis(db: Database.Database): string {
  const imports = db.prepare<[], [number, number, number]>('SELECT count(*), max(id), max(imported_at) FROM import').raw().get()
  const merges = db.prepare<[], [number, number]>('SELECT count(*), max(merged_at) FROM customer WHERE same_as IS NOT NULL').raw().get()
  // Bases of workspaces from before there were merges stay what they are.
  return JSON.stringify([...(imports ?? []), analysedCurrency(db), ...(merges?.[0] ? merges : [])])
}

function canonical({ seed, params, engineVersion, inputFingerprint, asOf }: RunIdentity): string {
  return JSON.stringify([seed, params, engineVersion, inputFingerprint, asOf])
}
