import type { Database } from 'better-sqlite3'
import { type Column, packColumns, unpackColumns } from './columns.ts'
import { dataBasis, type RunIdentity } from './segments.ts'
import { storedSetup } from './stages.ts'

const KIND = 'journey'
const KEPT = 1

export interface StoredJourney<Result> {
  id: number
  identity: RunIdentity
  computedAt: number
  /** Of the data and the rules, when it was computed. */
  basis: string
  /** An import that it was computed from was undone. */
  gone: boolean
  result: Result
}

/** Changes with the data and with the stages and rules. */
export function journeyBasis(db: Database): string {
  return JSON.stringify([dataBasis(db), storedSetup(db)])
}

/** The newest run, without its columns. */
export function latestJourney<Result>(db: Database): StoredJourney<Result> | null {
  const row = db
    .prepare<
      [string],
      {
        id: number
        seed: number
        params: string
        version: string
        fingerprint: string
        asOf: string
        at: number
        gone: string | null
        result: string
      }
    >(
      `SELECT id, seed, params, engine_version AS version, input_fingerprint AS fingerprint, as_of AS asOf, created_at AS at,
              input_gone AS gone, result FROM run WHERE kind = ? ORDER BY id DESC LIMIT 1`
    )
    .get(KIND)
  if (row === undefined) return null
  const { basis, ...result } = JSON.parse(row.result)
  return {
    id: row.id,
    identity: {
      seed: row.seed,
      params: JSON.parse(row.params),
      engineVersion: row.version,
      inputFingerprint: row.fingerprint,
      asOf: row.asOf
    },
    computedAt: row.at,
    basis,
    gone: row.gone !== null,
    result
  }
}

/** Marks a run whose input is the same again as up to date. */
export function confirmJourney(db: Database, id: number, basis: string): void {
  db.prepare("UPDATE run SET result = json_set(result, '$.basis', ?), input_gone = NULL WHERE id = ?").run(basis, id)
}

/** Id of the newest run; null before the first. O(log n). */
export function latestJourneyId(db: Database): number | null {
  return db.prepare<[string], number | null>('SELECT max(id) FROM run WHERE kind = ?').pluck().get(KIND) ?? null
}

export function journeyColumns<T extends Record<string, Column>>(db: Database, run: number, name: string): T {
  const bytes = db.prepare<[number, string], Buffer>('SELECT bytes FROM run_artifact WHERE run_id = ? AND name = ?').pluck().get(run, name)
  if (bytes === undefined) throw new Error(`Run ${run} has no columns ${name}.`)
  return unpackColumns<T>(bytes)
}

/** Stores a run with its columns in one transaction; of former ones what was prepared goes, since nothing reads it any more. */
export function storeJourney(
  db: Database,
  identity: RunIdentity,
  now: number,
  result: object,
  basis: string,
  artifacts: Readonly<Record<string, Readonly<Record<string, Column>>>>,
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
         VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)`
      )
      .run(
        KIND,
        identity.seed,
        JSON.stringify(identity.params),
        identity.engineVersion,
        identity.inputFingerprint,
        identity.asOf,
        Math.floor(now / 1_000),
        JSON.stringify({ ...result, basis })
      )
    const insert = db.prepare('INSERT INTO run_artifact (run_id, name, bytes) VALUES (?, ?, ?)')
    for (const [name, columns] of Object.entries(artifacts)) insert.run(lastInsertRowid, name, packColumns(columns))
    beforeCommit()
    return Number(lastInsertRowid)
  })()
}
