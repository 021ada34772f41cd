import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorkspace } from '../../src/main/core/db/workspace.ts'
import { manyOrders, ordersCsv } from '../fixtures/orders-app.ts'
import { isAlive } from '../fixtures/worker-contract.ts'

const script = path.resolve(import.meta.dirname, '../fixtures/orders-process.ts')
const first = manyOrders(2_000)
const second = [...first, ...manyOrders(18_000).map((row) => `B${row}`)]
/** `SEXTANT_KILLS=100` kills at so many random moments in all, instead of at a few that are spread over the work. */
const kills = Number(process.env.SEXTANT_KILLS ?? 0)
/** An undisturbed import reports about a dozen times. */
const momentsOf = (share: number, most: number, usual: number[]): number[] =>
  kills === 0 ? usual : Array.from({ length: Math.ceil(kills * share) }, () => 1 + Math.floor(Math.random() * most))
const moments = () => momentsOf(0.3, 12, [1, 4, 6, 8, 11])

const nothing = { lines: 2_000, imports: 1 }
const everything = { lines: 20_000, imports: 2 }

let folder: string
let workspace: string
let children: ChildProcess[]

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sextant-kill-'))
  workspace = path.join(folder, 'shop.sextant')
  children = []
  writeFileSync(path.join(folder, 'first.csv'), ordersCsv(first))
  writeFileSync(path.join(folder, 'second.csv'), ordersCsv(second))
  openWorkspace(workspace, { create: true, now: Date.now }).close()
  const run = importing('first.csv')
  await run.closed
  expect(run.said.at(-1)).toMatchObject({ rows: { read: 2_000, stored: 2_000 } })
  copyFileSync(workspace, `${workspace}.first`)
})
beforeEach(() => {
  for (const part of ['', '-wal', '-shm', '.lock']) rmSync(`${workspace}${part}`, { force: true })
  copyFileSync(`${workspace}.first`, workspace)
})
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Imports a file, or undoes an import, in another process. */
function importing(file: string) {
  const child = spawn(process.execPath, [script, workspace, file.startsWith('undo:') ? file : path.join(folder, file)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  children.push(child)
  const said: Record<string, unknown>[] = []
  createInterface(child.stdout).on('line', (line) => said.push(JSON.parse(line)))
  return { child, said, closed: once(child, 'close') }
}

/** The worker of that process, if both are there at this moment. Linux tells. */
function workersOf({ pid }: ChildProcess): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** What the workspace holds; fails if it is not sound. */
function state() {
  const handle = openWorkspace(workspace, { now: Date.now })
  try {
    const count = (sql: string) => Number(handle.db.prepare(sql).pluck().get())
    expect(handle.db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(handle.db.pragma('foreign_key_check')).toEqual([])
    expect(count('SELECT COALESCE(SUM(rows_stored), 0) FROM source')).toBe(count('SELECT COUNT(*) FROM order_line'))
    expect(count('SELECT COALESCE(SUM(lines), 0) FROM month_summary')).toBe(count('SELECT COUNT(*) FROM order_line'))
    return { lines: count('SELECT COUNT(*) FROM order_line'), imports: count('SELECT COUNT(*) FROM import') }
  } finally {
    handle.close()
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5)
}

/** Waits until the import has reported so often, and a little more, so that the moments fall anywhere. */
async function momentOf({ said, child }: ReturnType<typeof importing>, reports: number): Promise<void> {
  await until(() => said.length >= reports || child.exitCode !== null)
  await setTimeout(Math.random() * 100)
}

describe.skipIf(process.platform !== 'linux')('an import that is killed at any moment', () => {
  it.each(moments())('its worker, after %d reports: everything or nothing, and the core goes on', async (reports) => {
    const run = importing('second.csv')
    await momentOf(run, reports)
    for (const worker of workersOf(run.child).filter(isAlive)) process.kill(worker, 'SIGKILL')
    await run.closed
    const last = run.said.at(-1)
    const after = state()
    if (last?.rows === undefined) {
      expect(last).toMatchObject({ error: { code: 'job.crashed' } })
      expect(after).toEqual(nothing)
    } else expect(after).toEqual(everything)
  })

  it.each(moments())('its main process, after %d reports: everything or nothing', async (reports) => {
    const run = importing('second.csv')
    await momentOf(run, reports)
    const workers = workersOf(run.child)
    run.child.kill('SIGKILL')
    await run.closed
    await until(() => !workers.some(isAlive))
    const after = state()
    expect([nothing, everything]).toContainEqual(after)
  })

  it('goes through when it is left alone, and stores what is missing', async () => {
    const run = importing('second.csv')
    await run.closed
    expect(run.said.at(-1)).toMatchObject({ rows: { read: 20_000, stored: 18_000, duplicate: 2_000 } })
    expect(state()).toEqual(everything)
  })
})

describe.skipIf(process.platform !== 'linux')('an import of several kinds, and the undo of one, killed at any moment', () => {
  const tables = [
    'import',
    'source',
    'customer',
    'product',
    'orders',
    'order_line',
    'ticket',
    'touchpoint',
    'import_change',
    'order_line_claim'
  ]
  /** How much of everything there is; fails if the workspace is not sound. */
  const extent = () => {
    const handle = openWorkspace(workspace, { now: Date.now })
    try {
      expect(handle.db.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(handle.db.pragma('foreign_key_check')).toEqual([])
      return tables.map((table) => Number(handle.db.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get()))
    } finally {
      handle.close()
    }
  }
  const kinds = 'kinds'
  let before: number[]
  let imported: number[]
  let undone: number[]

  beforeAll(async () => {
    const inside = path.join(folder, kinds)
    mkdirSync(inside)
    const day = (i: number) => new Date(Date.UTC(2023, 0, 1 + (i % 300))).toISOString().slice(0, 10)
    const list = (name: string, header: string, rows: number, row: (i: number) => string) =>
      writeFileSync(path.join(inside, name), [header, ...Array.from({ length: rows }, (_, i) => row(i)), ''].join('\n'))
    // Customers and orders that the first import knows too.
    list('people.csv', 'customer_id,name,email,city,registered_on', 4_000, (i) => `C${i},Ann ${i},ann${i}@example.org,Bath,${day(i)}`)
    list('desk.csv', 'ticket_id,customer_id,opened_at,status,subject', 5_000, (i) => `T${i},C${i % 4_000},${day(i)} 10:00,open,Parcel ${i}`)
    list(
      'visits.csv',
      'timestamp,user_id,session_id,event,page',
      8_000,
      (i) => `${day(i)} 11:00:${10 + (i % 50)},C${i % 4_000},S${i},visit,/p/${i}`
    )
    writeFileSync(path.join(inside, 'orders.csv'), ordersCsv(first.map((line, i) => (i % 2 ? line : `K${line}`))))
    copyFileSync(`${workspace}.first`, workspace)
    before = extent()
    const run = importing(kinds)
    await run.closed
    expect(run.said.at(-1)).toMatchObject({ rows: { read: 4_000 } })
    imported = extent()
    copyFileSync(workspace, `${workspace}.kinds`)
    const back = importing('undo:1')
    await back.closed
    expect(back.said.at(-1)).toMatchObject({ undone: { stayed: 1_400 } })
    undone = extent()
    expect(undone).not.toEqual(imported)
  })

  it.each(momentsOf(0.2, 12, [1, 3, 5, 8, 11]))('the import, after %d reports: everything or nothing', async (reports) => {
    const run = importing(kinds)
    await momentOf(run, reports)
    for (const worker of workersOf(run.child).filter(isAlive)) process.kill(worker, 'SIGKILL')
    await run.closed
    const after = extent()
    // Killed between the commit and the answer, it is all there though nobody heard so.
    expect(run.said.at(-1)?.rows === undefined ? [before, imported] : [imported]).toContainEqual(after)
  })

  it.each(momentsOf(0.2, 9, [1, 2, 4, 6, 8]))('the undo, after %d reports: everything or nothing', async (reports) => {
    copyFileSync(`${workspace}.kinds`, workspace)
    const run = importing('undo:1')
    await momentOf(run, reports)
    for (const worker of workersOf(run.child).filter(isAlive)) process.kill(worker, 'SIGKILL')
    await run.closed
    const after = extent()
    expect(run.said.at(-1)?.undone === undefined ? [imported, undone] : [undone]).toContainEqual(after)
  })
})
