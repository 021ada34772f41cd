/** A first import of orders goes a way of its own; what it leaves is to the last number what the usual way leaves. */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { OrderRow, RejectedDraft } from '../../../src/main/core/import/types.ts'
import { HelperGone, HelperThread } from '../../../src/main/core/jobs/helper-thread.ts'
import { FirstOrders } from '../../../src/main/core/tasks/first-orders.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'
import type { SourceDraft } from '../../../src/main/core/tasks/store-source.ts'
import { undoIn } from '../../../src/main/core/tasks/undo-import.ts'
import { anyImport } from '../../fixtures/any-import.ts'
import { at, draft, money, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, quiet, value } from './workspace.ts'

type Import = readonly SourceDraft[][]

/** So many rows go the way of their own, and so few do not: drafts do not have them, but announce them. */
const many = 100_000
const few = 0

async function store(db: Db, groups: Import, rows: number): Promise<unknown> {
  return storeImport(db, { label: 'drop', importedAt: 1, groups: groups.map((group) => [...group]), rows }, quiet).catch(
    (error: unknown) => `refused: ${error instanceof Error ? error.message : error}`
  )
}

/** All tables with all of their columns. */
function everything(db: Db): Record<string, unknown[]> {
  const tables = all<{ name: string }>(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      all(db, `SELECT * FROM "${name}"`)
        .map((row) => JSON.stringify(row))
        .sort()
    ])
  )
}

