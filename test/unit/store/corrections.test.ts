import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { dump } from './dump.ts'
import { all, type Db, emptyWorkspace, importGroups, importSources, quiet, value } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => {
  expect(all(db, 'PRAGMA foreign_key_check')).toEqual([])
  expect(value(db, 'SELECT COALESCE(SUM(rows_stored), 0) FROM source')).toBe(value(db, 'SELECT COUNT(*) FROM order_line'))
  db.close()
})

const none = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
const file = (name: string, ...rows: OrderRow[]) => draft(rows, { file: name })
/** What the lines of order A1 say: product, quantity and amount. */
const lines = (order = 'A1') =>
  all<{ text: string }>(
    db,
    `SELECT COALESCE(p.sku, '-') || ' ' || CAST(l.quantity AS INTEGER) || ' ' || l.amount AS text FROM order_line l
     JOIN orders o ON o.id = l.order_id LEFT JOIN product p ON p.id = l.product_id WHERE o.number = ? ORDER BY 1`,
    order
  ).map(({ text }) => text)
const net = () => value(db, 'SELECT net FROM currency')
/** What was said of the newest drop. */
async function drop(...drafts: ReturnType<typeof file>[]) {
  const result = await importGroups(db, [drafts])
  return result.flatMap(({ warnings }) => warnings.map(({ code, count }) => `${code} ${count}`))
}

describe('a corrected order', () => {
  it('stands as the later file has it, and the row counts as updated', async () => {
    await importSources(db, file('may.csv', orderRow({ quantity: 2 }), orderRow({ product: 'P2' })))
    expect(await importSources(db, file('june.csv', orderRow({ quantity: 3 }), orderRow({ product: 'P2' })))).toEqual([
      { ...none, read: 2, updated: 1, duplicate: 1 }
    ])
    expect(lines()).toEqual(['P1 3 30', 'P2 1 10'])
    expect(net()).toBe(40)
  })

  it('is said, with how many lines', async () => {
    await importSources(db, file('may.csv', orderRow({ quantity: 2 })))
    expect(await drop(file('june.csv', orderRow({ quantity: 3 })))).toContain('import.lineCorrected 1')
  })

  it.each<[string, Partial<OrderRow> & { price?: string }, string]>([
    ['a price', { price: '12' }, 'P1 1 12'],
    ['an amount', { amount: { units: 9, decimals: 0 } }, 'P1 1 9'],
    ['a time of the day', { at: at('2024-01-15T08:00') }, 'P1 1 10'],
    ['the amount of an order without articles', { product: null, price: '12' }, '- 1 12']
  ])('may differ in %s', async (_what, change, expected) => {
    await importSources(db, file('may.csv', orderRow({ product: change.product === null ? null : 'P1' })))
    expect(await importSources(db, file('june.csv', orderRow(change)))).toEqual([{ ...none, read: 1, updated: 1 }])
    expect(lines()).toEqual([expected])
  })

  it('pairs equal lines first, then what is left of the same article; a line beyond that is new', async () => {
    await importSources(db, file('may.csv', orderRow({ quantity: 1 }), orderRow({ quantity: 2 })))
    const june = file('june.csv', orderRow({ quantity: 2 }), orderRow({ quantity: 5 }), orderRow({ quantity: 7 }))
    expect(await importSources(db, june)).toEqual([{ ...none, read: 3, stored: 1, updated: 1, duplicate: 1 }])
    expect(lines()).toEqual(['P1 2 20', 'P1 5 50', 'P1 7 70'])
  })

  it('of fewer lines keeps what it does not name, and says so', async () => {
    await importSources(db, file('may.csv', orderRow(), orderRow({ product: 'P2' }), orderRow({ quantity: 4, price: '3' })))
    expect(await drop(file('june.csv', orderRow({ quantity: 2 })))).toEqual(
      expect.arrayContaining(['import.lineCorrected 1', 'import.lineKept 2'])
    )
    // The one of the same price is the one that was corrected.
    expect(lines()).toEqual(['P1 2 20', 'P1 4 12', 'P2 1 10'])
  })

  it('can be put back by a third file, and settles down when the same lines come again', async () => {
    const [may, june] = [() => file('may.csv', orderRow({ quantity: 2 })), () => file('june.csv', orderRow({ quantity: 3 }))]
    await importSources(db, may())
    await importSources(db, june())
    expect(await importSources(db, june())).toEqual([{ ...none, read: 1, duplicate: 1 }])
    expect(await importSources(db, may())).toEqual([{ ...none, read: 1, updated: 1 }])
    expect(lines()).toEqual(['P1 2 20'])
    expect(await importSources(db, june())).toEqual([{ ...none, read: 1, updated: 1 }])
    expect(lines()).toEqual(['P1 3 30'])
  })

  it('keeps the old value, which undoing brings back', async () => {
    await importSources(db, file('may.csv', orderRow({ quantity: 2 }), orderRow({ product: 'P2' })))
    const before = dump(db)
    await importSources(db, file('june.csv', orderRow({ quantity: 3 })))
    await importSources(db, file('july.csv', orderRow({ quantity: 4 })))
    await undoIn(db, 2, quiet)
    expect(lines()).toEqual(['P1 4 40', 'P2 1 10'])
    expect(await undoIn(db, 3, quiet)).toMatchObject({ restored: 1, removed: { orderLines: 0 } })
    expect(dump(db)).toEqual(before)
  })

  it('becomes the order itself when the first file is undone', async () => {
    await importSources(db, file('may.csv', orderRow({ quantity: 2 })))
    await importSources(db, file('june.csv', orderRow({ quantity: 3 })))
    const report = await undoIn(db, 1, quiet)
    expect(report).toMatchObject({ removed: { orderLines: 0 }, stayed: 1 })
    expect(lines()).toEqual(['P1 3 30'])
    expect(all(db, 'SELECT rows_stored, rows_updated FROM source')).toEqual([{ rows_stored: 1, rows_updated: 0 }])
    expect(all(db, 'SELECT * FROM order_line_replaced')).toEqual([])
  })
})

describe('what is no correction', () => {
  it.each<[string, Partial<OrderRow>, Partial<OrderRow>]>([
    ['a return of what was sold', {}, { quantity: -1 }],
    ['another day', {}, { at: at('2024-01-16') }],
    ['another time of the day', { at: at('2024-01-15T08:00') }, { at: at('2024-01-15T17:30'), quantity: 2 }],
    ['another article', {}, { product: 'P2' }],
    ['the order of another customer with that number', {}, { customer: 'C2', quantity: 2 }],
    ['a purchase without an order number', { order: null }, { order: null, quantity: 2 }]
  ])('%s: both lines stand', async (_what, first, second) => {
    await importSources(db, file('may.csv', orderRow(first)))
    await importSources(db, file('june.csv', orderRow(second)))
    expect(value(db, 'SELECT COUNT(*) FROM order_line')).toBe(2)
  })

  it('the other part of an order, in one drop', async () => {
    await importSources(db, file('part 1.csv', orderRow({ quantity: 2 })), file('part 2.csv', orderRow({ quantity: 3 })))
    expect(lines()).toEqual(['P1 2 20', 'P1 3 30'])
  })
})
