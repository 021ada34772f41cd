import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listImports } from '../../../src/main/core/db/queries/sources.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { kindDraft, kindRow } from '../../fixtures/kind-drafts.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { dump } from './dump.ts'
import { all, type Db, emptyWorkspace, importGroups, importSources, quiet, value } from './workspace.ts'

let db: Db
beforeEach(() => {
  db = emptyWorkspace()
})
afterEach(() => {
  db.close()
})

const none = { read: 0, stored: 0, updated: 0, duplicate: 0, rejected: 0, blank: 0 }
const bad = { line: 3, column: 'Price', value: 'x', code: 'import.reject.notANumber', raw: ['A1', 'x'] }

describe('a file that comes again as it was', () => {
  it('takes no newer correction back, and says with which import it came', async () => {
    const first = draft([orderRow({ quantity: 2 })], { rejected: [bad], blank: 1 })
    await importSources(db, first)
    await importSources(db, draft([orderRow({ quantity: 3 })]))
    const [again] = await importGroups(db, [[first]])
    expect(again?.rows).toEqual({ ...none, read: 3, duplicate: 1, rejected: 1, blank: 1 })
    expect(again?.warnings).toEqual([{ code: 'import.sameFile', count: 1, example: expect.stringMatching(/^“drop \d+”, 1970-01-01$/) }])
    expect(all(db, 'SELECT quantity FROM order_line')).toEqual([{ quantity: 3 }])
    expect(all(db, 'SELECT source_id, value, settled FROM rejected_row')).toEqual([
      { source_id: 1, value: 'x', settled: null },
      { source_id: 3, value: 'x', settled: 'again' }
    ])
  })

  it('goes when the import that brought it is undone, which is said, for nothing of it was stored', async () => {
    const first = draft([orderRow()], { rejected: [bad] })
    await importSources(db, first)
    await importSources(db, first, draft([orderRow({ order: 'A2' })], { file: 'other.csv' }))
    await importSources(db, { ...first, file: 'renamed.csv' })
    expect(await undoIn(db, 1, quiet)).toMatchObject({
      removed: { orderLines: 1, rejectedRows: 1 },
      repeats: [{ id: 2 }, { id: 3 }]
    })
    expect(listImports(db)).toMatchObject([{ id: 2, sources: [{ file: 'other.csv', rows: { read: 1, stored: 1 } }] }])
    expect(value(db, 'SELECT COUNT(*) FROM rejected_row')).toBe(0)
    // Neither number is given again.
    await importSources(db, first)
    expect(all(db, 'SELECT import_id, id FROM source ORDER BY id')).toEqual([
      { import_id: 2, id: 3 },
      { import_id: 4, id: 5 }
    ])
  })

  it('says nothing of tickets either', async () => {
    const ticket = (status: string) => kindDraft('tickets', [kindRow('tickets', { ticket: 'T1', status })])
    const first = ticket('Open')
    await importSources(db, first)
    await importSources(db, ticket('Solved'))
    expect(await importSources(db, first)).toEqual([{ ...none, read: 1, duplicate: 1 }])
    expect(value(db, 'SELECT status FROM ticket')).toBe('Solved')
  })

  it('counts nothing as updated where the files of one drop contradict each other', async () => {
    const drop = [draft([orderRow({ country: 'Spain' })], { file: 'a.csv' }), draft([orderRow({ country: 'Italy' })], { file: 'b.csv' })]
    await importSources(db, ...drop)
    expect(await importSources(db, ...drop)).toEqual([
      { ...none, read: 1, duplicate: 1 },
      { ...none, read: 1, duplicate: 1 }
    ])
  })

  it('is refused in another reading, with nothing stored, until its import is undone', async () => {
    const first = draft([orderRow({ at: at('2024-01-02') })])
    const otherwise = { ...draft([orderRow({ at: at('2024-02-01') })]), fingerprint: first.fingerprint, readsAlike: async () => false }
    await importSources(db, first)
    await expect(importSources(db, otherwise)).rejects.toMatchObject({
      code: 'import.readOtherwise',
      details: { file: 'orders.csv', import: 1, day: '1970-01-01' }
    })
    expect(value(db, 'SELECT COUNT(*) FROM import')).toBe(1)
    await undoIn(db, 1, quiet)
    expect(await importSources(db, otherwise)).toEqual([{ ...none, read: 1, stored: 1 }])
  })

  it('is stored when the import that brought it was undone, whatever repeated it meanwhile', async () => {
    const first = draft([orderRow()])
    await importSources(db, first)
    await importSources(db, first)
    const { sources, ...before } = dump(db)
    await undoIn(db, 2, quiet)
    expect(dump(db)).toMatchObject({ lines: before.lines, orders: before.orders, customers: before.customers })
    expect(sources).toHaveLength(2)
    await importSources(db, first)
    await undoIn(db, 1, quiet)
    expect(value(db, 'SELECT COUNT(*) FROM order_line')).toBe(0)
    expect(await importSources(db, first)).toEqual([{ ...none, read: 1, stored: 1 }])
  })

  it('is read anew where rows of it waited for another import to be undone', async () => {
    await importSources(db, draft([orderRow({ currency: 'EUR' })]))
    const dollars = draft([orderRow({ line: 2, currency: 'USD' }), orderRow({ line: 3, order: 'A2', currency: 'USD' })])
    expect(await importSources(db, dollars)).toMatchObject([{ stored: 1, rejected: 1 }])
    await undoIn(db, 1, quiet)
    expect(await importSources(db, dollars)).toMatchObject([{ stored: 1, duplicate: 1, rejected: 0 }])
  })
})
