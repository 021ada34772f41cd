/** What the importer does of itself is told: guesses, what is left out, what a template answers, and of which file it speaks. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { convert, understand } from '../../../src/main/core/import/index.ts'
import { builtInTemplates } from '../../../src/main/core/import/mapping/template/built-in.ts'
import type { UnderstandOptions } from '../../../src/main/core/import/types.ts'
import { message } from '../../../src/shared/messages/index.ts'
import { placed } from '../../../src/shared/warning-key.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { workbook, zipOf } from './support/workbook.ts'

const folder = testFolder()
const header = 'Order ID,Customer ID,Order Date,SKU,Quantity,Unit Price\n'

const look = (paths: string[], options: Partial<UnderstandOptions> = {}) =>
  understand(paths, { signal: noSignal, onProgress: () => {}, ...options })

async function told(paths: string[], options: Partial<UnderstandOptions> = {}) {
  const { groups } = await look(paths, options)
  return groups.flatMap(({ preview }) => preview.warnings)
}

describe('an encoding that nothing in the file names', () => {
  const text = `${header}1,7,2024-03-14,K\u00e4se,1,2.50\n2,8,2024-03-15,Brot,2,3.10\n`

  it('is told, with words that were read by it', async () => {
    const file = folder.write('latin.csv', Buffer.from(text, 'latin1'))
    const [warning] = await told([file])
    expect(warning).toEqual({ code: 'import.encodingGuessed', count: 1, example: 'windows-1252: K\u00e4se' })
    expect(message('import.encodingGuessed', 1, warning?.example)).toContain('choose another')
  })
  it('is the usual one of those that read alike, whatever else the letters could be', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i},7,2024-03-14,K\u00e4se ${i % 5},1,2.5${i % 10} \u0080\n`)
    const [warning] = await told([folder.write('euro.csv', Buffer.from(header + rows.join(''), 'latin1'))])
    expect(warning?.example).toBe('windows-1252: K\u00e4se, \u20ac')
  })
  it('is told of JSON, too', async () => {
    const rows = Array.from({ length: 3 }, (_, i) =>
      JSON.stringify({ 'Customer ID': `7${i}`, 'First name': 'J\u00fcrgen', City: 'K\u00f6ln' })
    )
    const file = folder.write('latin.ndjson', Buffer.from(rows.join('\n'), 'latin1'))
    expect(await told([file])).toContainEqual({ code: 'import.encodingGuessed', count: 1, example: 'windows-1252: J\u00fcrgen, K\u00f6ln' })
  })
  it('is not told where it is certain, or was said', async () => {
    expect(await told([folder.write('utf8.csv', text)])).toEqual([])
    const file = folder.write('latin-2.csv', Buffer.from(text, 'latin1'))
    expect(await told([file], { mapping: { encoding: 'iso-8859-2' } })).toEqual([])
  })
})

describe('dates that only other files of the drop decide', () => {
  const dates = (name: string, ...days: string[]) =>
    folder.write(name, header + days.map((day, i) => `${name}${i},7,${day},K,1,2.50\n`).join(''))
  it('are told, for each such file', async () => {
    const [open, proven] = [dates('open.csv', '06/06/2024', '02/06/2024'), dates('proven.csv', '02/06/2024', '25/06/2024')]
    expect(await told([open, proven])).toEqual([
      { code: 'import.orderToldByFiles', count: 1, example: '\u201cOrder Date\u201d: 02/06/2024 is 2024-06-02' }
    ])
    expect(await told([dates('a.csv', '26/06/2024', '02/06/2024'), proven])).toEqual([])
    expect(await told([dates('same.csv', '06/06/2024'), proven])).toEqual([])
    expect(await told([dates('iso.csv', '2024-06-02'), dates('iso2.csv', '2024-06-25')])).toEqual([])
    expect(await told([open, proven], { mapping: { dateOrder: 'dmy' } })).toEqual([])
  })
})

describe('what is no table', () => {
  it('says on which line a zero byte stands', async () => {
    const { failures } = await look([folder.write('nul.csv', `${header}1,7,2024-03-14,K,1,2.50\n2,8,2024-03-14,\0,1,2.50\n`)])
    expect(failures[0]?.error).toMatchObject({ code: 'file.notATable', details: { line: 3 }, message: expect.stringContaining('line 3') })
  })
  it('in a folder is named, with the reason', async () => {
    folder.write('drop/orders.csv', `${header}1,7,2024-03-14,K,1,2.50\n`)
    for (const name of ['notes.docx', 'readme.txt', 'pictures/lamp.png', '.hidden.csv']) folder.write(`drop/${name}`, 'x')
    expect(await told([path.join(folder.path, 'drop')])).toEqual([
      { code: 'import.leftOut.noTable', count: 3, example: 'drop/notes.docx, drop/pictures/lamp.png, drop/readme.txt' },
      { code: 'import.leftOut.hidden', count: 1, example: 'drop/.hidden.csv' }
    ])
  })
  it('in an archive is named, with the reason', async () => {
    const file = folder.write(
      'drop.zip',
      await zipOf({ 'orders.csv': `${header}1,7,2024-03-14,K,1,2.50\n`, 'notes.docx': 'x', '__MACOSX/orders.csv': 'x' })
    )
    expect(await told([file])).toEqual([
      { code: 'import.leftOut.noTable', count: 1, example: 'drop.zip/notes.docx' },
      { code: 'import.leftOut.hidden', count: 1, example: 'drop.zip/__MACOSX/orders.csv' }
    ])
  })
})

describe('moments of several time zones', () => {
  it('are told before anything is stored, with their column', async () => {
    const rows = `${header}1,7,2024-01-31T23:30:00-08:00,K,1,2.50\n2,8,2024-02-01T07:30:00Z,K,1,2.50\n`
    const { groups } = await look([folder.write('zones.csv', rows)])
    const mixed = expect.objectContaining({ code: 'import.mixedZones', example: expect.stringContaining('“Order Date”') })
    expect(groups[0]?.preview.warnings).toContainEqual(mixed)
    expect(groups[0]?.tables[0]?.warnings.filter(({ code }) => code === 'import.mixedZones')).toHaveLength(1)
    // That they have zones at all is no second thing to be told.
    expect(groups[0]?.preview.warnings.map(({ code }) => code)).not.toContain('import.zoneDropped')
  })
})

describe('what holds no rows', () => {
  const good = `${header}1,7,2024-03-14,K,1,2.50\n`
  it('is left out of an archive and of a folder, and named', async () => {
    const parts = { 'jan.csv': good, 'empty.csv': '', 'blank.csv': '\n\n', 'header.csv': 'Ticket,Opened\n' }
    const zip = folder.write('nothing.zip', await zipOf(parts))
    for (const [name, content] of Object.entries(parts)) folder.write(`nothing/${name}`, content)
    for (const [dropped, name] of [[zip, 'nothing.zip'] as const, [path.join(folder.path, 'nothing'), 'nothing'] as const]) {
      const { groups, failures } = await look([dropped])
      expect(failures).toEqual([])
      expect(groups.map(({ preview }) => preview.expected.read)).toEqual([1])
      const [warning] = groups.flatMap(({ preview }) => preview.warnings)
      expect(warning).toMatchObject({ code: 'import.leftOut.empty', count: 3 })
      expect(warning?.example.split(', ').sort()).toEqual([`${name}/blank.csv`, `${name}/empty.csv`, `${name}/header.csv`])
    }
  })

  it('is refused where nothing else is there, or where it was named by itself', async () => {
    const zip = folder.write('only.zip', await zipOf({ 'empty.csv': '' }))
    expect((await look([zip])).failures).toMatchObject([{ file: 'only.zip', error: { code: 'file.empty' } }])
    const files = [folder.write('good.csv', good), folder.write('empty.csv', '')]
    expect((await look(files)).failures).toMatchObject([{ file: 'empty.csv', error: { code: 'file.empty' } }])
  })

  it('is left out of a workbook that has another sheet, by its name', async () => {
    const row = (n: number, ...cells: string[]) =>
      `<row r="${n}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
    const rows = good
      .trim()
      .split('\n')
      .map((line, i) => row(i + 1, ...line.split(',')))
    const sheets = [
      { name: 'Orders', rows: rows.join('') },
      { name: 'Notes', rows: row(1, 'made by Ann') }
    ]
    const { groups, failures } = await look([folder.write('notes.xlsx', await workbook({ sheets }))])
    expect(failures).toEqual([])
    expect(groups.map(({ preview }) => preview.warnings)).toEqual([[{ code: 'import.sheetLeftOut', count: 1, example: 'Notes' }]])
  })
})

describe('a second table that is of no known kind', () => {
  it('is left out by name, and is one to be mapped once somebody says what it is', async () => {
    const file = folder.write('two.csv', `${header}1,7,2024-03-14,K,1,2.50\n2,8,2024-03-15,K,1,2.50\n\nDepot,Shelves\nNorth,12\nSouth,15\n`)
    const { groups, others } = await look([file])
    expect(groups).toHaveLength(1)
    expect(others).toEqual([{ id: expect.any(String), file: 'two.csv', sheet: 'table 2', rows: 2 }])
    expect(groups[0]?.preview.warnings.map(({ code }) => code)).toContain('import.sheetLeftOut')
    const mappings = { [others[0]?.id ?? '']: { kind: 'products' as const } }
    const again = await look([file], { mappings })
    expect(again.others).toEqual([])
    expect(again.groups.map(({ preview }) => [preview.mapping.kind, preview.rows])).toEqual([
      ['orders', 3],
      ['products', 2]
    ])
  })
})

describe('what a template answers', () => {
  it('about dates that fit two orders is told, and by which template', async () => {
    const fixture = path.resolve(import.meta.dirname, '../../fixtures/templates/etsy-orders.csv')
    const [head = '', row = ''] = readFileSync(fixture, 'utf8').split('\n')
    const file = folder.write('etsy.csv', `${head}\n${row.replaceAll(/\b\d\d\/\d\d\/(\d\d)\b/g, '03/04/$1')}\n`)
    const [assumed] = (await told([file], { templates: builtInTemplates() })).filter(({ code }) => code === 'import.orderAssumed')
    expect(assumed?.example).toMatch(/^“Sale Date”: 03\/04\/24 is 2024-03-04, by “.*Etsy.*”$/)
    expect(message('import.orderAssumed', 1, assumed?.example)).toContain('template')
  })
})

describe('examples', () => {
  it('name the file of a line where there are several files', async () => {
    const one = folder.write('one.csv', `${header}1,7,2024-03-14,K,1,2.50\n`)
    const two = folder.write('two.csv', `${header}2,,2024-03-14,K,1,2.50\n`)
    expect(await told([one, two])).toContainEqual({ code: 'import.anonymous', count: 1, example: '2, line 2 of two.csv' })
    expect(await told([two])).toContainEqual({ code: 'import.anonymous', count: 1, example: '2, line 2' })
  })
  it('without a line stay as they are', () => {
    const warning = { code: 'import.templateApplied', count: 1, example: 'Line 6' }
    expect(placed(warning, 'a.csv')).toEqual(warning)
  })
})

describe('several time zones in one column', () => {
  it('are kept among the warnings of the import, with the column', async () => {
    const rows = '1,7,2024-03-14T10:00:00+01:00,K,1,6\n2,8,2024-07-15T10:00:00+02:00,B,2,5\n'
    const { groups } = await look([folder.write('zones.csv', header + rows)])
    const [group] = groups
    if (group === undefined) throw new Error('nothing was understood')
    for await (const _ of convert(group, 0, noSignal));
    expect(group.tables[0]?.warnings).toContainEqual({ code: 'import.mixedZones', count: 2, example: '“Order Date”: +01:00, +02:00' })
  })
})

describe('a workbook', () => {
  const names = ['Order ID', 'Customer ID', 'Order Date', 'SKU', 'Quantity', 'Unit Price']
  const row = (line: number, cells: readonly string[]) =>
    `<row r="${line}">${cells.map((text, i) => `<c r="${'ABCDEF'[i]}${line}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`
  const order = (id: number, price: string) => [`${id}`, '7', '2024-03-14', 'K', '1', price]
  const write = async (name: string, rows: string, strings = '') =>
    folder.write(name, await workbook({ sheets: [{ name: 'S', rows }], strings }))

  it('whose prices are texts that may be read in two ways is asked about, as a CSV file is', async () => {
    const inline = await write('inline.xlsx', [row(1, names), row(2, order(1, '1.234')), row(3, order(2, '2.345'))].join(''))
    const texts = [...names, ...order(1, '1.234'), ...order(2, '2.345')]
    const usual = (line: number) =>
      `<row r="${line}">${names.map((_, i) => `<c r="${'ABCDEF'[i]}${line}" t="s"><v>${(line - 1) * 6 + i}</v></c>`).join('')}</row>`
    const strings = texts.map((text) => `<si><t>${text}</t></si>`).join('')
    const table = await write('shared.xlsx', [1, 2, 3].map(usual).join(''), strings)
    for (const file of [inline, table]) {
      const [group] = (await look([file])).groups
      expect(group?.preview.blockers.map(({ code }) => code)).toEqual(['import.ambiguousNumber'])
      const [told] = (await look([file], { mapping: { decimal: ',' } })).groups
      expect(told?.preview.sample.map(({ parsed }) => parsed[5])).toEqual(['1234.00', '2345.00'])
    }
  })
  it('whose prices are its own numbers is not', async () => {
    const numbers = [2, 3].map((line) => row(line, order(line, '')).replace('</row>', `<c r="F${line}"><v>${line}.345</v></c></row>`))
    const [group] = (await look([await write('numbers.xlsx', [row(1, names), ...numbers].join(''))])).groups
    expect(group?.preview.blockers).toEqual([])
    expect(group?.preview.sample.map(({ parsed }) => parsed[5])).toEqual(['2.345', '3.345'])
  })
  it('with rows that stand twice or out of order is read whole, and that is said', async () => {
    const rows = [row(1, names), row(2, order(1, '2.50')), row(2, order(2, '3.50')), row(5, order(3, '4.50')), row(4, order(4, '5.50'))]
    const [group] = (await look([await write('twice.xlsx', rows.join(''))])).groups
    expect(group?.preview.sample.map(({ line, parsed }) => [line, parsed[0]])).toEqual([
      [2, '1'],
      [2, '2'],
      [5, '3'],
      [4, '4']
    ])
    expect(group?.preview.warnings).toContainEqual({ code: 'import.rowNumbers', count: 2, example: 'row 2' })
  })
})

describe('a formula that is nothing but a text', () => {
  it('is that text, which is told; a rejected row is kept as it stands', async () => {
    const file = folder.write(
      'formulas.csv',
      `${header}="00012","=""007""",2024-03-14,="K,2,2.50\n="00013",="008",2024-03-15,=1+1,x,3.10\n`
    )
    const { groups } = await look([file])
    const [group] = groups
    expect(group?.preview.warnings).toContainEqual({ code: 'import.textFormula', count: 4, example: '="00012"' })
    if (group === undefined) throw new Error('no group')
    const rows: unknown[] = []
    const rejected: unknown[] = []
    for await (const batch of convert(group, 0, noSignal)) {
      rows.push(...batch.rows)
      rejected.push(...batch.rejected)
    }
    expect(rows).toMatchObject([{ order: '00012', customer: '007', product: '="K' }])
    expect(rejected).toMatchObject([{ line: 3, raw: ['="00013"', '="008"', '2024-03-15', '=1+1', 'x', '3.10'] }])
  })
})
