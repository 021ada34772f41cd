import { describe, expect, it } from 'vitest'
import { fromFiles, labelOf, workspaceNameFor } from '../../../src/renderer/app/dropped.ts'
import { fates, holds, sumRows } from '../../../src/renderer/features/data/equation.ts'
import { rejectedPlace, reviewFinding } from '../../../src/renderer/features/data/reviewWords.ts'
import { mergeWarnings, warningText } from '../../../src/renderer/features/data/warnings.ts'
import { ask, certainty } from '../../../src/renderer/features/data/words.ts'
import { t } from '../../../src/renderer/i18n.ts'
import type { PreviewColumn } from '../../../src/shared/model/import.ts'
import { blocker, dateQuestion, group, preview } from './data.fixture.ts'

describe('the equation', () => {
  const day = { read: 10, stored: 5, updated: 1, duplicate: 2, rejected: 1, blank: 1 }

  it('holds for a sum of files when it holds for each', () => {
    expect(holds(day)).toBe(true)
    const sum = sumRows([day, day, day])
    expect(sum).toEqual({ read: 30, stored: 15, updated: 3, duplicate: 6, rejected: 3, blank: 3 })
    expect(holds(sum)).toBe(true)
  })

  it.each(fates)('does not hold when a row that was %s is lost', (fate) => {
    expect(holds({ ...day, [fate]: day[fate] - 1 })).toBe(false)
  })

  it('says the same in words as in figures', () => {
    const said = (stored: number, updated: number, duplicate: number) => t('data.result.finding', 'jan.csv', { stored, updated, duplicate })
    expect(said(1, 2, 156)).toBe('1 row of jan.csv is stored, 2 updated, 156 known already.')
    expect(said(3, 0, 0)).toBe('3 rows of jan.csv are stored.')
    expect(said(0, 2, 0)).toBe('0 rows of jan.csv are stored, 2 updated.')
    expect(said(0, 0, 9)).toBe('Nothing in jan.csv is new.')
  })

  it('of nothing is nothing', () => {
    expect(holds(sumRows([]))).toBe(true)
  })
})

it('a drop that was imported before says so, unless one of its files is new', () => {
  const before = { label: 'jan.csv', at: Date.UTC(2024, 4, 5, 12) / 1_000 }
  expect(reviewFinding(preview([group({ before })]), 'jan.csv')).toMatch(
    /^jan\.csv was imported before, on .*2024.*\. Nothing in it is new\.$/
  )
  expect(reviewFinding(preview([group({ before }), group()]), 'jan.csv')).not.toMatch(/before/)
})

it('a rejected row of a workbook stands in its sheet', () => {
  expect(rejectedPlace({ file: 'b.xlsx' }, { file: 'b.xlsx', sheet: 'May' })).toBe('b.xlsx · May')
  expect(rejectedPlace({ file: 'b.xlsx' }, { file: 'mended.csv', sheet: null })).toBe('b.xlsx')
})

describe('a question', () => {
  it('about dates asks which day it is, and says what each choice gives', () => {
    const { text, choices } = ask(dateQuestion)
    expect(text).toBe('Is 03/04/2024 the 3rd of April or the 4th of March?')
    expect(choices).toEqual([
      { value: 'dmy', title: '3 April 2024', gives: 'day first' },
      { value: 'mdy', title: '4 March 2024', gives: 'month first; 12 rows would not fit' }
    ])
  })

  it('names the years when they differ, and takes times along', () => {
    const { text } = ask({
      ...dateQuestion,
      sample: '03/04/05 10:00',
      choices: [
        { value: 'dmy', reads: '2005-04-03T10:00' },
        { value: 'ymd', reads: '2003-04-05T10:00' }
      ]
    })
    expect(text).toBe('Is 03/04/05 10:00 the 3rd of April 2005 or the 5th of April 2003?')
  })

  it('falls back on the core’s own words when they are not a day', () => {
    const { text, choices } = ask({ ...dateQuestion, choices: [{ value: 'dmy', reads: 'some day' }] })
    expect(text).toBe('How is the date 03/04/2024 to be read?')
    expect(choices[0]?.title).toBe('some day')
  })

  it('about decimals asks what the mark does', () => {
    const { text, choices } = ask({
      id: 'decimal',
      column: 'Price',
      sample: '1.234',
      choices: [
        { value: '.', reads: '1.234' },
        { value: ',', reads: '1234' }
      ]
    })
    expect(text).toBe('Does the mark in 1.234 separate thousands or decimals?')
    expect(choices.map(({ title, gives }) => `${title}: ${gives}`)).toEqual(['Decimals: read as 1.234', 'Thousands: read as 1234'])
  })
})

