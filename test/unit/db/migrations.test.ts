import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrateNew } from '../../../src/main/core/db/migrate.ts'
import { knownFormat, knownMigrations, migrationsFolder, readMigrations } from '../../../src/main/core/db/migrations.ts'
import { insert, migrateTo, type Row, rows, schemaOf, workspaceAt } from './formats.ts'

let db: Database.Database
afterEach(() => {
  db?.close()
})

describe('released migrations', () => {
  it('never change: a change of the schema is a new file', () => {
    const released = readFileSync(path.join(import.meta.dirname, 'released-migrations.sha256'), 'utf8')
      .trim()
      .split('\n')
    const actual = knownMigrations().map(({ file, sql }) => `${createHash('sha256').update(sql).digest('hex')}  ${file}`)
    expect(actual).toEqual(released)
  })

  it('lead to the schema that the code was written for', async () => {
    db = workspaceAt(knownFormat())
    expect(db.pragma('user_version', { simple: true })).toBe(knownFormat())
    await expect(schemaOf(db)).toMatchFileSnapshot('schema.txt')
  })
})

describe('migration 1', () => {
  beforeEach(() => {
    db = workspaceAt(0)
    migrateTo(db, 1)
    insert(db, 'import', { id: 1, label: 'orders.csv', imported_at: 1_300_000_000 })
    insert(db, 'source', { id: 1, import_id: 1, rows_read: 4, rows_stored: 3, rows_rejected: 1 })
    insert(db, 'customer', { id: 1, code: '17850', source_id: 1 })
    insert(db, 'product', { id: 1, sku: '85123A', source_id: 1 })
    insert(db, 'orders', { id: 1, number: '536365', customer_id: 1, currency: 'GBP', source_id: 1 })
    insert(db, 'run', { id: 1, kind: 'segments' })
    insert(db, 'segment', { id: 1, run_id: 1, slot: 0, size: 1 })
    insert(db, 'segment_member', { run_id: 1, customer_id: 1, segment_id: 1 })
  })

  const line: Row = {
    order_id: 1,
    content_hash: -7,
    ordinal: 1,
    written_kind: 'sale',
    product_id: 1,
    quantity: 6,
    written_amount: 1_530,
    decimals: 2,
    source_id: 1
  }

  it('takes what an import and a run store', () => {
    insert(db, 'order_line', line)
    insert(db, 'order_line', { ...line, ordinal: 2, written_kind: 'return', quantity: -6, written_amount: -1_530 })
    insert(db, 'orders', { id: 2, number: 'anonymous', customer_id: null, source_id: 1 })
    insert(db, 'rejected_row', { source_id: 1, line: 9, code: 'badDate', raw: '["x"]' })
    insert(db, 'setting', { key: 'asOf', value: '"2011-12-09"' })
    for (const [table, count] of Object.entries({ order_line: 2, orders: 2, rejected_row: 1, setting: 1, segment_member: 1 })) {
      expect(rows(db, table), table).toHaveLength(count)
    }
    expect(db.pragma('foreign_key_check')).toEqual([])
  })

  it.each<[string, string, Row]>([
    ['a source whose counts do not add up', 'source', { import_id: 1, rows_read: 4, rows_stored: 2, rows_rejected: 1 }],
    ['a source without its import', 'source', { import_id: 99 }],
    ['a mapping that is not JSON', 'source', { import_id: 1, mapping: '{' }],
    ['a second customer with the same code', 'customer', { code: '17850', source_id: 1 }],
    ['a customer of no source', 'customer', { code: 'x', source_id: 99 }],
    ['a second product with the same number', 'product', { sku: '85123A', source_id: 1 }],
    ['a second order with the same number', 'orders', { number: '536365', source_id: 1 }],
    ['an order of an unknown customer', 'orders', { number: 'x', customer_id: 99, source_id: 1 }],
    ['an order that is half void', 'orders', { number: 'x', voided: 2, source_id: 1 }],
    ['a line of no kind', 'order_line', { ...line, written_kind: 'gift' }],
    ['a line with more decimals than a double can hold', 'order_line', { ...line, decimals: 13 }],
    ['a line of an unknown order', 'order_line', { ...line, order_id: 99 }],
    ['money that is not whole', 'order_line', { ...line, written_amount: 15.3 }],
    ['text where a quantity belongs', 'order_line', { ...line, quantity: 'six' }],
    ['a second summary of the workspace', 'workspace_summary', { id: 2 }],
    ['a rejected row whose cells are not JSON', 'rejected_row', { source_id: 1, raw: 'x,y' }],
    ['a setting that is not JSON', 'setting', { key: 'x', value: 'y' }],
    ['two segments in one slot', 'segment', { run_id: 1, slot: 0 }],
    ['a member of two segments of a run', 'segment_member', { run_id: 1, customer_id: 1, segment_id: 1 }]
  ])('refuses %s', (_what, table, row) => {
    expect(() => insert(db, table, row)).toThrow(/constraint failed|cannot store/)
  })

  it('refuses a line twice', () => {
    insert(db, 'order_line', line)
    expect(() => insert(db, 'order_line', line)).toThrow('UNIQUE')
  })

  it('removes the segments of a run with it', () => {
    db.exec('DELETE FROM run')
    expect(rows(db, 'segment')).toEqual([])
    expect(rows(db, 'segment_member')).toEqual([])
  })
})

