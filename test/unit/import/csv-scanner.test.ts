import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CsvScanner, type Dialect } from '../../../src/main/core/import/csv/scanner.ts'
import { limits } from '../../../src/main/core/import/limits.ts'
import { codeOf } from './support/code-of.ts'

const comma: Dialect = { delimiter: ',', escape: 'double' }
const scan = (text: string, dialect = comma) => new CsvScanner(dialect, 'test.csv').push(text, true)
const cells = (text: string, dialect = comma) => scan(text, dialect).cells

describe('rows and cells', () => {
  it.each<[string, string[][]]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['a\n\n', [['a'], ['']]],
    [
      'a,\n,b\n,',
      [
        ['a', ''],
        ['', 'b'],
        ['', '']
      ]
    ],
    ['', []],
    ['\n', [['']]],
    ['"a,1","b""c"\n', [['a,1', 'b"c']]],
    ['"","""",""""""', [['', '"', '""']]],
    ['"line 1\r\nline 2",x\ny', [['line 1\r\nline 2', 'x'], ['y']]],
    ['a , "b, c" ,d', [['a ', 'b, c', 'd']]],
    ['5" pipe,say "hi"', [['5" pipe', 'say "hi"']]],
    [' "not closed', [[' "not closed']]],
    ['a "b, c" d,e', [['a "b', ' c" d', 'e']]]
  ])('reads %j', (text, rows) => expect(cells(text)).toEqual(rows))

  it('counts the line on which each row begins, whatever ends the lines', () => {
    expect(scan('a\n"b\nc"\r\nd\r"e\r\nf\rg"\nh\n').lines).toEqual([1, 2, 4, 5, 8])
  })
  it('splits at runs of blanks, and does not split where there is no delimiter', () => {
    expect(cells(' 00004 0001   19970101\t2\n\n', { delimiter: 'blanks', escape: 'double' })).toEqual([
      ['00004', '0001', '19970101', '2'],
      ['']
    ])
    expect(cells('a,b;c\n', { delimiter: null, escape: 'double' })).toEqual([['a,b;c']])
  })
  it('reads quotes behind backslashes where the file escapes them so', () => {
    const backslash: Dialect = { delimiter: ',', escape: 'backslash' }
    expect(cells('"a \\"b\\", c",d\n"\\\\",e', backslash)).toEqual([
      ['a "b", c', 'd'],
      ['\\', 'e']
    ])
  })
})

describe('quotes that do not match', () => {
  it('takes a cell literally whose quote closes in its middle, reports its row, and reads on below', () => {
    const { cells: rows, faults, lines } = scan('a,b\n1,"x" y\n2,"z\n3,"w"\n4,"v"\n')
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '"x" y'],
      ['2', '"z'],
      ['3', 'w'],
      ['4', 'v']
    ])
    expect(faults.map(({ row, code }) => [row, code])).toEqual([
      [1, 'import.reject.badQuoting'],
      [2, 'import.reject.badQuoting']
    ])
    expect(lines).toEqual([1, 2, 3, 4, 5])
  })
  it('does not let a quote take rows with it, up to a cell that ends with one', () => {
    const row = (i: number) => `${i},of ${i},x`
    const rowsOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => row(from + i))
    const lines = ['a,b,c', ...rowsOf(0, 20), '20,"it vanished,x', ...rowsOf(21, 40), '40,x,so he "said"', ...rowsOf(41, 50), '']
    const { cells: rows, faults } = scan(lines.join('\n'), { ...comma, width: 3 })
    expect(rows).toHaveLength(51)
    expect(rows[21]).toEqual(['20', '"it vanished', 'x'])
    expect(faults.map(({ row: at, code }) => [at, code])).toEqual([[21, 'import.reject.badQuoting']])
    // A long text of many lines is one cell, also where some of its lines have as many commas.
    const text = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? 'a short one' : 'one, two, three')).join('\n')
    expect(scan(`a,b,c\n1,"${text}",x\n`, { ...comma, width: 3 }).cells[1]).toEqual(['1', text, 'x'])
  })
  it('fails with the line of a quote that nothing closes', async () => {
    expect(await codeOf(() => scan('a\n"b\nc\nd'))).toBe('file.badQuoting')
    expect(() => scan('a\n"b","c\nd')).toThrow(/line 2/)
  })
  it('fails so also when the rest of the file is beyond the limits', async () => {
    const scanner = new CsvScanner(comma, 'test.csv')
    scanner.push('a\n"b', false)
    const work = () => {
      for (let i = 0; i < 4; i++) scanner.push('x'.repeat(limits.cellChars / 2), false)
      scanner.push('end', true)
    }
    expect(await codeOf(work)).toBe('file.badQuoting')
  })
})

