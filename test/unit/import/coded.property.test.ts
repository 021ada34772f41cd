/** A table that is read once, each different text of a column once, is understood and stored as the same table read row by row. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateNew } from '../../../src/main/core/db/migrate.ts'
import { understand } from '../../../src/main/core/import/index.ts'
import type { GivenMapping, Understanding } from '../../../src/main/core/import/types.ts'
import { importPlan } from '../../../src/main/core/tasks/import.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sextant-coded-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const signal = new AbortController().signal
const quiet = { signal, onProgress: () => {}, now: () => 0 }

function everything(db: Sqlite.Database): Record<string, unknown[]> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all() as string[]
  return Object.fromEntries(
    tables.map((name) => [
      name,
      db
        .prepare(`SELECT * FROM "${name}"`)
        .all()
        .map((row) => JSON.stringify(row))
        .sort()
    ])
  )
}

/** What is understood, told and stored of the files. */
async function outcome(files: readonly string[], mapping: GivenMapping | undefined, isKept: boolean) {
  const options = { mapping, signal, onProgress: () => {}, rehearse: false, ...(isKept ? { keepFrom: 0 } : {}) }
  const understanding = await understand(files, options)
  const told = plainOf(understanding)
  const kept = understanding.groups.flatMap(({ tables }) => tables).filter(({ coded }) => coded !== undefined).length
  const db = new Sqlite(':memory:')
  try {
    db.pragma('foreign_keys = ON')
    migrateNew(db)
    if (understanding.groups.some(({ rules }) => rules === null)) return { told, kept, result: null, stored: null }
    const plan = { ...importPlan(understanding, { label: 'drop', importedAt: 1 }), rows: isKept ? 100_000 : 0 }
    const result = await storeImport(db, plan, quiet).catch((error: unknown) => String(error))
    return { told, kept, result, stored: everything(db) }
  } finally {
    db.close()
  }
}

/** What it says; without what it holds. */
function plainOf({ groups, failures, label }: Understanding): unknown {
  return structuredClone({
    label,
    failures,
    groups: groups.map(({ preview, fileHeaders, rules, tables }) => ({
      preview,
      fileHeaders,
      rules,
      warnings: tables.map((t) => t.warnings)
    }))
  })
}

let files = 0
async function compare(texts: readonly string[], mapping?: GivenMapping): Promise<number> {
  const paths = texts.map((text, i) => {
    const file = path.join(folder, `${++files}-${i}.csv`)
    writeFileSync(file, text)
    return file
  })
  const [kept, usual] = [await outcome(paths, mapping, true), await outcome(paths, mapping, false)]
  for (const file of paths) rmSync(file)
  expect(kept.told).toEqual(usual.told)
  expect(kept.result).toEqual(usual.result)
  expect(kept.stored).toEqual(usual.stored)
  return kept.kept
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values)
const often = (usual: fc.Arbitrary<string>, ...seldom: string[]) =>
  fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: oneOf(...seldom), weight: 1 })

const cells: Record<string, fc.Arbitrary<string>> = {
  'Order ID': often(oneOf('A-1', 'A-2', 'A-3', '10001', '10002', 'C10003'), '', ' A-1', 'A-1 ', '?', '7.0', 'Ä-9', '"q" x'),
  Date: often(oneOf('2024-03-01', '2024-03-02 10:30', '2024-03-25', '2024-04-01T08:00:00Z'), '', 'soon', '2024-02-30', '?'),
  Customer: often(oneOf('C1', 'C2', '17850.0', '17850'), '', ' C1', '?', '1.0 ', 'NULL', '#REF!', 'Ž 4'),
  SKU: often(oneOf('P1', 'P2', 'P3', 'P-1,5', '85.0'), '', '?', '  P1'),
  Product: often(oneOf('Jug', 'Mug, large', 'Cup 2"', 'Tasse "groß"'), '', 'NA', '#N/A', 'unknown'),
  Quantity: often(oneOf('1', '2', '3'), '-1', '0', '', 'x', '2.5', '?'),
  'Unit price': often(oneOf('10.50', '2', '0.99'), '0', '-1', '€3', '', '?', '1e3', '0.1234567890123456789'),
  Total: often(oneOf('10.50', '21', '2', '1.98'), '', '-3', '£4', '99999999999999999'),
  Currency: often(oneOf('EUR', 'EUR', 'USD'), '', 'euro', '¤', 'Taler'),
  Status: often(oneOf('paid', 'sent', ''), 'cancelled', 'refunded', 'NULL'),
  Country: often(oneOf('Spain', 'France', ''), 'n/a', ' Spain'),
  Note: often(oneOf('', 'gift', 'fragile, "blue"'), '?', '#REF!', 'NA'),
  Shelf: often(oneOf('a', 'b'), '', '\u00a0')
}
const needed = ['Order ID', 'Date', 'Customer']

