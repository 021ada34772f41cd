import type { Database } from 'better-sqlite3'
import type { Column } from './columns.ts'
import { addArtifact, artifactOf, insertRun, newestRun, type RunIdentity, removeRuns, type StoredRun } from './runs.ts'
import { dataBasis } from './segments.ts'
import { storedSetup } from './stages.ts'

const KIND = 'journey'

/** Changes with the data and with the stages and rules. */
export function journeyBasis(db: Database): string {
  return JSON.stringify([dataBasis(db), storedSetup(db)])
}

/** The newest run, without its columns. */
export function latestJourney<Result>(db: Database): StoredRun<Result> | null {
  return newestRun(db, KIND)
}

/** Id of the newest run; null before the first. O(log n). */
export function latestJourneyId(db: Database): number | null {
  return db.prepare<[string], number | null>('SELECT max(id) FROM run WHERE kind = ?').pluck().get(KIND) ?? null
}

export function journeyColumns<T extends Record<string, Column>>(db: Database, run: number, name: string): T {
  const columns = artifactOf<T>(db, run, name)
  if (columns === null) throw new Error(`Run ${run} has no columns ${name}.`)
  return columns
}

/** Stores a run with its columns in one transaction; the former one goes. */
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
    removeRuns(db, KIND)
    const run = insertRun(db, { kind: KIND, identity, now, result: { ...result, basis } })
    for (const [name, columns] of Object.entries(artifacts)) addArtifact(db, run, name, columns)
    beforeCommit()
    return run
  })()
}
