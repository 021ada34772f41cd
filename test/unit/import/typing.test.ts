import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctCap } from '../../../src/main/core/import/typing/column-profile.ts'
import { decideColumn, isPointZero } from '../../../src/main/core/import/typing/decide.ts'
import { decideMarks } from '../../../src/main/core/import/typing/marks.ts'
import { columnNotes } from '../../../src/main/core/import/typing/notes.ts'
import { settleDates } from '../../../src/main/core/import/typing/settle-dates.ts'
import { columnOf, profileOf } from './support/column.ts'

const decide = (values: readonly string[], sheet = false) => decideColumn(profileOf(values), sheet)
const times = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i))

describe('the type of a column', () => {
  it.each<[string, string[], string, number]>([
    ['integer', ['1', '20', '-3', '20'], 'integer', 1],
    ['decimal', ['1', '2.5', '3'], 'decimal', 1],
    ['decimal', ['1,5', '2,25', '1.000,00'], 'decimal', 1],
    ['decimal', ['£1.50', '(£2.00)', '£1,000.25'], 'decimal', 1],
    ['date', ['2011-12-01', '2011-12-02', '3 Dec 2011'], 'date', 1],
    ['date', ['20111201', '20111202'], 'date', 1],
    ['datetime', ['2011-12-01', '2011-12-02 08:30'], 'datetime', 1],
    ['boolean', ['yes', 'no', 'yes'], 'boolean', 1],
    ['integer', ['0', '1', '1'], 'integer', 1],
    ['id', ['00012', '00013'], 'id', 1],
    ['id', ['17850.0', '13047.0'], 'id', 1],
    ['id', ['1234567890123456789'], 'id', 1],
    ['id', ['85123A', '71053', '84406B'], 'id', 1],
    ['id', times(30, (i) => String(1000 + i * 7)), 'id', 1],
    ['text', ['red', 'green', 'blue 2'], 'text', 1],
    ['empty', ['', ' ', ''], 'empty', 1],
    ['integer', [...times(19, () => '5'), 'five'], 'integer', 0.95],
    ['date', [...times(9, () => '2011-12-01'), 'soon'], 'date', 0.9]
  ])('%s: %j', (_, values, type, fit) => expect(decide(values)).toMatchObject({ type, fit }))

  it('is decided by all rows: one late exception counts', () => {
    const column = [...times(50_000, (i) => String(i % 900)), '7.5']
    expect(decide(column)).toMatchObject({ type: 'decimal', fit: 1 })
    expect(decide([...times(50_000, (i) => String(i % 900)), 'seven']).fit).toBeCloseTo(50_000 / 50_001, 12)
  })
  it('is told for amounts by a single decimal sign among whole numbers', () => {
    expect(decide([...times(200, (i) => String(i)), '1,5']).decimal).toEqual({ state: 'certain', value: ',' })
  })
})

describe('counting', () => {
  it('is exact up to the cap and the same however the rows come', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('a', 'b', ' a', '1', '1.0', '', ' ', '?', '2011-01-02', 'x@y.z', 'a long text that is longer than thirteen'),
          { maxLength: 200 }
        ),
        fc.integer({ min: 1, max: 50 }),
        (values, batch) => {
          const profile = profileOf(values, batch)
          const filled = values.filter((value) => value.trim() !== '' && value !== '?')
          expect(profile.filled).toBe(filled.length)
          expect(profile.blank).toBe(values.filter((value) => value.trim() === '').length)
          expect(profile.marks.get('?') ?? 0).toBe(values.filter((value) => value === '?').length)
          expect(profile.distinct).toBe(new Set(filled).size)
          expect(profile.digits).toBe(filled.filter((value) => value === '1' || value === '1.0').length)
          expect(profile.emails).toBe(filled.filter((value) => value === 'x@y.z').length)
        }
      )
    )
  })
  it('stops at the cap, and what it counts beyond is still complete', () => {
    const profile = profileOf(times(3 * distinctCap, (i) => String(i)))
    expect(profile.distinct).toBe(distinctCap)
    expect(profile.filled).toBe(3 * distinctCap)
    expect(profile.wholePoint).toBe(3 * distinctCap)
    expect(profileOf(times(distinctCap + 1, (i) => String(i))).distinct).toBe(distinctCap)
    expect(profileOf(times(distinctCap, (i) => String(i))).distinct).toBe(distinctCap)
    expect(profileOf(times(distinctCap - 1, (i) => String(i))).distinct).toBe(distinctCap - 1)
  })
})

