/** What alerts are found in, read from a workspace: what is an order, what is not, and that it is said. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../../src/main/core/db/open.ts'
import { type AlertColumns, loadAlertColumns } from '../../../src/main/core/db/queries/alert-columns.ts'
import { openTestApp, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
beforeEach(() => {
  test = openTestApp()
})
afterEach(() => test.dispose())

async function columns(rows: readonly string[], asOf = '2024-12-31'): Promise<AlertColumns | null> {
  const { path } = await test.call('workspace.create', { name: 'shop' })
  const content = ['order,customer,date,product,quantity,price,channel', ...rows].join('\n')
  await test.call('import.start', { files: [test.file('orders.csv', content)], label: 'orders.csv' })
  const db = openDatabase(path, 'read')
  try {
    return loadAlertColumns(db, asOf)
  } finally {
    db.close()
  }
}

const noteOf = (found: AlertColumns | null, what: string): number =>
  found?.notes.find(({ code }) => code === `alerts.note.${what}`)?.count ?? 0

it('an order is a customer’s day, with what was bought on it; returns are none', async () => {
  const found = await columns([
    'A1,C1,2024-01-05,Tea,2,5.00,web',
    'A2,C1,2024-01-05,Cup,1,7.50,web',
    'A3,C1,2024-02-01,Tea,1,5.00,shop',
    'A4,C1,2024-03-01,Tea,-1,5.00,shop',
    'A5,C2,2024-01-10,Cup,1,7.50,web'
  ])
  expect(found?.history.customers).toBe(2)
  expect(Array.from(found?.history.orders ?? [])).toEqual([0, 2, 3])
  expect(Array.from(found?.history.value ?? [])).toEqual([17.5, 5, 7.5])
  expect(Array.from(found?.history.items ?? [])).toEqual([0, 2, 3, 4])
  expect(Array.from(found?.history.channel ?? [], (code) => found?.names.channel[code])).toEqual(['web', 'shop', 'web'])
  expect([noteOf(found, 'sameDay'), noteOf(found, 'givenBack')]).toEqual([1, 1])
  expect(found?.givenBack).toBeCloseTo(5 / 30)
})

it('a day of which all is taken back is no order; a return of something older leaves the day’s order', async () => {
  const found = await columns([
    'A1,C1,2024-01-05,Tea,2,5.00,web',
    'A2,C1,2024-02-05,Lamp,1,80.00,web',
    'A3,C1,2024-02-05,Lamp,-1,80.00,web',
    'A4,C1,2024-03-05,Tea,1,5.00,web',
    'A5,C1,2024-03-05,Pot,-1,60.00,web'
  ])
  expect(Array.from(found?.history.value ?? [])).toEqual([10, 5])
  expect(noteOf(found, 'takenBack')).toBe(1)
})

it('who is not known, and what comes after the as-of date, is left out and counted', async () => {
  const found = await columns(
    ['A1,C1,2024-01-05,Tea,1,5.00,web', 'A2,,2024-01-06,Tea,1,5.00,web', 'A3,C1,2024-05-06,Tea,1,5.00,web'],
    '2024-03-31'
  )
  expect(Array.from(found?.history.value ?? [])).toEqual([5])
  expect([noteOf(found, 'anonymous'), noteOf(found, 'later')]).toEqual([1, 1])
})

it('without an order there is nothing to find alerts in', async () => {
  expect(await columns(['A1,C1,2024-05-06,Tea,1,5.00,web'], '2024-03-31')).toBeNull()
})
