import type { Database } from 'better-sqlite3'

/**
 * Runs `work` as one transaction that takes the write lock at once: all of it is stored, or, when it throws, nothing.
 * Unlike better-sqlite3's own `transaction` it may await, so the connection must serve nobody else meanwhile.
 */
export async function inTransaction<T>(db: Database, work: () => Promise<T>): Promise<T> {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = await work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite ends the transaction by itself on some errors, a full disk among them.
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Runs `work` over the data of one moment, whatever others write meanwhile. The connection must serve nobody else. */
export async function inReadTransaction<T>(db: Database, work: () => Promise<T>): Promise<T> {
  db.exec('BEGIN')
  try {
    return await work()
  } finally {
    if (db.inTransaction) db.exec('COMMIT')
  }
}

/** Runs `work` as one transaction and takes all of it back, whatever comes of it: for the question what would happen. */
export async function inRehearsal<T>(db: Database, work: () => Promise<T>): Promise<T> {
  db.exec('BEGIN IMMEDIATE')
  try {
    return await work()
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}

/**
 * Moves what the last transactions wrote from the write-ahead log into the file and empties the log, which after a large
 * import is as large as the file. What was committed is safe without it, so that it does not matter if a reader or a full
 * disk prevents it: the next connection tries again.
 */
export function emptyWriteAheadLog(db: Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // See above.
  }
}

/**
 * Sets how much of the file this connection keeps in memory. SQLite sorts within as much again, for each of several sorts
 * at once.
 */
export function setCache(db: Database, megabytes: number): void {
  db.pragma(`cache_size = ${-megabytes * 1024}`)
}

/** Whether references are checked row by row; has no effect within a transaction. */
export function checkReferences(db: Database, on: boolean): void {
  db.pragma(`foreign_keys = ${on ? 'ON' : 'OFF'}`)
}
