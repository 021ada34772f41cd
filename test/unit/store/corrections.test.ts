import { beforeEach, describe, expect, it } from 'vitest'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { at, orderRow } from '../../fixtures/orders-drafts.ts'
import { dump } from './dump.ts'
import { file, none, orderWorkspace } from './order-workspace.ts'
import { all, type Db, importGroups, importSources, quiet, value } from './workspace.ts'

const workspace = orderWorkspace()
const { drop } = workspace
let db: Db
beforeEach(() => {
  db = workspace.db
})

/** What the lines of order A1 say: product, quantity and amount. */
const lines = (order = 'A1') =>
  all<{ text: string }>(
    db,
    `SELECT COALESCE(p.sku, '-') || ' ' || CAST(l.quantity AS INTEGER) || ' ' || l.amount AS text FROM order_line l
     JOIN orders o ON o.id = l.order_id LEFT JOIN product p ON p.id = l.product_id WHERE o.number = ? ORDER BY 1`,
    order
  ).map(({ text }) => text)
const net = () => value(db, 'SELECT net FROM currency')

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
    ['the amount of an order without articles', { product: null, price: '12' }, '- 1 12'],
    ['the day', { at: at('2024-01-17') }, 'P1 1 10'],
    ['the day and the amount', { at: at('2024-01-17'), price: '12' }, 'P1 1 12'],
    ['the moment, as another time zone has it', { at: at('2024-01-14T23:30') }, 'P1 1 10'],
    ['the article', { product: 'P1-A' }, 'P1-A 1 10'],
    ['the day of an order without articles', { product: null, at: at('2024-01-17') }, '- 1 10'],
    ['the day and the status', { at: at('2024-01-17'), status: 'refunded', voided: true }, 'P1 1 0']
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

