import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isOrderRow } from '../../../src/main/core/import/conversion/convert.ts'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import type { OrderRow, PlannedGroup, UnderstandOptions } from '../../../src/main/core/import/types.ts'
import { isoText } from '../../../src/main/core/import/values/calendar.ts'
import { codeOf } from './support/code-of.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { workbook } from './support/workbook.ts'

const folder = testFolder()
let files = 0

const look = (paths: string[], options: Partial<UnderstandOptions> = {}) =>
  understand(paths, { signal: noSignal, onProgress: () => {}, ...options })

/** Understands one CSV text. */
async function lookAt(text: string, options: Partial<UnderstandOptions> = {}) {
  const understood = await look([folder.write(`file-${++files}.csv`, text)], options)
  const [group] = understood.groups
  return { ...understood, group, codes: group?.preview.blockers.map(({ code }) => code) ?? [] }
}
async function rowsOf(group: PlannedGroup | undefined) {
  const rows: OrderRow[] = []
  for (const [i] of group?.tables.entries() ?? [])
    if (group) for await (const batch of convert(group, i, noSignal)) rows.push(...batch.rows.filter(isOrderRow))
  return rows
}

const orders = 'InvoiceNo,CustomerID,InvoiceDate,Quantity,UnitPrice,Note\n'
const good = `${orders}536365,17850.0,2010-12-01 08:26:00,6,2.55,\nC536379,17850.0,2010-12-01 09:41:00,-1,27.50,\n536414,,2010-12-01 11:52:00,56,0.00,?\n`

describe('an order file', () => {
  it('is understood without a question', async () => {
    const { group, failures, label } = await lookAt(good)
    expect(failures).toEqual([])
    expect(label).toBe(`file-${files}.csv`)
    expect(group?.preview).toMatchObject({
      kind: 'orders',
      rows: 3,
      encoding: 'utf-8',
      delimiter: ',',
      questions: [],
      blockers: [],
      expected: { read: 3, good: 3, rejected: 0, blank: 0 },
      mapping: {
        kind: 'orders',
        columns: { InvoiceNo: 'order', CustomerID: 'customer', InvoiceDate: 'orderedAt', Quantity: 'quantity', UnitPrice: 'unitPrice' },
        stripPointZero: ['CustomerID'],
        missing: ['?']
      }
    })
    const warnings = group?.preview.warnings.map(({ code, count }) => [code, count])
    expect(warnings).toEqual(
      expect.arrayContaining([
        ['import.pointZero', 2],
        ['import.anonymous', 1],
        ['import.cancellations', 1],
        ['import.zeroPrice', 1]
      ])
    )
    const rows = await rowsOf(group)
    expect(rows.map(({ customer, kind, amount }) => [customer, kind, amount.units])).toEqual([
      ['17850', 'sale', 1530],
      ['17850', 'cancellation', -2750],
      [null, 'sale', 0]
    ])
    expect(rows.map(({ line, extra }) => [line, extra])).toEqual([
      [2, null],
      [3, null],
      [4, null]
    ])
  })

  it('shows rows before and after, the ones in trouble too', async () => {
    const { group } = await lookAt(`${good}536415,17851.0,tomorrow,1,2,\n\n`)
    expect(group?.preview.expected).toEqual({ read: 5, good: 3, rejected: 1, blank: 1 })
    const bad = group?.preview.sample.find(({ problem }) => problem !== null)
    expect(bad).toMatchObject({
      line: 5,
      raw: ['536415', '17851.0', 'tomorrow', '1', '2', ''],
      column: 'InvoiceDate',
      problem: expect.stringContaining('tomorrow')
    })
    const first = group?.preview.sample.find(({ line }) => line === 2)
    expect(first).toMatchObject({
      raw: ['536365', '17850.0', '2010-12-01 08:26:00', '6', '2.55', ''],
      parsed: ['536365', '17850', '2010-12-01T08:26:00', '6', '2.55', null],
      problem: null
    })
  })

  it('shows a row of each unusual sort, wherever it stands', async () => {
    const usual = '536365,17850.0,2010-12-01 08:26:00,6,2.55,\n'.repeat(5000)
    const { group } = await lookAt(
      `${orders}${usual}C536379,17850.0,2010-12-01 09:41:00,-1,27.50,\n${usual}536414,,2010-12-01 11:52:00,56,0.00,\n`
    )
    const shown = group?.preview.sample.map(({ line }) => line) ?? []
    expect(shown).toEqual([2, 3, 4, 5, 5002, 10_003])
  })

  it('may begin with blank rows, which are counted', async () => {
    const { group } = await lookAt('\n'.repeat(150_000) + good)
    expect(group?.preview).toMatchObject({ rows: 150_003, expected: { read: 150_003, good: 3, rejected: 0, blank: 150_000 } })
    expect((await rowsOf(group))[0]?.line).toBe(150_002)
  })

  it('without a header is told, and can be mapped', async () => {
    const log = ' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n'
    const { codes, group } = await lookAt(log)
    expect(codes).toEqual(['import.unrecognised'])
    expect(group?.preview.warnings.map(({ code }) => code)).toEqual(['import.noHeader'])
    const mapping = {
      kind: 'orders' as const,
      columns: { 'column 1': 'customer', 'column 3': 'orderedAt', 'column 4': 'quantity', 'column 5': 'lineTotal' } as const
    }
    const mapped = await lookAt(log, { mapping })
    expect(mapped.codes).toEqual([])
    const rows = await rowsOf(mapped.group)
    expect(
      rows.map(({ customer, at, quantity, amount, order, line }) => [
        customer,
        isoText(at ?? 0, false),
        quantity,
        amount.units,
        order,
        line
      ])
    ).toEqual([
      ['00004', '1997-01-01', 2, 2933, null, 1],
      ['00004', '1997-01-18', 2, 2973, null, 2],
      ['00021', '1997-01-01', 3, 6334, null, 3]
    ])
  })
})

