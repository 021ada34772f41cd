/**
 * Looks into the watched folders of the open workspace every few seconds and imports what has arrived. Looking is
 * polling: it works on network drives and in synchronised folders, where the system tells nobody about new files.
 */
import type { Database } from 'better-sqlite3'
import { isSextantError, toWire, type WireError } from '../../../shared/errors.ts'
import type { RerunKind } from '../../../shared/model/watch.ts'
import type { WorkspaceSession } from '../app-workspace.ts'
import { type FolderRecord, filesSeen, folders, recordFiles } from '../db/queries/watched.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { submitImport, submitPreview } from '../services/import-jobs.ts'
import type { tasks } from '../tasks/index.ts'
import { arrived, look, type SeenFile } from './look.ts'
import { blockedTogether, sortFiles } from './sort.ts'

export interface WatcherOptions {
  session: WorkspaceSession
  jobs: JobQueue<typeof tasks>
  /** Milliseconds since the epoch. */
  now: () => number
  /** Something about the folders changed. */
  onChanged: () => void
  /** Files were imported. */
  onImported: () => void
  /** Starts what a person chose to follow an import. */
  rerun: (kind: RerunKind) => Promise<unknown>
}

export interface Watcher {
  /** Looks once. A look that is still under way is not joined by another. Never rejects. */
  look(): Promise<void>
  /** Why nothing can be seen in a folder, by its id. */
  problems(): ReadonlyMap<number, WireError>
}

/** Kinds that a person may have started and that another of their kind would end. */
const othersWork = new Set(['preview', 'import'])

export function createWatcher({ session, jobs, now, onChanged, onImported, rerun }: WatcherOptions): Watcher {
  let database: Database | null = null
  let before = new Map<number, SeenFile[]>()
  let problems = new Map<number, WireError>()
  let looking: Promise<void> | null = null

  const isBusy = () => jobs.list().some(({ kind, state }) => othersWork.has(kind) && (state === 'running' || state === 'waiting'))
  const isCurrent = (db: Database) => db.open && session.describe() !== null && session.current().db === db

  async function lookAll(): Promise<void> {
    if (session.describe() === null || isBusy()) return
    const { db } = session.current()
    if (db !== database) {
      database = db
      before = new Map()
      problems = new Map()
    }
    for (const folder of folders(db)) {
      if (!folder.active) continue
      const seen = await see(folder)
      // Meanwhile a person may have opened another workspace or dropped something.
      if (!isCurrent(db)) return
      if (seen === null) continue
      const files = arrived(seen, before.get(folder.id) ?? [], filesSeen(db, folder.id))
      before.set(folder.id, seen)
      if (files.length === 0) continue
      if (isBusy()) return
      await take(db, folder, files)
      if (!isCurrent(db)) return
    }
  }

  async function see(folder: FolderRecord): Promise<SeenFile[] | null> {
    try {
      const seen = await look(folder.path)
      if (problems.delete(folder.id)) onChanged()
      return seen
    } catch (error) {
      const problem = toWire(error)
      if (problems.get(folder.id)?.code !== problem.code) {
        problems.set(folder.id, problem)
        onChanged()
      }
      return null
    }
  }

  async function take(db: Database, folder: FolderRecord, files: readonly SeenFile[]): Promise<void> {
    const record = (taken: readonly SeenFile[], errorOf: (file: SeenFile) => WireError | null) => {
      if (!isCurrent(db) || taken.length === 0) return
      const fates = taken.map((file) => ({ ...file, error: errorOf(file) }))
      recordFiles(db, folder.id, fates, Math.floor(now() / 1_000))
      onChanged()
    }
    const leave = (taken: readonly SeenFile[]) => (error: unknown) => {
      // A person's own import took over: the files are looked at again.
      if (!isSextantError(error, 'job.superseded')) record(taken, () => toWire(error))
      return null
    }
    const given = { paths: files.map(({ path }) => path), names: files.map(({ file }) => file), mappings: folder.mappings }
    const preview = await submitPreview({ session, jobs }, given).catch(leave(files))
    if (preview === null) return
    const apart = blockedTogether(preview)
    if (apart.size > 0) {
      // What one of them lacks stands in the way of all that are read with it, and would be said of all.
      const alone = files.filter(({ file }) => apart.has(file))
      for (const some of [files.filter((file) => !alone.includes(file)), ...alone.map((file) => [file])]) {
        if (some.length > 0 && isCurrent(db)) await take(db, folder, some)
      }
      return
    }
    const sorted = sortFiles(given.names, preview, folder.mappings)
    const ready = files.filter(({ file }) => sorted.get(file) === null)
    record(
      files.filter((file) => !ready.includes(file)),
      ({ file }) => sorted.get(file) ?? null
    )
    if (ready.length === 0 || !isCurrent(db)) return
    const result = await submitImport(
      { session, jobs, now },
      {
        paths: ready.map(({ path }) => path),
        names: ready.map(({ file }) => file),
        mappings: folder.mappings
      }
    ).catch(leave(ready))
    if (result === null) return
    record(ready, () => null)
    onImported()
    if (result.every(({ rows }) => rows.stored + rows.updated === 0)) return
    // A run that fails says so where jobs are shown.
    for (const kind of folder.rerun) await rerun(kind).catch(() => {})
  }

  return {
    look() {
      looking ??= lookAll()
        // A folder that cannot be looked at is a problem of that folder; whatever else fails is tried again next time.
        .catch(() => {})
        .finally(() => {
          looking = null
        })
      return looking
    },
    problems: () => problems
  }
}
