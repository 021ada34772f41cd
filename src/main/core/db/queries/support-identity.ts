/** What lasts of support clusters from run to run. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import type { SupportCluster, SupportResult } from '../../../../shared/model/support.ts'
import type { SupportJudgement, SupportReview } from '../../../../shared/model/support-views.ts'
import { type Column, packColumns, unpackColumns } from './columns.ts'

export type SupportUnit = 'customers' | 'tickets'

/** What is known of a cluster whatever run it is of. */
export interface KnownCluster {
  id: number
  slot: number
  name: string
  /** The name is the user's. */
  given: boolean
  review: SupportReview | null
}

/** What groups were found in: groups of what people ask are none of how they buy. */
export type Ground = SupportResult['from']

/** A cluster that was named or judged, with those of whom that was said: of one that the newest run does not have, or has with other people. */
export interface GoneCluster extends KnownCluster {
  unit: SupportUnit
  from: Ground
  /** What files call its units: codes of customers, or numbers of tickets. */
  members: string[]
  /** All who were grouped then; empty: not known. */
  there: string[]
}

/** The newest run as far as a later one goes on with it. */
export interface EarlierSupport {
  unit: SupportUnit
  from: Ground
  clusters: KnownCluster[]
  /** What files call the units, which stays when imports are undone and repeated; `labels[i]` is the place of the unit's cluster in `clusters`. */
  members: string[]
  labels: Int32Array
}

interface KnownRow {
  id: number
  slot: number
  name: string
  given: number
  judgement: SupportJudgement | null
  note: string
  judgedAsOf: IsoDate | null
}

const known = 'id, slot, name, given, judgement, note, judged_as_of AS judgedAsOf'

const knownOf = ({ id, slot, name, given, judgement, note, judgedAsOf }: KnownRow): KnownCluster => ({
  id,
  slot,
  name,
  given: given === 1,
  review: judgement === null || judgedAsOf === null ? null : { judgement, note, asOf: judgedAsOf }
})

/** Null before the first run. O(members). */
export function earlierSupport(db: Database): EarlierSupport | null {
  const run = db
    .prepare<[], { id: number; unit: SupportUnit; from: Ground | null }>(
      "SELECT id, params ->> '$.unit' AS unit, result ->> '$.from' AS \"from\" FROM run WHERE kind = 'support' ORDER BY id DESC LIMIT 1"
    )
    .get()
  if (run === undefined) return null
  const clusters = [...knownClusters(db, run.id).values()]
  const place = new Map(clusters.map(({ id }, i) => [id, i]))
  const rows = db
    .prepare<[number], [string, number]>(
      'SELECT code, cluster_id FROM support_member WHERE run_id = ? AND code IS NOT NULL ORDER BY unit_id'
    )
    .raw()
    .all(run.id)
  return {
    unit: run.unit,
    from: run.from ?? 'tickets',
    clusters,
    members: rows.map(([code]) => code),
    labels: Int32Array.from(rows, ([, cluster]) => place.get(cluster) ?? 0)
  }
}

/** What the clusters of a run are called now and what was made of them, by id, in the order of their slots. */
export function knownClusters(db: Database, run: number): Map<number, KnownCluster> {
  const rows = db.prepare<[number], KnownRow>(`SELECT ${known} FROM support_cluster WHERE run_id = ? ORDER BY slot`).all(run)
  return new Map(rows.map((row) => [row.id, knownOf(row)]))
}

export function goneClusters(db: Database): GoneCluster[] {
  return db
    .prepare<[], KnownRow & { unit: SupportUnit; members: Buffer }>(`SELECT ${known}, unit, members FROM support_gone ORDER BY id`)
    .all()
    .map((row) => ({ ...knownOf(row), unit: row.unit, ...keptOf(db, row.unit, row.members) }))
}

/** Codes as they were kept; of groups that were kept by the ids of their members, of those who are still there. */
function keptOf(db: Database, unit: SupportUnit, kept: Buffer): Pick<GoneCluster, 'from' | 'members' | 'there'> {
  const { codes, there, ids, behaviour } = unpackColumns<KeptColumns>(kept)
  const from = behaviour?.[0] === 1 ? 'behaviour' : 'tickets'
  return {
    from,
    members: codes === undefined ? stillThere(db, unit, ids) : unpacked(codes),
    there: there === undefined ? [] : unpacked(there)
  }
}

type KeptColumns = Partial<{ codes: Uint8Array; there: Uint8Array; ids: Float64Array; behaviour: Uint8Array }> & Record<string, Column>

const packed = (codes: readonly string[]) => new TextEncoder().encode(JSON.stringify(codes))
const unpacked = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as string[]

