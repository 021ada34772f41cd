import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { combine, handlers } from '../../../src/main/core/services/index.ts'
import { methods } from '../../../src/shared/contract.ts'
import { openTestApp, ordersCsv, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
beforeEach(() => {
  test = openTestApp()
})
afterEach(() => test.dispose())

const lines = ['A1,C1,2024-01-15,P1,2,9.50', 'A2,C2,2024-02-16,P2,1,20.00', 'A3,C1,2024-03-20,P1,1,9.50']

async function importLines(rows = lines, name = 'orders.csv') {
  return test.call('import.start', { files: [test.file(name, ordersCsv(rows))], label: name })
}

describe('the table of handlers', () => {
  it('answers every method of the contract', () => {
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(methods).sort())
  })

  it('is refused at start when a method has none, or two', () => {
    const { 'app.info': info, ...others } = handlers
    expect(() => combine([others])).toThrow('app.info has no handler')
    expect(() => combine([handlers, { 'app.info': info }])).toThrow('app.info has two handlers')
  })
})

describe('a call', () => {
  it.each([
    ['no.such.method', {}, 'request.unknownMethod'],
    ['toString', {}, 'request.unknownMethod'],
    ['customers.get', { id: 'one' }, 'request.invalid'],
    ['customers.list', { limit: 1_000_000 }, 'request.invalid'],
    ['customers.list', undefined, 'request.invalid'],
    ['workspace.setAsOf', { asOf: '2024-02-30' }, 'request.invalid'],
    ['home.summary', {}, 'workspace.noneOpen'],
    ['jobs.cancel', { id: '99' }, 'job.notFound']
  ])('%s with %j fails with %s', async (method, request, code) => {
    const wire = await test.app.call(method, request)
    expect(wire).toMatchObject({ ok: false, error: { code, message: expect.any(String), remedy: expect.any(String) } })
  })

  it('says what is wrong with a request', async () => {
    await expect(test.call('customers.get', { id: 1.5 })).rejects.toMatchObject({
      details: { method: 'customers.get', reason: expect.stringMatching(/^id: /) }
    })
  })

  it('after the end is refused', async () => {
    await test.app.close()
    await expect(test.call('app.info', {})).rejects.toMatchObject({ code: 'app.closing' })
    await test.app.close()
  })

  it('tells which core answers', async () => {
    expect(await test.call('app.info', {})).toEqual({ version: '0.0.0', shell: 'browser', dataFolder: path.join(test.folder, 'data') })
  })
})

