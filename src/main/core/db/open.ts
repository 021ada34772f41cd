import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import { removeStaleDrafts } from '../stale-drafts.ts'
import { knownFormat } from './migrations.ts'
import { reportSlowQueries } from './slow-queries.ts'
import { translateSqliteError } from './sqlite-errors.ts'

/** `application_id` of a workspace file: "SXTN" in ASCII, what `file` and SQLite tools recognise it by. */
export const applicationId = 0x53_58_54_4e

export interface OpenOptions {
  /**
   * How long a statement waits for another writer. The main process waits with its event loop standing still, so it asks
   * for little; a worker has nothing else to do.
   */
  busyTimeoutMs?: number
}

/**
 * Opens an existing workspace file without taking its lock: for a task, whose parent holds the lock, and for
 * `openWorkspace`. Nothing is written before the file has proved to be a workspace of a known format. `read` refuses
 * every change of data through this connection.
 *
 * Throws `workspace.notFound`, `noAccess`, `readOnly`, `notAWorkspace`, `newer`, `damaged` or `storage.*`.
 */
export function openDatabase(file: string, mode: 'read' | 'write', options: OpenOptions = {}): Database.Database {
  const absolute = path.resolve(file)
  checkAccess(absolute, mode)
  const db = connect(absolute, options.busyTimeoutMs ?? 15_000)
  try {
    checkIdentity(db, absolute)
    configure(db, mode)
    // What an import that was killed left beside the workspace.
    if (mode === 'write') removeStaleDrafts(path.dirname(absolute))
    return db
  } catch (error) {
    db.close()
    throw translateSqliteError(error, absolute)
  }
}

/**
 * Opens the workspace for the length of `use`, closes it in any case and translates what SQLite throws: the form in which
 * tasks use a database.
 */
export async function withDatabase<T>(file: string, mode: 'read' | 'write', use: (db: Database.Database) => T | Promise<T>): Promise<T> {
  const db = openDatabase(file, mode)
  try {
    return await use(db)
  } catch (error) {
    throw translateSqliteError(error, path.resolve(file))
  } finally {
    db.close()
  }
}

/** Settings of every connection. They write to the file's header, so it has to be known as a workspace, or new. */
export function configure(db: Database.Database, mode: 'read' | 'write'): void {
  // Readers go on while one writes, and a killed writer leaves the file as it was before its transaction.
  db.pragma('journal_mode = WAL')
  // With WAL, NORMAL can lose the last transactions to a power cut, never the file.
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  // A workspace may come from somebody else: its schema must not call functions with side effects.
  db.pragma('trusted_schema = OFF')
  db.pragma(`cache_size = ${mode === 'write' ? -65_536 : -32_768}`)
  db.pragma('journal_size_limit = 67108864')
  // Not SQLite's read-only flag: such a connection cannot tidy up the WAL files that it made.
  if (mode === 'read') db.pragma('query_only = ON')
  if (process.env.SEXTANT_LOG) {
    reportSlowQueries(db, (took, sql) => process.stderr.write(`slow query, ${took.toFixed(0)} ms: ${sql.replace(/\s+/g, ' ').trim()}\n`))
  }
}

/** Refuses a file that is not there, or that this person may not use, before SQLite makes one error of all of it. */
export function checkAccess(file: string, mode: 'read' | 'write'): void {
  try {
    const isFile = statSync(file).isFile()
    accessSync(file, constants.R_OK)
    if (!isFile) throw new SextantError('workspace.notAWorkspace', { path: file })
  } catch (error) {
    throw translateFileError(error, file)
  }
  try {
    // The folder too: SQLite keeps its write-ahead log beside the file.
    if (mode === 'write') for (const place of [file, path.dirname(file)]) accessSync(place, constants.W_OK)
  } catch (error) {
    throw new SextantError('workspace.readOnly', { path: file }, { cause: error })
  }
}

/** Errors of the file system, met on the way to a workspace, as coded errors. */
export function translateFileError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof SextantError) return error
  const details = { path: file, reason: error.message }
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new SextantError('workspace.notFound', details, { cause: error })
    case 'EACCES':
    case 'EPERM':
      return new SextantError('workspace.noAccess', details, { cause: error })
    case 'EROFS':
      return new SextantError('workspace.readOnly', details, { cause: error })
    case 'ENOSPC':
    case 'EDQUOT':
      return new SextantError('storage.full', details, { cause: error })
    case 'ENAMETOOLONG':
      return new SextantError('workspace.badName', { ...details, name: path.basename(file) }, { cause: error })
    default:
      return new SextantError('storage.failed', details, { cause: error })
  }
}

function connect(file: string, timeout: number): Database.Database {
  try {
    return new Database(file, { fileMustExist: true, timeout })
  } catch (error) {
    throw translateSqliteError(error, file)
  }
}

function checkIdentity(db: Database.Database, file: string): void {
  const application = db.pragma('application_id', { simple: true })
  const found = Number(db.pragma('user_version', { simple: true }))
  if (application !== applicationId) throw new SextantError('workspace.notAWorkspace', { path: file })
  if (found > knownFormat()) throw new SextantError('workspace.newer', { path: file, found, known: knownFormat() })
}