const quoted = (cell: string): string => (/^[\s"]|[",\n\r]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Files as programs write them, and now and then one that has something of its own. */
const file = fc
  .record({
    others: fc.uniqueArray(oneOf(...Object.keys(cells).filter((name) => !needed.includes(name) && name !== 'Unit price')), {
      maxLength: 7
    }),
    priced: fc.boolean(),
    seed: fc.integer(),
    quirk: fc.oneof(
      { arbitrary: fc.constant(''), weight: 14 },
      {
        arbitrary: oneOf(
          'blank',
          'short',
          'long',
          'title',
          'total',
          'header',
          'stray',
          'lines',
          'cr',
          'open',
          'bom',
          'cut',
          'loose',
          'spaced'
        ),
        weight: 6
      }
    ),
    end: oneOf('\n', '\n', '\r\n')
  })
  .chain(({ others, priced, quirk, end }) => {
    const amount = priced || !others.includes('Total') ? ['Unit price'] : []
    const header = [...needed, ...others, ...amount]
    const row = fc.tuple(...header.map((name) => cells[name] ?? fc.constant('')))
    return fc.tuple(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat()).map(([rows, place]) => {
      const lines = rows.map((row) => row.map(quoted).join(','))
      const at = place % lines.length
      const [line = '', top] = [lines[at], header.map(quoted).join(',')]
      if (quirk === 'blank') lines.splice(at, 0, '')
      if (quirk === 'short') lines[at] = line.slice(0, line.lastIndexOf(','))
      if (quirk === 'long') lines[at] = `${line},more`
      if (quirk === 'total') lines.push(`Total${','.repeat(header.length - 1)}99`)
      if (quirk === 'header') lines.splice(at, 0, top)
      if (quirk === 'stray') lines[at] = `"a "b" c",${line.slice(line.indexOf(',') + 1)}`
      if (quirk === 'lines') lines[at] = `"two\nlines",${line.slice(line.indexOf(',') + 1)}`
      if (quirk === 'open') lines[at] = `"${line}`
      if (quirk === 'loose') lines[at] = `a "b" c,${line.slice(line.indexOf(',') + 1)}`
      if (quirk === 'spaced') lines[at] = ` "A-1" ,${line.slice(line.indexOf(',') + 1)}`
      const text = [...(quirk === 'title' ? ['Orders of March', ''] : []), top, ...lines].join(quirk === 'cr' ? '\r' : end)
      return `${quirk === 'bom' ? '\ufeff' : ''}${text}${quirk === 'cut' ? '' : end}`
    })
  })

const mapping: GivenMapping = { kind: 'orders', dateOrder: 'ymd', decimal: '.', stripPointZero: ['Order ID', 'Customer', 'SKU'] }

describe('a table that is kept as it was read', () => {
  it('is understood and stored as if it were read row by row', async () => {
    let kept = 0
    await fc.assert(
      fc.asyncProperty(file, async (text) => {
        kept += await compare([text], mapping)
      }),
      { numRuns: Number(process.env.RUNS ?? 45), seed: Number(process.env.SEED ?? 5) }
    )
    expect(kept).toBeGreaterThan(10)
  })

  it('is so too without a word about its mapping, and with other files', async () => {
    let kept = 0
    await fc.assert(
      fc.asyncProperty(file, file, async (a, b) => {
        kept += await compare([a, b])
      }),
      { numRuns: 20, seed: 6 }
    )
    expect(kept).toBeGreaterThan(10)
  })

  it('is so too with more different texts than are counted, in several parts of rows', async () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => {
      const order = `O-${Math.floor(i / 3) * 7}`
      const odd = i % 9_000 === 17 ? '?' : `C${(i * 7) % 12_000}`
      const date = new Date(Date.UTC(2022, 0, 1) + i * 61_000).toISOString().slice(0, 19) + (i % 5 === 0 ? '' : 'Z')
      return `${order},${i % 3 === 0 ? odd : ''},${date},P${(i * 31) % 300},${1 + (i % 4)},${((i * 37) % 9_000) / 100},${i % 11 === 0 ? `note ${i}` : ''}`
    })
    const text = `order_id,customer,date,sku,quantity,unit_price,note\n${rows.join('\n')}\n`
    expect(await compare([text], mapping)).toBe(1)
  })
})
