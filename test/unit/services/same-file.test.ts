import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PartialMapping } from '../../../src/shared/model/import.ts'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
beforeEach(async () => {
  test = openTestApp()
  await test.call('workspace.create', { name: 'w' })
})
afterEach(() => test.dispose())

const header = 'Order,Date,Customer,Product,Quantity,Unit price'
const csv = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`

async function drop(files: Record<string, string>, mapping?: PartialMapping) {
  const paths = Object.entries(files).map(([name, content]) => test.file(name, content))
  const { groups } = await test.call('import.preview', { files: paths })
  const mappings =
    mapping === undefined ? {} : Object.fromEntries(groups.map(({ id, mapping: proposed }) => [id, { ...proposed, ...mapping }]))
  const sources = await test.call('import.start', { files: paths, label: paths[0] ?? '', mappings })
  return sources.map(({ rows, warnings }) => ({ ...rows, said: warnings.map(({ code }) => code) }))
}
const net = async () => (await test.call('workspace.current', {}))?.counts.orderLines

describe('the same bytes once more', () => {
  const ambiguous = csv('1001,01/02/2024,C1,Mug,2,5.00', '1002,03/04/2024,C2,Tea,1,4.00')

  it('are known, however they are called, and whatever else comes with them', async () => {
    const file = csv('1001,2024-01-15,C1,Mug,2,5.00', '1002,2024-01-16,C2,Tea,x,4.00')
    await drop({ 'a.csv': file })
    expect(await drop({ 'b.csv': file })).toMatchObject([{ read: 2, stored: 0, duplicate: 1, rejected: 1, said: ['import.sameFile'] }])
    // The mark for “unknown” is the other file’s.
    const other = csv('1003,2024-01-17,NA,Pot,1,9.00', '1004,2024-01-18,C4,Pot,1,9.00')
    expect(await drop({ 'a.csv': file, 'other.csv': other })).toMatchObject([{ duplicate: 1, rejected: 1 }, { stored: 2 }])
    expect(await net()).toBe(3)
  })

  it('in another order of day and month are refused', async () => {
    await drop({ 'a.csv': ambiguous }, { dateOrder: 'mdy' })
    await expect(drop({ 'a.csv': ambiguous }, { dateOrder: 'dmy' })).rejects.toMatchObject({
      code: 'import.readOtherwise',
      details: { import: 1 }
    })
    expect(await drop({ 'a.csv': ambiguous }, { dateOrder: 'mdy' })).toMatchObject([{ duplicate: 2 }])
    expect(await net()).toBe(2)
  })

  it('with other columns mapped are refused', async () => {
    const file = csv('1001,2024-01-15,C1,Mug,2,5.00')
    const columns = { Order: 'order', Date: 'orderedAt', Customer: 'customer', Quantity: 'quantity', 'Unit price': 'unitPrice' } as const
    await drop({ 'a.csv': file }, { columns })
    await expect(drop({ 'a.csv': file }, { columns: { ...columns, Product: 'product' } })).rejects.toMatchObject({
      code: 'import.readOtherwise'
    })
    expect(await net()).toBe(1)
  })
})
