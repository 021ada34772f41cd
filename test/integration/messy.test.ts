/**
 * Other people's awkward files with their expected answers, read as `lab table` reads them. Each suite has its score: files
 * read right, or refused with the code that is theirs, of all files. The scores are asserted, so that they cannot fall.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type PlainTable, readPlain } from '../../src/main/core/import/index.ts'
import { isSextantError } from '../../src/shared/errors.ts'
import { pollockDiffers, simpleScore } from './messy/pollock.ts'
import { calamine, readxl, twins, type WorkbookCase } from './messy/workbooks.ts'

const data = process.env.SEXTANT_DATA ?? path.resolve(import.meta.dirname, '../../../shared/data')
const messy = path.join(data, 'messy')
const there = existsSync(messy)
const at = (...parts: string[]) => path.join(messy, ...parts)
const listed = (...parts: string[]) => (there ? readdirSync(at(...parts)).sort() : [])
const scores = new Map<string, { right: number; of: number }>()

if (!there) console.log('messy: the files are not here, so nothing of them is tested')

function count(suite: string, right: boolean): boolean {
  const score = scores.get(suite) ?? { right: 0, of: 0 }
  scores.set(suite, { right: score.right + (right ? 1 : 0), of: score.of + 1 })
  return right
}

afterAll(() => {
  for (const [suite, { right, of }] of scores) console.log(`  ${suite.padEnd(16)} ${right} of ${of}`)
})

/** The table, or the code of the error with what it names. */
async function outcome(
  file: string,
  options: Parameters<typeof readPlain>[1] = {}
): Promise<PlainTable | { code: string; details: unknown; message: string }> {
  try {
    return await readPlain(file, options)
  } catch (error) {
    if (!isSextantError(error)) throw new Error(`${file} crashed the reader`, { cause: error })
    return { code: error.code, details: error.details, message: error.message }
  }
}

const all = ({ columns, rows }: PlainTable): string[][] => [columns, ...rows]
const json = (...parts: string[]): unknown => JSON.parse(readFileSync(at(...parts), 'utf8'))
const read = async (file: string, options?: Parameters<typeof readPlain>[1]) => {
  const table = await outcome(file, options)
  if ('code' in table) throw new Error(`${file}: ${table.message}`)
  return table
}

describe.skipIf(!there)('csv-spectrum', () => {
  // The copy that is here has line feeds for all line ends, and its coordinates are of another telephone than the answer's.
  const differs: Record<string, string> = {
    'newlines_crlf.csv': 'the line break within the cell is a line feed in the file',
    'location_coordinates.csv': 'the answer is of another row: 1234567890 for 2095257564'
  }
  it.each(listed('csv-spectrum', 'csvs'))('%s', async (name) => {
    const { columns, rows } = await read(at('csv-spectrum', 'csvs', name))
    const records = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))
    const answer = [json('csv-spectrum', 'json', name.replace('.csv', '.json'))].flat()
    const mended = JSON.stringify(answer).replaceAll('\\r\\n', '\\n').replace('1234567890', '2095257564')
    const wanted = name in differs ? JSON.parse(mended) : answer
    count('csv-spectrum', true)
    expect(records).toEqual(wanted)
  })
})

describe.skipIf(!there)('csv-test-data', () => {
  const files = listed('csv-test-data', 'csv')
  it.each(files.filter((name) => name.startsWith('bad-')))('%s fails with a code that names the file', async (name) => {
    const options = { noHeader: !name.startsWith('bad-header-') }
    const refused = await outcome(at('csv-test-data', 'csv', name), options)
    expect(count('csv-test-data', 'code' in refused)).toBe(true)
    expect(refused).toMatchObject({ details: { file: name } })
    // What is wrong has a place, unless nothing is there, or no more than a header.
    if (!/no-header|wrong-header/.test(name)) expect(refused).toMatchObject({ details: { line: 2, column: expect.any(Number) } })
  })
  it.each(files.filter((name) => !name.startsWith('bad-')))('%s', async (name) => {
    const answer = json('csv-test-data', 'json', name.replace('.csv', '.json')) as unknown[]
    const file = at('csv-test-data', 'csv', name)
    if (name === 'header-no-rows.csv') {
      // Its one line does not end, so that it may have been cut off; the same bytes are a header that is wrong elsewhere.
      expect(await outcome(file)).toMatchObject({ code: 'file.headerOnly' })
      count('csv-test-data', true)
      return
    }
    const isHeaded = name.startsWith('header-')
    const { columns, rows } = await read(file, { noHeader: !isHeaded })
    count('csv-test-data', true)
    expect(isHeaded ? rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]]))) : rows).toEqual(answer)
    if (!isHeaded) expect(all(await read(file))).toEqual(answer)
  })
})

