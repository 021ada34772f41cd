import { rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { refuseBomb } from '../../../src/main/core/import/container/guard.ts'
import { CsvScanner } from '../../../src/main/core/import/csv/scanner.ts'
import { collectFiles } from '../../../src/main/core/import/discovery.ts'
import { understand } from '../../../src/main/core/import/index.ts'
import { openTables } from '../../../src/main/core/import/open.ts'
import { codeOf } from './support/code-of.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { readFileTables } from './support/read.ts'
import { workbook, zipOf } from './support/workbook.ts'

const folder = testFolder()
const csv = 'a,b\n1,2\n'
const json = '[{"a":1}]'
const book = () => workbook({ sheets: [{ name: 'S', rows: '<row r="1"><c r="A1" t="str"><v>x</v></c></row>' }] })
const read = async (name: string, bytes: string | Uint8Array) => readFileTables(folder.write(name, bytes))

describe('gzip', () => {
  it('of a text, a workbook, JSON is read as what is in it', async () => {
    expect((await read('t.csv.gz', gzipSync(csv)))[0]?.rows).toEqual([
      ['a', 'b'],
      ['1', '2']
    ])
    expect((await read('t.xlsx.gz', gzipSync(await book())))[0]?.rows).toEqual([['x']])
    expect((await read('t.json.gz', gzipSync(json)))[0]?.rows).toEqual([['a'], ['1']])
  })
  it('in several members is one text', async () => {
    expect((await read('m.csv.gz', Buffer.concat([gzipSync('a,b\n1,'), gzipSync('2\n3,4\n')])))[0]?.rows).toHaveLength(3)
  })
  it('that is cut off, broken, a bomb or nested is refused', async () => {
    const packed = gzipSync('a,b\n'.repeat(10_000))
    expect(await codeOf(() => read('c.csv.gz', packed.subarray(0, -20)))).toBe('file.damaged')
    const broken = Buffer.from(packed)
    broken.fill(0xff, 20, 30)
    expect(await codeOf(() => read('b.csv.gz', broken))).toBe('file.damaged')
    expect(await codeOf(() => read('z.csv.gz', gzipSync(Buffer.alloc(100_000_000, 'a,b\n'))))).toBe('file.tooLarge')
    expect(await codeOf(() => read('n.csv.gz', gzipSync(packed)))).toBe('file.nestedArchive')
    expect(await codeOf(async () => read('n.zip.gz', gzipSync(await zipOf({ 'a.csv': csv }))))).toBe('file.nestedArchive')
    expect(await codeOf(() => read('e.csv.gz', gzipSync('')))).toBe('file.empty')
  })
  it('has the fingerprint of what is in it', async () => {
    const plain = folder.write('same.csv', csv)
    const packed = folder.write('same.csv.gz', gzipSync(csv))
    const [one] = await openTables({ path: plain, file: 'x' }, {}, noSignal)
    const [other] = await openTables({ path: packed, file: 'x' }, {}, noSignal)
    expect(other?.fingerprint).toBe(one?.fingerprint)
  })
})

describe('a ZIP archive', () => {
  it('is the tables in it, each by its name; what lies beside them is left out', async () => {
    const zip = await zipOf({
      'orders/jan.csv': csv,
      'orders/feb.json': json,
      'book.xlsx': await book(),
      'README.txt': 'Read me',
      'logo.png': 'x',
      '__MACOSX/._jan.csv': 'x',
      '.hidden.csv': csv
    })
    expect((await read('all.zip', zip)).map(({ file, rows }) => [file, rows.length])).toEqual([
      ['all.zip/orders/jan.csv', 2],
      ['all.zip/orders/feb.json', 2],
      ['all.zip/book.xlsx', 1]
    ])
  })
  it('of one file is that file, whatever it is called', async () => {
    expect((await read('one.zip', await zipOf({ 'incident_log.dat': csv })))[0]?.rows).toHaveLength(2)
  })
  it('with an archive in it, or a broken part, is refused', async () => {
    expect(await codeOf(async () => read('n.zip', await zipOf({ 'a.csv': csv, 'b.zip': await zipOf({ 'c.csv': csv }) })))).toBe(
      'file.nestedArchive'
    )
    expect(await codeOf(async () => read('g.zip', await zipOf({ 'b.csv.gz': gzipSync(csv) })))).toBe('file.nestedArchive')
    const zip = await zipOf({ 'a.csv': csv.repeat(50) }, false)
    zip.write('X', 60)
    await expect(read('b.zip', zip)).rejects.toMatchObject({ code: 'file.damaged', details: { file: 'b.zip' } })
    await expect(read('bad.zip', await zipOf({ 'a.csv': 'x,"y' }))).rejects.toMatchObject({
      code: 'file.badQuoting',
      details: { file: 'bad.zip/a.csv', line: 1 }
    })
  })
  it('tells names apart by their case, and is refused with two tables by one name', async () => {
    const tables = await read('case.zip', await zipOf({ 'a.csv': csv, 'A.CSV': `${csv}3,4\n` }))
    expect(tables.map(({ file, rows }) => [file, rows.length])).toEqual([
      ['case.zip/a.csv', 2],
      ['case.zip/A.CSV', 3]
    ])
    const twice = await zipOf({ 'a.csv': csv, 'b.csv': csv })
    // In the part's own header and in the directory.
    const doubled = Buffer.from(twice.toString('latin1').replaceAll('b.csv', 'a.csv'), 'latin1')
    await expect(read('twice.zip', doubled)).rejects.toMatchObject({ code: 'file.damaged', details: { file: 'twice.zip' } })
  })
  it('that unpacks out of all proportion is refused', async () => {
    const bomb = await zipOf({ 'a.csv': Buffer.alloc(100_000_000, 'a,b\n') })
    expect(await codeOf(() => read('bomb.zip', bomb))).toBe('file.tooLarge')
  })
  it('that changes while it is read is refused', async () => {
    const path = folder.write('c.zip', await zipOf({ 'a.csv': csv }))
    const [table] = await openTables({ path, file: 'c.zip' }, {}, noSignal)
    writeFileSync(path, await zipOf({ 'a.csv': `${csv}3,4\n` }))
    expect(
      await codeOf(async () => {
        for await (const _ of table?.rows(noSignal) ?? []);
      })
    ).toBe('file.changed')
  })
})

it('a folder gives tables of all formats, and archives', async () => {
  for (const name of ['1.csv', '2.tsv', '3.json', '4.ndjson', '5.ods', '6.xls', '7.xlsb', '8.zip', '9.csv.gz', 'package.json', 'x.md'])
    folder.write(`all/${name}`, csv)
  expect((await collectFiles([`${folder.path}/all`])).map(({ file }) => file)).toEqual(
    ['1.csv', '2.tsv', '3.json', '4.ndjson', '5.ods', '6.xls', '7.xlsb', '8.zip', '9.csv.gz'].map((name) => `all/${name}`)
  )
})

it('orders in an archive and in JSON are understood as orders', async () => {
  const orders = Array.from({ length: 30 }, (_, i) => ({
    order: `A${i}`,
    customer: { id: `C${i % 7}` },
    date: `2024-01-${10 + (i % 19)}`,
    total: i + 0.5
  }))
  const text = [
    'order,customer id,date,total',
    ...orders.map(({ order, customer, date, total }) => `${order},${customer.id},${date},${total}`)
  ].join('\n')
  const paths = [
    folder.write('o.json', JSON.stringify(orders)),
    folder.write('o.ndjson', orders.map((order) => JSON.stringify(order)).join('\n')),
    folder.write('o.zip', await zipOf({ 'o.csv': text }))
  ]
  const { groups, failures } = await understand(paths, { signal: noSignal, onProgress: () => {} })
  expect(failures).toEqual([])
  expect(groups.map(({ preview: { kind, expected, files } }) => [kind, expected.good, files.map(({ file }) => file)])).toEqual([
    ['orders', 60, ['o.json', 'o.ndjson']],
    ['orders', 30, ['o.zip/o.csv']]
  ])
})

function oneCell() {
  const made = utils.book_new()
  utils.book_append_sheet(made, utils.aoa_to_sheet([['a'], [1]]), 'S')
  return made
}

describe('a file that changes or vanishes between two readings', () => {
  const old = () => new Uint8Array(write(oneCell(), { bookType: 'biff8', type: 'array' }) as ArrayBuffer)
  const sheet = (text: string) =>
    zipOf({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': `<?xml version="1.0"?><d xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell></table:table-row></table:table></d>`
    })
  it.each<[string, () => Uint8Array | string | Promise<Uint8Array>, () => Uint8Array | string | Promise<Uint8Array>]>([
    ['text.csv', () => csv, () => `${csv}3,4\n`],
    ['text.csv.gz', () => gzipSync(csv), () => gzipSync(`${csv}3,4\n`)],
    ['records.json', () => json, () => '[{"a":2}]'],
    ['lines.ndjson', () => '{"a":1}\n{"a":2}\n', () => '{"a":1}\n{"a":3}\n'],
    ['book.xlsx', book, () => workbook({ sheets: [{ name: 'S', rows: '<row r="1"><c r="A1" t="str"><v>y</v></c></row>' }] })],
    ['packed.zip', async () => zipOf({ 'b.xlsx': await book() }), () => zipOf({ 'b.xlsx': 'x' })],
    ['sheet.ods', () => sheet('a'), () => sheet('b')],
    ['old.xls', old, () => Buffer.from(old()).fill(1, 600, 700)]
  ])('%s is refused with the code for that', async (name, before, after) => {
    const drain = async (path: string) => {
      const [table] = await openTables({ path, file: name }, {}, noSignal)
      return async () => {
        for await (const _ of table?.rows(noSignal) ?? []);
      }
    }
    const path = folder.write(`changing/${name}`, await before())
    const again = await drain(path)
    expect(await codeOf(again)).toBeNull()
    writeFileSync(path, await after())
    expect(await codeOf(again)).toBe('file.changed')
    rmSync(path)
    expect(await codeOf(again)).toBe('file.changed')
  })
})

describe('limits', () => {
  it('are written as people write numbers', () => {
    const said = (work: () => void): unknown => {
      try {
        work()
      } catch (error) {
        return (error as { details?: { reason?: string } }).details?.reason
      }
      return null
    }
    expect(said(() => refuseBomb(65_000_000_000, 64_000_000_000, 'a.zip'))).toBe('it unpacks to more than 64 GB')
    expect(said(() => new CsvScanner({ delimiter: ',', escape: 'double' }, 'a.csv').push(`${'x'.repeat(1_000_001)}\n`, true))).toContain(
      '1,000,000 characters'
    )
  })
})
