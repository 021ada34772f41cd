import { afterEach, describe, expect, it } from 'vitest'
import * as format from '../../../src/shared/format.ts'

afterEach(() => format.setLocale('en-GB'))

describe('unknown', () => {
  it('is a dash in every format, never 0', () => {
    for (const shown of [
      format.count(null),
      format.decimal(undefined),
      format.about(Number.NaN),
      format.money(null, 'EUR'),
      format.moneyAbout(null, 'EUR'),
      format.percent(null),
      format.percentAbout(null),
      format.change(1, null),
      format.change(1, 0),
      format.signed(null),
      format.times(null),
      format.days(null),
      format.plusMinus(null, null),
      format.range(null, 2),
      format.date(null),
      format.date('not a day'),
      format.dateLong(null),
      format.dateRange('2011-12-09', null),
      format.month('2011-13'),
      format.moment(null),
      format.duration(Number.POSITIVE_INFINITY),
      format.bytes(null)
    ]) {
      expect(shown).toBe('–')
    }
  })
})

describe('numbers', () => {
  it('counts are exact and named', () => {
    expect(format.count(541_909)).toBe('541,909')
    expect(format.counted(1, 'row', 'rows')).toBe('1 row')
    expect(format.counted(0, 'row', 'rows')).toBe('0 rows')
  })

  it('have two decimals in tables and three figures in prose', () => {
    expect(format.decimal(1234.567)).toBe('1,234.57')
    expect(format.decimal(5)).toBe('5.00')
    expect(format.about(1234.567)).toBe('1,230')
    expect(format.about(0.012345)).toBe('0.0123')
  })

  it('shares keep a little from looking like nothing', () => {
    expect(format.percent(0.12345)).toBe('12.35%')
    expect(format.percent(-0.0856)).toBe('−8.56%')
    expect(format.percentAbout(0.12345)).toBe('12%')
    expect(format.percentAbout(0.004)).toBe('0.4%')
    expect(format.percentAbout(0)).toBe('0%')
    expect(format.percentAbout(1)).toBe('100%')
  })

  it('changes carry their sign, with a minus as wide as the plus', () => {
    expect(format.change(112, 100)).toBe('+12%')
    expect(format.change(98, 100)).toBe('−2%')
    expect(format.change(102.5, 100)).toBe('+2.5%')
    expect(format.change(100, 100)).toBe('0%')
    expect(format.change(-50, -100)).toBe('+50%')
    expect(format.signed(-1.84)).toBe('−1.8')
  })

  it('spans and spreads', () => {
    expect(format.plusMinus(31, 4)).toBe('31 ± 4')
    expect(format.plusMinus(31, null)).toBe('31')
    expect(format.range(12, 18)).toBe('12–18')
    expect(format.times(1.84)).toBe('1.8×')
    expect(format.days(1)).toBe('1 day')
    expect(format.days(30.6)).toBe('31 days')
  })
})

describe('money', () => {
  it('is exact in tables', () => {
    expect(format.money(9_747_747.93, 'GBP')).toBe('£9,747,747.93')
    expect(format.money(-12.5, 'EUR')).toBe('−€12.50')
    expect(format.money(1200, 'JPY')).toBe('¥1,200')
  })

  it('is rounded in prose, never with a lone decimal', () => {
    expect(format.moneyAbout(0, 'GBP')).toBe('£0')
    expect(format.moneyAbout(4.2, 'GBP')).toBe('£4.20')
    expect(format.moneyAbout(42.13, 'GBP')).toBe('£42')
    expect(format.moneyAbout(99.7, 'GBP')).toBe('£100')
    expect(format.moneyAbout(457.13, 'GBP')).toBe('£457')
    expect(format.moneyAbout(14_234, 'GBP')).toBe('£14,200')
    expect(format.moneyAbout(9_747_747.93, 'GBP')).toBe('£9.75m')
    expect(format.moneyAbout(-1500, 'GBP')).toBe('−£1,500')
  })

  it('is short on the marks of a chart', () => {
    expect([900, 1_049, 41_987, 113_400, 999_600, 2_345_678, -12_300].map((value) => format.moneyShort(value, 'GBP'))).toEqual([
      '£900',
      '£1k',
      '£42k',
      '£113k',
      '£1m',
      '£2.3m',
      '−£12k'
    ])
    expect([format.moneyShort(41_987, ''), format.moneyShort(null, 'GBP')]).toEqual(['42k', '–'])
  })

  it('is bare when the file names no currency, or one that does not exist', () => {
    expect(format.money(12.5, '')).toBe('12.50')
    expect(format.moneyAbout(457.13, 'pounds')).toBe('457')
    expect(format.currencySign('')).toBe('')
    expect(format.currencySign('EUR')).toBe('€')
  })
})

describe('time', () => {
  it('takes days as the file wrote them, whatever the time zone here', () => {
    expect(format.date('2011-12-09')).toBe('9 Dec 2011')
    expect(format.date(Date.UTC(2011, 11, 9, 23, 59) / 1000)).toBe('9 Dec 2011')
    expect(format.dateLong('2024-04-03')).toBe('3 April 2024')
    expect(format.monthName('2024-04-03')).toBe('April')
    expect(format.month('2011-12')).toBe('Dec 2011')
    expect(format.dateRange('2010-12-01', '2011-11-30')).toMatch(/^1 Dec 2010\s–\s30 Nov 2011$/)
  })

  it('waits and sizes', () => {
    expect(format.duration(0.4)).toBe('0 s')
    expect(format.duration(59)).toBe('59 s')
    expect(format.duration(125)).toBe('2 min')
    expect(format.duration(3600)).toBe('1 h')
    expect(format.duration(4800)).toBe('1 h 20 min')
    expect(format.bytes(46_100_000)).toBe('46.1 MB')
    expect(format.bytes(12)).toBe('12 bytes')
    expect(format.bytes(0)).toBe('0 bytes')
  })
})

describe('another locale', () => {
  it('brings its numbers and leaves the months in the language of the texts', () => {
    format.setLocale('de-DE')
    expect(format.decimal(1234.5)).toBe('1.234,50')
    expect(format.date('2011-12-09')).toBe('9 Dec 2011')
    format.setLocale('en-US')
    expect(format.date('2011-12-09')).toBe('Dec 9, 2011')
  })
})