describe('the sentence of a review', () => {
  const said = (...args: Parameters<typeof group>) => reviewFinding(preview([group(...args)]), 'orders.csv')

  it('puts the open question first, then what is missing, then what would be rejected', () => {
    expect(said({ questions: [dateQuestion], blockers: [blocker] })).toBe('One question before orders.csv can be imported.')
    expect(said({ blockers: [blocker] })).toBe('Something is missing before orders.csv can be imported.')
    expect(said()).toBe('8 of 9 rows can be imported; 1 row would be rejected, with its reason.')
    expect(said({ expected: { read: 9, good: 8, rejected: 0, blank: 1 } })).toBe('All 8 rows of orders.csv can be imported.')
    expect(reviewFinding(preview([]), 'orders.csv')).toBe('There is nothing in orders.csv that can be imported.')
  })
})

describe('warnings', () => {
  const warning = (code: string, count: number, example: string) => ({ code, count, example })

  it('of many files become one a kind', () => {
    expect(
      mergeWarnings([warning('import.returns', 2, 'A'), warning('import.anonymous', 1, 'B'), warning('import.returns', 3, 'C')])
    ).toEqual([warning('import.returns', 5, 'A'), warning('import.anonymous', 1, 'B')])
  })

  it('of several templates stay one each', () => {
    const [orders, people] = [warning('import.templateApplied', 1, 'Orders'), warning('import.templateApplied', 1, 'People')]
    expect(mergeWarnings([orders, people, orders]).map(({ example }) => example)).toEqual(['Orders', 'People'])
  })

  it('are sentences, and not lost when the catalogue lacks them', () => {
    expect(warningText(warning('import.returns', 5, 'A17'))).toContain('5 lines are returns')
    expect(warningText(warning('import.unheardOf', 5, 'A17'))).toBe('import.unheardOf: A17')
  })
})

describe('certainty', () => {
  const column = (changes: Partial<PreviewColumn>): PreviewColumn => ({
    header: 'Client',
    type: 'id',
    fit: 1,
    filled: 10,
    missing: 0,
    marks: [],
    distinct: 9,
    samples: [],
    proposed: 'customer',
    confidence: 1,
    because: 'header',
    notes: [],
    ...changes
  })

  it.each([
    [0.97, 'sure'],
    [0.7, 'likely'],
    [0.4, 'unsure']
  ])('%f is %s', (confidence, level) => {
    expect(certainty(column({ confidence }))).toMatchObject({ level, why: 'header' })
  })

  it('says that a column without a field is kept', () => {
    expect(certainty(column({ proposed: null, confidence: 0 }))).toMatchObject({ level: 'extra', why: null })
  })
})

describe('what a drop is called', () => {
  it('after its folder, its file, or the first of several', () => {
    expect(labelOf(['by-day/1.csv', 'by-day/2.csv'])).toBe('by-day')
    expect(labelOf(['orders.csv'])).toBe('orders.csv')
    expect(labelOf(['a.csv', 'b.csv', 'c.csv'])).toBe('a.csv and 2 more')
    expect(labelOf(['x/1.csv', 'y/2.csv'])).toBe('x/1.csv and 1 more')
  })

  it('and its workspace by a name that can be a file’s', () => {
    expect(workspaceNameFor(['Käseladen/1.csv', 'Käseladen/2.csv'])).toBe('Käseladen')
    expect(workspaceNameFor(['orders 2024 (final).csv'])).toBe('orders 2024 final')
    expect(workspaceNameFor(['a.csv', 'b.csv'])).toBe('My shop')
    expect(workspaceNameFor(['???.csv'])).toBe('My shop')
    expect(workspaceNameFor([`${'long '.repeat(40)}.csv`]).length).toBeLessThanOrEqual(60)
  })
})

describe('files that systems leave about', () => {
  it('are left out, and the rest stands in natural order', () => {
    const files = ['day 10.csv', 'day 2.csv', '.DS_Store', '~$orders.xlsx', 'Thumbs.db'].map((name) => new File(['x'], name))
    expect(fromFiles(files).map(({ name }) => name)).toEqual(['day 2.csv', 'day 10.csv'])
  })
  it('of a folder are left out too, and what explains it to people; not where they were chosen by themselves', () => {
    const names = ['shop/README.txt', 'shop/orders.csv', 'shop/planted.json', 'shop/.git/x.csv', 'notes/readme first.txt', 'README.txt']
    expect(fromFiles(names.map((name) => new File(['x'], name))).map(({ name }) => name)).toEqual(['README.txt', 'shop/orders.csv'])
  })
})
