import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface Migration {
  /** 1, 2, …: the `user_version` of a workspace that has it. */
  version: number
  /** `0001_core.sql` */
  file: string
  sql: string
}

let known: readonly Migration[] | undefined

/** The migrations that this build brings, in order. Read once a process. */
export function knownMigrations(): readonly Migration[] {
  known ??= readMigrations(migrationsFolder(import.meta.dirname))
  return known
}

/** The newest workspace format that this build can read and write. */
export function knownFormat(): number {
  return knownMigrations().length
}

/**
 * Reads `NNNN_slug.sql` files. Throws when they are not numbered 1, 2, 3 … without a gap: such a build must not touch a
 * workspace.
 */
export function readMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, index) => {
    const version = Number.parseInt(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(file)?.[1] ?? '', 10)
    if (version !== index + 1) throw new Error(`Migration ${file} should be number ${index + 1} and named NNNN_slug.sql.`)
    return { version, file, sql: readFileSync(path.join(folder, file), 'utf8') }
  })
}

/** Walks up from the running file, which serves the sources, the bundle and the package alike. */
export function migrationsFolder(from: string): string {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'resources', 'migrations')
    if (existsSync(candidate)) return candidate
    if (folder === path.dirname(folder)) throw new Error(`No resources/migrations above ${from}.`)
  }
}
