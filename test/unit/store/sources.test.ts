import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { knownFormat } from '../../../src/main/core/db/migrations.ts'
import { lastImport } from '../../../src/main/core/db/queries/last-import.ts'
import { exactText } from '../../../src/main/core/db/queries/money.ts'
import { countRejected, rejectedHeaders, rejectedPage } from '../../../src/main/core/db/queries/rejected.ts'
import { setSetting } from '../../../src/main/core/db/queries/settings.ts'
import { importTotals, listImports, sourceExists } from '../../../src/main/core/db/queries/sources.ts'
import { noCounts, workspaceState } from '../../../src/main/core/db/queries/workspace.ts'
import { ImportGroup } from '../../../src/shared/model/source.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { type Db, emptyWorkspace, importSources } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => db.close())

const rejected = (line: number) => ({ line, column: 'Price', value: 'x', code: 'import.reject.notANumber', raw: ['A1', `x${line}`] })
const noticed = (count: number, example: string) => [{ code: 'import.returns', count, example }]

describe('the list of imports', () => {
  it('groups the sources of each drop, the newest drop first, with sums and combined warnings', async () => {
    await importSources(
      db,
      { ...draft([orderRow()], { file: 'a.csv', rejected: [rejected(2)] }), warnings: noticed(2, 'first') },
      { ...draft([orderRow({ order: 'A2' })], { file: 'b.csv', blank: 1 }), warnings: noticed(3, 'second') }
    )
    await importSources(db, draft([orderRow({ order: 'A3' })], { file: 'c.csv' }))
    const imports = listImports(db)
    expect(imports.map((group) => ImportGroup.parse(group))).toEqual(imports)
    expect(imports.map(({ sources }) => sources.map(({ file }) => file))).toEqual([['c.csv'], ['a.csv', 'b.csv']])
    expect(imports[1]).toMatchObject({
      rows: { read: 4, stored: 2, updated: 0, duplicate: 0, rejected: 1, blank: 1 },
      warnings: noticed(5, 'first')
    })
    expect(lastImport(db)).toMatchObject({ stored: 1, updated: 0, rejected: 0, newCustomers: 0 })
  })

  it('is empty in a new workspace', () => {
    expect(listImports(db)).toEqual([])
    expect(lastImport(db)).toBeNull()
    expect(importTotals(db)).toEqual({ rows: { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }, amounts: [] })
  })
})

describe('rejected rows', () => {
  beforeEach(async () => {
    await importSources(
      db,
      draft([orderRow()], { file: 'a.csv', rejected: [rejected(2), rejected(3)] }),
      draft([orderRow()], { file: 'b.csv', rejected: [rejected(9)] })
    )
    await importSources(db, { ...draft([orderRow()], { file: 'c.csv', rejected: [rejected(4)] }), header: ['other'] })
  })

  it('are paged by import, by source, or all of them', () => {
    const lines = (filter: { importId?: number; sourceId?: number }, offset = 0, limit = 100) =>
      rejectedPage(db, filter, offset, limit).map(({ line }) => line)
    expect(lines({})).toEqual([2, 3, 9, 4])
    expect(lines({ importId: 1 })).toEqual([2, 3, 9])
    expect(lines({ importId: 1 }, 1, 1)).toEqual([3])
    expect(lines({ sourceId: 2 })).toEqual([9])
    expect(lines({ importId: 2, sourceId: 2 })).toEqual([])
    expect([countRejected(db, {}), countRejected(db, { importId: 1 }), countRejected(db, { sourceId: 2 })]).toEqual([4, 3, 1])
    expect(rejectedPage(db, { sourceId: 3 }, 0, 1)).toEqual([
      { id: 4, sourceId: 3, file: 'c.csv', sheet: null, ...rejected(4), settled: null }
    ])
  })

  it('know the columns of their files', () => {
    expect(rejectedHeaders(db, { importId: 1 })).toEqual([[...Object.keys(draft([]).mapping.columns), 'Product']])
    expect(rejectedHeaders(db, {})).toHaveLength(2)
    expect([sourceExists(db, { sourceId: 3 }), sourceExists(db, { sourceId: 4 }), sourceExists(db, { importId: 3 })]).toEqual([
      true,
      false,
      false
    ])
  })
})