describe('the order of day and month', () => {
  const order = (...values: string[]) => decide(values).dateOrder
  it('is certain when only one reads every date', () => {
    expect(order('04/03/2011', '13/03/2011')).toEqual({ state: 'certain', value: 'dmy' })
    expect(order('04/03/2011', '03/13/2011')).toEqual({ state: 'certain', value: 'mdy' })
    expect(order('2011-03-04', '2011-03-05')).toEqual({ state: 'certain', value: 'ymd' })
    expect(order('99-12-31', '11-01-30')).toEqual({ state: 'certain', value: 'ymd' })
  })
  it('is asked when several read every date differently, however many there are', () => {
    const open = order(...times(3000, (i) => `${String((i % 12) + 1).padStart(2, '0')}/${String((i % 7) + 1).padStart(2, '0')}/2011`))
    expect(open).toMatchObject({ state: 'open', sample: expect.stringMatching(/2011$/) })
    expect(open.state === 'open' && open.choices.map(({ value, unread }) => [value, unread])).toEqual([
      ['dmy', 0],
      ['mdy', 0]
    ])
    expect(order('10-11-12').state === 'open').toBe(true)
  })
  it('is not asked when the orders agree on every date', () => {
    expect(order('04/04/2011', '05/05/2011').state).toBe('certain')
  })
  it('is told by one date in a million', () => {
    const values = [...times(20_000, (i) => `${(i % 12) + 1}/${(i % 11) + 1}/2011`), '31/1/2011']
    expect(decide(values).dateOrder).toEqual({ state: 'certain', value: 'dmy' })
  })
  it('contradicts itself when dates of both orders stand there', () => {
    const mixed = order('13/03/2011', '14/03/2011', '03/15/2011')
    expect(mixed).toMatchObject({ state: 'mixed', sample: '03/15/2011' })
    expect(mixed.state === 'mixed' && mixed.choices[0]).toEqual({ value: 'dmy', unread: 1 })
  })
  it('does not mind texts that are no date at all', () => {
    expect(order('13/03/2011', '14/03/2011', '31/31/2011', 'soon')).toEqual({ state: 'certain', value: 'dmy' })
  })
})

describe('the decimal sign', () => {
  const sign = (values: string[], sheet = false) => decide(values, sheet).decimal
  it('is certain when one number has only one reading', () => {
    expect(sign(['1,234', '12.50'])).toEqual({ state: 'certain', value: '.' })
    expect(sign(['1,234', '12,50'])).toEqual({ state: 'certain', value: ',' })
    expect(sign(['1.234', '0.125'])).toEqual({ state: 'certain', value: '.' })
    expect(sign(['5', '6'])).toEqual({ state: 'certain', value: '.' })
  })
  it('is asked when every separator has two readings', () => {
    expect(sign(['1,234', '5', '22,500'])).toMatchObject({ state: 'open', sample: '1,234' })
    expect(sign(['1.234', '2.500'])).toMatchObject({ state: 'open' })
  })
  it('is asked for texts of a spreadsheet, which its own numbers never look like', () => {
    expect(sign(['1.500', '12.345'], true).state).toBe('open')
    expect(sign(['1,234', '12,345'], true).state).toBe('open')
    expect(sign(['1.500%', '2.250%'], true).state).toBe('open')
    expect(sign(['1.500', '2.5'], true)).toEqual({ state: 'certain', value: '.' })
  })
  it('is a point in the own numbers of a spreadsheet', () => {
    expect(sign(['1.234', '2.565'], true)).toEqual({ state: 'certain', value: '.' })
    expect(sign(['1,234'], true).state).toBe('open')
  })
  it('is not upset by one stray cell, but is asked when both stand in numbers', () => {
    expect(sign([...times(500, () => '1.5'), '1,5'])).toEqual({ state: 'certain', value: '.' })
    expect(sign([...times(500, () => '1.5'), '1,5', '1,234']).state).toBe('mixed')
    expect(sign(['1.5', '2,5']).state).toBe('mixed')
  })
})

describe('marks for unknown', () => {
  const marksOf = (keys: readonly number[], columns: readonly string[][]) => {
    const profiles = columns.map((values) => profileOf(values))
    return decideMarks(
      profiles,
      profiles.map((profile) => decideColumn(profile, false)),
      new Set(keys)
    )
  }
  const marks = (...columns: string[][]) => marksOf([], columns)
  it('are found wherever they can be nothing else', () => {
    expect(marks(['red', '?'], ['N/A', 'x'], ['1', 'NULL'])).toEqual(['?', 'N/A', 'NULL'])
  })
  it('are words only among numbers, dates and ids', () => {
    expect(marks(['Namibia', 'NA'], ['None', 'Bold text'])).toEqual([])
    expect(marks(['1', 'NA'], ['2011-01-01', 'unknown'])).toEqual(['NA', 'unknown'])
  })
  it('are words where they would be the number of somebody', () => {
    expect(
      marksOf(
        [1],
        [
          ['Namibia', 'NA'],
          ['Bob', 'None']
        ]
      )
    ).toEqual(['None'])
  })
})

it('sees a needless .0 only where it is needless throughout', () => {
  expect(isPointZero(profileOf(['1.0', '2.0', '']))).toBe(true)
  expect(isPointZero(profileOf(['1.0', '2']))).toBe(true)
  expect(isPointZero(profileOf(['1.0', '2.5']))).toBe(false)
  expect(isPointZero(profileOf(['1.0', 'A2']))).toBe(false)
  expect(isPointZero(profileOf(['1', '2']))).toBe(false)
})