describe('files with the same header', () => {
  it('are one group, decided by the rows of all, each converted by itself', async () => {
    const header = 'Order,Customer,Date,Total\n'
    folder.write('days/1.csv', `${header}1,7,04/03/2011,1.50\n`)
    folder.write('days/2.csv', `${header}2,7,13/03/2011,2.50\n`)
    folder.write('days/sub/3.csv', `${header}3,8,01/04/2011,3.50\n4,8,02/04/2011,x\n`)
    const { groups, label } = await look([path.join(folder.path, 'days')])
    expect(label).toBe('days')
    expect(groups).toHaveLength(1)
    expect(groups[0]?.preview.files.map(({ file, rows }) => [file, rows])).toEqual([
      ['days/1.csv', 1],
      ['days/2.csv', 1],
      ['days/sub/3.csv', 2]
    ])
    expect(groups[0]?.preview.questions).toEqual([])
    expect((await rowsOf(groups[0])).map(({ at }) => isoText(at ?? 0, false))).toEqual(['2011-03-04', '2011-03-13', '2011-04-01'])
  })
  it('have the id of their header, whichever files they are', async () => {
    const [a, b, c] = await Promise.all([lookAt(good), lookAt(`${orders}1,2,2011-01-01,1,1,\n`), lookAt('A,B\n1,2\n')])
    expect(a?.group?.preview.id).toBe(b?.group?.preview.id)
    expect(a?.group?.preview.id).not.toBe(c?.group?.preview.id)
  })
  it('of other headers are groups of their own', async () => {
    folder.write('mixed/orders.csv', good)
    folder.write('mixed/notes.csv', 'a,b\n1,x\n')
    const { groups } = await look(['notes.csv', 'orders.csv'].map((file) => path.join(folder.path, 'mixed', file)))
    expect(groups.map(({ preview }) => preview.kind)).toEqual([null, 'orders'])
  })
})

