import { describe, expect, it } from 'vitest'
import { understand } from '../../../src/main/core/import/index.ts'
import { noSignal, testFolder } from './support/folder.ts'
import { readFileTables } from './support/read.ts'
import { workbook } from './support/workbook.ts'

const folder = testFolder()
let files = 0
const tables = (text: string, sheet?: string) => readFileTables(folder.write(`shape-${files++}.csv`, text), { sheet })
const first = async (text: string) => {
  const [table] = await tables(text)
  if (!table) throw new Error('no table')
  return table
}
const header = 'Order,Customer,Date,Total'
const data = Array.from({ length: 12 }, (_, i) => `A${i},Ann ${i},2024-01-${String(i + 10)},${i + 1}.50`)
const rowsOf = (lines: readonly string[]) => lines.map((line) => line.split(','))
const lines = (...parts: (string | readonly string[])[]) => `${parts.flat().join('\n')}\n`

describe('lines above the header', () => {
  it.each<[string, string[]]>([
    ['a title', ['Sales report']],
    ['a title and a blank line', ['Sales report', '']],
    ['titles filled up with delimiters', ['PREAMBLE,,,', ',,,']],
    ['parameters', ['Shop,North', 'From,2024-01-01', 'To,2024-12-31', '', 'All amounts in EUR']]
  ])('are left out and told: %s', async (_, above) => {
    const { rows, leftOut, lines: at, notes } = await first(lines(above, header, data))
    expect(rows.filter((row) => row.some((cell) => cell !== ''))).toEqual(rowsOf([header, ...data]))
    expect(leftOut.map(({ code }) => code)).toEqual(above.filter((line) => /[^,]/.test(line)).map(() => 'import.preamble'))
    expect(notes).toContainEqual({ code: 'import.preamble', count: leftOut.length, example: (above[0] ?? '').replace(/,/g, ' ').trim() })
    expect(at.at(-1)).toBe(above.length + 1 + data.length)
  })
  it('stand above columns of words too, if a blank line follows', async () => {
    const words = ['Ann,Rome,blue', 'Bob,Paris,red', 'Cid,Bonn,green']
    expect((await first(lines('Members', '', 'Name,City,Colour', words))).rows.filter((row) => row.length > 1)).toEqual(
      rowsOf(['Name,City,Colour', ...words])
    )
  })
  it.each<[string, string[]]>([
    ['rows with gaps', ['a,,', 'b,1,2', 'c,3,4', 'd,5,6']],
    ['ragged baskets', ['milk', 'bread,butter,jam', 'beer,chips', 'milk,eggs,tea,rice', 'bread,jam,eggs']],
    ['a header of words over words', ['name,city', 'Ann,Rome', 'Bob,Paris']],
    ['a lone first cell of two columns', ['x,', 'a,b', 'c,d']]
  ])('are not seen in %s', async (_, text) => {
    const { rows, leftOut } = await first(lines(text))
    expect([rows, leftOut]).toEqual([rowsOf(text), []])
  })
})

describe('a header of several rows', () => {
  it('is joined: headings over several columns count for each of them', async () => {
    const { rows, notes } = await first(lines('Region,2023,,2024,', ',Q1,Q2,Q1,Q2', ['North,1,2,3,4', 'South,5,6,7,8', 'East,9,8,7,6']))
    expect(rows[0]).toEqual(['Region', '2023 Q1', '2023 Q2', '2024 Q1', '2024 Q2'])
    expect(rows).toHaveLength(4)
    expect(notes).toContainEqual(expect.objectContaining({ code: 'import.headerRows', count: 1 }))
  })
  it('is joined where the headings tell what the names are of, also below a title', async () => {
    const body = data.map((row, i) => `${row},${i + 1}`)
    const grouped = ['Order,,Customer,,Item,', 'number,date,id,name,quantity,price']
    const line = (i: number) => `A${i},2024-01-${i + 10},C${i},Ann,${i},${i}.50`
    const rows = Array.from({ length: 12 }, (_, i) => line(i))
    const joined = ['Order number', 'Order date', 'Customer id', 'Customer name', 'Item quantity', 'Item price']
    expect((await first(lines(grouped, rows))).rows[0]).toEqual(joined)
    const { rows: below, leftOut } = await first(lines('Orders of 2024', '', grouped, rows))
    expect(below.find((row) => row.length > 1)).toEqual(joined)
    expect(leftOut.map(({ code }) => code)).toEqual(['import.preamble', 'import.headerRow'])
    // A title of two cells is none.
    expect((await first(lines('Shop,North,,,', `${header},Units`, body))).rows[0]).toEqual(`${header},Units`.split(','))
  })
  it('takes units in', async () => {
    expect((await first(lines('Item,Weight,Price', ',(kg),(EUR)', ['a,1,2', 'b,3,4']))).rows[0]).toEqual([
      'Item',
      'Weight (kg)',
      'Price (EUR)'
    ])
  })
  it('says a name once that is there twice', async () => {
    expect((await first(lines(header, header, data))).rows[0]).toEqual(header.split(','))
  })
  it('is not seen in a row of words that has gaps where numbers are', async () => {
    expect((await first(lines(header, 'A,Ann,,', data))).rows).toHaveLength(14)
  })
})