describe('a book of orders', () => {
  const others = [orderRow({ order: 'A2' }), orderRow({ order: 'A3' })]

  it('corrects the customer of an order too, and its amount with it, where most of its orders are the same', async () => {
    await importSources(db, file('may.csv', orderRow(), ...others))
    const june = file('june.csv', orderRow({ customer: 'C2', quantity: 3 }), ...others)
    expect(await importSources(db, june)).toEqual([{ ...none, read: 3, updated: 1, duplicate: 2 }])
    expect(lines()).toEqual(['P1 3 30'])
    expect(value(db, "SELECT c.code FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.number = 'A1'")).toBe('C2')
  })

  const north = () => [
    orderRow({ order: '1', customer: null, product: 'Mug', quantity: 2, price: '5' }),
    orderRow({ order: '2', customer: null, product: 'Tea', price: '4' }),
    orderRow({ order: '3', customer: 'C1', product: 'Mug', price: '5' })
  ]
  const south = () => [
    orderRow({ order: '1', customer: null, product: 'Mug', price: '5' }),
    orderRow({ order: '2', customer: null, product: 'Tea', quantity: 3, price: '4' }),
    orderRow({ order: '3', customer: 'C2', product: 'Pot', price: '25' })
  ]

  it('is not that of another till which numbers its orders alike, and that is said', async () => {
    await importSources(db, file('north.csv', ...north()))
    expect(await drop(file('south.csv', ...south()))).toContain('import.otherBook 3')
    expect(net()).toBe(61)
    await undoIn(db, 1, quiet)
    await importSources(db, file('north.csv', ...north()))
    expect(net()).toBe(61)
  })

  it('is not that of the year before, in which numbers began anew, though the customer be the same', async () => {
    const year = (of: string, quantity: number) => ['1', '2'].map((order) => orderRow({ order, quantity, at: at(`${of}-03-15`) }))
    await importSources(db, file('2023.csv', ...year('2023', 1)))
    expect(await drop(file('2024.csv', ...year('2024', 1)))).toEqual(['import.otherBook 2'])
    expect(lines('1')).toEqual(['P1 1 10', 'P1 1 10'])
    // A later file of the second year corrects the second year.
    expect(await importSources(db, file('2024 b.csv', ...year('2024', 4)))).toEqual([{ ...none, read: 2, updated: 2 }])
    expect(lines('1')).toEqual(['P1 1 10', 'P1 4 40'])
  })

  it('that stands far apart in one file is told, unless something is taken back', async () => {
    const rows = [
      orderRow({ order: '1', at: at('2023-03-15') }),
      orderRow({ order: '2', at: at('2023-03-16') }),
      orderRow({ order: '1', at: at('2024-03-15') }),
      orderRow({ order: '2', at: at('2024-03-16'), quantity: -1, kind: 'return' })
    ]
    expect(await drop(file('both.csv', ...rows))).toEqual(['import.numbersRestart 1'])
  })

  it('is not that of a till of which fewer than half of the orders agree', async () => {
    await importSources(db, file('north.csv', ...north()))
    const [one, , three] = south()
    const tea = north()[1]
    if (one === undefined || three === undefined || tea === undefined) throw new Error('no such rows')
    expect(await drop(file('south.csv', one, tea, three))).toContain('import.otherBook 2')
    expect(lines('1')).toEqual(['Mug 1 5', 'Mug 2 10'])
  })

  it('is corrected by a file of its own, whatever another till says', async () => {
    await importSources(db, file('north.csv', ...north()))
    await importSources(db, file('south.csv', ...south()))
    const [mug, ...rest] = north()
    const corrected = { ...mug, quantity: 3, amount: { units: 15, decimals: 0 } } as OrderRow
    expect(await importSources(db, file('north.csv', corrected, ...rest))).toEqual([{ ...none, read: 3, updated: 2, duplicate: 1 }])
    expect(lines('1')).toEqual(['Mug 1 5', 'Mug 3 15'])
    expect(net()).toBe(66)
  })

  it('is decided anew when the import that told it is undone', async () => {
    const [one, two] = [orderRow({ customer: null }), orderRow({ order: 'A2', customer: null })]
    await importSources(db, file('april.csv', one))
    await importSources(db, file('may.csv', one, two))
    const fresh = dump(db)
    await importSources(db, file('june.csv', orderRow({ customer: null, quantity: 5 }), orderRow({ order: 'A2', customer: null })))
    expect(lines()).toEqual(['P1 5 50'])
    await undoIn(db, 3, quiet)
    expect(dump(db)).toEqual(fresh)
  })

  it('pairs what is left of an order of which other lines did not change', async () => {
    await importSources(db, file('may.csv', orderRow(), orderRow({ product: 'P2' }), orderRow({ product: 'P3', price: '7' })))
    await importSources(db, file('june.csv', orderRow(), orderRow({ product: 'P2-B' }), orderRow({ product: 'P4', price: '8' })))
    expect(lines()).toEqual(['P1 1 10', 'P2-B 1 10', 'P4 1 8'])
  })

  it('tells what an order counts if the file leaves lines of it out', async () => {
    await importSources(db, file('may.csv', orderRow(), orderRow({ product: 'P2', price: '20' })))
    const [result] = await importGroups(db, [[file('june.csv', orderRow())]])
    expect(result?.warnings).toContainEqual({
      code: 'import.lineKept',
      count: 1,
      example: 'order A1 now counts 30.00, this file says 10.00'
    })
  })

  it('says nothing of what was sold where a file brings returns alone', async () => {
    await importSources(db, file('may.csv', orderRow(), orderRow({ product: 'P2', price: '20' })))
    expect(await drop(file('returns.csv', orderRow({ quantity: -1 })))).toEqual([])
    expect(lines()).toEqual(['P1 -1 -10', 'P1 1 10', 'P2 1 20'])
  })

  it('tells a return that has gone from a file that held it beside what was sold, and none that came by itself', async () => {
    const back = () => orderRow({ quantity: -1, at: at('2024-01-19') })
    await importSources(db, file('may.csv', orderRow({ quantity: 2 }), back()))
    await importSources(db, file('other.csv', orderRow({ order: 'A2' })))
    await importSources(db, file('returns.csv', orderRow({ order: 'A2', quantity: -1 })))
    const again = file('june.csv', orderRow({ quantity: 2 }), orderRow({ order: 'A2' }))
    const [result] = await importGroups(db, [[again]])
    expect(result?.warnings).toEqual([{ code: 'import.lineKept', count: 1, example: 'order A1 now counts 10.00, this file says 20.00' }])
  })

  it('dates an order by the lines that stand', async () => {
    await importSources(db, file('may.csv', orderRow()))
    await importSources(db, file('june.csv', orderRow({ at: at('2024-01-17') })))
    const date = () => value(db, 'SELECT ordered_at FROM orders')
    expect(date()).toBe(at('2024-01-17'))
    await undoIn(db, 2, quiet)
    expect(date()).toBe(at('2024-01-15'))
  })
})

