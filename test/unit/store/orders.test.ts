import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importGroups, importSources, quiet, value } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => {
  expect(all(db, 'PRAGMA foreign_key_check')).toEqual([])
  db.close()
})

const lineCount = () => value(db, 'SELECT COUNT(*) FROM order_line')
const none = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }

describe('lines', () => {
  it('stores every row of a first file', async () => {
    const rows = [orderRow(), orderRow({ product: 'P2' }), orderRow({ order: 'A2' })]
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 3, stored: 3 }])
    expect(value(db, 'SELECT COUNT(*) FROM orders')).toBe(2)
  })

  it('stores nothing twice when the same file comes again', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => orderRow({ order: `A${i % 7}`, product: `P${i % 3}` }))
    await importSources(db, draft(rows))
    const before = all(db, 'SELECT * FROM order_line ORDER BY 1, 2, 3')
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 120, duplicate: 120 }])
    expect(all(db, 'SELECT * FROM order_line ORDER BY 1, 2, 3')).toEqual(before)
  })

  it('keeps a line that stands several times in one invoice', async () => {
    expect(await importSources(db, draft([orderRow(), orderRow(), orderRow()]))).toEqual([{ ...none, read: 3, stored: 3 }])
    expect(all(db, 'SELECT ordinal FROM order_line ORDER BY ordinal')).toEqual([{ ordinal: 1 }, { ordinal: 2 }, { ordinal: 3 }])
  })

  it('combines overlapping sources by the larger count, in one drop and over drops', async () => {
    const twice = draft([orderRow(), orderRow()], { file: 'twice.csv' })
    const thrice = draft([orderRow(), orderRow(), orderRow()], { file: 'thrice.csv' })
    const once = draft([orderRow()], { file: 'once.csv' })
    expect(await importSources(db, twice, thrice)).toEqual([
      { ...none, read: 2, stored: 2 },
      { ...none, read: 3, stored: 1, duplicate: 2 }
    ])
    expect(await importSources(db, once)).toEqual([{ ...none, read: 1, duplicate: 1 }])
    expect(lineCount()).toBe(3)
  })

  it('tells lines apart by moment, article, quantity, price and amount', async () => {
    const rows = [
      orderRow(),
      orderRow({ at: at('2024-01-15T08:00') }),
      orderRow({ product: 'P2' }),
      orderRow({ quantity: 2 }),
      orderRow({ price: '11' }),
      orderRow({ amount: { units: 9, decimals: 0 } }),
      orderRow({ product: null, productName: 'P1' })
    ]
    await importSources(db, draft(rows))
    expect(value(db, 'SELECT COUNT(DISTINCT content_hash) FROM order_line')).toBe(rows.length)
  })

  it('knows a line again however its numbers and columns are written', async () => {
    await importSources(db, draft([orderRow({ price: '2.5', extra: { a: '1', b: '2' }, productName: 'Jug' })]))
    const again = orderRow({ price: '2.500', extra: { b: '2', a: 'another export' }, productName: 'Jug (blue)' })
    expect(await importSources(db, draft([again], { file: 'again.csv' }))).toEqual([{ ...none, read: 1, duplicate: 1 }])
  })

  it('keeps price and amount exact, in as few decimals as both need', async () => {
    await importSources(db, draft([orderRow({ quantity: 0.5, price: '0.30', amount: { units: 150, decimals: 3 } })]))
    expect(all(db, 'SELECT unit_price, amount, decimals FROM order_line')).toEqual([{ unit_price: 30, amount: 15, decimals: 2 }])
  })

  it('rejects a line whose price and amount cannot be held exactly together', async () => {
    const rows = [orderRow(), orderRow({ line: 9, unitPrice: { units: 9e15, decimals: 0 }, amount: { units: 1, decimals: 3 }, raw: ['x'] })]
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 2, stored: 1, rejected: 1 }])
    expect(all(db, 'SELECT line, code, raw FROM rejected_row')).toEqual([{ line: 9, code: 'import.reject.tooLarge', raw: '["x"]' }])
  })

  it('keeps returns as lines', async () => {
    await importSources(db, draft([orderRow({ quantity: 3 }), orderRow({ quantity: -1 })]))
    expect(all(db, 'SELECT kind, amount FROM order_line ORDER BY amount')).toEqual([
      { kind: 'return', amount: -10 },
      { kind: 'sale', amount: 30 }
    ])
  })
})

