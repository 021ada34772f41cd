import type { Database } from 'better-sqlite3'
import type { Column } from './columns.ts'
import { addArtifact, artifactOf, insertRun, newestRun, type RunIdentity, removeRuns, type StoredRun } from './runs.ts'

const KIND = 'repurchase'
const OUTLOOK = 'outlook'

/** `overview`: without the alerts themselves, of which there may be thousands; the inbox has them. */
export function latestAlerts<Result>(db: Database, what: 'all' | 'overview' = 'all'): StoredRun<Result> | null {
  return newestRun(db, KIND, what === 'all' ? undefined : '$.alerts')
}

/** What is expected of each customer, as the run left it. */
export function alertOutlook<T extends Record<string, Column>>(db: Database, run: number): T | null {
  return artifactOf(db, run, OUTLOOK)
}

/** Stores a run in one transaction; the former one goes. */
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
    removeRuns(db, KIND)
    const run = insertRun(db, { kind: KIND, identity, now, verdict, result: { ...result, basis } })
    addArtifact(db, run, OUTLOOK, outlook)
    beforeCommit()
    return run
  })()
}
