import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { makeDraftFolder, removeDraftFolder } from '../../draft-folder.ts'
import { translateFileError } from '../open.ts'
import { createPageWriter, pageBytes, type TreeWriter } from '../table-pages.ts'

/** Rows that are moved in one turn of the event loop. */
const rowsATurn = 50_000
/** Megabytes. */
const movingCache = 4

/** Tables whose rows are inserted one by one: columns as they are written. The number of a row is the number of the thing. */
const inserted = {
  customer: ['code', 'name', 'email', 'country', 'seen_at', 'source_id'],
  product: ['sku', 'name', 'category', 'seen_at', 'source_id']
} as const
/** Tables that are written as they are, and copied whole: all of their columns. */
const copied = {
  orders: ['id', 'number', 'customer_id', 'ordered_at', 'currency', 'country', 'channel', 'status', 'voided', 'source_id', 'named_id'],
  order_line_written: [
    'order_id',
    'content_hash',
    'ordinal',
    'product_id',
    'at',
    'quantity',
    'unit_price',
    'written_amount',
    'decimals',
    'written_kind',
    'voided',
    'extra',
    'source_id'
  ]
} as const

/** Rows of a table in the order of their keys; `write` is told of each from 0 on. */
export type FreshRows =
  | { table: keyof typeof inserted; count: number /** Number of the first. */; first: number; write: WriteRow }
  | { table: keyof typeof copied; count: number; write: WriteRow; indexes: readonly FreshIndex[] }

type WriteRow = (to: TreeWriter, row: number) => void

/** The entries of an index: rows in its order. */
export interface FreshIndex {
  name: string
  columns: number
  sorted(): Int32Array
  write: WriteRow
}

