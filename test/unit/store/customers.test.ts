import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { customerDetail } from '../../../src/main/core/db/queries/customer-detail.ts'
import { type CustomerQuery, listCustomers } from '../../../src/main/core/db/queries/customers.ts'
import { setSetting } from '../../../src/main/core/db/queries/settings.ts'
import { CustomerDetail, CustomerRow, CustomerSort } from '../../../src/shared/model/customer.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importSources, value } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => db.close())

const query = (given: Partial<CustomerQuery> = {}): CustomerQuery => ({
  search: '',
  segment: null,
  sort: 'code',
  descending: false,
  offset: 0,
  limit: 100,
  ...given
})
const codes = (given: Partial<CustomerQuery> = {}) => listCustomers(db, query(given)).rows.map(({ code }) => code)
const idOf = (code: string) => Number(value(db, 'SELECT id FROM customer WHERE code = ?', code))

/** A run whose segments hold these customers, by slot. */
function segmentation(...segments: string[][]): number[] {
  const run = db
    .prepare(
      "INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result) VALUES ('segments', 1, '{}', '', '', '', 0, '', '{}')"
    )
    .run().lastInsertRowid
  return segments.map((members, slot) => {
    const id = db
      .prepare('INSERT INTO segment (run_id, slot, name, size) VALUES (?, ?, ?, ?)')
      .run(run, slot, `Group ${slot}`, members.length).lastInsertRowid
    for (const code of members)
      db.prepare('INSERT INTO segment_member (run_id, customer_id, segment_id) VALUES (?, ?, ?)').run(run, idOf(code), id)
    return Number(id)
  })
}

