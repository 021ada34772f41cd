/** Runs as rows: what every kind of run keeps alike. */
import type { Database } from 'better-sqlite3'
import type { IsoDate } from '../../../../shared/model/common.ts'
import { type Column, packColumns, unpackColumns } from './columns.ts'

/** What makes two runs the same run. */
export interface RunIdentity {
  seed: number
  params: Record<string, unknown>
  engineVersion: string
  inputFingerprint: string
  asOf: IsoDate
}

/** A run whose result is one JSON object. */
export interface StoredRun<Result> {
  id: number
  identity: RunIdentity
  /** Of the data when it was computed. */
  basis: string
  /** Seconds. */
  computedAt: number
  /** An import that it was computed from was undone. */
  gone: boolean
  result: Result
}

interface Row {
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

/** The newest run of a kind. `without`: a part of its result that is not read, as a JSON path. O(result). */
export function newestRun<Result>(db: Database, kind: string, without?: string): StoredRun<Result> | null {
  const row = db
    .prepare<{ kind: string; without: string | null }, Row>(
      `SELECT id, seed, params, engine_version AS version, input_fingerprint AS fingerprint, as_of AS asOf, created_at AS at, input_gone AS gone,
              CASE WHEN @without IS NULL THEN result ELSE json_remove(result, @without) END AS result
       FROM run WHERE kind = @kind ORDER BY id DESC LIMIT 1`
    )
    .get({ kind, without: without ?? null })
  if (row === undefined) return null
  const { basis, ...result } = JSON.parse(row.result)
  const identity = {
    seed: row.seed,
    params: JSON.parse(row.params),
    engineVersion: row.version,
    inputFingerprint: row.fingerprint,
    asOf: row.asOf
  }
  return { id: row.id, identity, basis, computedAt: row.at, gone: row.gone !== null, result }
}

export interface RunToAdd {
  kind: string
  identity: RunIdentity
  /** Milliseconds. */
  now: number
  verdict?: string
  result?: object
  /** The run that it goes on from. */
  compared?: number | null
}

/** Adds a run and answers its id. */
export function insertRun(db: Database, { kind, identity, now, verdict = '', result = {}, compared = null }: RunToAdd): number {
  const { seed, params, engineVersion, inputFingerprint, asOf } = identity
  const insert = db.prepare(
    `INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result, compared_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const at = Math.floor(now / 1_000)
  const { lastInsertRowid } = insert.run(
    kind,
    seed,
    JSON.stringify(params),
    engineVersion,
    inputFingerprint,
    asOf,
    at,
    verdict,
    JSON.stringify(result),
    compared
  )
  return Number(lastInsertRowid)
}

/** Marks a run whose input is the same again as up to date. */
export function confirmRun(db: Database, id: number, basis: string): void {
  db.prepare("UPDATE run SET result = json_set(result, '$.basis', ?), input_gone = NULL WHERE id = ?").run(basis, id)
}

/** Takes all runs of a kind out but for one, with what they kept: nothing reads a former one. */
export function removeRuns(db: Database, kind: string, but = 0): void {
  db.prepare('DELETE FROM run WHERE kind = ? AND id <> ?').run(kind, but)
}

/** Keeps columns of a run under a name. */
export function addArtifact(db: Database, run: number, name: string, columns: Readonly<Record<string, Column>>): void {
  db.prepare('INSERT INTO run_artifact (run_id, name, bytes) VALUES (?, ?, ?)').run(run, name, packColumns(columns))
}

/** Columns that a run kept under a name; null: it kept none. */
export function artifactOf<T extends Record<string, Column>>(db: Database, run: number, name: string): T | null {
  const bytes = db.prepare<[number, string], Buffer>('SELECT bytes FROM run_artifact WHERE run_id = ? AND name = ?').pluck().get(run, name)
  return bytes === undefined ? null : unpackColumns<T>(bytes)
}
