/** Rejected rows that were exported and come back as they are: still wrong, whatever a file of them alone looks like. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
beforeEach(async () => {
  test = openTestApp()
  await test.call('workspace.create', { name: 'w' })
})
afterEach(() => test.dispose())

async function store(name: string, lines: string, mapping?: { dateOrder: 'dmy' }) {
  const [source] = await test.call('import.start', {
    files: [test.file(name, lines)],
    label: name,
    mappings: {},
    ...(mapping && { mapping })
  })
  if (source === undefined) throw new Error('nothing was imported')
  return { ...source.rows, said: source.warnings.map(({ code }) => code) }
}
const csvOf = async (sourceId: number) => (await test.call('sources.rejectedTable', { sourceId })).content
const storedRows = async () => Object.values((await test.call('workspace.current', {}))?.counts ?? {}).reduce((sum, n) => sum + n, 0)

const orders = (...rows: string[]) => ['Order,Date,Customer,Product,Quantity,Unit price', ...rows, ''].join('\n')
const cases: Record<string, string> = {
  'a quantity': orders('1,2024-01-15,C1,Mug,2,5', '2,2024-01-15,C2,Tea,zwei,4', '3,2024-01-16,C3,Pot,1,9'),
  'a date': orders('1,2024-01-15,C1,Mug,2,5', '2,soon,C2,Tea,2,4', '3,2024-01-16,C3,Pot,1,9'),
  'a price': orders('1,2024-01-15,C1,Mug,2,5', '2,2024-01-15,C2,Tea,2,gratis', '3,2024-01-16,C3,Pot,1,9'),
  'an order of day and month': orders('1,13/05/2024,C1,Mug,2,5', '2,05/14/2024,C2,Tea,2,4', '3,15/05/2024,C3,Pot,1,9'),
  'the end of a ticket': [
    'Ticket,Customer,Opened,Resolved,Status,Subject',
    'T1,C1,2024-01-15,2024-01-16,closed,Broken mug',
    'T2,C2,2024-01-15,soon,open,Cold tea',
    'T3,C3,2024-01-16,2024-01-19,closed,Late pot',
    ''
  ].join('\n'),
  'the revenue of a campaign': [
    'Date,Channel,Campaign,Cost,Revenue',
    '2024-01-15,google,brand,10.50,20.00',
    '2024-01-16,google,brand,11.50,n/b',
    '2024-01-17,google,brand,12.50,22.00',
    ''
  ].join('\n')
}

describe('exported rejected rows that come back as they are', () => {
  it.each(Object.entries(cases))('are rejected again for %s', async (_, lines) => {
    expect(await store('n.csv', lines, lines.includes('05/14') ? { dateOrder: 'dmy' } : undefined)).toMatchObject({ rejected: 1 })
    const before = await storedRows()
    const exported = await csvOf(1)
    await expect(store('r.csv', exported)).rejects.toMatchObject({ code: 'import.nothingStored' })
    expect(await storedRows()).toBe(before)
    expect((await test.call('sources.rejected', { offset: 0, limit: 10 })).total).toBe(1)
  })

  it('are rejected again beside one that was mended, which alone counts', async () => {
    await store('n.csv', orders('1,2024-01-15,C1,Mug,2,5', '2,2024-01-15,C2,Tea,zwei,4', '3,2024-01-16,C3,Pot,drei,9'))
    const exported = (await csvOf(1)).replace(',Pot,drei,', ',Pot,3,')
    expect(await store('r.csv', exported)).toMatchObject({ read: 2, stored: 1, rejected: 1, said: ['import.mended'] })
    expect((await test.call('sources.rejected', { offset: 0, limit: 10 })).rows.map(({ settled }) => settled)).toContain(null)
  })

  it.each(Object.entries(cases).filter(([name]) => !/order of day/.test(name)))(
    'are rejected for %s in a workspace that knows nothing of their file',
    async (_, lines) => {
      await store('n.csv', lines)
      const exported = await csvOf(1)
      await test.call('workspace.create', { name: 'other' })
      await expect(store('r.csv', exported)).rejects.toMatchObject({
        code: expect.stringMatching(/^import\.(nothingStored|brokenColumn)$/)
      })
    }
  )
})
