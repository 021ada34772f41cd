import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { editCustomer } from '../../../src/main/core/db/queries/customer-edit.ts'
import { listImports } from '../../../src/main/core/db/queries/sources.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { kindDraft, kindRow } from '../../fixtures/kind-drafts.ts'
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

const undo = (id: number) => undoIn(db, id, quiet)
const rows = (...orders: string[]) => orders.map((order) => orderRow({ order, customer: `C${order}` }))
const orders = () => all(db, 'SELECT number FROM orders ORDER BY 1').map(({ number }) => number)

describe('undoing an import', () => {
  it('leaves the rows that other imports hold too, and counts them as theirs', async () => {
    await importSources(db, draft(rows('A1', 'A2')))
    await importSources(db, draft(rows('A2', 'A3'), { file: 'b.csv' }))
    expect(await undo(1)).toMatchObject({
      removed: { orders: 1, orderLines: 1, customers: 1, products: 0 },
      stayed: 1,
      rejectedBecauseOf: 0
    })
    expect(orders()).toEqual(['A2', 'A3'])
    expect(listImports(db)).toMatchObject([{ id: 2, rows: { read: 2, stored: 2, duplicate: 0 } }])
    expect(value(db, 'SELECT new_customers FROM import')).toBe(2)
    expect(value(db, 'SELECT order_lines FROM workspace_summary')).toBe(2)
  })

  it('brings back what it had changed', async () => {
    await importSources(db, draft([orderRow({ status: 'paid', country: 'Spain', voided: false })]))
    await importSources(db, draft([orderRow({ status: 'refunded', country: 'France', voided: true })], { file: 'b.csv' }))
    expect(value(db, 'SELECT SUM(amount) FROM order_line')).toBe(0)
    expect(await undo(2)).toMatchObject({ removed: { orderLines: 0 }, restored: 1 })
    expect(all(db, 'SELECT status, country FROM orders')).toEqual([{ status: 'paid', country: 'Spain' }])
    expect(value(db, 'SELECT SUM(amount) FROM order_line')).toBe(10)
    expect(all(db, 'SELECT * FROM import_change')).toEqual([])
  })

  it('takes its rejected rows along, and does not give its numbers again', async () => {
    const bad = { line: 3, column: 'Price', value: 'x', code: 'import.reject.notANumber', raw: ['x'] }
    await importSources(db, draft(rows('A1')), draft(rows('A2'), { file: 'b.csv', rejected: [bad] }))
    expect(await undo(1)).toMatchObject({ import: { id: 1 }, removed: { rejectedRows: 1, orderLines: 2 } })
    expect(value(db, 'SELECT COUNT(*) FROM rejected_row')).toBe(0)
    await importSources(db, draft(rows('A3')))
    expect(all(db, 'SELECT id, import_id FROM source')).toEqual([{ id: 3, import_id: 2 }])
    await expect(undo(1)).rejects.toMatchObject({ code: 'import.notFound' })
  })

  it('keeps what the user said of a customer, and reports who is kept for that alone', async () => {
    await importSources(
      db,
      kindDraft('customers', [kindRow('customers', { customer: 'C1', customerName: 'Ann' }), kindRow('customers', { customer: 'C2' })])
    )
    const id = Number(value(db, "SELECT id FROM customer WHERE code = 'C1'"))
    expect(editCustomer(db, id, { name: 'Anna', phone: '0171 2345678' })).toBe(true)
    await importSources(db, kindDraft('customers', [kindRow('customers', { customer: 'C1', customerName: 'A.' })], { file: 'b.csv' }))
    expect(value(db, 'SELECT name FROM customer WHERE id = ?', id)).toBe('Anna')
    expect(await undo(1)).toMatchObject({ keptCustomers: [], removed: { customers: 1 } })
    expect(await undo(2)).toMatchObject({ keptCustomers: ['C1'], removed: { customers: 0 } })
    expect(all(db, 'SELECT code, name, phone, source_id FROM customer')).toEqual([
      { code: 'C1', name: 'Anna', phone: '0171 2345678', source_id: null }
    ])
    // It comes again, and the user's word stands until it is taken back.
    await importSources(db, kindDraft('customers', [kindRow('customers', { customer: 'C1', customerName: 'Ann' })], { file: 'c.csv' }))
    editCustomer(db, id, { name: null })
    expect(all(db, 'SELECT name, phone FROM customer')).toEqual([{ name: 'Ann', phone: '0171 2345678' }])
  })

  it('does not give the numbers of customers, products and orders again, which a run may still name', async () => {
    await importSources(db, draft(rows('A1', 'A2')))
    await undo(1)
    await importSources(db, draft(rows('B1')))
    for (const table of ['customer', 'orders']) expect(value(db, `SELECT id FROM ${table}`), table).toBe(3)
    expect(value(db, 'SELECT id FROM product')).toBe(2)
  })

  it('marks the runs that had its rows among their input', async () => {
    const run = (created: number) =>
      db
        .prepare(
          "INSERT INTO run (kind, seed, params, engine_version, input_fingerprint, as_of, created_at, verdict, result) VALUES ('x', 1, '{}', '', '', '', ?, '', '{}')"
        )
        .run(created)
    await importSources(db, draft(rows('A1')))
    const importedAt = Number(value(db, 'SELECT imported_at FROM import'))
    run(importedAt - 1)
    run(importedAt + 1)
    expect(await undo(1)).toMatchObject({ runs: 1 })
    expect(all(db, 'SELECT input_gone IS NULL AS sound FROM run ORDER BY id')).toEqual([{ sound: 1 }, { sound: 0 }])
  })

  it('says how many rows of others were rejected because of it', async () => {
    await importSources(db, draft([orderRow({ currency: 'EUR' })]))
    await importSources(db, draft([orderRow({ currency: 'USD' }), orderRow({ order: 'A2' })], { file: 'b.csv' }))
    expect(await undo(1)).toMatchObject({ rejectedBecauseOf: 1 })
  })

  it('happens as a whole or not at all', async () => {
    await importSources(db, draft(rows('A1', 'A2')))
    const stop = new AbortController()
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === 'import.index') stop.abort(new Error('enough'))
    }
    await expect(undoIn(db, 1, { ...quiet, signal: stop.signal, onProgress })).rejects.toThrow('enough')
    expect(orders()).toEqual(['A1', 'A2'])
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('brings back the state of a ticket, and whom a drop had rejected stays rejected', async () => {
    const list = kindDraft('customers', [kindRow('customers', { customer: 'C1' })])
    const ticket = (status: string, resolvedAt: number | null) => kindRow('tickets', { ticket: 'T1', customer: 'C1', status, resolvedAt })
    await importGroups(db, [[list], [kindDraft('tickets', [ticket('open', null)])]])
    await importSources(db, kindDraft('tickets', [ticket('closed', at('2024-02-01'))], { file: 'b.csv' }))
    await importSources(db, kindDraft('tickets', [ticket('open', null)], { file: 'c.csv' }))
    await undo(3)
    expect(all(db, 'SELECT status, resolved_at FROM ticket')).toEqual([{ status: 'closed', resolved_at: at('2024-02-01') }])
    await undo(1)
    expect(all(db, 'SELECT status, source_id FROM ticket')).toEqual([{ status: 'closed', source_id: 3 }])
    expect(listImports(db)).toMatchObject([{ id: 2, rows: { read: 1, stored: 1, updated: 0 } }])
  })
})
