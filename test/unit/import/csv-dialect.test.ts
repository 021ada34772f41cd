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
    ['a caret', 'id^name\n1^x\n2^y\n', '^'],
    ['a tilde beside commas in texts', 'id~note\n1~red, big\n2~blue\n', '~'],
    ['a control code', 'id\u0001name\n1\u0001x\n2\u0001y\n', '\u0001'],
    ['a doubled bar', 'id||name||n\n1||x||2\n2||y||3\n', '||'],
    ['a bar with empty cells beside it', 'id|name|n\n1||2\n2||3\n', '|'],
    ['several signs', 'id|~|name\n1|~|a|b\n2|~|c\n', '|~|'],
    ['a colon between names', 'name:city:age\nAnn:Rome:30\nBob:Paris:40\n', ':'],
    ['no colon of times', '12:30\n12:45\n13:00\n', null],
    ['no dash of dates', '2024-01-02\n2024-01-03\n', null],
    ['a comma with its space', 'a, b, c\n1, 2, 3\n4, "x, y", 6\n', ', '],
    ['a comma with a space now and then', 'a,b,c\n1, 2,3\n4,5,6\n', ','],
    ['single blanks beside quotes', 'id "first name" city\n1 "Ann B" Rome\n2 "Bob C" Bonn\n', ' '],
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

describe('quotes', () => {
  const quoting = (text: string) => {
    const { quote, escape: how } = sniffDialect(text, true)
    return [quote, how]
  }
  it('are single ones where those stand around cells', () => {
    expect(quoting("id,name\n1,'a, b'\n2,'c, d'\n3,'it's'\n")).toEqual(["'", 'none'])
    expect(quoting("id,name\n1,'a, b'\n2,'it''s'\n")).toEqual(["'", 'double'])
    expect(quoting("id,name\n1,it's\n2,'quoted'\n3,x\n")).toEqual(['"', 'double'])
  })
  it('are text like any other where they would take rows with them', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i}\t0.5\tthe ${i === 12 ? '"best"' : 'best'} of ${i}`)
    const stray = [
      ...lines.slice(0, 8),
      '8\t0.1\t"  it vanished',
      ...lines.slice(9, 30),
      '30\t0.1\t"  it came',
      ...lines.slice(31, -1),
      '39\t1\tso "he said"'
    ]
    expect(quoting(`${stray.join('\n')}\n`)).toEqual([null, 'none'])
    // One that the next line closes, and texts of several lines, are quotes.
    const texts = lines.map((line, i) => (i % 5 === 0 ? line.replace(/\t(the .*)$/, '\t"$1,\nand more"') : line))
    expect(quoting(`${texts.join('\n')}\n`)).toEqual(['"', 'double'])
  })
  it('are not escaped where that explains every row, and more than one', () => {
    expect(quoting('id,name,n\n1,"12" pipe, long",2\n2,"5" nail, short",3\n')).toEqual(['"', 'none'])
    expect(quoting('id,name,n\n1,"12" pipe, long",2\n2,"nail",3\n')).toEqual(['"', 'double'])
  })
})
