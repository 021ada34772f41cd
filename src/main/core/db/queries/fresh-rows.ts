import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { makeDraftFolder, removeDraftFolder } from '../../draft-folder.ts'
import { translateFileError } from '../open.ts'
import { type CellType, createPageWriter, pageBytes, type TableWriter } from '../table-pages.ts'

/** Rows that are moved in one turn of the event loop. */
const rowsATurn = 50_000

/** Columns as they are written, in the order in which a writer is given them. The number of a row is the number of the thing. */
const layouts = {
  customer: { code: 'text', name: 'text', email: 'text', country: 'text', seen_at: 'int64' },
  product: { sku: 'text', name: 'text', category: 'text', seen_at: 'int64' },
  orders: {
    number: 'text',
    customer_id: 'int32',
    ordered_at: 'int64',
    currency: 'text',
    country: 'text',
    channel: 'text',
    status: 'text',
    voided: 'int32'
  },
  order_line: {
    order_id: 'int32',
    content_hash: 'int64',
    ordinal: 'int32',
    product_id: 'int32',
    at: 'int64',
    quantity: 'real',
    unit_price: 'int64',
    written_amount: 'int64',
    decimals: 'int32',
    written_kind: 'text',
    voided: 'int32',
    extra: 'text'
  }
} as const satisfies Record<string, Record<string, CellType>>

export type FreshTable = keyof typeof layouts
const tables = Object.keys(layouts) as FreshTable[]

/** Rows of one table, in the order of their numbers; `write` is told of each. Lines are numbered from 1. */
export interface FreshRows {
  table: FreshTable
  count: number
  /** Number of the first. */
  first: number
  write(writer: TableWriter, index: number): void
}

/** Whether orders, their lines, customers and products are still to come. */
export function hasNoOrders(db: Database): boolean {
  return [...tables, 'order_line_replaced', 'order_line_claim'].every(
    (table) => db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined
  )
}

/**
 * Fills tables that hold nothing yet: rows are written to a file of their own, as the pages of a SQLite database, from which SQLite copies
 * them within the transaction of its caller, checking all that it checks of any row. That costs a third of handing each cell over.
 *
 * The file is in a private folder beside the workspace, and there until `release` is called, after the transaction.
 * O(rows log rows). `pause` is called now and then, and throws if the import was cancelled. Throws what SQLite and the file system throw.
 */
export function createFreshRows(db: Database) {
  const folders: { folder: string; name: string }[] = []

  return {
    async fill(sets: readonly FreshRows[], sourceId: number, pause: () => Promise<void>): Promise<void> {
      // SQLite attaches ten files at most, and of a source that was rejected wholly there is nothing to attach.
      if (sets.every(({ count }) => count === 0)) return
      const folder = makeDraftFolder(db.memory ? tmpdir() : path.dirname(path.resolve(db.name)))
      const name = `fresh_${folders.length}`
      folders.push({ folder, name })
      const file = path.join(folder, 'rows.db')
      try {
        await writeRows(file, createFile(file), sets, pause)
      } catch (error) {
        throw translateFileError(error, path.resolve(db.name))
      }
      db.prepare(`ATTACH ? AS ${name}`).run(file)
      // Its pages are read once each.
      db.pragma(`${name}.cache_size = 16`)
      for (const { table, count, first } of sets) {
        const columns = Object.keys(layouts[table])
        const own = table === 'order_line' ? columns : ['id', ...columns]
        const read = table === 'order_line' ? columns : ['rowid', ...columns]
        const move = db.prepare(
          `INSERT INTO main.${table} (${own.join(', ')}, source_id)
           SELECT ${read.join(', ')}, ${sourceId} FROM ${name}.${table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`
        )
        for (let from = first - 1; from < first - 1 + count; from += rowsATurn) {
          await pause()
          move.run(from, from + rowsATurn)
        }
      }
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

/** A database with the tables, empty; answers their root pages. */
function createFile(file: string): Map<string, number> {
  const fresh = new Sqlite(file)
  try {
    fresh.pragma(`page_size = ${pageBytes}`)
    fresh.pragma('journal_mode = OFF')
    fresh.pragma('synchronous = OFF')
    fresh.exec(tables.map((table) => `CREATE TABLE ${table} (${Object.keys(layouts[table]).join(', ')});`).join('\n'))
    return new Map(fresh.prepare<[], [string, number]>("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'").raw().all())
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
    for (const { table, count, write } of sets) {
      const writer = pages.table(roots.get(table) ?? 0, Object.values(layouts[table]))
      for (let i = 0; i < count; i++) {
        if (i % rowsATurn === 0) await pause()
        write(writer, i)
      }
      writer.close()
    }
    // How many pages the file has, as its first page says.
    const size = Buffer.alloc(4)
    size.writeUInt32BE(pages.pages())
    writeSync(descriptor, size, 0, 4, 28)
  } finally {
    closeSync(descriptor)
  }
}