describe('orders', () => {
  const header = () =>
    all(
      db,
      'SELECT number, c.code AS customer, currency, o.country, o.channel, status FROM orders o LEFT JOIN customer c ON c.id = customer_id'
    )

  it('lets blanks on later lines inherit, and takes from a later line what was blank before', async () => {
    const rows = [
      orderRow({ customer: null, country: 'France', status: 'paid' }),
      orderRow({ product: 'P2', customer: 'C9', channel: 'web', currency: 'EUR' }),
      orderRow({ product: 'P3', customer: null })
    ]
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 3, stored: 3 }])
    expect(header()).toEqual([{ number: 'A1', customer: 'C9', currency: 'EUR', country: 'France', channel: 'web', status: 'paid' }])
  })

  it('takes its date from its earliest line', async () => {
    await importSources(db, draft([orderRow({ at: at('2024-03-02') }), orderRow({ at: at('2024-03-01') })]))
    expect(value(db, 'SELECT ordered_at FROM orders')).toBe(at('2024-03-01'))
  })

  it('rejects a row that names another customer than an earlier row of its order, and keeps nothing of it', async () => {
    const rows = [orderRow(), orderRow({ line: 7, customer: 'C2', product: 'P2', raw: ['C2', 'A1'] }), orderRow({ product: 'P3' })]
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 3, stored: 2, rejected: 1 }])
    expect(all(db, 'SELECT line, column_name, value, code, raw FROM rejected_row')).toEqual([
      { line: 7, column_name: 'Customer', value: 'C2', code: 'import.reject.orderCustomerConflict', raw: '["C2","A1"]' }
    ])
    expect(all(db, 'SELECT code FROM customer')).toEqual([{ code: 'C1' }])
  })

  it('rejects a row in another currency than its order has', async () => {
    await importSources(db, draft([orderRow({ currency: 'EUR' })]))
    const other = draft([orderRow({ currency: 'USD', product: 'P2' }), orderRow({ order: 'A2', currency: 'USD' })], { file: 'other.csv' })
    expect(await importSources(db, other)).toEqual([{ ...none, read: 2, stored: 1, rejected: 1 }])
    expect(all(db, 'SELECT code, column_name FROM rejected_row')).toEqual([
      { code: 'import.reject.orderCurrencyConflict', column_name: 'Currency' }
    ])
  })

  it('counts a row as updated when it fills in or changes the header of a known order', async () => {
    await importSources(db, draft([orderRow({ status: 'open' }), orderRow({ product: 'P2', status: 'open' })]))
    const later = draft([orderRow({ status: 'sent', channel: 'shop' }), orderRow({ product: 'P2', status: 'sent' })], { file: 'later.csv' })
    expect(await importSources(db, later)).toEqual([{ ...none, read: 2, updated: 1, duplicate: 1 }])
    expect(header()).toMatchObject([{ status: 'sent', channel: 'shop' }])
  })

  it('lets a later source correct the customer of an order, within a drop too', async () => {
    const [, second] = await importSources(
      db,
      draft([orderRow()], { file: 'a.csv' }),
      draft([orderRow({ customer: 'C3' })], { file: 'b.csv' })
    )
    expect(second).toEqual({ ...none, read: 1, updated: 1 })
    expect(header()).toMatchObject([{ customer: 'C3' }])
    expect(await importSources(db, draft([orderRow({ customer: 'C2' })], { file: 'later.csv' }))).toEqual([
      { ...none, read: 1, updated: 1 }
    ])
    expect(header()).toMatchObject([{ customer: 'C2' }])
  })

  it('keeps the first value where lines of one source differ, and stays at it when the source comes again', async () => {
    const rows = [orderRow({ status: 'sent' }), orderRow({ product: 'P2', status: 'packed' })]
    await importSources(db, draft(rows))
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 2, duplicate: 2 }])
    expect(header()).toMatchObject([{ status: 'sent' }])
  })

  it('keeps orders without a customer as anonymous', async () => {
    await importSources(db, draft([orderRow({ customer: null }), orderRow({ order: 'A2' })]))
    expect(value(db, 'SELECT anonymous_lines FROM workspace_summary')).toBe(1)
    expect(header()).toMatchObject([{ customer: null }, { customer: 'C1' }])
  })

  it('without order numbers, takes what one customer bought at one moment for one order', async () => {
    const moment = at('2024-02-03T10:15')
    const rows = [
      orderRow({ order: null, at: moment }),
      orderRow({ order: null, at: moment, product: 'P2' }),
      orderRow({ order: null, at: moment, customer: 'C2' }),
      orderRow({ order: null, at: moment + 60 }),
      orderRow({ order: null, at: moment, currency: 'EUR' })
    ]
    await importSources(db, draft(rows))
    expect(header().map(({ number }) => number)).toEqual([
      '2024-02-03 10:15:00 · C1',
      '2024-02-03 10:15:00 · C2',
      '2024-02-03 10:16:00 · C1',
      '2024-02-03 10:15:00 · C1 · EUR'
    ])
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 5, duplicate: 5 }])
  })
})

