import { read, write } from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
beforeEach(async () => {
  test = openTestApp()
  await test.call('workspace.create', { name: 'w' })
})
afterEach(() => test.dispose())

const others = Array.from(
  { length: 60 },
  (_, i) => `B${i},C${i % 9},2024-02-${String((i % 27) + 1).padStart(2, '0')},P3,${(i % 4) + 1},7.00`
)
const ordersOf = (...firstDates: string[]) =>
  [
    'order,customer,date,product,quantity,price',
    ...firstDates.map((date, i) => `A1,C1,${date},P1,${i < 3 ? 1 : 2},10.00`),
    ...others,
    ''
  ].join('\n')
/** Two of three equal lines of one order, and one of another quantity, have no date. */
const asExported = ordersOf('2024-01-15', 'soon', 'later', 'never')
const asMended = ordersOf('2024-01-15', '2024-01-15', '2024-01-15', '2024-01-15')

async function store(name: string, content: string | Buffer) {
  const [source] = await test.call('import.start', { files: [test.file(name, content)], label: name, mappings: {} })
  if (source === undefined) throw new Error('nothing was imported')
  return { ...source.rows, said: source.warnings.map(({ code }) => code) }
}

const lines = async () => (await test.call('workspace.current', {}))?.counts.orderLines
const open = async () => (await test.call('sources.rejected', { offset: 0, limit: 10 })).total

describe('rejected rows that are exported, mended and dropped again', () => {
  it('are stored once each, beside the equal lines of their order, whichever way they come', async () => {
    expect(await store('orders.csv', asExported)).toMatchObject({ read: 64, stored: 61, rejected: 3 })
    const { content: csv } = await test.call('sources.rejectedTable', { sourceId: 1 })
    const mended = csv.replace(/,A1,C1,(soon|later|never),/g, ',A1,C1,2024-01-15,')
    expect(await store('mended.csv', mended)).toMatchObject({ read: 3, stored: 3, updated: 0, said: ['import.mended'] })
    expect(await store('mended.csv', mended)).toMatchObject({ stored: 0, updated: 0, duplicate: 3, said: ['import.sameFile'] })
    expect(await store('orders.csv', asMended)).toMatchObject({ stored: 0, updated: 0, duplicate: 64, said: [] })
    expect(await store('orders.csv', asExported)).toMatchObject({ stored: 0, duplicate: 61, rejected: 3, said: ['import.sameFile'] })
    expect(await lines()).toBe(64)
    expect(await open()).toBe(0)
  })

  it('are known when the file itself was mended first; and each import says how many of its rows are', async () => {
    await store('orders.csv', asExported)
    const { content: csv } = await test.call('sources.rejectedTable', { sourceId: 1 })
    await store('orders.csv', ordersOf('2024-01-15', 'soon', '2024-01-15', '2024-01-15'))
    expect(await open()).toBe(1)
    const list = await test.call('sources.list', {})
    expect(list.map(({ id, mended, rows }) => [id, mended, rows.rejected])).toEqual([
      [2, 0, 1],
      [1, 2, 3]
    ])
    const mended = csv.replace(/,A1,C1,(soon|later|never),/g, ',A1,C1,2024-01-15,')
    expect(await store('mended.csv', mended)).toMatchObject({ stored: 1, updated: 0, duplicate: 2, said: ['import.mended'] })
    expect(await lines()).toBe(64)
    const one = await test.call('sources.rejected', { sourceId: 1, offset: 0, limit: 10 })
    expect(one.rows.map(({ settled }) => settled)).toEqual(['mended', 'mended', 'mended'])
    expect((await test.call('sources.rejectedTable', { sourceId: 1 })).rows).toBe(0)
  })
})

describe('rejected rows of files of one name', () => {
  const spend = (...rows: string[]) => `${['date,channel,campaign,cost', ...rows].join('\n')}\n`
  const month = (n: string, bad: string) => `${n}-01,google,brand,${bad}`
  const days = (n: string) => Array.from({ length: 20 }, (_, i) => `${n}-${String(i + 2).padStart(2, '0')},google,brand,${i}.50`)
  const settled = async (sourceId: number) =>
    (await test.call('sources.rejected', { sourceId, offset: 0, limit: 10 })).rows.map((row) => row.settled)

  it('are not mended by another month’s file that has a row on that line', async () => {
    expect(await store('spend.csv', spend(month('2024-01', 'tbd'), ...days('2024-01')))).toMatchObject({ rejected: 1 })
    expect(await store('spend.csv', spend(month('2024-02', '12.50'), ...days('2024-02')))).toMatchObject({ rejected: 0, said: [] })
    expect(await settled(1)).toEqual([null])
    expect(await store('spend.csv', spend(month('2024-01', '9.50'), ...days('2024-01')))).toMatchObject({ said: ['import.mended'] })
    expect(await settled(1)).toEqual(['mended'])
  })

  it('are settled one by one, by the export of just that source', async () => {
    await store('spend.csv', spend(month('2024-01', 'tbd'), ...days('2024-01')))
    await store('spend.csv', spend(month('2024-02', 'tbd'), ...days('2024-02')))
    expect(await open()).toBe(2)
    const { content: csv } = await test.call('sources.rejectedTable', { sourceId: 2 })
    const [header = '', row = ''] = csv.slice(1).split('\r\n')
    expect(header).toBe('file,line,column,value,reason,sheet,source,date,channel,campaign,cost')
    const mended = [header, row.replace(/tbd$/, '12.50')].join('\r\n')
    expect(await store('mended.csv', mended)).toMatchObject({ stored: 1, said: ['import.mended'] })
    expect([await settled(1), await settled(2)]).toEqual([[null], ['mended']])
    await test.call('sources.undo', { importId: 3 })
    expect([await settled(1), await settled(2)]).toEqual([[null], [null]])
  })
})

describe('rejected rows that are saved as a workbook', () => {
  it('keep their leading zeros, apostrophes and signs on the way through a spreadsheet', async () => {
    const phone = "'+49 171 2345678"
    const rows = ['order,customer,date,product,quantity,price,phone', `0001,007,2024-01-15,P1,1,10.00,${phone}`]
    const from = (quantity: string) => [...rows, `0002,007,2024-01-16,00042,${quantity},10.00,${phone}`, ''].join('\n')
    expect(await store('orders.csv', from('three'))).toMatchObject({ stored: 1, rejected: 1 })
    const { content } = await test.call('sources.rejectedTable', { sourceId: 1, format: 'xlsx' })
    const book = read(Buffer.from(content, 'base64'))
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {}
    const [cell] = Object.keys(sheet).filter((name) => sheet[name].v === 'three' && !name.startsWith('D'))
    sheet[cell ?? ''] = { t: 'n', v: 3 }
    expect(await store('mended.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }))).toMatchObject({
      stored: 1,
      said: ['import.mended']
    })
    // Read as the mended file itself would have been.
    expect(await store('orders.csv', from('3'))).toMatchObject({ stored: 0, updated: 0, duplicate: 2, rejected: 0 })
  })
})
