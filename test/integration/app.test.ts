import { mkdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noCounts } from '../../src/main/core/db/queries/workspace.ts'
import { createChildHost } from '../../src/main/core/jobs/child-host.ts'
import { createInlineHost } from '../../src/main/core/jobs/inline-host.ts'
import { workerEntry } from '../../src/main/core/jobs/worker-entry.ts'
import { tasks } from '../../src/main/core/tasks/index.ts'
import type { Job } from '../../src/shared/model/job.ts'
import { manyOrders, openTestApp, ordersCsv, slowOrdersCsv, type TestApp } from '../fixtures/orders-app.ts'
import { sampleOrders } from '../fixtures/sample-orders.ts'

const hosts = {
  inline: () => createInlineHost(tasks, Date.now),
  child: () => createChildHost<typeof tasks>({ entry: workerEntry() })
}

let test: TestApp
const open = async (host: keyof typeof hosts) => {
  test = openTestApp({ host: hosts[host](), now: () => 1_700_000_000_000 })
  await test.call('workspace.create', { name: 'shop' })
}
const importing = (file: string, label = '') => test.call('import.start', { files: [file], label })
const counts = async () => (await test.call('workspace.current', {}))?.counts
const storing = ({ kind, state, progress }: Job) => kind === 'import' && state === 'running' && progress?.phase === 'import.store'

afterEach(() => test.dispose())

describe('both hosts', () => {
  it('give the same answers', async () => {
    const csv = sampleOrders({ customers: 300 })
    const answers: unknown[] = []
    for (const host of ['inline', 'child'] as const) {
      await open(host)
      const file = test.file('orders.csv', csv)
      const answer = {
        preview: await test.call('import.preview', { files: [file] }),
        import: await importing(file),
        segments: { ...(await test.call('segments.run', { seed: 7 })), computedAt: null },
        totals: await test.call('sources.totals', {}),
        rejected: await test.call('sources.rejected', {}),
        customers: await test.call('customers.list', { limit: 500 }),
        home: await test.call('home.summary', {}),
        counts: await counts()
      }
      answers.push(JSON.parse(JSON.stringify(answer)))
      if (host === 'inline') await test.dispose()
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[0]).toMatchObject({
      import: [{ rows: { rejected: 3, duplicate: 0 } }],
      rejected: { total: 3 },
      customers: { total: 300 }
    })
  })
})