describe('the migration to gross amounts by month', () => {
  /** By its name: its number depends on what came before it. */
  const format = knownMigrations().find(({ file }) => file.endsWith('_gross-by-month.sql'))?.version ?? 0

  it('adds up the sale lines of each month and currency, as an import does', () => {
    db = workspaceAt(format - 1)
    insert(db, 'import', { id: 1 })
    insert(db, 'source', { id: 1, import_id: 1 })
    for (const code of ['EUR', 'USD']) insert(db, 'currency', { code, decimals: 3 })
    const sale = { written_kind: 'sale', voided: 0, product_id: null, source_id: 1 }
    const at = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000
    const lines: [currency: string, Row][] = [
      ['EUR', { ...sale, at: at('2024-02-29'), written_amount: 1_050, decimals: 2 }],
      ['EUR', { ...sale, at: at('2024-02-01'), written_amount: 7, decimals: 3 }],
      ['EUR', { ...sale, at: at('2024-03-01'), written_amount: 2, decimals: 0 }],
      ['EUR', { ...sale, at: at('2024-03-05'), written_kind: 'return', written_amount: -1, decimals: 0 }],
      ['EUR', { ...sale, at: at('2024-03-06'), voided: 1, written_amount: 9, decimals: 0 }],
      ['USD', { ...sale, at: at('1969-12-31'), written_amount: 5, decimals: 0 }]
    ]
    lines.forEach(([currency, line], i) => {
      insert(db, 'orders', { id: i + 1, number: `A${i}`, customer_id: null, currency, source_id: 1 })
      insert(db, 'order_line', { ...line, order_id: i + 1, content_hash: i })
    })
    const month = (currency: string, year: number, number: number) =>
      insert(db, 'month_summary', { currency, month: 12 * year + number - 1, lines: 1 })
    for (const number of [2, 3, 4]) month('EUR', 2024, number)
    month('USD', 1969, 12)
    migrateTo(db, format)
    const found = db.prepare('SELECT currency, month - 12 * (month / 12) + 1 AS number, gross FROM month_summary ORDER BY 1, 2').raw().all()
    expect(found).toEqual([
      ['EUR', 2, 10_507],
      ['EUR', 3, 2_000],
      ['EUR', 4, 0],
      ['USD', 12, 5_000]
    ])
  })
})

