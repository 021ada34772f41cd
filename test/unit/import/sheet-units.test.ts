/** Currencies and percent signs that the formats of a workbook's cells give to its numbers. */
import { utils, write } from '@e965/xlsx'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrateNew } from '../../../src/main/core/db/migrate.ts'
import { readTable } from '../../../src/main/core/import/index.ts'
import type { GivenMapping } from '../../../src/main/core/import/types.ts'
import { understand } from '../../../src/main/core/import/understand.ts'
import { unitFormat } from '../../../src/main/core/import/xlsx/money-format.ts'
import { importPlan } from '../../../src/main/core/tasks/import.ts'
import { storeImport } from '../../../src/main/core/tasks/store-import.ts'
import { noSignal, testFolder } from './support/folder.ts'

const folder = testFolder()
let files = 0

describe('the unit of a number format', () => {
  it.each([
    ['[$USD] #,##0.00', 'USD'],
    ['[$€-407] #,##0.00', 'EUR'],
    ['#,##0.00\\ [$€-407]', 'EUR'],
    ['#,##0.00 "€"', 'EUR'],
    ['#,##0.00\\ €', 'EUR'],
    ['_-* #,##0.00 €_-;-* #,##0.00 €_-', 'EUR'],
    ['_-[$£-809]* #,##0.00_-', 'GBP'],
    ['£#,##0;-£#,##0', 'GBP'],
    ['[$$-409]#,##0.00', 'USD'],
    ['[$$-1009]#,##0.00', 'CAD'],
    ['[$$-C09]#,##0.00', 'AUD'],
    ['[$kr-41D] #,##0', 'SEK'],
    ['[$¥-411]#,##0', 'JPY'],
    ['[$CHF-807] #,##0.00', 'CHF'],
    ['#,##0.00 "CHF"', 'CHF'],
    ['"$"#,##0.00', '$'],
    ['_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)', '$'],
    ['[Red]"US$" 0.00', 'USD'],
    ['0%', '%'],
    ['0.0 %;[Red]-0.0 %', '%']
  ])('%s is %s', (code, unit) => expect(unitFormat(code)).toEqual({ unit }))

  it.each([
    'General',
    '#,##0.00',
    '[$-409]0.00',
    '[Red]0.00',
    '0.00E+00',
    '"Qty" 0',
    '0 "pcs"',
    '"100%" 0',
    '0;"€"0',
    '#,##0_);(#,##0)',
    '# ?/?',
    '@'
  ])('%s has none', (code) => expect(unitFormat(code)).toBeNull())
})

const money = { eur: '[$€-407] #,##0.00', usd: '[$USD] #,##0.00', percent: '0%', plain: '0.00' }

/** A workbook of orders, each of which has an amount and perhaps a discount, in these formats. */
function orders(type: 'xlsx' | 'biff8', formats: readonly string[], discounts: readonly (readonly [number, string])[] = []): string {
  const rows = formats.map((_, i) => [1000 + i, `2024-01-${13 + i}`, `C${i % 3}`, 1, 10.5 + i, ...(discounts[i] ? [discounts[i][0]] : [])])
  const sheet = utils.aoa_to_sheet([
    ['Order', 'Date', 'Customer', 'Quantity', 'Price', ...(discounts.length > 0 ? ['Discount'] : [])],
    ...rows
  ])
  for (const [i, z] of formats.entries()) Object.assign(sheet[`E${i + 2}`], { z })
  for (const [i, [, z]] of discounts.entries()) Object.assign(sheet[`F${i + 2}`], { z })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Orders')
  const extension = type === 'biff8' ? 'xls' : type
  return folder.write(`book-${++files}.${extension}`, write(book, { type: 'buffer', bookType: type }) as Buffer)
}

async function stored(path: string, mapping?: GivenMapping) {
  const understanding = await understand([path], { ...(mapping && { mapping }), signal: noSignal, onProgress: () => {} })
  const { blockers = [], currency, warnings = [] } = understanding.groups[0]?.preview ?? {}
  const db = new Sqlite(':memory:')
  migrateNew(db)
  const plan = { ...importPlan(understanding, { label: 'drop', importedAt: 1 }), rows: 0 }
  await storeImport(db, plan, { signal: noSignal, onProgress: () => {}, now: () => 0 })
  const amounts = db
    .prepare(
      'SELECT o.number, o.currency, l.written_amount / pow(10, l.decimals) FROM orders o JOIN order_line l ON l.order_id = o.id ORDER BY 1'
    )
    .raw()
    .all()
  db.close()
  return { blockers, currency, amounts, warnings, codes: warnings.map(({ code }) => code) }
}

describe('amounts of a workbook', () => {
  it.each(['xlsx', 'biff8'] as const)('are in the currency of their format, each in its own: %s', async (type) => {
    expect(await stored(orders(type, [money.eur, money.usd, money.eur]))).toMatchObject({
      blockers: [],
      currency: undefined,
      amounts: [
        ['1000', 'EUR', 10.5],
        ['1001', 'USD', 11.5],
        ['1002', 'EUR', 12.5]
      ]
    })
  })

  it('without a currency count as the only one there, and that is said', async () => {
    const { amounts, codes } = await stored(orders('xlsx', [money.eur, money.plain, money.eur]))
    expect(amounts.map((row) => (row as unknown[])[1])).toEqual(['EUR', 'EUR', 'EUR'])
    expect(codes).toContain('import.currencyAssumed')
  })

  it('without a currency stay so beside several, and that is said', async () => {
    const { amounts, currency, warnings } = await stored(orders('xlsx', [money.eur, money.plain, money.usd]))
    expect(amounts.map((row) => (row as unknown[])[1])).toEqual(['EUR', '', 'USD'])
    expect([currency, warnings]).toEqual([
      { code: '', rows: 1, signs: [] },
      [{ code: 'import.currencyUnknown', count: 1, example: 'EUR, USD' }]
    ])
  })

  it('keep the currency of their format when one is chosen for those without', async () => {
    const { amounts, currency, warnings } = await stored(orders('xlsx', [money.eur, money.plain, money.usd]), {
      constants: { currency: 'GBP' }
    })
    expect(amounts.map((row) => (row as unknown[])[1])).toEqual(['EUR', 'GBP', 'USD'])
    expect([currency, warnings]).toEqual([
      { code: 'GBP', rows: 1, signs: [] },
      [{ code: 'import.currencyChosen', count: 1, example: 'chosen: GBP; named: EUR, USD' }]
    ])
  })

  it.each(['xlsx', 'biff8'] as const)('less a share that is shown in percent: %s', async (type) => {
    const discounts = [
      [0.1, money.percent],
      [0, money.percent],
      [0.07, money.percent]
    ] as const
    const { amounts, codes } = await stored(orders(type, [money.plain, money.plain, money.plain], discounts))
    expect(amounts.map((row) => (row as unknown[])[2])).toEqual([9.45, 11.5, 11.625])
    expect(codes).not.toContain('import.discountUnclear')
  })

  it('are bare numbers for those who read a table as it is', async () => {
    const { rows } = await readTable(orders('xlsx', [money.eur, money.usd], [[0.1, money.percent]]))
    expect(rows[0]?.slice(4)).toEqual(['10.5', '0.1'])
  })
})
