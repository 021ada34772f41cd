/**
 * Whole columns in a random convention: typing must recover the values, or ask. Another value without a question is the one
 * thing that must never come out.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { epochOf } from '../../../src/main/core/import/values/calendar.ts'
import { parseDate } from '../../../src/main/core/import/values/date.ts'
import { parseDuration } from '../../../src/main/core/import/values/duration.ts'
import { parseDecimal, toText } from '../../../src/main/core/import/values/number.ts'
import { parsePercent } from '../../../src/main/core/import/values/percent.ts'
import { columnOf } from './support/column.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** How a program writes numbers. */
interface NumberStyle {
  decimal: '.' | ','
  group: string
  indian: boolean
  negative: 'before' | 'behind' | 'brackets' | 'minus sign'
  currency: string
  decimals: number
}
const styles: fc.Arbitrary<NumberStyle> = fc
  .record({
    decimal: fc.constantFrom<'.' | ','>('.', ','),
    group: fc.constantFrom('', 'other', ' ', '\u202f', '\u00a0', "'", '’'),
    indian: fc.boolean(),
    negative: fc.constantFrom<NumberStyle['negative']>('before', 'behind', 'brackets', 'minus sign'),
    currency: fc.constantFrom('', '$', '€ ', ' €', ' EUR', 'CHF ', 'R$ ', ' kr'),
    decimals: fc.integer({ min: 0, max: 4 })
  })
  .map((style) => ({
    ...style,
    group: style.group === 'other' ? (style.decimal === '.' ? ',' : '.') : style.group,
    indian: style.indian && style.decimal === '.' && style.group === 'other'
  }))

function written(units: number, style: NumberStyle): string {
  const digits = String(Math.abs(units)).padStart(style.decimals + 1, '0')
  const cut = digits.length - style.decimals
  const whole = digits.slice(0, cut)
  const grouped = style.indian ? whole.replace(/\B(?=(\d{2})+\d$)/g, style.group) : whole.replace(/\B(?=(\d{3})+$)/g, style.group)
  const plain = style.decimals === 0 ? grouped : `${grouped}${style.decimal}${digits.slice(cut)}`
  const [before, behind] = style.currency.startsWith(' ') ? ['', style.currency] : [style.currency, '']
  const priced = `${before}${plain}${behind}`
  if (units >= 0) return priced
  if (style.negative === 'behind') return `${before}${plain}-${behind}`
  return style.negative === 'brackets' ? `(${priced})` : `${style.negative === 'before' ? '-' : '−'}${priced}`
}