describe('workspaces', () => {
  it('are none at first', async () => {
    expect(await test.call('workspace.current', {})).toBeNull()
    expect(await test.call('workspace.list', {})).toEqual([])
    expect(existsSync(path.join(test.folder, 'data'))).toBe(false)
  })

  it('are made by name, empty', async () => {
    const made = await test.call('workspace.create', { name: '  My shop ' })
    expect(made).toMatchObject({ name: 'My shop', asOf: null, currency: '', check: 'not-needed', counts: { orderLines: 0, sources: 0 } })
    expect(made.path).toBe(path.join(test.folder, 'data', 'My shop.sextant'))
    expect(await test.call('workspace.current', {})).toEqual(made)
    expect(test.events).toContainEqual(['workspace.changed', { reason: 'opened' }])
    await expect(test.call('workspace.create', { name: 'My shop' })).rejects.toMatchObject({ code: 'workspace.exists' })
  })

  it.each(['../shop', 'a/b', 'a\\b', '.hidden', 'shop.', 'con', 'COM1.old', 'a:b', 'what?', ' ', 'a\u0000b'])(
    'are not made with the name %j',
    async (name) => {
      await expect(test.call('workspace.create', { name })).rejects.toMatchObject({ code: 'workspace.badName' })
    }
  )

  it('are listed, and opened wherever they lie, by their full name alone', async () => {
    await test.call('workspace.create', { name: 'one' })
    const { path: file } = await test.call('workspace.create', { name: 'two' })
    const list = await test.call('workspace.list', {})
    expect(list.map(({ name, open }) => [name, open]).sort()).toEqual([
      ['one', false],
      ['two', true]
    ])
    const one = list.find(({ name }) => name === 'one')?.path ?? ''
    expect(await test.call('workspace.open', { path: one })).toMatchObject({ name: 'one' })
    expect(await test.call('workspace.open', { path: one })).toMatchObject({ name: 'one' })
    const stray = test.file('stray.sextant', readFileSync(file))
    for (const other of ['stray.sextant', path.join(path.dirname(stray), 'stray'), `${stray}.csv`]) {
      await expect(test.call('workspace.open', { path: other })).rejects.toMatchObject({ code: 'workspace.notFound' })
    }
    expect(await test.call('workspace.open', { path: stray })).toMatchObject({ name: 'stray' })
    expect((await test.call('workspace.list', {})).map(({ name }) => name)).toContain('stray')
  })

  it('stay open when another cannot be opened', async () => {
    await test.call('workspace.create', { name: 'one' })
    const broken = path.join(test.folder, 'data', 'broken.sextant')
    writeFileSync(broken, 'not a database at all'.repeat(20))
    await expect(test.call('workspace.open', { path: broken })).rejects.toMatchObject({ code: 'workspace.notAWorkspace' })
    expect(await test.call('workspace.current', {})).toMatchObject({ name: 'one' })
  })

  it('are opened one after the other, however fast they are asked for', async () => {
    const names = ['one', 'two', 'three']
    await Promise.all(names.map((name) => test.call('workspace.create', { name })))
    const { name } = (await test.call('workspace.current', {})) ?? {}
    expect(name).toBe('three')
    const again = names.map((other) => path.join(test.folder, 'data', `${other}.sextant`)).flatMap((file) => [file, file])
    await Promise.all(again.map((file) => test.app.openWorkspace(file, { create: false })))
    for (const other of names) await test.app.openWorkspace(path.join(test.folder, 'data', `${other}.sextant`), { create: false })
  })

  it('are remembered: the last one is opened at the next start', async () => {
    await test.call('workspace.create', { name: 'one' })
    await test.call('workspace.create', { name: 'two' })
    await test.app.close()
    const next = openTestApp({ folder: test.folder })
    expect(await next.call('workspace.current', {})).toMatchObject({ name: 'two' })
    await next.dispose()
  })

  it.each([
    ['gone', () => JSON.stringify({ workspaces: ['/nowhere/x.sextant'] })],
    ['not JSON', () => '{'],
    ['of another form', () => '[1, 2]']
  ])('are chosen by the user when what was remembered is %s', async (_what, text) => {
    mkdirSync(path.join(test.folder, 'data'))
    writeFileSync(path.join(test.folder, 'data', 'recent.json'), text())
    expect(await test.call('workspace.current', {})).toBeNull()
    expect(await test.call('workspace.list', {})).toEqual([])
  })

  it('are neither remembered nor opened by themselves on the command line', async () => {
    await test.call('workspace.create', { name: 'one' })
    await test.app.close()
    const cli = openTestApp({ folder: test.folder, shell: 'cli' })
    expect(await cli.call('workspace.current', {})).toBeNull()
    await cli.app.openWorkspace(path.join(test.folder, 'scripted.sextant'), { create: true })
    await cli.dispose()
    expect(readFileSync(path.join(test.folder, 'data', 'recent.json'), 'utf8')).not.toContain('scripted')
  })

  it('take an as-of date, and give it back', async () => {
    await test.call('workspace.create', { name: 'one' })
    await importLines()
    expect(await test.call('workspace.current', {})).toMatchObject({ asOf: '2024-03-20', asOfChosen: false })
    expect(await test.call('workspace.setAsOf', { asOf: '2024-02-29' })).toMatchObject({ asOf: '2024-02-29', asOfChosen: true })
    expect(test.events.at(-1)).toEqual(['workspace.changed', { reason: 'settings' }])
    expect(await test.call('workspace.setAsOf', { asOf: null })).toMatchObject({ asOf: '2024-03-20', asOfChosen: false })
  })
})

