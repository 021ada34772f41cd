import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { words } from '../../../src/main/core/import/mapping/normalise.ts'
import { durationForm, durationForms, parseDuration, unitOfHeader } from '../../../src/main/core/import/values/duration.ts'

const hour = 3600
const day = 86_400

describe('lengths of time that say what they mean', () => {
  it.each([
    ['2h 5m', 2 * hour + 300],
    ['2 h 5 min 3 s', 2 * hour + 303],
    ['2 hours and 5 minutes', 2 * hour + 300],
    ['1h05', hour + 300],
    ['5m30', 330],
    ['1.5 h', 1.5 * hour],
    ['1,5 Std.', 1.5 * hour],
    ['90 min', 90 * 60],
    ['3 days', 3 * day],
    ['3 Tage 4 Stunden', 3 * day + 4 * hour],
    ['2 jours et 3 heures', 2 * day + 3 * hour],
    ['2 días y 3 horas', 2 * day + 3 * hour],
    ['2 giorni 3 ore', 2 * day + 3 * hour],
    ['2 dias e 3 horas', 2 * day + 3 * hour],
    ['2 dagen en 3 uren', 2 * day + 3 * hour],
    ['1 week', 7 * day],
    ['250 ms', 0.25],
    ['00:12:30', 750],
    ['36:15:00', 36 * hour + 900],
    ['1.02:03:04', day + 2 * hour + 184],
    ['3 days, 2:05:00', 3 * day + 2 * hour + 300],
    ['3 days 02:05:00.5', 3 * day + 2 * hour + 300.5],
    ['P1DT2H5M', day + 2 * hour + 300],
    ['PT90S', 90],
    ['P2W', 14 * day],
    ['PT0.5H', 1800],
    ['-00:12:30', -750],
    ['-2h', -2 * hour]
  ])('%s', (text, seconds) => {
    expect(durationForms(text)).toBe(durationForm.fixed)
    for (const unit of ['seconds', 'minutes', 'hours', 'days'] as const) expect(parseDuration(text, unit)).toBeCloseTo(seconds, 9)
  })
})

it('leaves open what a clock of two parts and a bare number are', () => {
  expect(durationForms('1:30')).toBe(durationForm.clock)
  expect([parseDuration('1:30', 'hours'), parseDuration('1:30', 'minutes')]).toEqual([5400, 90])
  expect([parseDuration('1:30', 'days'), parseDuration('1:30', 'seconds')]).toEqual([Number.NaN, Number.NaN])
  expect(durationForms('90')).toBe(durationForm.bare)
  expect([parseDuration('90', 'minutes'), parseDuration('1,5', 'hours'), parseDuration('2', 'days')]).toEqual([5400, 5400, 2 * day])
  expect(parseDuration('1,500', 'seconds')).toBeNaN()
})

it.each([
  '',
  'soon',
  'P',
  'PT',
  'P1M',
  'P1Y',
  '1:75',
  '1:2:3:4',
  '5m 2h',
  '2h 2h',
  '2 apples',
  '3 days 4',
  '12-05',
  '2024-03-04',
  '2024-03-04 10:11:12',
  '1h 99999999999999999999999999999999999999999999999999999999999999'
])('refuses %s', (text) => {
  expect(durationForms(text)).toBe(0)
  expect(parseDuration(text, 'hours')).toBeNaN()
})

it('reads back what it is given, in every form', () => {
  const two = (n: number) => String(n).padStart(2, '0')
  fc.assert(
    fc.property(fc.nat(10_000_000), (total) => {
      const [h, m, s] = [Math.floor(total / hour), Math.floor(total / 60) % 60, total % 60]
      for (const text of [
        `${h}:${two(m)}:${two(s)}`,
        `${h}h ${m}m ${s}s`,
        `PT${h}H${m}M${s}S`,
        `${h} Std. ${m} Min. ${s} Sek.`,
        `${total} s`
      ])
        expect(parseDuration(text, 'days'), text).toBe(total)
      expect(parseDuration(`${Math.floor(total / 60)}:${two(s)}`, 'minutes')).toBe(total)
      expect(parseDuration(String(total), 'seconds')).toBe(total)
    })
  )
})

it('finds the unit in a header', () => {
  const unit = (header: string) => unitOfHeader(words(header))
  expect(unit('First reply time in minutes')).toBe('minutes')
  expect(unit('Resolution Time (hours)')).toBe('hours')
  expect(unit('Dauer (Std.)')).toBe('hours')
  expect(unit('handle_time_sec')).toBe('seconds')
  expect(unit('Days to close')).toBe('days')
  expect(unit('Duration (hh:mm)')).toBe('hours')
  expect(unit('Duration (mm:ss)')).toBe('minutes')
  expect(unit('Resolution time')).toBeNull()
  expect(unit('hours or minutes')).toBeNull()
})