describe('what a header adds', () => {
  it('is that whole numbers are names, and bare numbers moments', () => {
    expect(columnOf(['80331', '10115', '80331'], 'id').verdict.type).toBe('id')
    expect(columnOf(['80331', '10115', '80331']).verdict.type).toBe('integer')
    expect(columnOf(['45000', '45001'], 'date').verdict).toMatchObject({ type: 'date', dates: 1, dateOrder: { value: 'serial' } })
    expect(columnOf(['45000.25', '45001'], 'date').verdict.type).toBe('datetime')
    expect(columnOf(['45000', '45001']).verdict).toMatchObject({ type: 'integer', dates: 0 })
    expect(columnOf(['1709547315', '1709547316'], 'date').verdict).toMatchObject({ type: 'datetime', dateOrder: { value: 'seconds' } })
    // One number that is no moment, and they are no moments.
    expect(columnOf(['45000', '12'], 'date').verdict.type).toBe('integer')
  })
  it('is that a clock shows a length of time', () => {
    expect(columnOf(['10:15', '11:30']).verdict.type).toBe('time')
    expect(columnOf(['10:15', '11:30'], 'duration').verdict.type).toBe('duration')
    expect(columnOf(['10:15', '36:30']).verdict.type).toBe('duration')
    expect(columnOf(['2h 5m', '3 days']).verdict.type).toBe('duration')
  })
})

describe('columns of dates in one file', () => {
  const settled = (...columns: string[][]) =>
    settleDates(
      columns.map((values, i) => {
        const { profile, verdict } = columnOf(values)
        return { header: `column ${i + 1}`, profile, decision: verdict.dateOrder }
      })
    )
  it('are settled each', () => {
    expect(settled(['13/01/2024'], ['2024-02-01'])).toEqual([
      { reading: 'dmy', told: null },
      { reading: 'ymd', told: null }
    ])
  })
  it('tell each other the order if one program wrote them all', () => {
    expect(settled(['03/04/2024'], ['13/01/2024'])[0]).toEqual({ reading: 'dmy', told: 'column 2' })
    expect(settled(['03/04/2024 10:00'], ['01/13/2024'])[0]).toEqual({ reading: 'mdy', told: 'column 2' })
  })
  it('are asked about where another program may have written the other, or the others contradict', () => {
    expect(settled(['03/04/2024'], ['13.01.2024'])[0]).toMatchObject({ reading: null, state: 'open' })
    expect(settled(['03/04/2024'], ['13/01/24'])[0]).toMatchObject({ reading: null })
    expect(settled(['03/04/2024'], ['13/01/2024'], ['01/13/2024'])[0]).toMatchObject({ reading: null })
    expect(settled(['03/04/2024'], ['13/01/2024', '01/13/2024'])[0]).toMatchObject({ reading: null })
    expect(settled(['03/04/2024'], ['05/06/2024']).map(({ reading }) => reading)).toEqual([null, null])
    expect(settled(['03/04/2024'], ['2024-01-13'])[0]).toMatchObject({ reading: null })
  })
})

describe('notes', () => {
  const codes = (values: string[], hint: 'date' | null = null) => {
    const { profile, verdict } = columnOf(values, hint)
    return columnNotes(profile, verdict, ['?'], false).map(
      ({ code, count, example }) => `${code.replace('import.', '')} ${count} ${example}`
    )
  }
  it('say what rests on a convention', () => {
    expect(codes(['1', '?', '?'])).toEqual(['missingMark 2 ?'])
    expect(codes(['13/01/99', '14/02/24'])).toEqual(['shortYear 2 13/01/99'])
    expect(codes(['Jan 2024', 'Feb 2024'])).toEqual(['monthOnly 2 Jan 2024'])
    expect(codes(['45000', '45001'], 'date')).toEqual(['serialDates 2 45000'])
    expect(codes(['2024-01-01T10:00:00+01:00', '2024-07-01T10:00:00+02:00'])).toEqual(['mixedZones 2 +01:00, +02:00'])
    expect(codes(['2024-01-01T10:00:00Z', '2024-07-01T10:00:00Z'])).toEqual([])
    expect(codes(['1.23457E+11', '123456789012'])).toEqual(['shortened 1 1.23457E+11'])
  })
  it('say when a spreadsheet seems to have swapped day and month', () => {
    const swapped = [...times(6, (i) => `2024-0${i + 1}-11`), ...times(6, (i) => `${i + 13}/01/2024`)]
    expect(codes(swapped)).toEqual(['swappedDates 6 2024-01-11'])
    expect(codes([...swapped, '2024-01-13'])).toEqual([])
    expect(codes([...swapped, '12/01/2024'])).toEqual([])
  })
})
