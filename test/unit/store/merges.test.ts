import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { phoneKey } from '../../../src/main/core/db/entities/phone.ts'
import { customerDetail } from '../../../src/main/core/db/queries/customer-detail.ts'
import { listCustomers } from '../../../src/main/core/db/queries/customers.ts'
import { duplicateCustomers } from '../../../src/main/core/db/queries/duplicates.ts'
import { merge, unmerge } from '../../../src/main/core/db/queries/merges.ts'
import { loadPurchases } from '../../../src/main/core/db/queries/purchases.ts'
import { summarise } from '../../../src/main/core/tasks/store-summaries.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { kindDraft, kindRow } from '../../fixtures/kind-drafts.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importSources, quiet, value } from './workspace.ts'

let db: Db
beforeEach(async () => {
  db = emptyWorkspace()
  await importSources(
    db,
    draft([
      orderRow({ order: 'A1', customer: 'C1', customerEmail: 'Ann@Example.org ' }),
      orderRow({ order: 'A2', customer: 'C2', customerEmail: 'ann@example.org', customerName: 'Ann', at: at('2024-02-15') }),
      orderRow({ order: 'A3', customer: 'C3', price: '5' })
    ]),
    kindDraft('customers', [
      kindRow('customers', { customer: 'ann@example.org' }),
      kindRow('customers', { customer: 'C5', customerPhone: '+49 (0)171 2345678' }),
      kindRow('customers', { customer: 'C6', customerPhone: '0171/2345678' })
    ])
  )
})
afterEach(() => {
  expect(all(db, 'PRAGMA foreign_key_check')).toEqual([])
  db.close()
})

const id = (code: string) => Number(value(db, 'SELECT id FROM customer WHERE code = ?', code))
const everyone = { search: '', segment: null, sort: 'code', descending: false, offset: 0, limit: 100 } as const
const listed = (search = '') => listCustomers(db, { ...everyone, search }).rows.map(({ code, orders, net }) => [code, orders, net])
async function join(into: string, ...others: string[]) {
  for (const other of others) merge(db, id(into), id(other), 1)
  await summarise(db, quiet)
}

describe('duplicates', () => {
  it('have the same e-mail address or phone number, however they are written', () => {
    const { total, rows } = duplicateCustomers(db, 0, 10)
    expect(total).toBe(2)
    expect(rows.map(({ by, key, customers }) => [by, key, customers.map(({ code }) => code)])).toEqual([
      ['email', 'ann@example.org', ['C1', 'C2', 'ann@example.org']],
      ['phone', '712345678', ['C5', 'C6']]
    ])
    expect(duplicateCustomers(db, 1, 1).rows).toHaveLength(1)
  })

  it('are proposed no more once they are merged', async () => {
    await join('C1', 'C2', 'ann@example.org')
    expect(duplicateCustomers(db, 0, 10).rows.map(({ by }) => by)).toEqual(['phone'])
  })

  it('are not all who share the number of a shop', async () => {
    const many = Array.from({ length: 30 }, (_, i) => kindRow('customers', { customer: `S${i}`, customerEmail: 'info@shop.example' }))
    await importSources(db, kindDraft('customers', many, { file: 'many.csv' }))
    expect(duplicateCustomers(db, 0, 10).total).toBe(2)
  })

  it.each([
    ['+49 (0)171 2345678', '712345678'],
    ['0049 171 2345678', '712345678'],
    ['0171-234 56 78', '712345678'],
    ['12345', null],
    ['', null]
  ])('%s is compared as %s', (text, key) => expect(phoneKey(text)).toBe(key))
})

describe('a merge', () => {
  it('makes one customer of two in lists, figures and analysis', async () => {
    await join('C1', 'C2')
    expect(listed()).toEqual([
      ['C1', 2, 20],
      ['C3', 1, 5],
      ['C5', 0, 0],
      ['C6', 0, 0],
      ['ann@example.org', 0, 0]
    ])
    expect(value(db, 'SELECT customers FROM workspace_summary')).toBe(5)
    expect([...loadPurchases(db, '2024-12-31').orders]).toEqual([2, 1])
    expect(all(db, 'SELECT customers_12, repeat_12 FROM month_summary ORDER BY month DESC LIMIT 1')).toEqual([
      { customers_12: 2, repeat_12: 1 }
    ])
    // Found by what either says, and named by whom there is a name of.
    expect(listed('C2')).toEqual([['C1', 2, 20]])
    expect(customerDetail(db, id('C1'), null)).toMatchObject({
      customer: { code: 'C1', name: 'Ann', orders: 2 },
      merged: [{ code: 'C2', name: 'Ann' }],
      orderCount: 2
    })
  })

  it('holds for later imports of either', async () => {
    await join('C1', 'C2')
    const more = [orderRow({ order: 'A8', customer: 'C2' }), orderRow({ order: 'A9', customer: 'C1' })]
    await importSources(db, draft(more, { file: 'more.csv' }), kindDraft('tickets', [kindRow('tickets', { ticket: 'T1', customer: 'C2' })]))
    expect(listed('C1')).toEqual([['C1', 4, 40]])
    expect(all(db, 'SELECT c.code FROM ticket t JOIN customer c ON c.id = t.customer_id')).toEqual([{ code: 'C1' }])
    // Not a contradiction, and not another customer of the order.
    expect(await importSources(db, draft(more, { file: 'again.csv' }))).toMatchObject([{ duplicate: 2 }])
  })

  it('can be taken back, whatever was imported since', async () => {
    await join('C1', 'C2')
    await importSources(db, draft([orderRow({ order: 'A8', customer: 'C2' })], { file: 'more.csv' }))
    unmerge(db, id('C2'))
    await summarise(db, quiet)
    expect(listed('C')).toEqual([
      ['C1', 1, 10],
      ['C2', 2, 20],
      ['C3', 1, 5],
      ['C5', 0, 0],
      ['C6', 0, 0]
    ])
  })

  it('takes along who had been merged before, and gives them back together', async () => {
    await join('C2', 'C3')
    await join('C1', 'C2')
    expect(listed('C1')).toEqual([['C1', 3, 25]])
    unmerge(db, id('C2'))
    await summarise(db, quiet)
    expect(listed('C1')).toEqual([['C1', 1, 10]])
    expect(listed('C2')).toEqual([['C2', 2, 15]])
  })

  it('outlives the undoing of an import that brought neither, and ends with the one who is gone', async () => {
    await importSources(
      db,
      draft([orderRow({ order: 'B1', customer: 'N1' }), orderRow({ order: 'B2', customer: 'C1' })], { file: 'b.csv' })
    )
    await importSources(db, draft([orderRow({ order: 'D1', customer: 'N2' })], { file: 'd.csv' }))
    await join('N1', 'C1', 'C2')
    expect((await undoIn(db, 3, quiet)).dissolvedMerges).toEqual([])
    expect(listed('N1')).toEqual([['N1', 4, 40]])
    expect((await undoIn(db, 2, quiet)).dissolvedMerges).toEqual(['C1'])
    // The two others stay one person.
    expect(listed('C1')).toEqual([['C1', 2, 20]])
    expect(all(db, 'SELECT code FROM customer WHERE same_as IS NOT NULL')).toEqual([{ code: 'C2' }])
  })
})
