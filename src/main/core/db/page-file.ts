import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { createPageWriter, pageBytes, type TreeKind, type TreeWriter } from './table-pages.ts'

/** Entries that are written in one turn of the event loop. */
const entriesATurn = 50_000

/** A new SQLite file with pages of `pageBytes`, whose tables and indexes are empty. */
export interface PageFile {
  path: string
  /** Root pages of its tables and indexes, by name. */
  roots: ReadonlyMap<string, number>
}

export interface Tree {
  /** Of the table or index. */
  name: string
  kind: TreeKind
  columns: number
  count: number
  /** Number of the first row of a table. */
  first: number
  /** Gives the cells of an entry, from 0 on. */
  write: (to: TreeWriter, entry: number) => void
}

/**
 * Fills the file, tree after tree. O(bytes). `pause` is called now and then; throws what it throws, and what the file system throws.
 */
export async function fillPages({ path, roots }: PageFile, trees: Iterable<Tree>, pause: () => Promise<void>): Promise<void> {
  const descriptor = openSync(path, 'r+')
  try {
    const pages = createPageWriter(descriptor, statSync(path).size / pageBytes + 1)
    for (const { name, kind, columns, count, first, write } of trees) {
      const root = roots.get(name)
      if (root === undefined) throw new Error(`There is no ${name} in the file.`)
      const to = pages.tree(root, kind, columns)
      for (let i = 0; i < count; i++) {
        if (i % entriesATurn === 0) await pause()
        to.begin(first + i)
        write(to, i)
        to.end()
      }
      to.close()
    }
    // How many pages the file has, as its first page says.
    const size = Buffer.alloc(4)
    size.writeUInt32BE(pages.pages())
    writeSync(descriptor, size, 0, 4, 28)
  } finally {
    closeSync(descriptor)
  }
}