describe.each(['inline', 'child'] as const)('over the %s host', (host) => {
  beforeEach(() => open(host))

  it('a cancelled import stores nothing, keeps its file, and can be started again', async () => {
    const file = test.file('orders.csv', slowOrdersCsv(manyOrders(100_000)))
    const outcome = importing(file).catch((error) => error)
    const { id } = await test.job(storing)
    await test.call('jobs.cancel', { id })
    expect(await outcome).toMatchObject({ code: 'job.cancelled' })
    expect(await test.call('jobs.list', {})).toMatchObject([{ id, state: 'cancelled' }])
    expect(await counts()).toEqual(noCounts)
    expect(test.forgotten).toEqual([])
    expect(await importing(file)).toMatchObject([{ rows: { stored: 100_001 } }])
  })

  it('closing in the middle of an import stores nothing, and owes no check', async () => {
    const file = test.file('orders.csv', slowOrdersCsv(manyOrders(100_000)))
    const outcome = importing(file).catch((error) => error)
    await test.job(storing)
    await test.app.close()
    expect(await outcome).toMatchObject({ code: 'job.cancelled' })
    const next = openTestApp({ folder: test.folder, host: hosts[host]() })
    expect(await next.call('workspace.current', {})).toMatchObject({ counts: noCounts, check: 'not-needed' })
    await next.dispose()
  })

  it('another workspace opened in the middle of an import leaves the first as it was', async () => {
    const file = test.file('orders.csv', slowOrdersCsv(manyOrders(100_000)))
    const { path: first } = (await test.call('workspace.current', {})) ?? { path: '' }
    const outcome = importing(file).catch((error) => error)
    await test.job(storing)
    await test.call('workspace.create', { name: 'other' })
    expect(await outcome).toMatchObject({ code: 'job.cancelled' })
    expect(await counts()).toEqual(noCounts)
    await test.call('workspace.open', { path: first })
    expect(await counts()).toEqual(noCounts)
  })

  it('a date that can be read two ways is asked, then stored as answered', async () => {
    const file = test.file('orders.csv', sampleOrders({ customers: 30, badRows: false, dates: 'dmy-ambiguous' }))
    const preview = await test.call('import.preview', { files: [file] })
    expect(preview.groups[0]?.questions).toMatchObject([{ id: 'date-order' }])
    await expect(importing(file)).rejects.toMatchObject({ code: 'import.ambiguousDate' })
    expect(await counts()).toEqual(noCounts)
    const mapping = { dateOrder: 'dmy' } as const
    expect(await test.call('import.start', { files: [file], label: '', mapping })).toMatchObject([{ rows: { rejected: 0, blank: 0 } }])
  })

  const good = ordersCsv(manyOrders(10))
  it.each([
    ['a missing file', () => `${test.folder}/nowhere.csv`, 'file.notFound'],
    ['a folder without tables', () => mkdirSync(`${test.folder}/empty/folder`, { recursive: true }) ?? '', 'file.noTables'],
    ['an empty file', () => test.file('a.csv', ''), 'file.empty'],
    ['a header alone', () => test.file('a.csv', ordersCsv([])), 'file.headerOnly'],
    ['a picture named .csv', () => test.file('a.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), 'file.notATable'],
    [
      'bytes packed in a way that is not read, named .csv',
      () => test.file('a.csv', Buffer.from('425a6839314159265359000000000000', 'hex')),
      'file.notATable'
    ],
    ['a workbook that is cut off', () => test.file('a.xlsx', Buffer.from('504b0304140000000800', 'hex')), 'file.damaged'],
    ['a table of something else', () => test.file('a.csv', 'name,colour\nx,red\ny,blue\n'), 'import.unrecognised'],
    [
      'no customer column',
      () => test.file('a.csv', 'Order No,Order Date,SKU,Quantity,Unit Price\nA1,2024-01-01,P,1,2.00\n'),
      'import.noCustomer'
    ]
  ])('%s gives a coded error and leaves the workspace as it was', async (_what, file, code) => {
    const { path: workspace } = (await test.call('workspace.current', {})) ?? { path: '' }
    const before = readFileSync(workspace)
    const wire = await test.app.call('import.start', { files: [file()], label: '' })
    expect(wire).toMatchObject({ ok: false, error: { code, message: expect.any(String) } })
    expect(await counts()).toEqual(noCounts)
    expect(readFileSync(workspace).equals(before)).toBe(true)
    expect(await importing(test.file('good.csv', good))).toMatchObject([{ rows: { stored: 10 } }])
  })

  it('rows that are all rejected give a coded error with the first reason, and leave the workspace as it was', async () => {
    const file = test.file('a.csv', ordersCsv(['A1,C1,soon,P1,1,2.00', 'A2,C2,later,P1,1,2.00']))
    const columns = {
      'Order No': 'order',
      'Customer ID': 'customer',
      'Order Date': 'orderedAt',
      Quantity: 'quantity',
      'Unit Price': 'unitPrice'
    } as const
    const outcome = test.call('import.start', { files: [file], label: '', mapping: { columns, dateOrder: 'ymd' } })
    await expect(outcome).rejects.toMatchObject({
      code: 'import.nothingStored',
      details: { file: 'a.csv', rejected: 2, line: 2, reason: '“soon” in “Order Date” is not a date' }
    })
    expect(await counts()).toEqual(noCounts)
    expect(await test.call('sources.rejected', {})).toEqual({ total: 0, rows: [] })
  })

  it('one customer, or customers who are all alike, give an honest answer', async () => {
    await importing(test.file('one.csv', ordersCsv(manyOrders(20).map((row) => row.replace(/,C\d+/, ',C1')))))
    await expect(test.call('segments.run', {})).rejects.toMatchObject({ code: 'run.tooFewCustomers' })
    await test.call('workspace.create', { name: 'alike' })
    await importing(test.file('alike.csv', ordersCsv(Array.from({ length: 50 }, (_, i) => `A${i},C${i},2024-01-15,P1,1,9.50`))))
    await expect(test.call('segments.run', {})).rejects.toMatchObject({ code: 'run.noVariation' })
    expect(await test.call('segments.latest', {})).toBeNull()
  })
})

describe('the main process', () => {
  it('keeps ticking while an import and a segmentation run', async () => {
    await open('child')
    const file = test.file('orders.csv', slowOrdersCsv(manyOrders(60_000)))
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    await importing(file)
    const whileImporting = ticks
    await test.call('segments.run', {})
    clearInterval(timer)
    // Each takes longer than a second; a process that did the work itself would tick a few times at its pauses.
    expect(whileImporting).toBeGreaterThan(20)
    expect(ticks - whileImporting).toBeGreaterThan(20)
  })
})