function stillThere(db: Database, unit: SupportUnit, ids: Float64Array | undefined): string[] {
  const [table, code] = unit === 'customers' ? ['customer', 'code'] : ['ticket', 'number']
  return db
    .prepare<[string], string>(`SELECT u.${code} FROM json_each(?) ids CROSS JOIN ${table} u ON u.id = ids.value`)
    .pluck()
    .all(JSON.stringify(Array.from(ids ?? [])))
}

/** Replaces what is kept of clusters that the newest run does not have. */
export function storeGone(db: Database, gone: readonly GoneCluster[]): void {
  db.prepare('DELETE FROM support_gone').run()
  const insert = db.prepare(
    'INSERT INTO support_gone (id, unit, slot, name, given, judgement, note, judged_as_of, members) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
  )
  for (const { id, unit, from, slot, name, given, review, members, there } of gone) {
    const { judgement = null, note = '', asOf = null } = review ?? {}
    insert.run(
      id,
      unit,
      slot,
      name,
      given ? 1 : 0,
      judgement,
      note,
      asOf,
      packColumns({ codes: packed(members), there: packed(there), behaviour: Uint8Array.of(Number(from === 'behaviour')) })
    )
  }
}

type Named = Pick<SupportCluster, 'id' | 'slot' | 'name' | 'given' | 'review' | 'kept'>

/** Clusters with what they are called now and what was made of them, and for how much the same people. O(members of those that have others). */
export function asKnown<Cluster extends Named>(db: Database, run: number, clusters: readonly Cluster[]): Cluster[] {
  const now = knownClusters(db, run)
  const kept = keptFor(db, run, now)
  return clusters.map((cluster) => ({ ...cluster, ...now.get(cluster.id), kept: kept.get(cluster.id) ?? null }))
}

/** With less in common than this share of all who are in either, what was said is said of partly others. */
const MOSTLY_SAME = 2 / 3

/** Of what was said of a cluster when it had other people: how many are the same, as names are handed on (`engines/matching.ts`): among those who were there then and still are. */
function keptFor(db: Database, run: number, now: ReadonlyMap<number, KnownCluster>): Map<number, NonNullable<SupportCluster['kept']>> {
  const kept = new Map<number, NonNullable<SupportCluster['kept']>>()
  const changed = goneClusters(db).filter(({ id }) => now.has(id))
  if (changed.length === 0) return kept
  const today = new Map(
    db
      .prepare<[number], [string, number]>('SELECT code, cluster_id FROM support_member WHERE run_id = ? AND code IS NOT NULL')
      .raw()
      .all(run)
  )
  for (const { id, members, there } of changed) {
    const [own, then] = [new Set(members), new Set(there)]
    const same = members.filter((code) => today.get(code) === id).length
    const left = members.filter((code) => today.has(code)).length
    let inIt = 0
    for (const [code, cluster] of today) if (cluster === id && (own.has(code) || then.size === 0 || then.has(code))) inIt++
    const either = inIt + left - same
    if (same < MOSTLY_SAME * either) kept.set(id, { same, either })
  }
  return kept
}

/** What is said now is said of the cluster as it is: whom it was said of before is no matter any more. */
function saidNow(db: Database, id: number, changed: boolean): boolean {
  if (changed) db.prepare('DELETE FROM support_gone WHERE id = ?').run(id)
  return changed
}

/** Gives a cluster of the newest run another name; false: it is none of that run. */
export function renameSupport(db: Database, id: number, name: string, given: boolean): boolean {
  const { changes } = db.prepare('UPDATE support_cluster SET name = ?, given = ? WHERE id = ?').run(name, given ? 1 : 0, id)
  return saidNow(db, id, changes > 0)
}

/** Keeps what somebody makes of a cluster of the newest run; null takes it back. False: it is none of that run. */
export function reviewSupport(db: Database, id: number, judgement: SupportJudgement | null, note: string): boolean {
  const { changes } = db
    .prepare(
      `UPDATE support_cluster SET judgement = @judgement, note = CASE WHEN @judgement IS NULL THEN '' ELSE @note END,
              judged_as_of = CASE WHEN @judgement IS NULL THEN NULL ELSE (SELECT as_of FROM run WHERE run.id = run_id) END
       WHERE id = @id`
    )
    .run({ id, judgement, note })
  return saidNow(db, id, changes > 0)
}

/** Whether another cluster of the same run has this name. */
export function supportNameIsTaken(db: Database, id: number, name: string): boolean {
  return (
    db
      .prepare<[number, string], number>('SELECT EXISTS (SELECT 1 FROM support_cluster WHERE id <> ? AND name = ? COLLATE NOCASE)')
      .pluck()
      .get(id, name) === 1
  )
}
