import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, keysOf, numbers, TextNumbers, wholeNumbers } from '../../../src/main/core/db/queries/block-columns.ts'

function table(rows: readonly [number | null, string | null, number | null][], gap = 1): Database.Database {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, whole INTEGER, word TEXT, any REAL)')
  const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?)')
  rows.forEach((row, i) => {
    insert.run(3 + gap * i, ...row)
  })
  return db
}

function read(db: Database.Database, from?: string) {
  const found: [number | null, string | null, number | null][] = []
  const words = new TextNumbers(true)
  const source = { table: 't', key: 'id', ...(from === undefined ? {} : { from }) }
  for (const { rows, texts } of blocksOf(db, source, ['whole', 'word', 'any'], from === undefined ? {} : { most: 0 })) {
    const [whole, word, any] = [new Float64Array(rows), new Int32Array(rows), new Float64Array(rows)]
    wholeNumbers(texts[0] as string, whole, 0, Number.NaN)
    words.read(texts[1] as string, word, 0)
    numbers(texts[2] as string, any, 0)
    for (let i = 0; i < rows; i++) {
      const orNull = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value)
      found.push([orNull(whole[i]), words.texts[word[i] as number] ?? null, orNull(any[i])])
    }
  }
  return found
}

describe('columns in blocks', () => {
  it('are what is in the rows', () => {
    const row = fc.tuple(
      fc.option(fc.maxSafeInteger()),
      fc.option(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).map((text) => text.replaceAll('\0', '0').replaceAll('\u001e', ' '))
      ),
      fc.option(fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 8))
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.constantFrom(1, 3_000), (rows, gap) => {
        const db = table(rows, gap)
        expect(read(db)).toEqual(rows)
        db.close()
      }),
      { numRuns: 60 }
    )
  })

  it('come of nothing, and of what a condition leaves', () => {
    const db = table([])
    expect([keysOf(db, 't', 'id'), read(db)]).toEqual([[1, 0], []])
    db.exec("INSERT INTO t VALUES (1, -5, 'a', 1), (2, 7, 'b', 2), (9000, -6, 'a', NULL)")
    expect(read(db, 't WHERE id > @after AND id <= @until AND whole < @most')).toEqual([
      [-5, 'a', 1],
      [-6, 'a', null]
    ])
  })

  it('number many texts, each once', () => {
    const words = new TextNumbers(false)
    const text = Array.from({ length: 20_000 }, (_, i) => `visitor ${i % 9_000}\u001e`).join('')
    const found = new Int32Array(20_000)
    words.read(text, found, 0)
    expect([words.size, found[8_999], found[9_000], found[19_999]]).toEqual([9_000, 8_999, 0, 1_999])
  })
})