describe('the migration to nine kinds', () => {
  /** By its name: its number depends on what came before it. */
  const format = knownMigrations().find(({ file }) => file.endsWith('_kinds.sql'))?.version ?? 0

  beforeEach(() => {
    db = workspaceAt(format - 1)
    insert(db, 'import', { id: 1, label: 'orders.csv', imported_at: 1_300_000_000 })
    insert(db, 'source', { id: 1, import_id: 1 })
    insert(db, 'customer', { id: 1, code: 'ann@example.org', seen_at: 7, source_id: 1 })
    insert(db, 'product', { id: 1, sku: '85123A', source_id: 1 })
    insert(db, 'orders', { id: 1, number: '536365', customer_id: 1, ordered_at: 7, currency: 'GBP', source_id: 1 })
    insert(db, 'order_line', { order_id: 1, content_hash: -7, ordinal: 1, written_kind: 'sale', at: 7, quantity: 6, source_id: 1 })
    insert(db, 'workspace_summary', { id: 1, customers: 1 })
    insert(db, 'run', { id: 1, kind: 'segments' })
    migrateTo(db, format)
  })

  it('keeps what is there', () => {
    expect(rows(db, 'orders')).toMatchObject([{ number: '536365', customer_id: 1, named_id: null, ordered_at: 7 }])
    expect(rows(db, 'order_line')).toMatchObject([{ quantity: 6, at: 7, kind: 'sale' }])
    expect(rows(db, 'workspace_summary')).toMatchObject([{ customers: 1, products: 1, tickets: 0 }])
    expect(rows(db, 'customer')).toMatchObject([{ code: 'ann@example.org', email_key: 'ann@example.org', same_as: null }])
    expect(rows(db, 'run')).toMatchObject([{ input_gone: null }])
    expect(db.pragma('foreign_key_check')).toEqual([])
  })

  it('takes orders without a date, and customers of no import', () => {
    insert(db, 'orders', { number: 'undated', ordered_at: null, source_id: 1 })
    insert(db, 'order_line', { order_id: 1, content_hash: 8, ordinal: 1, written_kind: 'sale', at: null, source_id: 1 })
    insert(db, 'customer', { code: 'kept', source_id: null })
  })

  it.each<[string, string, Row]>([
    ['a second ticket with the same number', 'ticket', { number: 'T1', source_id: 1 }],
    ['a ticket of an unknown customer', 'ticket', { number: 'T2', customer_id: 99, source_id: 1 }],
    ['a touchpoint twice', 'touchpoint', { at: 1, identity: 1, ordinal: 1, source_id: 1 }],
    ['an answer that is neither yes nor no', 'offer_response', { identity: 1, ordinal: 1, accepted: 2, source_id: 1 }],
    [
      'an amount with more decimals than a double can hold',
      'marketing_spend',
      { identity: 1, ordinal: 1, cost_decimals: 13, source_id: 1 }
    ],
    ['attributes that are not JSON', 'feedback', { identity: 1, ordinal: 1, extra: 'x', source_id: 1 }],
    ['a customer who is one person with nobody', 'customer', { code: 'x', same_as: 99, source_id: 1 }],
    ['a subscription of no source', 'subscription', { identity: 1, ordinal: 1, source_id: 99 }]
  ])('refuses %s', (_what, table, row) => {
    insert(db, 'ticket', { number: 'T1', source_id: 1 })
    insert(db, 'touchpoint', { at: 1, identity: 1, ordinal: 1, extra: '{}', source_id: 1 })
    expect(() => insert(db, table, row)).toThrow(/constraint failed|cannot store/)
  })
})

describe('the migration to pain in visits', () => {
  it('keeps the pain that is there, and takes that of touchpoints and of nothing else', () => {
    const format = knownMigrations().find(({ file }) => file.endsWith('_pain-in-visits.sql'))?.version ?? 0
    db = workspaceAt(format - 1)
    insert(db, 'run', { id: 1, kind: 'segments' })
    insert(db, 'segment', { id: 1, run_id: 1 })
    const pain = { run_id: 1, segment_id: 1, stage: 'purchase', kind: 'complaint', topic: 'Billing', customer_id: 7, at: 9, reference: 3 }
    insert(db, 'segment_pain', { ...pain, source: 'ticket' })
    migrateTo(db, format)
    expect(rows(db, 'segment_pain')).toEqual([{ ...pain, source: 'ticket' }])
    insert(db, 'segment_pain', { ...pain, kind: 'dropOff', source: 'touchpoint' })
    expect(() => insert(db, 'segment_pain', { ...pain, source: 'rumour' })).toThrow('CHECK constraint failed')
    db.exec('DELETE FROM run')
    expect(rows(db, 'segment_pain')).toEqual([])
  })
})

describe('applying migrations', () => {
  const sql = (version: number, text: string) => ({ version, file: `000${version}_test.sql`, sql: text })

  it('rebuilds a table without losing the rows that refer to it', () => {
    db = workspaceAt(0)
    migrateNew(db, [sql(1, 'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a (id) ON DELETE CASCADE)')])
    db.exec('INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)')
    migrateNew(db, [
      sql(
        2,
        "CREATE TABLE n (id INTEGER PRIMARY KEY, x TEXT DEFAULT 'new'); INSERT INTO n (id) SELECT id FROM a; DROP TABLE a; ALTER TABLE n RENAME TO a"
      )
    ])
    expect(rows(db, 'a')).toEqual([{ id: 1, x: 'new' }])
    expect(rows(db, 'b')).toEqual([{ a: 1 }])
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('undoes a migration that fails half-way, or leaves rows without their parent', () => {
    db = workspaceAt(0)
    migrateNew(db, [
      sql(
        1,
        'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a (id)); INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)'
      )
    ])
    const before = schemaOf(db)
    expect(() => migrateNew(db, [sql(2, 'CREATE TABLE c (x); DROP TABLE no_such_table')])).toThrow('no_such_table')
    expect(() => migrateNew(db, [sql(2, 'CREATE TABLE c (x); DELETE FROM a')])).toThrow('0002_test.sql leaves 1 rows without their parent')
    expect(schemaOf(db)).toBe(before)
    expect(rows(db, 'a')).toHaveLength(1)
    expect(db.pragma('user_version', { simple: true })).toBe(1)
  })
})

describe('the folder of migrations', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-migrations-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })
  const put = (...names: string[]) => {
    for (const name of names) writeFileSync(path.join(folder, name), `-- ${name}`)
  }

  it('is read in order', () => {
    put('0002_second.sql', '0001_first.sql', 'README.md')
    expect(readMigrations(folder)).toEqual([
      { version: 1, file: '0001_first.sql', sql: '-- 0001_first.sql' },
      { version: 2, file: '0002_second.sql', sql: '-- 0002_second.sql' }
    ])
  })

  it.each([['0001_a.sql', '0003_b.sql'], ['0001_a.sql', '0001_b.sql'], ['0002_a.sql'], ['first.sql']])(
    'must be numbered without a gap: %s %s',
    (...names) => {
      put(...names.filter((name) => name !== undefined))
      expect(() => readMigrations(folder)).toThrow(/should be number \d and named NNNN_slug\.sql/)
    }
  )

  it('is found from wherever the code runs', () => {
    const resources = path.join(folder, 'resources', 'migrations')
    mkdirSync(resources, { recursive: true })
    for (const from of ['src/main/core/db', 'out/main/chunks', '']) expect(migrationsFolder(path.join(folder, from))).toBe(resources)
    expect(() => migrationsFolder(os.tmpdir())).toThrow('No resources/migrations')
  })
})