describe('the list of customers', () => {
  beforeEach(async () => {
    const rows = [
      orderRow({
        order: '1',
        customer: 'C1',
        customerName: 'Ann Özil',
        customerEmail: 'ann@example.org',
        country: 'spain',
        quantity: 3,
        at: at('2024-01-05')
      }),
      orderRow({ order: '2', customer: 'C1', quantity: 1, at: at('2024-02-05') }),
      orderRow({ order: '3', customer: 'C2', customerName: 'ben', country: 'France', quantity: 7, price: '0.105', at: at('2024-03-01') }),
      orderRow({ order: '4', customer: 'C3', customerName: 'Carla', quantity: -2, at: at('2024-03-02') }),
      orderRow({ order: '5', customer: 'C4_x', country: 'Italy', quantity: 1, currency: 'USD' }),
      orderRow({ order: '6', customer: null })
    ]
    await importSources(db, draft(rows))
  })

  it('gives each customer in the analysed currency, with money in major units', () => {
    const { total, rows } = listCustomers(db, query())
    expect(total).toBe(4)
    expect(rows.map((row) => CustomerRow.parse(row))).toEqual(rows)
    expect(rows.map(({ id: _id, ...row }) => row)).toEqual([
      {
        code: 'C1',
        name: 'Ann Özil',
        country: 'spain',
        orders: 2,
        net: 40,
        meanOrderValue: 20,
        firstAt: at('2024-01-05'),
        lastAt: at('2024-02-05'),
        segmentId: null
      },
      {
        code: 'C2',
        name: 'ben',
        country: 'France',
        orders: 1,
        net: 0.735,
        meanOrderValue: 0.735,
        firstAt: at('2024-03-01'),
        lastAt: at('2024-03-01'),
        segmentId: null
      },
      { code: 'C3', name: 'Carla', country: null, orders: 0, net: -20, meanOrderValue: null, firstAt: null, lastAt: null, segmentId: null },
      { code: 'C4_x', name: null, country: 'Italy', orders: 0, net: 0, meanOrderValue: null, firstAt: null, lastAt: null, segmentId: null }
    ])
  })

  it('lists those who may write soon with their chances, the likeliest first, and those who probably will alone', () => {
    db.prepare("UPDATE customer SET same_as = (SELECT id FROM customer WHERE code = 'C2') WHERE code = 'C3'").run()
    const next = [
      { customer: 'C1', chance: 0.7, cluster: 3, because: { since: 5, orders: 4, tickets: 3 } },
      { customer: 'C3', chance: 0.6 },
      { customer: 'C2', chance: 0.5 },
      { customer: 'C4_x', chance: 0.5 }
    ]
    const run = db
      .prepare(
        "INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result) VALUES ('support', 1, '{}', '', '', '', 0, '', ?)"
      )
      .run(JSON.stringify({ next: { customers: next } })).lastInsertRowid
    const listed = (probable: boolean, given: Partial<CustomerQuery> = {}) => {
      const pick = { by: 'next', run: Number(run), probable } as const
      const { total, rows } = listCustomers(db, query({ among: { of: 'support', pick }, sort: 'chance', descending: true, ...given }))
      return [total, ...rows.map(({ code, chance }) => [code, chance])]
    }
    // Who was merged into another counts as that one, with the higher chance of the two.
    expect(listed(false)).toEqual([3, ['C1', 0.7], ['C2', 0.6], ['C4_x', 0.5]])
    expect(listed(true)).toEqual([2, ['C1', 0.7], ['C2', 0.6]])
    expect(listed(false, { sort: 'net', limit: 1, offset: 1 })).toEqual([3, ['C2', 0.6]])
    expect(listed(false, { search: 'ann' })).toEqual([1, ['C1', 0.7]])
    // With what the chance is made of; runs of before say nothing of it.
    const pick = { by: 'next', run: Number(run), probable: false } as const
    expect(
      listCustomers(db, query({ among: { of: 'support', pick }, sort: 'chance', descending: true })).rows.map(({ soon }) => soon)
    ).toEqual([
      { cluster: 3, because: { since: 5, orders: 4, tickets: 3 } },
      { cluster: null, because: null },
      { cluster: null, because: null }
    ])
  })

  it('follows the chosen currency', async () => {
    setSetting(db, 'currency', 'USD')
    await importSources(db, draft([orderRow({ order: '7', currency: 'USD' })]))
    expect(listCustomers(db, query({ sort: 'net', descending: true })).rows.map(({ code, net }) => [code, net])).toEqual([
      ['C4_x', 10],
      ['C1', 10],
      ['C3', 0],
      ['C2', 0]
    ])
  })

  it.each([
    ['code', ['C1', 'C2', 'C3', 'C4_x']],
    ['name', ['C1', 'C2', 'C3', 'C4_x']],
    ['country', ['C2', 'C4_x', 'C1', 'C3']],
    ['orders', ['C3', 'C4_x', 'C2', 'C1']],
    ['net', ['C3', 'C4_x', 'C2', 'C1']],
    ['meanOrderValue', ['C2', 'C1', 'C3', 'C4_x']],
    ['firstAt', ['C1', 'C2', 'C3', 'C4_x']],
    ['lastAt', ['C1', 'C2', 'C3', 'C4_x']]
  ] as const)('sorts by %s, the unknown last either way', (sort, expected) => {
    expect(codes({ sort })).toEqual(expected)
    const isUnknown = (code: string) =>
      (
        ({ name: ['C4_x'], country: ['C3'], meanOrderValue: ['C3', 'C4_x'], firstAt: ['C3', 'C4_x'], lastAt: ['C3', 'C4_x'] }) as Record<
          string,
          string[]
        >
      )[sort]?.includes(code) ?? false
    const down = codes({ sort, descending: true })
    expect(down.filter((code) => !isUnknown(code))).toEqual(expected.filter((code) => !isUnknown(code)).toReversed())
    expect(down.findIndex(isUnknown)).toBe(expected.findIndex(isUnknown))
  })

  it('is paged, and knows the total on an empty page', () => {
    expect(codes({ offset: 1, limit: 2 })).toEqual(['C2', 'C3'])
    expect(listCustomers(db, query({ offset: 10 }))).toEqual({ total: 4, rows: [] })
    expect(listCustomers(db, query({ offset: 10, search: 'ann' }))).toEqual({ total: 1, rows: [] })
  })

  it.each([
    ['c1', ['C1']],
    ['BEN', ['C2']],
    ['@example', ['C1']],
    ['özil', ['C1']],
    ['ÖZIL', ['C1']],
    ['_', ['C4_x']],
    ['%', []],
    ['\\', []],
    ["'; DROP TABLE customer; --", []]
  ])('finds by part of code, name or e-mail: %s', (search, expected) => {
    expect(listCustomers(db, query({ search })).total).toBe(expected.length)
    expect(codes({ search })).toEqual(expected)
  })

  it('is filtered by segment, and has exactly its members', () => {
    segmentation(['C1', 'C2', 'C3'])
    const [few = 0, more = 0] = segmentation(['C2'], ['C1', 'C4_x'])
    expect(listCustomers(db, query({ segment: more })).total).toBe(2)
    expect(codes({ segment: more, sort: 'net', descending: true })).toEqual(['C1', 'C4_x'])
    expect(codes({ segment: more, search: '4_' })).toEqual(['C4_x'])
    expect(listCustomers(db, query()).rows.map(({ segmentId }) => segmentId)).toEqual([more, few, null, more])
  })

  it.each(CustomerSort.options)('walks to a page by an index: %s', (sort) => {
    for (const descending of [true, false]) {
      let sql = ''
      const spied = Object.create(db, {
        prepare: {
          value: (text: string) => {
            if (text.startsWith('WITH')) sql = text
            return db.prepare(text)
          }
        }
      }) as Db
      listCustomers(spied, query({ sort, descending }))
      const plan = all<{ detail: string }>(db, `EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+/g, '1')}`).map(({ detail }) => detail)
      expect(plan.filter((step) => /TEMP B-TREE/.test(step))).toEqual([])
      expect(plan.some((step) => /(SCAN|SEARCH) k USING (COVERING )?INDEX/.test(step))).toBe(true)
    }
  })
})