describe('a header that is repeated', () => {
  it('further down is left out, as often as pages begin', async () => {
    const { rows, leftOut, notes } = await first(lines(header, data.slice(0, 5), header, data.slice(5, 10), header, data.slice(10)))
    expect(rows).toEqual(rowsOf([header, ...data]))
    expect(leftOut.map(({ line, code }) => [line, code])).toEqual([
      [7, 'import.repeatedHeader'],
      [13, 'import.repeatedHeader']
    ])
    expect(notes).toContainEqual({ code: 'import.repeatedHeader', count: 2, example: 'line 7' })
  })
  it('over the same first row begins a copy, which is a table of its own', async () => {
    const found = await tables(lines(header, data, header, data))
    expect(found.map(({ sheet, rows }) => [sheet, rows.length])).toEqual([
      [null, 13],
      ['table 2', 13]
    ])
  })
  it('is data where it is most of the rows', async () => {
    expect((await first('a,b\n'.repeat(50))).rows).toHaveLength(50)
  })
})

describe('totals', () => {
  it.each(['Total,,,900', 'Grand total:,,,900.5', ',Summe,,900', 'Total général,,,5'])('at the end are marked: %s', async (total) => {
    const { rows, faults } = await first(lines(header, data, '', total))
    expect(rows.at(-1)).toEqual(total.split(','))
    expect(faults.map(({ code, line }) => [code, line])).toEqual([['import.reject.totalRow', 15]])
  })
  it.each(['A99,Total,2024-01-30,5', 'Total,Ann,2024-01-30,5', 'A99,Summer Sum,2024-01-30,5'])(
    'are not seen in a row like the others: %s',
    async (row) => {
      expect((await first(lines(header, data, row))).faults).toEqual([])
    }
  )
  it.each<[string, string[], number[]]>([
    [
      'after each month, of one row too',
      [
        '1,Ann,3.1.24,4.50',
        '2,Bob,4.1.24,14.50',
        ',Subtotal,Jan 2024,19.00',
        '3,Bob,4.2.24,14.50',
        ',Subtotal,Feb 2024,14.50',
        '4,Cat,5.3.24,1'
      ],
      [4, 6]
    ],
    [
      'called what they are of',
      ['1,Ann,3.1.24,4.50', '2,Ann,4.1.24,14.50', ',Ann Total,,19.00', '3,Bob,4.2.24,14.50', ',Bob Total,,14.50', ',Gesamtergebnis,,33.50'],
      [4, 6, 7]
    ],
    ['with a date, twice', ['1,Ann,3.1.24,4.50', '2,Bob,4.1.24,14.50', ',Total,31.1.24,19.00', 'Grand total,Total,31.1.24,19.00'], [4, 5]],
    ['without a name, at the end', ['1,Ann,3.1.24,"12,345"', '2,Bob,4.1.24,20', ',,,"12,365"'], [4]]
  ])('are seen by what they add up: %s', async (_, rows, at) => {
    const { faults } = await first(lines(header, rows))
    expect(faults.map(({ code, line }) => [code, line])).toEqual(at.map((line) => ['import.reject.totalRow', line]))
  })
  it('are not seen in a row that adds nothing up, or a nameless one between others', async () => {
    expect(
      (
        await first(
          lines(
            header,
            data,
            ',Total,2024-01-30,5',
            data.map((line) => line.replace('A', 'B'))
          )
        )
      ).faults
    ).toEqual([])
    expect((await first(lines(header, ['1,Ann,3.1.24,4', '2,Bob,4.1.24,5', ',,5.1.24,9', '3,Bob,4.1.24,5']))).faults).toEqual([])
  })
  it('are not seen in a line of a product whose name ends in such a word, though its quantity is a sum', async () => {
    const orders = [
      'order,customer,date,product,quantity,price',
      '1001,501,2024-01-15,Mug,1,4.50',
      '1002,502,2024-01-16,Cup,1,2.20',
      '1003,503,2024-01-17,Colgate Total,2,4.99',
      '1004,504,2024-01-18,Jug,3,9.99'
    ]
    expect((await first(lines(orders))).faults).toEqual([])
  })
  it('are seen in the midst of a long file, too', async () => {
    const row = (i: number) => `A${i},Ann ${i % 50},2024-01-${String(10 + (i % 20))},2.00`
    const many = Array.from({ length: 3_000 }, (_, i) => row(i))
    const file = folder.write('long.csv', lines(header, many.slice(0, 1_500), ',Subtotal,,3000.00', many.slice(1_500)))
    const { groups } = await understand([file], { signal: noSignal, onProgress: () => {}, keepFrom: 1 })
    expect(groups[0]?.preview.expected).toEqual({ read: 3_001, good: 3_000, rejected: 1, blank: 0 })
  })
  it('are rejected in an import, with the reason, and the equation holds', async () => {
    const path = folder.write(
      'orders.csv',
      lines(
        'Report',
        '',
        header,
        data,
        header,
        data.map((line) => line.replace('A', 'B')),
        'Total,,,99'
      )
    )
    const { groups } = await understand([path], { signal: noSignal, onProgress: () => {} })
    expect(groups[0]?.preview.expected).toEqual({ read: 26, good: 24, rejected: 1, blank: 1 })
    expect(groups[0]?.preview.warnings.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['import.preamble', 1],
        ['import.repeatedHeader', 1]
      ])
    )
  })
  it('and notes below are marked in sheets', async () => {
    const { faults } = await first(lines(header, data, 'Prices include tax'))
    expect(faults.map(({ code }) => code)).toEqual(['import.reject.note'])
  })
})

