import { createHash } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupFolder, migrateExisting } from '../../src/main/core/db/migrate.ts'
import { knownFormat, knownMigrations } from '../../src/main/core/db/migrations.ts'
import { openDatabase, withDatabase } from '../../src/main/core/db/open.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { check } from '../../src/main/core/tasks/check.ts'

const now = () => Date.UTC(2026, 0, 2, 3, 4, 5)
const ctx = { signal: new AbortController().signal, onProgress: () => {}, now }

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-workspace-'))
  file = path.join(folder, 'shop.sextant')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const coded = (code: string) => expect.objectContaining({ name: 'SextantError', code })
const digest = (name: string) => createHash('sha256').update(readFileSync(name)).digest('hex')
const create = () => openWorkspace(file, { create: true, now }).close()
/** The state of a folder: every file with its bytes. */
const snapshot = () => Object.fromEntries(readdirSync(folder).map((name) => [name, digest(path.join(folder, name))]))

/** Many rows, so that there are pages to damage. */
function fill(): void {
  const { db, close } = openWorkspace(file, { create: true, now })
  const insert = db.prepare('INSERT INTO setting VALUES (?, ?)')
  db.transaction(() => {
    for (let i = 0; i < 5_000; i++) insert.run(`key ${i}`, JSON.stringify('v'.repeat(200)))
  })()
  close()
}

function overwrite(at: number, bytes: Buffer): void {
  const content = readFileSync(file)
  bytes.copy(content, at)
  writeFileSync(file, content)
}

const halfway = (): number => Math.floor(statSync(file).size / 2)