describe('the page of a customer', () => {
  const detail = (asOf: string | null = '2024-06-30') => customerDetail(db, idOf('C1'), asOf)

  it('is not there for an unknown customer', () => {
    expect(customerDetail(db, 1, null)).toBeUndefined()
  })

  it('shows orders, returns and products', async () => {
    const rows = [
      orderRow({ order: '1', productName: 'Jug', quantity: 2, price: '24.90', at: at('2024-03-01T10:00') }),
      orderRow({ order: '1', product: 'P2', productName: 'Knife', quantity: 1, price: '29.90', at: at('2024-03-01T10:00') }),
      orderRow({ order: '2', product: 'P2', quantity: -1, price: '29.90', at: at('2024-03-09') }),
      orderRow({ order: '3', kind: 'cancellation', quantity: -1, price: '5', product: null, at: at('2024-03-10') }),
      orderRow({ order: '4', currency: 'USD', quantity: 1, price: '3.50', at: at('2024-03-11') }),
      orderRow({ order: '5', customer: 'C2' })
    ]
    await importSources(db, draft(rows))
    const found = detail()
    expect(CustomerDetail.parse(found)).toEqual(found)
    expect(found).toMatchObject({
      customer: { code: 'C1', orders: 1, net: 44.8 },
      orderCount: 4,
      rhythm: null,
      topProducts: [
        { name: 'Jug', quantity: 2, net: 49.8 },
        { name: 'Knife', quantity: 0, net: 0 }
      ],
      orders: [
        { number: '4', kind: 'sale', lines: 1, net: 3.5, currency: 'USD', products: ['Jug'] },
        { number: '3', kind: 'cancellation', net: -5, products: [] },
        { number: '2', kind: 'return', net: -29.9, products: ['Knife'] },
        { number: '1', kind: 'sale', lines: 2, net: 79.7, products: ['Jug', 'Knife'] }
      ]
    })
    expect(found?.returned).toBeCloseTo(34.9, 10)
  })

  it('tells what went back on the number of a sale, and when', async () => {
    await importSources(
      db,
      draft([
        orderRow({ order: '1', quantity: 2, price: '10', at: at('2024-03-01T10:00') }),
        orderRow({ order: '1', kind: 'return', quantity: -2, price: '10', at: at('2024-03-09') })
      ])
    )
    expect(detail()?.orders).toMatchObject([{ number: '1', kind: 'sale', net: 0, back: { amount: 20, at: at('2024-03-09') } }])
  })

  it('finds the rhythm between the days of purchase, whatever was returned', async () => {
    const days = ['2024-01-01', '2024-01-11', '2024-01-11', '2024-01-31', '2024-03-11']
    const rows = days.map((day, i) => orderRow({ order: `A${i}`, at: at(day) }))
    await importSources(db, draft([...rows, orderRow({ order: 'R', quantity: -1, at: at('2024-02-01') })]))
    // Gaps of 10, 20 and 40 days.
    expect(detail()?.rhythm).toEqual({ medianDays: 20, madDays: 10 })
    expect(detail()?.orderCount).toBe(6)
  })

  it('has no rhythm below three days of purchase', async () => {
    await importSources(db, draft(['1', '2', '3'].map((order) => orderRow({ order, at: at(order === '3' ? '2024-02-01' : '2024-01-01') }))))
    expect(detail()?.rhythm).toBeNull()
  })

  it.each([
    ['2024-01-20', 9],
    ['2024-01-11', 0],
    ['2024-01-05', 4],
    ['2023-12-31', null],
    [null, null]
  ])('counts the days since the last purchase up to %s', async (asOf, expected) => {
    await importSources(db, draft([orderRow({ order: '1', at: at('2024-01-01') }), orderRow({ order: '2', at: at('2024-01-11T23:00') })]))
    expect(detail(asOf)?.daysSinceLast).toBe(expected)
  })

  it('names the segment of the newest run', async () => {
    await importSources(db, draft([orderRow()]))
    segmentation(['C1'])
    const [, id = 0] = segmentation([], ['C1'])
    expect(detail()?.segment).toEqual({ id, slot: 1, name: 'Group 1' })
  })
})