describe('from files to figures', () => {
  beforeEach(async () => {
    await test.call('workspace.create', { name: 'shop' })
  })

  it('previews without storing', async () => {
    const file = test.file('orders.csv', ordersCsv(lines))
    const preview = await test.call('import.preview', { files: [file] })
    expect(preview).toMatchObject({ failures: [], groups: [{ kind: 'orders', rows: 3, blockers: [] }] })
    expect(preview.groups[0]?.mapping.columns).toMatchObject({ 'Customer ID': 'customer', 'Order No': 'order' })
    expect(await test.call('sources.list', {})).toEqual([])
    expect(test.forgotten).toEqual([])
  })

  it('imports, says so and gives the files back', async () => {
    const result = await importLines()
    expect(result).toMatchObject([{ source: { id: 1, kind: 'orders', file: 'orders.csv' }, rows: { read: 3, stored: 3 } }])
    expect(test.forgotten).toHaveLength(1)
    expect(test.events).toContainEqual(['workspace.changed', { reason: 'imported' }])
    expect(await test.call('workspace.current', {})).toMatchObject({ counts: { customers: 2, orders: 3, orderLines: 3 } })
    expect(await test.call('sources.totals', {})).toMatchObject({ rows: { read: 3, stored: 3 }, amounts: [{ total: '48.5' }] })
    expect((await test.call('home.summary', {})).lastImport).toMatchObject({ label: 'orders.csv', stored: 3, newCustomers: 2 })
    const { total, rows } = await test.call('customers.list', { sort: 'net' })
    expect([total, rows.map(({ code, net }) => [code, net])]).toEqual([
      2,
      [
        ['C1', 28.5],
        ['C2', 20]
      ]
    ])
    expect(await test.call('customers.get', { id: rows[0]?.id ?? 0 })).toMatchObject({ customer: { code: 'C1', orders: 2 } })
    await expect(test.call('customers.get', { id: 99 })).rejects.toMatchObject({ code: 'customer.notFound' })
  })

  it('keeps the files of an import that failed, so that it can be mended', async () => {
    const file = test.file('orders.csv', ordersCsv(['A1,C1,never,P1,x,y']))
    await expect(test.call('import.start', { files: [file], label: '' })).rejects.toThrow()
    expect(test.forgotten).toEqual([])
    await test.call('import.discard', { files: [file] })
    expect(test.forgotten).toEqual([file])
    await expect(test.call('import.preview', { files: [file] })).rejects.toMatchObject({ code: 'request.unknownFile' })
  })

  it('pages rejected rows and exports them under the names of their columns', async () => {
    await importLines([...lines, 'A4,C1,2024-04-01,P1,=1+1,9.50', 'A5,C1,soon,"P,1",-1,9.50'])
    const { total, rows } = await test.call('sources.rejected', { importId: 1 })
    expect(total).toBe(2)
    expect(rows[0]).toMatchObject({
      file: 'orders.csv',
      line: 5,
      raw: ['A4', 'C1', '2024-04-01', 'P1', '=1+1', '9.50'],
      reason: expect.stringContaining('=1+1')
    })
    const { content: csv } = await test.call('sources.rejectedTable', { sourceId: 1 })
    const [header, ...exported] = csv.slice(1).trimEnd().split('\r\n')
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    expect(header).toBe('file,line,column,value,reason,sheet,source,Order No,Customer ID,Order Date,SKU,Quantity,Unit Price')
    // What a spreadsheet would run is led by an apostrophe; numbers stay as they are.
    expect(exported[0]).toMatch(/,A4,C1,2024-04-01,P1,'=1\+1,9\.50$/)
    expect(exported[1]).toMatch(/,A5,C1,soon,"P,1",-1,9\.50$/)
    await expect(test.call('sources.rejected', { sourceId: 7 })).rejects.toMatchObject({ code: 'source.notFound' })
  })

  it('finds segments, and calls them stale after the next import', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `B${i},K${i % 20},2024-0${1 + (i % 6)}-1${i % 9},P1,${1 + (i % 20)},${5 + (i % 3)}.00`
    )
    await expect(test.call('segments.run', {})).rejects.toMatchObject({ code: 'workspace.empty' })
    await importLines(rows)
    const found = await test.call('segments.run', { k: 2 })
    expect(found).toMatchObject({ k: 2, customers: 20, stale: false })
    expect(await test.call('segments.latest', {})).toEqual(JSON.parse(JSON.stringify(found)))
    expect(test.events).toContainEqual(['workspace.changed', { reason: 'segmented' }])
    const [segment] = found.segments
    expect((await test.call('customers.list', { segment: segment?.id ?? 0 })).total).toBe(segment?.size)
    await importLines(lines, 'more.csv')
    expect((await test.call('home.summary', {})).segments).toMatchObject({
      stale: true,
      groups: [{ id: expect.any(Number), profile: expect.any(Array) }, { revenueShare: expect.any(Number) }]
    })
  })

  it('lists jobs and how they ended', async () => {
    await importLines()
    expect(await test.call('jobs.list', {})).toMatchObject([{ kind: 'import', state: 'done', label: 'orders.csv' }])
  })
})

