import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { setLocale } from '../../../src/shared/format.ts'
import { readTypedNumber, writeTypedNumber } from '../../../src/shared/typed-number.ts'

afterEach(() => setLocale('en-GB'))

describe('a number typed into a field', () => {
  it('is read in the one way that it can be read', () => {
    const value = (text: string) => readTypedNumber(text)
    expect(value('24,5')).toEqual({ value: 24.5 })
    expect(value('24.5')).toEqual({ value: 24.5 })
    expect(value(' 35,000 ')).toEqual({ value: 35_000 })
    expect(value('1.234,56 €')).toEqual({ value: 1234.56 })
    expect(value('£1,234.56')).toEqual({ value: 1234.56 })
    expect(value('1.234.567')).toEqual({ value: 1_234_567 })
    expect(value('35 000,5')).toEqual({ value: 35_000.5 })
    expect(value('−5%')).toEqual({ value: -5 })
    expect(value('0.125')).toEqual({ value: 0.125 })
    expect(value('1234,567')).toEqual({ value: 1234.567 })
    expect(value('4 h')).toEqual({ value: 4 })
  })

  it('is asked about where it could be two numbers, as this computer writes them', () => {
    expect(readTypedNumber('35.000')).toEqual({ unread: 'ambiguous', grouped: 35_000, decimal: 35 })
    setLocale('de-DE')
    expect(readTypedNumber('35.000')).toEqual({ value: 35_000 })
    expect(readTypedNumber('35,000')).toEqual({ unread: 'ambiguous', grouped: 35_000, decimal: 35 })
    expect(readTypedNumber('24.5')).toEqual({ value: 24.5 })
  })

  it('is no number otherwise', () => {
    expect(readTypedNumber(' ')).toEqual({ unread: 'empty' })
    for (const text of ['abc', '1,2,3', '12 34', '1,23,456', '--5', '1e5', '5.', '€', '1.2.3,4.5']) {
      expect(readTypedNumber(text), text).toEqual({ unread: 'noNumber' })
    }
  })

  it('comes back as it was put there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'de-CH'),
        fc.integer({ min: -99_999_999, max: 99_999_999 }),
        (locale, cents) => {
          setLocale(locale)
          expect(readTypedNumber(writeTypedNumber(cents / 10_000))).toEqual({ value: cents / 10_000 })
        }
      )
    )
  })
})