describe.skipIf(!there)('PapaParse', () => {
  const file = (name: string) => (name.includes('/') ? at('papaparse', name) : at('papaparse', 'tests', name))
  it.each<[string, (table: PlainTable) => void]>([
    [
      'sample.csv',
      (table) =>
        expect(all(table)).toEqual([
          ['A', 'B', 'C'],
          ['X', 'Y', 'Z']
        ])
    ],
    [
      'utf-8-bom-sample.csv',
      (table) =>
        expect(all(table)).toEqual([
          ['A', 'B', 'C'],
          ['X', 'Y', 'Z']
        ])
    ],
    [
      'sample-header.csv',
      (table) =>
        expect(all(table)).toEqual([
          ['title', 'name'],
          ['test title 01', 'test name 01'],
          ['', 'test name 02']
        ])
    ],
    [
      'long-sample.csv',
      ({ columns, rows }) => {
        expect([columns.length, rows.length]).toEqual([7, 7])
        expect(columns.slice(0, 2)).toEqual(['Grant', 'Dyer'])
        expect(rows[6]?.[6]).toBe('Phasellus@Quisquetincidunt.example')
      }
    ],
    [
      'verylong-sample.csv',
      ({ columns, rows }) => {
        expect([columns, rows.length]).toEqual([['placeholder', 'meaning of life', 'TLD'], 2000])
        expect(rows.every((row) => row.length === 3 && !row.includes('"'))).toBe(true)
      }
    ],
    [
      'docs/resources/files/normal.csv',
      ({ columns, rows }) => {
        expect([columns.length, rows.length]).toEqual([9, 1135])
        expect(rows[0]?.slice(1, 4)).toEqual(['ACM Computing Surveys ', 'ACM Comput. Surv.', '0360-0300'])
      }
    ]
  ])('%s', async (name, check) => {
    const table = await read(file(name))
    count('PapaParse', true)
    check(table)
  })
  it('docs/resources/files/malformed.tsv is refused at the quote that nothing closes', async () => {
    const refused = await outcome(file('docs/resources/files/malformed.tsv'))
    expect(refused).toMatchObject({ code: 'file.badQuoting', details: { file: 'malformed.tsv', line: 9, column: 3 } })
    count('PapaParse', true)
  })
})

function workbookSuite(suite: string, cases: readonly WorkbookCase[], find: (file: string) => string, files: () => string[]): void {
  describe.skipIf(!there)(suite, () => {
    it('every file of it is here', () => expect(new Set(cases.map(({ file }) => path.basename(file)))).toEqual(new Set(files())))
    it.each(cases)('$file $sheet', async ({ file, sheet, rows, cells, code }) => {
      const table = await outcome(find(file), { sheet, noHeader: true })
      if ('code' in table) {
        expect(count(suite, table.code === code), table.message).toBe(true)
        return
      }
      const byLine = new Map(table.lines.map((line, i) => [line, table.rows[i] ?? []]))
      const found = (cells ?? []).map(([row, column]) => [row, column, byLine.get(row)?.[column - 1] ?? ''])
      const right =
        code === undefined && (rows === undefined || rows === table.rows.length) && JSON.stringify(found) === JSON.stringify(cells ?? [])
      expect({ rows: rows === undefined ? undefined : table.rows.length, found, code: undefined }).toEqual({
        rows,
        found: cells ?? [],
        code
      })
      expect(count(suite, right)).toBe(true)
    })
  })
}

const readxlFile = (file: string): string => {
  const folders = [at('readxl', 'inst', 'extdata'), at('readxl', 'tests', 'testthat', 'sheets')]
  const [first = '', second = ''] = folders
  const [folder, name] = file.startsWith('sheets/')
    ? [second, path.basename(file)]
    : [existsSync(path.join(first, file)) ? first : second, file]
  return path.join(folder, name)
}

workbookSuite(
  'calamine',
  calamine,
  (file) => at('calamine', 'tests', file),
  () => listed('calamine', 'tests')
)
workbookSuite('readxl', readxl, readxlFile, () => [
  ...listed('readxl', 'inst', 'extdata'),
  ...listed('readxl', 'tests', 'testthat', 'sheets')
])

