/**
 * What a test of a migration needs: a workspace in memory at any format, rows in it, and its schema as text. A test of
 * migration N goes to N-1 with `workspaceAt`, inserts what people have there, goes on with `migrateTo`, and asserts rows
 * and schema; see migrations.test.ts.
 */
import Database from 'better-sqlite3'
import { migrateNew } from '../../../src/main/core/db/migrate.ts'
import { knownMigrations } from '../../../src/main/core/db/migrations.ts'

export type Row = Record<string, string | number | null>

export function workspaceAt(format: number): Database.Database {
  const db = new Database(':memory:')
  db.pragma('foreign_keys = ON')
  migrateNew(
    db,
    knownMigrations().filter(({ version }) => version <= format)
  )
  return db
}

/** Applies the one migration that leads to `format`. */
export function migrateTo(db: Database.Database, format: number): void {
  migrateNew(
    db,
    knownMigrations().filter(({ version }) => version === format)
  )
}

interface Column {
  name: string
  type: string
  notnull: number
  dflt_value: string | null
  pk: number
}

/** Inserts a row; columns that must be filled and do not matter to the test get a neutral value. */
export function insert(db: Database.Database, table: string, values: Row): void {
  const neutral: Row = {}
  for (const column of db.pragma(`table_info(${table})`) as Column[]) {
    const needed = column.notnull === 1 && column.dflt_value === null && !(column.pk === 1 && column.type === 'INTEGER')
    if (needed) neutral[column.name] = column.type === 'TEXT' ? '{}' : 0
  }
  const row = { ...neutral, ...values }
  const columns = Object.keys(row)
  db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`).run(row)
}

export function rows(db: Database.Database, table: string): unknown[] {
  return db.prepare(`SELECT * FROM ${table}`).all()
}

/** Tables with their columns and references, and indexes, one a line and sorted: what a review should see change. */
export function schemaOf(db: Database.Database): string {
  const tables = db.prepare<[], { name: string; wr: number; strict: number }>(
    "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' ORDER BY name"
  )
  const lines: string[] = []
  for (const { name, wr, strict } of tables.all()) {
    lines.push(`${name}${strict ? ' STRICT' : ''}${wr ? ' WITHOUT ROWID' : ''}`)
    for (const column of db.pragma(`table_info(${name})`) as Column[]) {
      const facts = [
        column.type,
        column.notnull ? 'NOT NULL' : '',
        column.dflt_value ? `DEFAULT ${column.dflt_value}` : '',
        column.pk ? `KEY ${column.pk}` : ''
      ]
      lines.push(`  ${column.name} ${facts.filter(Boolean).join(' ')}`)
    }
    const references = db.pragma(`foreign_key_list(${name})`) as { from: string; table: string; to: string; on_delete: string }[]
    lines.push(...references.map(({ from, table, to, on_delete }) => `  ${from} -> ${table}.${to} ON DELETE ${on_delete}`).sort())
    const indexes = db.pragma(`index_list(${name})`) as { name: string; unique: number; origin: string }[]
    for (const index of indexes.filter(({ origin }) => origin !== 'pk').sort((a, b) => a.name.localeCompare(b.name))) {
      const keys = db
        .prepare<[], { name: string; coll: string }>(`SELECT name, coll FROM pragma_index_xinfo('${index.name}') WHERE key = 1`)
        .all()
      const columns = keys.map((key) => (key.coll === 'BINARY' ? key.name : `${key.name} ${key.coll}`)).join(', ')
      lines.push(`  ${index.unique ? 'unique' : 'index'} ${index.origin === 'c' ? index.name : ''} (${columns})`.replace('  (', ' ('))
    }
  }
  return `${lines.join('\n')}\n`
}
