import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createInlineHost } from '../../src/main/core/jobs/inline-host.ts'
import { tasks } from '../../src/main/core/tasks/index.ts'
import { manyOrders, openTestApp, ordersCsv, type TestApp } from '../fixtures/orders-app.ts'

let test: TestApp
afterEach(() => test.dispose())

const csv = ordersCsv(manyOrders(5))
const current = async () => (await test.call('workspace.current', {}))?.name ?? null
const files = () => readdirSync(path.join(test.folder, 'data')).filter((file) => file.endsWith('.sextant'))

describe('a workspace that was made for files', () => {
  it('is gone when they are not imported, and what was open before is open again', async () => {
    test = openTestApp()
    await test.call('workspace.create', { name: 'shop' })
    await test.call('workspace.create', { name: 'orders', provisional: true })
    expect(await current()).toBe('orders')
    expect(await test.call('workspace.leave', {})).toMatchObject({ name: 'shop' })
    expect(files()).toEqual(['shop.sextant'])
    expect((await test.call('workspace.list', {})).map(({ name }) => name)).toEqual(['shop'])
  })

  it('is gone when there was none before, and when another is opened or the program ends', async () => {
    test = openTestApp()
    await test.call('workspace.create', { name: 'orders', provisional: true })
    expect(await test.call('workspace.leave', {})).toBeNull()
    expect(await current()).toBeNull()
    await test.call('workspace.create', { name: 'first', provisional: true })
    await test.call('workspace.create', { name: 'second', provisional: true })
    expect(files()).toEqual(['second.sextant'])
    expect(await test.call('workspace.leave', {})).toBeNull()
    await test.call('workspace.create', { name: 'third', provisional: true })
    await test.app.close()
    expect(files()).toEqual([])
    expect(existsSync(path.join(test.folder, 'data', 'third.sextant-wal'))).toBe(false)
  })

  it('stays once something was imported, also when that is undone, or a template was saved', async () => {
    test = openTestApp()
    await test.call('workspace.create', { name: 'orders', provisional: true })
    await test.call('import.start', { files: [test.file('orders.csv', csv)], label: '' })
    const [source] = await test.call('sources.list', {})
    await test.call('sources.undo', { importId: source?.id ?? -1 })
    expect(await test.call('workspace.leave', {})).toMatchObject({ name: 'orders' })
    await test.call('workspace.create', { name: 'other' })
    expect(files().sort()).toEqual(['orders.sextant', 'other.sextant'])
    await test.call('workspace.create', { name: 'templates', provisional: true })
    await test.call('templates.save', {
      name: 'Till',
      header: ['A', 'B'],
      mapping: { kind: 'orders', columns: { A: 'customer' } } as never
    })
    expect(await test.call('workspace.leave', {})).toMatchObject({ name: 'templates' })
    await test.call('workspace.create', { name: 'last' })
    // One that a person named is never taken away.
    expect(await test.call('workspace.leave', {})).toMatchObject({ name: 'last' })
  })

  it('stays where the import is in, though its process died between the commit and the answer', async () => {
    const dying: typeof tasks = {
      ...tasks,
      async import(input, ctx) {
        await tasks.import(input, ctx)
        throw new Error('died')
      }
    }
    test = openTestApp({ host: createInlineHost(dying, Date.now) })
    await test.call('workspace.create', { name: 'orders', provisional: true })
    // It was stored, and that is what is said.
    expect(await test.call('import.start', { files: [test.file('orders.csv', csv)], label: '' })).toMatchObject([{ rows: { stored: 5 } }])
    expect(await test.call('workspace.leave', {})).toMatchObject({ name: 'orders' })
    await test.app.close()
    expect(files()).toEqual(['orders.sextant'])
  })
})
