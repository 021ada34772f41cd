import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEntityBook } from '../../../src/main/core/db/entities/book.ts'
import { moments } from '../../../src/main/core/db/entities/fold.ts'
import { createKeyFilter } from '../../../src/main/core/db/entities/key-filter.ts'
import { entities } from '../../../src/main/core/db/entities/tables.ts'
import { createExactSums } from '../../../src/main/core/db/queries/exact-sums.ts'
import { createGroupInsert, groupRows } from '../../../src/main/core/db/queries/group-insert.ts'
import { importLog } from '../../../src/main/core/db/queries/import-log.ts'
import { withoutIndexes } from '../../../src/main/core/db/queries/late-indexes.ts'
import { checkReferences } from '../../../src/main/core/db/queries/transaction.ts'
import { draft, orderRow } from '../../fixtures/orders-drafts.ts'
import { all, type Db, emptyWorkspace, importSources, value } from './workspace.ts'

function productBook(db: Db, cacheLimit?: number) {
  checkReferences(db, false)
  const log = importLog(db)
  const importId = log.beginImport('drop', 0)
  const firstSource = log.nextSource()
  return createEntityBook(db, entities.product, { importId, firstSource, canonical: (id) => id }, { cacheLimit, own: (text) => text })
}

describe('a book of many things', () => {
  it('still finds what was stored before, once it has learnt the keys', async () => {
    const db = emptyWorkspace()
    await importSources(db, draft([1, 2, 3].map((i) => orderRow({ order: `A${i}`, product: `P${i}` }))))
    const book = productBook(db, 4_000)
    const put = (sku: string) => book.put([sku], moments.list, {}, 2).outcome
    for (let i = 0; i < 12_000; i++) if (put(`N${i}`) !== 'new') throw new Error(`N${i} is new`)
    expect([put('P2'), put('N0'), put('N11999'), put('P9')]).toEqual(['same', 'same', 'same', 'new'])
    book.save()
    expect(value(db, 'SELECT COUNT(*) FROM product')).toBe(12_004)
    expect(value(db, 'SELECT COUNT(DISTINCT sku) FROM product')).toBe(12_004)
    db.close()
  })

  it('takes half a pair of surrogates for the sign that is stored instead', () => {
    const db = emptyWorkspace()
    const book = productBook(db)
    expect(book.put(['x\ud800'], moments.list, {}, 1).outcome).toBe('new')
    expect(book.put(['x\udbff'], moments.list, {}, 1).outcome).toBe('same')
    book.save()
    expect(all(db, 'SELECT sku FROM product')).toEqual([{ sku: 'x\ufffd' }])
    db.close()
  })
})

describe('a filter of keys', () => {
  it('holds every key that was added, and hardly another', () => {
    const filter = createKeyFilter()
    for (let i = 0; i < 20_000; i++) filter.add(`ORD-${i}`)
    const held = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => filter.mayHold(`ORD-${from + i}`)).filter(Boolean)
    expect(held(0, 20_000)).toHaveLength(20_000)
    expect(held(20_000, 40_000).length).toBeLessThan(20)
  })
})

describe('exact sums', () => {
  it('are those of whole numbers of any size', () => {
    const units = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER))
    const more = fc.tuple(fc.integer({ min: 0, max: 2_000 }), units, fc.constantFrom(1, 10, 1_000, 1e12))
    fc.assert(
      fc.property(fc.array(more), (list) => {
        const sums = createExactSums()
        const expected = new Map<number, bigint>()
        for (const [place, amount, factor] of list) {
          sums.add(place, amount, factor)
          expected.set(place, (expected.get(place) ?? 0n) + BigInt(amount) * BigInt(factor))
        }
        for (const [place, sum] of expected) expect(BigInt(sums.at(place))).toBe(sum)
      })
    )
  })
})

describe('rows that are inserted together', () => {
  it('hold what was given, whatever stands in the statement', () => {
    const db = emptyWorkspace()
    db.exec('CREATE TABLE thing (id INTEGER PRIMARY KEY, whole INTEGER, number REAL, word TEXT) STRICT')
    const cell = fc.constantFrom(null, 0, 1, 99, 100)
    const shape = fc.tuple(cell, fc.constantFrom(null, 0, 1.5, -1), fc.constantFrom(null, '', 'sale', "it's"))
    fc.assert(
      fc.property(fc.array(shape, { minLength: 1, maxLength: 3 }), (shapes) => {
        db.exec('DELETE FROM thing')
        const rows = Array.from({ length: groupRows }, (_, i) => [i, ...(shapes[i % shapes.length] ?? [])])
        expect(createGroupInsert(db, 'thing', ['id', 'whole', 'number', 'word']).group(rows.flat())).toBe(groupRows)
        expect(db.prepare('SELECT * FROM thing').raw().all()).toEqual(rows)
      }),
      { numRuns: 30 }
    )
    db.close()
  })
})

describe('indexes that are made late', () => {
  it('are all there again, as they were', () => {
    const db = emptyWorkspace()
    const indexes = () => all(db, "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name")
    const before = indexes()
    const make = withoutIndexes(db, 1_000_000)
    expect(indexes().length).toBeLessThan(before.length - 10)
    make()
    expect(indexes()).toEqual(before)
    db.close()
  })

  it('stay where a table has rows already', async () => {
    const db = emptyWorkspace()
    await importSources(db, draft([orderRow({ order: 'A1', customer: 'C1' })]))
    withoutIndexes(db, 1_000_000)
    expect(value(db, "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('orders_customer', 'customer_name')")).toBe(2)
    db.close()
  })
})
