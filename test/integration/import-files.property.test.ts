import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { importFiles } from '../../src/main/core/tasks/import.ts'
import type { RowCounts } from '../../src/shared/model/source.ts'
import { anyOrderFile, type Fate, type OrderFile } from '../fixtures/orders-files.ts'

const ctx = { signal: new AbortController().signal, onProgress: () => {}, now: Date.now }
const count = ({ fates }: OrderFile, fate: Fate) => fates.filter((found) => found === fate).length

/** Imports files by files into a new workspace, looks at it, and removes it. */
async function withImports<T>(drops: OrderFile[][], look: (db: Database.Database, rows: RowCounts[][]) => T): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-generated-'))
  try {
    const workspacePath = path.join(folder, 'shop.sextant')
    openWorkspace(workspacePath, { create: true, now: Date.now }).close()
    const results: RowCounts[][] = []
    for (const files of drops) {
      const paths = files.map(({ name, bytes }, i) => {
        const file = path.join(folder, `${i}-${name}`)
        writeFileSync(file, bytes)
        return file
      })
      const names = paths.map((file) => path.basename(file))
      const result = await importFiles({ workspacePath, paths, files: names, label: 'drop', importedAt: 1 }, ctx)
      // In the order of the files, whichever were understood together.
      results.push(names.map((name) => result.find(({ source }) => source.file === name)?.rows ?? fail(name)))
    }
    const db = new Database(workspacePath, { readonly: true })
    try {
      return look(db, results)
    } finally {
      db.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fail(name: string): never {
  throw new Error(`${name} was not imported`)
}

describe('whatever order files people have', () => {
  it('every row of every file is accounted for, and every good one is stored with its exact amount', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyOrderFile, { minLength: 1, maxLength: 3 }), (files) =>
        withImports([files], (db, [rows = []]) => {
          for (const [i, file] of files.entries()) {
            const { read, stored, updated, duplicate, rejected, blank } = rows[i] ?? fail(file.name)
            expect({ read, rejected, blank }).toEqual({
              read: file.fates.length,
              rejected: count(file, 'rejected'),
              blank: count(file, 'blank')
            })
            expect(stored + updated + duplicate).toBe(count(file, 'good'))
          }
          const stored = rows.reduce((sum, row) => sum + row.stored, 0)
          expect(db.prepare('SELECT COUNT(*) FROM order_line').pluck().get()).toBe(stored)
          if (files.length > 1) return
          const [net] = db.prepare('SELECT net * CASE decimals WHEN 0 THEN 100 WHEN 1 THEN 10 ELSE 1 END FROM currency').pluck().all()
          expect(net).toBe(files[0]?.lines.reduce((sum, { amount }) => sum + amount, 0))
        })
      ),
      { numRuns: 40, endOnFailure: true }
    )
  })

  it('the same files again store nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyOrderFile, (file) =>
        withImports([[file], [file]], (_db, [first = [], again = []]) => {
          expect(again).toEqual(first.map((row) => ({ ...row, stored: 0, updated: 0, duplicate: row.read - row.blank - row.rejected })))
        })
      ),
      { numRuns: 20, endOnFailure: true }
    )
  })
})
