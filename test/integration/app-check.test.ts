import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import { workerEntry } from '../../src/main/core/jobs/worker-entry.ts'
import type { tasks } from '../../src/main/core/tasks/index.ts'
import { manyOrders, openTestApp, ordersCsv, type TestApp } from '../fixtures/orders-app.ts'

const script = path.resolve(import.meta.dirname, '../fixtures/orders-process.ts')

let test: TestApp
let workspace: string
beforeEach(async () => {
  test = openTestApp({ host: createChildHost<typeof tasks>({ entry: workerEntry() }) })
  const { path: file } = await test.call('workspace.create', { name: 'shop' })
  await test.call('import.start', { files: [test.file('orders.csv', ordersCsv(manyOrders(5_000)))], label: '' })
  await test.call('workspace.create', { name: 'other' })
  workspace = file
})
afterEach(() => test.dispose())

/** Another core opens the workspace and is killed as soon as it is at work. */
async function endUncleanly(): Promise<void> {
  const more = test.file('more.csv', ordersCsv(manyOrders(50_000)))
  const child = spawn(process.execPath, [script, workspace, more], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'close')
}

const checked = () =>
  new Promise<void>((resolve) => {
    test.app.subscribe((...[name, event]) => {
      if (name === 'workspace.changed' && event.reason === 'checked') resolve()
    })
  })
const state = async () => (await test.call('workspace.current', {}))?.check

describe('after an unclean end', () => {
  it('the workspace is checked in the background, once', async () => {
    await endUncleanly()
    const done = checked()
    expect(await test.app.openWorkspace(workspace, { create: false })).toMatchObject({ check: 'running', counts: { orderLines: 5_000 } })
    await done
    expect(await state()).toBe('ok')
    await test.app.openWorkspace(path.join(path.dirname(workspace), 'other.sextant'), { create: false })
    expect(await state()).toBe('not-needed')
    await test.app.openWorkspace(workspace, { create: false })
    expect(await state()).toBe('not-needed')
  })

  it('a check that is cut short is owed to the next session', async () => {
    await endUncleanly()
    await test.app.openWorkspace(workspace, { create: false })
    await test.app.openWorkspace(path.join(path.dirname(workspace), 'other.sextant'), { create: false })
    const done = checked()
    expect(await test.app.openWorkspace(workspace, { create: false })).toMatchObject({ check: 'running' })
    await done
    expect(await state()).toBe('ok')
  })

  it('damage is found and said', async () => {
    await endUncleanly()
    // Of the lines, so that the workspace still opens.
    const db = new Database(workspace, { readonly: true })
    const pages = db.prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'order_line_written' AND pagetype = 'leaf'").pluck().all()
    const pageSize = Number(db.pragma('page_size', { simple: true }))
    db.close()
    expect(pages.length).toBeGreaterThan(1)
    const file = openSync(workspace, 'r+')
    for (const page of pages) writeSync(file, Buffer.alloc(2_000, 0xab), 0, 2_000, (page - 1) * pageSize)
    closeSync(file)
    const done = checked()
    await test.app.openWorkspace(workspace, { create: false })
    await done
    expect(await state()).toBe('damaged')
  })
})