describe('what only a person can say', () => {
  const ambiguous = 'Order,Customer,Date,Total\n1,7,04/03/2011,1.50\n2,8,05/06/2011,2.50\n'
  it('is asked: the order of day and month', async () => {
    const { group, codes } = await lookAt(ambiguous)
    expect(codes).toEqual(['import.ambiguousDate'])
    expect(group?.rules).toBeNull()
    expect(group?.preview.questions).toEqual([
      {
        id: 'date-order',
        column: 'Date',
        sample: '04/03/2011',
        choices: [
          { value: 'dmy', reads: '2011-03-04' },
          { value: 'mdy', reads: '2011-04-03' }
        ]
      }
    ])
    expect(group?.preview.expected).toMatchObject({ good: 2, rejected: 0 })
    expect(group?.preview.sample.map(({ parsed }) => parsed[2])).toEqual([null, null])
    expect(await codeOf(() => rowsOf(group))).toBe('import.ambiguousDate')
  })
  it('is answered for all groups or for one', async () => {
    const all = await lookAt(ambiguous, { mapping: { dateOrder: 'mdy' } })
    expect(all.codes).toEqual([])
    expect((await rowsOf(all.group)).map(({ at }) => isoText(at ?? 0, false))).toEqual(['2011-04-03', '2011-05-06'])
    const { group } = await lookAt(ambiguous)
    const one = await lookAt(ambiguous, {
      mappings: { [group?.preview.id ?? '']: { ...(group?.preview.mapping ?? { kind: 'orders', columns: {} }), dateOrder: 'dmy' } }
    })
    expect((await rowsOf(one.group)).map(({ at }) => isoText(at ?? 0, false))).toEqual(['2011-03-04', '2011-06-05'])
  })
  it('is asked: dates that contradict each other; what does not fit the answer is rejected', async () => {
    const text = `${ambiguous}3,7,13/03/2011,1\n4,8,03/14/2011,1\n`
    const { group, codes } = await lookAt(text)
    expect(codes).toEqual(['import.mixedDates'])
    expect(group?.preview.questions[0]?.choices.map(({ value }) => value)).toEqual(['dmy', 'mdy'])
    const answered = await lookAt(text, { mapping: { dateOrder: 'dmy' } })
    expect(answered.group?.preview.expected).toMatchObject({ good: 3, rejected: 1 })
  })
  it('is asked: the decimal sign', async () => {
    const text = 'Order;Customer;Date;Total\n1;7;2011-03-04;1,234\n2;8;2011-03-05;2,500\n'
    const { group, codes } = await lookAt(text)
    expect(codes).toEqual(['import.ambiguousNumber'])
    expect(group?.preview.questions).toEqual([
      {
        id: 'decimal',
        column: 'Total',
        sample: '1,234',
        choices: [
          { value: '.', reads: '1234' },
          { value: ',', reads: '1.234' }
        ]
      }
    ])
    expect((await rowsOf((await lookAt(text, { mapping: { decimal: ',' } })).group)).map(({ amount }) => amount)).toEqual([
      { units: 1234, decimals: 3 },
      { units: 250, decimals: 2 }
    ])
  })
  it('is not asked where another column of the file has proved it', async () => {
    const { codes, group } = await lookAt('Order;Customer;Date;Quantity;Price\n1;7;2011-03-04;1,234;2.50\n2;8;2011-03-05;1;3.10\n')
    expect(codes).toEqual([])
    expect((await rowsOf(group)).map(({ quantity }) => quantity)).toEqual([1234, 1])
  })
})

describe('a mapping', () => {
  it('is taken as it is', async () => {
    const { group, codes } = await lookAt(good, {
      mapping: {
        kind: 'orders',
        columns: { CustomerID: 'customer', InvoiceDate: 'orderedAt', UnitPrice: 'lineTotal' },
        stripPointZero: [],
        missing: []
      }
    })
    expect(codes).toEqual([])
    const [first] = await rowsOf(group)
    expect(first).toMatchObject({
      customer: '17850.0',
      order: null,
      amount: { units: 255, decimals: 2 },
      extra: { InvoiceNo: '536365', Quantity: '6' }
    })
  })
  it.each<[string, Record<string, 'customer' | 'orderedAt' | 'quantity' | 'unitPrice'>, string[]]>([
    [
      'of a column that is not there',
      { CustomerID: 'customer', InvoiceDate: 'orderedAt', UnitPrice: 'unitPrice', Quantity: 'quantity', Gone: 'customer' },
      ['import.unknownColumn']
    ],
    ['without a customer', { InvoiceDate: 'orderedAt', UnitPrice: 'unitPrice', Quantity: 'quantity' }, ['import.noCustomer']],
    ['without a date', { CustomerID: 'customer', UnitPrice: 'unitPrice', Quantity: 'quantity' }, ['import.missingField']],
    ['without an amount', { CustomerID: 'customer', InvoiceDate: 'orderedAt' }, ['import.missingField']]
  ])('%s is refused', async (_, columns, expected) => {
    expect((await lookAt(good, { mapping: { kind: 'orders', columns } })).codes).toEqual(expected)
  })
  it('may say how the files of one group are read', async () => {
    const text = Buffer.from('Kunde;Datum;Betrag\nJ\xfcrgen;2011-01-02;1,50\n', 'latin1').toString('latin1')
    const bytes = Buffer.from(text, 'latin1')
    const file = folder.write('german.csv', bytes)
    const [group] = (await look([file])).groups
    const id = group?.preview.id ?? ''
    const again = await look([file], {
      mappings: {
        [id]: { kind: 'orders', columns: { Kunde: 'customer', Datum: 'orderedAt', Betrag: 'lineTotal' }, encoding: 'windows-1251' }
      }
    })
    expect(again.groups[0]?.preview).toMatchObject({ id, encoding: 'windows-1251' })
    expect((await rowsOf(again.groups[0]))[0]?.customer).toBe('Jьrgen')
  })
})