describe('several tables', () => {
  const other = ['Sku,Stock,Price,Weight,Colour', 'k1,5,1.5,2,red', 'k2,6,2.5,3,blue', 'k3,7,3.5,4,green']
  it('one below the other are each their own, and the first says so', async () => {
    const found = await tables(lines(header, data, '', 'Stock', '', other))
    expect(found.map(({ sheet }) => sheet)).toEqual([null, 'table 2'])
    expect(found[0]?.rows.filter((row) => row.length > 1)).toEqual(rowsOf([header, ...data]))
    expect(found[0]?.notes).toContainEqual({ code: 'import.moreTables', count: 1, example: 'line 15' })
    expect(found[1]?.rows.filter((row) => row.length > 1)).toEqual(rowsOf(other))
    expect(found[1]?.lines.at(-1)).toBe(20)
  })
  it('are told without a blank line by names that come again', async () => {
    const fewer = ['Order,Customer,Date', ...data.map((line) => line.split(',').slice(0, 3).join(','))]
    expect((await tables(lines(header, data, fewer))).map(({ rows }) => [rows.length, rows[0]?.length])).toEqual([
      [13, 4],
      [13, 3]
    ])
  })
  it('are reached by name', async () => {
    const found = await tables(lines(header, data, '', other), 'table 2')
    expect(found.map(({ rows }) => rows[0])).toEqual([other[0]?.split(',')])
  })
  it('are understood each on its own', async () => {
    const path = folder.write('both.csv', lines(header, data, '', header.replace('Total', 'Amount'), data))
    const { groups } = await understand([path], { signal: noSignal, onProgress: () => {} })
    expect(groups.map(({ preview }) => [preview.files[0]?.sheet, preview.rows])).toEqual([
      [null, 13],
      ['table 2', 12]
    ])
  })
  it('are not seen in a gap between rows', async () => {
    expect(await tables(lines(header, data.slice(0, 6), '', data.slice(6)))).toHaveLength(1)
    expect(await tables(lines(header, data.slice(0, 6), '', 'A9,no date,,', data.slice(6)))).toHaveLength(1)
  })
  it('stand in sheets too, where a gap is rows that are absent', async () => {
    const cell = (reference: string, text: string) =>
      /^[\d.]+$/.test(text) ? `<c r="${reference}"><v>${text}</v></c>` : `<c r="${reference}" t="str"><v>${text}</v></c>`
    const xml = (from: number, texts: string[]) =>
      texts
        .map(
          (line, i) =>
            `<row r="${from + i}">${line
              .split(',')
              .map((text, c) => cell(`${'ABCDE'[c]}${from + i}`, text))
              .join('')}</row>`
        )
        .join('')
    const bytes = await workbook({
      sheets: [{ name: 'All', rows: xml(1, ['Name,Age', 'Ann,30', 'Bob,40']) + xml(6, ['City,People,Area', 'Rome,5,6', 'Bonn,7,8']) }]
    })
    const found = await readFileTables(folder.write('two.xlsx', bytes))
    expect(found.map(({ sheet, rows }) => [sheet, rows[0]])).toEqual([
      ['All', ['Name', 'Age']],
      ['All, table 2', ['City', 'People', 'Area']]
    ])
  })
})

it('gives the same whatever the length of the table', async () => {
  // Batches end in all places.
  for (const count of [1, 7, 99, 100, 101, 2_000, 9_000]) {
    const many = Array.from({ length: count }, (_, i) => `A${i},Ann ${i % 97},2024-01-${String(10 + (i % 19))},${i}.50`)
    const { rows, faults } = await first(lines('Report', header, many, 'Total,,,5'))
    expect(rows).toHaveLength(count + 2)
    if (count > 1) expect(faults.map(({ code, line }) => [code, line])).toEqual([['import.reject.totalRow', count + 3]])
  }
})
