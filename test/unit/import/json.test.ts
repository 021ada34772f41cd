import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JsonParser } from '../../../src/main/core/import/json/parser.ts'
import { limits } from '../../../src/main/core/import/limits.ts'
import { codeOf } from './support/code-of.ts'
import { testFolder } from './support/folder.ts'
import { readFileTables } from './support/read.ts'

const folder = testFolder()
const tables = (text: string | Uint8Array, name = 'table.json') => readFileTables(folder.write(name, text))
const rows = async (text: string, name?: string) => (await tables(text, name))[0]?.rows

describe('an array of objects', () => {
  it('is a table of their members, in the order in which they first come', async () => {
    expect(await rows('[{"a":1,"b":"x"},{"b":"y","c":true},{}]')).toEqual([['a', 'b', 'c'], ['1', 'x'], ['', 'y', 'true'], []])
  })
  it('keeps every digit of a number, and nothing of null', async () => {
    expect(await rows('[{"id":12345678901234567890,"x":1.50,"y":-2E+3,"z":null,"w":"007"}]')).toEqual([
      ['id', 'x', 'y', 'z', 'w'],
      ['12345678901234567890', '1.50', '-2E+3', '', '007']
    ])
  })
  it('flattens what nests, by dotted names', async () => {
    expect(await rows('[{"id":1,"customer":{"name":"Ann","address":{"city":"Rome"}}},{"customer":{"name":"Bob"}}]')).toEqual([
      ['id', 'customer.name', 'customer.address.city'],
      ['1', 'Ann', 'Rome'],
      ['', 'Bob']
    ])
  })
  it('keeps an array within as JSON text', async () => {
    expect(await rows('[{"id":1,"lines":[{"sku":"A\\"1","n":[1,2]},null,"x"],"tags":[]}]')).toEqual([
      ['id', 'lines', 'tags'],
      ['1', '[{"sku":"A\\"1","n":[1,2]},null,"x"]', '[]']
    ])
  })
  it('is found under a name, and each of several', async () => {
    expect(await rows('{"meta":{"page":1},"data":{"orders":[{"a":1},{"a":2}]}}')).toEqual([['a'], ['1'], ['2']])
    const found = await tables('{"orders":[{"a":1}],"customers":[{"b":2},{"b":3}]}')
    expect(found.map(({ sheet, rows: all }) => [sheet, all])).toEqual([
      ['orders', [['a'], ['1']]],
      ['customers', [['b'], ['2'], ['3']]]
    ])
    expect((await readFileTables(folder.write('two.json', '{"x":[{"a":1}],"y":[{"b":2}]}'), { sheet: 'y' }))[0]?.rows).toEqual([
      ['b'],
      ['2']
    ])
  })
  it('says on which line each record begins', async () => {
    expect((await tables('[\n{"a":1},\n\n{"a":\n2}\n]'))[0]?.lines).toEqual([1, 2, 4])
  })
  it('rejects a record that names a member twice', async () => {
    const [table] = await tables('[{"a":1,"a":2},{"a":3}]')
    expect(table?.faults.map(({ line, code, near }) => [line, code, near])).toEqual([[1, 'import.reject.duplicateMember', 'a']])
  })
  it('may be one of arrays, or of plain values', async () => {
    expect(await rows('[["name","n"],["x",1],["y",2]]')).toEqual([
      ['name', 'n'],
      ['x', '1'],
      ['y', '2']
    ])
    expect(await rows('[1,2,"x"]')).toEqual([['value'], ['1'], ['2'], ['x']])
    expect(await rows('[]')).toEqual([[]])
  })
})

describe('an object', () => {
  it('of arrays is a table of columns', async () => {
    expect(await rows('{"a":[1,2],"b":["x",null]}')).toEqual([
      ['a', 'b'],
      ['1', 'x'],
      ['2', '']
    ])
    expect(await codeOf(() => rows('{"a":[1,2],"b":["x"]}'))).toBe('file.badJson')
  })
  it('of values is one row', async () => {
    expect(await rows('{"a":1,"b":{"c":2},"d":[1,2]}')).toEqual([
      ['a', 'b.c', 'd'],
      ['1', '2', '[1,2]']
    ])
  })
})