describe('totals', () => {
  it('are exact where doubles are not', async () => {
    const rows = [
      orderRow({ order: '1', unitPrice: null, amount: { units: 9_007_199_254_740_991, decimals: 2 } }),
      orderRow({ order: '2', unitPrice: null, amount: { units: 9_007_199_254_740_991, decimals: 2 } }),
      orderRow({ order: '3', price: '0.001' }),
      orderRow({ order: '4', currency: 'EUR', quantity: -1, price: '0.05' })
    ]
    await importSources(db, draft(rows))
    expect(importTotals(db).amounts).toEqual([
      { currency: '', total: '180143985094819.821' },
      { currency: 'EUR', total: '-0.05' }
    ])
  })

  it.each([
    [0n, 0, '0'],
    [0n, 3, '0'],
    [5n, 3, '0.005'],
    [-5n, 1, '-0.5'],
    [1_200n, 2, '12'],
    [9_747_747_934n, 3, '9747747.934']
  ])('%s with %s decimals is %s', (units, decimals, text) => {
    expect(exactText(units, decimals)).toBe(text)
  })
})

describe('the state of a workspace', () => {
  it('is counted by imports', async () => {
    expect(workspaceState(db, Date.now())).toMatchObject({ asOf: null, firstDate: null, currency: '', counts: { orderLines: 0 } })
    const rows = [
      orderRow({ at: at('2024-01-05T23:59') }),
      orderRow({ order: 'A2', customer: null, currency: 'EUR', at: at('2023-12-31') }),
      orderRow({ order: 'C3', kind: 'cancellation', quantity: -1, currency: 'EUR' })
    ]
    await importSources(db, draft(rows, { rejected: [rejected(5)] }))
    expect(workspaceState(db, Date.now())).toEqual({
      formatVersion: knownFormat(),
      asOf: '2024-01-15',
      asOfChosen: false,
      asOfNewest: '2024-01-15',
      later: 0,
      sample: false,
      firstDate: '2023-12-31',
      lastDate: '2024-01-15',
      currency: 'EUR',
      counts: {
        ...noCounts,
        products: 1,
        sources: 1,
        customers: 1,
        orders: 3,
        orderLines: 3,
        anonymousLines: 1,
        cancellationLines: 1,
        rejectedRows: 1
      }
    })
  })

  it('is of the newest day that has come; what is dated later is counted', async () => {
    const rows = [
      orderRow({ at: at('2024-01-05') }),
      orderRow({ order: 'A2', at: at('2024-01-09T12:00') }),
      orderRow({ order: 'A3', at: at('2099-01-01') })
    ]
    await importSources(db, draft(rows))
    const on = (day: string) => workspaceState(db, Date.parse(day))
    expect(on('2024-06-01')).toMatchObject({ asOf: '2024-01-09', asOfNewest: '2024-01-09', lastDate: '2099-01-01', later: 1 })
    // The day may have begun elsewhere.
    expect(on('2024-01-08T11:00Z')).toMatchObject({ asOf: '2024-01-09' })
    expect(on('2024-01-08T09:00Z')).toMatchObject({ asOf: '2024-01-05', later: 2 })
    expect(on('2099-03-01')).toMatchObject({ asOf: '2099-01-01', later: 0 })
    // A clock that stands in front of everything is wrong.
    expect(on('1970-01-01')).toMatchObject({ asOf: '2099-01-01', later: 0 })
    setSetting(db, 'asOf', '2023-01-01')
    expect(on('2024-06-01')).toMatchObject({ asOf: '2023-01-01', asOfNewest: '2024-01-09', later: 3 })
  })
})
