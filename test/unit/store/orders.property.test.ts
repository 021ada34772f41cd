import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importLog } from '../../../src/main/core/db/queries/import-log.ts'
import { checkReferences } from '../../../src/main/core/db/queries/transaction.ts'
import type { OrderRow } from '../../../src/main/core/import/types.ts'
import { createImportStore } from '../../../src/main/core/tasks/store-source.ts'
import { at, draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importSources, quiet, value } from './workspace.ts'

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values)

/** Rows that often belong to the same order, often repeat and often contradict each other. */
const anyRow = fc
  .record({
    order: oneOf('A1', 'A2', 'A3', null),
    customer: oneOf('C1', 'C2', null),
    day: oneOf('2024-01-01', '2024-01-02'),
    product: oneOf('P1', 'P2', null),
    productName: oneOf('Jug', null),
    quantity: oneOf(1, 2, -1),
    currency: oneOf('', '', 'EUR', 'USD'),
    country: oneOf('Spain', 'Italy', null),
    status: oneOf('paid', 'void', null),
    customerName: oneOf('Ann', 'Bea', null)
  })
  .map(({ day, ...row }) => orderRow({ ...row, at: at(day), voided: row.status === null ? null : row.status === 'void' }))

const anyFile = fc.record({
  rows: fc.array(anyRow, { maxLength: 25 }),
  rejected: fc.nat(3),
  blank: fc.nat(3),
  batch: fc.integer({ min: 1, max: 7 })
})
const anyFiles = fc.array(anyFile, { minLength: 1, maxLength: 4 })
type AnyFile = { rows: OrderRow[]; rejected: number; blank: number; batch: number }

const broken = { line: 1, column: null, value: null, code: 'import.reject.notADate', raw: ['x'] }
const draftOf = ({ rows, rejected, blank, batch }: AnyFile, i: number) =>
  draft(rows, { file: `${i}.csv`, rejected: Array(rejected).fill(broken), blank, batch })

/** Everything that an import stores, without ids of the import itself. */
function contents(db: Db) {
  return {
    lines: all(
      db,
      `SELECT o.number, l.content_hash, l.ordinal, l.kind, l.amount, p.sku FROM order_line l JOIN orders o ON o.id = l.order_id
                    LEFT JOIN product p ON p.id = l.product_id ORDER BY 1, 2, 3`
    ),
    orders: all(
      db,
      'SELECT number, c.code, ordered_at, currency, o.country, status, voided FROM orders o LEFT JOIN customer c ON c.id = customer_id ORDER BY 1'
    ),
    customers: all(db, 'SELECT code, name, country, seen_at FROM customer ORDER BY 1'),
    products: all(db, 'SELECT sku, name FROM product ORDER BY 1'),
    rejected: all(db, 'SELECT source_id, line, column_name, value, code FROM rejected_row ORDER BY id'),
    counts: all(db, 'SELECT rows_read, rows_stored, rows_updated, rows_duplicate, rows_rejected, rows_blank FROM source ORDER BY id')
  }
}

/** Stores without the refusal of hopeless files, so that every generated file counts. */
async function store(db: Db, files: readonly AnyFile[], cacheLimit?: number): Promise<void> {
  checkReferences(db, false)
  const importId = importLog(db).beginImport('property', 0)
  const store = createImportStore(db, importId, null, cacheLimit)
  for (const [i, file] of files.entries()) await store.store(draftOf(file, i), quiet.signal, () => {})
  await store.finish()
  checkReferences(db, true)
  expect(db.pragma('foreign_key_check')).toEqual([])
}

async function within<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = emptyWorkspace()
  try {
    return await work(db)
  } finally {
    db.close()
  }
}

/** RUNS in the environment asks for more than there is time for at each change. */
const runs = (usual: number): number => Number(process.env.RUNS ?? usual)