/** Whether orders, their lines, customers and products are still to come. */
export function hasNoOrders(db: Database): boolean {
  return [...Object.keys(inserted), ...Object.keys(copied), 'order_line_replaced', 'order_line_claim'].every(
    (table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined
  )
}

/**
 * Fills tables that hold nothing yet: rows are written to a file of their own, as the pages of a SQLite database, from which SQLite copies
 * them within the transaction of its caller. Customers and products, of which there are fewer, are inserted as ever. Orders and
 * lines are written in the form of their tables, indexes included, so that SQLite takes each entry over as it is, which costs a fifth.
 *
 * The file is in a private folder beside the workspace, and there until `release` is called, after the transaction; `references` must not be
 * checked meanwhile. To be created before indexes are taken away. O(rows log rows). `pause` is called now and then, and throws if the
 * import was cancelled. Throws what SQLite and the file system throw.
 *
 * @see https://sqlite.org/src/file/src/insert.c, the transfer optimization
 */
export function createFreshRows(db: Database) {
  const folders: { folder: string; name: string }[] = []
  const schema = schemaOf(db)

  return {
    async fill(sets: readonly FreshRows[], pause: () => Promise<void>): Promise<void> {
      // SQLite attaches ten files at most, and of a source that was rejected wholly there is nothing to attach.
      if (sets.every(({ count }) => count === 0)) return
      const folder = makeDraftFolder(db.memory ? tmpdir() : path.dirname(path.resolve(db.name)))
      const name = `fresh_${folders.length}`
      folders.push({ folder, name })
      const file = path.join(folder, 'rows.db')
      try {
        await writeRows(file, createFile(file, schema), sets, pause)
      } catch (error) {
        throw translateFileError(error, path.resolve(db.name))
      }
      db.prepare(`ATTACH ? AS ${name}`).run(file)
      // Pages are read once each, and written in their order.
      db.pragma(`${name}.cache_size = 16`)
      const cache = db.pragma('main.cache_size', { simple: true })
      db.pragma(`main.cache_size = ${-movingCache * 1024}`)
      for (const set of sets) {
        if ('indexes' in set) {
          await pause()
          const { table } = set
          for (const { name: index, sql } of schema[table].indexes) if (!has(db, index)) db.exec(sql)
          db.exec(`INSERT INTO main.${table} SELECT * FROM ${name}.${table}`)
          continue
        }
        const { table, first, count } = set
        const columns = inserted[table].join(', ')
        const move = db.prepare(
          `INSERT INTO main.${table} (id, ${columns}) SELECT rowid, ${columns} FROM ${name}.${table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`
        )
        for (let from = first - 1; from < first - 1 + count; from += rowsATurn) {
          await pause()
          move.run(from, from + rowsATurn)
        }
      }
      db.pragma(`main.cache_size = ${cache}`)
    },
    /** Lets go of what was written. To be called after the transaction. */
    release(): void {
      for (const { folder, name } of folders.splice(0)) {
        try {
          db.exec(`DETACH ${name}`)
        } catch {
          // It may not have come to that.
        }
        removeDraftFolder(folder)
      }
    }
  }
}

export type FreshFiller = ReturnType<typeof createFreshRows>

type Schema = Record<keyof typeof copied, { sql: string; indexes: { name: string; sql: string }[] }>

/** How the tables that are copied are made, with their indexes. */
function schemaOf(db: Database): Schema {
  const of = (table: keyof typeof copied) => {
    const columns = db.pragma(`table_info(${table})`) as { name: string }[]
    if (columns.map(({ name }) => name).join() !== copied[table].join())
      throw new Error(`The columns of ${table} are not those that are written.`)
    const made = db
      .prepare<[string], { name: string; sql: string }>(
        'SELECT name, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY rowid'
      )
      .all(table)
    return { sql: made.find(({ name }) => name === table)?.sql ?? '', indexes: made.filter(({ name }) => name !== table) }
  }
  return { orders: of('orders'), order_line_written: of('order_line_written') }
}

const has = (db: Database, index: string): boolean => db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(index) !== undefined

/** A database with the tables, empty; answers the root pages of them and their indexes. */
function createFile(file: string, schema: Schema): Map<string, number> {
  const fresh = new Sqlite(file)
  try {
    fresh.pragma(`page_size = ${pageBytes}`)
    fresh.pragma('journal_mode = OFF')
    fresh.pragma('synchronous = OFF')
    for (const [table, columns] of Object.entries(inserted)) fresh.exec(`CREATE TABLE ${table} (${columns.join(', ')})`)
    for (const { sql, indexes } of Object.values(schema)) for (const made of [sql, ...indexes.map((index) => index.sql)]) fresh.exec(made)
    return new Map(fresh.prepare<[], [string, number]>('SELECT name, rootpage FROM sqlite_schema').raw().all())
  } finally {
    fresh.close()
  }
}

async function writeRows(
  file: string,
  roots: ReadonlyMap<string, number>,
  sets: readonly FreshRows[],
  pause: () => Promise<void>
): Promise<void> {
  const descriptor = openSync(file, 'r+')
  try {
    const pages = createPageWriter(descriptor, statSync(file).size / pageBytes + 1)
    const write = async (to: TreeWriter, count: number, entry: (i: number) => void) => {
      for (let i = 0; i < count; i++) {
        if (i % rowsATurn === 0) await pause()
        entry(i)
      }
      to.close()
    }
    for (const set of sets) {
      const isCopied = 'indexes' in set
      const columns = (isCopied ? copied[set.table] : inserted[set.table]).length
      // The keys of lines are those of their table itself.
      const kind = set.table === 'order_line_written' ? 'index' : 'table'
      const rows = pages.tree(roots.get(set.table) ?? 0, kind, columns)
      await write(rows, set.count, (i) => set.write(rows, i))
      for (const { name, columns: width, sorted, write: entry } of isCopied ? set.indexes : []) {
        const order = sorted()
        const entries = pages.tree(roots.get(name) ?? 0, 'index', width)
        await write(entries, set.count, (i) => entry(entries, order[i] as number))
      }
    }
    // How many pages the file has, as its first page says.
    const size = Buffer.alloc(4)
    size.writeUInt32BE(pages.pages())
    writeSync(descriptor, size, 0, 4, 28)
  } finally {
    closeSync(descriptor)
  }
}
