import type { Database } from 'better-sqlite3'
import type { Column } from './columns.ts'
import { addArtifact, artifactOf, insertRun, newestRun, type RunIdentity, removeRuns, type StoredRun } from './runs.ts'

/** The run that the inbox shows, and the newest look at another day than the workspace's: it is kept apart, so that the inbox and its header stay one. */
const kinds = { inbox: 'repurchase', look: 'repurchase-look' } as const
export type AlertRunKind = keyof typeof kinds
const OUTLOOK = 'outlook'

/** `overview`: without the alerts themselves, of which there may be thousands; the inbox has them. */
export function latestAlerts<Result>(db: Database, kind: AlertRunKind, what: 'all' | 'overview'): StoredRun<Result> | null {
  return newestRun(db, kinds[kind], what === 'all' ? undefined : '$.alerts')
}

/** What is expected of each customer, as the run left it. */
export function alertOutlook<T extends Record<string, Column>>(db: Database, run: number): T | null {
  return artifactOf(db, run, OUTLOOK)
}

/** Stores a run in one transaction; the former one goes. */
export function storeAlerts(
  db: Database,
  kind: AlertRunKind,
  identity: RunIdentity,
  now: number,
  verdict: string,
  result: object,
  basis: string,
  outlook: Readonly<Record<string, Column>>,
  beforeCommit: () => void
): number {
  return db.transaction(() => {
    removeRuns(db, kinds[kind])
    const run = insertRun(db, { kind: kinds[kind], identity, now, verdict, result: { ...result, basis } })
    addArtifact(db, run, OUTLOOK, outlook)
    beforeCommit()
    return run
  })()
}
