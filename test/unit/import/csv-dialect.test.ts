import { describe, expect, it } from 'vitest'
import { sniffDialect } from '../../../src/main/core/import/csv/dialect.ts'

const delimiter = (text: string) => sniffDialect(text, true).delimiter

describe('the delimiter', () => {
  it.each([
    ['a comma', 'id,name\n1,x\n2,y\n', ','],
    ['a semicolon', 'id;name\n1;x\n', ';'],
    ['a tab', 'id\tname\n1\tx\n', '\t'],
    ['a bar', 'id|name\n1|x\n', '|'],
    ['a semicolon beside decimal commas', 'id;price;total\n1;2,50;5,00\n2;3,10;6,20\n', ';'],
    ['a semicolon beside decimal commas, without a header', '00001;2,50;7,50\n00002;3,10;6,20\n', ';'],
    ['a comma beside quoted semicolons', 'id,text\n1,"a;b;c"\n2,"d;e;f"\n', ','],
    ['a semicolon beside commas in texts', 'id;text\n1;red, big\n2;blue, small, cheap\n3;plain\n', ';'],
    ['a tab beside commas in every text', 'name\tcity\nDoe, J\tRome\nRoe, R\tParis\n', '\t'],
    ['a comma in one row', 'a,b,c', ','],
    ['a comma in ragged baskets', 'milk,bread\nbeer\nbread,butter,jam\nmilk,eggs\ntea\nmilk,jam,tea,rice\n', ','],
    ['none in one column', 'name\nAnn\nBob\n', null],
    ['none in prose', 'note\nWell, this is a text.\nSo is this one\nAnd another\nAnd a last one\n', null],
    ['blanks between numbers', ' 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n', 'blanks'],
    ['not blanks between words', 'first last\nAnn Brown\nBob Grey\n', null]
  ])('is %s', (_, text, found) => expect(delimiter(text)).toBe(found))

  it('is the one that the file names, and that row is none of the table', () => {
    expect(sniffDialect('sep=;\na;b\n', true)).toEqual({ delimiter: ';', quote: '"', escape: 'double', hintRow: true, width: 2 })
  })
  it('is the one that the user names', () => {
    expect(sniffDialect('a,b\n1,2\n', true, ';').delimiter).toBe(';')
    expect(sniffDialect('a  b\n1 2\n', true, ' ').delimiter).toBe('blanks')
  })
  it('is not disturbed by a row that the sample cuts', () => {
    expect(sniffDialect('a;b\n1;2\n3;"x, y, z, ', false).delimiter).toBe(';')
  })
})

it('sees backslashes before quotes only where they explain the quotes', () => {
  expect(sniffDialect('a,b\n1,"say \\"hi\\" now"\n2,"\\"x\\" y"\n', true).escape).toBe('backslash')
  expect(sniffDialect('a,b\n1,"C:\\dir\\"\n2,"x ""y"""\n', true).escape).toBe('double')
})
