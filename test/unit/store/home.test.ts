import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { homeFigures } from '../../../src/main/core/db/queries/home.ts'
import { setSetting } from '../../../src/main/core/db/queries/settings.ts'
import type { Figure } from '../../../src/shared/model/home.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { type Db, emptyWorkspace, importSources } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => db.close())

/** One order of 10 for each; `C1 2024-03-01`. */
const orders = (...purchases: string[]) =>
  importSources(
    db,
    draft(
      purchases.map((purchase, i) => {
        const [customer = '', day = ''] = purchase.split(' ')
        return orderRow({ order: `A${i}`, customer: customer === '-' ? null : customer, at: at(day) })
      })
    )
  )
const monthly = (from: number, to: number, year = 2022) =>
  Array.from({ length: to - from + 1 }, (_, i) => `C${i} ${new Date(Date.UTC(year, from + i, 3)).toISOString().slice(0, 10)}`)
const figure = (name: Figure['figure']) => homeFigures(db, Date.now()).figures.find((found) => found.figure === name)

describe('the figures of Home', () => {
  it('are unknown without data, and without a complete month', async () => {
    expect(homeFigures(db, Date.now())).toMatchObject({ period: null, currency: '' })
    await orders('C1 2024-03-01', 'C1 2024-03-30')
    expect(homeFigures(db, Date.now()).period).toBeNull()
    expect(homeFigures(db, Date.now()).figures.map(({ value, previous, series }) => [value, previous, series])).toEqual(
      Array(5).fill([null, null, []])
    )
  })

  it('compare twelve complete months with the twelve before', async () => {
    await orders(...monthly(0, 23), 'C0 2023-12-31', 'C0 2024-01-15')
    const { period } = homeFigures(db, Date.now())
    expect(period).toEqual({ from: '2023-01-01', to: '2023-12-31', previousFrom: '2022-01-01', previousTo: '2022-12-31' })
    expect(figure('revenue')).toMatchObject({ value: 130, previous: 120 })
    expect(figure('orders')).toMatchObject({ value: 13, previous: 12 })
    expect(figure('activeCustomers')).toMatchObject({ value: 13, previous: 12 })
    expect(figure('meanOrderValue')).toMatchObject({ value: 10, previous: 10 })
    expect(figure('repeatShare')).toMatchObject({ value: 0, previous: 0 })
    expect(figure('revenue')?.series).toHaveLength(24)
    expect(figure('revenue')?.series.at(-1)).toEqual({ month: '2023-12', value: 20 })
  })

  it('do not compare with a period that is only partly there', async () => {
    await orders('C1 2022-01-08', ...monthly(1, 24))
    expect(homeFigures(db, Date.now()).period).toEqual({ from: '2023-01-01', to: '2023-12-31', previousFrom: null, previousTo: null })
    expect(figure('revenue')).toMatchObject({ value: 120, previous: null })
    expect(figure('revenue')?.series).toHaveLength(12)
  })

  it('take a month that begins within its first week for whole', async () => {
    await orders('C1 2022-01-07', ...monthly(1, 24))
    expect(homeFigures(db, Date.now()).period).toMatchObject({ previousFrom: '2022-01-01', previousTo: '2022-12-31' })
  })

  it('reach back as far as the data do', async () => {
    await orders('C1 2024-01-20', 'C1 2024-02-10', 'C2 2024-02-29', 'C1 2024-03-05')
    expect(homeFigures(db, Date.now()).period).toEqual({ from: '2024-01-20', to: '2024-02-29', previousFrom: null, previousTo: null })
    expect(figure('activeCustomers')?.value).toBe(2)
    expect(figure('repeatShare')?.value).toBe(0.5)
    expect(figure('repeatShare')?.series.map(({ value }) => value)).toEqual([null, null])
  })

  it('count a month as complete on its last day, and end at the as-of date', async () => {
    await orders('C1 2024-01-02', 'C2 2024-02-03', 'C3 2024-03-31')
    expect(homeFigures(db, Date.now()).period?.to).toBe('2024-03-31')
    setSetting(db, 'asOf', '2024-03-30')
    expect(homeFigures(db, Date.now()).period?.to).toBe('2024-02-29')
    expect(figure('revenue')?.value).toBe(20)
    setSetting(db, 'asOf', '2025-06-01')
    expect(homeFigures(db, Date.now()).period?.to).toBe('2024-03-31')
  })

  it('leave a month without a line unknown, and subtract returns', async () => {
    await orders('C1 2024-01-02', 'C1 2024-03-31')
    await importSources(db, draft([orderRow({ order: 'R', quantity: -1, price: '4.5', at: at('2024-03-05') })]))
    expect(figure('revenue')?.series.map(({ value }) => value)).toEqual([10, null, 5.5])
    expect(figure('revenue')?.value).toBe(15.5)
    // An order is worth what it came to when it was placed, for the shop as for a customer.
    expect(figure('meanOrderValue')?.value).toBe(10)
  })

  it('do not claim to know customers where all orders are anonymous', async () => {
    await orders('- 2024-01-02', '- 2024-02-29')
    expect(figure('orders')?.value).toBe(2)
    expect(figure('activeCustomers')).toMatchObject({ value: null, series: [{ value: null }, { value: null }] })
    expect(figure('repeatShare')?.value).toBeNull()
  })

  it('are of the analysed currency alone', async () => {
    const rows = [
      orderRow({ order: '1', currency: 'EUR', at: at('2024-01-01') }),
      orderRow({ order: '2', currency: 'USD', at: at('2024-01-20'), price: '99' }),
      orderRow({ order: '3', currency: 'EUR', at: at('2024-01-31') })
    ]
    await importSources(db, draft(rows))
    expect(homeFigures(db, Date.now()).currency).toBe('EUR')
    expect(figure('revenue')?.value).toBe(20)
    // A count of orders needs no currency, their mean does.
    expect([figure('orders')?.value, figure('meanOrderValue')?.value]).toEqual([3, 10])
    setSetting(db, 'currency', 'USD')
    expect(figure('revenue')?.value).toBe(99)
  })
})
