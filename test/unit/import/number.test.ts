import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyOf, form, numberForms, parseDecimal, shortest, toNumber, toText } from '../../../src/main/core/import/values/number.ts'

const read = (text: string, sign: '.' | ',' = '.') => {
  const exact = parseDecimal(text, sign)
  return exact === null ? null : toText(exact)
}

describe('numbers with a decimal point', () => {
  it.each([
    ['17850', '17850'],
    ['-12', '-12'],
    ['+3', '3'],
    ['2.55', '2.55'],
    ['2.50', '2.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0', '0'],
    ['007', '7'],
    ['1,234', '1234'],
    ['1,234,567.89', '1234567.89'],
    ['12,34,567.50', '1234567.5'],
    ["1'234.50", '1234.5'],
    ['1 234.50', '1234.5'],
    ['1\u00a0234', '1234'],
    ['£1,234.50', '1234.5'],
    ['$ 12', '12'],
    ['-$12.50', '-12.5'],
    ['$-12.50', '-12.5'],
    ['12.50 EUR', '12.5'],
    ['CHF 12', '12'],
    ['12.50-', '-12.5'],
    ['(12.50)', '-12.5'],
    ['(£1,000)', '-1000'],
    ['−7', '-7'],
    ['–12.50', '-12.5'],
    ['$(1,234.50)', '-1234.5'],
    ['(1,234.50) USD', '-1234.5'],
    ['12.50- EUR', '-12.5'],
    ['EUR 12.50-', '-12.5'],
    ['CHF 12.–', '12'],
    ['12.-', '12'],
    ['HK$1,234', '1234'],
    ['Rs. 1,23,456.50', '123456.5'],
    ['kr 1\u202f234.50', '1234.5'],
    ['1\u2009234', '1234'],
    ['12EUR', '12'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['12345678901234567890.12', '12345678901234567890.12'],
    ['0.1234567890123456789', '0.1234567890123456789']
  ])('reads %s', (text, value) => expect(read(text)).toBe(value))

  it.each([
    '',
    '.',
    '-',
    'abc',
    '12a',
    '1,23',
    '1,2345',
    '0,123',
    '1.2.3',
    '1-2',
    '--1',
    '-(1)',
    '(1',
    '1)',
    '- 5 -',
    '12%',
    '2010-12-01',
    'SKU 12',
    'EUR 12 EUR',
    '$12 EUR',
    '-12-',
    '(12)-',
    '12,-',
    '1e999'
  ])('refuses %s', (text) => expect(read(text)).toBeNull())
})

describe('numbers with a decimal comma', () => {
  it.each([
    ['2,55', '2.55'],
    ['1.234,56', '1234.56'],
    ['1.234', '1234'],
    ['1 234,5', '1234.5'],
    ['12,50 €', '12.5'],
    ['-1.000.000', '-1000000'],
    ['€ 12,-', '12'],
    ['12,--', '12'],
    ['1.234,– €', '1234'],
    ['12,50-', '-12.5'],
    ["1'234,50", '1234.5'],
    ['1,5E+3', '1500'],
    ['1e3', '1000']
  ])('reads %s', (text, value) => expect(read(text, ',')).toBe(value))

  it.each(['1.5', '1.23,4', '1,2,3', '12.-'])('refuses %s', (text) => expect(read(text, ',')).toBeNull())
})

describe('what a text can be as a number', () => {
  const has = (text: string, flag: number) => (numberForms(text) & flag) !== 0
  it('sees that 1,234 and 1.234 can be read two ways, and 0.123, 12.34 and 1,2345 cannot', () => {
    for (const text of ['1,234', '1.234', '999,000', '-1.234']) expect(has(text, form.differ), text).toBe(true)
    for (const text of ['0.123', '12.34', '1,2345', '1234', '1,234.5', '1.234.567', '1234.567'])
      expect(has(text, form.differ), text).toBe(false)
  })
  it('tells the sign that only one reading has', () => {
    expect(numberForms('12.34') & (form.point | form.comma)).toBe(form.point)
    expect(numberForms('12,34') & (form.point | form.comma)).toBe(form.comma)
    expect(numberForms('1.234,5') & (form.point | form.comma)).toBe(form.comma)
  })
  it('marks what a number would lose', () => {
    expect(has('00017', form.leadingZero)).toBe(true)
    expect(has('0', form.leadingZero)).toBe(false)
    expect(has('123456789012345', form.long)).toBe(true)
    expect(has('12345678901234', form.long)).toBe(false)
    expect(has('1.23457E+11', form.shortened)).toBe(true)
    expect(has('17850.0', form.pointZero)).toBe(true)
    expect(has('17850.00', form.pointZero)).toBe(false)
    expect(has('1E5', form.powered)).toBe(true)
    expect(has('1.5E5', form.powered)).toBe(false)
    expect(has('+4930123456', form.plus)).toBe(true)
    expect(has('$5', form.money)).toBe(true)
    expect(has('5.50', form.money)).toBe(false)
  })
  it('agrees with reading: the fast path for one separator says what the general pattern says', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 0, maxLength: 5 })
    fc.assert(
      fc.property(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('.', ','), digits, (sign, a, mark, b) => {
        const text = sign + a + mark + b
        const flags = numberForms(text)
        const [point, comma] = [parseDecimal(text, '.'), parseDecimal(text, ',')]
        expect((flags & form.point) !== 0).toBe(point !== null)
        expect((flags & form.comma) !== 0).toBe(comma !== null)
        expect((flags & form.differ) !== 0).toBe(point !== null && comma !== null && toText(point) !== toText(comma))
        expect((flags & form.wholePoint) !== 0).toBe(point?.decimals === 0)
        expect((flags & form.wholeComma) !== 0).toBe(comma?.decimals === 0)
      })
    )
  })
})