describe('a workspace', () => {
  it('is created, closed and opened again', () => {
    const workspace = openWorkspace(file, { create: true, now })
    expect(workspace).toMatchObject({ path: file, name: 'shop', needsCheck: false })
    expect(workspace.db.pragma('user_version', { simple: true })).toBe(knownFormat())
    expect(workspace.db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(workspace.db.pragma('foreign_keys', { simple: true })).toBe(1)
    workspace.db.exec(`INSERT INTO setting VALUES ('asOf', '"2011-12-09"')`)
    workspace.close()
    expect(readdirSync(folder)).toEqual(['shop.sextant', 'shop.sextant.lock'])

    const again = openWorkspace(file, { create: true, now })
    expect(again.db.prepare('SELECT value FROM setting').pluck().get()).toBe('"2011-12-09"')
    expect(again.needsCheck).toBe(false)
    again.close()
    expect(() => again.close()).not.toThrow()
  })

  it('takes the place of an empty file', () => {
    writeFileSync(file, '')
    create()
    openWorkspace(file, { now }).close()
  })

  it('is not created by opening it, nor in a folder that is not there', () => {
    expect(() => openWorkspace(file, { now })).toThrow(coded('workspace.notFound'))
    expect(() => openWorkspace(path.join(folder, 'no', 'w.sextant'), { create: true, now })).toThrow(coded('workspace.notFound'))
    expect(() => openWorkspace(path.join(folder, `${'x'.repeat(300)}.sextant`), { create: true, now })).toThrow(coded('workspace.badName'))
    expect(() => openDatabase(file, 'read')).toThrow(coded('workspace.notFound'))
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves the remains of a creation that was cut off behind', () => {
    writeFileSync(`${file}.new`, 'half a workspace')
    create()
    expect(readdirSync(folder)).toEqual(['shop.sextant', 'shop.sextant.lock'])
  })

  it('can be read by tasks while it is open, which cannot write then', async () => {
    const { db, close } = openWorkspace(file, { create: true, now })
    db.exec(`INSERT INTO setting VALUES ('a', '1')`)
    await expect(withDatabase(file, 'read', (task) => task.prepare('SELECT key FROM setting').pluck().all())).resolves.toEqual(['a'])
    await expect(withDatabase(file, 'read', (task) => task.exec('DELETE FROM setting'))).rejects.toMatchObject({
      code: 'workspace.readOnly'
    })
    await withDatabase(file, 'write', (task) => task.exec(`INSERT INTO setting VALUES ('b', '2')`))
    expect(db.prepare('SELECT count(*) FROM setting').pluck().get()).toBe(2)
    close()
  })

  it('says that it is busy rather than wait for a writer', () => {
    const workspace = openWorkspace(file, { create: true, now })
    const writer = openDatabase(file, 'write')
    writer.exec('BEGIN IMMEDIATE')
    expect(() => workspace.db.exec(`INSERT INTO setting VALUES ('a', '1')`)).toThrow(expect.objectContaining({ code: 'SQLITE_BUSY' }))
    writer.close()
    workspace.close()
  })
})

describe('what is not a workspace', () => {
  it.each<[string, string, () => void]>([
    ['a folder', 'workspace.notAWorkspace', () => mkdirSync(file)],
    ['a text file', 'workspace.notAWorkspace', () => writeFileSync(file, 'Order,Customer\n'.repeat(1_000))],
    ['a very short file', 'workspace.notAWorkspace', () => writeFileSync(file, 'x')],
    ['an empty file', 'workspace.notAWorkspace', () => writeFileSync(file, '')],
    ["another program's database", 'workspace.notAWorkspace', () => new Database(file).exec('CREATE TABLE t (x)').close()],
    ['a cut-off header', 'workspace.notAWorkspace', () => [create(), rmSync(`${file}.lock`), truncateSync(file, 60)]]
  ])('%s is refused as it is', (_what, code, make) => {
    make()
    const isFile = statSync(file).isFile()
    const before = isFile ? snapshot() : null
    expect(() => openWorkspace(file, { now })).toThrow(coded(code))
    expect(() => openDatabase(file, 'write')).toThrow(coded(code))
    if (before) expect(snapshot()).toEqual(before)
    expect(readdirSync(folder)).toEqual(['shop.sextant'])
  })

  it('is refused also when asked to create it, because something is there', () => {
    writeFileSync(file, 'precious notes')
    expect(() => openWorkspace(file, { create: true, now })).toThrow(coded('workspace.notAWorkspace'))
    expect(readFileSync(file, 'utf8')).toBe('precious notes')
  })
})

describe('a workspace of a newer Sextant', () => {
  const makeNewer = (db: Database.Database) => db.exec(`CREATE TABLE of_the_future (x); PRAGMA user_version = ${knownFormat() + 1}`)

  it('is refused and stays as it is, byte by byte', () => {
    create()
    const db = new Database(file)
    makeNewer(db).close()
    const before = snapshot()
    expect(() => openWorkspace(file, { now })).toThrow(
      expect.objectContaining({ code: 'workspace.newer', details: { path: file, found: knownFormat() + 1, known: knownFormat() } })
    )
    expect(() => openWorkspace(file, { create: true, now })).toThrow(coded('workspace.newer'))
    expect(() => openDatabase(file, 'write')).toThrow(coded('workspace.newer'))
    expect(snapshot()).toEqual(before)
  })

  it('is refused also with the log of a session that crashed, which stays too', () => {
    create()
    const db = new Database(file)
    makeNewer(db)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.exec('INSERT INTO of_the_future VALUES (1)')
    // What a crash leaves: copied while it is open.
    const crashed = path.join(folder, 'crashed.sextant')
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, crashed + suffix)
    db.close()
    const before = snapshot()
    expect(before).toHaveProperty(['crashed.sextant-wal'])
    expect(() => openWorkspace(crashed, { now })).toThrow(coded('workspace.newer'))
    expect(snapshot()).toEqual(before)
  })
})

describe('a damaged workspace', () => {
  it('is found out by the check', async () => {
    fill()
    await expect(check({ workspacePath: file }, ctx)).resolves.toEqual({ state: 'ok', problems: [] })
    overwrite(halfway(), Buffer.alloc(50_000, 0xa5))
    const result = await check({ workspacePath: file }, ctx)
    expect(result.state).toBe('damaged')
    expect(result.problems.length).toBeGreaterThan(0)
  })

  it('is found out by the check also when rows lack their parent', async () => {
    create()
    const db = new Database(file)
    db.pragma('foreign_keys = OFF')
    db.exec("INSERT INTO segment (id, run_id, slot, name, size) VALUES (1, 99, 0, 'x', 1)")
    db.close()
    await expect(check({ workspacePath: file }, ctx)).resolves.toEqual({
      state: 'damaged',
      problems: ['row 1 of segment refers to a missing run']
    })
  })

  it('is refused when it cannot even be opened', () => {
    fill()
    overwrite(100, Buffer.alloc(300, 0xa5))
    const before = digest(file)
    expect(() => openWorkspace(file, { now })).toThrow(coded('workspace.damaged'))
    expect(digest(file)).toEqual(before)
  })

  it('is coded when a task meets the damage', async () => {
    fill()
    overwrite(halfway(), Buffer.alloc(halfway() - 1_000, 0xa5))
    const read = withDatabase(file, 'read', (db) => db.prepare('SELECT sum(length(value)) FROM setting').get())
    await expect(read).rejects.toMatchObject({ code: 'workspace.damaged', details: { path: file } })
  })
})