describe('the total of an order beside its lines', () => {
  const total = () => file('orders.csv', orderRow({ product: null, price: '43' }))
  const items = () => file('items.csv', orderRow({ price: '20' }), orderRow({ product: 'P2', price: '23' }))

  it.each<[string, ReturnType<typeof file>[][]]>([
    ['in one drop', [[total(), items()]]],
    ['the total first', [[total()], [items()]]],
    ['the lines first', [[items()], [total()]]]
  ])('is not counted twice: %s', async (_what, drops) => {
    let said: string[] = []
    for (const [i, drafts] of drops.entries()) {
      if (i < drops.length - 1)
        await importGroups(
          db,
          drafts.map((one) => [one])
        )
      else
        said = (
          await importGroups(
            db,
            drafts.map((one) => [one])
          )
        ).flatMap(({ warnings }) => warnings.map(({ code, count }) => `${code} ${count}`))
    }
    expect(lines()).toEqual(['P1 1 20', 'P2 1 23'])
    expect(net()).toBe(43)
    expect(said).toEqual(['import.totalBesideLines 1'])
    if (drops.length === 2) {
      await undoIn(db, 2, quiet)
      expect(net()).toBe(43)
      expect(value(db, 'SELECT COUNT(*) FROM order_line')).toBe(drops[0]?.[0]?.file === 'orders.csv' ? 1 : 2)
    } else {
      await undoIn(db, 1, quiet)
      expect(all(db, 'SELECT * FROM order_line_replaced')).toEqual([])
    }
  })

  it.each<[string, [string, string][][]]>([
    [
      'in one drop',
      [
        [
          ['orders.csv', '46'],
          ['items.csv', '']
        ]
      ]
    ],
    ['the total first', [[['orders.csv', '46']], [['items.csv', '']]]],
    [
      'the lines first, and the total again with another discount',
      [[['items.csv', '']], [['orders.csv', '46']], [['orders again.csv', '40']]]
    ]
  ])('with postage or a discount counts as its lines, and is told: %s', async (_what, drops) => {
    let said: string[] = []
    for (const drop of drops) {
      const drafts = drop.map(([name, price]) => (price === '' ? items() : file(name, orderRow({ product: null, price }))))
      const results = await importGroups(
        db,
        drafts.map((one) => [one])
      )
      said = results.flatMap(({ warnings }) => warnings.map(({ code, example }) => `${code} ${example}`))
    }
    expect(lines()).toEqual(['P1 1 20', 'P2 1 23'])
    expect(net()).toBe(43)
    const last = drops.length === 3 ? '40.00' : '46.00'
    expect(said).toEqual(['import.totalBesideLines A1', `import.totalDiffersFromLines order A1: total ${last}, lines 43.00`])
    for (let id = drops.length; id > 1; id--) await undoIn(db, id, quiet)
    await undoIn(db, 1, quiet)
    expect(all(db, 'SELECT order_id FROM order_line UNION ALL SELECT order_id FROM order_line_replaced')).toEqual([])
  })

  it('stands where its file has articles, whether or not another import speaks of the order too', async () => {
    const mixed = file('mixed.csv', orderRow({ product: null, price: '43' }), orderRow({ order: 'A2' }))
    await importGroups(db, [[items()], [mixed]])
    const before = dump(db)
    expect(lines()).toEqual(['- 1 43', 'P1 1 20', 'P2 1 23'])
    await importSources(db, file('again.csv', orderRow({ price: '20' })))
    expect(lines()).toEqual(['- 1 43', 'P1 1 20', 'P2 1 23'])
    await undoIn(db, 2, quiet)
    const { workspace: _, ...after } = dump(db)
    expect(before).toMatchObject(after)
  })

  it('of another day stands', async () => {
    await importSources(db, items())
    await importSources(db, file('orders.csv', orderRow({ product: null, price: '46', at: at('2024-01-19') })))
    expect(net()).toBe(89)
  })

  it('stands where it is far from the sum of them', async () => {
    await importSources(db, total())
    await importSources(db, file('items.csv', orderRow({ price: '20' })))
    expect(net()).toBe(63)
  })
})

describe('what is no correction', () => {
  it.each<[string, Partial<OrderRow>, Partial<OrderRow> & { price?: string }]>([
    ['a return of what was sold', {}, { quantity: -1 }],
    ['another article for another amount', {}, { product: 'P2', price: '12' }],
    ['another day and article', {}, { product: 'P2', at: at('2024-01-16') }],
    [
      'another time of the day of nobody by name',
      { customer: null, at: at('2024-01-15T08:00') },
      { customer: null, at: at('2024-01-15T17:30') }
    ],
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
