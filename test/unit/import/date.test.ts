import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysFromCivil, epochOf, isoText } from '../../../src/main/core/import/values/calendar.ts'
import { dateForm, dateForms, parseDate } from '../../../src/main/core/import/values/date.ts'

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
    ['31/12/99', 'dmy', '1999-12-31']
  ] as const)('reads %s as %s', (text, order, iso) => expect(read(text, order)).toBe(iso))

  it('refuses what the order cannot be', () => {
    expect(read('12/13/2011', 'dmy')).toBeNull()
    expect(read('13/12/2011', 'mdy')).toBeNull()
    expect(read('13/12/2011', 'ymd')).toBeNull()
    expect(dateForms('12/13/2011') & orders).toBe(dateForm.mdy)
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
  '2010-12',
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
