/** Templates from the mapping that a user confirms to the file that returns, through the services. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createInlineHost } from '../../src/main/core/jobs/inline-host.ts'
import { tasks } from '../../src/main/core/tasks/index.ts'
import { openTestApp, type TestApp } from '../fixtures/orders-app.ts'

let test: TestApp
beforeEach(async () => {
  test = openTestApp({ host: createInlineHost(tasks, Date.now), now: () => 1_700_000_000_000 })
  await test.call('workspace.create', { name: 'shop' })
})
afterEach(() => test.dispose())

const header = 'No;Who;When;Sum'
const first = () => test.file('till-1.csv', `${header}\n1;7;03/04/2024;12,50\n2;8;04/04/2024;9,00\n`)
const later = () => test.file('till-2.csv', `${header}\n3;7;05/06/2024;1,00\n`)

/** Reads the first file, says what its columns are, and keeps that. */
async function saved(name = 'Till') {
  const file = first()
  const [group] = (await test.call('import.preview', { files: [file] })).groups
  if (!group) throw new Error('no group')
  const columns = { No: 'order', Who: 'customer', When: 'orderedAt', Sum: 'lineTotal' } as const
  const mapping = { kind: 'orders', columns, dateOrders: { When: 'dmy' } } as const
  const again = await test.call('import.preview', { files: [file], mappings: { [group.id]: mapping } })
  expect(again.groups[0]?.blockers).toEqual([])
  return test.call('templates.save', { name, header: group.header, mapping: again.groups[0]?.mapping ?? mapping })
}

it('a kept mapping applies by itself to the next file, which is said and put down', async () => {
  expect(await saved()).toMatchObject({ id: 'own-1', name: 'Till', builtIn: false, kind: 'orders', columns: 4, usedAt: null })
  const [group] = (await test.call('import.preview', { files: [later()] })).groups
  expect(group).toMatchObject({ template: { id: 'own-1', name: 'Till' }, kind: 'orders', questions: [], blockers: [] })
  expect(group?.sample[0]?.parsed).toEqual(['3', '7', '2024-06-05', '1.00'])
  const [result] = await test.call('import.start', { files: [later()], label: '' })
  expect(result).toMatchObject({ rows: { stored: 1, rejected: 0 } })
  expect(result?.warnings).toContainEqual({ code: 'import.templateApplied', count: 1, example: 'Till' })
  const [own] = await test.call('templates.list', {})
  expect(own).toMatchObject({ id: 'own-1', usedAt: 1_700_000_000 })
})

it('is replaced when it is kept again, and has its name alone', async () => {
  await saved('Till')
  expect(await saved('Cash desk')).toMatchObject({ id: 'own-1', name: 'Cash desk' })
  const own = (await test.call('templates.list', {})).filter(({ builtIn }) => !builtIn)
  expect(own.map(({ name }) => name)).toEqual(['Cash desk'])
  const other = { name: 'Cash desk', header: ['a'], mapping: { kind: 'orders', columns: {} } } as const
  await expect(test.call('templates.save', { ...other, header: ['a'] })).rejects.toMatchObject({ code: 'templates.nameTaken' })
})

it('can be renamed and deleted; then files are read as before', async () => {
  await saved()
  expect(await test.call('templates.rename', { id: 'own-1', name: 'Market' })).toMatchObject({ name: 'Market' })
  await test.call('templates.delete', { id: 'own-1' })
  expect((await test.call('import.preview', { files: [later()] })).groups[0]?.template).toBeNull()
  await expect(test.call('templates.delete', { id: 'own-1' })).rejects.toMatchObject({ code: 'templates.notFound' })
  await expect(test.call('templates.rename', { id: 'own-1', name: 'x' })).rejects.toMatchObject({ code: 'templates.notFound' })
  await expect(test.call('templates.delete', { id: 'shopify-orders' })).rejects.toMatchObject({ code: 'templates.builtIn' })
})

it('is listed with the built-in ones, which say where they come from', async () => {
  await saved()
  const entries = await test.call('templates.list', {})
  expect(entries[0]?.id).toBe('own-1')
  expect(entries.find(({ id }) => id === 'shopify-orders')).toMatchObject({
    builtIn: true,
    kind: 'orders',
    source: { links: expect.arrayContaining([expect.stringContaining('shopify')]) }
  })
})

it('a rejected line of an order comes back with what it had from the lines above', async () => {
  const columns = 'Name,Email,Financial Status,Created at,Currency,Lineitem quantity,Lineitem name,Lineitem price'
  const file = test.file(
    'orders.csv',
    `${columns}\n#1,a@x.org,paid,2024-01-13 10:00:00 +0000,EUR,1,Lamp,5.00\n#1,a@x.org,,,,two,Tea,2.00\n`
  )
  expect(await test.call('import.start', { files: [file], label: '' })).toMatchObject([{ rows: { stored: 1, rejected: 1 } }])
  const { content: csv } = await test.call('sources.rejectedTable', {})
  expect(csv).toContain('#1,a@x.org,paid,2024-01-13 10:00:00 +0000,EUR,two,Tea,2.00')
  const mended = test.file('mended.csv', csv.replaceAll('two', '2'))
  const [again] = await test.call('import.start', { files: [mended], label: '' })
  expect(again).toMatchObject({ rows: { stored: 1, rejected: 0 } })
  expect((await test.call('sources.totals', {})).amounts).toEqual([{ currency: 'EUR', total: '9' }])
})
