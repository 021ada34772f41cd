import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minus, moneyText, times, toMoney } from '../../../src/main/core/import/conversion/money.ts'
import { parseDecimal, toText } from '../../../src/main/core/import/values/number.ts'

function exact(text: string) {
  const read = parseDecimal(text, '.')
  if (read === null) throw new Error(text)
  return read
}
const money = (text: string) => {
  const made = toMoney(exact(text))
  return typeof made === 'string' ? made : moneyText(made.value)
}

describe('an amount', () => {
  it.each([
    ['2.5', '2.50'],
    ['0', '0.00'],
    ['-11062.06', '-11062.06'],
    ['0.001', '0.001'],
    ['1000', '1000.00'],
    ['0.123456789012', '0.123456789012'],
    ['90071992547409.91', '90071992547409.91']
  ])('of %s is kept as %s', (text, kept) => expect(money(text)).toBe(kept))

  it('is refused rather than changed', () => {
    expect(money('90071992547409.92')).toBe('tooLarge')
    expect(money('90071992547410')).toBe('tooLarge')
    expect(money('12345678901234567890')).toBe('tooLarge')
    expect(money('0.0000000000001')).toBe('tooFine')
  })
  it('loses only the digits that binary arithmetic made up, and says so', () => {
    const noisy = toMoney(exact('0.30000000000000004'))
    expect(noisy).toEqual({ value: { units: 30, decimals: 2 }, rounded: true })
    expect(toMoney(exact('-13421.499999999998'))).toEqual({ value: { units: -1_342_150, decimals: 2 }, rounded: true })
    expect(toMoney(exact('123456.123456789'))).toMatchObject({ rounded: false })
  })
})

describe('arithmetic', () => {
  const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(8)).map(([units, decimals]) => ({ units, decimals }))
  it('is exact at any size', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const text = (x: { units: bigint; decimals: number }) => toText(x)
        const scaled = (x: { units: number | bigint; decimals: number }, to: number) => BigInt(x.units) * 10n ** BigInt(to - x.decimals)
        const [x, y] = [exact(text(a)), exact(text(b))]
        expect(scaled(times(x, y), 16)).toBe(scaled(a, 8) * scaled(b, 8))
        expect(scaled(minus(x, y), 8)).toBe(scaled(a, 8) - scaled(b, 8))
      })
    )
  })
  it('is exact where a product of plain numbers is not', () => {
    const large = fc.integer({ min: 1e8, max: 2e15 })
    fc.assert(
      fc.property(large, large, (a, b) => {
        expect(BigInt(times({ units: a, decimals: 0 }, { units: b, decimals: 0 }).units)).toBe(BigInt(a) * BigInt(b))
      })
    )
  })
  it('gives what paper gives', () => {
    expect(toText(times(exact('3'), exact('0.1')))).toBe('0.3')
    expect(toText(times(exact('-80995'), exact('2.08')))).toBe('-168469.6')
    expect(toText(minus(exact('10'), exact('0.01')))).toBe('9.99')
  })
})