describe('rows of a table whose width is known', () => {
  it('are mended where quotes that close before delimiters give that width, and stay faulty', () => {
    const { cells: rows, faults } = scan('1,"5" nail, short",3\n2,"x" y,z,\n', { ...comma, width: 3 })
    expect(rows).toEqual([
      ['1', '5" nail, short', '3'],
      ['2', '"x" y', 'z', '']
    ])
    expect(faults.map(({ row, column }) => [row, column])).toEqual([
      [0, 2],
      [1, 2]
    ])
  })
  it('are cut off where the last has fewer cells and no end', () => {
    const last = (text: string) => scan(text, { ...comma, width: 3 }).faults.map(({ code }) => code)
    expect(last('a,b,c\n1,2,3\n4,5')).toEqual(['import.reject.cutOff'])
    expect(last('a,b,c\n1,2,3\n4,5\n')).toEqual([])
    expect(last('a,b,c\n1,2,3\n4,5,')).toEqual([])
  })
  it('have their words joined where single blanks separate cells', () => {
    const blank: Dialect = { delimiter: ' ', escape: 'double', width: 3, wordy: [1] }
    expect(scan('1 Red  Kettle "a b"\n2 "x y" z\n3 a b c d "e f" g\n', blank)).toMatchObject({
      cells: [
        ['1', 'Red  Kettle', 'a b'],
        ['2', 'x y', 'z'],
        ['3', 'a', 'b', 'c', 'd', 'e f', 'g']
      ],
      joined: 1
    })
  })
})

it('reads bytes as it reads text', () => {
  const piece = fc.constantFrom(
    'a',
    'bc',
    '1',
    ' ',
    ',',
    ';',
    '\t',
    '"',
    '""',
    '\n',
    '\r\n',
    '\r',
    "'",
    'x "y" z',
    '5" nail',
    ',"q",',
    ', "q" ,'
  )
  const dialect = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', ' ', '||', null),
    escape: fc.constantFrom('double' as const, 'none' as const),
    width: fc.integer({ min: 0, max: 4 })
  })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), dialect, fc.integer({ min: 1, max: 40 }), (pieces, how, size) => {
      const text = pieces.join('')
      const read = (withBytes: boolean) => {
        const scanner = new CsvScanner(how, 'x')
        const all = { cells: [] as string[][], lines: [] as number[], faults: 0, loose: 0 }
        try {
          for (let at = 0; at <= text.length; at += size) {
            const chunk = text.slice(at, at + size)
            const part = scanner.push(chunk, at + size > text.length, withBytes ? Buffer.from(chunk) : null)
            all.cells.push(...part.cells)
            all.lines.push(...part.lines)
            all.faults += part.faults.length
            all.loose += part.looseQuotes.length
          }
        } catch (error) {
          return String(error)
        }
        return all
      }
      expect(read(true)).toEqual(read(false))
    }),
    { numRuns: 2_000 }
  )
})

it('reads delimiters of several characters, however the text is cut', () => {
  const text = 'a||"b||""c"||\n||d|e||f\n'
  const wanted = [
    ['a', 'b||"c', ''],
    ['', 'd|e', 'f']
  ]
  for (let size = 1; size <= text.length; size++) {
    const scanner = new CsvScanner({ delimiter: '||', escape: 'double' }, 'x')
    const rows: string[][] = []
    for (let at = 0; at < text.length; at += size) rows.push(...scanner.push(text.slice(at, at + size), at + size >= text.length).cells)
    expect(rows, `chunks of ${size}`).toEqual(wanted)
  }
})

it('counts quoted words in cells without quotes around them, apart from inches and apostrophes', () => {
  const { looseQuotes } = scan('1,say "hi" now\n2,48" wide\n3,"a ""b"" c"\n4,x "y"\n')
  expect(looseQuotes.map(({ row, column }) => [row, column])).toEqual([
    [0, 2],
    [3, 2]
  ])
})

describe('limits', () => {
  const long = 'x'.repeat(limits.cellChars + 1)
  it.each([
    ['a plain cell', `a,${long}`],
    ['a quoted cell', `a,"${long}"`],
    ['a row of too many cells', ','.repeat(limits.columns + 1)]
  ])('refuses %s', async (_, text) => expect(await codeOf(() => scan(text))).toBe('file.tooLarge'))

  it('refuses a cell that never ends while it is still being read', async () => {
    const scanner = new CsvScanner(comma, 'test.csv')
    const work = () => {
      for (let i = 0; i < 20; i++) scanner.push('x'.repeat(limits.cellChars / 4), false)
    }
    expect(await codeOf(work)).toBe('file.tooLarge')
  })
})

it('gives the same rows however the text is cut into chunks', () => {
  const text = 'a,"b ""1""\r\n",c\r\n"","x\ry", "z" \r\r\n5" p,,\n"lit" x,2\n'
  const whole = scan(text)
  for (let size = 1; size <= text.length; size++) {
    const scanner = new CsvScanner(comma, 'test.csv')
    const rows: string[][] = []
    const lines: number[] = []
    let faults = 0
    for (let at = 0; at <= text.length; at += size) {
      const part = scanner.push(text.slice(at, at + size), at + size > text.length)
      rows.push(...part.cells)
      lines.push(...part.lines)
      faults += part.faults.length
    }
    expect(rows, `chunks of ${size}`).toEqual(whole.cells)
    expect(lines).toEqual(whole.lines)
    expect(faults).toBe(whole.faults.length)
  }
})
