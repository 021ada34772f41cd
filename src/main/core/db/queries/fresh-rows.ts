import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { makeDraftFolder, removeDraftFolder } from '../../draft-folder.ts'
import { translateFileError } from '../open.ts'
import { fillPages, type PageFile, type Tree } from '../page-file.ts'
import { pageBytes } from '../table-pages.ts'
import { makeMissing } from './late-indexes.ts'

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
    'source_id',
    'code'
  ],
  customer_summary: ['customer_id', 'currency', 'orders', 'net', 'gross', 'mean_value', 'first_at', 'last_at']
} as const

/** Rows in the order of their keys. */
export type FreshRows = Pick<Tree, 'count' | 'first' | 'write'>

export interface FreshContent {
  customer: FreshRows
  product: FreshRows
  lines: FreshRows
  orders: { count: number; begin: Begin }
  /** `customer_summary`; is begun once lines are written. */
  summaries: { begin: Begin }
}

/** Begins to write a table, indexes included, into a file that holds it; answers how to end that. */
export type Begin = (file: PageFile) => () => Promise<unknown>

/** Whether orders, their lines, customers and products are still to come. */
export function hasNoOrders(db: Database): boolean {
  return [...Object.keys(inserted), 'orders', 'order_line_written', 'order_line_replaced', 'order_line_claim'].every(
    (table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined
  )
}

/**
 * Fills tables that hold nothing yet: rows are written to a file of their own, as the pages of a SQLite database, from which SQLite copies
 * them within the transaction of its caller. Customers and products, of which there are fewer, are inserted as ever. Orders,
 * lines and summaries are written in the form of their tables, indexes included, so that SQLite takes each entry over as it is, which costs a fifth.
 *
 * The files are in a private folder beside the workspace, and there until `release` is called, after the transaction; references must not be
 * checked meanwhile (`checkReferences`). To be created before indexes are taken away. O(rows). `pause` is called now and then, and
 * throws if the import was cancelled; `meanwhile` is done where only a thread has something to do. Throws what SQLite and the file system throw.
 *
 * @see https://sqlite.org/src/file/src/insert.c, the transfer optimization
 */
export function createFreshRows(db: Database) {
  const folders: string[] = []
  const attached: string[] = []
  const schema = schemaOf(db)

  function attach(file: string): string {
    const name = `fresh_${attached.length}`
    db.prepare(`ATTACH ? AS ${name}`).run(file)
    attached.push(name)
    // Pages are read once each.
    db.pragma(`${name}.cache_size = 16`)
    return name
  }

  /** Takes over a table that is written as it is. */
  function copy(table: keyof Schema, from: string): void {
    makeMissing(db, schema[table].indexes)
    db.exec(`INSERT INTO main.${table} SELECT * FROM ${from}.${table}`)
  }

  async function insert(
    table: keyof typeof inserted,
    { first, count }: FreshRows,
    from: string,
    pause: () => Promise<void>
  ): Promise<void> {
    const columns = inserted[table].join(', ')
    const move = db.prepare(
      `INSERT INTO main.${table} (id, ${columns}) SELECT rowid, ${columns} FROM ${from}.${table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`
    )
    for (let row = first - 1; row < first - 1 + count; row += rowsATurn) {
      await pause()
      move.run(row, row + rowsATurn)
    }
  }

  return {
    async fill(
      { customer, product, lines, orders, summaries }: FreshContent,
      pause: () => Promise<void>,
      meanwhile = () => {}
    ): Promise<void> {
      // SQLite attaches ten files at most, and of a source that was rejected wholly there is nothing to attach.
      if (orders.count === 0) return
      const folder = makeDraftFolder(db.memory ? tmpdir() : path.dirname(path.resolve(db.name)))
      folders.push(folder)
      const ofOrders = path.join(folder, 'orders.db')
      const ofSummaries = path.join(folder, 'summaries.db')
      const ofRows = path.join(folder, 'rows.db')
      const cache = db.pragma('main.cache_size', { simple: true })
      try {
        const endOrders = orders.begin(createFile(ofOrders, made(schema.orders)))
        const summed = createFile(ofSummaries, made(schema.customer_summary))
        const loose = Object.entries(inserted).map(([table, columns]) => `CREATE TABLE ${table} (${columns.join(', ')})`)
        const trees: Tree[] = [
          { ...customer, name: 'customer', kind: 'table', columns: inserted.customer.length },
          { ...product, name: 'product', kind: 'table', columns: inserted.product.length },
          // The keys of lines are those of their table itself.
          { ...lines, name: 'order_line_written', kind: 'index', columns: copied.order_line_written.length }
        ]
        await fillPages(createFile(ofRows, [...loose, ...made(schema.order_line_written)]), trees, pause)
        const endSummaries = summaries.begin(summed)
        // Pages are written in their order.
        db.pragma(`main.cache_size = ${-movingCache * 1024}`)
        const rows = attach(ofRows)
        await insert('customer', customer, rows, pause)
        await insert('product', product, rows, pause)
        copy('order_line_written', rows)
        await pause()
        await endOrders()
        await pause()
        copy('orders', attach(ofOrders))
        await pause()
        meanwhile()
        await endSummaries()
        await pause()
        // Of customers who are gone.
        db.exec('DELETE FROM customer_summary')
        copy('customer_summary', attach(ofSummaries))
      } catch (error) {
        throw error instanceof Sqlite.SqliteError ? error : translateFileError(error, path.resolve(db.name))
      } finally {
        db.pragma(`main.cache_size = ${cache}`)
      }
    },
    /** Lets go of what was written. To be called after the transaction. */
    release(): void {
      for (const name of attached.splice(0)) {
        try {
          db.exec(`DETACH ${name}`)
        } catch {
          // The folder goes all the same.
        }
      }
      for (const folder of folders.splice(0)) removeDraftFolder(folder)
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
  return { orders: of('orders'), order_line_written: of('order_line_written'), customer_summary: of('customer_summary') }
}

const made = ({ sql, indexes }: Schema[keyof Schema]): string[] => [sql, ...indexes.map((index) => index.sql)]

/** A database with tables and indexes that are empty. */
function createFile(file: string, statements: readonly string[]): PageFile {
  const fresh = new Sqlite(file)
  try {
    fresh.pragma(`page_size = ${pageBytes}`)
    fresh.pragma('journal_mode = OFF')
    fresh.pragma('synchronous = OFF')
    for (const sql of statements) fresh.exec(sql)
    const roots = fresh.prepare<[], [string, number]>('SELECT name, rootpage FROM sqlite_schema').raw().all()
    return { path: file, roots: new Map(roots) }
  } finally {
    fresh.close()
  }
}