describe('cancelled orders', () => {
  it('bring no money, and neither do their lines that have no status of their own', async () => {
    await importSources(
      db,
      draft([orderRow({ status: 'refunded', voided: true }), orderRow({ product: 'P2' }), orderRow({ quantity: -1 })])
    )
    expect(all(db, 'SELECT kind, amount FROM order_line ORDER BY amount')).toEqual([
      { kind: 'cancellation', amount: -10 },
      { kind: 'cancellation', amount: 0 },
      { kind: 'cancellation', amount: 0 }
    ])
  })

  it('know their lines again when the status comes later, and when it is taken back', async () => {
    const rows = (status: string, voided: boolean) =>
      draft([orderRow({ status, voided }), orderRow({ product: 'P2', status, voided })], { file: `${status}.csv` })
    await importSources(db, rows('paid', false))
    expect(await importSources(db, rows('refunded', true))).toEqual([{ ...none, read: 2, updated: 1, duplicate: 1 }])
    expect(all(db, 'SELECT kind, amount FROM order_line')).toEqual(Array(2).fill({ kind: 'cancellation', amount: 0 }))
    expect(await importSources(db, rows('paid', false))).toEqual([{ ...none, read: 2, updated: 1, duplicate: 1 }])
    expect(all(db, 'SELECT kind, amount FROM order_line')).toEqual(Array(2).fill({ kind: 'sale', amount: 10 }))
  })

  it('take along the lines that came before the one with the status', async () => {
    await importSources(db, draft([orderRow(), orderRow({ product: 'P2', status: 'void', voided: true })]))
    expect(all(db, 'SELECT kind, amount FROM order_line')).toEqual(Array(2).fill({ kind: 'cancellation', amount: 0 }))
  })

  it('leave alone a line with another status of its own, which a later source may change', async () => {
    const rows = (second: string) =>
      Array.from({ length: 120 }, (_, i) => {
        const status = i === 0 ? 'paid' : second
        return orderRow({ product: `P${i}`, status, voided: status === 'void' })
      })
    await importSources(db, draft(rows('void')))
    expect(all(db, 'SELECT kind, COUNT(*) AS n FROM order_line GROUP BY kind')).toEqual([
      { kind: 'cancellation', n: 119 },
      { kind: 'sale', n: 1 }
    ])
    expect(await importSources(db, draft(rows('paid'), { file: 'b.csv' }))).toEqual([{ ...none, read: 120, updated: 119, duplicate: 1 }])
    expect(value(db, 'SELECT SUM(amount) FROM order_line')).toBe(1_200)
  })
})

describe('customers', () => {
  const known = () => all(db, 'SELECT code, name, email, country FROM customer')

  it('are filled in from any order and changed by newer ones only', async () => {
    const rows = [
      orderRow({ customerName: 'Ann', country: 'Spain', at: at('2024-05-01') }),
      orderRow({ order: 'A2', customerName: 'Anna', customerEmail: 'ann@example.org', at: at('2024-04-01') }),
      orderRow({ order: 'A3', country: 'Italy', at: at('2024-06-01') })
    ]
    await importSources(db, draft(rows))
    expect(known()).toEqual([{ code: 'C1', name: 'Ann', email: 'ann@example.org', country: 'Italy' }])
    expect(await importSources(db, draft(rows))).toEqual([{ ...none, read: 3, duplicate: 3 }])
  })

  it('count a known row as updated when it says more of them or of a product', async () => {
    await importSources(db, draft([orderRow(), orderRow({ order: 'A2', product: 'P2' })]))
    const more = draft([orderRow({ customerName: 'Ann' }), orderRow({ order: 'A2', product: 'P2', productName: 'Jug' })], {
      file: 'more.csv'
    })
    expect(await importSources(db, more)).toEqual([{ ...none, read: 2, updated: 2 }])
    expect(all(db, 'SELECT sku, name FROM product ORDER BY sku')).toEqual([
      { sku: 'P1', name: null },
      { sku: 'P2', name: 'Jug' }
    ])
  })

  it('are counted as new once', async () => {
    await importSources(db, draft([orderRow(), orderRow({ order: 'A2', customer: 'C2' })]))
    await importSources(db, draft([orderRow({ order: 'A3', customer: 'C3' }), orderRow({ order: 'A4' })]))
    expect(all(db, 'SELECT new_customers FROM import')).toEqual([{ new_customers: 2 }, { new_customers: 1 }])
  })
})