describe('exactness', () => {
  it('reads back what it writes, whatever the size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(25), (units, decimals) => {
        const exact = shortest(units, decimals)
        expect(parseDecimal(toText(exact), '.')).toEqual(exact)
      })
    )
  })
  it('gives the nearest double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (value) => {
        fc.pre(value === 0 || Math.abs(value) > 1e-90)
        const text = value.toString()
        const exact = parseDecimal(text, '.')
        expect(exact && toNumber(exact)).toBe(value === 0 ? 0 : value)
      })
    )
  })
})

it('names a currency only where its sign is that of one', () => {
  const named = ['12 €', '£5', 'CHF 3', '12 PLN', '12EUR', 'HK$5', '12 Euro', '5 USD']
  expect(named.map(currencyOf)).toEqual(['EUR', 'GBP', 'CHF', 'PLN', 'EUR', 'HKD', 'EUR', 'USD'])
  expect(['$5', '5 kr', '¥5', 'Rs 5', '12', 'EUROPE'].map(currencyOf)).toEqual(['', '', '', '', '', ''])
})

describe('a sign and a code beside one number', () => {
  it.each(['$6.50 USD', 'USD 6.50 $', 'CAD $6.50', '€6.50 EUR', 'EUR €6.50', '6.50 kr SEK', '£6.50GBP'])('%s is read', (text) => {
    expect(parseDecimal(text, '.')).toEqual({ units: 65, decimals: 1 })
  })
  it.each(['€6.50 USD', '£6.50 EUR', '$6.50 EUR', 'USD 6.50 EUR', '$6.50 $', '$€6.50 USD'])('%s contradicts itself', (text) => {
    expect(parseDecimal(text, '.')).toBeNull()
  })
  it('is of the currency that the code names', () => {
    expect(['$6.50 USD', 'CAD $6.50', 'kr 6 NOK'].map(currencyOf)).toEqual(['USD', 'CAD', 'NOK'])
  })
})
