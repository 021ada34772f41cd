/** Runs that found support clusters. */
import type { Database } from 'better-sqlite3'
import type { Column } from './columns.ts'
import { addArtifact, insertRun, newestRun, type RunIdentity, removeRuns, type StoredRun } from './runs.ts'
import type { KnownCluster } from './support-identity.ts'

const KIND = 'support'

export function latestSupport<Result>(db: Database): StoredRun<Result> | null {
  return newestRun(db, KIND)
}

export interface SupportToStore {
  identity: RunIdentity
  now: number
  verdict: string
  basis: string
  /** In the order of the places. */
  clusters: readonly (KnownCluster & { size: number })[]
  /** Ids of the units, what files call them, and the place of each one's cluster. */
  units: Float64Array
  codes: readonly string[]
  places: Int32Array
  artifacts: Readonly<Record<string, Readonly<Record<string, Column>>>>
  /** The view that is kept. */
  result: object
}

/** Stores a run in one transaction; the former one goes. @returns its id */
export function storeSupport(db: Database, run: SupportToStore): number {
  return db.transaction(() => {
    const { identity, now, verdict, basis } = run
    const id = insertRun(db, { kind: KIND, identity, now, verdict, result: { ...run.result, basis } })
    // Only now, so that its id is another: a branch of the former tree is not to be taken for one of this.
    removeRuns(db, KIND, id)
    const addCluster = db.prepare(
      'INSERT INTO support_cluster (id, run_id, slot, name, size, given, judgement, note, judged_as_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
    )
    for (const { id: cluster, slot, name, size, given, review } of run.clusters) {
      addCluster.run(cluster, id, slot, name, size, given ? 1 : 0, review?.judgement ?? null, review?.note ?? '', review?.asOf ?? null)
    }
    const addMember = db.prepare('INSERT INTO support_member (run_id, unit_id, cluster_id, code) VALUES (?, ?, ?, ?)')
    run.units.forEach((unit, i) => {
      addMember.run(id, unit, run.clusters[run.places[i] as number]?.id, run.codes[i])
    })
    for (const [name, columns] of Object.entries(run.artifacts)) addArtifact(db, id, name, columns)
    return id
  })()
}

/** What the dendrogram is drawn from: merges, the order of the leaves, and the leaf of each unit. */
export interface StoredTree extends Record<string, Column> {
  parts: Int32Array
  heights: Float64Array
  sizes: Float64Array
  order: Int32Array
  leaf: Int32Array
  units: Float64Array
}

/** Of each leaf, row-major: means in scaled and in own units, how many of its units know it, and the spread of each column. */
export interface StoredFeatures extends Record<string, Column> {
  scaled: Float32Array
  original: Float32Array
  known: Float32Array
  spread: Float64Array
}

/** The tickets of which the theme is known, with it, and with the stage of the journey in which they hurt, as `journeyStages` are numbered. */
export interface StoredVoices extends Record<string, Column> {
  tickets: Float64Array
  theme: Int32Array
  stage: Int32Array
}

/** The cluster of each of these units. */
export function clustersOf(db: Database, run: number, units: readonly number[]): Map<number, number> {
  const rows = db
    .prepare<[string, number], [number, number]>(
      `SELECT m.unit_id, m.cluster_id FROM json_each(?) ids
       CROSS JOIN support_member m ON m.unit_id = ids.value AND m.run_id = ?`
    )
    .raw()
    .all(JSON.stringify(units), run)
  return new Map(rows)
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

/** How many tickets there are, dated or not. */
export function countTickets(db: Database): number {
  return db.prepare<[], number>('SELECT count(*) FROM ticket').pluck().get() ?? 0
}

/**
 * The cluster of the newest run that a customer is in; where tickets were clustered, that of most of the customer's tickets. Those who were
 * merged into the customer since count as the customer.
 */
export function supportGroupOf(db: Database, customer: number): { id: number; slot: number; name: string } | null {
  return (
    db
      .prepare<[object], { id: number; slot: number; name: string }>(
        `SELECT c.id, c.slot, c.name FROM run r JOIN support_member m ON m.run_id = r.id JOIN support_cluster c ON c.id = m.cluster_id
         WHERE r.id = (SELECT MAX(id) FROM run WHERE kind = '${KIND}') AND m.unit_id IN (
           SELECT CASE WHEN json_extract(r.params, '$.unit') = 'tickets' THEN t.id ELSE own.id END
           FROM customer own LEFT JOIN ticket t ON t.customer_id = own.id WHERE own.id = @customer OR own.same_as = @customer)
         GROUP BY c.id ORDER BY COUNT(*) DESC, c.slot LIMIT 1`
      )
      .get({ customer }) ?? null
  )
}