describe.skipIf(!there)('the same content in two formats is the same table', () => {
  it.each(twins)('%s and %s', async (first, second) => {
    const [one, other] = [await read(readxlFile(first)), await read(readxlFile(second))]
    expect(one.columns).toEqual(other.columns)
    // Programs differ in the digits that no double holds.
    const fifteen = (rows: string[][]) =>
      rows.map((row) => row.map((cell) => (/^-?\d+\.\d{15,}$/.test(cell) ? String(Number(Number(cell).toPrecision(15))) : cell)))
    expect(fifteen(one.rows)).toEqual(fifteen(other.rows))
  })
  it('the sheet of deaths without what is written around it', async () => {
    const { columns, rows, leftOut } = await read(readxlFile('deaths.xlsx'))
    expect(columns).toEqual(['Name', 'Profession', 'Age', 'Has kids', 'Date of birth', 'Date of death'])
    expect(rows).toHaveLength(10)
    expect(leftOut.map(({ line }) => line)).toEqual([1, 2, 3, 4, 16, 17, 18, 19])
  })
})

describe.skipIf(!there)('Pollock', () => {
  const files = listed('pollock', 'polluted_files', 'csv')
  let total = 0
  it.each(files)('%s', async (name) => {
    const folder = at('pollock', 'polluted_files')
    const text = readFileSync(path.join(folder, 'clean', name), 'utf8')
    const clean = cleanRows(text)
    const parameters = json('pollock', 'polluted_files', 'parameters', `${name}_parameters.json`) as { header_lines: number }
    const noHeader = parameters.header_lines === 0
    const table = await outcome(path.join(folder, 'csv', name), { noHeader })
    if ('code' in table) {
      expect([clean, table.code]).toEqual([[], 'file.empty'])
      total += 10
      count('Pollock, exact', true)
      return
    }
    const loaded = noHeader ? table.rows : all(table)
    const score = simpleScore(clean, loaded)
    total += score
    const exact = JSON.stringify(loaded) === JSON.stringify(clean)
    count('Pollock, exact', exact)
    // Each difference is one that we want; and none of these files has lost more than its one broken row.
    expect(exact, JSON.stringify(table.warnings)).toBe(!(name in pollockDiffers))
    expect(score).toBeGreaterThan(name === 'file_quotation_char_0x27.csv' ? 9.7 : 9.9)
  })
  it('scores higher than the best of its published results', () => {
    console.log(`  Pollock simple score ${(total / files.length).toFixed(4)} of 10 on ${files.length} files`)
    expect(total / files.length).toBeGreaterThan(9.98)
  })
})

/** The clean versions: quotes around every cell, doubled within. */
function cleanRows(text: string): string[][] {
  const rows: string[][] = []
  for (const row of text.match(/(?:"(?:[^"]|"")*",?)+/g) ?? []) {
    rows.push([...row.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')))
  }
  return rows
}

describe.skipIf(!there)('accidents', () => {
  it('two versions of a file that was merged and not looked at', async () => {
    const refused = await outcome(at('online_shoppers_intention.MERGE_CONFLICT.csv'))
    count('accidents', 'code' in refused)
    expect(refused).toMatchObject({
      code: 'file.mergeConflict',
      details: { file: 'online_shoppers_intention.MERGE_CONFLICT.csv', line: 1 }
    })
  })
  it('question marks for what is not known stay what they are', async () => {
    const { columns, rows } = await read(at('Mall_Customers.DIRTY_812rows.csv'))
    count('accidents', rows.length === 812)
    expect([columns.length, rows.length]).toEqual([5, 812])
    expect(rows.find(([id]) => id === '701')).toEqual(['701', 'Female', '?', '23', '67'])
  })
  it('a file that breaks off in its last row is read up to there, and that is said', async () => {
    const { columns, rows, leftOut } = await read(at('Wholesale_customers_data.DIRTY_508rows.csv'))
    count('accidents', rows.length === 508)
    expect([columns.length, rows.length]).toEqual([8, 508])
    expect(leftOut).toEqual([{ line: 510, code: 'import.reject.cutOff', cells: ['2', '3'] }])
    expect(rows[0]).toEqual(['2', '3', '12669', '9656', '7561', '214', '2674', '1338'])
  })
})
