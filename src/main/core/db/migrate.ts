import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import type Database from 'better-sqlite3'
import { knownMigrations, type Migration } from './migrations.ts'

const keptBackups = 5

export interface MigrateOptions {
  /** Milliseconds since the epoch; names the backups. */
  now: () => number
  migrations?: readonly Migration[]
}

/** Applies what a file that nobody has seen yet needs. No backups: there is nothing to lose. */
export function migrateNew(db: Database.Database, migrations: readonly Migration[] = knownMigrations()): void {
  for (const migration of migrations) apply(db, migration)
}

/**
 * Brings an existing workspace to the newest format, one transaction a migration, each preceded by a backup in the folder
 * `<name>-backups` beside the file. A migration that fails leaves the workspace at the format before it.
 */
export function migrateExisting(db: Database.Database, file: string, options: MigrateOptions): void {
  const from = Number(db.pragma('user_version', { simple: true }))
  for (const migration of options.migrations ?? knownMigrations()) {
    if (migration.version <= from) continue
    backup(db, file, migration.version - 1, options.now())
    apply(db, migration)
  }
}

export function backupFolder(file: string): string {
  return path.join(path.dirname(file), `${path.basename(file, '.sextant')}-backups`)
}

function apply(db: Database.Database, migration: Migration): void {
  // A rebuilt table would otherwise take its children along; has no effect inside a transaction.
  db.pragma('foreign_keys = OFF')
  try {
    db.transaction(() => {
      db.exec(migration.sql)
      const orphans = db.pragma('foreign_key_check')
      if (Array.isArray(orphans) && orphans.length > 0)
        throw new Error(`${migration.file} leaves ${orphans.length} rows without their parent.`)
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

/** A copy that is complete as soon as it has its name; the newest few are kept. */
function backup(db: Database.Database, file: string, version: number, now: number): void {
  const folder = backupFolder(file)
  mkdirSync(folder, { recursive: true })
  const stamp = new Date(now).toISOString().replaceAll(':', '-')
  const name = `${stamp} format ${version}.sextant`
  const partial = path.join(folder, `${name}.part`)
  rmSync(partial, { force: true })
  db.prepare('VACUUM INTO ?').run(partial)
  renameSync(partial, path.join(folder, name))

  const backups = readdirSync(folder)
    .filter((entry) => /^\d{4}-.* format \d+\.sextant$/.test(entry))
    .sort()
  for (const old of backups.slice(0, -keptBackups)) rmSync(path.join(folder, old), { force: true })
}
