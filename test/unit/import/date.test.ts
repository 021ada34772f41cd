import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysFromCivil, epochOf, isoText } from '../../../src/main/core/import/values/calendar.ts'
import { parseClock } from '../../../src/main/core/import/values/clock.ts'
import { type DateReading, dateForm, dateForms, lastZone, parseDate } from '../../../src/main/core/import/values/date.ts'
import { likelyUnit } from '../../../src/main/core/import/values/moment-number.ts'

const read = (text: string, order: 'dmy' | 'mdy' | 'ymd' = 'dmy') => {
  const at = parseDate(text, order)
  return Number.isNaN(at) ? null : isoText(at, at % 86_400 !== 0)
}
const orders = dateForm.dmy | dateForm.mdy | dateForm.ymd

describe('dates with one reading', () => {
  it.each([
    ['2010-12-01 08:26:00', '2010-12-01T08:26:00'],
    ['2010-12-01T08:26:00Z', '2010-12-01T08:26:00'],
    ['2010-12-01T08:26:00.123+02:00', '2010-12-01T08:26:00'],
    ['2010/1/5', '2010-01-05'],
    ['2010.12.01', '2010-12-01'],
    ['20101201', '2010-12-01'],
    ['20101201T082600', '2010-12-01T08:26:00'],
    ['201012010826', '2010-12-01T08:26:00'],
    ['20101201 08:26', '2010-12-01T08:26:00'],
    ['1 Dec 2010', '2010-12-01'],
    ['01-Dec-10', '2010-12-01'],
    ['Dec 1, 2010', '2010-12-01'],
    ['December 1st, 2010 8:26 PM', '2010-12-01T20:26:00'],
    ['Wed, 01 Dec 2010 08:26:00 GMT', '2010-12-01T08:26:00'],
    ['Wed Dec 01 2010 08:26:00 GMT+0100 (Central European Time)', '2010-12-01T08:26:00'],
    ['1. Dezember 2010', '2010-12-01'],
    ['1. März 2011 08:26 Uhr', '2011-03-01T08:26:00'],
    ['1er décembre 2010', '2010-12-01'],
    ['1 de diciembre de 2010', '2010-12-01'],
    ['3 août 2011', '2011-08-03'],
    ['2010-Dec-01', '2010-12-01'],
    ['2012-02-29', '2012-02-29'],
    ['Mon 3 Mar 2025', '2025-03-03'],
    ['lunes, 3 de marzo de 2025', '2025-03-03'],
    ['seg., 3 mar. 2025', '2025-03-03'],
    ['Mar 4, 2025', '2025-03-04'],
    ['mar. 4 mars 2025', '2025-03-04'],
    ["4 Mar '25", '2025-03-04'],
    ['4th of March 2025', '2025-03-04'],
    ['Monday, March 3rd, 2025 at 10:15 AM', '2025-03-03T10:15:00'],
    ['3. März 2025 um 10:15 Uhr', '2025-03-03T10:15:00'],
    ['3 mars 2025 à 10h15', '2025-03-03T10:15:00'],
    ['3 maart 2025 om 10.15 uur', '2025-03-03T10:15:00'],
    ['3 marzo 2025, 10.15', '2025-03-03T10:15:00'],
    ['Mon Mar  3 10:15:00 UTC 2025', '2025-03-03T10:15:00'],
    ['Mon Mar 03 10:15:00 +0000 2025', '2025-03-03T10:15:00'],
    ['03/Mar/2025:10:15:00 +0100', '2025-03-03T10:15:00'],
    ['10:15 AM - 3 Mar 2025', '2025-03-03T10:15:00'],
    ['2025-03-03 10:15:00 a. m.', '2025-03-03T10:15:00'],
    ['2025-03-03 8 PM', '2025-03-03T20:00:00'],
    ['2025-03-03 10:15:00 CET', '2025-03-03T10:15:00'],
    ['2025-03-03T10:15:00+01:00[Europe/Berlin]', '2025-03-03T10:15:00'],
    ['2025-03-03 10:15 America/New_York', '2025-03-03T10:15:00'],
    ['2025-03-03 10:15:00.000000 UTC', '2025-03-03T10:15:00'],
    ['20250303T101500Z', '2025-03-03T10:15:00'],
    ['2025年3月3日', '2025-03-03'],
    ['2025年3月3日 10:15', '2025-03-03T10:15:00'],
    ['2025. 3. 3.', '2025-03-03'],
    ['Mar-03-25', '2025-03-03'],
    ['2025-03-03 10:15:00 PHT', '2025-03-03T10:15:00'],
    ['2025-03', '2025-03-01'],
    ['03/2025', '2025-03-01'],
    ['March 2025', '2025-03-01'],
    ['mars 2025', '2025-03-01'],
    ['marzo de 2025', '2025-03-01'],
    ['2000-02-29', '2000-02-29']
  ])('reads %s under each order', (text, iso) => {
    for (const order of ['dmy', 'mdy', 'ymd'] as const) expect(read(text, order)).toBe(iso)
    expect(dateForms(text) & orders).toBe(orders)
    expect(dateForms(text) & dateForm.differ).toBe(0)
  })
})

