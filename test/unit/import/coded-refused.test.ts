/** Files above the size from which tables are kept as they were read, of which something has to be seen row by row. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrateNew } from '../../../src/main/core/db/migrate.ts'
import { scanCoded } from '../../../src/main/core/import/coded/scan.ts'
import { understand } from '../../../src/main/core/import/index.ts'
import { importPlan } from '../../../src/main/core/tasks/import.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sextant-refused-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const signal = new AbortController().signal
const quiet = { signal, onProgress: () => {}, now: () => 0 }

function files(texts: Record<string, string>): string[] {
  return Object.entries(texts).map(([name, text]) => {
    const file = path.join(folder, name)
    writeFileSync(file, text)
    return file
  })
}

async function outcome(paths: readonly string[], isKept: boolean) {
  const { groups } = await understand(paths, { signal, onProgress: () => {}, rehearse: false, ...(isKept ? { keepFrom: 0 } : {}) })
  const kept = groups.flatMap(({ tables }) => tables).filter(({ coded }) => coded !== undefined).length
  const questions = groups.flatMap(({ preview }) => preview.questions)
  if (groups.some(({ rules }) => rules === null)) return { kept, questions, result: [], orders: [] }
  const db = new Sqlite(':memory:')
  try {
    db.pragma('foreign_keys = ON')
    migrateNew(db)
    const plan = {
      ...importPlan({ label: '', groups, others: [], failures: [] }, { label: 'drop', importedAt: 1 }),
      rows: isKept ? 100_000 : 0
    }
    const result = await storeImport(db, plan, quiet)
    const orders = db.prepare('SELECT number, ordered_at, currency, country, voided FROM orders ORDER BY number').raw().all()
    return { kept, questions, result, orders }
  } finally {
    db.close()
  }
}

/** What comes of files that are large enough to be kept; the same as of small ones. */
async function ofLarge(texts: Record<string, string>) {
  const paths = files(texts)
  const [large, { kept: _, ...small }] = [await outcome(paths, true), await outcome(paths, false)]
  expect(large).toMatchObject(small)
  return large
}

const header = 'Order ID,Customer,Date,SKU,Quantity,Unit price'
const lines = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join('\n')
const plainLine = (i: number) => `A-${1_000 + i},C${i % 9},2024-03-${String(1 + (i % 28)).padStart(2, '0')},P${i % 5},${1 + (i % 3)},9.50`
const codesOf = (warnings: readonly { code: string }[] | undefined) => (warnings ?? []).map(({ code }) => code)

describe('a large file', () => {
  it('is kept as it was read', async () => {
    expect(await ofLarge({ 'plain.csv': `${header}\n${lines(300, plainLine)}\n` })).toMatchObject({ kept: 1 })
  })

  it('is not where cells are formulas of texts', async () => {
    const last = '="00012",C1,2024-03-09,P1,1,9.50'
    const { kept, orders, result } = await ofLarge({ 'formulas.csv': `${header}\n${lines(300, plainLine)}\n${last}\n` })
    expect(kept).toBe(0)
    expect(orders).toContainEqual(['00012', 1709942400, '', null, 0])
    expect(codesOf(result[0]?.warnings)).toContain('import.textFormula')
  })

  it('is not where it is an export of rejected rows', async () => {
    const rejected = (i: number) => `shop.csv,${i + 2},Date,soon,not a date,,1,${plainLine(i)}`
    const text = `file,line,column,value,reason,sheet,source,${header}\n${lines(300, rejected)}\n`
    const { kept, orders, result } = await ofLarge({ 'rejected.csv': text })
    expect({ kept, orders: orders.length, rows: result[0]?.rows.stored }).toEqual({ kept: 0, orders: 300, rows: 300 })
  })

  it('tells where another file said what its dates mean', async () => {
    const dated = (day: number) => (i: number) => `A-${day}${1_000 + i},C${i % 9},0${1 + (i % 9)}/${day + (i % 3)}/2024,P1,1,9.50`
    const { kept, result } = await ofLarge({
      'proof.csv': `${header}\n${lines(300, dated(20))}\n`,
      'open.csv': `${header}\n${lines(300, dated(1))}\n`
    })
    expect(kept).toBe(2)
    expect(result.map(({ source, warnings }) => [source.file, codesOf(warnings)])).toEqual([
      ['proof.csv', []],
      ['open.csv', ['import.orderToldByFiles']]
    ])
  })

  it('tells of numbers that begin anew', async () => {
    const again = (i: number) => plainLine(i).replace('2024', '2023')
    const { kept, result } = await ofLarge({ 'years.csv': `${header}\n${lines(40, again)}\n${lines(40, plainLine)}\n` })
    expect(kept).toBe(1)
    expect(result[0]?.warnings).toContainEqual({ code: 'import.numbersRestart', count: 40, example: 'A-1000, line 42' })
  })

  it('is not where its texts are too long to be held', async () => {
    const text = Buffer.from(`${header},Note\n${lines(900, (i) => `${plainLine(i)},${`${i} `.repeat(100)}`)}\n`)
    async function* content() {
      for (let at = 0; at < text.length; at += 10_000) yield text.subarray(at, at + 10_000)
    }
    const scan = (mostText?: number) =>
      scanCoded(content, { delimiter: 44, skip: 0, ...(mostText === undefined ? {} : { mostText }) }, signal)
    expect(await scan()).toMatchObject({ rows: 900 })
    expect(await scan(100_000)).toBeNull()
  })

  it.each([
    ['is added to', (file: string) => appendFileSync(file, `${plainLine(7)}\n`)],
    ['vanishes', (file: string) => rmSync(file)],
    ['is written anew', (file: string) => writeFileSync(file, `${header}\n${lines(300, (i) => plainLine(i).replace('9.50', '9.60'))}\n`)]
  ])('is refused when it %s after it was read', async (_, change) => {
    const [file = ''] = files({ 'changing.csv': `${header}\n${lines(300, plainLine)}\n` })
    const understanding = await understand([file], { signal, onProgress: () => {}, rehearse: false, keepFrom: 0 })
    change(file)
    const db = new Sqlite(':memory:')
    try {
      migrateNew(db)
      const plan = { ...importPlan(understanding, { label: 'drop', importedAt: 1 }), rows: 100_000 }
      await expect(storeImport(db, plan, quiet)).rejects.toMatchObject({ code: 'file.changed' })
      expect(db.prepare('SELECT COUNT(*) FROM orders').pluck().get()).toBe(0)
    } finally {
      db.close()
    }
  })
})
