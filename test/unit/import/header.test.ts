import { describe, expect, it } from 'vitest'
import { detectHeader, namedHeader } from '../../../src/main/core/import/header.ts'

const rows = (text: string) => text.split('\n').map((line) => line.split(','))

describe('the first row names the columns', () => {
  it.each([
    ['words over numbers', 'a,b\n1,2\n3,4'],
    ['words that are fields, over texts only', 'customer,product\nAnn,Soap\nBob,Tea'],
    ['words that come back as a whole further down', 'x,y\nAnn,Soap\nx,y\nBob,Tea'],
    ['years beside a word over numbers', 'id,2019,2020\n1,5,6\n2,7,8'],
    ['words over texts', 'alpha,beta\nAnn,Soap\nBob,Tea'],
    ['words alone', 'alpha,beta'],
    ['words below blank rows', ',\n\na,b\n1,2']
  ])('%s', (_, text) => expect(detectHeader(rows(text)).hasHeader).toBe(true))
})

describe('the first row is data', () => {
  it.each([
    ['numbers over numbers', '1,2\n3,4'],
    ['dates and codes', '00004,19970101,29.33\n00005,19970102,12.10'],
    ['numbers and a mark for unknown', '1,?,19970101\n2,7,19970102\n3,8,19970103'],
    ['a text that comes back', 'milk,bread\nbeer,milk\nmilk,jam'],
    ['one row of numbers', '1,2,3'],
    ['one wrong cell among many right ones', 'x,1,2,3,4\n1,1,2,3,4\n2,1,2,3,4']
  ])('%s', (_, text) => expect(detectHeader(rows(text)).hasHeader).toBe(false))

  it('then the columns are numbered, up to the longest row, and that is said', () => {
    const { names, warnings } = detectHeader(rows('1,2\n3,4,5'))
    expect(names).toEqual(['column 1', 'column 2', 'column 3'])
    expect(warnings).toEqual([{ code: 'import.noHeader', count: 1, example: '1, 2' }])
  })
})

it('gives every column a name of its own', () => {
  const { names, warnings } = namedHeader([' a ', 'a', '', 'line 1\nline 2', 'a (2)', 'column 3'])
  expect(names).toEqual(['a', 'a (2)', 'column 3', 'line 1 line 2', 'a (2) (2)', 'column 3 (2)'])
  expect(warnings.map(({ code, count }) => [code, count])).toEqual([
    ['import.duplicateHeader', 3],
    ['import.emptyHeader', 1]
  ])
})

it('answers nothing for a table of blanks', () => {
  expect(detectHeader([[''], [' ', '']])).toEqual({ names: [], hasHeader: true, warnings: [] })
})