describe('dates whose order must be known', () => {
  it.each([
    ['04/03/2011', 'dmy', '2011-03-04'],
    ['04/03/2011', 'mdy', '2011-04-03'],
    ['4.3.2011 7:05', 'dmy', '2011-03-04T07:05:00'],
    ['04/03/2011 12:05 AM', 'mdy', '2011-04-03T00:05:00'],
    ['10-12-01', 'dmy', '2001-12-10'],
    ['10-12-01', 'mdy', '2001-10-12'],
    ['10-12-01', 'ymd', '2010-12-01'],
    ['31/12/99', 'dmy', '1999-12-31'],
    ['4. 3. 2011', 'dmy', '2011-03-04'],
    ['4.3.2011 7.05', 'dmy', '2011-03-04T07:05:00'],
    ['07:05 04/03/2011', 'mdy', '2011-04-03T07:05:00'],
    ['04/03/2011 14h30', 'dmy', '2011-03-04T14:30:00'],
    ['04/03/2011, 7:05:06 p. m.', 'dmy', '2011-03-04T19:05:06'],
    ['Fri 04/03/2011', 'dmy', '2011-03-04'],
    ['Sun 04/03/2011', 'mdy', '2011-04-03']
  ] as const)('reads %s as %s', (text, order, iso) => expect(read(text, order)).toBe(iso))

  it('refuses what the order cannot be', () => {
    expect(read('12/13/2011', 'dmy')).toBeNull()
    expect(read('13/12/2011', 'mdy')).toBeNull()
    expect(read('13/12/2011', 'ymd')).toBeNull()
    expect(dateForms('12/13/2011') & orders).toBe(dateForm.mdy)
    // 4 March 2011 was a Friday, 3 April a Sunday.
    expect(dateForms('Fri 04/03/2011') & orders).toBe(dateForm.dmy)
    expect(dateForms('vendredi 04/03/2011') & orders).toBe(dateForm.dmy)
    expect(dateForms('domenica 04/03/2011') & orders).toBe(dateForm.mdy)
    expect(dateForms('Tue 04/03/2011')).toBe(0)
  })
  it('says whether the orders differ', () => {
    expect(dateForms('04/03/2011') & dateForm.differ).not.toBe(0)
    expect(dateForms('04/04/2011') & dateForm.differ).toBe(0)
  })
})

it.each([
  '2011-02-29',
  '1900-02-29',
  '2011-13-01',
  '2011-00-10',
  '0000-00-00',
  '31/04/2011',
  '2010-12-01 24:00',
  '2010-12-01 08:60',
  '2010-12-01 13:00 PM',
  '2010-13',
  '12.2010',
  '2010-12-1-1',
  'Order 1 Dec 2010',
  '2024-063',
  '2024-0012',
  '2010-12-01 8',
  '2010-12-01 14.5',
  '10:15 10:15',
  '2010-12-01 10:15 XYZ',
  '12.50',
  '08:26',
  '536365',
  '99999999',
  '1-2-3-4',
  'May',
  'Table 1 Dec',
  '10 apples 2010',
  '1899-12-31',
  '2010-12-01 garbage'
])('refuses %s', (text) => expect(dateForms(text)).toBe(0))

