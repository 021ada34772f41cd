import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withDatabase } from '../../../src/main/core/db/open.ts'
import { openWorkspace } from '../../../src/main/core/db/workspace.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'
import { draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { value } from './workspace.ts'

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sextant-first-'))
  file = path.join(folder, 'shop.sextant')
  openWorkspace(file, { create: true, now: () => 0 }).close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const orders = (from: number, count: number) =>
  draft(Array.from({ length: count }, (_, i) => orderRow({ line: i + 2, order: `A${from + i}`, customer: `C${i % 40}` })))
const drafts = () => readdirSync(folder).filter((name) => name.startsWith('.sextant-draft-'))

/** Imports the orders, and says whether rows were put beside the workspace meanwhile. */
async function store(one: ReturnType<typeof orders>, rows: number, onDraft: () => void = () => {}, signal?: AbortSignal): Promise<boolean> {
  let seen = false
  const onProgress = () => {
    if (drafts().length === 0) return
    seen = true
    onDraft()
  }
  const ctx = { signal: signal ?? new AbortController().signal, onProgress, now: () => 0 }
  await withDatabase(file, 'write', (db) => storeImport(db, { label: 'drop', importedAt: 1, groups: [[one]], rows }, ctx))
  return seen
}

const count = (table: string) => withDatabase(file, 'read', (db) => value(db, `SELECT COUNT(*) FROM ${table}`))

describe('a large first import of orders', () => {
  it('puts its rows into a file beside the workspace, which is gone afterwards; a second import does not, nor a small one', async () => {
    expect(await store(orders(0, 300), 100)).toBe(false)
    rmSync(file)
    openWorkspace(file, { create: true, now: () => 0 }).close()
    expect(await store(orders(0, 300), 100_000)).toBe(true)
    expect(await store(orders(1_000, 300), 100_000)).toBe(false)
    expect(drafts()).toEqual([])
    expect(await count('orders')).toBe(600)
  })

  it('leaves nothing when it is cancelled while they are moved', async () => {
    const cancel = new AbortController()
    const cancelled = store(orders(0, 300), 100_000, () => cancel.abort(new Error('enough')), cancel.signal)
    await expect(cancelled).rejects.toThrow('enough')
    expect(drafts()).toEqual([])
    expect(await count('order_line')).toBe(0)
    expect(await count('import')).toBe(0)
    expect(await store(orders(0, 300), 100_000)).toBe(true)
    expect(await count('order_line')).toBe(300)
  })
})