describe('workbooks', () => {
  const sheet = (name: string, rows: string[][]) => ({
    name,
    rows: rows
      .map(
        (cells, y) =>
          `<row r="${y + 1}">${cells.map((cell, x) => `<c r="${'ABCDEFG'[x]}${y + 1}" ${/^\d+(\.\d+)?$/.test(cell) ? '' : 't="str"'}><v>${cell}</v></c>`).join('')}</row>`
      )
      .join('')
  })
  it('give their sheet of orders; a sheet of notes beside it is left out and named', async () => {
    const bytes = await workbook({
      sheets: [
        sheet('Notes', [
          ['Dear all', 'x'],
          ['see below', 'y']
        ]),
        sheet('Orders', [
          ['Order', 'Customer', 'Date', 'Total'],
          ['1', '7', '2011-01-02', '1.234'],
          ['2', '8', '2011-01-03', '2.565']
        ])
      ]
    })
    const { groups, failures } = await look([folder.write('shop.xlsx', bytes)])
    expect(failures).toEqual([])
    expect(groups.map(({ preview }) => preview.files)).toEqual([[{ file: 'shop.xlsx', sheet: 'Orders', rows: 2, bytes: bytes.length }]])
    expect(groups[0]?.preview.warnings).toContainEqual({ code: 'import.sheetLeftOut', count: 1, example: 'Notes' })
    expect(groups[0]?.preview.blockers).toEqual([])
    expect((await rowsOf(groups[0])).map(({ amount }) => amount)).toEqual([
      { units: 1234, decimals: 3 },
      { units: 2565, decimals: 3 }
    ])
  })
  it('may be mixed with text files of the same header', async () => {
    folder.write(
      'both/a.xlsx',
      await workbook({
        sheets: [
          sheet('S', [
            ['Order', 'Customer', 'Date', 'Total'],
            ['1', '7', '2011-01-02', '1.5']
          ])
        ]
      })
    )
    folder.write('both/b.csv', 'Order,Customer,Date,Total\n2,8,2011-01-03,2.5\n')
    const { groups } = await look([path.join(folder.path, 'both')])
    expect(groups).toHaveLength(1)
    expect((await rowsOf(groups[0])).map(({ order }) => order)).toEqual(['1', '2'])
  })
})

