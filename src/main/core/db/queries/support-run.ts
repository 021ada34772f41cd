/** Runs that found support clusters. */
import type { Database } from 'better-sqlite3'
import { type Column, packColumns } from './columns.ts'
import { dataBasis, type RunIdentity } from './segments.ts'

const KIND = 'support'

export interface StoredSupport<Result> {
  id: number
  identity: RunIdentity
  basis: string
  /** An import that it was computed from was undone. */
  gone: boolean
  result: Result
}

export function latestSupport<Result>(db: Database): StoredSupport<Result> | null {
  const row = db
    .prepare<
      [string],
      { id: number; seed: number; params: string; version: string; fingerprint: string; asOf: string; gone: string | null; result: string }
    >(
      `SELECT id, seed, params, engine_version AS version, input_fingerprint AS fingerprint, as_of AS asOf, input_gone AS gone, result
       FROM run WHERE kind = ? ORDER BY id DESC LIMIT 1`
    )
    .get(KIND)
  if (row === undefined) return null
  const { basis, ...result } = JSON.parse(row.result)
  const identity = {
    seed: row.seed,
    params: JSON.parse(row.params),
    engineVersion: row.version,
    inputFingerprint: row.fingerprint,
    asOf: row.asOf
  }
  return { id: row.id, identity, basis, gone: row.gone !== null, result }
}

/** Marks a run whose input is the same again as up to date. */
export function confirmSupport(db: Database, id: number): void {
  db.prepare("UPDATE run SET result = json_set(result, '$.basis', ?), input_gone = NULL WHERE id = ?").run(dataBasis(db), id)
}

export interface SupportToStore<Cluster> {
  identity: RunIdentity
  now: number
  verdict: string
  basis: string
  clusters: readonly (Cluster & { name: string; size: number })[]
  /** Ids of the units, and the place of each one's cluster. */
  units: Float64Array
  places: Int32Array
  tree: Readonly<Record<string, Column>>
  /** The view that is kept, given the ids of the clusters. */
  resultOf: (ids: readonly number[]) => object
  beforeCommit: () => void
}

/** Stores a run in one transaction; the former one goes. @returns its id and those of its clusters */
export function storeSupport<Cluster>(db: Database, run: SupportToStore<Cluster>): { id: number; clusters: number[] } {
  return db.transaction(() => {
    db.prepare('DELETE FROM run WHERE kind = ?').run(KIND)
    const { seed, params, engineVersion, inputFingerprint, asOf } = run.identity
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')`
      )
      .run(KIND, seed, JSON.stringify(params), engineVersion, inputFingerprint, asOf, Math.floor(run.now / 1000), run.verdict)
    const id = Number(lastInsertRowid)
    const addCluster = db.prepare('INSERT INTO support_cluster (run_id, slot, name, size) VALUES (?, ?, ?, ?)')
    const clusters = run.clusters.map(({ name, size }, slot) => Number(addCluster.run(id, slot, name, size).lastInsertRowid))
    const addMember = db.prepare('INSERT INTO support_member (run_id, unit_id, cluster_id) VALUES (?, ?, ?)')
    run.units.forEach((unit, i) => {
      addMember.run(id, unit, clusters[run.places[i] as number])
    })
    db.prepare('INSERT INTO run_artifact (run_id, name, bytes) VALUES (?, ?, ?)').run(id, 'tree', packColumns(run.tree))
    db.prepare('UPDATE run SET result = ? WHERE id = ?').run(JSON.stringify({ ...run.resultOf(clusters), basis: run.basis }), id)
    run.beforeCommit()
    return { id, clusters }
  })()
}

export interface SupportMember {
  unit: string
  cluster: number
  name: string
}

/** Members of the newest run by code of the customer or number of the ticket, those of the first cluster first. */
export function supportMembers(db: Database, run: number, unit: 'customers' | 'tickets'): SupportMember[] {
  const [table, code] = unit === 'customers' ? ['customer', 'code'] : ['ticket', 'number']
  return db
    .prepare<[number], SupportMember>(
      `SELECT u.${code} AS unit, c.id AS cluster, c.name AS name
       FROM support_member m JOIN support_cluster c ON c.id = m.cluster_id JOIN ${table} u ON u.id = m.unit_id
       WHERE m.run_id = ? ORDER BY c.slot, u.${code}`
    )
    .all(run)
}

/** The last day on which anything is known to have happened to a ticket; null without any. */
export function lastTicketDay(db: Database): string | null {
  return (
    db
      .prepare<[], string | null>(
        "SELECT date(max(COALESCE(resolved_at, closed_at, first_response_at, opened_at)), 'unixepoch') FROM ticket"
      )
      .pluck()
      .get() ?? null
  )
}