describe('whatever the files hold', () => {
  it('every row is accounted for, and the stored rows are the lines', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, (files) =>
        within(async (db) => {
          await store(db, files)
          const { counts, lines, rejected } = contents(db)
          const sum = (column: string) => counts.reduce((total, row) => total + Number(row[column]), 0)
          expect(counts.map((row) => row.rows_read)).toEqual(files.map(({ rows, rejected, blank }) => rows.length + rejected + blank))
          for (const c of counts) {
            const accounted = [c.rows_stored, c.rows_updated, c.rows_duplicate, c.rows_rejected, c.rows_blank].map(Number)
            expect(accounted.reduce((a, b) => a + b)).toBe(c.rows_read)
          }
          expect(sum('rows_stored')).toBe(lines.length)
          expect(sum('rows_rejected')).toBe(rejected.length)
        })
      ),
      { numRuns: runs(15) }
    )
  })

  it('the same files once more store no line and reject the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, (file) =>
        within(async (db) => {
          await store(db, [file])
          const before = contents(db)
          await store(db, [file])
          const after = contents(db)
          expect(after.lines).toEqual(before.lines)
          expect(after.counts[1]).toMatchObject({ rows_stored: 0, rows_rejected: before.counts[0]?.rows_rejected })
        })
      ),
      { numRuns: runs(15) }
    )
  })

  it('what is remembered between rows does not change the result', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, async (files) => {
        const remembering = await within(async (db) => store(db, files).then(() => contents(db)))
        const forgetting = await within(async (db) => store(db, files, 1).then(() => contents(db)))
        expect(forgetting).toEqual(remembering)
      }),
      { numRuns: runs(15) }
    )
  })
})

describe('files that correct each other', () => {
  const row = fc
    .record({ order: oneOf('A1', 'A2'), product: oneOf('P1', 'P2', 'P3'), quantity: oneOf(1, 2, 3, -1), price: oneOf('5', '7') })
    .map((given) => orderRow(given))
  const group = ({ order, quantity }: OrderRow) => `${order} ${quantity < 0 ? 'back' : 'sold'}`

  it('leave what the newest says, and of each order at least as many lines as the longest of them has', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(row, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }), (files) =>
        within(async (db) => {
          for (const [i, rows] of files.entries()) await importSources(db, draft(rows, { file: `${i}.csv`, batch: 5 }))
          const stand = all<{ order: string; product: string | null; quantity: number; price: number }>(
            db,
            `SELECT o.number AS "order", p.sku AS product, l.quantity, 1.0 * l.unit_price / POWER(10, l.decimals) AS price
             FROM order_line l JOIN orders o ON o.id = l.order_id LEFT JOIN product p ON p.id = l.product_id`
          )
          const lengths = new Map<string, number>()
          for (const rows of files) {
            for (const [key, { length }] of Map.groupBy(rows, group)) lengths.set(key, Math.max(length, lengths.get(key) ?? 0))
          }
          const found = Map.groupBy(stand, (line) => group(line as unknown as OrderRow))
          expect([...found.keys()].sort()).toEqual([...lengths.keys()].sort())
          for (const [key, length] of lengths) expect(found.get(key)?.length).toBeGreaterThanOrEqual(length)
          const text = (order: unknown, product: unknown, quantity: unknown, price: unknown) => [order, product, quantity, price].join(' ')
          const left = stand.map((line) => text(line.order, line.product, line.quantity, line.price))
          for (const { order, product, quantity, unitPrice } of files.at(-1) ?? []) {
            const at = left.indexOf(text(order, product, quantity, unitPrice?.units))
            expect(at).toBeGreaterThanOrEqual(0)
            left.splice(at, 1)
          }
          const counts = contents(db).counts
          expect(counts.reduce((sum, { rows_stored }) => sum + Number(rows_stored), 0)).toBe(stand.length)
        })
      ),
      { numRuns: runs(10) }
    )
  })
})

describe('files without contradictions', () => {
  const row = fc
    .record({ order: oneOf('A1', 'A2'), product: oneOf('P1', 'P2'), quantity: oneOf(1, 2) })
    .map((given) => orderRow({ ...given, customer: `C${given.order}` }))

  it('combine by the larger count of each line, in any order of files', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(row, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 }), (files) =>
        within(async (db) => {
          await importSources(db, ...files.map((rows, i) => draft(rows, { file: `${i}.csv`, batch: 5 })))
          const key = ({ order, product, quantity }: OrderRow) => `${order} ${product} ${quantity}`
          const counts = files.map((rows) => Map.groupBy(rows, key))
          const expected = new Set(files.flat().map(key))
            .values()
            .map((k): [string, number] => [k, Math.max(...counts.map((c) => c.get(k)?.length ?? 0))])
          const stored = all<{ k: string; n: number }>(
            db,
            `SELECT o.number || ' ' || p.sku || ' ' || CAST(l.quantity AS INTEGER) AS k, COUNT(*) AS n
             FROM order_line l JOIN orders o ON o.id = l.order_id JOIN product p ON p.id = l.product_id GROUP BY 1`
          )
          expect(new Map(stored.map(({ k, n }) => [k, n]))).toEqual(new Map(expected))
          expect(value(db, 'SELECT order_lines FROM workspace_summary')).toBe(stored.reduce((sum, { n }) => sum + n, 0))
        })
      ),
      { numRuns: runs(15) }
    )
  })
})