describe('migration of an existing workspace', () => {
  const next = knownFormat() + 1
  const migrations = [
    ...knownMigrations(),
    { version: next, file: 'a.sql', sql: "ALTER TABLE setting ADD COLUMN note TEXT NOT NULL DEFAULT 'new'" },
    { version: next + 1, file: 'b.sql', sql: 'CREATE TABLE later (x) STRICT' }
  ]
  const open = () => {
    const db = new Database(file)
    db.pragma('journal_mode = WAL')
    return db
  }
  const insertSetting = () => {
    const { db, close } = openWorkspace(file, { create: true, now })
    db.exec("INSERT INTO setting VALUES ('asOf', '1')")
    close()
  }

  it('keeps a backup of every step, each a workspace that opens', () => {
    insertSetting()
    const valid = migrations.map((migration) => ({ ...migration, sql: migration.sql.replace('x) STRICT', 'x TEXT) STRICT') }))
    const db = open()
    migrateExisting(db, file, { now, migrations: valid })
    expect(db.pragma('user_version', { simple: true })).toBe(next + 1)
    expect(db.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'asOf', value: '1', note: 'new' }])
    db.close()

    expect(backupFolder(file)).toBe(path.join(folder, 'shop-backups'))
    const [first, second] = [next - 1, next].map((format) => `2026-01-02T03-04-05.000Z format ${format}.sextant`)
    expect(new Set(readdirSync(backupFolder(file)))).toEqual(new Set([first, second]))
    const backup = openWorkspace(path.join(backupFolder(file), first ?? ''), { now })
    expect(backup.db.prepare('SELECT * FROM setting').all()).toEqual([{ key: 'asOf', value: '1' }])
    backup.close()
  })

  it('stops at the last format that worked', () => {
    insertSetting()
    const db = open()
    expect(() => migrateExisting(db, file, { now, migrations })).toThrow('missing datatype')
    expect(db.pragma('user_version', { simple: true })).toBe(next)
    expect(db.prepare('SELECT note FROM setting').pluck().all()).toEqual(['new'])
    db.close()
  })

  it('does nothing, and backs nothing up, when there is nothing to do', () => {
    create()
    openWorkspace(file, { now }).close()
    expect(readdirSync(folder)).toEqual(['shop.sextant', 'shop.sextant.lock'])
  })

  it('keeps the newest five backups and what else lies there', () => {
    create()
    mkdirSync(backupFolder(file))
    const old = Array.from({ length: 7 }, (_, i) => `2025-01-0${i + 1}T00-00-00.000Z format 1.sextant`)
    for (const name of [...old, 'my own copy.sextant']) writeFileSync(path.join(backupFolder(file), name), '')
    const db = open()
    migrateExisting(db, file, { now, migrations: migrations.slice(0, -1) })
    db.close()
    expect(readdirSync(backupFolder(file)).sort()).toEqual([
      ...old.slice(3),
      `2026-01-02T03-04-05.000Z format ${next - 1}.sextant`,
      'my own copy.sextant'
    ])
  })
})

describe('one workspace under two names', () => {
  it.skipIf(process.platform === 'win32')('is locked under both', () => {
    const workspace = openWorkspace(file, { create: true, now })
    const link = path.join(folder, 'link.sextant')
    symlinkSync(file, link)
    expect(() => openWorkspace(link, { now })).toThrow(coded('workspace.locked'))
    workspace.close()
    openWorkspace(link, { now }).close()
  })

  it('is another workspace when it is another file', () => {
    create()
    const copy = path.join(folder, 'copy.sextant')
    copyFileSync(file, copy)
    const one = openWorkspace(file, { now })
    const two = openWorkspace(copy, { now })
    one.close()
    two.close()
  })
})