describe('input that is no good', () => {
  const failure = async (text: string) => (await lookAt(text)).failures.map(({ error }) => error.code)
  it.each([
    ['nothing', '', 'file.empty'],
    ['blank rows only', ' \n,,\n\n', 'file.empty'],
    ['a header only', 'Order,Customer,Date,Total\n', 'file.headerOnly'],
    ['a header above blank rows', 'Order,Customer,Date,Total\n,,,\n\n', 'file.headerOnly'],
    ['a picture by the name of a table', '\u0089PNG\r\n\u001a\n', 'file.notATable'],
    ['a quote without an end', 'Order,Customer,Date,Total\n1,7,2011-01-02,1\n2,"7,2011-01-03,1\n', 'file.badQuoting']
  ])('%s', async (_, text, code) => {
    const path = folder.write(`bad-${++files}.csv`, Buffer.from(text, 'latin1'))
    const { groups, failures } = await look([path])
    expect(failures.map(({ error }) => error.code)).toEqual([code])
    expect(groups).toEqual([])
  })
  it('fails file by file; the others go on', async () => {
    folder.write('some/1.csv', good)
    folder.write('some/2.csv', '')
    folder.write('some/3.csv', `${orders}${'1,2,2011-01-01,1,1,\n'.repeat(30_000)}1,"2`)
    const { groups, failures } = await look([path.join(folder.path, 'some')])
    expect(failures.map(({ file, error }) => [file, error.code])).toEqual([['some/3.csv', 'file.badQuoting']])
    expect(groups[0]?.preview.warnings).toContainEqual({ code: 'import.leftOut.empty', count: 1, example: 'some/2.csv' })
    expect(groups[0]?.preview.files.map(({ file }) => file)).toEqual(['some/1.csv'])
  })
  it('names what is missing', async () => {
    mkdirSync(path.join(folder.path, 'nothing-here'))
    expect(await codeOf(() => look([path.join(folder.path, 'nothing-here')]))).toBe('file.noTables')
    expect(await codeOf(() => look([path.join(folder.path, 'gone.csv')]))).toBe('file.notFound')
  })
  it('is not taken for orders', async () => {
    expect((await lookAt('Date,Total,Product\n2011-01-02,1,Soap\n2011-01-03,2,Tea\n')).codes).toEqual(['import.noCustomer'])
    expect((await lookAt('a,b\n1,x\n2,y\n')).codes).toEqual(['import.unrecognised'])
    const tickets = await lookAt('Ticket,Customer,Date,Priority\n1,7,2011-01-02,high\n2,8,2011-01-03,low\n')
    expect([tickets.codes, tickets.group?.preview.kind]).toEqual([[], 'tickets'])
    expect(await failure('x')).toEqual(['file.headerOnly'])
  })
  it('does not trust a row whose quotes do not match, whichever cell they are in', async () => {
    const { group } = await lookAt('Order,Customer,Date,Total,Note\n1,7,2011-01-02,1,"a" b\n2,8,2011-01-03,2,c\n')
    expect(group?.preview.expected).toEqual({ read: 2, good: 1, rejected: 1, blank: 0 })
    expect(group?.preview.sample.find(({ problem }) => problem !== null)?.problem).toContain('quotes')
  })
  it('keeps every row it cannot read', async () => {
    const { group } = await lookAt('Order,Customer,Date,Total\n1,7,2011-01-02,abc\n2,8,2011-01-03,"1" 2\n3,9,2011-01-03,1,2\n4,9,,1\n', {
      mapping: { columns: { Customer: 'customer', Date: 'orderedAt', Total: 'lineTotal' } }
    })
    expect(group?.preview.expected).toEqual({ read: 4, good: 0, rejected: 4, blank: 0 })
  })
})

describe('on the way', () => {
  it('progress goes up to its end and never back', async () => {
    for (let i = 0; i < 3; i++) folder.write(`progress/${i}.csv`, orders + '1,2,2011-01-01,1,1,\n'.repeat(40_000))
    const seen: [number, number][] = []
    await look([path.join(folder.path, 'progress')], { onProgress: (done, total) => seen.push([done, total]) })
    // What is read twice is no larger for that.
    expect(seen.at(-1)?.[1]).toBe(3 * (orders.length + 40_000 * '1,2,2011-01-01,1,1,\n'.length))
    const [last] = seen.slice(-1)
    expect(last?.[0]).toBe(last?.[1])
    expect(seen.every(([done], i) => i === 0 || done >= (seen[i - 1]?.[0] ?? 0))).toBe(true)
    expect(new Set(seen.map(([, total]) => total)).size).toBe(1)
  })
  it('it stops when asked to', async () => {
    const stop = new AbortController()
    const work = look([path.join(folder.path, 'progress')], { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) })
    await expect(work).rejects.toThrow('stopped')
  })
  it('a file that changes between understanding and converting is refused', async () => {
    const file = folder.write('changes.csv', good)
    const [group] = (await look([file])).groups
    folder.write('changes.csv', good.replace('536365', '536366'))
    expect(await codeOf(() => rowsOf(group))).toBe('file.changed')
  })
})

describe('a till', () => {
  const till = 'Bon-Nr;Datum;Artikel;Menge;Einzelpreis;Betrag\n1;13/07/2024;Mug;4;25,00;100,00\n2;14/07/2024;Tea;1;4,50;4,50\n'

  it('names nobody, and is read when that is said', async () => {
    const asked = await lookAt(`Kassenbericht;;;;;\n\n${till}`)
    expect(asked.codes).toEqual(['import.noCustomer'])
    expect(asked.group?.preview.sample.map(({ line, raw }) => [line, raw[0]])).toEqual([
      [4, '1'],
      [5, '2']
    ])
    expect(asked.group?.preview.warnings.map(({ code }) => code)).toContain('import.preamble')
    const { group, codes } = await lookAt(till, { mapping: { kind: 'orders', constants: { customer: '' } } })
    expect(codes).toEqual([])
    expect((await rowsOf(group)).map(({ customer, order }) => [customer, order])).toEqual([
      [null, '1'],
      [null, '2']
    ])
  })
})
