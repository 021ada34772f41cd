import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withDatabase } from '../../src/main/core/db/open.ts'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { storeImport } from '../../src/main/core/tasks/store-import.ts'
import { manyOrders, ordersCsv } from '../fixtures/orders-app.ts'
import { draft, orderRow } from '../fixtures/orders-drafts.ts'

const script = path.resolve(import.meta.dirname, '../fixtures/orders-process.ts')
const ctx = { signal: new AbortController().signal, onProgress: () => {}, now: Date.now }

let folder: string
let workspace: string
let orders: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-room-'))
  workspace = path.join(folder, 'shop.sextant')
  orders = path.join(folder, 'orders.csv')
  writeFileSync(orders, ordersCsv(manyOrders(20_000)))
  openWorkspace(workspace, { create: true, now: Date.now }).close()
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true, force: true })
})

function lineCount(): number {
  const handle = openWorkspace(workspace, { now: Date.now })
  try {
    expect(handle.db.pragma('integrity_check', { simple: true })).toBe('ok')
    return Number(handle.db.prepare('SELECT COUNT(*) FROM order_line').pluck().get())
  } finally {
    handle.close()
  }
}

/** Imports in another process, started by a shell so that limits can be set before. */
function importIn(shell: string, user = ''): { rows?: object; error?: { code: string; message: string } } {
  const { stdout, stderr } = spawnSync('sh', ['-c', `${shell} exec "$@"`, 'sh', process.execPath, script, workspace, orders, user], {
    encoding: 'utf8'
  })
  const last = stdout.trim().split('\n').at(-1)
  if (!last) throw new Error(stderr)
  return JSON.parse(last)
}

describe('without room', () => {
  it('in the file, an import says so and stores nothing; with room it goes through', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => orderRow({ order: `A${i}`, product: `P${i % 50}` }))
    const plan = { label: 'x', importedAt: 0, groups: [[draft(rows)]], rows: rows.length }
    const limited = withDatabase(workspace, 'write', (db) => {
      db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 25}`)
      return storeImport(db, plan, ctx)
    })
    await expect(limited).rejects.toMatchObject({ code: 'storage.full', details: { path: workspace } })
    expect(lineCount()).toBe(0)
    await withDatabase(workspace, 'write', (db) => storeImport(db, plan, ctx))
    expect(lineCount()).toBe(20_000)
  })

  it.skipIf(process.platform === 'win32').each([600, 4_000])(
    'beyond a limit of %d blocks a file, it gives a coded error, stores nothing and leaves no large log',
    (blocks) => {
      const before = readFileSync(workspace)
      const answer = importIn(`ulimit -f ${blocks};`)
      expect(answer.error?.code).toMatch(/^storage\.(full|failed)$/)
      expect(answer.error?.message).toContain(workspace)
      expect(lineCount()).toBe(0)
      expect(existsSync(`${workspace}-wal`)).toBe(false)
      expect(readFileSync(workspace).equals(before)).toBe(true)
      expect(importIn('').rows).toMatchObject({ read: 20_000, stored: 20_000 })
    }
  )
})

/** Files of root cannot be closed to root, so then another user tries, who has to get at the code. */
const user = process.getuid?.() === 0 ? 'nobody' : ''
const isOpenToAll = (file: string): boolean =>
  (statSync(file).mode & 0o005) === 0o005 && (file === path.dirname(file) || isOpenToAll(path.dirname(file)))

describe.skipIf(process.platform === 'win32' || (user === 'nobody' && !isOpenToAll(import.meta.dirname)))('without rights', () => {
  /** The other user may use the workspace unless a test says otherwise. */
  const share = () => {
    for (const [file, mode] of [
      [folder, 0o777],
      [workspace, 0o666],
      [`${workspace}.lock`, 0o666],
      [orders, 0o666]
    ] as const)
      chmodSync(file, mode)
  }

  it('to the file, an import says so', () => {
    share()
    chmodSync(orders, 0o000)
    expect(importIn('', user).error).toMatchObject({ code: 'file.noAccess', details: { file: 'orders.csv' } })
    expect(lineCount()).toBe(0)
  })

  it('to write the workspace, an import says so and changes nothing', () => {
    share()
    chmodSync(workspace, 0o444)
    const before = readFileSync(workspace)
    expect(importIn('', user).error).toMatchObject({ code: 'workspace.readOnly' })
    expect(readFileSync(workspace).equals(before)).toBe(true)
  })

  it('with rights, the same user imports', () => {
    share()
    expect(importIn('', user).rows).toMatchObject({ stored: 20_000 })
  })
})
