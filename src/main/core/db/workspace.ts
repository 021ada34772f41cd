import { accessSync, closeSync, constants, existsSync, openSync, readSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import { acquireLock } from './lock.ts'
import { migrateExisting, migrateNew } from './migrate.ts'
import { knownFormat } from './migrations.ts'
import { applicationId, checkAccess, openDatabase, translateFileError } from './open.ts'
import { translateSqliteError } from './sqlite-errors.ts'

/** Workspaces that this process has open, by their real paths. */
const openHere = new Set<string>()

/** Of new files: of larger pages a log of all that an import wrote, and what is read from end to end, takes less time. */
const pageBytes = 16_384
/** The main process stands still while it waits for a writer. */
const mainBusyTimeoutMs = 250

export interface OpenWorkspaceOptions {
  /** Make the file if there is none. */
  create?: boolean
  /** Milliseconds since the epoch. */
  now: () => number
}

export interface WorkspaceHandle {
  readonly path: string
  /** The file's name without its ending. */
  readonly name: string
  readonly db: Database.Database
  /** The last session did not end properly: run the task `check`, and call `checked` when it found nothing wrong. */
  readonly needsCheck: boolean
  checked(): void
  /** Closes the file and gives up the lock. A check that is still owed is left for the next session. */
  close(): void
}

/**
 * Opens a workspace for this process alone, creating it when asked to and bringing it to the newest format. Tasks of this
 * process open the same file with `openDatabase`; the lock covers them.
 *
 * Throws what `openDatabase` throws, and `workspace.locked`. A file that is refused is not changed.
 */
export function openWorkspace(file: string, { create = false, now }: OpenWorkspaceOptions): WorkspaceHandle {
  const absolute = path.resolve(file)
  const missing = create && isMissing(absolute)
  if (missing) checkFolder(absolute)
  else checkAccess(absolute, 'write')
  const real = realPath(absolute)
  if (!missing && !openHere.has(real)) checkHeader(absolute)

  const lock = acquireLock(real, now)
  // The last connection to close removes SQLite's log: where there is one, a session was cut off.
  let needsCheck = lock.checkOwed || existsSync(`${real}-wal`)
  try {
    const db = connect(absolute, missing, now)
    openHere.add(real)
    return {
      path: absolute,
      name: path.basename(absolute, '.sextant'),
      db,
      get needsCheck() {
        return needsCheck
      },
      checked() {
        needsCheck = false
      },
      close() {
        if (!db.open) return
        db.close()
        openHere.delete(real)
        lock.release(needsCheck)
      }
    }
  } catch (error) {
    lock.release(needsCheck)
    throw translateFileError(translateSqliteError(error, absolute), absolute)
  }
}

function connect(file: string, missing: boolean, now: () => number): Database.Database {
  // Another opener may have made it since it was found missing.
  if (missing && isMissing(file)) createFile(file)
  const db = openDatabase(file, 'write', { busyTimeoutMs: mainBusyTimeoutMs })
  try {
    migrateExisting(db, file, { now })
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** So that a link to a workspace leads to the same lock. */
function realPath(file: string): string {
  const folder = realpathSync.native(path.dirname(file))
  try {
    return realpathSync.native(file)
  } catch {
    return path.join(folder, path.basename(file))
  }
}

/** An empty file is what a person, or a full disk, leaves where a workspace is to be. */
function isMissing(file: string): boolean {
  try {
    return statSync(file).size === 0
  } catch (error) {
    const coded = translateFileError(error, file)
    if (coded instanceof SextantError && coded.code === 'workspace.notFound') return true
    throw coded
  }
}

function checkFolder(file: string): void {
  try {
    accessSync(path.dirname(file), constants.W_OK)
  } catch (error) {
    throw translateFileError(error, file)
  }
}

/** Builds the file under another name, so that there is never half a workspace. The lock makes that name ours. */
function createFile(file: string): void {
  const draft = `${file}.new`
  const tidy = () => {
    for (const name of [draft, `${draft}-journal`]) rmSync(name, { force: true })
  }
  tidy()
  try {
    const db = new Database(draft)
    try {
      db.pragma(`page_size = ${pageBytes}`)
      db.pragma(`application_id = ${applicationId}`)
      migrateNew(db)
    } finally {
      db.close()
    }
    renameSync(draft, file)
  } catch (error) {
    tidy()
    throw error
  }
}

/**
 * Refuses a foreign or newer file by its first hundred bytes, before a lock is put beside it and before SQLite could move
 * a leftover log into it. Closing a file drops this process's POSIX locks on it, so this must not be done with a workspace
 * that this process has open.
 *
 * @see https://sqlite.org/fileformat.html#the_database_header and https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
function checkHeader(file: string): void {
  const header = readHeader(file)
  const found = header.readUInt32BE(60)
  if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0' || header.readUInt32BE(68) !== applicationId) {
    throw new SextantError('workspace.notAWorkspace', { path: file })
  }
  if (found > knownFormat()) throw new SextantError('workspace.newer', { path: file, found, known: knownFormat() })
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(100)
  try {
    const descriptor = openSync(file, 'r')
    readSync(descriptor, header)
    closeSync(descriptor)
  } catch (error) {
    throw translateFileError(error, file)
  }
  return header
}
