/** Totals of orders that stand again on each of their lines. */
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrateNew } from '../../../src/main/core/db/migrate.ts'
import { namesOrderTotal } from '../../../src/main/core/import/mapping/order-total.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { importPlan } from '../../../src/main/core/tasks/import.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
const quiet = { signal: noSignal, onProgress: () => {}, now: () => 0 }
let files = 0

/** What is understood of a file and what its orders then come to, by number, read both row by row and kept whole. */
async function stored(header: string, rows: readonly (readonly unknown[])[]) {
  const path = folder.write(`file-${++files}.csv`, [header, ...rows.map((cells) => cells.join(','))].join('\n'))
  const outcomes = []
  for (const keepFrom of [undefined, 0]) {
    const understanding = await understand([path], { signal: noSignal, onProgress: () => {}, ...(keepFrom === 0 ? { keepFrom } : {}) })
    const { columns } = understanding.groups[0]?.preview.mapping ?? {}
    const db = new Sqlite(':memory:')
    migrateNew(db)
    const plan = { ...importPlan(understanding, { label: 'drop', importedAt: 1 }), rows: keepFrom === 0 ? 100_000 : 0 }
    const [result] = await storeImport(db, plan, quiet)
    const sums = db
      .prepare<[], [string, number]>(
        'SELECT o.number, sum(l.written_amount / pow(10, l.decimals)) FROM orders o JOIN order_line l ON l.order_id = o.id GROUP BY 1 ORDER BY 1'
      )
      .raw()
      .all()
    const lines = db.prepare<[], number>('SELECT count(*) FROM order_line').pluck().get()
    const { example, count } = result?.warnings.find(({ code }) => code === 'import.totalOnce') ?? {}
    db.close()
    outcomes.push({ columns, sums, lines, once: count ?? 0, example })
  }
  expect(outcomes[1]).toEqual(outcomes[0])
  return outcomes[0]
}

/** Rows of 30 orders of one to three lines each, and what their totals come to. */
function shop(row: (order: number, line: number, total: string) => unknown[]) {
  const rows: unknown[][] = []
  for (let order = 0; order < 30; order++) {
    const total = (20 + ((order * 7) % 53)).toFixed(2)
    for (let line = 0; line <= order % 3; line++) rows.push(row(500 + order, line, total))
  }
  const sums = Array.from({ length: 30 }, (_, i) => [String(500 + i), 20 + ((i * 7) % 53)])
  return { rows, sums }
}

const day = (order: number) => `2024-01-${13 + (order % 15)}`

describe('a total that stands on each line of its order', () => {
  it.each([
    ['Order Number,Order Date,Customer,Order Total,Item Name,Quantity'],
    ['Rechnungsnummer,Rechnungsdatum,Kunde,Rechnungsbetrag,Artikel,Menge'],
    ['Order Number,Order Date,Customer,Total,Item Name,Quantity']
  ])('counts once: %s', async (header) => {
    const { rows, sums } = shop((order, line, total) => [order, day(order), `Ann ${order % 7}`, total, `Mug ${'abc'[line]}`, 1 + line])
    expect(await stored(header, rows)).toMatchObject({ sums, lines: 60, once: 30, example: '501, line 4' })
  })

  it('counts once where it stands on the first line alone', async () => {
    const { rows, sums } = shop((order, line, total) => [order, day(order), `Ann ${order % 7}`, line === 0 ? total : '', `Mug ${line}`, 1])
    const found = await stored('Order Number,Order Date,Customer,Order Total,Item Name,Quantity', rows)
    expect(found).toMatchObject({ sums, lines: 60, once: 30 })
  })

  it('counts once in a file of three lines, if it is called the total of the order', async () => {
    const rows = [
      [501, '2024-01-13 10:15', 'ann@x.org', '20.00', 'Mug', 2],
      [501, '2024-01-13 10:15', 'ann@x.org', '20.00', 'Jug', 1],
      [502, '2024-01-14 10:15', 'bob@x.org', '10.00', 'Jug', 1]
    ]
    const header = (total: string) => `Order Number,Order Date,Customer Email,${total},Item Name,Item Quantity`
    const once = [
      ['501', 20],
      ['502', 10]
    ]
    expect((await stored(header('Order Total'), rows))?.sums).toEqual(once)
    const each = [
      ['501', 40],
      ['502', 10]
    ]
    expect((await stored(header('Line total'), rows))?.sums).toEqual(each)
    expect((await stored(header('Amount'), rows))?.sums).toEqual(each)
  })

  it('does not count where lines have a price', async () => {
    const header = 'Order Number,Order Date,Customer,Order Total,Item Name,Price'
    const { rows } = shop((order, line, total) => [order, day(order), `Ann ${order % 7}`, total, `Mug ${line}`, 3 + line])
    const found = await stored(header, rows)
    expect(found?.columns).toMatchObject({ Price: 'lineTotal' })
    expect(found?.sums.slice(0, 3)).toEqual([
      ['500', 3],
      ['501', 7],
      ['502', 12]
    ])
  })

  it('is an amount of the line where lines of an order differ, or all orders have the same', async () => {
    const header = 'Order,Date,Customer,Amount,Item Name,Quantity'
    const differing = shop((order, line) => [order, day(order), `Ann ${order % 7}`, 5 + line, `Mug ${line}`, 1])
    expect(await stored(header, differing.rows)).toMatchObject({ once: 0 })
    const flat = shop((order, line) => [order, day(order), `Ann ${order % 7}`, '5.00', `Mug ${line}`, 1])
    expect(await stored(header, flat.rows)).toMatchObject({ once: 0 })
  })
})

describe('a header that names the total of an order', () => {
  it.each(
    'Order Total|Bestellwert|Rechnungsbetrag|Total commande|Total pedido|Totale ordine|Valor do pedido|Orderbedrag|Grand total'.split('|')
  )('%s', (header) => expect(namesOrderTotal(header)).toBe(true))
  it.each('Total|Line total|Order line amount|Lineitem total|Amount|Zeilensumme'.split('|'))('not %s', (header) =>
    expect(namesOrderTotal(header)).toBe(false)
  )
})