describe('one value a line', () => {
  it('is a table; blank lines are blank rows, and a broken line is one rejected row', async () => {
    const [table] = await tables('{"a":1}\n\n{"b":{"c":"x"}}\n{"a":2,\n{"a":3}', 'log.ndjson')
    expect(table?.rows).toEqual([['a', 'b.c'], ['1'], [], ['', 'x'], ['{"a":2,'], ['3']])
    expect(table?.lines).toEqual([1, 1, 2, 3, 4, 5])
    expect(table?.faults.map(({ line, code, column }) => [line, code, column])).toEqual([[4, 'import.reject.badJson', 8]])
  })
  it('is told from a document by its lines', async () => {
    expect(await rows('{"a":1}\r\n{"a":2}\r\n', 'plain.txt')).toEqual([['a'], ['1'], ['2']])
    expect(await rows('{\n"a":1\n}', 'plain.txt')).toEqual([['a'], ['1']])
  })
})

it('is read in other encodings', async () => {
  expect((await tables(Buffer.from('\ufeff[{"a":"ä€"}]', 'utf8')))[0]?.rows).toEqual([['a'], ['ä€']])
  expect((await tables(Buffer.from('\ufeff[{"a":"ä€"}]', 'utf16le')))[0]?.rows).toEqual([['a'], ['ä€']])
})

describe('what is no JSON', () => {
  it.each([
    ['[{"a":1}', 1, 9],
    ['[{"a":1},\n{"a" 2}]', 2, 6],
    ['[{"a":1}]\n]', 2, 1],
    ['[{"a":tru}]', 1, 7],
    ['[{"a":01}]', 1, 7],
    ['[{"a":"x\\q"}]', 1, 7],
    ['[{"a":1,}]', 1, 9],
    ['[{"a":"x}]', 1, 7]
  ])('%s fails with line and character', async (text, line, column) => {
    await expect(rows(text)).rejects.toMatchObject({ code: 'file.badJson', details: { line, column } })
  })
  it('nests without end, or never ends a text', async () => {
    expect(await codeOf(() => rows('['.repeat(100_000)))).toBe('file.tooLarge')
    expect(await codeOf(() => rows(`[{"a":"${'x'.repeat(limits.cellChars + 1)}"}]`))).toBe('file.tooLarge')
    expect(await codeOf(() => rows(`[{"a":[${'1,'.repeat(limits.cellChars)}1]}]`))).toBe('file.tooLarge')
  })
})

it('parses what JSON.parse parses, however the text is cut', () => {
  fc.assert(
    fc.property(fc.json({ depthSize: 'small' }), fc.integer({ min: 1, max: 7 }), (text, size) => {
      const seen: unknown[] = []
      const stack: unknown[][] = [seen]
      const keys: string[][] = [[]]
      const parser = new JsonParser(
        {
          open() {
            stack.push([])
            keys.push([])
          },
          close(kind) {
            const items = stack.pop() ?? []
            const names = keys.pop() ?? []
            const made = kind === 'array' ? items : Object.fromEntries(items.map((item, i) => [names[i], item]))
            stack.at(-1)?.push(made)
          },
          key: (name) => keys.at(-1)?.push(name),
          scalar: (value, kind) => stack.at(-1)?.push(kind === 'text' ? value : JSON.parse(value))
        },
        'x'
      )
      for (let at = 0; at < text.length; at += size) parser.push(text.slice(at, at + size), at + size >= text.length)
      // Through an entry list, as our objects were made: `__proto__` is a name like any other.
      expect(JSON.stringify(seen[0])).toEqual(JSON.stringify(JSON.parse(text)))
    }),
    { numRuns: 300 }
  )
})