describe('numbers', () => {
  it('come out as they went in, or are asked about', () => {
    fc.assert(
      fc.property(
        styles,
        fc.array(fc.oneof(fc.integer({ min: -9_999, max: 9_999 }), fc.integer({ min: -999_999_999, max: 999_999_999 })), {
          minLength: 1,
          maxLength: 30
        }),
        (style, units) => {
          const cells = units.map((n) => written(n, style))
          const { decimal } = columnOf(cells).verdict
          if (decimal.state !== 'certain') {
            expect(decimal.state).toBe('open')
            expect(decimal.choices.map(({ value }) => value)).toContain(style.decimal)
            return
          }
          for (const [i, cell] of cells.entries()) {
            const exact = parseDecimal(cell, decimal.value)
            expect(exact && toText(exact), `${cell} read with ${decimal.value}`).toBe(
              toText(
                parseDecimal(written(units[i] ?? 0, { ...style, decimal: '.', group: '', currency: '', negative: 'before' }), '.') ?? {
                  units: 0,
                  decimals: 0
                }
              )
            )
          }
        }
      ),
      { numRuns: 2000 }
    )
  })

  it('as shares come out as they went in, or are asked about', () => {
    fc.assert(
      fc.property(
        styles,
        fc.constantFrom('%', ' %', '\u00a0%'),
        fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 1, maxLength: 20 }),
        (style, sign, units) => {
          const plain = { ...style, currency: '' }
          const cells = units.map((n) => written(n, plain) + sign)
          const { decimal, type } = columnOf(cells).verdict
          expect(type).toBe('percent')
          if (decimal.state !== 'certain') return
          for (const [i, cell] of cells.entries()) {
            const exact = parsePercent(cell, decimal.value)
            const wanted = parseDecimal(`${units[i]}e-${style.decimals + 2}`, '.')
            expect(exact && toText(exact), cell).toBe(wanted && toText(wanted))
          }
        }
      ),
      { numRuns: 500 }
    )
  })
})

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const german = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember']
const french = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** How a program writes days; each is a reading of its own. */
const dayStyles: Record<string, (date: Date) => string> = {}
for (const mark of ['/', '-', '.']) {
  for (const short of [true, false]) {
    const year = (date: Date) => (short ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear()))
    const [day, month] = [(date: Date) => two(date.getUTCDate()), (date: Date) => two(date.getUTCMonth() + 1)]
    dayStyles[`dmy ${mark} ${short}`] = (date) => [day(date), month(date), year(date)].join(mark)
    dayStyles[`mdy ${mark} ${short}`] = (date) => [month(date), day(date), year(date)].join(mark)
    dayStyles[`ymd ${mark} ${short}`] = (date) => [year(date), month(date), day(date)].join(mark)
    dayStyles[`loose dmy ${mark} ${short}`] = (date) => [date.getUTCDate(), date.getUTCMonth() + 1, year(date)].join(mark)
  }
}
dayStyles.compact = (date) => date.toISOString().slice(0, 10).replaceAll('-', '')
dayStyles.english = (date) => `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
dayStyles.american = (date) => `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`
dayStyles.weekday = (date) => `${days[date.getUTCDay()]} ${dayStyles.english?.(date)}`
dayStyles['weekday mdy'] = (date) => `${days[date.getUTCDay()]} ${dayStyles['mdy / false']?.(date)}`
dayStyles.german = (date) => `${date.getUTCDate()}. ${german[date.getUTCMonth()]} ${date.getUTCFullYear()}`
dayStyles.french = (date) => `${date.getUTCDate()} ${french[date.getUTCMonth()]} ${date.getUTCFullYear()}`

const timeStyles: Record<string, (date: Date) => string> = {
  none: () => '',
  iso: (date) => `T${date.toISOString().slice(11, 19)}`,
  zoned: (date) => ` ${date.toISOString().slice(11, 19)}+02:00`,
  plain: (date) => ` ${date.toISOString().slice(11, 16)}`,
  half: (date) => ` ${date.getUTCHours() % 12 || 12}:${two(date.getUTCMinutes())} ${date.getUTCHours() < 12 ? 'AM' : 'PM'}`,
  uhr: (date) => `, ${date.toISOString().slice(11, 16)} Uhr`
}

it('moments come out as they went in, or are asked about', () => {
  const day = fc.integer({ min: epochOf(1990, 1, 1, 0) / 86_400, max: epochOf(2060, 12, 31, 0) / 86_400 })
  // Many columns of few months, in which nothing above 12 tells the order.
  const cell = fc.oneof(day, fc.integer({ min: epochOf(2024, 1, 1, 0) / 86_400, max: epochOf(2024, 1, 12, 0) / 86_400 }))
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(dayStyles)),
      fc.constantFrom(...Object.keys(timeStyles)),
      fc.array(fc.tuple(cell, fc.nat(86_399)), { minLength: 1, maxLength: 20 }),
      (dayStyle, timeStyle, moments) => {
        const withTime = timeStyle !== 'none'
        const toMinute = timeStyle === 'plain' || timeStyle === 'half' || timeStyle === 'uhr'
        const epochs = moments.map(([d, s]) => d * 86_400 + (withTime ? (toMinute ? s - (s % 60) : s) : 0))
        const cells = epochs.map((epoch) => {
          const date = new Date(epoch * 1000)
          return `${dayStyles[dayStyle]?.(date)}${timeStyles[timeStyle]?.(date)}`
        })
        const { type, dateOrder } = columnOf(cells).verdict
        expect(type, cells[0]).toBe(withTime ? 'datetime' : 'date')
        const meant = /dmy|mdy|ymd/.exec(dayStyle)?.[0]
        if (dateOrder.state !== 'certain') {
          expect(dateOrder.state).toBe('open')
          expect(dateOrder.choices.map(({ value }) => value)).toContain(meant)
          return
        }
        for (const [i, text] of cells.entries()) expect(parseDate(text, dateOrder.value), `${text} as ${dateOrder.value}`).toBe(epochs[i])
      }
    ),
    { numRuns: 3000 }
  )
})

it('counted moments come out as they went in where the header says that they are moments, and are none where it does not', () => {
  const epoch = fc.integer({ min: epochOf(1990, 1, 1, 0), max: epochOf(2090, 1, 1, 0) })
  fc.assert(
    fc.property(
      fc.constantFrom('serial', 'seconds', 'milliseconds', 'microseconds'),
      fc.array(epoch, { minLength: 1, maxLength: 20 }),
      (unit, epochs) => {
        const cells = epochs.map((at) =>
          unit === 'serial' ? String(at / 86_400 + 25_569) : `${at}${{ seconds: '', milliseconds: '000', microseconds: '000000' }[unit]}`
        )
        const { type, dateOrder } = columnOf(cells, 'date').verdict
        expect(['date', 'datetime']).toContain(type)
        expect(dateOrder).toEqual({ state: 'certain', value: unit })
        for (const [i, text] of cells.entries()) expect(parseDate(text, unit), text).toBe(epochs[i])
        expect(['date', 'datetime']).not.toContain(columnOf(cells).verdict.type)
      }
    )
  )
})

it('lengths of time come out as they went in', () => {
  const formats: ((s: number) => string)[] = [
    (s) => `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`,
    (s) => `${Math.floor(s / 3600)}h ${Math.floor(s / 60) % 60}m ${s % 60}s`,
    (s) => `PT${Math.floor(s / 3600)}H${Math.floor(s / 60) % 60}M${s % 60}S`,
    (s) => `${Math.floor(s / 86_400)} days, ${Math.floor(s / 3600) % 24}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
  ]
  fc.assert(
    fc.property(fc.constantFrom(...formats), fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 20 }), (format, lengths) => {
      const cells = lengths.map(format)
      expect(columnOf(cells, 'duration').verdict.type).toBe('duration')
      for (const [i, text] of cells.entries()) expect(parseDuration(text, 'days'), text).toBe(lengths[i])
    })
  )
})

describe('names that look like numbers', () => {
  const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
  const sets: Record<string, fc.Arbitrary<string>> = {
    'leading zeros': digits(5).map((text) => `0${text}`),
    'fifteen digits and more': fc.integer({ min: 15, max: 20 }).chain((n) => digits(n - 1).map((text) => `7${text}`)),
    'articles with an E': fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 99 })).map(([a, b]) => `${a}E${b}`),
    telephones: digits(9).map((text) => `+49${text}`)
  }
  it.each(Object.keys(sets))('%s stay text', (name) => {
    fc.assert(
      fc.property(fc.array(sets[name] ?? fc.constant(''), { minLength: 1, maxLength: 30 }), (cells) => {
        const type = columnOf(cells).verdict.type
        // 14 digits may be a moment that is written without signs, 15 and more never.
        expect(type).toBe('id')
      })
    )
  })
})
