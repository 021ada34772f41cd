import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withDatabase } from '../../../src/main/core/db/open.ts'
import { countFound, countLookedAt, rowsFound } from '../../../src/main/core/db/queries/quality.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { qualityChecks } from '../../../src/shared/model/quality.ts'
import { manyOrders, openTestApp, ordersCsv, type TestApp } from '../../fixtures/orders-app.ts'

let test: TestApp
beforeEach(async () => {
  test = openTestApp({ now: () => Date.UTC(2025, 5, 1) })
  await test.call('workspace.create', { name: 'shop' })
})
afterEach(() => test.dispose())

const bring = (rows: readonly string[], name = 'orders.csv') =>
  test.call('import.start', { files: [test.file(name, ordersCsv(rows))], label: name })

async function found(importId?: number) {
  const { findings } = await test.call('quality.report', importId === undefined ? {} : { importId })
  return Object.fromEntries(findings.map(({ check, count, of }) => [check, [count, of]]))
}

describe('the report on data quality', () => {
  it('has nothing to say about nothing', async () => {
    expect(await test.call('quality.report', {})).toEqual({ findings: [], passed: 0, fields: [] })
  })

  it('finds what is odd, how often, and shows it; what contradicts itself stands first', async () => {
    await bring([
      ...manyOrders(100),
      'X1,C1,2024-01-15,P1,1,-9.50',
      'X2,C1,1970-01-01,P1,1,9.50',
      'X3,C1,2031-01-01,P1,1,9.50',
      'X4,,2024-01-15,P1,1,9.50',
      'X5,C1,2024-01-15,P1,1,0',
      'X6,C1,2024-01-15,P1,1,9.50',
      'X6,C1,2024-01-15,P1,1,9.50',
      'X7,C1,2024-01-15,P1,80995,9.50',
      'X8,C1,2024-01-15,,1,9.50'
    ])
    const { findings, fields } = await test.call('quality.report', {})
    expect(findings.map(({ check, count, of }) => [check, count, of])).toEqual(
      expect.arrayContaining([
        ['orders.negativePrice', 1, 109],
        ['orders.impossible', 1, 109],
        ['orders.future', 1, 109],
        ['orders.anonymous', 1, 109],
        ['orders.free', 1, 109],
        ['orders.repeated', 1, 109],
        ['orders.largeAmount', 1, 109],
        ['orders.largeQuantity', 1, 109],
        ['orders.noProduct', 1, 109],
        ['products.noCategory', 13, 13]
      ])
    )
    expect(findings).toHaveLength(10)
    expect(findings.slice(0, 3).map(({ check }) => check)).toEqual(['orders.future', 'orders.impossible', 'orders.negativePrice'])
    expect(findings[0]?.rows).toEqual([{ subject: 'X3', found: '2031-01-01 00:00' }])
    expect(findings.find(({ check }) => check === 'orders.largeAmount')?.rows).toEqual([{ subject: 'X7', found: '769452.50' }])
    expect(fields).toContainEqual({ kind: 'orders', field: 'customer', filled: 107, of: 108 })
  })

  it('finds lines that the newest file of their order leaves out', async () => {
    await bring(['A1,C1,2024-01-15,P1,1,9.50', 'A1,C1,2024-01-15,P2,1,20', 'A2,C1,2024-01-15,P2,1,20'], 'may.csv')
    expect((await found())['orders.leftOver']).toBeUndefined()
    await bring(['A1,C1,2024-01-15,P1,1,9.50'], 'june.csv')
    const { findings } = await test.call('quality.report', {})
    expect(findings.find(({ check }) => check === 'orders.leftOver')).toMatchObject({
      count: 1,
      of: 3,
      rows: [{ subject: 'A1', found: '20.00' }]
    })
  })

  it('finds what is taken back twice, and subscriptions of a negative price', async () => {
    const orders = 'order,customer,date,product,quantity,price,status'
    const paid = [
      'A1,C1,2024-01-15,P1,1,20,refunded',
      'A1,C1,2024-01-18,P1,-1,20,refunded',
      'A2,C1,2024-01-15,P1,1,20,paid',
      'A2,C1,2024-01-19,P1,-1,20,paid'
    ]
    await test.call('import.start', { files: [test.file('refunds.csv', [orders, ...paid, ''].join('\n'))], label: 'refunds' })
    const plans = ['subscription id,customer,plan,start date,price', 'S1,C1,Gold,2024-01-01,-9.00', 'S2,C2,Gold,2024-01-01,9.00', '']
    await test.call('import.start', { files: [test.file('subscriptions.csv', plans.join('\n'))], label: 'plans' })
    expect(await found()).toMatchObject({ 'orders.takenBackTwice': [1, 4], 'subscriptions.negativePrice': [1, 2] })
  })

  it('can be about one import alone', async () => {
    await bring(['A1,C1,2031-01-01,P1,1,9.50'], 'first.csv')
    await bring(['A2,C1,2032-01-01,P1,1,9.50', 'A3,C2,2024-01-01,P1,1,9.50'], 'second.csv')
    expect((await found())['orders.future']).toEqual([2, 3])
    expect((await found(1))['orders.future']).toEqual([1, 1])
    expect((await found(2))['orders.future']).toEqual([1, 2])
    await expect(test.call('quality.report', { importId: 9 })).rejects.toMatchObject({ code: 'source.notFound' })
  })

  it('gives all rows of a check as a file', async () => {
    await bring(Array.from({ length: 150 }, (_, i) => `A${i},,2024-01-01,P1,1,9.50`).concat('B1,C1,2024-01-02,P1,1,9.50'))
    const [anonymous] = (await test.call('quality.report', {})).findings.filter(({ check }) => check === 'orders.anonymous')
    expect(anonymous?.rows).toHaveLength(100)
    const { csv } = await test.call('quality.rowsCsv', { check: 'orders.anonymous' })
    expect(csv.trimEnd().split('\n')).toHaveLength(151)
    expect(csv).toContain('A149')
  })

  it('calls nothing large where all sizes are alike', async () => {
    await bring(Array.from({ length: 200 }, (_, i) => `A${i},C${i % 9},2024-01-01,P1,${1 + (i % 3)},9.50`))
    expect(await found()).toEqual({ 'products.noCategory': [1, 1] })
  })
})

describe('every check', () => {
  it.each(qualityChecks)('%s is a statement that SQLite takes, with words for it', async (check) => {
    const { path } = (await test.call('workspace.current', {})) ?? { path: '' }
    const limits = { amount: 1, quantity: 1 }
    await withDatabase(path, 'read', (db) => {
      expect(countLookedAt(db, check, { importId: null })).toBe(0)
      expect(countFound(db, check, { importId: 1 }, limits)).toBe(0)
      expect(rowsFound(db, check, { importId: null }, limits, 5)).toEqual([])
    })
    expect(message(`quality.check.${check}`, 2)).toMatch(/^2 .*\.$/)
    expect(message(`quality.check.${check}`, 1)).toMatch(/^1 .*\.$/)
    expect(message(`quality.cost.${check}`)).toMatch(/\.$/)
  })
})
