import { rmSync } from 'node:fs'
import os from 'node:os'
import Database from 'better-sqlite3'
import { SextantError } from '../../../shared/errors.ts'
import { translateSqliteError } from './sqlite-errors.ts'

interface Holder {
  pid: number
  host: string
  started_at: string
}

export interface WorkspaceLock {
  /** The last holder went away without releasing, or left word that the workspace still has to be checked. */
  unclean: boolean
  /** With `unclean`, the next holder is told so too. */
  release(unclean: boolean): void
}

/**
 * Makes this process the one that has the workspace open. The lock is a file beside it, `<workspace>.lock`: a small SQLite
 * database that names the holder and in which the holder keeps a transaction open. So the operating system holds the lock:
 * it is taken by one opener only, in this process or another, ends with its process however that dies, and cannot be
 * mistaken for that of a new process with an old number. See docs/adr/001.
 *
 * Throws `workspace.locked` with the holder's pid and host, or `workspace.readOnly` or `storage.*` when the lock cannot be written.
 */
export function acquireLock(workspace: string, now: () => number): WorkspaceLock {
  const file = `${workspace}.lock`
  const self: Holder = { pid: process.pid, host: os.hostname(), started_at: new Date(now()).toISOString() }
  let damaged = false
  for (let attempt = 1; ; attempt++) {
    try {
      const { db, unclean } = take(file, workspace, self)
      return { unclean: unclean || damaged, release: (mark) => release(db, file, mark) }
    } catch (error) {
      const code = error instanceof Database.SqliteError ? error.code : ''
      // Somebody who closed the workspace has just removed the file that was opened here.
      const moved = code === 'SQLITE_READONLY_DBMOVED'
      // What a power cut leaves of a lock that was being written.
      const broken = code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT'
      if (attempt === 5 || !(moved || broken)) throw translateSqliteError(error, workspace)
      if (broken) rmSync(file, { force: true })
      damaged ||= broken
    }
  }
}

function take(file: string, workspace: string, self: Holder): { db: Database.Database; unclean: boolean } {
  const db = new Database(file, { timeout: 0 })
  try {
    db.pragma('synchronous = OFF')
    begin(db, workspace)
    // Only now can others be reading it, for a moment.
    db.pragma('busy_timeout = 2000')
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, host TEXT NOT NULL, started_at TEXT NOT NULL) STRICT')
    const unclean = db.prepare('DELETE FROM holder').run().changes > 0
    db.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(self.pid, self.host, self.started_at)
    db.exec('COMMIT')
    // Committed for others to read; from here on the open transaction is the lock. Who comes between has won.
    begin(db, workspace)
    return { db, unclean }
  } catch (error) {
    db.close()
    throw error
  }
}

function begin(db: Database.Database, workspace: string): void {
  try {
    db.exec('BEGIN IMMEDIATE')
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error
    throw new SextantError('workspace.locked', { path: workspace, ...holderOf(db) }, { cause: error })
  }
}

/** Who holds the lock that could not be had; a holder that is about to write its name stays unknown. */
function holderOf(db: Database.Database): { pid: number | null; host: string | null; since: string | null } {
  try {
    db.pragma('busy_timeout = 500')
    const holder = db.prepare<[], Holder>('SELECT pid, host, started_at FROM holder').get()
    return { pid: holder?.pid ?? null, host: holder?.host ?? null, since: holder?.started_at ?? null }
  } catch {
    return { pid: null, host: null, since: null }
  }
}

function release(db: Database.Database, file: string, unclean: boolean): void {
  if (!db.open) return
  const windows = process.platform === 'win32'
  if (unclean) db.exec('ROLLBACK')
  else {
    // Removed while it is held: whoever has opened it meanwhile finds it moved and starts anew.
    if (!windows) rmSync(file, { force: true })
    db.exec(windows ? 'DELETE FROM holder; COMMIT' : 'ROLLBACK')
  }
  db.close()
  // Windows keeps a file that somebody has open, and lets go of it only here.
  if (windows && !unclean) removeQuietly(file)
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // The next holder has it.
  }
}