describe('undoing and merging', () => {
  beforeEach(() => test.call('workspace.create', { name: 'shop' }).then(() => {}))
  const customers =
    'customer_id,name,email,city,registered_on\nC1,Ann,ann@example.org,Bath,2023-01-15\nC7,Ann B.,ANN@example.org,Bath,2023-02-16\n'

  it('take an import back, and tell whoever looks', async () => {
    await importLines()
    await importLines(['A3,C1,2024-03-20,P1,1,9.50', 'A4,C2,2024-04-01,P1,1,5.00'], 'more.csv')
    const report = await test.call('sources.undo', { importId: 1 })
    expect(report).toMatchObject({ import: { label: 'orders.csv' }, removed: { orderLines: 2 }, stayed: 1 })
    expect(test.events.at(-1)).toEqual(['workspace.changed', { reason: 'undone' }])
    expect((await test.call('sources.list', {})).map(({ label, rows }) => [label, rows.stored])).toEqual([['more.csv', 2]])
    await expect(test.call('sources.undo', { importId: 1 })).rejects.toMatchObject({ code: 'import.notFound' })
  })

  it('say beforehand exactly what undoing would do, and change nothing by saying it', async () => {
    await importLines()
    await importLines(['A3,C1,2024-03-20,P1,1,9.50', 'A4,C2,2024-04-01,P1,1,5.00'], 'more.csv')
    const before = [await test.call('sources.list', {}), await test.call('sources.totals', {}), await test.call('customers.list', {})]
    const plan = await test.call('sources.undoPlan', { importId: 1 })
    expect([await test.call('sources.list', {}), await test.call('sources.totals', {}), await test.call('customers.list', {})]).toEqual(
      before
    )
    expect(await test.call('sources.undo', { importId: 1 })).toEqual(plan)
    await expect(test.call('sources.undoPlan', { importId: 1 })).rejects.toMatchObject({ code: 'import.notFound' })
  })

  it('know how the files of an import were read, under the ids that a preview gives them', async () => {
    await importLines()
    const mappings = await test.call('sources.mappings', { importId: 1 })
    const { groups } = await test.call('import.preview', { files: [test.file('again.csv', ordersCsv(lines))] })
    expect(mappings[groups[0]?.id ?? '']).toMatchObject({ kind: 'orders', columns: groups[0]?.mapping.columns })
    await expect(test.call('sources.mappings', { importId: 9 })).rejects.toMatchObject({ code: 'import.notFound' })
  })

  it('merge all who share an address and have like names at once, and take that back at once', async () => {
    const pairs = Array.from(
      { length: 30 },
      (_, i) => `P${i},Person${i} Lee,p${i}@x.com,Bath,2023-03-01\nQ${i},"LEE, Person${i}",P${i}@x.com,Bath,2023-03-01\n`
    )
    const shop = ['Ann Lee', 'Bob Ray', 'Cat Fox'].map((name, i) => `S${i},${name},info@shop.com,Bath,2023-03-01\n`)
    const file = test.file('people.csv', `${customers.split('\n')[0]}\n${[...pairs, ...shop].join('')}`)
    await test.call('import.start', { files: [file], label: 'people.csv' })
    const before = await test.call('customers.duplicates', { limit: 5 })
    expect([before.total, before.people, before.alike, before.rows.length]).toEqual([31, 63, 30, 5])
    const { merged, into } = await test.call('customers.mergeAlike', {})
    expect([merged.length, into]).toEqual([30, 30])
    const left = await test.call('customers.duplicates', {})
    expect([left.total, left.people, left.alike]).toEqual([1, 3, 0])
    await test.call('customers.unmergeAll', { ids: merged })
    expect(await test.call('customers.duplicates', { limit: 5 })).toEqual(before)
    expect((await test.call('customers.merges', {})).total).toBe(0)
  })

  it('leave people apart who were said to be different, until that is taken back', async () => {
    await importLines()
    const more = `${customers}C8,Cy,ann@example.org,Bath,2023-03-01\n`
    await test.call('import.start', { files: [test.file('people.csv', more)], label: 'people.csv' })
    const ids = (await test.call('customers.duplicates', {})).rows[0]?.customers.map(({ id }) => id) ?? []
    const [c1 = 0, c7 = 0, c8 = 0] = ids
    expect(ids).toHaveLength(3)
    await test.call('customers.keepApart', { ids: [c7, c8], apart: true })
    // The third may still be either of them.
    expect((await test.call('customers.duplicates', {})).total).toBe(1)
    await test.call('customers.keepApart', { ids, apart: true })
    expect((await test.call('customers.duplicates', {})).total).toBe(0)
    expect((await test.call('customers.apart', {})).rows.map(({ customers: [a, b] }) => [a.code, b.code])).toEqual([
      ['C7', 'C8'],
      ['C1', 'C8'],
      ['C1', 'C7']
    ])
    await test.call('customers.keepApart', { ids: [c8, c1], apart: false })
    expect((await test.call('customers.duplicates', {})).total).toBe(1)
    expect((await test.call('customers.apart', {})).total).toBe(2)
  })

  it('list the merges that stand', async () => {
    await importLines()
    await test.call('import.start', { files: [test.file('people.csv', customers)], label: 'people.csv' })
    const [c1, c7] = (await test.call('customers.duplicates', {})).rows[0]?.customers ?? []
    expect((await test.call('customers.merges', {})).total).toBe(0)
    await test.call('customers.merge', { into: c1?.id ?? 0, others: [c7?.id ?? 0] })
    expect(await test.call('customers.merges', {})).toMatchObject({
      total: 1,
      rows: [{ code: 'C7', name: 'Ann B.', into: { code: 'C1' } }]
    })
    await test.call('customers.unmerge', { id: c7?.id ?? 0 })
    expect((await test.call('customers.merges', {})).total).toBe(0)
  })

  it('say of a segmentation that an import it was made of is gone', async () => {
    const rows = Array.from({ length: 24 }, (_, i) => `A${i},C${i},2024-0${1 + (i % 9)}-1${i % 8},P1,${1 + (i % 5)},${3 + (i % 7)}.50`)
    await importLines(rows)
    await importLines(['B1,C1,2024-05-01,P1,2,9.50'], 'more.csv')
    const { run } = await test.call('segments.run', {})
    expect(await test.call('segments.latest', {})).toMatchObject({ stale: false, inputGone: null })
    await test.call('sources.undo', { importId: 2 })
    expect(await test.call('segments.latest', {})).toMatchObject({ stale: true, inputGone: 'more.csv' })
    // The same rows again are not the same run: its customers may be gone.
    await importLines(['B1,C1,2024-05-01,P1,2,9.50'], 'more.csv')
    expect((await test.call('segments.run', {})).run.id).not.toBe(run.id)
  })

  it('propose who is in twice, merge them, and take it back', async () => {
    await importLines()
    await test.call('import.start', { files: [test.file('people.csv', customers)], label: 'people.csv' })
    const { total, rows } = await test.call('customers.duplicates', {})
    expect(total).toBe(1)
    const [first, second] = rows[0]?.customers ?? []
    expect([first?.code, second?.code]).toEqual(['C1', 'C7'])
    const merged = await test.call('customers.merge', { into: second?.id ?? 0, others: [first?.id ?? 0] })
    expect(merged).toMatchObject({ code: 'C7', orders: 2, net: 28.5 })
    expect(test.events.at(-1)).toEqual(['workspace.changed', { reason: 'customers' }])
    expect(await test.call('customers.get', { id: merged.id })).toMatchObject({ merged: [{ code: 'C1' }], orderCount: 2 })
    expect((await test.call('customers.list', {})).total).toBe(2)
    expect(await test.call('customers.unmerge', { id: first?.id ?? 0 })).toMatchObject({ code: 'C1', orders: 2 })
    expect((await test.call('customers.list', {})).total).toBe(3)
    await expect(test.call('customers.unmerge', { id: first?.id ?? 0 })).rejects.toMatchObject({ code: 'customer.notMerged' })
    await expect(test.call('customers.merge', { into: 99, others: [1] })).rejects.toMatchObject({ code: 'customer.notFound' })
  })

  it('keep what the user says of a customer', async () => {
    await importLines()
    const [customer] = (await test.call('customers.list', { sort: 'code', descending: false })).rows
    const id = customer?.id ?? 0
    expect(await test.call('customers.edit', { id, say: { name: ' Ann Brown ', country: 'Ireland' } })).toMatchObject({
      name: 'Ann Brown',
      country: 'Ireland'
    })
    expect(await test.call('sources.undo', { importId: 1 })).toMatchObject({ keptCustomers: ['C1'] })
    expect((await test.call('customers.list', {})).rows).toMatchObject([{ code: 'C1', name: 'Ann Brown', orders: 0 }])
    await expect(test.call('customers.edit', { id: 99, say: { name: 'x' } })).rejects.toMatchObject({ code: 'customer.notFound' })
  })
})