describe('the migration to corrected orders and mended rows', () => {
  /** By its name: its number depends on what came before it. */
  const format = knownMigrations().find(({ file }) => file.endsWith('_corrections.sql'))?.version ?? 0

  it('keeps lines and rejected rows, all of which stand and are open', () => {
    db = workspaceAt(format - 1)
    insert(db, 'import', { id: 1 })
    insert(db, 'source', { id: 1, import_id: 1 })
    insert(db, 'orders', { id: 1, number: 'A1', customer_id: null, named_id: null, source_id: 1 })
    insert(db, 'order_line', { order_id: 1, content_hash: -7, ordinal: 1, written_kind: 'sale', product_id: null, source_id: 1 })
    insert(db, 'rejected_row', { id: 3, source_id: 1, line: 9, code: 'badDate', raw: '["x"]' })
    migrateTo(db, format)
    expect(rows(db, 'order_line')).toHaveLength(1)
    expect(rows(db, 'order_line_replaced')).toEqual([])
    expect(rows(db, 'rejected_row')).toMatchObject([{ id: 3, line: 9, settled: null, of_file: null, of_line: null }])
    expect(() => insert(db, 'rejected_row', { source_id: 1, settled: 'gone' })).toThrow('constraint failed')
    expect(() => insert(db, 'mended_row', { source_id: 1, line: 2, of_line: 9, rejected: 2 })).toThrow('constraint failed')
  })
})

describe('the migration to numbers that are given once', () => {
  /** By its name: its number depends on what came before it. */
  const format = knownMigrations().find(({ file }) => file.endsWith('_given-numbers.sql'))?.version ?? 0

  it('knows members by what files call them, and the greatest number that a run names', () => {
    db = workspaceAt(format - 1)
    insert(db, 'import', { id: 1 })
    insert(db, 'source', { id: 1, import_id: 1 })
    insert(db, 'customer', { id: 3, code: '0003', source_id: 1, merged_into: null, same_as: null })
    insert(db, 'run', { id: 1, kind: 'support', params: '{"unit":"customers"}', compared_id: null })
    insert(db, 'support_cluster', { id: 1, run_id: 1 })
    for (const unit of [3, 8]) insert(db, 'support_member', { run_id: 1, unit_id: unit, cluster_id: 1 })
    migrateTo(db, format)
    expect(rows(db, 'support_member')).toMatchObject([
      { unit_id: 3, code: '0003' },
      { unit_id: 8, code: null }
    ])
    expect(rows(db, 'given_number')).toEqual([{ entity: 'customer', last: 8 }])
  })
})

describe('the migration to chances of later purchases', () => {
  const format = knownMigrations().find(({ file }) => file.endsWith('_upsell-anew.sql'))?.version ?? 0

  it('takes out what was found with others, and leaves runs of other kinds', () => {
    db = workspaceAt(format - 1)
    for (const [id, kind] of ['segments', 'upsell'].entries()) insert(db, 'run', { id, kind, compared_id: null })
    insert(db, 'upsell_score', { run_id: 1, customer_id: 3, kind: 'complement' })
    insert(db, 'rule', { run_id: 1 })
    migrateTo(db, format)
    expect(rows(db, 'run')).toMatchObject([{ id: 0, kind: 'segments' }])
    expect([...rows(db, 'upsell_score'), ...rows(db, 'rule')]).toEqual([])
  })
})
