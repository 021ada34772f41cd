import { beforeEach, describe, expect, it } from 'vitest'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { orderRow } from '../../fixtures/orders-drafts.ts'
import { dump } from './dump.ts'
import { file, none, orderWorkspace } from './order-workspace.ts'
import { all, type Db, importSources, quiet } from './workspace.ts'

const workspace = orderWorkspace()
const { drop } = workspace
let db: Db
beforeEach(() => {
  db = workspace.db
})

const row = (orderLine: string | null, change: Parameters<typeof orderRow>[0] = {}) => orderRow({ orderLine, ...change })
const lines = (order = 'A1') =>
  all<{ text: string }>(
    db,
    `SELECT COALESCE(l.code, '-') || ' ' || CAST(l.quantity AS INTEGER) || ' ' || l.amount AS text FROM order_line l
     JOIN orders o ON o.id = l.order_id WHERE o.number = ? ORDER BY 1`,
    order
  ).map(({ text }) => text)

describe('a line that its file numbers', () => {
  it('is the one that a later file corrects, whatever lines look alike; an equal one is known', async () => {
    await importSources(db, file('may.csv', row('1', { quantity: 1 }), row('2', { quantity: 3 })))
    // By its content, the line of three would be the one that stayed.
    expect(await importSources(db, file('june.csv', row('2', { quantity: 1 }), row('1', { quantity: 3 })))).toEqual([
      { ...none, read: 2, updated: 2 }
    ])
    expect(lines()).toEqual(['1 3 30', '2 1 10'])
    expect(await importSources(db, file('july.csv', row('1', { quantity: 5 }), row('2', { quantity: 1 })))).toEqual([
      { ...none, read: 2, updated: 1, duplicate: 1 }
    ])
    expect(lines()).toEqual(['1 5 50', '2 1 10'])
  })

  it('may change in all that it says, article and day included, and keeps its old value', async () => {
    await importSources(db, file('may.csv', row('7', { quantity: 2 }), row('8', { product: 'P2' })))
    const before = dump(db)
    expect(
      await drop(
        file('june.csv', row('7', { product: 'P9', at: orderRow().at === null ? null : (orderRow().at ?? 0) + 9 * 86_400, price: '3' }))
      )
    ).toContain('import.lineCorrected 1')
    expect(lines()).toEqual(['7 1 3', '8 1 10'])
    await undoIn(db, 2, quiet)
    expect(dump(db)).toEqual(before)
  })

  it('stands in the place that it moved to', async () => {
    await importSources(db, file('may.csv', row('1'), row('2', { product: 'P2' })))
    expect(await importSources(db, file('june.csv', row('2', { product: 'P2' }), row('1')))).toEqual([{ ...none, read: 2, duplicate: 2 }])
  })

  it('is another one than a line of another number, be it in this file or in a later one', async () => {
    expect(await importSources(db, file('may.csv', row('1'), row('2')))).toEqual([{ ...none, read: 2, stored: 2 }])
    expect(await importSources(db, file('june.csv', row('3'), row('4', { quantity: 2 })))).toEqual([{ ...none, read: 2, stored: 2 }])
    expect(lines()).toEqual(['1 1 10', '2 1 10', '3 1 10', '4 2 20'])
  })

  it('counts once where the file has it twice, and is told where its number is of two lines', async () => {
    expect(await importSources(db, file('may.csv', row('1'), row('1')))).toEqual([{ ...none, read: 2, stored: 1, duplicate: 1 }])
    expect(await drop(file('june.csv', row('5', { order: 'A2' }), row('5', { order: 'A2', quantity: 2 })))).toContain(
      'import.lineNumberRepeated 1'
    )
    expect(lines('A2')).toEqual(['5 1 10', '5 2 20'])
  })

  it('takes the place of one that an earlier file did not number', async () => {
    await importSources(db, file('may.csv', orderRow({ quantity: 2 }), orderRow({ product: 'P2' })))
    expect(await importSources(db, file('june.csv', row('1', { quantity: 2 }), row('2', { product: 'P2', price: '11' })))).toEqual([
      { ...none, read: 2, updated: 2 }
    ])
    expect(lines()).toEqual(['1 2 20', '2 1 11'])
  })

  it('is known within its order alone', async () => {
    await importSources(db, file('may.csv', row('1'), row('1', { order: 'A2' })))
    expect(await importSources(db, file('june.csv', row('1', { order: 'A2', quantity: 4 })))).toEqual([{ ...none, read: 1, updated: 1 }])
    expect([lines('A1'), lines('A2')]).toEqual([['1 1 10'], ['1 4 40']])
  })

  it('is kept in a large first import too', async () => {
    const many = Array.from({ length: 300 }, (_, i) => row(String(i % 2), { order: `B${i >> 1}`, line: i + 2 }))
    await storeImport(db, { label: 'all', importedAt: 1, groups: [[file('all.csv', ...many)]], rows: 100_000 }, quiet)
    expect(lines('B7')).toEqual(['0 1 10', '1 1 10'])
  })
})
