import { chmodSync, chownSync, existsSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import Database from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import { translateSqliteError } from './sqlite-errors.ts'

export interface WorkspaceLock {
  /** The last holder left word that the workspace still has to be checked. */
  checkOwed: boolean
  /** With `checkOwed`, the next holder is told so. */
  release(checkOwed: boolean): void
}

interface Holder {
  pid: number
  host: string
  started_at: string
}

/**
 * Makes this process the one that has the workspace open. The lock is a file beside it, `<workspace>.lock`: a small SQLite
 * database that names the holder and in which the holder keeps a transaction open. So the operating system holds the lock:
 * it is had by one opener only, in this process or another, ends with its process however that dies, and cannot be
 * mistaken for that of a new process with an old number. The file stays when the lock is released, because removing it
 * would take it from under whoever is just opening it. See docs/adr/001.
 *
 * Throws `workspace.locked` with the holder's pid and host, or `workspace.readOnly` or `storage.*` when the file cannot be written.
 */
export function acquireLock(workspace: string, now: () => number): WorkspaceLock {
  const file = `${workspace}.lock`
  const self: Holder = { pid: process.pid, host: os.hostname(), started_at: new Date(now()).toISOString() }
  try {
    try {
      return take(file, workspace, self)
    } catch (error) {
      if (!isDamage(error)) throw error
      // A lock that was cut off while it was written, or something else of that name: nobody can hold it.
      rmSync(file, { force: true })
      return { ...take(file, workspace, self), checkOwed: true }
    }
  } catch (error) {
    throw translateSqliteError(error, workspace)
  }
}

function take(file: string, workspace: string, self: Holder): WorkspaceLock {
  const isNew = !existsSync(file)
  const db = new Database(file, { timeout: 0 })
  try {
    if (isNew) shareRights(file, workspace)
    // What is written here need not outlive this process, and a journal would want room on a full disk.
    db.pragma('journal_mode = MEMORY')
    db.pragma('synchronous = OFF')
    db.exec('BEGIN IMMEDIATE')
    // Who finds it taken reads the name of the holder, for a moment.
    db.pragma('busy_timeout = 2000')
    db.exec(`CREATE TABLE IF NOT EXISTS holder (
      pid INTEGER NOT NULL, host TEXT NOT NULL, started_at TEXT NOT NULL, check_owed INTEGER NOT NULL) STRICT`)
    const checkOwed = db.prepare('SELECT check_owed FROM holder').pluck().get() === 1
    db.exec('DELETE FROM holder')
    db.prepare('INSERT INTO holder VALUES (?, ?, ?, ?)').run(self.pid, self.host, self.started_at, Number(checkOwed))
    db.exec('COMMIT')
    // Committed for others to read; from here on the open transaction is the lock. Who comes between has won.
    db.pragma('busy_timeout = 0')
    db.exec('BEGIN IMMEDIATE')
    return { checkOwed, release: (owed) => release(db, checkOwed, owed) }
  } catch (error) {
    const reason = codeOf(error) === 'SQLITE_BUSY' ? new SextantError('workspace.locked', { path: workspace, ...holderOf(db) }) : error
    db.close()
    throw reason
  }
}

/** Whoever may write the workspace may lock it, also after root has opened it once. SQLite does the same for its log. */
function shareRights(file: string, workspace: string): void {
  if (process.platform === 'win32' || !existsSync(workspace)) return
  const { mode, uid, gid } = statSync(workspace)
  chmodSync(file, mode & 0o777)
  if (process.getuid?.() === 0) chownSync(file, uid, gid)
}

/** Who holds the lock that could not be had; a holder that is just writing its name may stay unknown. */
function holderOf(db: Database.Database): { pid: number | null; host: string | null; since: string | null } {
  try {
    db.pragma('busy_timeout = 500')
    const holder = db.prepare<[], Holder>('SELECT pid, host, started_at FROM holder').get()
    return { pid: holder?.pid ?? null, host: holder?.host ?? null, since: holder?.started_at ?? null }
  } catch {
    return { pid: null, host: null, since: null }
  }
}

function release(db: Database.Database, wasOwed: boolean, isOwed: boolean): void {
  if (!db.open) return
  try {
    if (isOwed !== wasOwed) db.exec(`UPDATE holder SET check_owed = ${Number(isOwed)}; COMMIT`)
  } catch {
    // A disk that fails now must not keep the workspace from being closed.
  }
  // Ends the transaction, and the lock with it.
  db.close()
}

const codeOf = (error: unknown) => (error instanceof Database.SqliteError ? error.code : null)

function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT' || code === 'SQLITE_ERROR'
}