async function bothWays(imports: readonly Import[], then: (db: Db) => Promise<void> = async () => {}): Promise<void> {
  const [fast, usual] = [emptyWorkspace(), emptyWorkspace()]
  try {
    for (const groups of imports) {
      const results = [await store(fast, groups, many), await store(usual, groups, few)]
      expect(results[0]).toEqual(results[1])
      expect(everything(fast)).toEqual(everything(usual))
    }
    await then(fast)
    await then(usual)
    expect(everything(fast)).toEqual(everything(usual))
    expect(all(fast, 'PRAGMA foreign_key_check')).toEqual([])
    expect(all(fast, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  } finally {
    fast.close()
    usual.close()
  }
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values)
const moment = oneOf('2024-01-01', '2024-01-02', '2024-01-02T10:30', '1969-12-31').map(at)

const row: fc.Arbitrary<OrderRow> = fc
  .record({
    order: oneOf('A1', 'A2', 'A3', 'Ä4', null),
    customer: oneOf('C1', 'C1', 'C2', 'Žofie', '\ud800', null),
    customerName: oneOf('Ann', 'Bea', null),
    customerEmail: oneOf('ann@example.org', 'bea@example.org', null),
    at: fc.oneof({ arbitrary: moment, weight: 5 }, { arbitrary: fc.constant(null), weight: 1 }),
    product: oneOf('P1', 'P2', null),
    productName: oneOf('Jug', 'Mug "large"', null),
    category: oneOf('Kitchen', 'Bar', null),
    quantity: oneOf(1, 1, 2, 2.5, -1, 0),
    price: oneOf('10', '10.00', '2.50', '0', '0.123456789'),
    currency: oneOf('', '', 'EUR', 'USD'),
    country: oneOf('Spain', 'Italy', null, null),
    channel: oneOf('web', null),
    status: oneOf('paid', 'void', 'sent', null, null),
    ownVoided: fc.boolean(),
    kind: oneOf<OrderRow['kind']>('sale', 'return', 'cancellation'),
    extra: oneOf<Record<string, string> | null>(null, null, { note: 'x' }, { a: '1', note: '"' })
  })
  .map(({ ownVoided, ...given }) => {
    const unitPrice = ownVoided && given.quantity === 0 ? null : money(given.price)
    const amount =
      unitPrice === null ? money('7') : { units: Math.round(2 * given.quantity * unitPrice.units), decimals: unitPrice.decimals + 1 }
    return orderRow({ ...given, unitPrice, amount, voided: given.status === null ? null : given.status === 'void' })
  })
  .filter(({ order, at }) => order !== null || at !== null)

const tooLarge = orderRow({ unitPrice: { units: 9e15, decimals: 0 }, amount: { units: 12_345, decimals: 4 } })
const rejected: RejectedDraft = { line: 9, column: 'Date', value: 'soon', code: 'import.reject.notADate', raw: ['soon'] }

const source = (file: string) =>
  fc
    .record({
      rows: fc.array(fc.oneof({ arbitrary: row, weight: 20 }, { arbitrary: fc.constant(tooLarge), weight: 1 }), {
        minLength: 1,
        maxLength: 14
      }),
      rejected: fc.integer({ min: 0, max: 2 }),
      blank: fc.integer({ min: 0, max: 2 }),
      batch: fc.integer({ min: 1, max: 5 }),
      currency: oneOf(undefined, 'EUR', 'GBP')
    })
    .map(({ rows, rejected: n, blank, batch, currency }): SourceDraft[] => [
      { ...draft(rows, { file, rejected: Array<RejectedDraft>(n).fill(rejected), blank, batch }), currency }
    ])

describe('a first import of orders', () => {
  it('leaves what the usual way leaves', async () => {
    await fc.assert(
      fc.asyncProperty(source('a.csv'), (one) => bothWays([[one]])),
      { numRuns: 40, seed: 1 }
    )
  })

  it('does so with several files, and further imports and an undo behind it', async () => {
    await fc.assert(
      fc.asyncProperty(source('a.csv'), source('b.csv'), source('c.csv'), fc.boolean(), async (a, b, c, last) => {
        await bothWays([[a, b], [c]], async (db) => {
          const id = value(db, 'SELECT MAX(id) FROM import')
          if (typeof id === 'number') await undoIn(db, last ? id : 1, quiet)
        })
      }),
      { numRuns: 15, seed: 2 }
    )
  })

  it('does so beside tables of other kinds', async () => {
    await fc.assert(
      fc.asyncProperty(anyImport, anyImport, (a, b) => bothWays([a.groups, b.groups])),
      { numRuns: 15, seed: 3 }
    )
  })

  it('does so again when all that was there has been undone', async () => {
    await fc.assert(
      fc.asyncProperty(source('a.csv'), source('b.csv'), (a, b) =>
        bothWays([[a]], async (db) => {
          if (value(db, 'SELECT COUNT(*) FROM import') === 1) await undoIn(db, 1, quiet)
          await store(db, [b], value(db, 'SELECT COUNT(*) FROM orders') === 0 ? many : few)
        })
      ),
      { numRuns: 10, seed: 4 }
    )
  })

  it('holds thousands of lines of one order, in any order, and cells longer than a page', async () => {
    const rows = Array.from({ length: 4_000 }, (_, i) =>
      orderRow({
        line: i + 2,
        order: `A${(i * 7) % 900}`,
        customer: `C${i % 300}`,
        product: `P${i % 11}`,
        quantity: 1 + (i % 3),
        extra: i % 500 === 0 ? { note: `${i} `.repeat(20_000 + i * 40) } : i % 3 === 0 ? { note: `note ${i}` } : null
      })
    )
    await bothWays([[[draft(rows)]]])
  })

  it('has a thread write many orders, in whatever order they come', async () => {
    const rows = Array.from({ length: 12_000 }, (_, i) => {
      const mixed = (i * 7_919) % 12_000
      const customer = i % 50 === 0 ? null : `C${mixed % 700}`
      const day = at(`20${10 + (mixed % 14)}-0${1 + (mixed % 9)}-11`)
      return orderRow({
        line: i + 2,
        order: `${mixed % 3 === 0 ? 'é' : 'A'}-${mixed}`,
        customer,
        at: i % 70 === 0 ? null : day,
        country: i % 3 ? 'FR' : null
      })
    })
    await bothWays([[[draft(rows)]]])
  })

  it('fails, and leaves nothing, where the thread is gone with what it was handed', async () => {
    const rows = Array.from({ length: 6_000 }, (_, i) => orderRow({ line: i + 2, order: `A${i}`, customer: `C${i % 90}` }))
    const { ask } = HelperThread.prototype
    for (const lost of ['orders', 'summaries']) {
      const db = emptyWorkspace()
      const asked = vi.spyOn(HelperThread.prototype, 'ask').mockImplementation(async function (this: never, ...request) {
        if (request[0] === lost) throw new HelperGone()
        return ask.apply(this, request)
      })
      try {
        const before = everything(db)
        const plan = { label: 'drop', importedAt: 1, groups: [[draft(rows)]], rows: many }
        await expect(storeImport(db, plan, quiet)).rejects.toMatchObject({ code: 'job.crashed' })
        expect(everything(db)).toEqual(before)
      } finally {
        asked.mockRestore()
        db.close()
      }
    }
  })

  it('sums beyond what a number holds exactly, in several currencies', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const isLarge = i % 4 !== 3
      const units = isLarge ? 8e15 + i : 100 * i
      return orderRow({
        line: i + 2,
        order: `A${i}`,
        customer: `C${i % 6}`,
        currency: i % 5 === 0 ? 'USD' : 'EUR',
        quantity: i % 7 === 0 ? -1 : 1,
        kind: i % 7 === 0 ? 'return' : 'sale',
        unitPrice: { units, decimals: 2 },
        amount: { units: i % 7 === 0 ? -units : units, decimals: 2 }
      })
    })
    await bothWays([[[draft(rows)]]], async (db) => {
      expect(value(db, 'SELECT MAX(net) > 9007199254740992 FROM customer_summary')).toBe(1)
      for (const column of ['orders', 'net', 'mean_value', 'first_at', 'last_at']) {
        const read = (how: string) =>
          all(db, `SELECT customer_id FROM customer_summary ${how} WHERE currency = 'EUR' ORDER BY ${column}, customer_id`)
        expect(read(`INDEXED BY customer_summary_${column}`)).toEqual(read('NOT INDEXED'))
      }
    })
  })

  it('begins with the first file of which a row can be stored', async () => {
    const bad = Array.from({ length: 12 }, (_, i) => draft([tooLarge], { file: `bad-${i}.csv` }))
    await bothWays([[[...bad, draft([orderRow({})], { file: 'good.csv' }), draft([orderRow({ order: 'B1' })], { file: 'next.csv' })]]])
  })

  it('goes the usual way, and leaves nothing else, where there is too much text for memory', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => orderRow({ line: i + 2, order: `A${i}`, extra: { note: `${i} `.repeat(40) } }))
    const rejectedRows = draft([...rows, tooLarge, ...rows.slice(0, 20)], { rejected: [rejected] })
    const [fast, usual] = [emptyWorkspace(), emptyWorkspace()]
    const plan = (n: number) => ({ label: 'drop', importedAt: 1, groups: [[rejectedRows]], rows: n })
    const told: number[] = []
    const onProgress: typeof quiet.onProgress = ({ phase, done }) => {
      if (phase === 'import.store') told.push(done)
    }
    const filled = vi.spyOn(FirstOrders.prototype, 'content')
    try {
      expect(await storeImport(fast, plan(many), { ...quiet, onProgress }, 50_000)).toEqual(await storeImport(usual, plan(few), quiet))
      expect(filled).not.toHaveBeenCalled()
      expect(everything(fast)).toEqual(everything(usual))
      expect(told).toEqual([...told].sort((a, b) => a - b))
    } finally {
      filled.mockRestore()
      fast.close()
      usual.close()
    }
  })
})