describe('the account', () => {
  it('adds rejected and blank rows of the file', async () => {
    const rejected = [{ line: 3, column: 'Price', value: 'x', code: 'import.reject.notANumber', raw: ['A1', 'x'] }]
    expect(await importSources(db, draft([orderRow()], { rejected, blank: 2 }))).toEqual([
      { ...none, read: 4, stored: 1, rejected: 1, blank: 2 }
    ])
    expect(all(db, 'SELECT rows_read, rows_blank FROM source')).toEqual([{ rows_read: 4, rows_blank: 2 }])
  })

  it('is held by the database too', async () => {
    await importSources(db, draft([orderRow()]))
    expect(() => db.exec('UPDATE source SET rows_stored = 2')).toThrow('CHECK constraint failed')
  })
})

describe('all or nothing', () => {
  const empty = () =>
    ['import', 'source', 'rejected_row', 'customer', 'product', 'orders', 'order_line', 'currency', 'month_summary'].map((table) =>
      value(db, `SELECT COUNT(*) FROM ${table}`)
    )
  const bad = { line: 2, column: 'Price', value: 'abc', code: 'import.reject.notANumber', raw: ['abc'] }

  it('stores nothing when every row of a group is rejected', async () => {
    const good = draft([orderRow()], { file: 'good.csv' })
    const hopeless = draft([], { file: 'bad.csv', rejected: [bad, bad] })
    await expect(importGroups(db, [[good], [hopeless]])).rejects.toMatchObject({
      code: 'import.nothingStored',
      details: { file: 'bad.csv', rejected: 2, line: 2, reason: '“abc” in “Price” is not a number' }
    })
    expect(new Set(empty())).toEqual(new Set([0]))
  })

  it('keeps the rejected rows of one hopeless file among others of its kind', async () => {
    const counts = await importSources(db, draft([orderRow()], { file: 'good.csv' }), draft([], { file: 'bad.csv', rejected: [bad] }))
    expect(counts).toEqual([
      { ...none, read: 1, stored: 1 },
      { ...none, read: 1, rejected: 1 }
    ])
  })

  it('stores nothing when it is cancelled between batches', async () => {
    const stop = new AbortController()
    const rows = Array.from({ length: 500 }, (_, i) => orderRow({ order: `A${i}` }))
    let stored = 0
    const onProgress = ({ phase, done }: { phase: string; done: number }) => {
      if (phase === 'import.store') stored = done
      if (stored >= 200) stop.abort(new Error('enough'))
    }
    await expect(importGroups(db, [[draft(rows)]], { ...quiet, signal: stop.signal, onProgress })).rejects.toThrow('enough')
    expect(new Set(empty())).toEqual(new Set([0]))
    expect(stored).toBe(200)
    expect(db.inTransaction).toBe(false)
  })

  it('stores nothing when it is cancelled while figures are prepared, or at the last moment', async () => {
    const stop = new AbortController()
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === 'import.index') stop.abort(new Error('enough'))
    }
    await expect(importGroups(db, [[draft([orderRow()])]], { ...quiet, signal: stop.signal, onProgress })).rejects.toThrow('enough')
    const committing = () => {
      expect(lineCount()).toBe(1)
      throw new Error('too late')
    }
    await expect(importGroups(db, [[draft([orderRow()])]], { ...quiet, committing })).rejects.toThrow('too late')
    expect(new Set(empty())).toEqual(new Set([0]))
  })

  it('stores nothing when a file turns out to have changed at its end', async () => {
    const changing = {
      ...draft([]),
      async *rows() {
        yield { rows: [orderRow()], rejected: [], blank: 0, bytesRead: 1 }
        throw new Error('file.changed')
      }
    }
    await expect(importGroups(db, [[changing]])).rejects.toThrow('file.changed')
    expect(new Set(empty())).toEqual(new Set([0]))
  })

  it('refuses amounts whose sum would no longer be exact', async () => {
    const rows = [orderRow({ price: '0.000000000001' }), orderRow({ order: 'A2', unitPrice: null, amount: { units: 9e15, decimals: 0 } })]
    await expect(importSources(db, draft(rows))).rejects.toMatchObject({
      code: 'import.sumTooLarge',
      details: { number: 'A2', file: 'orders.csv' }
    })
    expect(new Set(empty())).toEqual(new Set([0]))
  })
})
