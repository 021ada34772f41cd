import type { Database } from 'better-sqlite3'
import { type Column, packColumns, unpackColumns } from './columns.ts'
import { dataBasis, type RunIdentity } from './segments.ts'

const KIND = 'repurchase'
const KEPT = 1
const OUTLOOK = 'outlook'

/** What a run keeps as JSON; the number of the run is that of its row. */
export interface StoredAlerts<Result> {
  id: number
  identity: RunIdentity
  /** Of the data when it was computed. */
  basis: string
  /** An import that it was computed from was undone. */
  gone: boolean
  result: Result
}

/** `overview`: without the alerts themselves, of which there may be thousands; the inbox has them. */
export function latestAlerts<Result>(db: Database, what: 'all' | 'overview' = 'all'): StoredAlerts<Result> | null {
  const result = what === 'all' ? 'result' : "json_remove(result, '$.alerts')"
  const row = db
    .prepare<
      [string],
      { id: number; seed: number; params: string; version: string; fingerprint: string; asOf: string; gone: string | null; result: string }
    >(
      `SELECT id, seed, params, engine_version AS version, input_fingerprint AS fingerprint, as_of AS asOf, input_gone AS gone, ${result} AS result
       FROM run WHERE kind = ? ORDER BY id DESC LIMIT 1`
    )
    .get(KIND)
  if (row === undefined) return null
  const { basis, ...kept } = JSON.parse(row.result)
  return {
    id: row.id,
    identity: {
      seed: row.seed,
      params: JSON.parse(row.params),
      engineVersion: row.version,
      inputFingerprint: row.fingerprint,
      asOf: row.asOf
    },
    basis,
    gone: row.gone !== null,
    result: kept
  }
}

/** What is expected of each customer, as the run left it. */
export function alertOutlook<T extends Record<string, Column>>(db: Database, run: number): T | null {
  const bytes = db
    .prepare<[number, string], Buffer>('SELECT bytes FROM run_artifact WHERE run_id = ? AND name = ?')
    .pluck()
    .get(run, OUTLOOK)
  return bytes === undefined ? null : unpackColumns<T>(bytes)
}

/** Marks a run whose input is the same again as up to date. */
export function confirmAlerts(db: Database, id: number): void {
  db.prepare("UPDATE run SET result = json_set(result, '$.basis', ?), input_gone = NULL WHERE id = ?").run(dataBasis(db), id)
}

/** Stores a run in one transaction; former ones of the kind go. */
export function storeAlerts(
  db: Database,
  identity: RunIdentity,
  now: number,
  verdict: string,
  result: object,
  basis: string,
  outlook: Readonly<Record<string, Column>>,
  beforeCommit: () => void
): number {
  return db.transaction(() => {
    db.prepare('DELETE FROM run WHERE kind = ? AND id NOT IN (SELECT id FROM run WHERE kind = ? ORDER BY id DESC LIMIT ?)').run(
      KIND,
      KIND,
      KEPT - 1
    )
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
      )
      .run(
        KIND,
        identity.seed,
        JSON.stringify(identity.params),
        identity.engineVersion,
        identity.inputFingerprint,
        identity.asOf,
        Math.floor(now / 1_000),
        verdict,
        JSON.stringify({ ...result, basis })
      )
    db.prepare('INSERT INTO run_artifact (run_id, name, bytes) VALUES (?, ?, ?)').run(lastInsertRowid, OUTLOOK, packColumns(outlook))
    beforeCommit()
    return Number(lastInsertRowid)
  })()
}