describe('what else a date says', () => {
  const has = (text: string, flag: number) => (dateForms(text) & flag) !== 0
  it('tells months, short years and zones apart', () => {
    expect(['2025-03', 'Mar 2025', '2025-03-01'].map((text) => has(text, dateForm.month))).toEqual([true, true, false])
    expect(['4/3/25', '4 Mar 25', '4/3/2025'].map((text) => has(text, dateForm.shortYear))).toEqual([true, true, false])
    const zones = ['2025-03-03T10:15:00Z', '2025-03-03 10:15 GMT+1', '2025-03-03 10:15 CEST', '2025-03-03 10:15 PM', '2025-03-03 10:15']
    const zoneOf = (text: string) => (dateForms(text) === 0 ? null : lastZone())
    expect(zones.map(zoneOf)).toEqual(['Z', 'GMT+1', 'CEST', '', ''])
  })
  it('reads times alone', () => {
    const noon = 43_200
    expect(['12:00', '12:00:00', '12:00 PM', '12 pm', '12.00', '12h00', '12h'].map(parseClock)).toEqual(Array(7).fill(noon))
    expect(['25:00', '12:60', 'noon', '1200', '12'].every((text) => Number.isNaN(parseClock(text)))).toBe(true)
  })
})

describe('numbers that count', () => {
  const counted = (text: string, unit: DateReading) => {
    const at = parseDate(text, unit)
    return Number.isNaN(at) ? null : isoText(at, true)
  }
  it('are read as what they count', () => {
    expect(counted('45000', 'serial')).toBe('2023-03-15T00:00:00')
    expect(counted('45000.5', 'serial')).toBe('2023-03-15T12:00:00')
    expect(counted('45000,75', 'serial')).toBe('2023-03-15T18:00:00')
    expect(counted('40886.5347222222', 'serial')).toBe('2011-12-09T12:50:00')
    expect(counted('1709547315', 'seconds')).toBe('2024-03-04T10:15:15')
    expect(counted('1709547315999', 'milliseconds')).toBe('2024-03-04T10:15:15')
    expect(counted('1709547315999999', 'microseconds')).toBe('2024-03-04T10:15:15')
  })
  it('are refused where they are no moment', () => {
    expect([counted('12', 'serial'), counted('2011-12-09', 'serial'), counted('9999999999999', 'seconds'), counted('', 'seconds')]).toEqual(
      [null, null, null, null]
    )
  })
  it('are told apart by their size', () => {
    expect([45_000, 1_709_547_315, 1_709_547_315_999, 1_709_547_315_999_999, 17_850, 20_240_304].map(likelyUnit)).toEqual([
      'serial',
      'seconds',
      'milliseconds',
      'microseconds',
      null,
      null
    ])
  })
})

it('counts days as the calendar of the platform does', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50_000, max: 90_000 }), (days) => {
      const date = new Date(days * 86_400_000)
      expect(daysFromCivil(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(days)
    })
  )
})

it('reads every moment back as it was written, in every order', () => {
  const moment = fc.integer({ min: epochOf(1970, 1, 1, 0), max: epochOf(2068, 12, 31, 86_399) })
  const two = (n: number) => String(n).padStart(2, '0')
  fc.assert(
    fc.property(moment, fc.constantFrom('-', '/', '.'), fc.boolean(), (at, mark, long) => {
      const date = new Date(at * 1000)
      const year = long ? String(date.getUTCFullYear()) : two(date.getUTCFullYear() % 100)
      const [month, day, time] = [two(date.getUTCMonth() + 1), two(date.getUTCDate()), date.toISOString().slice(11, 19)]
      expect(parseDate(`${[day, month, year].join(mark)} ${time}`, 'dmy')).toBe(at)
      expect(parseDate(`${[month, day, year].join(mark)} ${time}`, 'mdy')).toBe(at)
      expect(parseDate(`${[year, month, day].join(mark)}T${time}`, 'ymd')).toBe(at)
    })
  )
})
